//! What the programme shows, in its address: everything that is chosen, and nothing else.

use leptos_router::params::ParamsMap;

use super::calendar::{first_of_month, grid, monday, months_later};
use crate::{
    api::{EventQuery, encode},
    domain::Date,
};

/// The most events in a calendar.
const CALENDAR_MAX: u32 = 100;

/// How the programme is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) enum Shape {
    /// A list by day.
    #[default]
    Days,
    /// Seven days.
    Week,
    /// A month.
    Month,
}

impl Shape {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Self; 3] = [Self::Days, Self::Week, Self::Month];

    /// Its identifier in addresses; empty for the usual one.
    fn as_str(self) -> &'static str {
        match self {
            Self::Days => "",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// What is chosen of the programme.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct ProgrammeView {
    /// Slug of a lab.
    pub(super) lab: String,
    /// Slug of a topic.
    pub(super) topic: String,
    /// Identifier of a kind.
    pub(super) kind: String,
    /// Whether only where there are seats.
    pub(super) free: bool,
    /// Whether what is over; only in a list.
    pub(super) past: bool,
    /// How it is shown.
    pub(super) shape: Shape,
    /// From this day on, or the week or month with this day; none is today.
    pub(super) from: Option<Date>,
    /// Where a list goes on.
    pub(super) after: String,
}

impl ProgrammeView {
    /// Reads an address.
    pub(super) fn from_params(params: &ParamsMap) -> Self {
        let get = |name: &str| params.get(name).unwrap_or_default();
        let shape = get("view");
        let shape = Shape::ALL.into_iter().find(|one| one.as_str() == shape).unwrap_or_default();
        let list = shape == Shape::Days;
        let past = list && get("past") == "1";
        Self {
            lab: get("lab"),
            topic: get("topic"),
            kind: get("kind"),
            free: get("free") == "1" && !past,
            past,
            shape,
            from: Date::from_iso(&get("from")).filter(|_| !past),
            after: if list { get("after") } else { String::new() },
        }
    }

    /// What is chosen, by name; what is not chosen is left out.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let flag = |on: bool| if on { "1".to_owned() } else { String::new() };
        let mut pairs = vec![
            ("lab", self.lab.clone()),
            ("topic", self.topic.clone()),
            ("kind", self.kind.clone()),
            ("free", flag(self.free)),
            ("past", flag(self.past)),
            ("view", self.shape.as_str().to_owned()),
            ("from", self.from.map(|day| day.to_string()).unwrap_or_default()),
            ("after", self.after.clone()),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }

    /// The address of this view.
    pub(super) fn href(&self) -> String {
        address("/programme", &self.pairs())
    }

    /// The same view after a change, from its first page.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut view = Self { after: String::new(), ..self.clone() };
        change(&mut view);
        view
    }

    /// The address of a feed of what is chosen by lab, topic and kind.
    pub(super) fn feed(&self, path: &str) -> String {
        let mut pairs = self.pairs();
        pairs.retain(|(name, _)| ["lab", "topic", "kind"].contains(name));
        address(path, &pairs)
    }

    /// How many filters beside the topic are set.
    pub(super) fn filters(&self) -> usize {
        [!self.lab.is_empty(), !self.kind.is_empty(), self.free].iter().filter(|set| **set).count()
    }

    /// Whether a feed of it would leave something out.
    pub(super) fn is_filtered(&self) -> bool {
        [&self.lab, &self.topic, &self.kind].iter().any(|chosen| !chosen.is_empty())
    }

    /// The first day that a calendar is about: of the week or of the month.
    pub(super) fn begin(&self, today: Date) -> Date {
        let day = self.from.unwrap_or(today);
        match self.shape {
            Shape::Days => day,
            Shape::Week => monday(day),
            Shape::Month => first_of_month(day),
        }
    }

    /// The same calendar so many weeks or months later. That of today needs no day in its address.
    pub(super) fn later(&self, steps: i64, today: Date) -> Self {
        let begin = self.begin(today);
        let begin = match self.shape {
            Shape::Days | Shape::Week => begin.plus_days(7 * steps),
            Shape::Month => months_later(begin, steps),
        };
        self.with(|view| {
            view.from = Some(begin);
            if view.begin(today) == (Self { from: None, ..view.clone() }).begin(today) {
                view.from = None;
            }
        })
    }

    /// What is asked for.
    pub(super) fn query(&self, today: Date) -> EventQuery {
        let flag = |on: bool| if on { "1".to_owned() } else { String::new() };
        let mut query = EventQuery {
            lab: self.lab.clone(),
            topic: self.topic.clone(),
            kind: self.kind.clone(),
            free: flag(self.free),
            past: flag(self.past),
            after: self.after.clone(),
            ..EventQuery::default()
        };
        let begin = self.begin(today);
        let days = match self.shape {
            Shape::Days => {
                query.from = self.from.map(|day| day.to_string()).unwrap_or_default();
                return query;
            }
            Shape::Week => (begin, begin.plus_days(6)),
            Shape::Month => {
                let weeks = grid(begin);
                let last = weeks.last().map_or(begin, |week| week[6]);
                (weeks.first().map_or(begin, |week| week[0]), last)
            }
        };
        query.from = days.0.to_string();
        query.to = days.1.to_string();
        query.limit = CALENDAR_MAX;
        query
    }
}

fn address(path: &str, pairs: &[(&'static str, String)]) -> String {
    let query: Vec<_> =
        pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::from_iso(text).unwrap()
    }

    fn view(pairs: &[(&str, &str)]) -> ProgrammeView {
        let mut params = ParamsMap::new();
        for (name, value) in pairs {
            params.insert((*name).to_owned(), (*value).to_owned());
        }
        ProgrammeView::from_params(&params)
    }

    #[test]
    fn addresses_round_trip() {
        let chosen = view(&[("topic", "klima"), ("free", "1"), ("view", "week"), ("junk", "x")]);
        assert_eq!(chosen.href(), "/programme?topic=klima&free=1&view=week");
        assert_eq!(ProgrammeView::default().href(), "/programme");
        let day = view(&[("from", "2026-12-05"), ("after", "a b")]);
        assert_eq!(day.href(), "/programme?from=2026-12-05&after=a%20b");
        assert_eq!(day.feed("/programme.ics"), "/programme.ics");
        assert_eq!(chosen.feed("/programme.ics"), "/programme.ics?topic=klima");
    }

    #[test]
    fn what_does_not_go_together_is_left_out() {
        let past = view(&[("past", "1"), ("free", "1"), ("from", "2026-12-05")]);
        assert_eq!(past.href(), "/programme?past=1");
        let calendar = view(&[("view", "month"), ("past", "1"), ("after", "x"), ("from", "31.2.")]);
        assert_eq!(calendar.href(), "/programme?view=month");
        assert_eq!(view(&[("view", "year")]).shape, Shape::Days);
    }

    #[test]
    fn weeks_and_months_follow_one_another_across_the_year() {
        let today = day("2026-12-30");
        let week = view(&[("view", "week")]);
        assert_eq!(week.begin(today), day("2026-12-28"));
        assert_eq!(week.later(1, today).href(), "/programme?view=week&from=2027-01-04");
        assert_eq!(week.later(1, today).later(-1, today).href(), "/programme?view=week");
        let month = view(&[("view", "month"), ("from", "2026-12-31")]);
        assert_eq!(month.later(1, today).href(), "/programme?view=month&from=2027-01-01");
        assert_eq!(month.later(-2, today).href(), "/programme?view=month&from=2026-10-01");
        assert_eq!(month.later(0, today).href(), "/programme?view=month");
    }

    #[test]
    fn a_calendar_asks_for_all_of_its_days() {
        let today = day("2026-11-28");
        let asked = |view: ProgrammeView| view.query(today).to_query();
        assert_eq!(asked(view(&[])), "");
        assert_eq!(asked(view(&[("free", "1"), ("after", "x")])), "free=1&after=x");
        assert_eq!(asked(view(&[("view", "week")])), "from=2026-11-23&to=2026-11-29&limit=100");
        assert_eq!(asked(view(&[("view", "month")])), "from=2026-10-26&to=2026-12-06&limit=100");
    }
}
