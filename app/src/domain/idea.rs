//! An idea as its author writes it.

use super::{
    Affiliation, FieldError, FieldErrors, clean_line, clean_text, parse_email, parse_name,
};
use crate::api::NewIdea;

/// Shortest title, in characters.
pub const TITLE_MIN: usize = 5;
/// Longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// Shortest text, in characters.
pub const TEXT_MIN: usize = 10;
/// Longest text, in characters.
pub const TEXT_MAX: usize = 5000;
/// The most photos that an idea has.
pub const PHOTOS_MAX: usize = 3;
/// Longest slug of a topic, lab or project, in characters.
const SLUG_MAX: usize = 64;

/// An idea that keeps every rule of the form. Whether topic, lab and project exist is for the
/// database to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdeaDraft {
    /// One line, [`TITLE_MIN`] to [`TITLE_MAX`] characters.
    pub title: String,
    /// Paragraphs, [`TEXT_MIN`] to [`TEXT_MAX`] characters.
    pub text: String,
    /// Slug of the topic.
    pub topic: String,
    /// Slug of the lab, if the author chose one.
    pub lab: Option<String>,
    /// Slug of the project, if the author chose one.
    pub project: Option<String>,
    /// The name that is shown, if any.
    pub author: Option<String>,
    /// The perspective that is shown, if any.
    pub affiliation: Option<Affiliation>,
    /// Where to write about the idea, never shown.
    pub email: Option<String>,
    /// Claims of photos that were uploaded before.
    pub photos: Vec<String>,
    /// Number of the event that it was born at.
    pub event: Option<i64>,
}

impl IdeaDraft {
    /// Parses the raw values of the form, in the browser while typing and again on the server.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewIdea) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.take("title", between(clean_line(&raw.title), TITLE_MIN, TITLE_MAX));
        let text = errors.take("text", between(clean_text(&raw.text), TEXT_MIN, TEXT_MAX));
        let topic =
            errors.take("topic", slug(&raw.topic).and_then(|s| s.ok_or(FieldError::Required)));
        let lab = errors.take("lab", slug(&raw.lab));
        let project = errors.take("project", slug(&raw.project));
        let author = errors.take("author", parse_name(&raw.author));
        let email = errors.take("email", parse_email(&raw.email));
        let affiliation = errors.take("affiliation", parse_affiliation(&raw.affiliation));
        let event = match raw.event.trim() {
            "" => None,
            number => errors.take("event", number.parse().map_err(|_| FieldError::Unknown)),
        };
        if raw.photos.len() > PHOTOS_MAX {
            errors.add("photos", FieldError::TooMany { max: PHOTOS_MAX });
        } else if raw.photos.iter().any(|claim| claim.len() > SLUG_MAX || claim.is_empty()) {
            errors.add("photos", FieldError::PhotoGone);
        }
        match (title, text, topic, lab, project, author, email, affiliation) {
            (
                Some(title),
                Some(text),
                Some(topic),
                Some(lab),
                Some(project),
                Some(author),
                Some(email),
                Some(affiliation),
            ) if errors.is_empty() => Ok(Self {
                title,
                text,
                topic,
                lab,
                project,
                author,
                affiliation,
                email,
                event,
                photos: raw.photos.clone(),
            }),
            _ => Err(errors),
        }
    }
}

/// Another wording of an idea that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingDraft {
    /// One line, [`TITLE_MIN`] to [`TITLE_MAX`] characters.
    pub title: String,
    /// Paragraphs, [`TEXT_MIN`] to [`TEXT_MAX`] characters.
    pub text: String,
}

impl WordingDraft {
    /// Parses the raw values of a form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(title: &str, text: &str) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.take("title", between(clean_line(title), TITLE_MIN, TITLE_MAX));
        let text = errors.take("text", between(clean_text(text), TEXT_MIN, TEXT_MAX));
        match (title, text) {
            (Some(title), Some(text)) => Ok(Self { title, text }),
            _ => Err(errors),
        }
    }
}

/// Parses a text that somebody has to write in a field named `text`: 2 to `max` characters.
///
/// # Errors
/// It is missing, too short or too long.
pub fn parse_text(raw: &str, max: usize) -> Result<String, FieldErrors> {
    between(clean_text(raw), 2, max).map_err(|error| FieldErrors::one("text", error))
}

/// Parses an optional perspective; empty means none.
pub(crate) fn parse_affiliation(raw: &str) -> Result<Option<Affiliation>, FieldError> {
    match raw.trim() {
        "" => Ok(None),
        key => Affiliation::from_key(key).map(Some).ok_or(FieldError::Unknown),
    }
}

/// Checks that `text` is there and has a length in characters from `min` to `max`.
pub(crate) fn between(text: String, min: usize, max: usize) -> Result<String, FieldError> {
    match text.chars().count() {
        0 => Err(FieldError::Required),
        n if n < min => Err(FieldError::TooShort { min }),
        n if n > max => Err(FieldError::TooLong { max }),
        _ => Ok(text),
    }
}

fn slug(raw: &str) -> Result<Option<String>, FieldError> {
    let slug = raw.trim();
    let ok = slug.len() <= SLUG_MAX
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match (ok, slug.is_empty()) {
        (true, true) => Ok(None),
        (true, false) => Ok(Some(slug.to_owned())),
        (false, _) => Err(FieldError::Unknown),
    }
}

/// The beginning of a text in one line, at most `max` characters, cut between words.
pub fn excerpt(text: &str, max: usize) -> String {
    let line = clean_line(text);
    if line.chars().count() <= max {
        return line;
    }
    let cut: String = line.chars().take(max).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> NewIdea {
        NewIdea {
            title: "Mehr Bänke am Markt".into(),
            text: "Wo soll man sich sonst hinsetzen?".into(),
            topic: "innenstadt".into(),
            ..NewIdea::default()
        }
    }

    #[test]
    fn a_short_form_is_enough() {
        let draft = IdeaDraft::parse(&raw()).unwrap();
        assert_eq!(draft.title, "Mehr Bänke am Markt");
        assert_eq!((draft.lab, draft.email, draft.author), (None, None, None));
    }

    #[test]
    fn every_error_at_once() {
        let bad = NewIdea {
            title: "Hm".into(),
            text: String::new(),
            topic: "../etc".into(),
            email: "nobody".into(),
            affiliation: "king".into(),
            photos: vec!["x".into(); 4],
            ..NewIdea::default()
        };
        let errors = IdeaDraft::parse(&bad).unwrap_err();
        let fields: Vec<_> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(fields, ["affiliation", "email", "photos", "text", "title", "topic"]);
        assert_eq!(errors.of("title"), &[FieldError::TooShort { min: 5 }]);
        assert_eq!(errors.of("text"), &[FieldError::Required]);
    }

    #[test]
    fn lengths_are_counted_in_characters() {
        let title = "ü".repeat(TITLE_MAX);
        assert!(IdeaDraft::parse(&NewIdea { title: title.clone(), ..raw() }).is_ok());
        let errors = IdeaDraft::parse(&NewIdea { title: title + "ü", ..raw() }).unwrap_err();
        assert_eq!(errors.of("title"), &[FieldError::TooLong { max: TITLE_MAX }]);
    }

    #[test]
    fn excerpts_end_between_words() {
        assert_eq!(excerpt("Eine Bank, ein Baum", 30), "Eine Bank, ein Baum");
        assert_eq!(excerpt("Eine Bank, ein Baum", 12), "Eine Bank…");
    }
}
