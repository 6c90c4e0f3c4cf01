//! What is read off the answers of a registration. Pure.

use crate::{
    api::{AskedField, StaffRegistration},
    domain::{AnswerKind, Date},
    i18n::{self, Lang, events, programme},
};

/// The answer to this input, empty where there is none.
pub(super) fn answer<'a>(registration: &'a StaffRegistration, input: &str) -> &'a str {
    let found = registration.answers.iter().find(|answer| answer.input == input);
    found.map_or("", |answer| answer.value.as_str())
}

/// Name of the input for the answer of this person, from 0.
pub(super) fn input(key: &str, person: usize) -> String {
    if person == 0 { key.to_owned() } else { format!("{key}_{}", person + 1) }
}

/// Whether an input asks what somebody of the group is called.
pub(super) fn is_name(input: &str) -> bool {
    ["first_name", "last_name"].into_iter().any(|key| match input.strip_prefix(key) {
        Some("") => true,
        Some(rest) => rest.strip_prefix('_').is_some_and(|n| n.parse::<usize>().is_ok()),
        None => false,
    })
}

/// First and last name of a person, from 0; empty where neither is known.
pub(super) fn name(registration: &StaffRegistration, person: usize) -> String {
    let of = |key: &str| answer(registration, &input(key, person)).trim().to_owned();
    let (first, last) = (of("first_name"), of("last_name"));
    match (first.is_empty(), last.is_empty()) {
        (false, false) => format!("{first} {last}"),
        (false, true) => first,
        _ => last,
    }
}

/// What somebody is called who comes: by name, or as which of the group.
pub(super) fn called(lang: Lang, registration: &StaffRegistration, person: usize) -> String {
    match name(registration, person) {
        name if !name.is_empty() => name,
        _ => match self::name(registration, 0) {
            first if person > 0 && !first.is_empty() => events::with(lang, &first, person),
            _ => events::guest(lang, registration.id, person),
        },
    }
}

/// All who come with a registration, in one line.
pub(super) fn all(lang: Lang, registration: &StaffRegistration) -> String {
    let people = registration.people.len().max(1);
    (0..people).map(|n| called(lang, registration, n)).collect::<Vec<_>>().join(", ")
}

/// The field that an input is for, and for whom of a group, from 1.
pub(super) fn field_of<'a>(
    fields: &'a [AskedField],
    input: &str,
) -> Option<(&'a AskedField, Option<usize>)> {
    fields.iter().find_map(|field| {
        let rest = input.strip_prefix(field.key.as_str())?;
        match rest.strip_prefix('_') {
            None if rest.is_empty() => Some((field, None)),
            Some(number) => Some((field, Some(number.parse().ok()?))),
            None => None,
        }
    })
}

/// What a field is called.
pub(super) fn label(lang: Lang, field: &AskedField) -> String {
    let usual = programme::field(&field.key).map(|text| text.get(lang).to_owned());
    usual.unwrap_or_else(|| field.label.clone())
}

/// An answer as people read it: yes and no as words, a date as one.
pub(super) fn said(lang: Lang, kind: AnswerKind, value: &str) -> String {
    let date = || Date::from_iso(value).map(|date| i18n::day(lang, date));
    match (kind, value) {
        (AnswerKind::YesNo, "yes") => events::YES.get(lang).to_owned(),
        (AnswerKind::YesNo, "no") => events::NO.get(lang).to_owned(),
        (AnswerKind::BirthDate, _) => date().unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        api::{Attendee, AttendeeList, EventCard, EventNumbers, GivenAnswer},
        domain::{EventKind, EventState, RegistrationState, SeatCount, SignUp, Timestamp},
    };

    /// A registration with these answers.
    pub(in crate::pages::events) fn registration(
        id: i64,
        people: usize,
        answers: &[(&str, &str)],
    ) -> StaffRegistration {
        let answers = answers
            .iter()
            .map(|(input, value)| GivenAnswer { input: (*input).into(), value: (*value).into() });
        StaffRegistration {
            id,
            status: RegistrationState::Confirmed,
            position: None,
            offered_until: None,
            confirm_by: None,
            code: format!("ABCD{id:04}"),
            source: "web".into(),
            created_at: Timestamp(0),
            people: (0..people)
                .map(|n| Attendee { id: id * 10 + n as i64, arrived_at: None })
                .collect(),
            answers: answers.collect(),
        }
    }

    /// A list with these registrations.
    pub(in crate::pages::events) fn list(items: Vec<StaffRegistration>) -> AttendeeList {
        AttendeeList {
            card: EventCard {
                id: 7,
                kind: EventKind::Workshop,
                state: EventState::Published,
                title: "Löten".into(),
                excerpt: String::new(),
                lab: None,
                place: None,
                online: false,
                starts_at: Timestamp(1_000_000),
                ends_at: Timestamp(5_000_000),
                date: 1,
                dates: 1,
                topics: Vec::new(),
                access: Vec::new(),
                seats: SeatCount::default(),
                sign_up: SignUp::Open,
                photo: None,
                has_results: false,
            },
            fields: Vec::new(),
            items,
            next: None,
            numbers: EventNumbers::default(),
            erasures: Vec::new(),
            group_max: 4,
            seq: 1,
        }
    }

    #[test]
    fn people_have_names_or_belong_to_somebody() {
        let group = registration(
            7,
            3,
            &[("first_name", "Ada"), ("last_name", "Beispiel"), ("first_name_2", "Bo")],
        );
        assert_eq!(all(Lang::De, &group), "Ada Beispiel, Bo, mit Ada Beispiel (3)");
        assert_eq!(called(Lang::De, &registration(7, 1, &[]), 0), "Anmeldung 7");
    }

    #[test]
    fn names_are_told_from_other_answers() {
        for name in ["first_name", "last_name", "first_name_2", "last_name_12"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["", "name", "birth_date", "first_names", "first_name_", "last_name_of", "q1"]
        {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn inputs_have_labels() {
        let field = |key: &str, label: &str| AskedField {
            key: key.into(),
            label: label.into(),
            ..AskedField::default()
        };
        let fields = [field("first_name", ""), field("q1", "Was essen Sie?")];
        let of = |input| field_of(&fields, input).map(|(f, n)| (label(Lang::De, f), n));
        assert_eq!(of("first_name_2"), Some(("Vorname".into(), Some(2))));
        assert_eq!(of("q1"), Some(("Was essen Sie?".into(), None)));
        assert_eq!(of("q12"), None);
        assert_eq!(said(Lang::De, AnswerKind::YesNo, "yes"), "ja");
        assert_eq!(said(Lang::De, AnswerKind::BirthDate, "2015-04-03"), "3. April 2015");
        assert_eq!(said(Lang::De, AnswerKind::Line, "yes"), "yes");
    }
}
