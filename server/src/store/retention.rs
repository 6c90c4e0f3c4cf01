//! What is not kept for ever.

use app::domain::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::entities::{
    companions, followers, ideas, idempotency, invitations, outbox, participants, sessions,
    sign_in_steps, supports,
};
use super::sessions::IDLE;
use super::{Db, StoreResult, registrations};
use crate::token;

/// How long the key of a request that was answered is known, in milliseconds: two days.
const KEYS: i64 = 48 * 3_600_000;
/// How long a browser is known that does not come again, in milliseconds: 400 days.
const PARTICIPANTS: i64 = 400 * 86_400_000;

/// How long it is known that a mail was sent, in milliseconds: 30 days. What it said is erased
/// when it was.
pub(super) const MAILS: i64 = 30 * 86_400_000;
/// So many browsers are forgotten in a transaction: whoever posts meanwhile hardly waits.
const BATCH: u64 = 200;
/// When somebody was seen whom nobody knows any more.
const NOBODY: i64 = 0;

/// How much was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Mail addresses at ideas.
    pub emails: u64,
    /// Offers to help, with name and contact.
    pub companions: u64,
    /// Mail addresses of followers.
    pub followers: u64,
    /// Mails that were sent or given up, with their recipients.
    pub mails: u64,
    /// Answers of those who signed up for events.
    pub answers: u64,
    /// Sessions of staff.
    pub sessions: u64,
    /// Keys of requests.
    pub keys: u64,
    /// Browsers.
    pub participants: u64,
}

/// Erases what has served its time. What is counted in public stays counted.
///
/// # Errors
/// The database could not write it.
pub async fn erase(db: &Db, now: Timestamp) -> StoreResult<Erased> {
    let before = |age: i64| now.0.saturating_sub(age);
    // Each by itself, so that nobody who posts meanwhile waits for all of it.
    let write = db.write().await?;
    let emails = ideas::Entity::update_many()
        .col_expr(ideas::Column::Email, Expr::value(None::<String>))
        .col_expr(ideas::Column::EmailUntil, Expr::value(None::<i64>))
        .filter(ideas::Column::EmailUntil.is_not_null())
        .filter(ideas::Column::EmailUntil.lte(now.0))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    let write = db.write().await?;
    let companions = companions::Entity::delete_many()
        .filter(companions::Column::EraseAt.lte(now.0))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    let write = db.write().await?;
    let followers = followers::Entity::delete_many()
        .filter(followers::Column::EraseAt.lte(now.0))
        .exec(write.conn())
        .await?;
    let settled = outbox::Column::SentAt.is_not_null().or(outbox::Column::FailedAt.is_not_null());
    let mails = outbox::Entity::delete_many()
        .filter(settled.and(outbox::Column::CreatedAt.lte(before(MAILS))))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    let write = db.write().await?;
    let over =
        sessions::Column::ExpiresAt.lte(now.0).or(sessions::Column::SeenAt.lte(before(IDLE)));
    let sessions = sessions::Entity::delete_many().filter(over).exec(write.conn()).await?;
    sign_in_steps::Entity::delete_many()
        .filter(sign_in_steps::Column::ExpiresAt.lte(now.0))
        .exec(write.conn())
        .await?;
    invitations::Entity::delete_many()
        .filter(invitations::Column::ExpiresAt.lte(now.0))
        .exec(write.conn())
        .await?;
    let keys = idempotency::Entity::delete_many()
        .filter(idempotency::Column::CreatedAt.lte(before(KEYS)))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(Erased {
        emails: emails.rows_affected,
        companions: companions.rows_affected,
        followers: followers.rows_affected,
        mails: mails.rows_affected,
        answers: registrations::erase_due(db, now).await?,
        sessions: sessions.rows_affected,
        keys: keys.rows_affected,
        participants: participants(db, before(PARTICIPANTS)).await?,
    })
}

/// Forgets browsers, at most [`BATCH`] in a transaction. Of those that support something the yes
/// stays, for it was counted; but whose it was, nobody can tell any more.
async fn participants(db: &Db, before: i64) -> StoreResult<u64> {
    use participants::{Column, Entity};
    use sea_orm::{QueryOrder, QuerySelect, QueryTrait};
    let mut forgotten = 0;
    loop {
        let write = db.write().await?;
        let old: Vec<i64> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::SeenAt.lte(before))
            .filter(Column::SeenAt.gt(NOBODY))
            .order_by_asc(Column::SeenAt)
            .limit(BATCH)
            .into_tuple()
            .all(write.conn())
            .await?;
        let supporting = supports::Entity::find()
            .select_only()
            .column(supports::Column::ParticipantId)
            .filter(supports::Column::ParticipantId.is_in(old.iter().copied()))
            .into_query();
        Entity::delete_many()
            .filter(Column::Id.is_in(old.iter().copied()))
            .filter(Column::Id.not_in_subquery(supporting))
            .exec(write.conn())
            .await?;
        for id in &old {
            // What is left of them supports something.
            Entity::update_many()
                .col_expr(Column::TokenHash, Expr::value(token::hash(&token::random())))
                .col_expr(Column::SeenAt, Expr::value(NOBODY))
                .filter(Column::Id.eq(*id))
                .exec(write.conn())
                .await?;
        }
        write.commit().await?;
        forgotten += old.len() as u64;
        if (old.len() as u64) < BATCH {
            return Ok(forgotten);
        }
    }
}
