//! What runs by itself: once an hour, what has served its time is erased; once a day, files that
//! belong to nothing. What waits for an author for too long waits for the team again.

use std::time::{Duration, SystemTime};

use app::domain::Timestamp;

use crate::{
    clock, mail, photos,
    state::AppState,
    store::{
        StoreResult, decisions, photos as photo_rows,
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
