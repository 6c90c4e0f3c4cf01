//! The hold rules and the trust of a town.

use super::*;

/// The most words that hold a contribution.
pub const HOLD_WORDS_MAX: usize = 500;

/// Longest such word, in characters.
pub const HOLD_WORD_MAX: usize = 60;

/// Rules of moderation that keep every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::RulesSettings`")]
pub struct RulesDraft {
    pub trust_after: i64,
    pub hold_links: i64,
    pub hold_caps: bool,
    pub hold_burst: i64,
    pub words: Vec<String>,
}

impl RulesDraft {
    /// Parses the raw values of the form. An empty number switches its rule off.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &RulesForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let draft = Self {
            trust_after: e
                .take("trust_after", number(&raw.trust_after, 0, 0, 1000))
                .unwrap_or_default(),
            hold_links: e
                .take("hold_links", number(&raw.hold_links, -1, -1, 100))
                .unwrap_or_default(),
            hold_caps: raw.hold_caps,
            hold_burst: e
                .take("hold_burst", number(&raw.hold_burst, 0, 0, 1000))
                .unwrap_or_default(),
            words: e.take("hold_words", words(&raw.hold_words)).unwrap_or_default(),
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }
}

/// One word or phrase a line; those that fold to the same are one.
fn words(raw: &str) -> Result<Vec<String>, FieldError> {
    let mut words: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for word in clean_text(raw).lines().map(clean_line).filter(|word| !word.is_empty()) {
        if word.chars().count() > HOLD_WORD_MAX {
            return Err(FieldError::TooLong { max: HOLD_WORD_MAX });
        }
        if seen.insert(fold(&word)) {
            words.push(word.to_lowercase());
        }
    }
    match words.len() {
        n if n > HOLD_WORDS_MAX => Err(FieldError::TooMany { max: HOLD_WORDS_MAX }),
        _ => Ok(words),
    }
}
