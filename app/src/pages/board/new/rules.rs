//! When the form says something, and what: errors, counters, the search for similar ideas.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{FieldError, FieldErrors, clean_line},
    i18n::{Lang, problems},
};

/// What the person did so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Fields that were left once.
    pub(crate) left: BTreeSet<String>,
    /// Whether sending was tried.
    pub(crate) tried: bool,
}

/// The sentences to show at a field: what the server said as long as it stands, else what is
/// wrong with what stands there. Nobody is told off while still typing, nor for an empty field
/// that was only passed on the way, be it one of two of which one is enough.
pub(crate) fn shown(
    lang: Lang,
    field: &str,
    wrong: &FieldErrors,
    progress: &Progress,
    server: &BTreeMap<String, Vec<String>>,
) -> Vec<String> {
    if let Some(said) = server.get(field).filter(|said| !said.is_empty()) {
        return said.clone();
    }
    let left = progress.left.contains(field);
    wrong
        .of(field)
        .iter()
        .filter(|error| {
            let empty = matches!(error, FieldError::Required | FieldError::EmailOrPhone);
            progress.tried || (left && !empty)
        })
        .map(|error| problems::field_error(lang, error))
        .collect()
}

/// How many characters are left of `max`, where that is worth a word: in the last tenth, but
/// not before the last 500. Negative where there are too many.
pub(super) fn remaining(length: usize, max: usize) -> Option<i64> {
    let (length, max) = (i64::try_from(length).ok()?, i64::try_from(max).ok()?);
    let left = max - length;
    (left <= (max / 10).clamp(20, 500)).then_some(left)
}

/// The same for a screen reader, which is told in steps and not at every key.
pub(super) fn remaining_spoken(left: i64) -> i64 {
    const STEPS: [i64; 7] = [0, 5, 10, 20, 50, 100, 200];
    if left < 0 {
        return -1;
    }
    STEPS.into_iter().find(|step| left <= *step).unwrap_or(500)
}

/// The characters of a field as the rules count them.
pub(super) fn length(text: &str, one_line: bool) -> usize {
    if one_line {
        clean_line(text).chars().count()
    } else {
        crate::domain::clean_text(text).chars().count()
    }
}

/// Fewest characters for which similar ideas are looked for.
const SIMILAR_MIN: usize = 8;
/// Most characters that are looked for: it is an address.
const SIMILAR_MAX: usize = 240;

/// What similar ideas are looked for with; none as long as there is too little.
pub(super) fn similar_query(title: &str, text: &str) -> Option<String> {
    let words = clean_line(&format!("{title} {text}"));
    (words.chars().count() >= SIMILAR_MIN).then(|| words.chars().take(SIMILAR_MAX).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(error: FieldError) -> FieldErrors {
        FieldErrors::one("title", error)
    }

    fn at(left: bool, tried: bool) -> Progress {
        let left = left.then(|| "title".to_owned()).into_iter().collect();
        Progress { left, tried }
    }

    fn count(error: FieldError, progress: &Progress) -> usize {
        shown(Lang::De, "title", &wrong(error), progress, &BTreeMap::new()).len()
    }

    #[test]
    fn nobody_is_told_off_while_typing() {
        let short = || FieldError::TooShort { min: 5 };
        assert_eq!(count(short(), &at(false, false)), 0);
        assert_eq!(count(short(), &at(true, false)), 1);
        assert_eq!(count(short(), &at(false, true)), 1);
    }

    #[test]
    fn passing_an_empty_field_is_no_mistake() {
        assert_eq!(count(FieldError::Required, &at(true, false)), 0);
        assert_eq!(count(FieldError::Required, &at(true, true)), 1);
        assert_eq!(count(FieldError::EmailOrPhone, &at(true, false)), 0);
        assert_eq!(count(FieldError::EmailOrPhone, &at(false, true)), 1);
    }

    #[test]
    fn the_server_has_the_first_word() {
        let said = BTreeMap::from([("title".to_owned(), vec!["Nein.".to_owned()])]);
        let errors = wrong(FieldError::Required);
        assert_eq!(shown(Lang::De, "title", &errors, &at(false, true), &said), ["Nein."]);
        assert!(shown(Lang::De, "text", &errors, &at(false, true), &said).is_empty());
    }

    #[test]
    fn counters_appear_near_the_limit() {
        assert_eq!(remaining(99, 120), None);
        assert_eq!(remaining(100, 120), Some(20));
        assert_eq!(remaining(125, 120), Some(-5));
        assert_eq!(remaining(4499, 5000), None);
        assert_eq!(remaining(4500, 5000), Some(500));
    }

    #[test]
    fn a_screen_reader_hears_steps() {
        let heard: BTreeSet<i64> = (-30..=500).map(remaining_spoken).collect();
        assert_eq!(heard.into_iter().collect::<Vec<_>>(), [-1, 0, 5, 10, 20, 50, 100, 200, 500]);
    }

    #[test]
    fn similar_ideas_need_a_few_words() {
        assert_eq!(similar_query("Bank", ""), None);
        assert_eq!(similar_query("Mehr  Bänke", "").as_deref(), Some("Mehr Bänke"));
        assert_eq!(similar_query("Bank", "am Markt").as_deref(), Some("Bank am Markt"));
        assert_eq!(similar_query("x", &"ü".repeat(9000)).unwrap().chars().count(), SIMILAR_MAX);
    }
}
