//! The form of an event, read by the names of its fields: as a browser posts it, and as a page
//! that is alive reads it.

use super::{DateForm, EventForm, FieldForm};

/// What a name that belongs to one field of the sign-up says of it: `purpose_first_name`.
const OF_FIELDS: [&str; 7] = ["mode", "purpose", "keep", "label", "kind", "options", "each"];

fn is_on(value: &str) -> bool {
    matches!(value, "on" | "1" | "true" | "yes")
}

impl EventForm {
    /// Reads the values of a form. Lists repeat their name; `date`, `from` and `to` are repeated
    /// in parallel. What has no place in the form is passed over.
    pub fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut form = Self::default();
        let (mut dates, mut from, mut to) = (Vec::new(), Vec::new(), Vec::new());
        for (name, value) in pairs {
            let value = value.replace("\r\n", "\n");
            match name.as_str() {
                "date" => dates.push(value),
                "from" => from.push(value),
                "to" => to.push(value),
                "topics" => form.topics.push(value),
                "projects" => form.projects.push(value),
                "access" => form.access.push(value),
                name => form.take(name, value),
            }
        }
        let rows = dates.len().max(from.len()).max(to.len());
        let (mut dates, mut from, mut to) = (dates.into_iter(), from.into_iter(), to.into_iter());
        form.dates = (0..rows)
            .map(|_| DateForm {
                date: dates.next().unwrap_or_default(),
                from: from.next().unwrap_or_default(),
                to: to.next().unwrap_or_default(),
            })
            .collect();
        form
    }

    fn take(&mut self, name: &str, value: String) {
        let ticked = match name {
            "signs_up" => Some(&mut self.signs_up),
            "waitlist" => Some(&mut self.waitlist),
            "must_confirm" => Some(&mut self.must_confirm),
            "thanks" => Some(&mut self.thanks),
            "remove_photo" => Some(&mut self.remove_photo),
            _ => None,
        };
        if let Some(ticked) = ticked {
            *ticked = is_on(&value);
            return;
        }
        let field = match name {
            "kind" => &mut self.kind,
            "title" => &mut self.title,
            "text" => &mut self.text,
            "lab" => &mut self.lab,
            "place" => &mut self.place,
            "online_url" => &mut self.online_url,
            "hosts" => &mut self.hosts,
            "language" => &mut self.language,
            "audience" => &mut self.audience,
            "capacity" => &mut self.capacity,
            "opens_date" => &mut self.opens_date,
            "opens_time" => &mut self.opens_time,
            "closes_date" => &mut self.closes_date,
            "closes_time" => &mut self.closes_time,
            "group_max" => &mut self.group_max,
            "offer_hours" => &mut self.offer_hours,
            "remind_hours" => &mut self.remind_hours,
            "photo" => &mut self.photo,
            "note" => &mut self.note,
            "version" => {
                self.version = value.trim().parse().unwrap_or_default();
                return;
            }
            _ => return self.take_of_field(name, value),
        };
        *field = value;
    }

    /// A value that belongs to one field of the sign-up.
    fn take_of_field(&mut self, name: &str, value: String) {
        let Some((what, key)) = name.split_once('_').filter(|(what, _)| OF_FIELDS.contains(what))
        else {
            return;
        };
        let place = match self.fields.iter().position(|field| field.key == key) {
            Some(place) => place,
            None => {
                self.fields.push(FieldForm { key: key.to_owned(), ..FieldForm::default() });
                self.fields.len() - 1
            }
        };
        let Some(field) = self.fields.get_mut(place) else { return };
        match what {
            "mode" => field.mode = value,
            "purpose" => field.purpose = value,
            "keep" => field.keep_days = value,
            "label" => field.label = value,
            "kind" => field.kind = value,
            "options" => field.options = value,
            _ => field.each = is_on(&value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> EventForm {
        EventForm::of(pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn a_form_is_read_by_name() {
        let form = of(&[
            ("kind", "talk"),
            ("title", "Löten"),
            ("text", "eins\r\nzwei"),
            ("topics", "klima"),
            ("topics", "gruen"),
            ("date", "2026-12-05"),
            ("from", "10:00"),
            ("to", "12:00"),
            ("date", ""),
            ("from", ""),
            ("to", ""),
            ("signs_up", "on"),
            ("version", "7"),
            ("website", "spam"),
            ("idempotency_key", "x"),
        ]);
        assert_eq!((form.kind.as_str(), form.text.as_str()), ("talk", "eins\nzwei"));
        assert_eq!((form.topics.len(), form.dates.len()), (2, 2));
        assert_eq!((form.signs_up, form.waitlist, form.version), (true, false, 7));
        assert!(form.fields.is_empty());
    }

    #[test]
    fn fields_of_the_sign_up_come_together() {
        let form = of(&[
            ("mode_first_name", "required"),
            ("keep_first_name", "30"),
            ("kind_q1", "choice"),
            ("options_q1", "a\nb"),
            ("each_q1", "on"),
            ("purpose_first_name", "Damit wir wissen, wer kommt."),
        ]);
        let [name, question] = form.fields.as_slice() else { panic!("two fields") };
        assert_eq!((name.mode.as_str(), name.keep_days.as_str()), ("required", "30"));
        assert!(name.purpose.starts_with("Damit"));
        assert_eq!((question.key.as_str(), question.each), ("q1", true));
    }
}
