//! What the worker does with the rows: claims them for a while, and notes what became of them.
//!
//! A row belongs to whoever claimed it until the claim is over; sending takes strictly less, so
//! two instances never send the same mail. After a crash the claim lapses, and the mail goes
//! out, perhaps for the second time, with the same `Message-ID`.

use app::{domain::Timestamp, i18n::Lang};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, Statement,
    sea_query::Expr,
};

use super::Letter;
use crate::store::{
    Db, StoreResult,
    entities::outbox::{Column, Entity, Model},
};

/// A row that this worker may send until its claim is over.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its number.
    pub id: i64,
    /// What the `Message-ID` begins with.
    pub message_id: String,
    /// Address of the recipient.
    pub recipient: String,
    /// Language of the recipient.
    pub lang: Lang,
    /// What it says; none where it cannot be read.
    pub letter: Option<Letter>,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Not sent, not given up, due, and nobody's.
const DUE: &str = "sent_at IS NULL AND failed_at IS NULL AND due_at <= $1
    AND (claimed_until IS NULL OR claimed_until <= $1)";

/// Claims at most `limit` mails that are due, longest waiting first, for `lease` milliseconds.
///
/// # Errors
/// The database could not write it.
pub async fn claim(
    db: &Db,
    worker: &str,
    lease: i64,
    limit: i64,
    now: Timestamp,
) -> StoreResult<Vec<Claimed>> {
    let write = db.write().await?;
    let sql = match write.is_postgres() {
        // Rows that another instance claims at this moment are passed over, not waited for.
        true => format!(
            "WITH due AS MATERIALIZED (SELECT id FROM outbox WHERE {DUE} ORDER BY due_at, id
                LIMIT $4 FOR UPDATE SKIP LOCKED)
            UPDATE outbox SET claimed_by = $2, claimed_until = $3, attempts = attempts + 1
            FROM due WHERE outbox.id = due.id RETURNING outbox.*"
        ),
        false => format!(
            "UPDATE outbox SET claimed_by = $2, claimed_until = $3, attempts = attempts + 1
            WHERE id IN (SELECT id FROM outbox WHERE {DUE} ORDER BY due_at, id LIMIT $4)
            RETURNING *"
        ),
    };
    let values = [now.0.into(), worker.into(), now.plus_ms(lease).0.into(), limit.into()];
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut rows = Model::find_by_statement(statement).all(write.conn()).await?;
    if rows.is_empty() {
        // Nothing was written: nobody needs to look.
        write.rollback().await?;
        return Ok(Vec::new());
    }
    write.commit_quietly().await?;
    rows.sort_by_key(|row| (row.due_at, row.id));
    Ok(rows.into_iter().map(claimed).collect())
}

fn claimed(row: Model) -> Claimed {
    Claimed {
        id: row.id,
        message_id: row.message_id,
        recipient: row.recipient,
        lang: Lang::from_tag(&row.lang).unwrap_or_default(),
        letter: serde_json::from_str(&row.params).ok(),
        attempts: row.attempts,
        created_at: Timestamp(row.created_at),
    }
}

/// When there is something to do next, as far as is known now.
///
/// # Errors
/// The database cannot be read.
pub async fn next(db: &Db) -> StoreResult<Option<Timestamp>> {
    const SQL: &str = "SELECT MIN(CASE WHEN claimed_until > due_at THEN claimed_until
        ELSE due_at END) AS next FROM outbox WHERE sent_at IS NULL AND failed_at IS NULL";
    let statement = Statement::from_string(db.read().get_database_backend(), SQL);
    let row = db.read().query_one_raw(statement).await?;
    let next: Option<i64> = row.map(|row| row.try_get("", "next")).transpose()?.flatten();
    Ok(next.map(Timestamp))
}

/// Notes that mails were taken by the mail server. What they said is erased at once.
///
/// # Errors
/// The database could not write it.
pub async fn sent(db: &Db, ids: &[i64], now: Timestamp) -> StoreResult<()> {
    let write = db.write().await?;
    done()
        .col_expr(Column::SentAt, Expr::value(now.0))
        .filter(open(ids))
        .exec(write.conn())
        .await?;
    write.commit_quietly().await
}

/// Notes that a mail is given up, and why. What it said is erased at once.
///
/// # Errors
/// The database could not write it.
pub async fn failed(db: &Db, id: i64, why: &str, now: Timestamp) -> StoreResult<()> {
    let write = db.write().await?;
    done()
        .col_expr(Column::FailedAt, Expr::value(now.0))
        .col_expr(Column::Error, Expr::value(why))
        .filter(open(&[id]))
        .exec(write.conn())
        .await?;
    write.commit_quietly().await
}

/// Gives a mail back, to be tried again later, and notes why it did not go.
///
/// # Errors
/// The database could not write it.
pub async fn delay(db: &Db, id: i64, why: &str, until: Timestamp) -> StoreResult<()> {
    let write = db.write().await?;
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(until.0))
        .col_expr(Column::Error, Expr::value(why))
        .col_expr(Column::ClaimedBy, Expr::value(None::<String>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
        .filter(open(&[id]))
        .exec(write.conn())
        .await?;
    write.commit_quietly().await
}

/// Forgets a mail that nobody wants any more.
///
/// # Errors
/// The database could not write it.
pub async fn drop_claimed(db: &Db, id: i64) -> StoreResult<()> {
    let write = db.write().await?;
    Entity::delete_many().filter(open(&[id])).exec(write.conn()).await?;
    write.commit_quietly().await
}

/// This mail, while nothing became of it. Not by the claim: what the mail server has taken is
/// noted even where the claim was over by then.
fn open(ids: &[i64]) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(Column::Id.is_in(ids.iter().copied()))
        .add(Column::SentAt.is_null().and(Column::FailedAt.is_null()))
}

fn done() -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Params, Expr::value("{}"))
        .col_expr(Column::ClaimedBy, Expr::value(None::<String>))
        .col_expr(Column::ClaimedUntil, Expr::value(None::<i64>))
}
