//! What the form of an event begins with, and what of it counts as written. Pure.

use crate::{
    api::{DateForm, EventForm, FieldForm},
    domain::{Date, EventKind, GROUP_USUAL, OFFER_HOURS, REMIND_HOURS, USUAL_FIELDS},
    i18n::{Lang, programme},
};

/// How long an answer is usually kept, in days.
const KEEP_USUAL: &str = "30";
/// Without a script there are always so many empty rows more.
pub(super) const SPARE: usize = 2;
/// The last free question that is offered.
const QUESTION_MAX: usize = 9;

/// A new event: name, and one way to reach the person.
pub(super) fn empty(lang: Lang, lab: String) -> EventForm {
    EventForm {
        kind: EventKind::Workshop.as_str().to_owned(),
        lab,
        signs_up: true,
        waitlist: true,
        group_max: GROUP_USUAL.to_string(),
        offer_hours: OFFER_HOURS.to_string(),
        remind_hours: REMIND_HOURS.to_string(),
        thanks: true,
        fields: first_fields(lang),
        ..EventForm::default()
    }
}

/// What is asked where nobody has decided on it yet: the name, and one way to reach the person.
fn first_fields(lang: Lang) -> Vec<FieldForm> {
    let asked = [
        ("first_name", "optional"),
        ("last_name", "required"),
        ("email", "optional"),
        ("phone", "optional"),
    ];
    asked.map(|(key, mode)| FieldForm { mode: mode.to_owned(), ..usual(lang, key) }).into()
}

/// A usual field that is not asked yet, with what it is usually for.
fn usual(lang: Lang, key: &str) -> FieldForm {
    FieldForm {
        key: key.to_owned(),
        mode: "off".to_owned(),
        purpose: programme::usual_purpose(key).get(lang).to_owned(),
        keep_days: KEEP_USUAL.to_owned(),
        ..FieldForm::default()
    }
}

/// The usual fields as the form has them.
pub(super) fn usual_fields(lang: Lang, form: &EventForm) -> Vec<FieldForm> {
    // Without a sign-up nothing is asked; whoever begins with one begins with the usual.
    let decided = form.signs_up || !form.fields.is_empty();
    let fields = if decided { form.fields.clone() } else { first_fields(lang) };
    let one = |key: &str| {
        let found = fields.iter().find(|field| field.key == key).cloned();
        let mut field = found.unwrap_or_else(|| usual(lang, key));
        if field.mode.is_empty() {
            field.mode = "off".to_owned();
        }
        field
    };
    USUAL_FIELDS.iter().map(|field| one(field.key)).collect()
}

/// Whether this names a free question, and which.
fn question(key: &str) -> Option<usize> {
    key.strip_prefix('q')?.parse().ok()
}

/// An empty free question.
fn empty_question(number: usize) -> FieldForm {
    FieldForm {
        key: format!("q{number}"),
        mode: "optional".to_owned(),
        keep_days: KEEP_USUAL.to_owned(),
        kind: "line".to_owned(),
        ..FieldForm::default()
    }
}

/// The free questions as the form has them, and some empty ones to write more.
pub(super) fn questions(form: &EventForm) -> Vec<FieldForm> {
    let mut all: Vec<FieldForm> =
        form.fields.iter().filter(|field| question(&field.key).is_some()).cloned().collect();
    let empty = all.iter().filter(|field| is_blank(field)).count();
    for _ in empty..SPARE {
        all.extend(next_question(&all));
    }
    all
}

/// One more question, while there may be one.
pub(super) fn next_question(all: &[FieldForm]) -> Option<FieldForm> {
    let taken = |number: &usize| all.iter().any(|field| question(&field.key) == Some(*number));
    (1..=QUESTION_MAX).find(|number| !taken(number)).map(empty_question)
}

/// The dates as the form has them, and some empty rows.
pub(super) fn rows(form: &EventForm) -> Vec<DateForm> {
    let mut rows: Vec<DateForm> =
        form.dates.iter().filter(|row| !is_empty_row(row)).map(tidy_row).collect();
    rows.extend(std::iter::repeat_n(DateForm::default(), SPARE));
    rows
}

fn is_empty_row(row: &DateForm) -> bool {
    [&row.date, &row.from, &row.to].into_iter().all(|text| text.trim().is_empty())
}

fn is_blank(field: &FieldForm) -> bool {
    field.label.trim().is_empty() && field.purpose.trim().is_empty()
}

/// A day as the browser's field for one has it; what is none stays as it is.
pub(super) fn day_value(raw: &str) -> String {
    Date::parse(raw).ok().flatten().map_or_else(|| raw.to_owned(), |date| date.to_string())
}

/// A time as the browser's field for one has it; what is none stays as it is.
pub(super) fn time_value(raw: &str) -> String {
    let text = raw.trim().replace('.', ":");
    let (hour, minute) = text.split_once(':').unwrap_or((&text, "0"));
    match (hour.parse::<u32>(), minute.parse::<u32>()) {
        (Ok(hour), Ok(minute)) if hour < 24 && minute < 60 => format!("{hour:02}:{minute:02}"),
        _ => raw.to_owned(),
    }
}

fn tidy_row(row: &DateForm) -> DateForm {
    DateForm { date: day_value(&row.date), from: time_value(&row.from), to: time_value(&row.to) }
}

fn tidy_field(field: &FieldForm) -> Option<FieldForm> {
    let free = question(&field.key).is_some();
    if !matches!(field.mode.as_str(), "optional" | "required") || (free && is_blank(field)) {
        return None;
    }
    let mut field = field.clone();
    if !free {
        (field.label, field.kind, field.options, field.each) = Default::default();
    } else if field.kind != "choice" {
        field.options.clear();
    }
    Some(field)
}

/// The form without what says nothing: two of which this is the same say the same.
pub(super) fn tidy(form: &EventForm) -> EventForm {
    let mut form = form.clone();
    form.dates.retain(|row| !is_empty_row(row));
    form.dates = form.dates.iter().map(tidy_row).collect();
    form.fields = form.fields.iter().filter_map(tidy_field).collect();
    form.fields.sort_by(|a, b| a.key.cmp(&b.key));
    for list in [&mut form.topics, &mut form.projects, &mut form.access] {
        list.sort_unstable();
    }
    for day in [&mut form.opens_date, &mut form.closes_date] {
        *day = day_value(day);
    }
    for time in [&mut form.opens_time, &mut form.closes_time] {
        if !time.is_empty() {
            *time = time_value(time);
        }
    }
    if !form.signs_up {
        (form.capacity, form.waitlist, form.must_confirm) = Default::default();
        form.fields.clear();
    }
    form.version = 0;
    form
}

/// Whether time or place are others: then everybody who signed up is told.
pub(super) fn moves(before: &EventForm, after: &EventForm) -> bool {
    let (before, after) = (tidy(before), tidy(after));
    before.dates != after.dates
        || before.lab != after.lab
        || before.place.trim() != after.place.trim()
        || before.online_url.trim() != after.online_url.trim()
}

/// Whether there are more seats than before.
pub(super) fn raises(before: &EventForm, after: &EventForm) -> bool {
    let seats = |form: &EventForm| form.capacity.trim().parse::<u32>().ok();
    match (seats(before), seats(after)) {
        (Some(before), Some(after)) => after > before,
        (Some(_), None) => after.capacity.trim().is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EventDraft;

    fn row(date: &str, from: &str, to: &str) -> DateForm {
        DateForm { date: date.into(), from: from.into(), to: to.into() }
    }

    fn written() -> EventForm {
        EventForm {
            title: "Löten für alle".into(),
            text: "Wir löten eine kleine Lampe.".into(),
            dates: vec![row("2026-12-05", "10:00", "12:30")],
            ..empty(Lang::De, "soest".into())
        }
    }

    #[test]
    fn a_new_event_needs_title_text_and_date() {
        let draft = EventDraft::parse(&written()).unwrap();
        assert_eq!(draft.fields.len(), 4);
        assert!(draft.fields.iter().all(|field| field.keep_days == 30));
        let errors = EventDraft::parse(&empty(Lang::En, String::new())).unwrap_err();
        let wrong: Vec<_> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(wrong, ["dates", "place", "text", "title"]);
    }

    #[test]
    fn drawn_and_read_again_it_says_the_same() {
        let form = written();
        let drawn = EventForm {
            dates: rows(&form),
            fields: usual_fields(Lang::De, &form).into_iter().chain(questions(&form)).collect(),
            version: 5,
            ..form.clone()
        };
        assert_eq!(drawn.fields.len(), 9);
        assert_ne!(drawn, form);
        assert_eq!(tidy(&drawn), tidy(&form));
    }

    #[test]
    fn whoever_begins_with_a_sign_up_begins_with_the_usual() {
        let none = EventForm { signs_up: false, fields: Vec::new(), ..written() };
        let asked = usual_fields(Lang::De, &none);
        assert_eq!(asked.iter().filter(|field| field.mode != "off").count(), 4);
        let drawn = EventForm { fields: asked, ..none.clone() };
        assert_eq!(tidy(&drawn), tidy(&none));
        let off = EventForm { fields: Vec::new(), ..written() };
        assert!(usual_fields(Lang::De, &off).iter().all(|field| field.mode == "off"));
    }

    #[test]
    fn there_is_room_for_more_questions() {
        let mut form = written();
        form.fields.push(FieldForm { label: "Was essen Sie?".into(), ..empty_question(2) });
        let keys: Vec<_> = questions(&form).into_iter().map(|field| field.key).collect();
        assert_eq!(keys, ["q2", "q1", "q3"]);
        let all: Vec<_> = (1..=QUESTION_MAX).map(empty_question).collect();
        assert_eq!(next_question(&all), None);
    }

    #[test]
    fn days_and_times_as_browsers_have_them() {
        assert_eq!(day_value("5.12.2026"), "2026-12-05");
        assert_eq!(day_value("morgen"), "morgen");
        assert_eq!((time_value("9"), time_value("9.30")), ("09:00".into(), "09:30".into()));
        assert_eq!(time_value("25:00"), "25:00");
        assert_eq!(time_value(""), "");
    }

    #[test]
    fn what_people_are_told_of() {
        let before = written();
        let mut after = before.clone();
        after.title = "Löten".into();
        after.dates = vec![row("5.12.2026", "10", "12.30"), row("", "", "")];
        assert!(!moves(&before, &after));
        after.place = "Rathaus".into();
        assert!(moves(&before, &after));
        let seats = |n: &str| EventForm { capacity: n.into(), ..written() };
        assert!(raises(&seats("12"), &seats("13")) && raises(&seats("12"), &seats(" ")));
        assert!(!raises(&seats("12"), &seats("12")) && !raises(&seats("12"), &seats("x")));
        assert!(!raises(&seats(""), &seats("12")));
    }
}
