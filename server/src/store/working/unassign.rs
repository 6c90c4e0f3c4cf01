//! Taking back what gave an idea to a department.

use app::{
    api::ActivityKind,
    domain::{Scope, WorkState},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{Worked, find, take, touch};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::{By, Undone},
    entities::{
        activity as log,
        idea_departments::{ActiveModel, Entity},
        ideas,
    },
};

/// How far back an assignment is looked for in the log, in entries about assignments.
const LOOKED_AT: u64 = 50;
/// What the log says of an assignment that was taken back.
const REMOVED: &str = "removed";

/// Takes an assignment back. What the department wrote stays.
///
/// # Errors
/// The database could not write it.
pub async fn unassign(
    db: &Db,
    idea: i64,
    department: &str,
    scope: &Scope,
    by: By,
) -> StoreResult<Worked> {
    let write = db.write().await?;
    let row = match take(&write, idea, scope).await? {
        Ok(row) => row,
        Err(refused) => {
            write.rollback().await?;
            return Ok(refused);
        }
    };
    let Some(before) = find(&write, idea, department).await? else {
        write.rollback().await?;
        return Ok(Worked::NotAssigned);
    };
    Entity::delete_by_id((idea, department.to_owned())).exec(write.conn()).await?;
    // Who was not told of it yet need not be.
    let last = entries(&write, idea, department).await?.into_iter().next();
    let given = last.filter(|(_, details)| details.to.as_deref() != Some(REMOVED));
    let details = Details {
        from: Some(before.state),
        to: Some(REMOVED.to_owned()),
        undoes: given.map(|(entry, _)| entry.seq),
        ..of(&row, department)
    };
    let seq = note(&write, idea, details, by).await?;
    write.commit().await?;
    Ok(Worked::Done(seq))
}

/// Takes the assignment or the change of a day at this entry of the log back, if nothing happened
/// to it since. That it moved the idea to review along is another entry, taken back for itself.
///
/// # Errors
/// The database could not write it.
pub async fn undo(db: &Db, scope: &Scope, entry: &log::Model, by: By) -> StoreResult<Undone> {
    let details = Details::of(entry);
    let (Some(idea), Some(department)) = (entry.idea_id, details.department.clone()) else {
        return Ok(Undone::NotFound);
    };
    let gives = details.to.as_deref() == Some(WorkState::Open.as_str());
    let write = db.write().await?;
    let row = match take(&write, idea, scope).await? {
        Ok(row) if gives => row,
        Ok(_) | Err(Worked::NotFound) => {
            write.rollback().await?;
            return Ok(Undone::NotFound);
        }
        Err(_) => {
            write.rollback().await?;
            return Ok(Undone::TooLate);
        }
    };
    // Whatever happens to the work on it, here or by handing it on, is noted at the row.
    let now = find(&write, idea, &department).await?;
    let Some(now) = now.filter(|row| row.changed_at == entry.at) else {
        write.rollback().await?;
        return Ok(Undone::TooLate);
    };
    match &details.from {
        None => {
            Entity::delete_by_id((idea, department.clone())).exec(write.conn()).await?;
        }
        Some(state) => {
            let since = details.since_before.unwrap_or(now.since);
            let mut row = ActiveModel::from(now);
            row.state = Set(state.clone());
            row.due_on = Set(details.due_before.clone());
            row.since = Set(since);
            row.changed_at = Set(by.now.0);
            row.update(write.conn()).await?;
        }
    }
    let details = Details {
        from: details.to.clone(),
        to: Some(details.from.clone().unwrap_or_else(|| REMOVED.to_owned())),
        due: details.due_before.clone(),
        undoes: Some(entry.seq),
        ..of(&row, &department)
    };
    note(&write, idea, details, by).await?;
    write.commit().await?;
    Ok(Undone::Done)
}

/// What the log says about the assignments of an idea to a department, newest first.
async fn entries(
    write: &Write,
    idea: i64,
    department: &str,
) -> StoreResult<Vec<(log::Model, Details)>> {
    let entries = log::Entity::find()
        .filter(log::Column::IdeaId.eq(idea))
        .filter(log::Column::Kind.eq(ActivityKind::IdeaAssigned.as_str()))
        .order_by_desc(log::Column::Seq)
        .limit(LOOKED_AT)
        .all(write.conn())
        .await?;
    let with = entries.into_iter().map(|entry| (Details::of(&entry), entry));
    let of_department =
        with.filter(|(details, _)| details.department.as_deref() == Some(department));
    Ok(of_department.map(|(details, entry)| (entry, details)).collect())
}

fn of(row: &ideas::Model, department: &str) -> Details {
    Details {
        department: Some(department.to_owned()),
        shown_before: row.is_public,
        shown_after: row.is_public,
        ..Details::default()
    }
}

/// Notes it.
async fn note(write: &Write, idea: i64, details: Details, by: By) -> StoreResult<i64> {
    touch(write, idea, by.now).await?;
    let entry = Entry::idea(ActivityKind::IdeaAssigned, idea, by.now);
    activity::append(write, Entry { staff: Some(by.staff), details, ..entry }).await
}
