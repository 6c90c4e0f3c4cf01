//! What an event is, where it is, and for whom.

use leptos::prelude::*;

use super::{
    picture,
    state::{Editor, FORM},
};
use crate::{
    api::{Catalog, EventForm, Me, PhotoRef},
    components::piece,
    domain::{EVENT_LINE_MAX, EVENT_TEXT_MAX, EVENT_TITLE_MAX, EventAccess, EventKind},
    held::Held,
    i18n::{Text, events, programme, t},
    pages::events::fields::{Chip, Field, area, chips, line, select},
};

/// A part of the form, with its heading.
pub(super) fn section(name: &'static str, title: Text, inner: AnyView) -> AnyView {
    let id = format!("event-part-{name}");
    let heading = id.clone();
    piece(view! {
        <section class="event-part" aria-labelledby=id data-part=name>
            <h2 id=heading>{t(title)}</h2>
            {inner}
        </section>
    })
}

impl Editor {
    /// A field of this form.
    pub(super) fn field(self, name: &'static str, label: Text, value: &str) -> Field {
        Field::new(FORM, name, t(label), value).errors(self.errors(name))
    }
}

/// Kind, title, text, topics, projects, picture.
pub(super) fn what(
    editor: Editor,
    form: &EventForm,
    catalog: &Catalog,
    photo: Held<Option<PhotoRef>>,
) -> AnyView {
    let lang = editor.lang;
    let kinds = EventKind::ALL.iter();
    let kinds = kinds.map(|kind| Chip::plain(kind.as_str(), programme::kind(*kind).get(lang)));
    let kinds = chips(&editor.field("kind", events::KIND, ""), "radio", kinds.collect(), |key| {
        key == form.kind
    });
    let topics =
        catalog.topics.iter().filter(|topic| !topic.archived || form.topics.contains(&topic.slug));
    let topics = topics.map(|topic| Chip {
        key: topic.slug.clone(),
        text: lang.pick(topic.name_de.clone(), topic.name_en.clone()),
        colour: Some(topic.colour.clone()),
    });
    let topics = chips(
        &editor.field("topics", events::TOPICS, "").optional(),
        "checkbox",
        topics.collect(),
        |key| form.topics.iter().any(|topic| topic == key),
    );
    let projects = catalog
        .projects
        .iter()
        .filter(|project| !project.archived || form.projects.contains(&project.slug));
    let projects: Vec<Chip> = projects
        .map(|project| {
            let name = lang.pick(project.name_de.clone(), project.name_en.clone());
            Chip::plain(project.slug.clone(), name)
        })
        .collect();
    let projects = (!projects.is_empty()).then(|| {
        chips(
            &editor.field("projects", events::PROJECTS, "").optional(),
            "checkbox",
            projects,
            |key| form.projects.iter().any(|project| project == key),
        )
    });
    let title = editor.field("title", events::TITLE, &form.title);
    let text = editor.field("text", events::TEXT, &form.text).hint(t(events::TEXT_HINT));
    section(
        "what",
        events::WHAT,
        piece(view! {
            {kinds}
            {line(title, "text", EVENT_TITLE_MAX)}
            {area(text, 8, EVENT_TEXT_MAX)}
            {topics}
            {projects}
            {picture::field(editor, photo)}
        }),
    )
}

/// The lab, another place, a link.
pub(super) fn place(editor: Editor, form: &EventForm, catalog: &Catalog, me: &Me) -> AnyView {
    let scope = me.scope();
    let mut labs = Vec::new();
    if scope.labs.is_none() || form.lab.is_empty() {
        labs.push((String::new(), t(events::NO_LAB).to_owned()));
    }
    let offered = catalog
        .labs
        .iter()
        .filter(|lab| lab.slug == form.lab || (!lab.archived && scope.has_lab(Some(&lab.slug))));
    labs.extend(offered.map(|lab| (lab.slug.clone(), lab.name.clone())));
    let lab = editor.field("lab", events::LAB, &form.lab).hint(t(events::LAB_HINT));
    let place =
        editor.field("place", events::PLACE, &form.place).hint(t(events::PLACE_HINT)).optional();
    let online = editor
        .field("online_url", events::ONLINE, &form.online_url)
        .hint(t(events::ONLINE_HINT))
        .optional();
    section(
        "where",
        events::WHERE,
        piece(view! {
            {select(lab, labs)}
            {line(place, "text", EVENT_LINE_MAX)}
            {line(online, "url", 500)}
        }),
    )
}

/// Audience, language, hosts, what is accessible.
pub(super) fn people(editor: Editor, form: &EventForm) -> AnyView {
    let lang = editor.lang;
    let access = EventAccess::ALL.iter();
    let access = access.map(|one| Chip::plain(one.as_str(), programme::access(*one).get(lang)));
    let access = chips(
        &editor.field("access", events::ACCESS, "").hint(t(events::ACCESS_HINT)).optional(),
        "checkbox",
        access.collect(),
        |key| form.access.iter().any(|one| one == key),
    );
    let optional = |name: &'static str, label: Text, hint: Text, value: &str| {
        let field = editor.field(name, label, value).hint(t(hint)).optional();
        line(field, "text", EVENT_LINE_MAX)
    };
    section(
        "who",
        events::WHO,
        piece(view! {
            {optional("audience", events::AUDIENCE, events::AUDIENCE_HINT, &form.audience)}
            {optional("hosts", events::HOSTS, events::HOSTS_HINT, &form.hosts)}
            {optional("language", events::LANGUAGE, events::LANGUAGE_HINT, &form.language)}
            {access}
        }),
    )
}
