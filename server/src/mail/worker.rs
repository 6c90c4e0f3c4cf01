//! The worker: claims, sends, notes.

use std::{sync::Arc, time::Duration};

use app::domain::Timestamp;
use futures::future::join_all;
use tokio::time::Instant;

use super::{Mailer, letters, message, transport::Refused};
use crate::{
    clock,
    store::{
        StoreResult, followers,
        outbox::{self, Claimed, Letter},
    },
};

/// How many mails are under way at a time.
const AT_ONCE: i64 = 4;
/// After so many the database is left to others for this long: who waits for an answer comes
/// before who waits for a mail. A hundred mails a second are the most.
const PACE: Duration = Duration::from_millis(40);
/// How often the outbox is looked at though nobody said that there is something in it: another
/// instance may have died.
const POLL: Duration = Duration::from_secs(30);
/// How long a database that does not answer is left alone.
const PAUSE: Duration = Duration::from_secs(2);
/// After how long a mail that was not taken is tried again, in minutes: about three days in all.
const BACK_OFF: [i64; 10] = [1, 5, 30, 120, 720, 720, 720, 720, 720, 720];
const MINUTE: i64 = 60_000;

/// What became of what was due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Taken by the mail server.
    pub sent: u64,
    /// To be tried again.
    pub delayed: u64,
    /// Given up.
    pub failed: u64,
    /// No longer wanted.
    pub dropped: u64,
}

/// What became of one.
enum Fate {
    Sent,
    Delayed,
    Failed,
    Dropped,
}

/// Sends what is due, whenever something is, until the program ends; what is under way then is
/// still handed over.
pub async fn run(mailer: Arc<Mailer>) {
    let state = &mailer.state;
    loop {
        let wait = match mailer.work(clock::now()).await {
            Ok(done) => {
                if done != Done::default() {
                    let Done { sent, delayed, failed, dropped } = done;
                    tracing::info!(sent, delayed, failed, dropped, "mail");
                }
                mailer.pause().await
            }
            Err(error) => {
                tracing::warn!(%error, "mail waits for the database");
                PAUSE
            }
        };
        tokio::select! {
            () = state.db.mails() => {}
            () = tokio::time::sleep(wait) => {}
            () = state.shutdown.begun() => return,
        }
    }
}

impl Mailer {
    /// Sends everything that is due.
    ///
    /// # Errors
    /// The database could not write what became of it.
    pub async fn work(&self, now: Timestamp) -> StoreResult<Done> {
        let (mut done, began, first) = (Done::default(), Instant::now(), now);
        while !self.state.shutdown.has_begun() {
            // From here on: waiting for the database counts. A long queue takes its time, which
            // must not be taken from what is claimed last.
            let end = Instant::now() + self.timeout;
            let passed = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
            let now = first.plus_ms(passed);
            let lease = i64::try_from(self.lease.as_millis()).unwrap_or(i64::MAX);
            let mails = outbox::claim(&self.state.db, &self.worker, lease, AT_ONCE, now).await?;
            if mails.is_empty() {
                break;
            }
            let fates = join_all(mails.iter().map(|mail| self.settle(mail, end, now))).await;
            let sent = mails.iter().zip(&fates).filter(|(_, fate)| matches!(fate, Ok(Fate::Sent)));
            let sent: Vec<i64> = sent.map(|(mail, _)| mail.id).collect();
            if !sent.is_empty() {
                self.note_sent(&sent, now).await?;
            }
            for fate in fates {
                match fate? {
                    Fate::Sent => done.sent += 1,
                    Fate::Delayed => done.delayed += 1,
                    Fate::Failed => done.failed += 1,
                    Fate::Dropped => done.dropped += 1,
                }
            }
            tokio::time::sleep(PACE).await;
            self.state.db.calm().await;
        }
        Ok(done)
    }

    /// How long there is nothing to do, as far as is known.
    async fn pause(&self) -> Duration {
        let Ok(next) = outbox::next(&self.state.db).await else { return PAUSE };
        let Some(next) = next else { return POLL };
        let wait = next.0.saturating_sub(clock::now().0).max(50);
        Duration::from_millis(u64::try_from(wait).unwrap_or_default()).min(POLL)
    }

    /// Sends one mail before `end`, and notes what became of it, unless it was sent.
    async fn settle(&self, mail: &Claimed, end: Instant, now: Timestamp) -> StoreResult<Fate> {
        let db = &self.state.db;
        let Some(letter) = &mail.letter else {
            outbox::failed(db, mail.id, "its contents cannot be read", now).await?;
            return Ok(Fate::Failed);
        };
        let names = outbox::names(db, letter, &self.state.config.base_url()).await?;
        let wanted = match letter {
            Letter::News { via, .. } => followers::wants(db, &mail.recipient, Some(*via)).await?,
            Letter::Digest { .. } => followers::wants(db, &mail.recipient, None).await?,
            _ => letters::timely(letter, &names, now),
        };
        if !wanted {
            outbox::drop_claimed(db, mail.id).await?;
            return Ok(Fate::Dropped);
        }
        let sent = match message::compose(self, mail, letter, &names) {
            Ok((envelope, message)) => {
                let name = format!("{}-{}", mail.created_at.0, mail.message_id);
                let sending = self.transport.send(&envelope, &name, &message);
                let late = || Err(Refused::Later("the mail server was too slow".to_owned()));
                tokio::time::timeout_at(end, sending).await.unwrap_or_else(|_| late())
            }
            Err(why) => Err(Refused::Never(why)),
        };
        match sent {
            Ok(()) => Ok(Fate::Sent),
            Err(Refused::Never(why)) => {
                tracing::warn!(mail = mail.id, why, "a mail is given up");
                outbox::failed(db, mail.id, &why, now).await?;
                Ok(Fate::Failed)
            }
            Err(Refused::Later(why)) => self.put_off(mail, &why, now).await,
        }
    }

    /// What the server took must not go out again: the database is asked until it answers, as
    /// long as nobody else may claim the mail.
    async fn note_sent(&self, ids: &[i64], now: Timestamp) -> StoreResult<()> {
        let end = Instant::now() + (self.lease - self.timeout) / 2;
        loop {
            let noted = outbox::sent(&self.state.db, ids, now).await;
            if noted.is_ok() || Instant::now() > end {
                return noted;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn put_off(&self, mail: &Claimed, why: &str, now: Timestamp) -> StoreResult<Fate> {
        let tries = usize::try_from(mail.attempts - 1).unwrap_or(0);
        let Some(minutes) = BACK_OFF.get(tries) else {
            tracing::warn!(mail = mail.id, why, "a mail is given up after three days");
            outbox::failed(&self.state.db, mail.id, why, now).await?;
            return Ok(Fate::Failed);
        };
        tracing::warn!(mail = mail.id, why, minutes, "a mail was not taken; once more later");
        outbox::delay(&self.state.db, mail.id, why, now.plus_ms(minutes * MINUTE)).await?;
        Ok(Fate::Delayed)
    }
}

#[cfg(test)]
mod tests {
    use super::BACK_OFF;

    #[test]
    fn three_days_are_enough() {
        let hours = BACK_OFF.iter().sum::<i64>() / 60;
        assert!((70..80).contains(&hours), "{hours}");
        assert!(BACK_OFF.is_sorted());
    }
}
