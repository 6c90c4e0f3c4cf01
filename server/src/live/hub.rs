//! The one reader of the log.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use app::api::ActivityKind;

use super::{HEARTBEAT, Inner, Message, frames};
use crate::{
    shutdown::Shutdown,
    store::{Db, StoreResult, activity},
};

/// How often the log is looked at though nobody said that something happened: another process
/// on the same file, or a notification that got lost.
const POLL: Duration = Duration::from_secs(2);
/// How many entries are read at once.
const BATCH: u64 = 200;
/// How long a database that does not answer is left alone.
const PAUSE: Duration = Duration::from_millis(500);

/// So long the log is left alone after it was read: what comes at once is told at once.
const GATHER: Duration = Duration::from_millis(15);

/// Reads the log for ever.
pub(super) async fn run(db: Db, inner: Arc<Inner>) {
    let mut works = true;
    loop {
        let woken = tokio::time::timeout(POLL, db.committed()).await.is_ok();
        // Where that fails the others look by themselves after a while.
        if db.take_untold() && activity::notify(&db).await.is_err() {
            tracing::debug!("other instances could not be told of a change");
        }
        match advance(&db, &inner).await {
            Ok(found) => {
                works = true;
                if found && !woken {
                    // Another process wrote: what was kept from the database is old.
                    db.wake();
                }
                tokio::time::sleep(GATHER).await;
            }
            Err(error) => {
                if std::mem::replace(&mut works, false) {
                    tracing::warn!(%error, "the live stream waits for the database");
                }
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// How entries begin that only say who signs up for an event.
const SEATS: &str = "registration.";

/// Hands on what is new; whether there was something.
async fn advance(db: &Db, inner: &Inner) -> StoreResult<bool> {
    let mut found = false;
    loop {
        let last = inner.position.load(Ordering::Acquire);
        let entries = activity::after(db, last, BATCH).await?;
        let Some(newest) = entries.last().map(|entry| entry.seq) else { return Ok(found) };
        found = true;
        if entries.iter().any(|entry| !entry.kind.starts_with(SEATS)) {
            db.contents_changed();
        }
        let settings = ActivityKind::SettingsChanged.as_str();
        if entries.iter().any(|entry| entry.kind == settings) {
            // Perhaps by another instance.
            db.settings_changed();
        }
        let staff = ActivityKind::StaffChanged.as_str();
        if entries.iter().any(|entry| entry.kind == staff) {
            // Whoever may listen no longer hears nothing of what comes: with a beat each stream
            // looks whether it still may.
            let _ = inner.sender.send(Message::Beat);
        }
        let frames = frames::frames(db, &entries).await?;
        // First the position, then the frames: a stream that begins in between reads from the
        // database up to the position, and skips what then comes a second time.
        inner.position.store(newest, Ordering::Release);
        for frame in frames {
            // An error only says that nobody listens.
            let _ = inner.sender.send(Message::Frame(frame));
        }
    }
}

/// Says now and then that the streams are alive, and at last that they end. A task of its own,
/// so that a slow database does not silence it.
pub(super) async fn beat(inner: Arc<Inner>, shutdown: Shutdown) {
    let mut ticks = tokio::time::interval(HEARTBEAT);
    ticks.tick().await;
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                let _ = inner.sender.send(Message::Beat);
            }
            () = shutdown.begun() => {
                let _ = inner.sender.send(Message::End);
                return;
            }
        }
    }
}
