//! Working an idea up: the state of a department's work, and what staff write about it.

use serde::Serialize;

use super::idea::between;
use super::{Date, FieldError, FieldErrors, clean_text};
use crate::api::{Assignment, HandOn, NewAnswer};

/// Longest word that goes with an assignment, a change of state or a handing on, in characters.
pub const WORD_MAX: usize = 1000;
/// Longest internal note, in characters.
pub const NOTE_MAX: usize = 4000;
/// Longest official answer, in characters of its Markdown.
pub const ANSWER_MAX: usize = 8000;
/// Longest slug of a department, in characters.
const SLUG_MAX: usize = 64;

/// How far a department has come with an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    /// It has it, and has not begun.
    Open,
    /// It works on it.
    Working,
    /// It is done with it.
    Done,
    /// It has handed it on to another department.
    HandedOn,
}

crate::domain::read_by_key!(WorkState);

impl WorkState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Working, Self::Done, Self::HandedOn];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Working => "working",
            Self::Done => "done",
            Self::HandedOn => "handed_on",
        }
    }

    /// The state with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == key)
    }

    /// Whether the idea waits for the department.
    pub fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Working)
    }
}

/// A word that may stay away.
fn word(raw: &str) -> Result<Option<String>, FieldError> {
    let word = clean_text(raw);
    match word.chars().count() {
        0 => Ok(None),
        n if n > WORD_MAX => Err(FieldError::TooLong { max: WORD_MAX }),
        _ => Ok(Some(word)),
    }
}

/// The slug of a department, as far as anything can be one.
fn slug(raw: &str) -> Result<String, FieldError> {
    let slug = raw.trim();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    match slug {
        "" => Err(FieldError::Required),
        slug if slug.len() <= SLUG_MAX && slug.bytes().all(plain) => Ok(slug.to_owned()),
        _ => Err(FieldError::Unknown),
    }
}

/// An assignment that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignDraft {
    /// Slug of the department.
    pub department: String,
    /// Until when.
    pub due_on: Option<Date>,
    /// What the department should know; internal.
    pub word: Option<String>,
    /// Whether an idea in discussion moves to review along.
    pub review: bool,
}

impl AssignDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &Assignment) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let department = errors.take("department", slug(&raw.department));
        let due_on = errors.take("due_on", Date::parse(&raw.due_on));
        let word = errors.take("word", word(&raw.word));
        match (department, due_on, word) {
            (Some(department), Some(due_on), Some(word)) => {
                Ok(Self { department, due_on, word, review: raw.review })
            }
            _ => Err(errors),
        }
    }
}

/// A handing on that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOnDraft {
    /// Slug of the department that gets it.
    pub to: String,
    /// Until when.
    pub due_on: Option<Date>,
    /// Why; internal.
    pub word: String,
}

impl HandOnDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &HandOn) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let to = errors.take("to", slug(&raw.to));
        let due_on = errors.take("due_on", Date::parse(&raw.due_on));
        let given = word(&raw.word).and_then(|word| word.ok_or(FieldError::Required));
        let word = errors.take("word", given);
        match (to, due_on, word) {
            (Some(to), Some(due_on), Some(word)) => Ok(Self { to, due_on, word }),
            _ => Err(errors),
        }
    }
}

/// The draft of an answer that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDraft {
    /// Markdown, 2 to [`ANSWER_MAX`] characters.
    pub text: String,
    /// Whether it waits for a second pair of eyes.
    pub ready: bool,
}

impl AnswerDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewAnswer) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = errors.take("text", between(clean_text(&raw.text), 2, ANSWER_MAX));
        text.map(|text| Self { text, ready: raw.ready }).ok_or(errors)
    }
}

/// Parses an internal note, 2 to [`NOTE_MAX`] characters.
///
/// # Errors
/// Everything that is wrong, by field.
pub fn parse_note(raw: &str) -> Result<String, FieldErrors> {
    let mut errors = FieldErrors::default();
    errors.take("text", between(clean_text(raw), 2, NOTE_MAX)).ok_or(errors)
}

/// Parses the word that goes with a change of state.
///
/// # Errors
/// It is too long, by field.
pub fn parse_word(raw: &str) -> Result<Option<String>, FieldErrors> {
    word(raw).map_err(|error| FieldErrors::one("word", error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handing_on_needs_a_word() {
        let raw = HandOn { to: "verkehr".into(), due_on: "31.2.2026".into(), word: " ".into() };
        let errors = HandOnDraft::parse(&raw).unwrap_err();
        assert_eq!(errors.of("word"), &[FieldError::Required]);
        assert_eq!(errors.of("due_on"), &[FieldError::NotADate]);
        assert!(errors.of("to").is_empty());
    }

    #[test]
    fn no_department_is_called_like_that() {
        let parse = |department: &str| {
            AssignDraft::parse(&Assignment {
                department: department.into(),
                ..Assignment::default()
            })
        };
        assert_eq!(parse("").unwrap_err().of("department"), &[FieldError::Required]);
        for bad in ["a\0", "Tiefbau", "a b", "ä"] {
            assert_eq!(parse(bad).unwrap_err().of("department"), &[FieldError::Unknown], "{bad}");
        }
        assert_eq!(parse(" tiefbau ").unwrap().department, "tiefbau");
    }
}
