//! What the attendee list keeps: the registrations as they are now, and what is looked for.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, AttendeeList, NewScan, Problem, StaffRegistration},
    browser,
    components::problem_of,
    domain::RegistrationState,
    held::Held,
    i18n::Lang,
    pages::events::reading::{Reading, put},
};

/// The list is read again at most so often, in milliseconds, however many sign up.
const RELOAD_MS: u64 = 800;

/// Which registrations are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// All that are wanted.
    Open,
    /// Those with seats.
    Seated,
    /// The line.
    Waiting,
    /// Those of whom somebody is not there.
    Missing,
    /// Those that were taken back.
    Cancelled,
}

impl Show {
    /// In the order in which they are offered.
    pub(super) const ALL: [Self; 5] =
        [Self::Open, Self::Seated, Self::Waiting, Self::Missing, Self::Cancelled];

    /// Its name in the address.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Seated => "seated",
            Self::Waiting => "waiting",
            Self::Missing => "missing",
            Self::Cancelled => "cancelled",
        }
    }

    /// The one with this name.
    pub(super) fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|show| show.as_str() == key).unwrap_or(Self::Open)
    }

    fn has(self, registration: &StaffRegistration) -> bool {
        let status = registration.status;
        match self {
            Self::Open => status.is_open(),
            Self::Seated => status.has_seats(),
            Self::Waiting => status == RegistrationState::Waitlisted,
            Self::Missing => status.has_seats() && !are_all_there(registration),
            Self::Cancelled => !status.is_open(),
        }
    }
}

/// Whether everybody of a registration is there.
pub(super) fn are_all_there(registration: &StaffRegistration) -> bool {
    registration.people.iter().all(|person| person.arrived_at.is_some())
}

/// The list.
#[derive(Clone, Copy)]
pub(super) struct People {
    /// The page's language: after a wait there is no context to ask.
    pub(super) lang: Lang,
    /// Number of the event.
    pub(super) event: i64,
    /// Everything as it is now.
    pub(super) list: Held<AttendeeList>,
    /// What is looked for.
    pub(super) query: Held<String>,
    /// What went wrong last.
    pub(super) problem: Held<Option<Problem>>,
    /// Those who are ticked, to be written to.
    pub(super) ticked: Held<Vec<i64>>,
    checks: Held<u32>,
    reading: Reading,
}

impl People {
    /// What the page came with.
    pub(super) fn new(lang: Lang, list: AttendeeList, query: String) -> Self {
        Self {
            lang,
            event: list.card.id,
            list: Held::new(list),
            query: Held::new(query),
            problem: Held::new(None),
            ticked: Held::new(Vec::new()),
            checks: Held::new(0),
            reading: Reading::new(),
        }
    }

    /// Numbers of the registrations that are looked for.
    pub(super) fn found(self, show: Show) -> Vec<i64> {
        self.query.with(|query| {
            self.list.with(|list| {
                let items = list.items.iter();
                let items = items.filter(|one| show.has(one) && one.matches(query));
                items.map(|one| one.id).collect()
            })
        })
    }

    /// A registration as it is now.
    pub(super) fn find(self, id: i64) -> Option<StaffRegistration> {
        self.list.with(|list| list.items.iter().find(|one| one.id == id).cloned())
    }

    /// A registration is like this now.
    pub(super) fn is_now(self, registration: StaffRegistration) {
        self.reading.touch(registration.id);
        self.list.update(|list| put(list, registration));
    }

    /// Ticks a registration, or no longer.
    pub(super) fn tick(self, id: i64, on: bool) {
        self.ticked.update(|ticked| {
            ticked.retain(|one| *one != id);
            if on {
                ticked.push(id);
            }
        });
    }

    /// Reads the list again, quietly, after a moment in which more may happen.
    pub(super) fn reload_soon(self) {
        self.reading.soon(self.list, RELOAD_MS, move |fresh| {
            let Ok(fresh) = fresh else { return };
            match self.checks.try_get_untracked() {
                Some(0) => self.list.set(fresh),
                // What was tapped and not yet answered is not in it.
                Some(_) => self.reload_soon(),
                None => {}
            }
        });
    }

    /// Somebody is there, or is not after all: seen at once, taken back where it did not arrive.
    pub(super) fn check(self, id: i64, people: Vec<i64>, there: bool) {
        let Some(before) = untrack(|| self.find(id)) else { return };
        let mut now = before.clone();
        for person in now.people.iter_mut().filter(|person| people.contains(&person.id)) {
            person.arrived_at = there.then(browser::clock);
        }
        self.is_now(now);
        self.problem.set(None);
        self.checks.update(|n| *n += 1);
        let what = if there { "in" } else { "out" };
        let scan = NewScan {
            nonce: browser::random_key(),
            people,
            what: what.to_owned(),
            ..NewScan::default()
        };
        spawn_local(async move {
            let answer = api::scan(self.event, &scan).await;
            self.checks.update(|n| *n = n.saturating_sub(1));
            match answer {
                Ok(done) => self.is_now(done.registration),
                Err(error) => {
                    self.is_now(before);
                    self.problem.set(Some(problem_of(error)));
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Timestamp, pages::events::names::tests::registration};

    #[test]
    fn which_are_shown() {
        let mut one = registration(1, 2, &[]);
        assert!(Show::Open.has(&one) && Show::Seated.has(&one) && Show::Missing.has(&one));
        for person in &mut one.people {
            person.arrived_at = Some(Timestamp(1));
        }
        assert!(!Show::Missing.has(&one) && Show::Seated.has(&one));
        one.status = RegistrationState::Waitlisted;
        assert!(Show::Waiting.has(&one) && Show::Open.has(&one) && !Show::Seated.has(&one));
        one.status = RegistrationState::Cancelled;
        assert!(Show::Cancelled.has(&one) && !Show::Open.has(&one));
    }

    #[test]
    fn addresses_name_them() {
        for show in Show::ALL {
            assert_eq!(Show::from_key(show.as_str()), show);
        }
        assert_eq!(Show::from_key("<script>"), Show::Open);
    }
}
