//! An event as the team writes it.

use super::asked::AskedDraft;
use super::{EventAccess, EventKind};
use crate::api::{EventForm, NewMessage};
use crate::domain::idea::between;
use crate::domain::{
    Date, FieldError, FieldErrors, Timestamp, clean_line, clean_text, parse_hours,
};

/// Longest title, in characters.
pub const EVENT_TITLE_MAX: usize = 120;
/// Longest text, in characters of its Markdown.
pub const EVENT_TEXT_MAX: usize = 8000;
/// Longest text about the results, in characters of its Markdown.
pub const RESULTS_MAX: usize = 12_000;
/// Longest line, such as the place, in characters.
pub const EVENT_LINE_MAX: usize = 200;
/// The most dates under one sign-up.
pub const DATES_MAX: usize = 30;
/// The most seats.
pub const EVENT_CAPACITY_MAX: u32 = 10_000;
/// The most people in one registration.
pub const GROUP_MAX: u32 = 12;
/// How many people may come together where nothing else is said.
pub const GROUP_USUAL: u32 = 4;
/// How long an offer of a freed seat usually holds, in hours.
pub const OFFER_HOURS: u32 = 24;
/// How long before the event people are reminded, usually, in hours.
pub const REMIND_HOURS: u32 = 24;
/// Longest message to participants, in characters.
const MESSAGE_MAX: usize = 4000;
/// The most topics, and the most projects.
const TAGS_MAX: usize = 6;
/// Longest address of a link, in characters.
const URL_MAX: usize = 500;

/// From when until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends, later.
    pub ends: Timestamp,
}

/// An event that keeps every rule of the form. Whether lab, topics and projects exist, the
/// database says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `api::EventForm`")]
pub struct EventDraft {
    pub kind: EventKind,
    pub title: String,
    pub text: String,
    pub lab: Option<String>,
    pub place: Option<String>,
    pub online_url: Option<String>,
    /// In order of time; at least one, and none overlaps the next.
    pub dates: Vec<Period>,
    pub topics: Vec<String>,
    pub projects: Vec<String>,
    pub hosts: Option<String>,
    pub language: Option<String>,
    pub audience: Option<String>,
    pub access: Vec<EventAccess>,
    pub signs_up: bool,
    pub capacity: Option<u32>,
    pub waitlist: bool,
    pub opens: Option<Timestamp>,
    pub closes: Option<Timestamp>,
    pub group_max: u32,
    pub must_confirm: bool,
    pub offer_hours: u32,
    pub remind_hours: Option<u32>,
    pub thanks: bool,
    pub fields: Vec<AskedDraft>,
}

impl EventDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &EventForm) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let kind = e.take("kind", EventKind::from_key(&raw.kind).ok_or(FieldError::Unknown));
        let title = e.take("title", between(clean_line(&raw.title), 3, EVENT_TITLE_MAX));
        let text = e.take("text", between(clean_text(&raw.text), 10, EVENT_TEXT_MAX));
        let lab = e.take("lab", slug(&raw.lab)).flatten();
        let place = e.take("place", line(&raw.place)).flatten();
        let online_url = e.take("online_url", url(&raw.online_url)).flatten();
        if lab.is_none() && place.is_none() && online_url.is_none() && e.of("place").is_empty() {
            e.add("place", FieldError::Required);
        }
        let dates = dates(raw, &mut e);
        let signs_up = raw.signs_up;
        let capacity = e.take("capacity", number(&raw.capacity, 1, EVENT_CAPACITY_MAX)).flatten();
        let opens = e.take("opens", moment(&raw.opens_date, &raw.opens_time, "00:00")).flatten();
        let closes =
            e.take("closes", moment(&raw.closes_date, &raw.closes_time, "23:59")).flatten();
        if let (Some(opens), Some(closes)) = (opens, closes)
            && opens >= closes
        {
            e.add("closes", FieldError::EndsBeforeItBegins);
        }
        let group = e.take("group_max", number(&raw.group_max, 1, GROUP_MAX)).flatten();
        let offer = e.take("offer_hours", number(&raw.offer_hours, 1, 168)).flatten();
        let remind = e.take("remind_hours", number(&raw.remind_hours, 0, 336)).flatten();
        let fields = if signs_up { AskedDraft::parse_all(&raw.fields, &mut e) } else { Vec::new() };
        // Whoever gives none could confirm nothing, and would lose the seat.
        let required = |key: &str| fields.iter().any(|field| field.key == key && field.required);
        if raw.must_confirm && signs_up && !required("email") {
            e.add("must_confirm", FieldError::NeedsEmail);
        }
        let draft = Self {
            kind: kind.unwrap_or(EventKind::Workshop),
            title: title.unwrap_or_default(),
            text: text.unwrap_or_default(),
            lab,
            place,
            online_url,
            dates,
            topics: e.take("topics", slugs(&raw.topics)).unwrap_or_default(),
            projects: e.take("projects", slugs(&raw.projects)).unwrap_or_default(),
            hosts: e.take("hosts", line(&raw.hosts)).flatten(),
            language: e.take("language", line(&raw.language)).flatten(),
            audience: e.take("audience", line(&raw.audience)).flatten(),
            access: raw.access.iter().filter_map(|key| EventAccess::from_key(key)).collect(),
            signs_up,
            capacity: capacity.filter(|_| signs_up),
            waitlist: raw.waitlist && signs_up,
            opens,
            closes,
            group_max: group.unwrap_or(GROUP_USUAL),
            must_confirm: raw.must_confirm && signs_up,
            offer_hours: offer.unwrap_or(OFFER_HOURS),
            remind_hours: remind.filter(|hours| *hours > 0),
            thanks: raw.thanks,
            fields,
        };
        if e.is_empty() { Ok(draft) } else { Err(e) }
    }

    /// When the first date begins.
    pub fn starts(&self) -> Timestamp {
        self.dates.first().map_or(Timestamp(0), |first| first.starts)
    }

    /// When the last date ends.
    pub fn ends(&self) -> Timestamp {
        self.dates.last().map_or(Timestamp(0), |last| last.ends)
    }
}

/// The dates, in order. An empty row says nothing.
fn dates(raw: &EventForm, e: &mut FieldErrors) -> Vec<Period> {
    let mut dates = Vec::new();
    let filled = |row: &&crate::api::DateForm| {
        !(row.date.trim().is_empty() && row.from.trim().is_empty() && row.to.trim().is_empty())
    };
    for row in raw.dates.iter().filter(filled) {
        match period(&row.date, &row.from, &row.to) {
            Ok(period) => dates.push(period),
            Err(error) => {
                e.add("dates", error);
                return Vec::new();
            }
        }
    }
    dates.sort_unstable();
    if dates.is_empty() {
        e.add("dates", FieldError::Required);
    }
    if dates.len() > DATES_MAX {
        e.add("dates", FieldError::TooMany { max: DATES_MAX });
    }
    if dates.windows(2).any(|two| matches!(two, [a, b] if b.starts < a.ends)) {
        e.add("dates", FieldError::DatesOverlap);
    }
    dates
}

/// A day and two times of it; an end that is not after the beginning lies on the next day.
fn period(date: &str, from: &str, to: &str) -> Result<Period, FieldError> {
    let date = Date::parse(date)?.ok_or(FieldError::NotADate)?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    let next = if to <= from { 1 } else { 0 };
    let period = Period { starts: date.at(from), ends: date.plus_days(next).at(to) };
    // In the night in which the clocks go back or forward an hour may be nothing.
    if period.starts < period.ends { Ok(period) } else { Err(FieldError::NotATime) }
}

/// Minutes since midnight of `9`, `9:30`, `09.30 Uhr`.
fn minutes(raw: &str) -> Result<u32, FieldError> {
    // What can be the end of opening hours is a time of the day.
    let text = clean_line(raw);
    if text.is_empty() || text.contains(['-', '–', '—', ',', ';']) {
        return Err(FieldError::NotATime);
    }
    let hours = parse_hours(&format!("{text}-24:00"), 1).map_err(|_| FieldError::NotATime)?;
    let from = hours.first().map(|hours| hours.from.as_str()).ok_or(FieldError::NotATime)?;
    let (hour, minute) = from.split_once(':').ok_or(FieldError::NotATime)?;
    let number = |text: &str| text.parse::<u32>().map_err(|_| FieldError::NotATime);
    Ok(number(hour)? * 60 + number(minute)?)
}

/// A moment that may be missing; without a time, that which is `usual`.
fn moment(date: &str, time: &str, usual: &str) -> Result<Option<Timestamp>, FieldError> {
    let Some(date) = Date::parse(date)? else { return Ok(None) };
    let time = if time.trim().is_empty() { usual } else { time };
    Ok(Some(date.at(minutes(time)?)))
}

fn line(raw: &str) -> Result<Option<String>, FieldError> {
    let line = clean_line(raw);
    match line.chars().count() {
        0 => Ok(None),
        n if n > EVENT_LINE_MAX => Err(FieldError::TooLong { max: EVENT_LINE_MAX }),
        _ => Ok(Some(line)),
    }
}

fn url(raw: &str) -> Result<Option<String>, FieldError> {
    let url = clean_line(raw);
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match (url.chars().count(), rest) {
        (0, _) => Ok(None),
        (n, _) if n > URL_MAX => Err(FieldError::TooLong { max: URL_MAX }),
        (_, Some(rest)) if rest.contains('.') && !url.contains([' ', '"', '<', '>', '\\']) => {
            Ok(Some(url))
        }
        _ => Err(FieldError::NotALink),
    }
}

fn number(raw: &str, min: u32, max: u32) -> Result<Option<u32>, FieldError> {
    let text = raw.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<u32>().ok().filter(|n| (min..=max).contains(n));
    let wrong = FieldError::NotANumber { min: i64::from(min), max: i64::from(max) };
    number.map(Some).ok_or(wrong)
}

fn slug(raw: &str) -> Result<Option<String>, FieldError> {
    let slug = raw.trim();
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    match (slug.is_empty(), slug.len() <= 64 && slug.bytes().all(plain)) {
        (true, _) => Ok(None),
        (_, true) => Ok(Some(slug.to_owned())),
        _ => Err(FieldError::Unknown),
    }
}

fn slugs(raw: &[String]) -> Result<Vec<String>, FieldError> {
    let mut slugs: Vec<String> = Vec::new();
    for one in raw {
        slugs.extend(slug(one)?);
    }
    slugs.sort_unstable();
    slugs.dedup();
    if slugs.len() > TAGS_MAX { Err(FieldError::TooMany { max: TAGS_MAX }) } else { Ok(slugs) }
}

/// Parses the text about the results; empty is none.
///
/// # Errors
/// It is too long.
pub fn parse_results(raw: &str) -> Result<Option<String>, FieldErrors> {
    let text = clean_text(raw);
    match text.chars().count() {
        0 => Ok(None),
        n if n > RESULTS_MAX => {
            Err(FieldErrors::one("results", FieldError::TooLong { max: RESULTS_MAX }))
        }
        _ => Ok(Some(text)),
    }
}

/// A message to participants that keeps every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageDraft {
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

impl MessageDraft {
    /// Parses the raw values of the form. To whom it goes is for the handler to say.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewMessage) -> Result<Self, FieldErrors> {
        let mut e = FieldErrors::default();
        let subject = e.take("subject", between(clean_line(&raw.subject), 3, EVENT_TITLE_MAX));
        let text = e.take("text", between(clean_text(&raw.text), 3, MESSAGE_MAX));
        match (subject, text) {
            (Some(subject), Some(text)) => Ok(Self { subject, text }),
            _ => Err(e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{DateForm, FieldForm};

    fn row(date: &str, from: &str, to: &str) -> DateForm {
        DateForm { date: date.into(), from: from.into(), to: to.into() }
    }

    fn form() -> EventForm {
        EventForm {
            kind: "workshop".into(),
            title: "Löten für alle".into(),
            text: "Wir löten eine kleine Lampe. Material ist da.".into(),
            lab: "soest".into(),
            dates: vec![row("5.12.2026", "10", "12:30")],
            signs_up: true,
            capacity: "12".into(),
            waitlist: true,
            fields: vec![FieldForm {
                key: "first_name".into(),
                mode: "required".into(),
                purpose: "Damit wir Sie begrüßen können.".into(),
                keep_days: "30".into(),
                ..FieldForm::default()
            }],
            ..EventForm::default()
        }
    }

    #[test]
    fn an_event_needs_little() {
        let draft = EventDraft::parse(&form()).unwrap();
        assert_eq!((draft.capacity, draft.group_max, draft.offer_hours), (Some(12), 4, 24));
        assert_eq!(draft.starts().to_string(), "2026-12-05T09:00:00Z");
        assert_eq!(draft.ends().to_string(), "2026-12-05T11:30:00Z");
    }

    #[test]
    fn everything_that_is_wrong_at_once() {
        let raw = EventForm {
            kind: "party".into(),
            title: "x".into(),
            text: String::new(),
            lab: "../x".into(),
            online_url: "javascript:alert(1)".into(),
            dates: vec![row("31.2.2026", "10", "11")],
            capacity: "0".into(),
            must_confirm: true,
            fields: vec![FieldForm {
                key: "birth_date".into(),
                mode: "optional".into(),
                ..FieldForm::default()
            }],
            ..form()
        };
        let errors = EventDraft::parse(&raw).unwrap_err();
        let fields: Vec<_> = errors.0.keys().map(String::as_str).collect();
        let wanted = [
            "capacity",
            "dates",
            "keep_birth_date",
            "kind",
            "lab",
            "must_confirm",
            "online_url",
            "purpose_birth_date",
            "text",
            "title",
        ];
        // A place is missing only where nothing was said of one.
        assert_eq!(fields.iter().filter(|f| **f != "place").copied().collect::<Vec<_>>(), wanted);
    }

    #[test]
    fn dates_come_in_order_and_never_overlap() {
        let dates = |rows: Vec<DateForm>| EventDraft::parse(&EventForm { dates: rows, ..form() });
        let two = dates(vec![row("6.12.2026", "10", "12"), row("5.12.2026", "22:00", "1:00")]);
        let two = two.unwrap();
        assert_eq!(two.ends().to_string(), "2026-12-06T11:00:00Z");
        let same = dates(vec![row("5.12.2026", "10", "12"), row("5.12.2026", "11", "13")]);
        assert_eq!(same.unwrap_err().of("dates"), [FieldError::DatesOverlap]);
        assert_eq!(dates(vec![]).unwrap_err().of("dates"), [FieldError::Required]);
        assert!(dates(vec![row("", "", ""), row("5.12.2026", "9 Uhr", "9.30")]).is_ok());
    }

    #[test]
    fn clocks_go_forward_and_back() {
        let one = |date: &str| {
            let rows = vec![row(date, "1:00", "4:00")];
            let draft = EventDraft::parse(&EventForm { dates: rows, ..form() }).unwrap();
            (draft.ends().0 - draft.starts().0) / 3_600_000
        };
        assert_eq!((one("29.3.2026"), one("25.10.2026"), one("1.4.2026")), (2, 4, 3));
        // 02:30 is not in the night of 29 March: the clock shows 03:30 then.
        let rows = vec![row("29.3.2026", "2:30", "4:00")];
        let draft = EventDraft::parse(&EventForm { dates: rows, ..form() }).unwrap();
        assert_eq!(draft.starts().to_string(), "2026-03-29T01:30:00Z");
    }
}
