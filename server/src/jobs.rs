//! What runs by itself: offers and deadlines of the programme at their time; once an hour, what has served its time is erased; once a day, files that
//! belong to nothing. What waits for an author for too long waits for the team again.

use std::time::{Duration, SystemTime};

use app::domain::Timestamp;

use crate::{
    clock, mail, photos,
    state::AppState,
    store::{
        StoreResult, decisions, photos as photo_rows, registrations,
        retention::{self, Erased},
    },
};

/// How often.
const EVERY: Duration = Duration::from_secs(3600);
/// How many photos are forgotten in one transaction.
const PHOTOS: u64 = 200;

/// Runs the jobs, now and every hour, until the program ends.
pub async fn run(state: AppState) {
    let mut ticks = tokio::time::interval(EVERY);
    for hour in 0_u64.. {
        tokio::select! {
            _ = ticks.tick() => {}
            () = state.shutdown.begun() => return,
        }
        match erase(&state, clock::now()).await {
            Ok((erased, photos)) => tracing::info!(
                emails = erased.emails,
                companions = erased.companions,
                followers = erased.followers,
                mails = erased.mails,
                sessions = erased.sessions,
                answers = erased.answers,
                keys = erased.keys,
                participants = erased.participants,
                photos,
                "erased what has served its time"
            ),
            Err(error) => tracing::error!(%error, "erasing failed; once more in an hour"),
        }
        match decisions::overdue(&state.db, clock::now()).await {
            Ok(0) => {}
            Ok(ideas) => tracing::info!(ideas, "authors have not answered: the team's turn again"),
            Err(error) => tracing::error!(%error, "looking for answers failed"),
        }
        if hour.is_multiple_of(24) {
            match mail::remove_old(&state.config.data, SystemTime::now()).await {
                Ok(0) => {}
                Ok(files) => tracing::info!(files, "removed old files of the outbox"),
                Err(error) => tracing::error!(%error, "looking for old mails failed"),
            }
            match photos::strays::remove(&state, SystemTime::now()).await {
                Ok(0) => {}
                Ok(files) => tracing::info!(files, "removed files that belonged to no photo"),
                Err(error) => tracing::error!(%error, "looking for stray files failed"),
            }
        }
    }
}

/// At the latest after this time, what is due in the programme is looked for.
const LOOK: Duration = Duration::from_secs(20);
/// At the earliest after this time: what cannot be done now is not tried without a pause.
const PAUSE: Duration = Duration::from_secs(1);

/// Does what is due in the programme, at its time, until the program ends.
pub async fn run_programme(state: AppState) {
    loop {
        let now = clock::now();
        if let Err(error) = programme(&state, now).await {
            tracing::error!(%error, "what is due in the programme could not be done; once more soon");
        }
        let next = registrations::next_due(&state.db).await.ok().flatten();
        let wait = next.map_or(LOOK, |at| {
            Duration::from_millis(u64::try_from(at.0 - clock::now().0).unwrap_or(0))
        });
        tokio::select! {
            () = tokio::time::sleep(wait.clamp(PAUSE, LOOK)) => {}
            () = state.shutdown.begun() => return,
        }
    }
}

/// Ends offers and deadlines that have run out, and sends reminders and thanks that are due.
///
/// # Errors
/// The database could not write it.
pub async fn programme(state: &AppState, now: Timestamp) -> StoreResult<()> {
    let lapsed = registrations::lapse(&state.db, now).await;
    let jobs = registrations::run_due(&state.db, now).await;
    let (lapsed, jobs) = (lapsed?, jobs?);
    if lapsed + jobs > 0 {
        tracing::info!(lapsed, jobs, "done what was due in the programme");
    }
    Ok(())
}

/// Erases what has served its time, photos with their files; how much it was.
///
/// # Errors
/// The database could not write it.
pub async fn erase(state: &AppState, now: Timestamp) -> StoreResult<(Erased, u64)> {
    let erased = retention::erase(&state.db, now).await?;
    let mut forgotten = 0;
    loop {
        let keys = photo_rows::forget_unclaimed(&state.db, now, PHOTOS).await?;
        // The row goes first: a file without a row is out of reach, a row without a file is a
        // broken picture.
        for key in &keys {
            photos::remove(&state.config.data, key).await;
        }
        forgotten += keys.len() as u64;
        if (keys.len() as u64) < PHOTOS {
            return Ok((erased, forgotten));
        }
    }
}
