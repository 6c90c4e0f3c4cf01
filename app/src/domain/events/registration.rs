//! Signing up: what somebody typed, checked against what the event asks.

use super::{AnswerKind, GROUP_MAX, parse_birth_date, parse_phone};
use crate::api::{AskedField, NewFeedback, NewRegistration};
use crate::domain::{Date, FieldError, FieldErrors, clean_line, clean_text, parse_email};

/// Longest name and longest address, in characters.
const NAME_MAX: usize = 80;
const ADDRESS_MAX: usize = 300;
/// Longest word of the feedback, in characters.
const FEEDBACK_MAX: usize = 2000;

/// An answer to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerDraft {
    /// Name of the field.
    pub key: String,
    /// Whose it is, 0 for the first; none where only whoever signs the group up is asked.
    pub person: Option<u32>,
    /// What it says; a date as `2015-04-03`, yes as `yes`.
    pub value: String,
}

/// A registration that answers everything that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationDraft {
    /// How many people come.
    pub people: u32,
    /// The answers, by person and in the order of the fields; none that is empty.
    pub answers: Vec<AnswerDraft>,
    /// The mail address, where one was given.
    pub email: Option<String>,
}

/// Name of the input for this person's answer: `first_name` for the first, `first_name_2` for
/// the second.
pub fn registration_input(key: &str, person: u32) -> String {
    if person == 0 { key.to_owned() } else { format!("{key}_{}", person + 1) }
}

/// Who fills the form in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// Whoever signs up.
    Person,
    /// Staff, for somebody who phoned or stands at the door: a name is enough.
    Desk,
}

impl RegistrationDraft {
    /// Parses what was typed. People come as long as one of their fields has something in it or
    /// `people` says so. Whoever can be reached by mail or telephone, where both are asked and
    /// neither must be given, must be reached by one.
    ///
    /// # Errors
    /// Everything that is wrong, by input.
    pub fn parse(
        raw: &NewRegistration,
        asked: &[AskedField],
        group_max: u32,
        today: Date,
    ) -> Result<Self, FieldErrors> {
        Self::read(raw, asked, (group_max, today), By::Person)
    }

    /// The same where staff type it for somebody who phoned or stands at the door: nothing but the
    /// name of the first person must be given.
    ///
    /// # Errors
    /// Everything that is wrong, by input.
    pub fn parse_at_desk(
        raw: &NewRegistration,
        asked: &[AskedField],
        group_max: u32,
        today: Date,
    ) -> Result<Self, FieldErrors> {
        Self::read(raw, asked, (group_max, today), By::Desk)
    }

    fn read(
        raw: &NewRegistration,
        asked: &[AskedField],
        (group_max, today): (u32, Date),
        by: By,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let people = people(raw, asked, group_max, &mut errors);
        let asks = |key: &str| asked.iter().any(|field| field.key == key);
        let name = if asks("last_name") { "last_name" } else { "first_name" };
        let mut answers = Vec::new();
        for person in 0..people {
            for field in asked.iter().filter(|field| field.each || person == 0) {
                let required = match by {
                    By::Person => field.required,
                    By::Desk => field.required && person == 0 && field.key == name,
                };
                let input = registration_input(&field.key, person);
                let typed = raw.get(&input);
                let answer = errors.take(&input, answer(field, typed, required, today));
                if let Some(Some(value)) = answer {
                    let person = field.each.then_some(person);
                    answers.push(AnswerDraft { key: field.key.clone(), person, value });
                }
            }
        }
        let given = |key: &str| answers.iter().find(|answer| answer.key == key);
        let optional = |key: &str| asked.iter().any(|field| field.key == key && !field.required);
        let neither = optional("email")
            && optional("phone")
            && given("email").is_none()
            && given("phone").is_none();
        let told = !errors.of("email").is_empty() || !errors.of("phone").is_empty();
        if by == By::Person && neither && !told {
            errors.add("email", FieldError::EmailOrPhone);
        }
        let email = given("email").map(|answer| answer.value.clone());
        if errors.is_empty() { Ok(Self { people, answers, email }) } else { Err(errors) }
    }
}

/// How many people sign up.
fn people(
    raw: &NewRegistration,
    asked: &[AskedField],
    group_max: u32,
    errors: &mut FieldErrors,
) -> u32 {
    let typed = (1..GROUP_MAX).rev().find(|person| {
        asked.iter().any(|field| {
            field.each && !raw.get(&registration_input(&field.key, *person)).trim().is_empty()
        })
    });
    let typed = typed.map_or(1, |last| last + 1);
    let said = raw.get("people").trim();
    match said.parse::<u32>() {
        // Whom somebody named is not left out silently; no form has more than `GROUP_MAX`.
        _ if said.is_empty() && typed <= group_max => typed,
        Ok(said) if typed <= group_max && (1..=group_max).contains(&said) => said.max(typed),
        _ => {
            let max = i64::from(group_max);
            errors.add("people", FieldError::NotANumber { min: 1, max });
            typed
        }
    }
}

fn answer(
    field: &AskedField,
    typed: &str,
    required: bool,
    today: Date,
) -> Result<Option<String>, FieldError> {
    let max = match field.key.as_str() {
        "first_name" | "last_name" => NAME_MAX,
        "address" => ADDRESS_MAX,
        _ => super::REGISTRATION_ANSWER_MAX,
    };
    let short = |text: String| match text.chars().count() {
        0 => Ok(None),
        n if n > max => Err(FieldError::TooLong { max }),
        _ => Ok(Some(text)),
    };
    let value = match field.kind {
        AnswerKind::Line => short(clean_line(typed))?,
        AnswerKind::Text => short(clean_text(typed))?,
        AnswerKind::BirthDate => parse_birth_date(typed, today)?.map(|date| date.to_string()),
        AnswerKind::Email => parse_email(typed)?,
        AnswerKind::Phone => parse_phone(typed)?,
        AnswerKind::Choice => match clean_line(typed) {
            none if none.is_empty() => None,
            one if field.options.contains(&one) => Some(one),
            _ => return Err(FieldError::Unknown),
        },
        AnswerKind::YesNo => match typed.trim() {
            "" => None,
            "yes" | "on" | "true" | "ja" => Some("yes".to_owned()),
            "no" | "false" | "nein" => Some("no".to_owned()),
            _ => return Err(FieldError::Unknown),
        },
    };
    if value.is_none() && required { Err(FieldError::Required) } else { Ok(value) }
}

/// What somebody says of an event that they came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackDraft {
    /// 1 (not at all) to 5 (very much).
    pub stars: Option<u32>,
    /// What was good.
    pub good: Option<String>,
    /// What was missing.
    pub missing: Option<String>,
}

impl FeedbackDraft {
    /// Parses the raw values of the form; something must be said.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewFeedback) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = |raw: &str| {
            let text = clean_text(raw);
            match text.chars().count() {
                0 => Ok(None),
                n if n > FEEDBACK_MAX => Err(FieldError::TooLong { max: FEEDBACK_MAX }),
                _ => Ok(Some(text)),
            }
        };
        let stars = match raw.stars.trim() {
            "" => None,
            one => {
                let stars = one.parse::<u32>().ok().filter(|n| (1..=5).contains(n));
                errors.take("stars", stars.ok_or(FieldError::Unknown))
            }
        };
        let good = errors.take("good", text(&raw.good)).flatten();
        let missing = errors.take("missing", text(&raw.missing)).flatten();
        if errors.is_empty() && stars.is_none() && good.is_none() && missing.is_none() {
            errors.add("stars", FieldError::Required);
        }
        if errors.is_empty() { Ok(Self { stars, good, missing }) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::USUAL_FIELDS;
    use super::*;

    fn asked(keys: &[(&str, bool)]) -> Vec<AskedField> {
        let field = |(key, required): &(&str, bool)| {
            let usual = USUAL_FIELDS.iter().find(|usual| usual.key == *key).unwrap();
            AskedField {
                key: (*key).into(),
                kind: usual.kind,
                each: usual.each,
                required: *required,
                ..AskedField::default()
            }
        };
        keys.iter().map(field).collect()
    }

    fn parse(
        values: &[(&str, &str)],
        keys: &[(&str, bool)],
    ) -> Result<RegistrationDraft, FieldErrors> {
        let raw = NewRegistration(
            values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
        );
        RegistrationDraft::parse(&raw, &asked(keys), 4, Date::of_parts(2026, 11, 28).unwrap())
    }

    const USUAL: [(&str, bool); 4] =
        [("first_name", true), ("last_name", true), ("email", false), ("phone", false)];

    #[test]
    fn a_parent_and_two_children() {
        let draft = parse(
            &[
                ("first_name", "A"),
                ("last_name", "B"),
                ("phone", "030 23125"),
                ("first_name_2", "C"),
                ("last_name_2", "B"),
                ("first_name_3", "D"),
                ("last_name_3", "B"),
            ],
            &USUAL,
        )
        .unwrap();
        assert_eq!(draft.people, 3);
        let of = |person| draft.answers.iter().filter(move |a| a.person == Some(person)).count();
        assert_eq!((of(0), of(1), of(2)), (2, 2, 2));
        assert_eq!(draft.email, None);
    }

    #[test]
    fn everybody_says_what_must_be_said() {
        let errors =
            parse(&[("first_name", "A"), ("people", "2"), ("email", "x")], &USUAL).unwrap_err();
        let fields: Vec<_> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(fields, ["email", "first_name_2", "last_name", "last_name_2"]);
        let errors = parse(&[("first_name", "A"), ("last_name", "B")], &USUAL).unwrap_err();
        assert_eq!(errors.of("email"), [FieldError::EmailOrPhone]);
        let errors = parse(
            &[("first_name", "A"), ("last_name", "B"), ("phone", "030 23125"), ("people", "99")],
            &USUAL,
        );
        assert_eq!(errors.unwrap_err().of("people"), [FieldError::NotANumber { min: 1, max: 4 }]);
        // A fifth person where four may come.
        let fifth = [("first_name", "A"), ("last_name", "B"), ("email", "a@b.de")];
        for people in [&[][..], &[("people", "2")]] {
            let all = [&fifth, &[("first_name_5", "E")][..], people].concat();
            let errors = parse(&all, &USUAL).unwrap_err();
            assert_eq!(errors.of("people"), [FieldError::NotANumber { min: 1, max: 4 }]);
        }
    }

    #[test]
    fn at_the_desk_a_name_is_enough() {
        let raw = |values: &[(&str, &str)]| {
            NewRegistration(
                values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect(),
            )
        };
        let today = Date::of_parts(2026, 11, 28).unwrap();
        let desk = |values: &[(&str, &str)]| {
            RegistrationDraft::parse_at_desk(&raw(values), &asked(&USUAL), 4, today)
        };
        assert_eq!(desk(&[("last_name", "B"), ("people", "3")]).unwrap().people, 3);
        let errors = desk(&[("first_name", "A"), ("email", "x")]).unwrap_err();
        let fields: Vec<_> = errors.0.keys().map(String::as_str).collect();
        assert_eq!(fields, ["email", "last_name"]);
    }

    #[test]
    fn what_is_not_asked_is_not_kept() {
        let draft = parse(
            &[
                ("first_name", "A"),
                ("last_name", "B"),
                ("email", "a@example.org"),
                ("birth_date", "1.1.2000"),
            ],
            &USUAL,
        )
        .unwrap();
        assert!(draft.answers.iter().all(|answer| answer.key != "birth_date"));
        assert_eq!(draft.email.as_deref(), Some("a@example.org"));
    }
}
