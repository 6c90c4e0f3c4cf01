//! What was written in the form of an event and not sent: kept in the browser.

use serde::{Deserialize, Serialize};

use super::begin::tidy;
use crate::{api::EventForm, browser, domain::Timestamp, json};

/// Where the browser keeps it: all in one place, so that looking at one drops what is too old.
const PLACE: &str = "event-drafts";
/// What nobody came back to is nobody's business any more.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;

/// A form that was not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// Number of the event; 0 for a new one.
    event: i64,
    /// When, by the browser's clock.
    at: i64,
    form: EventForm,
}

fn read(text: &str, now: Timestamp) -> Vec<Kept> {
    let mut all = json::from_str::<Vec<Kept>>(text).unwrap_or_default();
    all.retain(|kept| now.0 - kept.at <= KEPT_MS);
    all
}

fn all() -> Vec<Kept> {
    browser::stored(PLACE).map(|text| read(&text, browser::clock())).unwrap_or_default()
}

fn write(all: &[Kept]) {
    match serde_json::to_string(all) {
        Ok(text) if !all.is_empty() => {
            browser::store(PLACE, &text);
        }
        _ => browser::unstore(PLACE),
    }
}

/// What was written of this event.
pub(super) fn load(event: i64) -> Option<EventForm> {
    all().into_iter().find(|kept| kept.event == event).map(|kept| kept.form)
}

/// Keeps what is written, unless it is what the server has.
pub(super) fn keep(event: i64, form: &EventForm, saved: &EventForm) {
    let mut all = all();
    let before = all.len();
    all.retain(|kept| kept.event != event);
    if tidy(form) != tidy(saved) {
        // An uploaded picture is gone after a day, and is chosen again in a moment.
        let form = EventForm { photo: String::new(), ..form.clone() };
        all.push(Kept { event, at: browser::clock().0, form });
    } else if all.len() == before {
        return;
    }
    write(&all);
}

/// Forgets what was written: it was sent.
pub(super) fn forget(event: i64) {
    let mut all = all();
    all.retain(|kept| kept.event != event);
    write(&all);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_grows_old_and_survives_its_storage() {
        let form = EventForm { title: "Löten".into(), version: 3, ..EventForm::default() };
        let kept = Kept { event: 7, at: 1000, form };
        let text = serde_json::to_string(std::slice::from_ref(&kept)).unwrap();
        assert_eq!(read(&text, Timestamp(2000)), [kept]);
        assert_eq!(read(&text, Timestamp(KEPT_MS + 1001)), []);
        assert_eq!(read("[{\"form\":3}]", Timestamp(0)), []);
    }
}
