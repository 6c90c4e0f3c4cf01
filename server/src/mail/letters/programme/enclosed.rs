//! What a mail brings for the recipient's calendar.

use app::domain::{RegistrationState, Timestamp};

use super::{Site, coming, link};
use crate::{
    calendar::{self, Entry, Guest, Method},
    markdown,
    store::outbox::{About, Claimed, Registered},
};

/// How much of an event's text comes along; its page has the rest.
const TEXT_MAX: usize = 600;

/// Documents for the recipient's calendar.
pub(in crate::mail) struct Enclosed {
    /// Whether they go in or out.
    pub(in crate::mail) method: Method,
    /// A document for each date.
    pub(in crate::mail) dates: Vec<String>,
    /// A document for each date that is no more, to be taken out.
    pub(in crate::mail) gone: Vec<String>,
    /// One with all dates, for programs that know nothing of invitations.
    pub(in crate::mail) file: String,
}

/// What belongs to a letter; nothing where there is no seat, or where nothing has changed.
pub(super) fn enclose(
    site: &Site<'_>,
    mail: &Claimed,
    about: &About,
    stands: &Registered,
) -> Option<Enclosed> {
    let method = method(about, stands)?;
    let dates: Vec<Entry> = coming(&stands.entries, mail.created_at)
        .into_iter()
        .map(|date| for_guest(date, stands, mail.created_at))
        .collect();
    if dates.is_empty() {
        return None;
    }
    let host = calendar::host(&site.base);
    let guest = Guest { email: &mail.recipient, organizer: site.from };
    let one = |date: &Entry, method: Method| {
        calendar::document(host, None, method, std::slice::from_ref(date), Some(&guest))
    };
    let documents: Vec<String> = dates.iter().map(|date| one(date, method)).collect();
    let gone = no_more(about, &dates, mail.created_at);
    let file = match (&documents[..], &gone[..]) {
        ([one], []) => one.clone(),
        _ => all(host, method, &[&dates[..], &gone].concat(), &guest),
    };
    let gone = gone.iter().map(|date| one(date, Method::Cancel)).collect();
    Some(Enclosed { method, dates: documents, gone, file })
}

/// The dates that an event had and has no more: each calendar still shows them.
fn no_more(about: &About, dates: &[Entry], now: Timestamp) -> Vec<Entry> {
    let (About::Changed { gone, .. }, Some(like)) = (about, dates.first()) else {
        return Vec::new();
    };
    let coming = gone.iter().filter(|(_, _, ends)| *ends > now);
    let entry = |(date, starts, ends): &(u32, Timestamp, Timestamp)| Entry {
        date: *date,
        starts: *starts,
        ends: *ends,
        cancelled: true,
        ..like.clone()
    };
    coming.map(entry).collect()
}

/// Several dates in one file are nothing but published, as they are for this guest.
fn all(host: &str, method: Method, dates: &[Entry], guest: &Guest<'_>) -> String {
    let out = method == Method::Cancel;
    let dates: Vec<Entry> = dates
        .iter()
        .map(|date| Entry { cancelled: out || date.cancelled, ..date.clone() })
        .collect();
    calendar::document(host, None, Method::Publish, &dates, Some(guest))
}

fn method(about: &About, stands: &Registered) -> Option<Method> {
    let seated = stands.status == RegistrationState::Confirmed;
    match about {
        About::SignedUp => (seated && stands.confirm_by.is_none()).then_some(Method::Request),
        About::Seated | About::Accepted | About::Changed { .. } | About::EventRestored => {
            seated.then_some(Method::Request)
        }
        About::EventCancelled { .. } => seated.then_some(Method::Cancel),
        About::CancelledByPerson | About::CancelledByStaff => Some(Method::Cancel),
        // Who waits has nothing in the calendar; who has left since has it there still.
        About::Readdressed => {
            (seated || stands.status == RegistrationState::Cancelled).then_some(Method::Cancel)
        }
        About::Existing
        | About::Offered
        | About::Expired
        | About::Unconfirmed
        | About::Reminder
        | About::Thanks => None,
    }
}

/// A date as it stands for this person. A registration may change while its event does not: then
/// the calendar knows by the sequence, or by the time, which mail is the later one.
fn for_guest(date: &Entry, stands: &Registered, now: Timestamp) -> Entry {
    Entry {
        sequence: date.sequence.max(stands.sequence),
        changed_at: date.changed_at.max(now),
        text: markdown::beginning(&date.text, TEXT_MAX),
        cancelled: date.cancelled || stands.event_cancelled,
        conference: link(stands).cloned(),
        ..date.clone()
    }
}
