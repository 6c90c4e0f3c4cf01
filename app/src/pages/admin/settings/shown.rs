//! What a page of the settings knows, and its items as rows.

use serde::{Deserialize, Serialize};

use crate::{
    api::{
        self, ApiResult, Catalog, DepartmentSettings, LabSettings, Me, ProjectSettings,
        RulesSettings, Section, Template, TopicSettings,
    },
    components::{lab_of, topic_of},
    domain::excerpt,
    i18n::{Lang, admin},
};

/// Who looks, and what is there: of one part, the others are empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Loaded {
    pub(super) me: Me,
    pub(super) labs: Vec<LabSettings>,
    pub(super) topics: Vec<TopicSettings>,
    pub(super) projects: Vec<ProjectSettings>,
    pub(super) departments: Vec<DepartmentSettings>,
    pub(super) templates: Vec<Template>,
    pub(super) rules: RulesSettings,
    /// Up to which place in the log all that has been seen.
    pub(super) seq: i64,
}

/// An item in the list of its part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Slug or number.
    pub(super) id: String,
    /// On screen.
    pub(super) name: String,
    /// What else is good to see.
    pub(super) detail: String,
    /// Icon and colour of a topic.
    pub(super) mark: Option<(String, String)>,
    /// Whether it is put away.
    pub(super) archived: bool,
    /// Whether it is this person's to change.
    pub(super) mine: bool,
}

pub(super) async fn load(section: Option<Section>) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let mut loaded = Loaded {
        me,
        labs: Vec::new(),
        topics: Vec::new(),
        projects: Vec::new(),
        departments: Vec::new(),
        templates: Vec::new(),
        rules: RulesSettings::default(),
        seq: 0,
    };
    match section {
        // Whether the person may see the settings at all is for the server to say.
        None | Some(Section::Rules) => {
            loaded.rules = api::settings(Section::Rules).await?;
            loaded.seq = loaded.rules.seq;
        }
        Some(section @ Section::Labs) => {
            let page: api::LabSettingsPage = api::settings(section).await?;
            (loaded.labs, loaded.seq) = (page.items, page.seq);
        }
        Some(section @ Section::Topics) => {
            let page: api::TopicSettingsPage = api::settings(section).await?;
            (loaded.topics, loaded.seq) = (page.items, page.seq);
        }
        Some(section @ Section::Projects) => {
            let page: api::ProjectSettingsPage = api::settings(section).await?;
            (loaded.projects, loaded.seq) = (page.items, page.seq);
        }
        Some(section @ Section::Departments) => {
            let page: api::DepartmentSettingsPage = api::settings(section).await?;
            (loaded.departments, loaded.seq) = (page.items, page.seq);
        }
        Some(section @ Section::Templates) => {
            let page: api::TemplateSettingsPage = api::settings(section).await?;
            (loaded.templates, loaded.seq) = (page.items, page.seq);
        }
    }
    Ok(loaded)
}

impl Loaded {
    /// Whether the person may change what holds for all labs.
    pub(super) fn governs(&self) -> bool {
        self.me.scope().is_everything()
    }

    /// Whether something can be added to this part.
    pub(super) fn may_add(&self, section: Section) -> bool {
        self.governs() || section == Section::Projects
    }

    /// Whether there is such an item.
    pub(super) fn has(&self, section: Section, id: &str) -> bool {
        match section {
            Section::Labs => self.labs.iter().any(|item| item.slug == id),
            Section::Topics => self.topics.iter().any(|item| item.slug == id),
            Section::Projects => self.projects.iter().any(|item| item.slug == id),
            Section::Departments => self.departments.iter().any(|item| item.slug == id),
            Section::Templates => self.templates.iter().any(|item| item.id.to_string() == id),
            Section::Rules => false,
        }
    }

    /// The items of a part, in their order.
    pub(super) fn rows(&self, section: Section, catalog: &Catalog, lang: Lang) -> Vec<Row> {
        let (scope, governs) = (self.me.scope(), self.governs());
        let row = |id: &str, name: &str, detail: String, archived: bool, mine: bool| Row {
            id: id.to_owned(),
            name: name.to_owned(),
            detail,
            mark: None,
            archived,
            mine,
        };
        match section {
            Section::Labs => {
                let lab = |l: &LabSettings| {
                    row(&l.slug, &l.name, l.town.clone(), l.archived, scope.has_lab(Some(&l.slug)))
                };
                self.labs.iter().map(lab).collect()
            }
            Section::Topics => {
                let topic = |t: &TopicSettings| {
                    let (name, other) =
                        lang.pick((&t.name_de, &t.name_en), (&t.name_en, &t.name_de));
                    let mark = Some((t.icon.clone(), t.colour.clone()));
                    Row { mark, ..row(&t.slug, name, other.clone(), t.archived, governs) }
                };
                self.topics.iter().map(topic).collect()
            }
            Section::Projects => {
                let project = |p: &ProjectSettings| {
                    let name = lang.pick(&p.name_de, &p.name_en);
                    let mine = scope.has_lab(Some(&p.lab));
                    row(&p.slug, name, lab_of(catalog, &p.lab), p.archived, mine)
                };
                self.projects.iter().map(project).collect()
            }
            Section::Departments => {
                let department = |d: &DepartmentSettings| {
                    let (name, other) =
                        lang.pick((&d.name_de, &d.name_en), (&d.name_en, &d.name_de));
                    row(&d.slug, name, other.clone(), d.archived, governs)
                };
                self.departments.iter().map(department).collect()
            }
            Section::Templates => {
                let template = |t: &Template| {
                    let kind = admin::template_kind(t.kind).get(lang);
                    let topic = match &t.topic {
                        Some(topic) => topic_of(catalog, topic).0,
                        None => admin::ALL_TOPICS.get(lang).to_owned(),
                    };
                    let detail = format!("{kind} · {topic} · {}", excerpt(&t.text, 90));
                    row(&t.id.to_string(), &t.title, detail, t.archived, governs)
                };
                self.templates.iter().map(template).collect()
            }
            Section::Rules => Vec::new(),
        }
    }
}
