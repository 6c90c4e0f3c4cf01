//! Labs, topics, projects, departments, templates and rules as the team writes them.

mod rules;

pub use rules::*;

use super::idea::between;
use super::{FieldError, FieldErrors, clean_line, clean_text, fold, parse_email, parse_hours};
use crate::api::{
    DepartmentForm, Hours, LabForm, ProjectForm, RulesForm, TemplateForm, TemplateKind, TopicForm,
};

/// Icons that a topic may have, by their names in the icon set.
pub const ICONS: [&str; 19] = [
    "chip", "sun", "tree", "shop", "house", "idea", "heart", "people", "camera", "bus", "globe",
    "moon", "bell", "phone", "pin", "mail", "clock", "key", "comment",
];

/// Colours that a topic may have, by their names in the palette.
pub const COLOURS: [&str; 6] = ["blue", "green", "moss", "pink", "amber", "violet"];

/// Longest name of a lab, topic, project or department, in characters.
pub const PLACE_NAME_MAX: usize = 80;

/// Longest text about one of them, in characters.
pub const PLACE_TEXT_MAX: usize = 2000;

/// Longest line about one of them, in characters.
pub const PLACE_LINE_MAX: usize = 200;

/// Longest title of a template, in characters.
pub const TEMPLATE_TITLE_MAX: usize = 60;

/// Longest text of a template, in characters: a reason may be as long.
pub const TEMPLATE_TEXT_MAX: usize = super::REASON_MAX;

/// Longest slug that is made from a name, in characters.
const SLUG_MAX: usize = 40;

/// A lab that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::LabSettings`")]
pub struct LabDraft {
    pub name: String,
    pub town: String,
    pub mobile: bool,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub text_de: String,
    pub text_en: String,
    pub question_de: Option<String>,
    pub hours: Vec<Hours>,
    pub hours_note_de: Option<String>,
    pub hours_note_en: Option<String>,
    pub pre_moderation: bool,
    pub position: i64,
}

/// A topic that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::TopicSettings`")]
pub struct TopicDraft {
    pub name_de: String,
    pub name_en: String,
    pub icon: String,
    pub colour: String,
    pub text_de: String,
    pub text_en: String,
    pub position: i64,
}

/// A project that keeps every rule of the form. Whether its lab exists is for the database to
/// say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::ProjectSettings`")]
pub struct ProjectDraft {
    pub lab: String,
    pub name_de: String,
    pub name_en: String,
    pub text_de: String,
    pub text_en: String,
}

/// A department that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::DepartmentSettings`")]
pub struct DepartmentDraft {
    pub name_de: String,
    pub name_en: String,
}

/// A template that keeps every rule of the form. Whether its topic exists is for the database
/// to say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::Template`")]
pub struct TemplateDraft {
    pub kind: TemplateKind,
    pub topic: Option<String>,
    pub title: String,
    pub text: String,
    pub position: i64,
}

/// A name that must be there.
fn name(raw: &str) -> Result<String, FieldError> {
    between(clean_line(raw), 2, PLACE_NAME_MAX)
}

/// A line that may be missing.
fn line(raw: &str) -> Result<Option<String>, FieldError> {
    some(between(clean_line(raw), 0, PLACE_LINE_MAX))
}

/// A text that may be missing.
fn text(raw: &str) -> Result<Option<String>, FieldError> {
    some(between(clean_text(raw), 0, PLACE_TEXT_MAX))
}

/// What is missing is no error.
fn some(given: Result<String, FieldError>) -> Result<Option<String>, FieldError> {
    match given {
        Err(FieldError::Required) => Ok(None),
        given => given.map(Some),
    }
}

/// A whole number; `empty` where nothing is given.
fn number(raw: &str, empty: i64, min: i64, max: i64) -> Result<i64, FieldError> {
    match raw.trim() {
        "" => Ok(empty),
        given => given
            .parse()
            .ok()
            .filter(|n| (min..=max).contains(n))
            .ok_or(FieldError::NotANumber { min, max }),
    }
}

fn position(raw: &str) -> Result<i64, FieldError> {
    number(raw, 0, 0, 9999)
}

/// One of those offered.
fn one_of(raw: &str, offered: &[&str]) -> Result<String, FieldError> {
    match raw.trim() {
        "" => Err(FieldError::Required),
        given => offered.contains(&given).then(|| given.to_owned()).ok_or(FieldError::Unknown),
    }
}

impl LabDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field; the hours of a day under `hours_1` to `hours_7`.
    pub fn parse(raw: &LabForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let mut hours = Vec::new();
        for (weekday, day) in (1..=7).zip(raw.hours.iter().map(String::as_str)) {
            hours.extend(e.take(&format!("hours_{weekday}"), parse_hours(day, weekday)));
        }
        if raw.hours.len() > 7 {
            e.add("hours", FieldError::TooMany { max: 7 });
        }
        let draft = Self {
            name: e.take("name", name(&raw.name)).unwrap_or_default(),
            town: e.take("town", name(&raw.town)).unwrap_or_default(),
            mobile: raw.mobile,
            address: e.take("address", line(&raw.address)).flatten(),
            phone: e.take("phone", line(&raw.phone)).flatten(),
            email: e.take("email", parse_email(&raw.email)).flatten(),
            text_de: e
                .take("text_de", between(clean_text(&raw.text_de), 1, PLACE_TEXT_MAX))
                .unwrap_or_default(),
            text_en: e
                .take("text_en", between(clean_text(&raw.text_en), 1, PLACE_TEXT_MAX))
                .unwrap_or_default(),
            question_de: e.take("question_de", line(&raw.question_de)).flatten(),
            hours: hours.into_iter().flatten().collect(),
            hours_note_de: e.take("hours_note_de", text(&raw.hours_note_de)).flatten(),
            hours_note_en: e.take("hours_note_en", text(&raw.hours_note_en)).flatten(),
            pre_moderation: raw.pre_moderation,
            position: e.take("position", position(&raw.position)).unwrap_or_default(),
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }
}

impl TopicDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &TopicForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let draft = Self {
            name_de: e.take("name_de", name(&raw.name_de)).unwrap_or_default(),
            name_en: e.take("name_en", name(&raw.name_en)).unwrap_or_default(),
            icon: e.take("icon", one_of(&raw.icon, &ICONS)).unwrap_or_default(),
            colour: e.take("colour", one_of(&raw.colour, &COLOURS)).unwrap_or_default(),
            text_de: e.take("text_de", text(&raw.text_de)).flatten().unwrap_or_default(),
            text_en: e.take("text_en", text(&raw.text_en)).flatten().unwrap_or_default(),
            position: e.take("position", position(&raw.position)).unwrap_or_default(),
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }
}

impl ProjectDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &ProjectForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let draft = Self {
            lab: e.take("lab", between(clean_line(&raw.lab), 1, 64)).unwrap_or_default(),
            name_de: e.take("name_de", name(&raw.name_de)).unwrap_or_default(),
            name_en: e.take("name_en", name(&raw.name_en)).unwrap_or_default(),
            text_de: e.take("text_de", text(&raw.text_de)).flatten().unwrap_or_default(),
            text_en: e.take("text_en", text(&raw.text_en)).flatten().unwrap_or_default(),
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }
}

impl DepartmentDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &DepartmentForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let draft = Self {
            name_de: e.take("name_de", name(&raw.name_de)).unwrap_or_default(),
            name_en: e.take("name_en", name(&raw.name_en)).unwrap_or_default(),
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }
}

impl TemplateDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &TemplateForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let keys = TemplateKind::ALL.map(TemplateKind::as_str);
        let kind = e.take("kind", one_of(&raw.kind, &keys));
        let draft = Self {
            kind: kind.and_then(|key| TemplateKind::from_key(&key)).unwrap_or(TemplateKind::Ask),
            topic: e.take("topic", some(between(clean_line(&raw.topic), 0, 64))).flatten(),
            title: e
                .take("title", between(clean_line(&raw.title), 2, TEMPLATE_TITLE_MAX))
                .unwrap_or_default(),
            text: e
                .take("text", between(clean_text(&raw.text), 2, TEMPLATE_TEXT_MAX))
                .unwrap_or_default(),
            position: e.take("position", position(&raw.position)).unwrap_or_default(),
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }
}

/// The name in addresses that is made from a name: folded letters and digits, the rest
/// hyphens. Empty where nothing is left.
pub fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for c in fold(name).chars() {
        match c {
            c if c.is_ascii_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
        if slug.len() >= SLUG_MAX {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_folded_and_never_odd() {
        assert_eq!(slug_of("Grün & Blau – für Übermorgen!"), "gruen-blau-fuer-uebermorgen");
        assert_eq!(slug_of("  Straße 5 "), "strasse-5");
        assert_eq!(slug_of("../etc/passwd"), "etc-passwd");
        assert_eq!(slug_of("日本"), "");
        assert_eq!(slug_of(&"x".repeat(200)).len(), SLUG_MAX);
    }

    #[test]
    fn every_icon_is_drawn_and_every_colour_is_in_the_palette() {
        let icons = include_str!("../../../public/icons.svg");
        for icon in ICONS {
            assert!(icons.contains(&format!("<symbol id=\"{icon}\"")), "{icon}");
        }
        let tokens = include_str!("../../../style/tokens.css");
        for colour in COLOURS {
            assert!(tokens.contains(&format!("[data-colour=\"{colour}\"]")), "{colour}");
        }
    }

    #[test]
    fn a_lab_says_everything_that_is_wrong_at_once() {
        let raw = LabForm {
            email: "nobody".into(),
            hours: vec!["10-16".into(), "irgendwann".into()],
            position: "-1".into(),
            phone: "9".repeat(201),
            ..LabForm::default()
        };
        let errors = LabDraft::parse(&raw).unwrap_err();
        let fields: Vec<_> = errors.0.keys().map(String::as_str).collect();
        let wanted =
            ["email", "hours_2", "name", "phone", "position", "text_de", "text_en", "town"];
        assert_eq!(fields, wanted);
        assert_eq!(errors.of("position"), &[FieldError::NotANumber { min: 0, max: 9999 }]);
    }

    #[test]
    fn rules_may_be_off_and_words_are_one_a_line() {
        let raw = RulesForm {
            trust_after: String::new(),
            hold_links: "-1".into(),
            hold_burst: " 7 ".into(),
            hold_words: "Kredit\n\n kauf  jetzt \nKREDIT\n".into(),
            ..RulesForm::default()
        };
        let rules = RulesDraft::parse(&raw).unwrap();
        assert_eq!((rules.trust_after, rules.hold_links, rules.hold_burst), (0, -1, 7));
        assert_eq!(rules.words, ["kredit", "kauf jetzt"]);
        let bad = RulesForm { hold_burst: "viele".into(), hold_words: "x".repeat(61), ..raw };
        let errors = RulesDraft::parse(&bad).unwrap_err();
        assert_eq!(errors.of("hold_words"), &[FieldError::TooLong { max: 60 }]);
        assert!(!errors.of("hold_burst").is_empty());
    }

    #[test]
    fn icons_and_colours_are_those_offered() {
        let raw = TopicForm {
            name_de: "Klima".into(),
            name_en: "Climate".into(),
            icon: "skull".into(),
            colour: "#ff0000".into(),
            ..TopicForm::default()
        };
        let errors = TopicDraft::parse(&raw).unwrap_err();
        assert_eq!(errors.of("icon"), &[FieldError::Unknown]);
        assert_eq!(errors.of("colour"), &[FieldError::Unknown]);
        let fine = TopicForm { icon: "sun".into(), colour: "green".into(), ..raw };
        assert_eq!(TopicDraft::parse(&fine).unwrap().text_de, "");
    }
}
