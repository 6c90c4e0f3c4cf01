//! Numbers for the team.
//!
//! Every query is bounded: it looks at what an index finds in the last days (a year at the
//! most), or at what waits now, and gives sums. Times are the exception: for a median every case
//! is needed, so the newest cases are read, [`CASES`] at the most, and the median is computed
//! here, the same for both databases. The number of statements is the same however much there
//! is.

mod queries;

use std::collections::BTreeMap;

use app::{
    api::{DepartmentShare, Numbers, NumbersQuery, Share, Typical, WaitingNow},
    domain::{Date, Scope, Timestamp, WorkState},
};
use sea_orm::{ColumnTrait, Condition};

use self::queries::{By, Departments};
use super::entities::ideas;
use super::{Db, StoreResult, activity, scope};

pub use queries::CASES;

/// Which ideas the numbers are about.
#[derive(Clone, Debug)]
pub struct Picked {
    /// The limits of whoever asks.
    pub within: Scope,
    /// The part of it that is asked for.
    pub query: NumbersQuery,
}

impl Picked {
    /// For a query over the table of ideas.
    fn ideas(&self) -> Condition {
        let some = |slug: &str| (!slug.is_empty()).then(|| vec![slug.to_owned()]);
        let part = Scope { labs: some(&self.query.lab), departments: some(&self.query.department) };
        let mut picked = scope::ideas(&self.within).add(scope::ideas(&part));
        if !self.query.topic.is_empty() {
            picked = picked.add(ideas::Column::Topic.eq(self.query.topic.as_str()));
        }
        picked
    }
}

/// The numbers of the last days, today included.
///
/// # Errors
/// The database cannot be read.
pub async fn read(db: &Db, picked: &Picked, now: Timestamp) -> StoreResult<Numbers> {
    // First: what happens from here on comes through the live stream.
    let seq = activity::head(db).await?;
    let today = Date::of(now);
    let days = i64::from(picked.query.days.clamp(1, 366));
    let first = today.plus_days(1 - days);
    let since = first.begins().0;
    let (mut places, mut departments) = (Groups::default(), Groups::default());
    let mut waiting = WaitingNow::default();
    let (mut decision, mut answer) = (Vec::new(), Vec::new());
    for (by, groups) in [(By::Place, &mut places), (By::Department, &mut departments)] {
        for (group, count) in queries::came_in(db, picked, by, since).await? {
            groups.each(&group, |sums| sums.ideas += count);
        }
        for (group, kind, count, oldest) in queries::waiting(db, picked, by).await? {
            groups.each(&group, |sums| sums.waiting += count);
            if by == By::Place {
                add_waiting(&mut waiting, kind, count, oldest);
            }
        }
        for (group, ms) in queries::decisions(db, picked, by, since).await? {
            groups.each(&group, |sums| sums.decisions.push(ms));
            if by == By::Place {
                decision.push(ms);
            }
        }
    }
    for (place, department, ms) in queries::given_answers(db, picked, since).await? {
        places.each(&place, |sums| sums.answers.push(ms));
        departments.each(&(department, None), |sums| sums.answers.push(ms));
        answer.push(ms);
    }
    let worked_on = queries::worked_on(db, picked, today).await?;
    Ok(Numbers {
        days: queries::intake(db, picked, first, today).await?,
        waiting,
        decision: median(decision),
        answer: median(answer),
        departments: department_shares(worked_on, departments.firsts),
        topics: shares(places.firsts),
        labs: shares(places.seconds),
        seq,
    })
}

fn add_waiting(waiting: &mut WaitingNow, kind: i64, count: u32, oldest: Option<i64>) {
    match kind {
        0 => waiting.ideas += count,
        1 => waiting.comments += count,
        2 => waiting.reports += count,
        3 => waiting.edits += count,
        _ => waiting.companions += count,
    }
    waiting.oldest = [waiting.oldest, oldest.map(Timestamp)].into_iter().flatten().min();
}

/// What is summed up for one topic, lab or department.
#[derive(Debug, Default)]
struct Sums {
    ideas: u32,
    waiting: u32,
    decisions: Vec<i64>,
    answers: Vec<i64>,
}

/// Sums by the first and by the second word of a [`queries::Group`].
#[derive(Debug, Default)]
struct Groups {
    firsts: BTreeMap<Option<String>, Sums>,
    seconds: BTreeMap<Option<String>, Sums>,
}

impl Groups {
    /// Adds to the sums of both.
    fn each(&mut self, (first, second): &queries::Group, mut add: impl FnMut(&mut Sums)) {
        add(self.firsts.entry(Some(first.clone())).or_default());
        add(self.seconds.entry(second.clone()).or_default());
    }
}

fn shares(groups: BTreeMap<Option<String>, Sums>) -> Vec<Share> {
    let share = |(slug, sums): (Option<String>, Sums)| Share {
        slug,
        ideas: sums.ideas,
        waiting: sums.waiting,
        decision: median(sums.decisions),
        answer: median(sums.answers),
    };
    let mut shares: Vec<Share> = groups.into_iter().map(share).collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.ideas));
    shares
}

/// Every department, with what came to it and what it has to do.
fn department_shares(
    Departments { rows, counts }: Departments,
    mut sums: BTreeMap<Option<String>, Sums>,
) -> Vec<DepartmentShare> {
    let share = |row: super::entities::departments::Model| {
        let of = |state: WorkState| {
            let key = (row.slug.clone(), state.as_str().to_owned());
            counts.get(&key).copied().unwrap_or_default()
        };
        let sums = sums.remove(&Some(row.slug.clone())).unwrap_or_default();
        let (open, working) = (of(WorkState::Open), of(WorkState::Working));
        let share = DepartmentShare {
            ideas: sums.ideas,
            waiting: sums.waiting,
            decision: median(sums.decisions),
            open: open.0,
            working: working.0,
            done: of(WorkState::Done).0,
            overdue: open.1 + working.1,
            answer: median(sums.answers),
            slug: row.slug,
            name_de: row.name_de,
            name_en: row.name_en,
        };
        // One that was put away is told of while it still has something.
        let has = share.open + share.working + share.done + share.answer.cases > 0;
        (has || row.archived_at.is_none()).then_some(share)
    };
    rows.into_iter().filter_map(share).collect()
}

/// The median: the middle one, or the mean of both that are in the middle.
fn median(mut cases: Vec<i64>) -> Typical {
    cases.sort_unstable();
    let middle = cases.len() / 2;
    let ms = match cases.get(middle) {
        None => None,
        Some(upper) if cases.len() % 2 == 1 => Some(*upper),
        Some(upper) => cases.get(middle - 1).map(|lower| lower + (upper - lower) / 2),
    };
    Typical { ms, cases: u32::try_from(cases.len()).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        let of = |cases: &[i64]| median(cases.to_vec()).ms;
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some(7));
        assert_eq!(of(&[9, 1, 5]), Some(5));
        assert_eq!(of(&[10, 1, 4, 2]), Some(3));
        assert_eq!(of(&[i64::MAX, i64::MAX]), Some(i64::MAX));
        assert_eq!(median(vec![1, 2]).cases, 2);
    }
}
