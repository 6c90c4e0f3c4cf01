//! The connection to either database, and the one way to write.

use std::{
    num::NonZero,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, SqlErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use super::{events::KeptEvents, registrations::Queues};

/// What is unexpected in the database. Expected outcomes are values of their own.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StoreError(#[from] pub DbErr);

/// What a store function gives.
pub type StoreResult<T> = Result<T, StoreError>;

impl StoreError {
    /// An error for data that the database should never have held.
    pub fn corrupt(what: &str) -> Self {
        Self(DbErr::Custom(format!("unexpected value in the database: {what}")))
    }

    /// Whether a unique constraint was violated.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self.0.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
    }

    /// Whether the database could not be had at all: no statement is to blame.
    pub fn is_unreachable(&self) -> bool {
        matches!(self.0, DbErr::ConnectionAcquire(_) | DbErr::Conn(_))
    }

    /// The same for somebody else to whom it happened as well.
    pub fn again(&self) -> Self {
        Self(DbErr::Custom(self.to_string()))
    }

    /// Whether a foreign key points nowhere.
    pub fn is_foreign_key_violation(&self) -> bool {
        matches!(self.0.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_)))
    }
}

/// How often, and after how long each, is looked whether the database has become calm.
const CALM_TRIES: u32 = 20;
const CALM_EVERY: Duration = Duration::from_millis(25);

/// The database, shared by everything that runs.
#[derive(Clone)]
pub struct Db {
    conn: DatabaseConnection,
    /// Whoever writes waits here for their turn, which is fair and costs nothing: SQLite has one
    /// writer at a time, and sleeps before it tries again; on PostgreSQL those who wait for the
    /// same row would hold all connections, and nobody could read.
    writers: Arc<Semaphore>,
    wake: Arc<Notify>,
    mail: Arc<Notify>,
    generation: Arc<AtomicU64>,
    contents: Arc<AtomicU64>,
    untold: Arc<AtomicBool>,
    settings: Arc<AtomicU64>,
    presence: Arc<Notify>,
    events: Arc<KeptEvents>,
    queues: Arc<Queues>,
}

impl Db {
    /// Opens `url`, `sqlite:` or `postgres:`.
    ///
    /// # Errors
    /// The database cannot be reached or opened.
    pub async fn open(url: &str) -> StoreResult<Self> {
        Self::open_observed(url, |_| {}).await
    }

    /// As [`Db::open`], calling `observe` with every statement that is run.
    ///
    /// # Errors
    /// The database cannot be reached or opened.
    pub async fn open_observed(
        url: &str,
        observe: impl Fn(&str) + Send + Sync + 'static,
    ) -> StoreResult<Self> {
        let sqlite = url.starts_with("sqlite:");
        // More writers than the machine can run only wait for each other in the database.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let (connections, writers) = if sqlite { (8, 1) } else { (16, (2 * cores).clamp(4, 10)) };
        let mut conn = connect(url, connections).await?;
        conn.set_metric_callback(move |info| observe(&info.statement.sql));
        Ok(Self {
            conn,
            writers: Arc::new(Semaphore::new(writers)),
            wake: Arc::default(),
            mail: Arc::default(),
            generation: Arc::default(),
            contents: Arc::default(),
            untold: Arc::default(),
            settings: Arc::default(),
            presence: Arc::default(),
            events: Arc::default(),
            queues: Arc::default(),
        })
    }

    /// The address of the SQLite file in a data folder.
    pub fn sqlite_url(data: &Path) -> String {
        format!("sqlite:{}", data.join("stadtlabor.sqlite3").display())
    }

    /// For reading. Every single statement sees one state of the database.
    pub fn read(&self) -> &DatabaseConnection {
        &self.conn
    }

    /// Whether this is PostgreSQL, for the few things that differ.
    pub fn is_postgres(&self) -> bool {
        self.conn.get_database_backend() == DbBackend::Postgres
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn write(&self) -> StoreResult<Write> {
        let turn = self.writers.clone().acquire_owned().await;
        let turn = turn.map_err(|closed| StoreError(DbErr::Custom(closed.to_string())))?;
        let immediate = (!self.is_postgres()).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions {
            sqlite_transaction_mode: immediate,
            ..TransactionOptions::default()
        };
        let tx = self.conn.begin_with_options(options).await?;
        Ok(Write {
            tx,
            wake: self.wake.clone(),
            mail: self.mail.clone(),
            mails: AtomicBool::new(false),
            generation: self.generation.clone(),
            contents: self.contents.clone(),
            untold: self.untold.clone(),
            _turn: turn,
        })
    }

    /// Waits until something was committed by this process, or was since the last call.
    pub async fn committed(&self) {
        self.wake.notified().await;
    }

    /// Whether this process committed something since the last call: other instances are to be told.
    pub fn take_untold(&self) -> bool {
        self.untold.swap(false, Ordering::AcqRel)
    }

    /// Waits until mails to send were committed by this process, or were since the last call.
    pub async fn mails(&self) {
        self.mail.notified().await;
    }

    /// Grows with every commit that this process made or heard of: what was made from the
    /// database is as good as new while this stays the same.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// As [`Db::generation`], but not with what only says who signs up for an event: in a rush for
    /// seats, what is said of the event stays as it is.
    pub fn contents_generation(&self) -> u64 {
        self.contents.load(Ordering::Acquire)
    }

    /// Something else than who signs up for an event has changed. To be said when the log tells of
    /// a change; whoever commits one has said it.
    pub fn contents_changed(&self) {
        self.contents.fetch_add(1, Ordering::AcqRel);
    }

    /// Who wants to sign up for events just now.
    pub(super) fn queues(&self) -> &Arc<Queues> {
        &self.queues
    }

    /// What is kept of events.
    pub(super) fn events(&self) -> &KeptEvents {
        &self.events
    }

    /// Waits, but not for long, until not everybody who may write is writing: for whatever has
    /// time, and would only hold up somebody who waits for an answer.
    pub async fn calm(&self) {
        for _ in 0..CALM_TRIES {
            if self.writers.available_permits() > 0 {
                return;
            }
            tokio::time::sleep(CALM_EVERY).await;
        }
    }

    /// Grows with every change of labs, topics, projects, departments and rules that this
    /// process made or heard of.
    pub fn settings_generation(&self) -> u64 {
        self.settings.load(Ordering::Acquire)
    }

    /// Labs, topics, projects, departments or rules are no longer as they were: what is kept of
    /// them is read again. To be said after the commit, and when the log tells of a change.
    pub fn settings_changed(&self) {
        self.settings.fetch_add(1, Ordering::AcqRel);
    }

    /// Waits until it changed who of the staff is here, or did since the last call.
    pub async fn presence_changed(&self) {
        self.presence.notified().await;
    }

    /// Wakes whoever waits in [`Db::presence_changed`].
    pub fn wake_presence(&self) {
        self.presence.notify_one();
    }

    /// Wakes whoever waits in [`Db::committed`]: another instance has committed something.
    pub fn wake(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.wake.notify_one();
    }
}

/// At most so many connections to a database.
///
/// # Errors
/// The database cannot be reached or opened.
pub(super) async fn connect(url: &str, connections: u32) -> StoreResult<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .sqlx_logging(false)
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(20))
        .map_sqlx_sqlite_opts(|o| {
            use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
            o.create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                // What was acknowledged survives a power cut too, not just a crash.
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                .pragma("cache_size", "-16000")
                .pragma("mmap_size", "268435456")
                .statement_cache_capacity(200)
        });
    Ok(Database::connect(options).await?)
}

/// A transaction that writes. Dropped without [`Write::commit`], it leaves nothing behind.
pub struct Write {
    tx: DatabaseTransaction,
    wake: Arc<Notify>,
    mail: Arc<Notify>,
    mails: AtomicBool,
    generation: Arc<AtomicU64>,
    contents: Arc<AtomicU64>,
    untold: Arc<AtomicBool>,
    _turn: OwnedSemaphorePermit,
}

impl Write {
    /// The connection to write with.
    pub fn conn(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Whether this is PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.tx.get_database_backend() == DbBackend::Postgres
    }

    /// Takes an idea for this transaction, before anything that belongs to it is changed: then
    /// two that change several of those rows never wait for each other in a circle, and what is
    /// counted afterwards counts what the other one did. SQLite has one writer anyway.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn take_idea(&self, id: i64) -> StoreResult<()> {
        if self.is_postgres() {
            // Foreign keys to the idea may still be checked meanwhile.
            const SQL: &str = "SELECT id FROM ideas WHERE id = $1 FOR NO KEY UPDATE";
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, SQL, [id.into()]);
            self.tx.query_one_raw(statement).await?;
        }
        Ok(())
    }

    /// Says that this transaction puts out mails to send.
    pub(super) fn mails(&self) {
        self.mails.store(true, Ordering::Relaxed);
    }

    /// Takes several ideas, as [`Write::take_idea`] does one, in the order of their numbers:
    /// whoever needs more than one takes them all at once.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn take_ideas(&self, ids: &[i64]) -> StoreResult<()> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            self.take_idea(id).await?;
        }
        Ok(())
    }

    /// Makes it last, and tells the live hub, and the mail worker where it has something to do.
    ///
    /// # Errors
    /// The database could not commit: nothing was written.
    pub async fn commit(self) -> StoreResult<()> {
        let contents = self.contents.clone();
        self.commit_seats().await?;
        contents.fetch_add(1, Ordering::AcqRel);
        Ok(())
    }

    /// As [`Write::commit`], where nothing has changed but who signs up for an event.
    ///
    /// # Errors
    /// The database could not commit: nothing was written.
    pub async fn commit_seats(self) -> StoreResult<()> {
        self.tx.commit().await?;
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.untold.store(true, Ordering::Release);
        self.wake.notify_one();
        if self.mails.load(Ordering::Relaxed) {
            self.mail.notify_one();
        }
        Ok(())
    }

    /// Makes last what no page and no entry of the log tells of: nobody is woken, and rendered
    /// pages are as good as before.
    ///
    /// # Errors
    /// The database could not commit: nothing was written.
    pub async fn commit_quietly(self) -> StoreResult<()> {
        Ok(self.tx.commit().await?)
    }

    /// Takes everything back.
    ///
    /// # Errors
    /// The database cannot be reached; then nothing was written either.
    pub async fn rollback(self) -> StoreResult<()> {
        self.tx.rollback().await?;
        Ok(())
    }
}
