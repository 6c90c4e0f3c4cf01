//! What stands in a sign-up, by the names of its inputs: pure.

use crate::{
    api::{AskedField, GivenAnswer, NewRegistration},
    domain::{AnswerKind, Date, parse_birth_date, registration_input},
    i18n::{
        self, Lang, Text,
        programme::{self, sign_up},
    },
};

/// Name of the input that says how many people come.
pub(crate) const PEOPLE: &str = "people";

/// Names of all inputs for so many people, in their order on the page.
pub(super) fn inputs(asked: &[AskedField], people: u32) -> Vec<String> {
    let mut names = Vec::new();
    for person in 0..people.max(1) {
        let fields = asked.iter().filter(|field| field.each || person == 0);
        names.extend(fields.map(|field| registration_input(&field.key, person)));
    }
    names
}

/// Reads the values of a form, in whatever order; the first of a name counts, and only those
/// that the event asks for. Line ends become `\n`, whatever the browser makes of them.
pub(super) fn collect(
    pairs: impl IntoIterator<Item = (String, String)>,
    asked: &[AskedField],
    group_max: u32,
) -> NewRegistration {
    let known = inputs(asked, group_max);
    let mut values = NewRegistration::default();
    for (name, value) in pairs {
        if value.is_empty() || !(name == PEOPLE || known.contains(&name)) {
            continue;
        }
        values.0.entry(name).or_insert_with(|| value.replace("\r\n", "\n"));
    }
    values
}

/// How many people these values are about: as many as it says, at least as many as have something
/// in one of their fields.
pub(super) fn people_of(values: &NewRegistration, asked: &[AskedField], group_max: u32) -> u32 {
    let filled = |person: u32| {
        let mut each = asked.iter().filter(|field| field.each);
        each.any(|field| !values.get(&registration_input(&field.key, person)).trim().is_empty())
    };
    let typed = (1..group_max).rev().find(|person| filled(*person)).map_or(1, |last| last + 1);
    let said = values.get(PEOPLE).trim().parse::<u32>().unwrap_or(1);
    said.clamp(1, group_max.max(1)).max(typed)
}

/// The same values without one of the people (0 is the first): who stands behind moves up.
pub(super) fn without(
    values: &NewRegistration,
    asked: &[AskedField],
    person: u32,
    people: u32,
) -> NewRegistration {
    let mut left = values.clone();
    for field in asked.iter().filter(|field| field.each) {
        for to in person..people {
            let next = registration_input(&field.key, to + 1);
            let moved = if to + 1 < people { values.get(&next).to_owned() } else { String::new() };
            let name = registration_input(&field.key, to);
            if moved.is_empty() {
                left.0.remove(&name);
            } else {
                left.0.insert(name, moved);
            }
        }
    }
    left.0.insert(PEOPLE.to_owned(), people.saturating_sub(1).max(1).to_string());
    left
}

/// What was answered, as it stands in the form when it is changed.
pub(crate) fn of_answers(
    answers: &[GivenAnswer],
    asked: &[AskedField],
    people: u32,
    today: Date,
    lang: Lang,
) -> NewRegistration {
    let mut values = NewRegistration::default();
    for person in 0..people.max(1) {
        for field in asked.iter().filter(|field| field.each || person == 0) {
            let name = registration_input(&field.key, person);
            let Some(answer) = answers.iter().find(|answer| answer.input == name) else { continue };
            let date = match field.kind {
                AnswerKind::BirthDate => parse_birth_date(&answer.value, today).ok().flatten(),
                _ => None,
            };
            let value = date.map_or_else(|| answer.value.clone(), |date| typed_date(date, lang));
            values.0.insert(name, value);
        }
    }
    values.0.insert(PEOPLE.to_owned(), people.to_string());
    values
}

/// A date as somebody would type it.
fn typed_date(date: Date, lang: Lang) -> String {
    let (year, month, day) = date.parts();
    lang.pick(format!("{day}.{month}.{year}"), i18n::day(lang, date))
}

/// What a field is called.
pub(super) fn label(field: &AskedField, lang: Lang) -> String {
    programme::field(&field.key)
        .map_or_else(|| field.label.clone(), |text: Text| text.get(lang).to_owned())
}

/// What an input is called, with whose it is.
pub(super) fn full_label(name: &str, asked: &[AskedField], lang: Lang, group_max: u32) -> String {
    if name == PEOPLE {
        return sign_up::PEOPLE.get(lang).to_owned();
    }
    for person in 0..group_max.max(1) {
        let found = asked.iter().find(|field| registration_input(&field.key, person) == name);
        if let Some(field) = found {
            let label = label(field, lang);
            return match person {
                0 => label,
                n => format!("{}: {label}", sign_up::person(lang, n + 1)),
            };
        }
    }
    name.to_owned()
}

/// Whether mail address and telephone number are both asked for and neither must be given: then
/// one of them must.
pub(super) fn one_of_both(asked: &[AskedField]) -> bool {
    let optional = |key: &str| asked.iter().any(|field| field.key == key && !field.required);
    optional("email") && optional("phone")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Vec<AskedField> {
        let field = |key: &str, kind, each| AskedField {
            key: key.into(),
            kind,
            each,
            ..AskedField::default()
        };
        vec![
            field("first_name", AnswerKind::Line, true),
            field("birth_date", AnswerKind::BirthDate, true),
            field("email", AnswerKind::Email, false),
        ]
    }

    fn values(pairs: &[(&str, &str)]) -> NewRegistration {
        let pairs = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        collect(pairs, &asked(), 4)
    }

    #[test]
    fn only_what_is_asked_is_read() {
        let read = values(&[
            ("website", "spam"),
            ("idempotency_key", "k"),
            ("first_name", "Ada\r\nL"),
            ("first_name", "Eve"),
            ("first_name_4", "Dora"),
            ("first_name_5", "too many"),
            ("email_2", "not asked"),
            ("email", ""),
        ]);
        let names: Vec<_> = read.0.keys().map(String::as_str).collect();
        assert_eq!(names, ["first_name", "first_name_4"]);
        assert_eq!(read.get("first_name"), "Ada\nL");
    }

    #[test]
    fn people_are_counted_as_the_server_does() {
        let count = |pairs: &[(&str, &str)]| people_of(&values(pairs), &asked(), 4);
        assert_eq!(count(&[]), 1);
        assert_eq!(count(&[("people", "3")]), 3);
        assert_eq!(count(&[("people", "99")]), 4);
        assert_eq!(count(&[("people", "x")]), 1);
        assert_eq!(count(&[("first_name_3", "C")]), 3);
        assert_eq!(count(&[("first_name_3", " "), ("people", "2")]), 2);
        assert_eq!(people_of(&values(&[]), &asked(), 0), 1);
    }

    #[test]
    fn whoever_stands_behind_moves_up() {
        let three = values(&[
            ("first_name", "A"),
            ("first_name_2", "B"),
            ("birth_date_2", "1.1.2010"),
            ("first_name_3", "C"),
            ("email", "a@example.org"),
            ("people", "3"),
        ]);
        let two = without(&three, &asked(), 1, 3);
        assert_eq!(
            (two.get("first_name_2"), two.get("birth_date_2"), two.get("first_name_3")),
            ("C", "", "")
        );
        assert_eq!((two.get("people"), two.get("email")), ("2", "a@example.org"));
        let last = without(&three, &asked(), 2, 3);
        assert_eq!((last.get("first_name_2"), last.get("first_name_3")), ("B", ""));
    }

    #[test]
    fn answers_come_back_as_they_are_typed() {
        let answer =
            |input: &str, value: &str| GivenAnswer { input: input.into(), value: value.into() };
        let answers =
            [answer("first_name_2", "B"), answer("birth_date", "1961-03-09"), answer("x", "y")];
        let today = Date::from_iso("2026-11-28").unwrap();
        let de = of_answers(&answers, &asked(), 2, today, Lang::De);
        assert_eq!(
            (de.get("birth_date"), de.get("first_name_2"), de.get("x")),
            ("9.3.1961", "B", "")
        );
        assert_eq!(de.get(PEOPLE), "2");
        let en = of_answers(&answers, &asked(), 2, today, Lang::En);
        assert_eq!(en.get("birth_date"), "9 March 1961");
        for (typed, lang) in [(de, Lang::De), (en, Lang::En)] {
            let date = parse_birth_date(typed.get("birth_date"), today).unwrap();
            assert_eq!(date, Date::of_parts(1961, 3, 9), "{lang:?}");
        }
    }

    #[test]
    fn inputs_are_called_by_whose_they_are() {
        let name = |input| full_label(input, &asked(), Lang::De, 4);
        assert_eq!(name("first_name"), "Vorname");
        assert_eq!(name("birth_date_3"), "Person 3: Geburtsdatum");
        assert_eq!(name("people"), "Wie viele kommen?");
        assert!(!one_of_both(&asked()));
    }
}
