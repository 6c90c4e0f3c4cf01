//! What a link between two ideas says.

use super::{FieldError, FieldErrors, clean_text};

/// Longest words that go with a link, in characters.
pub const LINK_NOTE_MAX: usize = 500;

/// Parses the words that go with a link; none where there are none.
///
/// # Errors
/// They are too long, by field.
pub fn parse_link_note(raw: &str) -> Result<Option<String>, FieldErrors> {
    let note = clean_text(raw);
    if note.chars().count() > LINK_NOTE_MAX {
        return Err(FieldErrors::one("note", FieldError::TooLong { max: LINK_NOTE_MAX }));
    }
    Ok((!note.is_empty()).then_some(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_link() {
        assert_eq!(parse_link_note(" \n ").unwrap(), None);
        assert_eq!(
            parse_link_note(" Beide am Markt. ").unwrap().as_deref(),
            Some("Beide am Markt.")
        );
        assert!(parse_link_note(&"ä".repeat(LINK_NOTE_MAX)).is_ok());
        let errors = parse_link_note(&"ä".repeat(LINK_NOTE_MAX + 1)).unwrap_err();
        assert_eq!(errors.of("note"), &[FieldError::TooLong { max: LINK_NOTE_MAX }]);
    }
}
