//! What every handler can reach.

use std::sync::Arc;

use crate::{
    config::Config,
    store::{Db, StoreResult, settings},
};

/// Shared by all handlers; cloning is cheap.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// How the program is run.
    pub config: Arc<Config>,
    /// Key of the installation, from which private links are derived. Kept in the database.
    pub secret: Arc<[u8; 32]>,
}

impl AppState {
    /// Puts together what the handlers need. The database must be migrated.
    ///
    /// # Errors
    /// The database cannot be read or written.
    pub async fn new(config: Config, db: Db) -> StoreResult<Self> {
        let secret = settings::secret(&db).await?;
        Ok(Self { db, config: Arc::new(config), secret: Arc::new(secret) })
    }
}
