//! PostgreSQL's notifications: another instance on the same database has written something.

use std::time::Duration;

use sea_orm::sqlx::postgres::PgListener;

use super::{Db, presence::CHANNEL};

/// How long a database that is not there is left alone.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens for ever, and wakes whoever waits in [`Db::committed`]. Survives a restart of the
/// database; what is missed meanwhile, whoever waits finds by looking now and then.
pub async fn listen(db: Db, url: String) {
    let mut works = true;
    loop {
        if let Err(error) = until_lost(&db, &url).await
            && std::mem::replace(&mut works, false)
        {
            tracing::warn!(%error, "notifications of the database are lost; trying on");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn until_lost(db: &Db, url: &str) -> Result<(), sea_orm::sqlx::Error> {
    let mut listener = PgListener::connect(url).await?;
    listener.listen_all(["stadtlabor", CHANNEL]).await?;
    // What was said before somebody listened is found by looking.
    db.wake_presence();
    loop {
        let heard = listener.try_recv().await?;
        match heard.as_ref().map(|notice| notice.channel()) {
            Some(CHANNEL) => db.wake_presence(),
            Some(_) => db.wake(),
            // The connection was lost and is there again; something may have been missed.
            None => {
                db.wake_presence();
                db.wake();
            }
        }
    }
}
