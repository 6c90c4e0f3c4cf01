//! What somebody sees and changes of their own account.

use app::{api::SessionInfo, domain::Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::entities::{sessions, staff};
use super::factors::tell;
use super::sessions::IDLE;
use super::{Db, StoreResult};

/// The most sessions that are shown.
const SESSIONS: u64 = 50;

/// What stands in an account beside what colleagues see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The address to sign in with.
    pub email: String,
    /// Language of mails.
    pub lang: String,
    /// `now` or `off`.
    pub mail: String,
    /// Hash of the password.
    pub password_hash: String,
}

/// What stands in an account.
///
/// # Errors
/// The database cannot be read.
pub async fn own(db: &Db, id: i64) -> StoreResult<Option<Own>> {
    let row = staff::Entity::find_by_id(id).one(db.read()).await?;
    Ok(row.map(|row| Own {
        email: row.email,
        lang: row.lang,
        mail: row.mail,
        password_hash: row.password_hash,
    }))
}

/// Changes name, language and mail.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    id: i64,
    (name, lang, mail): (&str, &str, &str),
    now: Timestamp,
) -> StoreResult<()> {
    let write = db.write().await?;
    let before = staff::Entity::find_by_id(id).one(write.conn()).await?;
    staff::Entity::update_many()
        .col_expr(staff::Column::Name, Expr::value(name))
        .col_expr(staff::Column::Lang, Expr::value(lang))
        .col_expr(staff::Column::Mail, Expr::value(mail))
        .filter(staff::Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    if before.is_some_and(|row| row.name != name) {
        tell(&write, id, "renamed", now).await?;
    }
    write.commit().await
}

/// Changes the password, which comes hashed, if it is still the one that was verified; ends all
/// sessions but the one with this token.
///
/// # Errors
/// The database could not write it.
pub async fn change_password(
    db: &Db,
    id: i64,
    (before, after): (&str, &str),
    token_hash: &str,
    now: Timestamp,
) -> StoreResult<bool> {
    let write = db.write().await?;
    let changed = staff::Entity::update_many()
        .col_expr(staff::Column::PasswordHash, Expr::value(after))
        .filter(staff::Column::Id.eq(id))
        .filter(staff::Column::PasswordHash.eq(before))
        .exec(write.conn())
        .await?;
    if changed.rows_affected == 0 {
        write.rollback().await?;
        return Ok(false);
    }
    sessions::Entity::delete_many()
        .filter(sessions::Column::StaffId.eq(id))
        .filter(sessions::Column::TokenHash.ne(token_hash))
        .exec(write.conn())
        .await?;
    tell(&write, id, "password", now).await?;
    write.commit().await?;
    Ok(true)
}

/// Where somebody is signed in, latest first. `token_hash` tells which one asks.
///
/// # Errors
/// The database cannot be read.
pub async fn sessions(
    db: &Db,
    id: i64,
    token_hash: &str,
    now: Timestamp,
) -> StoreResult<Vec<SessionInfo>> {
    let rows = sessions::Entity::find()
        .filter(sessions::Column::StaffId.eq(id))
        .filter(sessions::Column::ExpiresAt.gt(now.0))
        .filter(sessions::Column::SeenAt.gt(now.0.saturating_sub(IDLE)))
        .order_by_desc(sessions::Column::SeenAt)
        .order_by_desc(sessions::Column::Id)
        .limit(SESSIONS)
        .all(db.read())
        .await?;
    let info = |row: sessions::Model| SessionInfo {
        id: row.id,
        created_at: Timestamp(row.created_at),
        seen_at: Timestamp(row.seen_at),
        here: row.token_hash == token_hash,
    };
    Ok(rows.into_iter().map(info).collect())
}

/// Ends one session of an account; whether there was one.
///
/// # Errors
/// The database could not write it.
pub async fn end_session(db: &Db, staff: i64, id: i64) -> StoreResult<bool> {
    let write = db.write().await?;
    let gone = sessions::Entity::delete_many()
        .filter(sessions::Column::Id.eq(id))
        .filter(sessions::Column::StaffId.eq(staff))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected == 1)
}
