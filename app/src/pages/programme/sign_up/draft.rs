//! What was typed and not sent yet, kept as long as the tab is open: names, telephone numbers and
//! dates of birth are not for whoever uses this browser next.

use serde::{Deserialize, Serialize};

use crate::{api::NewRegistration, browser};

/// What was typed so far, and how it was tried to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    /// What stands in the fields.
    pub(super) values: NewRegistration,
    /// The next send's `Idempotency-Key`.
    pub(super) key: String,
    /// What was sent under the key, if it was used.
    tried: Option<NewRegistration>,
}

impl Draft {
    /// The key to send `whole` with. The same content keeps its key, so that trying again never
    /// takes a second seat; changed content gets a `fresh` one, because a key belongs to one body.
    pub(super) fn key_to_send(
        &mut self,
        whole: &NewRegistration,
        fresh: impl FnOnce() -> String,
    ) -> String {
        let used_for_other = self.tried.as_ref().is_some_and(|tried| tried != whole);
        if used_for_other || self.key.is_empty() {
            self.key = fresh();
        }
        self.tried = Some(whole.clone());
        self.key.clone()
    }
}

fn place(event: i64) -> String {
    format!("sign-up-{event}")
}

/// The draft for an event, if this tab has one.
pub(super) fn load(event: i64) -> Draft {
    let stored = browser::tab_stored(&place(event));
    stored.and_then(|json| crate::json::from_str(&json)).unwrap_or_default()
}

/// Keeps a draft.
pub(super) fn save(event: i64, draft: &Draft) {
    if let Ok(json) = serde_json::to_string(draft) {
        browser::tab_store(&place(event), &json);
    }
}

/// Forgets what was typed into the sign-up for an event: it was sent.
pub(crate) fn forget(event: i64) {
    browser::tab_store(&place(event), "");
    browser::forget_form(super::model::FORM, event);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> NewRegistration {
        NewRegistration([("first_name".to_owned(), name.to_owned())].into())
    }

    #[test]
    fn a_key_belongs_to_one_content() {
        let mut draft = Draft::default();
        assert_eq!(draft.key_to_send(&named("A"), || "k1".into()), "k1");
        assert_eq!(draft.key_to_send(&named("A"), || "k2".into()), "k1", "so does trying again");
        let json = serde_json::to_string(&draft).unwrap();
        let mut restored: Draft = crate::json::from_str(&json).unwrap();
        assert_eq!(restored.key_to_send(&named("A"), || "k2".into()), "k1", "after a reload, too");
        assert_eq!(restored.key_to_send(&named("B"), || "k2".into()), "k2");
    }

    #[test]
    fn what_cannot_be_read_is_no_draft() {
        for junk in ["", "null", "7", "{\"values\":7}"] {
            assert_eq!(crate::json::from_str::<Draft>(junk), None, "{junk}");
        }
        assert_eq!(crate::json::from_str("{}"), Some(Draft::default()));
    }
}
