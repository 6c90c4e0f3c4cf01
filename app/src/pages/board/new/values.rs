//! The text fields of the form, by name.

use crate::api::NewIdea;

/// Names of the fields that a person writes or chooses in, in their order on the page. Photos
/// are not among them: they have a list of their own.
pub(super) const FIELDS: [&str; 9] =
    ["title", "text", "topic", "lab", "project", "author", "affiliation", "email", "event"];

/// Fields behind „Mehr dazu“.
const MORE: [&str; 5] = ["lab", "project", "author", "affiliation", "email"];

/// The value of a field; empty for a name that is none.
pub(super) fn value<'a>(idea: &'a NewIdea, field: &str) -> &'a str {
    match field {
        "title" => &idea.title,
        "text" => &idea.text,
        "topic" => &idea.topic,
        "lab" => &idea.lab,
        "project" => &idea.project,
        "author" => &idea.author,
        "affiliation" => &idea.affiliation,
        "email" => &idea.email,
        "event" => &idea.event,
        _ => "",
    }
}

/// Sets the value of a field; nothing happens for a name that is none.
pub(super) fn set(idea: &mut NewIdea, field: &str, to: String) {
    match field {
        "title" => idea.title = to,
        "text" => idea.text = to,
        "topic" => idea.topic = to,
        "lab" => idea.lab = to,
        "project" => idea.project = to,
        "author" => idea.author = to,
        "affiliation" => idea.affiliation = to,
        "email" => idea.email = to,
        "event" => idea.event = to,
        _ => {}
    }
}

/// Reads the values of a form, in whatever order; the first value of a field counts. Line ends
/// become `\n`, whatever the browser makes of them.
pub(super) fn collect(pairs: impl IntoIterator<Item = (String, String)>) -> NewIdea {
    let mut idea = NewIdea::default();
    for (name, text) in pairs {
        if value(&idea, &name).is_empty() {
            set(&mut idea, &name, text.replace("\r\n", "\n"));
        }
    }
    idea
}

/// Whether anything stands in the optional part, so that it has to be seen.
pub(super) fn has_more(idea: &NewIdea) -> bool {
    MORE.iter().any(|field| !value(idea, field).is_empty())
}

/// Whether one of these fields belongs to the optional part.
pub(super) fn concerns_more<'a>(mut fields: impl Iterator<Item = &'a str>) -> bool {
    fields.any(|field| MORE.contains(&field))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn every_field_can_be_read_and_set() {
        let mut idea = NewIdea::default();
        for field in FIELDS {
            set(&mut idea, field, format!("in {field}"));
        }
        for field in FIELDS {
            assert_eq!(value(&idea, field), format!("in {field}"));
        }
        assert!(idea.photos.is_empty());
    }

    #[test]
    fn a_form_is_read_by_name() {
        let idea = collect(pairs(&[
            ("website", "spam"),
            ("text", "eins\r\nzwei"),
            ("title", "Bank"),
            ("title", "Baum"),
            ("photos", "claim"),
        ]));
        assert_eq!((idea.title.as_str(), idea.text.as_str()), ("Bank", "eins\nzwei"));
        assert!(idea.photos.is_empty());
    }

    #[test]
    fn the_optional_part_is_seen_when_it_holds_something() {
        assert!(!has_more(&collect(pairs(&[("title", "Bank"), ("topic", "klima")]))));
        assert!(has_more(&collect(pairs(&[("email", "a@example.org")]))));
        assert!(concerns_more(["title", "lab"].into_iter()));
        assert!(!concerns_more(["title", "photos"].into_iter()));
    }
}
