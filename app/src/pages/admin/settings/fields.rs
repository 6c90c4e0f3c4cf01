//! The fields of each form, with what stands in them.

use super::shown::Loaded;
use crate::{
    api::{Catalog, Section, TemplateKind},
    domain::{
        EMAIL_MAX, PLACE_LINE_MAX, PLACE_NAME_MAX, PLACE_TEXT_MAX, TEMPLATE_TEXT_MAX,
        TEMPLATE_TITLE_MAX, hours_line,
    },
    i18n::{Lang, admin},
};

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// A line: its type, and how long it may be.
    Line(&'static str, usize),
    /// Paragraphs, and how long they may be; 0 for any length.
    Lines(usize),
    /// A box to tick.
    Tick,
    /// One of several: values and their texts.
    Select(Vec<(String, String)>),
    /// An icon of the set.
    Icons,
    /// A colour of the palette.
    Colours,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) control: Control,
    pub(super) value: String,
    pub(super) optional: bool,
}

const HOURS: [&str; 7] =
    ["hours_1", "hours_2", "hours_3", "hours_4", "hours_5", "hours_6", "hours_7"];

fn line(name: &'static str, value: &str) -> Field {
    Field {
        name,
        control: Control::Line("text", PLACE_NAME_MAX),
        value: value.to_owned(),
        optional: false,
    }
}

fn lines(name: &'static str, value: &str, optional: bool) -> Field {
    let control = Control::Lines(PLACE_TEXT_MAX);
    Field { name, control, value: value.to_owned(), optional }
}

fn other(name: &'static str, kind: &'static str, max: usize, value: Option<&str>) -> Field {
    let value = value.unwrap_or_default().to_owned();
    Field { name, control: Control::Line(kind, max), value, optional: true }
}

fn number(name: &'static str, value: i64) -> Field {
    Field { name, control: Control::Line("number", 6), value: value.to_string(), optional: false }
}

fn tick(name: &'static str, on: bool) -> Field {
    let value = if on { "1" } else { "" };
    Field { name, control: Control::Tick, value: value.to_owned(), optional: true }
}

fn select(name: &'static str, of: Vec<(String, String)>, value: &str) -> Field {
    Field { name, control: Control::Select(of), value: value.to_owned(), optional: false }
}

/// What an item is called; empty for a new one.
pub(super) fn name(loaded: &Loaded, section: Section, id: Option<&str>, lang: Lang) -> String {
    let Some(id) = id else { return String::new() };
    let rows = loaded.rows(section, &Catalog::default(), lang);
    rows.into_iter().find(|row| row.id == id).map(|row| row.name).unwrap_or_default()
}

/// The fields of an item, or of a new one.
pub(super) fn of(
    loaded: &Loaded,
    section: Section,
    id: Option<&str>,
    catalog: &Catalog,
    lang: Lang,
) -> Vec<Field> {
    // After the last one, with room between.
    let behind = |last: Option<i64>| last.map_or(1, |last| last.saturating_add(10).min(9999));
    let named = |de: &str, en: &str| [line("name_de", de), line("name_en", en)];
    match section {
        Section::Labs => lab(loaded, id, behind(loaded.labs.iter().map(|l| l.position).max())),
        Section::Topics => {
            let item = loaded.topics.iter().find(|item| Some(item.slug.as_str()) == id);
            let get = |of: fn(&crate::api::TopicSettings) -> &String| item.map_or("", |t| of(t));
            let next = behind(loaded.topics.iter().map(|t| t.position).max());
            let choose = |name, control, value: &str| Field {
                name,
                control,
                value: value.to_owned(),
                optional: false,
            };
            let mut fields = named(get(|t| &t.name_de), get(|t| &t.name_en)).to_vec();
            fields.extend([
                choose("icon", Control::Icons, get(|t| &t.icon)),
                choose("colour", Control::Colours, get(|t| &t.colour)),
                lines("text_de", get(|t| &t.text_de), true),
                lines("text_en", get(|t| &t.text_en), true),
                number("position", item.map_or(next, |t| t.position)),
            ]);
            fields
        }
        Section::Projects => {
            let item = loaded.projects.iter().find(|item| Some(item.slug.as_str()) == id);
            let get = |of: fn(&crate::api::ProjectSettings) -> &String| item.map_or("", |p| of(p));
            let scope = loaded.me.scope();
            let labs = catalog.labs.iter();
            let labs = labs.filter(|lab| scope.has_lab(Some(&lab.slug)));
            let labs = labs.map(|lab| (lab.slug.clone(), lab.name.clone())).collect();
            let mut fields = vec![select("lab", labs, get(|p| &p.lab))];
            fields.extend(named(get(|p| &p.name_de), get(|p| &p.name_en)));
            fields.push(lines("text_de", get(|p| &p.text_de), true));
            fields.push(lines("text_en", get(|p| &p.text_en), true));
            fields
        }
        Section::Departments => {
            let item = loaded.departments.iter().find(|item| Some(item.slug.as_str()) == id);
            let (de, en) =
                item.map_or(("", ""), |item| (item.name_de.as_str(), item.name_en.as_str()));
            named(de, en).to_vec()
        }
        Section::Templates => template(loaded, id, catalog, lang),
        Section::Rules => {
            let rules = &loaded.rules;
            vec![
                number("trust_after", rules.trust_after),
                number("hold_links", rules.hold_links),
                number("hold_burst", rules.hold_burst),
                tick("hold_caps", rules.hold_caps),
                Field {
                    name: "hold_words",
                    control: Control::Lines(0),
                    value: rules.words.join("\n"),
                    optional: true,
                },
            ]
        }
    }
}

fn lab(loaded: &Loaded, id: Option<&str>, next: i64) -> Vec<Field> {
    let item = loaded.labs.iter().find(|item| Some(item.slug.as_str()) == id);
    let some =
        |of: fn(&crate::api::LabSettings) -> Option<&String>| item.and_then(of).map(String::as_str);
    let get = |of: fn(&crate::api::LabSettings) -> &String| item.map_or("", |lab| of(lab));
    let mut fields = vec![
        line("name", get(|l| &l.name)),
        line("town", get(|l| &l.town)),
        tick("pre_moderation", item.is_none_or(|l| l.pre_moderation)),
        tick("mobile", item.is_some_and(|l| l.mobile)),
        lines("text_de", get(|l| &l.text_de), false),
        lines("text_en", get(|l| &l.text_en), false),
        other("question_de", "text", PLACE_LINE_MAX, some(|l| l.question_de.as_ref())),
        other("address", "text", PLACE_LINE_MAX, some(|l| l.address.as_ref())),
        other("phone", "tel", PLACE_LINE_MAX, some(|l| l.phone.as_ref())),
        other("email", "email", EMAIL_MAX, some(|l| l.email.as_ref())),
    ];
    for (weekday, name) in (1..=7).zip(HOURS) {
        let hours = item.map(|lab| hours_line(&lab.hours, weekday)).unwrap_or_default();
        fields.push(other(name, "text", 120, Some(&hours)));
    }
    fields.push(lines("hours_note_de", some(|l| l.hours_note_de.as_ref()).unwrap_or(""), true));
    fields.push(lines("hours_note_en", some(|l| l.hours_note_en.as_ref()).unwrap_or(""), true));
    fields.push(number("position", item.map_or(next, |l| l.position)));
    fields
}

fn template(loaded: &Loaded, id: Option<&str>, catalog: &Catalog, lang: Lang) -> Vec<Field> {
    let item = loaded.templates.iter().find(|item| Some(item.id.to_string().as_str()) == id);
    let kinds = TemplateKind::ALL
        .map(|kind| (kind.as_str().to_owned(), admin::template_kind(kind).get(lang).to_owned()));
    let mut topics = vec![(String::new(), admin::ALL_TOPICS.get(lang).to_owned())];
    let chosen = item.and_then(|t| t.topic.as_deref()).unwrap_or_default();
    let offered = catalog.clone().offered_besides([chosen, "", ""]).topics.into_iter();
    topics.extend(offered.map(|t| (t.slug, lang.pick(t.name_de, t.name_en))));
    vec![
        select("kind", kinds.into(), item.map_or("decline", |t| t.kind.as_str())),
        select("topic", topics, chosen),
        Field {
            control: Control::Line("text", TEMPLATE_TITLE_MAX),
            ..line("title", item.map_or("", |t| &t.title))
        },
        Field {
            control: Control::Lines(TEMPLATE_TEXT_MAX),
            ..lines("text", item.map_or("", |t| &t.text), false)
        },
        number("position", item.map_or(1, |t| t.position)),
    ]
}
