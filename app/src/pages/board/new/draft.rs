//! The draft of an idea: what survives a reload, a dead battery and a failed send.

use serde::{Deserialize, Serialize};

use super::values::{self, FIELDS};
use crate::{
    api::{NewIdea, PhotoUploaded},
    browser,
    domain::{Timestamp, clean_line},
};

/// Where the browser keeps it.
const PLACE: &str = "idea-draft";
/// The server keeps a photo without an idea for a day; an hour less is on the safe side.
const PHOTO_MS: i64 = 23 * 3_600_000;
/// A draft that nobody came back to is nobody's business any more.
const DRAFT_MS: i64 = 30 * 24 * 3_600_000;

/// A photo that was uploaded for the draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct DraftPhoto {
    /// What the server answered.
    pub(super) uploaded: PhotoUploaded,
    /// When, by the browser's clock.
    pub(super) at: i64,
}

/// What was written so far, and how it was tried to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Draft {
    /// The text fields; photos are below.
    pub(super) idea: NewIdea,
    /// Uploaded photos.
    pub(super) photos: Vec<DraftPhoto>,
    /// The next send's `Idempotency-Key`.
    pub(super) key: String,
    /// What was sent under the key, if it was used.
    pub(super) tried: Option<NewIdea>,
    /// When it was saved, by the browser's clock.
    pub(super) at: i64,
}

impl Draft {
    /// Whether there is anything to keep. Choices alone are made again in a second.
    pub(super) fn is_worth_keeping(&self) -> bool {
        let idea = &self.idea;
        let written = [&idea.title, &idea.text, &idea.author, &idea.email];
        !self.photos.is_empty() || written.iter().any(|text| !text.trim().is_empty())
    }

    /// Reads a stored draft; none where there is nothing that can be used at `now`.
    pub(super) fn read(json: &str, now: Timestamp) -> Option<Self> {
        let mut draft: Self = crate::json::from_str(json)?;
        if now.0 - draft.at > DRAFT_MS {
            return None;
        }
        draft.photos.retain(|photo| now.0 - photo.at < PHOTO_MS);
        draft.is_worth_keeping().then_some(draft)
    }

    /// The key to send `whole` with, photos included. The same content keeps its key, so that
    /// trying again never doubles an idea; changed content gets a `fresh` one, because a key
    /// belongs to one body.
    pub(super) fn key_to_send(
        &mut self,
        whole: &NewIdea,
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

/// How a form begins in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// With what stands on the page.
    AsItIs,
    /// With the stored draft, and what was typed beside it before the page was alive.
    Restored(Draft),
    /// With what was typed; the stored draft says something else and is offered.
    Offered(Draft),
}

/// Decides how a form begins: `page` is what the server sent, `typed` what stands in the fields
/// once the page is alive. What a person typed is never replaced.
pub(super) fn start(page: &NewIdea, typed: &NewIdea, stored: Option<Draft>) -> Start {
    let Some(mut draft) = stored else { return Start::AsItIs };
    let mut other = false;
    for field in FIELDS {
        let now = values::value(typed, field);
        let before = values::value(&draft.idea, field);
        if now.is_empty() || now == before {
            continue;
        }
        if before.is_empty() {
            values::set(&mut draft.idea, field, now.to_owned());
        } else if now != values::value(page, field) {
            other = true;
        }
    }
    if other { Start::Offered(draft) } else { Start::Restored(draft) }
}

/// Whether an idea that was sent is the one in the draft.
fn is_of(draft: &Draft, sent: &NewIdea) -> bool {
    clean_line(&draft.idea.title) == sent.title
        && clean_line(&draft.idea.text) == clean_line(&sent.text)
}

/// The draft that this browser keeps.
pub(super) fn load() -> Option<Draft> {
    Draft::read(&browser::stored(PLACE)?, browser::clock())
}

/// Keeps a draft, or forgets it where there is nothing in it. A full storage is no reason to
/// bother anybody: the text still stands on the page.
pub(super) fn save(draft: &Draft) {
    if draft.is_worth_keeping() {
        if let Ok(json) = serde_json::to_string(draft) {
            browser::store(PLACE, &json);
        }
    } else {
        forget();
    }
}

/// Forgets the draft.
pub(super) fn forget() {
    browser::unstore(PLACE);
}

/// Forgets the draft if it is the idea that was sent: after a plain post nobody else does.
pub(crate) fn forget_if_sent(sent: &NewIdea) {
    if load().is_some_and(|draft| is_of(&draft, sent)) {
        forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::PhotoRef;

    const NOW: Timestamp = Timestamp(1_795_331_100_000);

    fn idea(title: &str, text: &str) -> NewIdea {
        NewIdea { title: title.into(), text: text.into(), ..NewIdea::default() }
    }

    fn draft(title: &str, text: &str) -> Draft {
        Draft { idea: idea(title, text), at: NOW.0, key: "k1".into(), ..Draft::default() }
    }

    fn photo(at: i64) -> DraftPhoto {
        let photo = PhotoRef { key: "p".into(), width: 4, height: 3, alt: None };
        DraftPhoto { uploaded: PhotoUploaded { claim: "c".into(), photo }, at }
    }

    fn round_trip(draft: &Draft, now: Timestamp) -> Option<Draft> {
        Draft::read(&serde_json::to_string(draft).unwrap(), now)
    }

    #[test]
    fn a_draft_survives_its_storage() {
        let mut kept = draft("Bänke", "für „alle“\nam Markt");
        kept.photos.push(photo(NOW.0));
        kept.tried = Some(idea("Bänke", ""));
        assert_eq!(round_trip(&kept, NOW), Some(kept));
    }

    #[test]
    fn what_cannot_be_used_is_no_draft() {
        for junk in ["", "null", "[]", "{\"idea\":7}", "{}"] {
            assert_eq!(Draft::read(junk, NOW), None, "{junk}");
        }
        // A field of another version does no harm.
        assert!(
            Draft::read(r#"{"idea":{"title":"Bank"},"x":1,"at":1795331100000}"#, NOW).is_some()
        );
    }

    #[test]
    fn drafts_and_their_photos_grow_old() {
        let mut old = draft("Bänke", "");
        old.photos = vec![photo(NOW.0), photo(NOW.0 - PHOTO_MS)];
        assert_eq!(round_trip(&old, NOW).unwrap().photos.len(), 1);
        assert_eq!(round_trip(&old, NOW.plus_ms(DRAFT_MS + 1)), None);
        // Only the photo was left, and it is gone.
        let empty = Draft { photos: vec![photo(NOW.0 - PHOTO_MS)], at: NOW.0, ..Draft::default() };
        assert_eq!(round_trip(&empty, NOW), None);
    }

    #[test]
    fn choices_alone_are_no_draft() {
        let chosen = NewIdea { topic: "klima".into(), lab: "soest".into(), ..NewIdea::default() };
        assert!(!Draft { idea: chosen, ..Draft::default() }.is_worth_keeping());
        assert!(!draft("  ", "\n").is_worth_keeping());
        assert!(draft("B", "").is_worth_keeping());
    }

    #[test]
    fn a_key_belongs_to_one_content() {
        let mut draft = draft("Bänke", "am Markt");
        let first = draft.idea.clone();
        assert_eq!(draft.key_to_send(&first, || "k2".into()), "k1", "the first send uses it");
        assert_eq!(draft.key_to_send(&first, || "k2".into()), "k1", "so does trying again");
        let mut changed = first.clone();
        changed.photos.push("claim".into());
        assert_eq!(draft.key_to_send(&changed, || "k2".into()), "k2", "a photo is a change");
        assert_eq!(draft.key_to_send(&changed, || "k3".into()), "k2");
        let restored = round_trip(&draft, NOW).unwrap();
        assert_eq!((restored.key.as_str(), restored.tried), ("k2", Some(changed)));
    }

    #[test]
    fn a_draft_without_a_key_gets_one() {
        let mut draft = Draft { key: String::new(), ..draft("Bänke", "") };
        let whole = draft.idea.clone();
        assert_eq!(draft.key_to_send(&whole, || "k9".into()), "k9");
    }

    #[test]
    fn an_untouched_page_takes_the_draft() {
        let page = NewIdea { lab: "soest".into(), ..NewIdea::default() };
        let Start::Restored(taken) = start(&page, &page, Some(draft("Bänke", "am Markt"))) else {
            panic!("not restored")
        };
        assert_eq!((taken.idea.title.as_str(), taken.idea.lab.as_str()), ("Bänke", "soest"));
        assert_eq!(start(&page, &page, None), Start::AsItIs);
    }

    #[test]
    fn what_the_browser_restored_itself_is_the_draft() {
        let stored = draft("Bänke", "am Markt");
        let typed = stored.idea.clone();
        assert_eq!(
            start(&NewIdea::default(), &typed, Some(stored.clone())),
            Start::Restored(stored)
        );
    }

    #[test]
    fn typed_beside_the_draft_both_stay() {
        let typed = idea("", "am Markt");
        let Start::Restored(taken) = start(&NewIdea::default(), &typed, Some(draft("Bänke", "")))
        else {
            panic!("not restored")
        };
        assert_eq!(taken.idea, idea("Bänke", "am Markt"));
    }

    #[test]
    fn typed_over_the_draft_stays_and_the_draft_is_offered() {
        let typed = idea("Bäume", "");
        let offered = start(&NewIdea::default(), &typed, Some(draft("Bänke", "am Markt")));
        assert_eq!(offered, Start::Offered(draft("Bänke", "am Markt")));
    }

    #[test]
    fn a_sent_idea_is_recognised() {
        let stored = draft(" Bänke ", "am  Markt\n\n\nund mehr");
        assert!(is_of(&stored, &idea("Bänke", "am Markt\n\nund mehr")));
        assert!(!is_of(&stored, &idea("Bänke", "am Bahnhof")));
    }
}
