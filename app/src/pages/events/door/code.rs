//! What a code says, and what becomes of whoever shows it. Pure.

use crate::{
    api::{AttendeeList, NewScan, StaffRegistration},
    domain::{RegistrationState, Timestamp},
};

/// What stands before everything in a code.
const SCHEME: &str = "stadtlabor";
/// The length of a bare code, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=64;

/// What was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// A code of this event, or a bare one.
    Here(String),
    /// A code of another event.
    Elsewhere(i64),
    /// Something else.
    Nothing,
}

/// A bare code, however it is typed.
fn bare(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let plain = LENGTH.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    plain.then(|| code.to_ascii_uppercase())
}

/// Reads `stadtlabor:{event}:{code}`, or the bare code.
pub(super) fn read(text: &str, event: i64) -> Code {
    let text = text.trim();
    let mut parts = text.splitn(3, ':');
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    match (first, second, third) {
        (Some(scheme), Some(number), Some(code)) if scheme.eq_ignore_ascii_case(SCHEME) => {
            match (number.trim().parse::<i64>(), bare(code)) {
                (Ok(number), Some(code)) if number == event => Code::Here(code),
                (Ok(number), Some(_)) => Code::Elsewhere(number),
                _ => Code::Nothing,
            }
        }
        (Some(_), None, None) => bare(text).map_or(Code::Nothing, Code::Here),
        _ => Code::Nothing,
    }
}

/// Whose code it is. The list may say the bare code or all that stands in the picture.
pub(super) fn find<'a>(list: &'a AttendeeList, code: &str) -> Option<&'a StaffRegistration> {
    let event = list.card.id;
    list.items.iter().find(|one| matches!(read(&one.code, event), Code::Here(own) if own == code))
}

/// What becomes of somebody at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// These people come in.
    In(Vec<i64>),
    /// All are there, since then.
    Known(Timestamp),
    /// There is no seat yet.
    Waits(Option<u32>),
    /// A seat is kept, but nobody has said yes to it.
    Offered,
    /// It was taken back.
    Cancelled,
}

/// Whether its people are let in, as the server sees it.
pub(super) fn may_come(registration: &StaffRegistration) -> bool {
    registration.status == RegistrationState::Confirmed
}

/// Decides on a registration.
pub(super) fn judge(registration: &StaffRegistration) -> Verdict {
    match registration.status {
        RegistrationState::Cancelled => Verdict::Cancelled,
        RegistrationState::Waitlisted => Verdict::Waits(registration.position),
        RegistrationState::Offered => Verdict::Offered,
        RegistrationState::Confirmed => {
            let people = registration.people.iter();
            let missing: Vec<i64> =
                people.clone().filter(|p| p.arrived_at.is_none()).map(|p| p.id).collect();
            match people.filter_map(|person| person.arrived_at).max() {
                Some(since) if missing.is_empty() => Verdict::Known(since),
                _ => Verdict::In(missing),
            }
        }
    }
}

/// Does to the list what a scan will do at the server.
pub(super) fn apply(list: &mut AttendeeList, scan: &NewScan) {
    let there = (scan.what != "out").then(|| scan.at.unwrap_or_default());
    let code = match read(&scan.code, list.card.id) {
        Code::Here(code) => find(list, &code).map(|one| one.id),
        _ => None,
    };
    for one in &mut list.items {
        for person in &mut one.people {
            let meant = scan.people.contains(&person.id)
                || (scan.people.is_empty() && code == Some(one.id));
            // Whoever is there already has been since then.
            if meant && (there.is_none() || person.arrived_at.is_none()) {
                person.arrived_at = there;
            }
        }
    }
}

/// How many are there, and how many are awaited.
pub(super) fn count(list: &AttendeeList) -> (usize, usize) {
    let seated = list.items.iter().filter(|one| one.status.has_seats());
    let people = seated.flat_map(|one| &one.people);
    let there = people.clone().filter(|person| person.arrived_at.is_some()).count();
    (there, people.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::events::names::tests::{list, registration};

    #[test]
    fn codes_as_they_are_shown_and_typed() {
        let here = |code: &str| Code::Here(code.into());
        assert_eq!(read("stadtlabor:7:ABCD0001", 7), here("ABCD0001"));
        assert_eq!(read(" STADTLABOR:7:abcd0001 ", 7), here("ABCD0001"));
        assert_eq!(read("abcd-0001", 7), here("ABCD0001"));
        assert_eq!(read("stadtlabor:8:ABCD0001", 7), Code::Elsewhere(8));
        for nothing in
            ["", "ab", "https://example.org/my/x", "stadtlabor:x:ABCD", "stadtlabor:7:", "a b!c"]
        {
            assert_eq!(read(nothing, 7), Code::Nothing, "{nothing}");
        }
    }

    #[test]
    fn a_code_is_found_however_the_server_writes_it() {
        let mut whole = registration(2, 1, &[]);
        whole.code = "stadtlabor:7:FFFF".into();
        let list = list(vec![registration(1, 1, &[]), whole]);
        assert_eq!(find(&list, "ABCD0001").map(|one| one.id), Some(1));
        assert_eq!(find(&list, "FFFF").map(|one| one.id), Some(2));
        assert_eq!(find(&list, "0000"), None);
    }

    #[test]
    fn who_comes_in() {
        let mut one = registration(1, 2, &[]);
        assert_eq!(judge(&one), Verdict::In(vec![10, 11]));
        one.people[0].arrived_at = Some(Timestamp(5));
        assert_eq!(judge(&one), Verdict::In(vec![11]));
        one.people[1].arrived_at = Some(Timestamp(9));
        assert_eq!(judge(&one), Verdict::Known(Timestamp(9)));
        one.status = RegistrationState::Waitlisted;
        one.position = Some(3);
        assert_eq!(judge(&one), Verdict::Waits(Some(3)));
        // Nobody comes in by an offer: the server would send them away again.
        one.status = RegistrationState::Offered;
        one.people[0].arrived_at = None;
        assert_eq!(judge(&one), Verdict::Offered);
        one.status = RegistrationState::Cancelled;
        assert_eq!(judge(&one), Verdict::Cancelled);
    }

    #[test]
    fn scans_are_done_to_the_list_and_again_without_harm() {
        let mut all = list(vec![registration(1, 2, &[]), registration(2, 1, &[])]);
        let at = |ms: i64| Some(Timestamp(ms));
        let by_code = NewScan { code: "ABCD0001".into(), at: at(5), ..NewScan::default() };
        apply(&mut all, &by_code);
        apply(&mut all, &NewScan { at: at(9), ..by_code });
        assert_eq!(count(&all), (2, 3));
        assert_eq!(all.items[0].people[0].arrived_at, at(5));
        let out = NewScan { people: vec![11], what: "out".into(), ..NewScan::default() };
        apply(&mut all, &out);
        assert_eq!(count(&all), (1, 3));
    }
}
