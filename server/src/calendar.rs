//! Events for other people's calendars: iCalendar (RFC 5545), by file, as a feed, and as the
//! invitations and cancellations in mails (RFC 5546).
//!
//! Written by hand. The crate `icalendar` (0.17) folds and escapes text, but it knows no time
//! zones, lets quotation marks and line ends in parameters and addresses through, and brings a
//! parser for dates that nobody here needs. What is needed is a page of code.

mod lines;
mod when;
mod zone;

#[cfg(test)]
mod tests;

use app::{
    domain::{SignUp, Timestamp},
    i18n::{Lang, programme},
};

use lines::{Lines, mailbox, uri};
pub use when::when;

/// Who says so, in a file.
const PROGRAM: &str = "-//Stadtlabor//Stadtlabor//DE";
/// What the sender is called.
const NAME: &str = "Stadtlabor";
/// How often a feed is worth asking for.
const REFRESH: &str = "PT1H";

/// One date of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number of the event.
    pub event: i64,
    /// Which of its dates this is, from 1.
    pub date: u32,
    /// How many dates it has under one sign-up.
    pub dates: u32,
    /// Grows with each change that a calendar must follow.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// One line.
    pub title: String,
    /// Plain text.
    pub text: String,
    /// Where it is.
    pub location: Option<String>,
    /// The address of its page.
    pub url: String,
    /// What it is about.
    pub categories: Vec<String>,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Where to take part from afar: only for whoever has a seat.
    pub conference: Option<String>,
}

/// What a document is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// To be read by whoever likes.
    Publish,
    /// Into the calendar of somebody who comes; once more where it has changed.
    Request,
    /// Out of that calendar.
    Cancel,
}

impl Method {
    /// As it stands in the document, and in the type of a part of a mail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// Between whom a document goes.
#[derive(Clone, Copy, Debug)]
pub struct Guest<'a> {
    /// Mail address of whoever comes; empty where a document is for everybody.
    pub email: &'a str,
    /// Mail address of whoever invites.
    pub organizer: &'a str,
}

/// A document with these dates. `host` is that of the site and part of what a date is known by,
/// for ever; a document with a `name` is a feed.
///
/// Without a `guest` there is no method either, because RFC 5546 wants an organizer with each:
/// then it is a picture of the calendar as it is now, which is what a feed or a download is. A
/// request or a cancellation must be about one date (RFC 5546, 3.2.2 and 3.2.5).
pub fn document(
    host: &str,
    name: Option<&str>,
    method: Method,
    entries: &[Entry],
    guest: Option<&Guest<'_>>,
) -> String {
    let mut out = Lines::default();
    out.plain("BEGIN", "VCALENDAR");
    out.plain("VERSION", "2.0");
    out.plain("PRODID", PROGRAM);
    out.plain("CALSCALE", "GREGORIAN");
    if guest.is_some() {
        out.plain("METHOD", method.as_str());
    }
    if let Some(name) = name {
        out.text("NAME", name);
        out.text("X-WR-CALNAME", name);
        out.plain("X-WR-TIMEZONE", zone::NAME);
        out.with("REFRESH-INTERVAL", &[("VALUE", "DURATION")], REFRESH);
        out.plain("X-PUBLISHED-TTL", REFRESH);
    }
    zone::define(&mut out);
    for entry in entries {
        write(&mut out, host, entry, method, guest, name.is_some());
    }
    out.plain("END", "VCALENDAR");
    out.finish()
}

fn write(
    out: &mut Lines,
    host: &str,
    entry: &Entry,
    method: Method,
    guest: Option<&Guest<'_>>,
    feed: bool,
) {
    out.plain("BEGIN", "VEVENT");
    out.text("UID", &format!("event-{}-{}@{host}", entry.event, entry.date));
    out.plain("SEQUENCE", &entry.sequence.to_string());
    // What has not changed is the same document whenever it is asked for.
    out.plain("DTSTAMP", &zone::utc(entry.changed_at));
    out.plain("CREATED", &zone::utc(entry.created_at));
    out.plain("LAST-MODIFIED", &zone::utc(entry.changed_at));
    zone::period(out, entry.starts, entry.ends);
    out.text("SUMMARY", &summary(entry, method));
    let text = [Some(entry.text.as_str()), entry.conference.as_deref()];
    let text: Vec<&str> = text.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    if !text.is_empty() {
        out.text("DESCRIPTION", &text.join("\n\n"));
    }
    if let Some(place) = entry.location.as_ref().or(entry.conference.as_ref()) {
        out.text("LOCATION", place);
    }
    out.plain("URL", &uri(&entry.url));
    if let Some(url) = &entry.conference {
        out.with("CONFERENCE", &[("VALUE", "URI"), ("LABEL", NAME)], &uri(url));
    }
    out.list("CATEGORIES", &entry.categories);
    match (entry.cancelled, method) {
        (true, _) => out.plain("STATUS", "CANCELLED"),
        // One guest less is no cancelled event (RFC 5546, 3.2.5).
        (false, Method::Cancel) => {}
        (false, _) => out.plain("STATUS", "CONFIRMED"),
    }
    // Nobody is busy because of a programme that they look at.
    out.plain("TRANSP", if feed { "TRANSPARENT" } else { "OPAQUE" });
    if let Some(guest) = guest {
        out.with("ORGANIZER", &[("CN", NAME)], &mailbox(guest.organizer));
        if method != Method::Publish && !guest.email.is_empty() {
            let words = [
                ("CUTYPE", "INDIVIDUAL"),
                ("ROLE", "REQ-PARTICIPANT"),
                ("PARTSTAT", "ACCEPTED"),
                ("RSVP", "FALSE"),
                ("CN", guest.email),
            ];
            out.with("ATTENDEE", &words, &mailbox(guest.email));
        }
    }
    out.plain("END", "VEVENT");
}

/// The title; with what some calendars would not show otherwise.
fn summary(entry: &Entry, method: Method) -> String {
    let mut out = String::new();
    if entry.cancelled && method == Method::Publish {
        out = format!("{}: ", called_off());
    }
    out.push_str(&entry.title);
    if entry.dates > 1 {
        out.push_str(&format!(" ({}/{})", entry.date, entry.dates));
    }
    out
}

/// The host of the site, without its port: what dates are known by.
pub fn host(base: &str) -> &str {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    }
}

/// What stands before the title of an event that does not take place.
pub fn called_off() -> String {
    programme::sign_up(Lang::De, SignUp::Cancelled, None, 0)
}
