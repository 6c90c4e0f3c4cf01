//! The live stream: activity log, hub, Server-Sent Events.
//!
//! One hub per process reads the log in order, puts each entry into words once for everybody
//! and once for staff, and hands the same bytes to every open stream. A stream holds a place
//! in the hub's ring and nothing else: some 1 kB, besides what the connection itself takes.
//!
//! What is not public never leaves on the public stream, and neither does the mere number of
//! something that never was; see `live::frames`.

mod frames;
mod hub;
mod presence;
mod seats;
mod stream;

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{broadcast, watch},
    task::AbortHandle,
};

pub use frames::Frame;
pub use seats::{Seat, Seats};
pub use stream::{Audience, Begin, open};

use crate::{
    shutdown::Shutdown,
    store::{Db, StoreResult, activity},
};

/// How many entries a stream may lag behind before it is cut; it resumes from the database.
const RING: usize = 1024;
/// How far back a stream may begin; whoever was away for longer loads its page anew.
pub const BACK_MAX: i64 = 2000;
/// After this time in silence a stream says that it is alive.
pub const HEARTBEAT: Duration = Duration::from_secs(15);

/// What the hub tells its streams.
#[derive(Clone, Debug)]
enum Message {
    /// Something happened.
    Frame(Frame),
    /// It changed who of the staff is here.
    Presence(Arc<presence::People>),
    /// A heartbeat is due.
    Beat,
    /// The program is about to end.
    End,
}

/// The hub's end that streams hold on to.
#[derive(Debug)]
struct Inner {
    sender: broadcast::Sender<Message>,
    /// Place of the newest entry that was, or is about to be, handed to the streams.
    position: AtomicI64,
    /// Who of the staff is here.
    people: watch::Sender<Arc<presence::People>>,
}

/// The hub. Ends with the last handle.
#[derive(Debug)]
struct Running {
    inner: Arc<Inner>,
    tasks: Vec<AbortHandle>,
}

impl Drop for Running {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

/// A handle on the hub; cloning is cheap.
#[derive(Clone, Debug)]
pub struct Live {
    running: Arc<Running>,
    /// How many streams are open.
    pub seats: Seats,
}

impl Live {
    /// Starts the hub at the head of the log. `url` is the database's address, for PostgreSQL's
    /// notifications.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn start(db: &Db, url: &str, shutdown: &Shutdown) -> StoreResult<Self> {
        let position = AtomicI64::new(activity::head(db).await?);
        let people = watch::Sender::default();
        let inner = Arc::new(Inner { sender: broadcast::Sender::new(RING), position, people });
        let mut tasks = vec![
            tokio::spawn(hub::run(db.clone(), inner.clone())).abort_handle(),
            tokio::spawn(presence::run(db.clone(), inner.clone())).abort_handle(),
            tokio::spawn(hub::beat(inner.clone(), shutdown.clone())).abort_handle(),
        ];
        if db.is_postgres() {
            let listening = crate::store::notices::listen(db.clone(), url.to_owned());
            tasks.push(tokio::spawn(listening).abort_handle());
        }
        let running = Arc::new(Running { inner, tasks });
        Ok(Self { running, seats: Seats::default() })
    }

    /// Place of the newest entry that the streams were told of.
    pub fn position(&self) -> i64 {
        self.running.inner.position.load(Ordering::Acquire)
    }
}
