//! What a device keeps for the door: who comes to one event, so that people come in while the
//! network is away, and the scans that the server has not heard of.
//!
//! The list is personal data: of it no more is kept than the door needs, and it goes when the event
//! is over, and when whoever opened it leaves or is not signed in any more. Scans name nobody, and
//! stay until they were sent.

use serde::{Deserialize, Serialize};

use super::code;
use crate::{
    api::{AttendeeList, EventNumbers, NewScan, StaffRegistration},
    browser,
    domain::Timestamp,
    json,
    pages::events::names,
};

const LIST: &str = "door-list";
const SCANS: &str = "door-scans";
/// So long after its end an event is over at its door too, in milliseconds.
const OVER_MS: i64 = 2 * 3_600_000;

/// A scan that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Queued {
    /// Number of the event.
    pub(super) event: i64,
    /// The scan, with its nonce: however often it is sent, it counts once.
    pub(super) scan: NewScan,
}

/// Whether nobody comes in any more.
pub(super) fn is_over(list: &AttendeeList, now: Timestamp) -> bool {
    now.0 > list.card.ends_at.0.saturating_add(OVER_MS)
}

fn list() -> Option<AttendeeList> {
    json::from_str(&browser::stored(LIST)?)
}

/// The list to begin with: the page's own, or the kept one where that is as new or newer; with
/// what was scanned and not sent done to it.
pub(super) fn newest(
    page: AttendeeList,
    kept: Option<AttendeeList>,
    queue: &[Queued],
) -> AttendeeList {
    let newer = kept.filter(|kept| kept.card.id == page.card.id && kept.seq >= page.seq);
    let mut list = newer.unwrap_or(page);
    let event = list.card.id;
    for queued in queue.iter().filter(|queued| queued.event == event) {
        code::apply(&mut list, &queued.scan);
    }
    list
}

/// What this device has kept, beside what the page came with.
pub(super) fn begin(page: AttendeeList) -> (AttendeeList, Vec<Queued>) {
    let queue = scans();
    let kept = list().map(|kept| match browser::is_online() {
        true => kept,
        // The page itself comes from the device.
        false => AttendeeList { seq: kept.seq.max(page.seq), ..kept },
    });
    (newest(page, kept, &queue), queue)
}

/// What the door needs of a list: names, codes, and who may come in and is there. Birth dates,
/// addresses and notes are nothing that may lie on a phone.
pub(in crate::pages::events) fn needed(list: AttendeeList) -> AttendeeList {
    AttendeeList {
        fields: Vec::new(),
        items: list.items.into_iter().map(needed_of).collect(),
        next: None,
        numbers: EventNumbers::default(),
        erasures: Vec::new(),
        ..list
    }
}

fn needed_of(registration: StaffRegistration) -> StaffRegistration {
    let StaffRegistration { id, status, position, code, people, mut answers, .. } = registration;
    answers.retain(|answer| names::is_name(&answer.input));
    StaffRegistration {
        id,
        status,
        position,
        offered_until: None,
        confirm_by: None,
        code,
        source: String::new(),
        created_at: Timestamp::default(),
        people,
        answers,
    }
}

/// Keeps of the list what the door needs.
pub(super) fn keep_list(list: &AttendeeList) {
    let text = serde_json::to_string(&needed(list.clone()));
    if !text.is_ok_and(|text| browser::store(LIST, &text)) {
        // The device has no room for it: the page that it keeps is newer than an older list.
        browser::unstore(LIST);
    }
}

/// Forgets the list, and the page that shows it: whoever is here now may be somebody else.
pub(in crate::pages) fn forget_list() {
    browser::unstore(LIST);
    #[cfg(feature = "hydrate")]
    super::shelf::forget();
}

/// Keeps the page, so that it opens again while the network is away.
pub(super) fn keep_page() {
    #[cfg(feature = "hydrate")]
    super::shelf::keep();
}

/// Scans that wait to be sent, of whichever event.
pub(super) fn scans() -> Vec<Queued> {
    browser::stored(SCANS).and_then(|text| json::from_str(&text)).unwrap_or_default()
}

/// Keeps the scans that wait; false where the device has no room for them.
pub(super) fn keep_scans(queue: &[Queued]) -> bool {
    if queue.is_empty() {
        browser::unstore(SCANS);
        return true;
    }
    serde_json::to_string(queue).is_ok_and(|text| browser::store(SCANS, &text))
}

/// Forgets the list of an event that is over.
pub(in crate::pages::events) fn tidy(now: Timestamp) {
    if list().is_some_and(|list| is_over(&list, now)) {
        forget_list();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api::Erasure,
        domain::RegistrationState,
        i18n::Lang,
        pages::events::names::tests::{list, registration},
    };

    fn queued(event: i64, people: Vec<i64>) -> Queued {
        let scan = NewScan { people, at: Some(Timestamp(5)), ..NewScan::default() };
        Queued { event, scan }
    }

    #[test]
    fn a_page_from_the_memory_of_the_device_takes_the_newer_list() {
        let page = list(vec![registration(1, 1, &[])]);
        let newer = AttendeeList { seq: 9, ..list(vec![registration(2, 1, &[])]) };
        assert_eq!(newest(page.clone(), Some(newer.clone()), &[]), newer);
        let same = AttendeeList { seq: page.seq, ..newer.clone() };
        assert_eq!(newest(page.clone(), Some(same.clone()), &[]), same);
        let older = AttendeeList { seq: 0, ..newer.clone() };
        assert_eq!(newest(page.clone(), Some(older), &[]), page);
        let mut other = newer;
        other.card.id = 8;
        assert_eq!(newest(page.clone(), Some(other), &[]), page);
    }

    #[test]
    fn what_was_not_sent_is_seen() {
        let page = list(vec![registration(1, 1, &[])]);
        let begun = newest(page, None, &[queued(8, vec![10]), queued(7, vec![10])]);
        assert_eq!(code::count(&begun), (1, 1));
    }

    #[test]
    fn of_a_list_only_what_the_door_needs_is_kept() {
        let mut one = registration(
            1,
            2,
            &[
                ("first_name", "Ada"),
                ("last_name", "Beispiel"),
                ("birth_date", "2015-04-03"),
                ("email", "geheim@example.org"),
                ("q1", "geheime Notiz"),
                ("first_name_2", "Bo"),
                ("birth_date_2", "2016-05-04"),
            ],
        );
        one.people[1].arrived_at = Some(Timestamp(5));
        one.status = RegistrationState::Waitlisted;
        one.position = Some(3);
        one.created_at = Timestamp(77);
        let mut whole = list(vec![one.clone()]);
        whole.next = Some("geheim".into());
        whole.erasures.push(Erasure {
            field: "geheim".into(),
            at: Timestamp(0),
            answers: 1,
            why: "staff".into(),
        });
        let kept = needed(whole.clone());
        let text = serde_json::to_string(&kept).unwrap();
        for private in ["2015", "2016", "geheim", "birth", "email", "q1", "77"] {
            assert!(!text.contains(private), "{private}: {text}");
        }
        // What the door shows and does is the same.
        let same = &kept.items[0];
        assert_eq!((&kept.card, kept.seq), (&whole.card, whole.seq));
        assert_eq!((same.id, &same.people, &same.code), (one.id, &one.people, &one.code));
        assert_eq!(names::all(Lang::De, same), names::all(Lang::De, &one));
        assert_eq!(code::judge(same), code::judge(&one));
        assert!(same.matches("beispiel bo"));
        assert_eq!(json::from_str::<AttendeeList>(&text), Some(kept.clone()));
        assert_eq!(needed(kept.clone()), kept);
    }

    #[test]
    fn scans_survive_their_storage() {
        let queue = vec![queued(7, vec![10])];
        let text = serde_json::to_string(&queue).unwrap();
        assert_eq!(json::from_str::<Vec<Queued>>(&text), Some(queue));
    }

    #[test]
    fn an_event_is_over_some_time_after_its_end() {
        let list = list(Vec::new());
        assert!(!is_over(&list, Timestamp(5_000_001)));
        assert!(is_over(&list, Timestamp(5_000_001 + OVER_MS)));
    }
}
