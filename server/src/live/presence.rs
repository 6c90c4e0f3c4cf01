//! Who of the staff is here: read from the database when somebody came, moved on or went, and
//! when somebody's time is over; told to every open stream of the staff.

use std::{sync::Arc, time::Duration};

use app::{
    api::{Presence, Present},
    domain::Scope,
};
use bytes::Bytes;

use super::{Inner, Message};
use crate::{
    clock::now,
    store::{
        Db, StoreResult, presence,
        whereabouts::{self, Whereabouts},
    },
};

/// How long is waited at the most until it is looked again.
const LONGEST: Duration = Duration::from_secs(60);
/// How long a database that does not answer is left alone.
const PAUSE: Duration = Duration::from_millis(500);

/// Everybody who is here, as the hub knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct People(Vec<(Present, Option<Whereabouts>)>);

impl People {
    /// The event for somebody with these limits: of what is not within them, nobody hears that
    /// it is open.
    pub(super) fn event(&self, scope: &Scope) -> Bytes {
        let shown = |(present, place): &(Present, Option<Whereabouts>)| {
            let within =
                scope.is_everything() || place.as_ref().is_some_and(|place| place.is_within(scope));
            match within {
                true => present.clone(),
                false => Present { kind: None, item: None, ..present.clone() },
            }
        };
        let presence = Presence { people: self.0.iter().map(shown).collect() };
        let json = serde_json::to_string(&presence).unwrap_or_default();
        // No place in the log: whoever resumes hears the whole list anyway.
        Bytes::from(format!("event: presence\ndata: {json}\n\n"))
    }
}

/// Tells for ever who is here.
pub(super) async fn run(db: Db, inner: Arc<Inner>) {
    loop {
        let wait = match look(&db, &inner).await {
            Ok(wait) => wait,
            Err(error) => {
                tracing::debug!(%error, "who is here cannot be read");
                PAUSE
            }
        };
        let _ = tokio::time::timeout(wait, db.presence_changed()).await;
    }
}

/// Reads who is here, tells it where it is something new, and gives the time until the next one
/// lapses.
async fn look(db: &Db, inner: &Inner) -> StoreResult<Duration> {
    let now = now();
    let here = presence::here(db, now).await?;
    let ideas: Vec<i64> = here.iter().filter_map(|one| one.idea).collect();
    let places = match ideas.is_empty() {
        true => Default::default(),
        false => whereabouts::of(db, &ideas).await?,
    };
    let lapse = here.iter().map(|one| one.until.0 - now.0).min();
    let people = here.into_iter().map(|one| {
        let place = one.idea.and_then(|id| places.get(&id)).cloned();
        (one.present, place)
    });
    let people = Arc::new(People(people.collect()));
    // First the list, then the message: a stream that begins in between reads the list and
    // hears it once more.
    let old = inner.people.send_replace(people.clone());
    if old != people {
        let _ = inner.sender.send(Message::Presence(people));
    }
    // A moment later than it lapses, so that it has.
    let wait = lapse.map(|ms| Duration::from_millis(u64::try_from(ms).unwrap_or(0) + 20));
    Ok(wait.map_or(LONGEST, |wait| wait.min(LONGEST)))
}
