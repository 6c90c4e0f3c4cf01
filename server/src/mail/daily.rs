//! The digest: every day at seven in the morning, Central European time, summer time included.
//! One mail for an address and a day, however many instances make it.

use std::time::Duration;

use app::domain::{Date, Timestamp};

use crate::{
    clock,
    state::AppState,
    store::{StoreResult, followers::digest, settings},
};

/// The hour from which on it is made. A server that was down then makes it when it is back, at
/// any hour until midnight.
const HOUR: u32 = 7;
/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(60);
/// How many addresses are read at a time.
const BATCH: u64 = 200;

/// Makes the digests, day by day, until the program ends.
pub async fn run(state: AppState) {
    let mut ticks = tokio::time::interval(TICK);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = state.shutdown.begun() => return,
        }
        match make(&state, clock::now()).await {
            Ok(None) => {}
            Ok(Some(mails)) => tracing::info!(mails, "the day's digests are made"),
            Err(error) => tracing::error!(%error, "making digests failed; once more in a minute"),
        }
    }
}

/// Makes the digests of the day where they are due; how many, or none where they are not, or
/// were made before.
///
/// # Errors
/// The database could not be read or written.
pub async fn make(state: &AppState, now: Timestamp) -> StoreResult<Option<u64>> {
    let day = Date::of(now).to_string();
    if now.local().hour < HOUR || settings::digest_day(&state.db).await?.as_deref() == Some(&day) {
        return Ok(None);
    }
    let (mut mails, mut after) = (0, String::new());
    loop {
        let addresses = digest::addresses(&state.db, &after, BATCH, now).await?;
        let Some(last) = addresses.last() else { break };
        after.clone_from(last);
        for address in &addresses {
            mails += u64::from(digest::make(&state.db, address, &day, now).await?);
        }
    }
    settings::put_digest_day(&state.db, &day).await?;
    Ok(Some(mails))
}
