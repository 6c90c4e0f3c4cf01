//! What every handler can reach.

use std::sync::Arc;

use crate::{
    config::{Config, Switch},
    limits::Limits,
    live::Live,
    password::Passwords,
    photos::Decoder,
    search::Search,
    shares::Shares,
    shutdown::Shutdown,
    sign_ins::SignIns,
    store::{Db, StoreResult, catalog::CatalogCache, rules::RulesCache, settings},
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
    /// The index of public ideas.
    pub search: Arc<Search>,
    /// Labs, topics and projects, read now and then.
    pub catalog: Arc<CatalogCache>,
    /// What holds a contribution, and who is trusted.
    pub rules: Arc<RulesCache>,
    /// How often somebody may do what.
    pub limits: Arc<Limits>,
    /// Tells long answers that the program is about to end.
    pub shutdown: Shutdown,
    /// The hub of the live stream.
    pub live: Live,
    /// Reads photos, one at a time.
    pub decoder: Decoder,
    /// How many bytes of files that are being sent in are held in memory.
    pub in_flight: Shares,
    /// Hashes passwords, two at a time.
    pub passwords: Passwords,
    /// Who failed to sign in.
    pub sign_ins: Arc<SignIns>,
}

impl AppState {
    /// Puts together what the handlers need. The database must be migrated.
    ///
    /// # Errors
    /// The database cannot be read or written.
    pub async fn new(config: Config, db: Db) -> StoreResult<Self> {
        let secret = settings::secret(&db).await?;
        let limits = Limits::new(config.rate_limits == Switch::On);
        let shutdown = Shutdown::default();
        let live = Live::start(&db, &config.database_url(), &shutdown).await?;
        Ok(Self {
            db,
            config: Arc::new(config),
            secret: Arc::new(secret),
            search: Arc::default(),
            catalog: Arc::default(),
            rules: Arc::default(),
            limits: Arc::new(limits),
            shutdown,
            live,
            decoder: Decoder::default(),
            in_flight: Shares::default(),
            passwords: Passwords::default(),
            sign_ins: Arc::default(),
        })
    }
}
