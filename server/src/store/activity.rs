//! The append-only log: live updates, timelines, audit and feeds are made from it.
//!
//! Order: whoever reads `seq > last` must never skip an entry. SQLite has one writer, so `seq`
//! grows in the order of commits. On PostgreSQL a sequence hands out numbers before commit, so
//! [`append`] takes an advisory lock first and holds it to the end of the transaction: append
//! last, and commit at once.

use app::{api::ActivityKind, domain::Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::entities::activity::{self, Entity};
use super::{Db, StoreResult, Write, followers};

/// Names the lock that orders the log on PostgreSQL.
const LOCK: i64 = 0x5374_6164_746c_6162;

/// A new entry; what it is about, and by whom.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What happened.
    pub kind: ActivityKind,
    /// When.
    pub at: Timestamp,
    /// To which idea; none where it is about people or settings.
    pub idea: Option<i64>,
    /// To which of its comments.
    pub comment: Option<i64>,
    /// About which report.
    pub report: Option<i64>,
    /// About which event.
    pub event: Option<i64>,
    /// About which registration for it.
    pub registration: Option<i64>,
    /// By which member of staff.
    pub staff: Option<i64>,
    /// By which participant.
    pub participant: Option<i64>,
    /// What else there is to know, see [`Details`].
    pub details: Details,
}

/// The part of an entry that depends on its kind. Kept as JSON; everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Details {
    /// The status before, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The status after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The public note or reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The entry that this one takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
    /// What an entry about no idea is about: a slug, a number, a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Number of the other idea: the one that leads, or that is linked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<i64>,
    /// Slug of the department.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The date until when, as `2026-05-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// That date before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<String>,
    /// Since when the department had it before, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_before: Option<i64>,
    /// Number of the edit, companion, question, note or answer among its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<i64>,
    /// Other decisions that this one took along, such as the reports that a hiding settled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub along: Vec<i64>,
    /// Since when it waited before, in milliseconds: taken back, it waits again since then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waited: Option<i64>,
    /// Whether everybody could see the idea or comment before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_before: bool,
    /// Whether everybody could see the idea or comment after.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shown_after: bool,
}

impl Details {
    /// The details of an entry; empty where they cannot be read.
    pub fn of(entry: &activity::Model) -> Self {
        serde_json::from_str(&entry.details).unwrap_or_default()
    }
}

impl Entry {
    /// An entry about an idea, by nobody yet.
    pub fn idea(kind: ActivityKind, idea: i64, at: Timestamp) -> Self {
        Self { idea: Some(idea), ..Self::about(kind, at) }
    }

    /// An entry about an event, by nobody yet.
    pub fn event(kind: ActivityKind, event: i64, at: Timestamp) -> Self {
        Self { event: Some(event), ..Self::about(kind, at) }
    }

    /// An entry about an event and a registration for it, by nobody yet.
    pub fn registration(kind: ActivityKind, (event, id): (i64, i64), at: Timestamp) -> Self {
        Self { registration: Some(id), ..Self::event(kind, event, at) }
    }

    /// An entry about no idea, by nobody yet; its details say what it is about.
    pub fn about(kind: ActivityKind, at: Timestamp) -> Self {
        Self {
            kind,
            at,
            idea: None,
            comment: None,
            report: None,
            event: None,
            registration: None,
            staff: None,
            participant: None,
            details: Details::default(),
        }
    }
}

/// Writes an entry and gives its place in the log. The last thing a transaction does before it
/// commits, save for keeping the number it got. Followers hear of it by mail, where it is news.
///
/// # Errors
/// The database could not write it.
pub async fn append(write: &Write, entry: Entry) -> StoreResult<i64> {
    followers::tell(write, &entry).await?;
    in_order(write).await?;
    Ok(Entity::insert(row(&entry)).exec(write.conn()).await?.last_insert_id)
}

/// Writes many entries at once; the same rules as for [`append`].
///
/// # Errors
/// The database could not write them.
pub async fn append_all(write: &Write, entries: &[Entry]) -> StoreResult<()> {
    for entry in entries {
        followers::tell(write, entry).await?;
    }
    in_order(write).await?;
    if !entries.is_empty() {
        Entity::insert_many(entries.iter().map(row)).exec_without_returning(write.conn()).await?;
    }
    Ok(())
}

/// Waits for its turn to write to the log: everybody else who writes to it waits from here on.
async fn in_order(write: &Write) -> StoreResult<()> {
    if write.is_postgres() {
        write.conn().execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    }
    Ok(())
}

/// Tells other instances to look at the log. By itself, not in the transactions that write to it:
/// PostgreSQL lets only one of those commit at a time that notify somebody.
///
/// # Errors
/// The database cannot be reached.
pub async fn notify(db: &Db) -> StoreResult<()> {
    if db.is_postgres() {
        db.read().execute_unprepared("NOTIFY stadtlabor").await?;
    }
    Ok(())
}

fn row(entry: &Entry) -> activity::ActiveModel {
    activity::ActiveModel {
        at: Set(entry.at.0),
        kind: Set(entry.kind.as_str().to_owned()),
        idea_id: Set(entry.idea),
        comment_id: Set(entry.comment),
        report_id: Set(entry.report),
        event_id: Set(entry.event),
        registration_id: Set(entry.registration),
        staff_id: Set(entry.staff),
        participant_id: Set(entry.participant),
        details: Set(serde_json::to_string(&entry.details).unwrap_or_else(|_| "{}".to_owned())),
        ..activity::ActiveModel::default()
    }
}

/// The place of the latest entry; 0 where there is none.
///
/// # Errors
/// The database cannot be read.
pub async fn head(db: &Db) -> StoreResult<i64> {
    let seq: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(activity::Column::Seq.max(), "seq")
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(seq.flatten().unwrap_or(0))
}

/// At most `limit` entries after `seq`, in order.
///
/// # Errors
/// The database cannot be read.
pub async fn after(db: &Db, seq: i64, limit: u64) -> StoreResult<Vec<activity::Model>> {
    let query =
        Entity::find().filter(activity::Column::Seq.gt(seq)).order_by_asc(activity::Column::Seq);
    Ok(query.limit(limit).all(db.read()).await?)
}
