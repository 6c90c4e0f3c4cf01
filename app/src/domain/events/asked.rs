//! What an event asks of those who sign up: the usual fields and free questions, each with what
//! it is for and how long it is kept.

use serde::Serialize;

use crate::api::FieldForm;
use crate::domain::idea::between;
use crate::domain::{FieldError, FieldErrors, clean_line, clean_text};

/// The most fields of an event, the usual ones included.
pub const FIELDS_MAX: usize = 20;
/// The longest that an answer is kept after the event, in days: two years.
pub const KEEP_DAYS_MAX: u32 = 730;
/// Longest answer to a free question and longest note, in characters.
pub const ANSWER_MAX: usize = 500;
/// Longest label of a question, in characters.
const LABEL_MAX: usize = 160;
/// Longest line that says what a field is for, in characters.
const PURPOSE_MAX: usize = 200;
/// The most answers to choose from, and the longest, in characters.
const OPTIONS_MAX: usize = 12;
const OPTION_MAX: usize = 80;

/// How an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// A line.
    Line,
    /// Several lines.
    Text,
    /// One of those offered.
    Choice,
    /// Yes or no.
    YesNo,
    /// A date of birth.
    BirthDate,
    /// A mail address.
    Email,
    /// A telephone number.
    Phone,
}

crate::domain::read_by_key!(AnswerKind);

impl AnswerKind {
    /// Those that a free question may have.
    pub const FREE: [Self; 4] = [Self::Line, Self::Text, Self::Choice, Self::YesNo];

    /// The identifier on the wire, in forms and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Text => "text",
            Self::Choice => "choice",
            Self::YesNo => "yes_no",
            Self::BirthDate => "birth_date",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    /// The kind with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        [
            Self::Line,
            Self::Text,
            Self::Choice,
            Self::YesNo,
            Self::BirthDate,
            Self::Email,
            Self::Phone,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == key)
    }
}

/// A field that many events ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualField {
    /// Its name.
    pub key: &'static str,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Whether everybody of a group is asked, or only whoever signs the group up.
    pub each: bool,
}

/// The usual fields, in the order in which they are asked.
pub const USUAL_FIELDS: [UsualField; 7] = [
    UsualField { key: "first_name", kind: AnswerKind::Line, each: true },
    UsualField { key: "last_name", kind: AnswerKind::Line, each: true },
    UsualField { key: "birth_date", kind: AnswerKind::BirthDate, each: true },
    UsualField { key: "email", kind: AnswerKind::Email, each: false },
    UsualField { key: "phone", kind: AnswerKind::Phone, each: false },
    UsualField { key: "address", kind: AnswerKind::Text, each: false },
    UsualField { key: "note", kind: AnswerKind::Text, each: false },
];

/// A field as the team decided on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedDraft {
    /// Name of a usual field, or of a free question: `q1` and so on.
    pub key: String,
    /// How it is answered.
    pub kind: AnswerKind,
    /// Whether everybody of a group is asked.
    pub each: bool,
    /// The question; empty for usual fields.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<String>,
    /// Whether there is no signing up without it.
    pub required: bool,
    /// What it is for.
    pub purpose: String,
    /// How many days after the event it is erased.
    pub keep_days: u32,
}

impl AskedDraft {
    /// Parses all fields of an event. Errors stand at `purpose_{key}`, `keep_{key}`,
    /// `label_{key}`, `options_{key}` or at `fields`.
    pub(super) fn parse_all(raw: &[FieldForm], errors: &mut FieldErrors) -> Vec<Self> {
        let mut fields: Vec<Self> = Vec::new();
        for form in raw.iter().filter(|form| form.mode == "optional" || form.mode == "required") {
            let usual = USUAL_FIELDS.iter().find(|usual| usual.key == form.key);
            let free = form.key.strip_prefix('q').is_some_and(|n| {
                (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit())
            });
            // An empty line of the form for one more question.
            if free && clean_line(&form.label).is_empty() && clean_line(&form.purpose).is_empty() {
                continue;
            }
            if (usual.is_none() && !free) || fields.iter().any(|field| field.key == form.key) {
                errors.add("fields", FieldError::Unknown);
                return Vec::new();
            }
            fields.extend(Self::parse(form, usual, errors));
        }
        let order = |field: &Self| USUAL_FIELDS.iter().position(|usual| usual.key == field.key);
        fields.sort_by_key(|field| order(field).unwrap_or(USUAL_FIELDS.len()));
        if fields.len() > FIELDS_MAX {
            errors.add("fields", FieldError::TooMany { max: FIELDS_MAX });
        }
        fields
    }

    fn parse(
        form: &FieldForm,
        usual: Option<&UsualField>,
        errors: &mut FieldErrors,
    ) -> Option<Self> {
        let key = form.key.clone();
        let at = |what: &str| format!("{what}_{key}");
        let purpose = between(clean_line(&form.purpose), 3, PURPOSE_MAX);
        let purpose = errors.take(&at("purpose"), purpose);
        let most = i64::from(KEEP_DAYS_MAX);
        let keep = form.keep_days.trim().parse::<u32>().ok().filter(|days| *days <= KEEP_DAYS_MAX);
        let keep = keep.ok_or(FieldError::NotANumber { min: 0, max: most });
        let keep_days = errors.take(&at("keep"), keep);
        let (kind, label, options) = match usual {
            Some(usual) => (usual.kind, String::new(), Vec::new()),
            None => {
                let kind = AnswerKind::from_key(&form.kind)
                    .filter(|kind| AnswerKind::FREE.contains(kind))
                    .ok_or(FieldError::Unknown);
                let kind = errors.take(&at("kind"), kind)?;
                let label =
                    errors.take(&at("label"), between(clean_line(&form.label), 2, LABEL_MAX));
                let options = match kind {
                    AnswerKind::Choice => errors.take(&at("options"), options(&form.options))?,
                    _ => Vec::new(),
                };
                (kind, label?, options)
            }
        };
        Some(Self {
            key: form.key.clone(),
            kind,
            each: usual.map_or(form.each, |usual| usual.each),
            label,
            options,
            required: form.mode == "required",
            purpose: purpose?,
            keep_days: keep_days?,
        })
    }
}

/// Answers to choose from, one a line.
fn options(raw: &str) -> Result<Vec<String>, FieldError> {
    let mut options: Vec<String> = Vec::new();
    for line in clean_text(raw).lines().map(clean_line).filter(|line| !line.is_empty()) {
        if line.chars().count() > OPTION_MAX {
            return Err(FieldError::TooLong { max: OPTION_MAX });
        }
        if !options.contains(&line) {
            options.push(line);
        }
    }
    match options.len() {
        0 | 1 => Err(FieldError::Required),
        n if n > OPTIONS_MAX => Err(FieldError::TooMany { max: OPTIONS_MAX }),
        _ => Ok(options),
    }
}
