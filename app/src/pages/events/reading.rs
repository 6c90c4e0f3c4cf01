//! Reading the attendee list, and reading it again while people work on it.

use std::collections::BTreeSet;

use leptos::task::spawn_local;

use crate::{
    api::{self, ApiResult, AttendeeList, StaffRegistration},
    browser,
    held::Held,
};

/// For so many registrations the list is read again a pause later.
const MANY: usize = 1000;

/// The attendee list, everybody once. Where it takes several pages and something happened
/// meanwhile, somebody may have gone from one that was not yet read to one that was: then it is
/// read anew, so many times at most.
pub(super) async fn attendee_list(event: i64, tries: u32) -> ApiResult<AttendeeList> {
    let mut tried = 0;
    loop {
        tried += 1;
        let mut list = api::attendees(event, "").await?;
        let mut seq = list.seq;
        while let Some(next) = list.next.take() {
            let more = api::attendees(event, &next).await?;
            seq = more.seq;
            list.next.clone_from(&more.next);
            go_on(&mut list.items, more.items);
        }
        if seq == list.seq || tried >= tries {
            return Ok(list);
        }
    }
}

/// Adds a page. Whoever stood on one before as well is now as this one says.
fn go_on(items: &mut Vec<StaffRegistration>, more: Vec<StaffRegistration>) {
    let newer: BTreeSet<i64> = more.iter().map(|one| one.id).collect();
    items.retain(|one| !newer.contains(&one.id));
    items.extend(more);
}

/// How many of a registration are there.
fn arrived(registration: &StaffRegistration) -> u32 {
    let there = registration.people.iter().filter(|person| person.arrived_at.is_some());
    u32::try_from(there.count()).unwrap_or(u32::MAX)
}

/// Puts a registration as it is now into the list, and counts who came with it.
pub(super) fn put(list: &mut AttendeeList, registration: StaffRegistration) {
    let now = arrived(&registration);
    let before = match list.items.iter_mut().find(|one| one.id == registration.id) {
        Some(one) => arrived(&std::mem::replace(one, registration)),
        None => {
            list.items.insert(0, registration);
            0
        }
    };
    list.numbers.arrived = (list.numbers.arrived + now).saturating_sub(before);
}

/// Puts what has changed here since a list began to be read into that list.
fn keep(fresh: &mut AttendeeList, here: &AttendeeList, touched: &[i64]) {
    for one in here.items.iter().filter(|one| touched.contains(&one.id)) {
        put(fresh, one.clone());
    }
}

/// Reads the list again, one reading at a time, and knows what changed here meanwhile.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    busy: Held<bool>,
    again: Held<bool>,
    touched: Held<Vec<i64>>,
}

impl Reading {
    /// Nothing is being read.
    pub(super) fn new() -> Self {
        Self { busy: Held::new(false), again: Held::new(false), touched: Held::new(Vec::new()) }
    }

    /// This registration is newer here than in what is being read.
    pub(super) fn touch(self, id: i64) {
        self.touched.update(|touched| touched.push(id));
    }

    /// Reads the list again, quietly, after a pause in which more may happen: longer where many
    /// are to be read. `land` is told what came, with what is newer in `here` kept.
    pub(super) fn soon(
        self,
        here: Held<AttendeeList>,
        pause_ms: u64,
        land: impl Fn(ApiResult<AttendeeList>) + Copy + 'static,
    ) {
        if self.busy.try_get_untracked() != Some(false) {
            return self.again.set(true);
        }
        self.busy.set(true);
        let (event, parts) =
            here.with_untracked(|list| (list.card.id, 1 + list.items.len() / MANY));
        browser::after_ms(pause_ms * parts as u64, move || {
            self.again.set(false);
            self.touched.set(Vec::new());
            spawn_local(async move {
                let mut fresh = attendee_list(event, 1).await;
                let Some(touched) = self.touched.try_get_untracked() else { return };
                if let Ok(fresh) = &mut fresh {
                    here.try_with_untracked(|here| keep(fresh, here, &touched));
                }
                land(fresh);
                self.busy.set(false);
                if self.again.try_get_untracked() == Some(true) {
                    self.soon(here, pause_ms, land);
                }
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{RegistrationState, Timestamp},
        pages::events::names::tests::{list, registration},
    };

    fn there(mut one: StaffRegistration) -> StaffRegistration {
        for person in &mut one.people {
            person.arrived_at = Some(Timestamp(1));
        }
        one
    }

    #[test]
    fn everybody_is_once_in_the_list_as_they_were_last() {
        let mut items = vec![registration(1, 1, &[]), registration(2, 1, &[])];
        let mut cancelled = registration(2, 1, &[]);
        cancelled.status = RegistrationState::Cancelled;
        go_on(&mut items, vec![registration(3, 1, &[]), cancelled]);
        let all: Vec<_> = items.iter().map(|one| (one.id, one.status.is_open())).collect();
        assert_eq!(all, [(1, true), (3, true), (2, false)]);
    }

    #[test]
    fn who_came_in_while_the_list_was_read_is_there() {
        let mut here = list(vec![registration(1, 2, &[]), registration(2, 1, &[])]);
        put(&mut here, there(registration(1, 2, &[])));
        put(&mut here, there(registration(9, 1, &[])));
        assert_eq!(here.numbers.arrived, 3);
        // What was read is older for the first, and does not know of who walked in.
        let mut fresh = list(vec![registration(1, 2, &[]), there(registration(2, 1, &[]))]);
        fresh.numbers.arrived = 1;
        keep(&mut fresh, &here, &[1, 9]);
        assert_eq!(fresh.items.len(), 3);
        assert!(fresh.items.iter().all(|one| one.people.iter().all(|p| p.arrived_at.is_some())));
        assert_eq!(fresh.numbers.arrived, 4);
        // Nothing else is kept.
        let mut later = list(vec![registration(2, 1, &[])]);
        keep(&mut later, &here, &[]);
        assert_eq!((later.items.len(), later.numbers.arrived), (1, 0));
    }
}
