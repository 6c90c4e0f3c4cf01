//! What is read often and changes a few times a year, kept in memory.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::sync::Mutex;

use super::{Db, StoreResult};

/// What is kept is read again when it is older than this, whoever changed the database.
const FRESH: Duration = Duration::from_secs(10);

/// What was read, when, and how often the settings had changed by then.
#[derive(Debug)]
struct Held<T> {
    settings: u64,
    read: Instant,
    value: Arc<T>,
}

/// Keeps one thing that is made from the settings, until they change.
#[derive(Debug)]
pub(super) struct Kept<T>(Mutex<Option<Held<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// What is kept, or what `read` gives: as the settings are that this process has heard of,
    /// and at most ten seconds old.
    pub(super) async fn get(
        &self,
        db: &Db,
        read: impl AsyncFnOnce(&Db) -> StoreResult<T>,
    ) -> StoreResult<Arc<T>> {
        // Before the lock: whoever changed something before they asked gets no older answer.
        let settings = db.settings_generation();
        let mut kept = self.0.lock().await;
        if let Some(held) = &*kept
            && held.settings >= settings
            && held.read.elapsed() < FRESH
        {
            return Ok(held.value.clone());
        }
        let settings = db.settings_generation();
        let value = Arc::new(read(db).await?);
        *kept = Some(Held { settings, read: Instant::now(), value: value.clone() });
        Ok(value)
    }
}
