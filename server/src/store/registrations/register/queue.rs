//! Who wants to sign up for an event at the same moment is signed up together: one transaction
//! for all who have come while the one before was written. A rush costs the database little more
//! than its rows then, and the order is that of arrival.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{Mutex as Turn, oneshot};

use super::{
    NewPlace,
    together::{Outcome, together},
};
use crate::store::{Db, StoreError, StoreResult};

/// Among how many queues the events are shared out.
const QUEUES: usize = 16;
/// The most who are signed up together, and the most people. More would gain little, and a message
/// to PostgreSQL that fills more than a segment of TCP waits 40 ms for its rest: sqlx 0.9.0 leaves
/// Nagle's algorithm on, see transact-rs/sqlx#4335.
const REQUESTS: usize = 32;
const PEOPLE: u32 = 64;

/// The queues before all events; those of several events may share one.
#[derive(Debug, Default)]
pub struct Queues([Queue; QUEUES]);

/// A queue. Who serves it has the turn.
#[derive(Debug, Default)]
struct Queue {
    turn: Turn<()>,
    waiting: Mutex<VecDeque<Waiting>>,
}

/// Who waits, and for the answer.
#[derive(Debug)]
struct Waiting {
    new: NewPlace,
    answer: oneshot::Sender<StoreResult<Outcome>>,
}

/// Waits in the queue of the event until it has been signed up for.
///
/// # Errors
/// The database could not write it: then nothing was written.
pub(super) async fn join(db: &Db, new: NewPlace) -> StoreResult<Outcome> {
    let n = usize::try_from(new.event).unwrap_or(0) % QUEUES;
    let (answer, answered) = oneshot::channel();
    let waiting = Waiting { new, answer };
    let (db, queues) = (db.clone(), Arc::clone(db.queues()));
    queues.0[n].waiting().push_back(waiting);
    // By itself: whoever asked may hang up, and others are served along with them. Everybody who
    // joins has the queue served once after that: nobody is forgotten.
    tokio::spawn(async move { queues.0[n].serve(&db).await });
    answered.await.unwrap_or_else(|_| Err(StoreError::corrupt("a queue that nobody serves")))
}

impl Queue {
    fn waiting(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Signs up whoever is first, with all others who want the same event.
    async fn serve(&self, db: &Db) {
        let turn = self.turn.lock().await;
        let (new, answers): (Vec<_>, Vec<_>) =
            self.next().into_iter().map(|one| (one.new, one.answer)).unzip();
        if new.is_empty() {
            return;
        }
        let outcomes = match together(db, &new).await {
            Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
            // Each would wait as long once more, and all others behind them.
            Err(error) if error.is_unreachable() => {
                new.iter().map(|_| Err(error.again())).collect()
            }
            // One of them may be to blame; the others are not to suffer for it.
            Err(error) if new.len() > 1 => {
                tracing::warn!(%error, many = new.len(), "not signed up together: one by one");
                one_by_one(db, &new).await
            }
            Err(error) => vec![Err(error)],
        };
        drop(turn);
        for (answer, outcome) in answers.into_iter().zip(outcomes) {
            // Who has hung up meanwhile needs no answer.
            answer.send(outcome).ok();
        }
    }

    /// The first in the queue, and whoever wants the same event, up to the limits; without those who
    /// have hung up.
    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting();
        waiting.retain(|one| !one.answer.is_closed());
        let Some(event) = waiting.front().map(|first| first.new.event) else { return Vec::new() };
        let (mut next, mut people) = (Vec::new(), 0);
        let mut at = 0;
        while let Some(one) = waiting.get(at) {
            if one.new.event != event {
                at += 1;
                continue;
            }
            people += one.new.draft.people;
            if next.len() == REQUESTS || (people > PEOPLE && !next.is_empty()) {
                break;
            }
            next.extend(waiting.remove(at));
        }
        next
    }
}

async fn one_by_one(db: &Db, all: &[NewPlace]) -> Vec<StoreResult<Outcome>> {
    let mut outcomes = Vec::with_capacity(all.len());
    let mut away: Option<StoreError> = None;
    for new in all {
        // Without a database the rest need not wait for it one after the other.
        if let Some(away) = &away {
            outcomes.push(Err(StoreError::again(away)));
            continue;
        }
        let outcome = together(db, std::slice::from_ref(new)).await;
        away = outcome.as_ref().err().filter(|error| error.is_unreachable()).map(StoreError::again);
        outcomes.push(outcome.and_then(|mut one| {
            one.pop().ok_or_else(|| StoreError::corrupt("somebody who was not signed up"))
        }));
    }
    outcomes
}
