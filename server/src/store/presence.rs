//! Who of the staff is here, and who looks at what: a row for each open tab, which lapses when
//! it is not renewed.

use app::{
    api::{CLAIM_SECONDS, Present, WaitingKind},
    domain::Timestamp,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, Statement,
    sea_query::{Expr, OnConflict},
};

use super::entities::claims::{ActiveModel, Column, Entity};
use super::{Db, StoreResult, Write};

/// The channel on which instances on PostgreSQL tell each other that somebody came, moved on or
/// went.
pub const CHANNEL: &str = "stadtlabor_presence";
/// The most tabs that are told of.
const MANY: i64 = 200;
/// How long a claim holds that is not renewed, in milliseconds.
const HOLDS: i64 = CLAIM_SECONDS as i64 * 1000;

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Colleagues are to see something new.
    New,
    /// It was there, and holds longer now.
    Renewed,
    /// The tab is somebody else's.
    NotYours,
}

/// Notes what a tab of a member of staff shows, and that it is there.
///
/// # Errors
/// The database could not write it.
pub async fn claim(
    db: &Db,
    tab: &str,
    staff: i64,
    subject: Option<(WaitingKind, i64)>,
    now: Timestamp,
) -> StoreResult<Claimed> {
    let write = db.write().await?;
    let (kind, id) = subject.map(|(kind, id)| (kind.as_str().to_owned(), id)).unzip();
    // Lapsed ones make room: nobody sees them any more.
    Entity::delete_many().filter(Column::Until.lte(now.0)).exec(write.conn()).await?;
    let found = Entity::find_by_id(tab).one(write.conn()).await?;
    let claimed = match found {
        Some(row) if row.staff_id != staff => {
            write.rollback().await?;
            return Ok(Claimed::NotYours);
        }
        Some(row) => {
            let same = row.kind == kind && row.subject_id == id;
            let since = if same { row.since } else { now.0 };
            Entity::update_many()
                .col_expr(Column::Kind, Expr::value(kind))
                .col_expr(Column::SubjectId, Expr::value(id))
                .col_expr(Column::Since, Expr::value(since))
                .col_expr(Column::Until, Expr::value(now.0 + HOLDS))
                .filter(Column::Tab.eq(tab).and(Column::StaffId.eq(staff)))
                .exec(write.conn())
                .await?;
            if same { Claimed::Renewed } else { Claimed::New }
        }
        None => {
            let row = ActiveModel {
                tab: Set(tab.to_owned()),
                staff_id: Set(staff),
                kind: Set(kind),
                subject_id: Set(id),
                since: Set(now.0),
                until: Set(now.0 + HOLDS),
            };
            // The same tab twice at once: it is there either way.
            Entity::insert(row)
                .on_conflict(OnConflict::column(Column::Tab).do_nothing().to_owned())
                .exec_without_returning(write.conn())
                .await?;
            Claimed::New
        }
    };
    if claimed == Claimed::New {
        notify(&write).await?;
    }
    write.commit_quietly().await?;
    // Renewed, it lapses later than the hub expects.
    db.wake_presence();
    Ok(claimed)
}

/// Notes that a tab of a member of staff is gone; whether it was there.
///
/// # Errors
/// The database could not write it.
pub async fn gone(db: &Db, tab: &str, staff: i64) -> StoreResult<bool> {
    let write = db.write().await?;
    let which = Column::Tab.eq(tab).and(Column::StaffId.eq(staff));
    let done = Entity::delete_many().filter(which).exec(write.conn()).await?;
    if done.rows_affected > 0 {
        notify(&write).await?;
    }
    write.commit_quietly().await?;
    db.wake_presence();
    Ok(done.rows_affected > 0)
}

async fn notify(write: &Write) -> StoreResult<()> {
    if write.is_postgres() {
        write.conn().execute_unprepared(&format!("NOTIFY {CHANNEL}")).await?;
    }
    Ok(())
}

/// One tab of somebody who is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// As the wire has it.
    pub present: Present,
    /// The idea that what is open belongs to, if anything is.
    pub idea: Option<i64>,
    /// When it lapses.
    pub until: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    staff_id: i64,
    name: String,
    kind: Option<String>,
    subject_id: Option<i64>,
    since: i64,
    until: i64,
    idea: Option<i64>,
}

/// Everybody who is here now, longest there first, with one statement.
///
/// # Errors
/// The database cannot be read.
pub async fn here(db: &Db, now: Timestamp) -> StoreResult<Vec<Here>> {
    const SQL: &str = "SELECT c.staff_id, s.name, c.kind, c.subject_id, c.since, c.until,
        CASE c.kind
            WHEN 'idea' THEN c.subject_id
            WHEN 'comment' THEN (SELECT idea_id FROM comments WHERE id = c.subject_id)
            WHEN 'report' THEN (SELECT idea_id FROM reports WHERE id = c.subject_id)
            WHEN 'edit' THEN (SELECT idea_id FROM edits WHERE id = c.subject_id)
            WHEN 'companion' THEN (SELECT idea_id FROM companions WHERE id = c.subject_id)
        END AS idea
        FROM claims AS c JOIN staff AS s ON s.id = c.staff_id AND s.disabled_at IS NULL
        WHERE c.until > $1 ORDER BY c.since, c.tab LIMIT $2";
    let backend = db.read().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, SQL, [now.0.into(), MANY.into()]);
    let rows = Row::find_by_statement(statement).all(db.read()).await?;
    let here = |row: Row| Here {
        present: Present {
            staff: row.staff_id,
            name: row.name,
            kind: row.kind.as_deref().and_then(WaitingKind::from_key),
            item: row.subject_id,
            since: Timestamp(row.since),
        },
        idea: row.idea,
        until: Timestamp(row.until),
    };
    Ok(rows.into_iter().map(here).collect())
}
