//! Who belongs to a group.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use crate::store::{StoreError, StoreResult, Write};

/// The members of the group, or part of a group, that begins with the idea `$1`: itself, what is
/// merged into it, and so on. To stand before a statement as `WITH RECURSIVE`.
pub(in crate::store) const MEMBERS: &str = "WITH RECURSIVE members (id) AS (
    SELECT id FROM ideas WHERE id = $1
    UNION SELECT i.id FROM ideas AS i JOIN members AS m ON i.merged_into = m.id)";

/// From the idea `$1` up to the one that leads.
const UP: &str = "WITH RECURSIVE up (id, merged_into) AS (
    SELECT id, merged_into FROM ideas WHERE id = $1
    UNION SELECT i.id, i.merged_into FROM ideas AS i JOIN up ON i.id = up.merged_into)
    SELECT id FROM up WHERE merged_into IS NULL";

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// The idea that leads the group of this one: itself where it is not merged; none where there is
/// no such idea.
///
/// # Errors
/// The database cannot be read.
pub async fn leader(conn: &impl ConnectionTrait, id: i64) -> StoreResult<Option<i64>> {
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), UP, [id.into()]);
    Ok(Id::find_by_statement(statement).one(conn).await?.map(|found| found.id))
}

/// Whether anything is merged into this idea.
///
/// # Errors
/// The database cannot be read.
pub async fn has_members(conn: &impl ConnectionTrait, id: i64) -> StoreResult<bool> {
    const SQL: &str = "SELECT id FROM ideas WHERE merged_into = $1 LIMIT 1";
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), SQL, [id.into()]);
    Ok(Id::find_by_statement(statement).one(conn).await?.is_some())
}

/// How many ideas there are in the group, or part of a group, that begins with this one.
pub(super) async fn size(write: &Write, id: i64) -> StoreResult<i64> {
    number(write, &format!("{MEMBERS} SELECT COUNT(*) AS n FROM members"), [id.into()]).await
}

/// The number that a statement gives as `n`.
pub(super) async fn number<const N: usize>(
    write: &Write,
    sql: &str,
    values: [Value; N],
) -> StoreResult<i64> {
    let conn = write.conn();
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    let row = conn.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| StoreError::corrupt("a number without a row"))?;
    Ok(row.try_get("", "n")?)
}

/// Runs a statement.
pub(super) async fn run<const N: usize>(
    write: &Write,
    sql: &str,
    values: [Value; N],
) -> StoreResult<u64> {
    let conn = write.conn();
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.execute_raw(statement).await?.rows_affected())
}
