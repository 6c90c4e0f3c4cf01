//! The activity log, newest first, with names.

use std::collections::{HashMap, HashSet};

use app::{
    api::{ActivityKind, AuditEntry, StaffName},
    domain::{Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::activity::Details;
use super::entities::{
    activity::{Column, Entity, Model},
    ideas, staff,
};
use super::{Db, StoreResult, scope};

/// The most accounts that are named to choose from.
const MANY: u64 = 500;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only these kinds; without any, all.
    pub kinds: Vec<ActivityKind>,
    /// Not this kind.
    pub without: Option<ActivityKind>,
    /// Only what this member of staff did.
    pub staff: Option<i64>,
    /// Only what happened to this idea.
    pub idea: Option<i64>,
    /// Not before this moment.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
}

/// At most `limit` entries before a place in the log, newest first, and whether there are more.
/// Whoever is limited sees what happened to the ideas within the limits, and nothing that is
/// about no idea. Three statements, however many entries.
///
/// # Errors
/// The database cannot be read.
pub async fn page(
    db: &Db,
    within: &Scope,
    filter: &Filter,
    before: Option<i64>,
    limit: u64,
) -> StoreResult<(Vec<AuditEntry>, bool)> {
    let mut query = Entity::find().filter(scope::of_ideas(within, (Entity, Column::IdeaId)));
    if let Some(before) = before {
        query = query.filter(Column::Seq.lt(before));
    }
    if !filter.kinds.is_empty() {
        query = query.filter(Column::Kind.is_in(filter.kinds.iter().map(|kind| kind.as_str())));
    }
    if let Some(kind) = filter.without {
        query = query.filter(Column::Kind.ne(kind.as_str()));
    }
    if let Some(staff) = filter.staff {
        query = query.filter(Column::StaffId.eq(staff));
    }
    if let Some(idea) = filter.idea {
        query = query.filter(Column::IdeaId.eq(idea));
    }
    if let Some(from) = filter.from {
        query = query.filter(Column::At.gte(from.0));
    }
    if let Some(until) = filter.until {
        query = query.filter(Column::At.lt(until.0));
    }
    let mut rows = query.order_by_desc(Column::Seq).limit(limit + 1).all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok((named(db, rows).await?, more))
}

async fn named(db: &Db, rows: Vec<Model>) -> StoreResult<Vec<AuditEntry>> {
    let of: HashSet<i64> = rows.iter().filter_map(|row| row.idea_id).collect();
    let titles: Vec<(i64, String)> = ideas::Entity::find()
        .select_only()
        .columns([ideas::Column::Id, ideas::Column::Title])
        .filter(ideas::Column::Id.is_in(of))
        .into_tuple()
        .all(db.read())
        .await?;
    let by: HashSet<i64> = rows.iter().filter_map(|row| row.staff_id).collect();
    let names: Vec<(i64, String)> = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::Name])
        .filter(staff::Column::Id.is_in(by))
        .into_tuple()
        .all(db.read())
        .await?;
    let (titles, names): (HashMap<_, _>, HashMap<_, _>) =
        (titles.into_iter().collect(), names.into_iter().collect());
    let entry = |row: Model| {
        let details = Details::of(&row);
        Some(AuditEntry {
            seq: row.seq,
            at: Timestamp(row.at),
            // What a later version of the program wrote is left out.
            kind: ActivityKind::from_key(&row.kind)?,
            idea: row.idea_id,
            title: row.idea_id.and_then(|id| titles.get(&id).cloned()),
            comment: row.comment_id,
            report: row.report_id,
            staff: row.staff_id,
            name: row.staff_id.and_then(|id| names.get(&id).cloned()),
            by_participant: row.participant_id.is_some(),
            from: details.from,
            to: details.to,
            note: details.note,
            undoes: details.undoes,
            subject: details.subject,
            other: details.other,
            department: details.department,
            due: details.due,
        })
    };
    Ok(rows.into_iter().filter_map(entry).collect())
}

/// Everybody with an account, by name.
///
/// # Errors
/// The database cannot be read.
pub async fn staff(db: &Db) -> StoreResult<Vec<StaffName>> {
    let rows: Vec<(i64, String)> = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::Name])
        .order_by_asc(staff::Column::Name)
        .order_by_asc(staff::Column::Id)
        .limit(MANY)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, name)| StaffName { id, name }).collect())
}
