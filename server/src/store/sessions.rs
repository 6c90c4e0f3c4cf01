//! Sign-ins of staff, by hashed token.

use app::{api::Me, domain::Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, sea_query::Expr,
};

use super::entities::sessions::{ActiveModel, Column, Entity};
use super::entities::staff;
use super::staff::{Account, with_account};
use super::{Db, StoreResult};

/// A session ends after this time without a request, in milliseconds: 8 hours.
pub const IDLE: i64 = 8 * 3_600_000;
/// A session ends after this time in any case, in milliseconds: 7 days.
pub const ABSOLUTE: i64 = 7 * 86_400_000;
/// A request is noted at most once in this time, in milliseconds.
const SEEN_EVERY: i64 = 60_000;

/// Begins a session.
///
/// # Errors
/// The database could not write it.
pub async fn begin(db: &Db, staff: i64, token_hash: &str, now: Timestamp) -> StoreResult<()> {
    let row = ActiveModel {
        staff_id: Set(staff),
        token_hash: Set(token_hash.to_owned()),
        created_at: Set(now.0),
        seen_at: Set(now.0),
        expires_at: Set(now.plus_ms(ABSOLUTE).0),
        ..ActiveModel::default()
    };
    let write = db.write().await?;
    Entity::insert(row).exec_without_returning(write.conn()).await?;
    write.commit().await
}

/// A session that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub me: Me,
    seen_at: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    seen_at: i64,
    #[sea_orm(nested)]
    account: Account,
}

/// The session with this token, if it is neither idle for too long nor too old, and its owner
/// may still sign in.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Option<Session>> {
    let alive = Column::TokenHash
        .eq(token_hash)
        .and(Column::ExpiresAt.gt(now.0))
        .and(Column::SeenAt.gt(now.0.saturating_sub(IDLE)));
    let owner: sea_orm::RelationDef =
        Entity::belongs_to(staff::Entity).from(Column::StaffId).to(staff::Column::Id).into();
    let own = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::SeenAt)
        .join(JoinType::InnerJoin, owner)
        .filter(alive)
        .filter(staff::Column::DisabledAt.is_null());
    let found = with_account(own).into_model::<Row>().one(db.read()).await?;
    let Some(row) = found else { return Ok(None) };
    let me = row.account.me()?;
    Ok(Some(Session { id: row.id, me, seen_at: row.seen_at }))
}

/// Notes that a session is in use, now and then.
///
/// # Errors
/// The database could not write it.
pub async fn touch(db: &Db, session: &Session, now: Timestamp) -> StoreResult<()> {
    if now.0 - session.seen_at < SEEN_EVERY {
        return Ok(());
    }
    let write = db.write().await?;
    Entity::update_many()
        .col_expr(Column::SeenAt, Expr::value(now.0))
        .filter(Column::Id.eq(session.id))
        .exec(write.conn())
        .await?;
    write.commit().await
}

/// Ends the session with this token, or all sessions of its owner.
///
/// # Errors
/// The database could not write it.
pub async fn end(db: &Db, token_hash: &str, everywhere: bool) -> StoreResult<()> {
    let write = db.write().await?;
    let row = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(write.conn()).await?;
    if let Some(row) = row {
        let which = match everywhere {
            true => Column::StaffId.eq(row.staff_id),
            false => Column::Id.eq(row.id),
        };
        Entity::delete_many().filter(which).exec(write.conn()).await?;
    }
    write.commit().await
}
