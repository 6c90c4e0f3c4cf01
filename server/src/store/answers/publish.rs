//! Publishing answers, one or many at once.

use std::collections::{BTreeSet, HashMap};

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, Expr, Func},
};

use super::Answered;
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::{
        answers::{Column, Entity},
        ideas,
    },
    scope,
    working::{may_act_for, touch},
};

/// An answer, by its idea and its department.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// Number of the idea.
    pub idea: i64,
    /// Slug of the department.
    pub department: String,
}

/// Publishes approved answers to public ideas: all of them in one transaction, or none. Gives how
/// many as [`Answered::Done`].
///
/// # Errors
/// The database could not write it.
pub async fn publish(db: &Db, keys: &[Key], scope: &Scope, by: By) -> StoreResult<Answered> {
    let keys: BTreeSet<&Key> = keys.iter().collect();
    let write = db.write().await?;
    match all(&write, &keys, scope, by).await? {
        Ok(entries) => {
            activity::append_all(&write, &entries).await?;
            write.commit().await?;
            Ok(Answered::Done(i64::try_from(keys.len()).unwrap_or(i64::MAX)))
        }
        Err(refused) => {
            write.rollback().await?;
            Ok(refused)
        }
    }
}

/// Makes them public, and gives what the log is to be told; or why not.
async fn all(
    write: &Write,
    keys: &BTreeSet<&Key>,
    scope: &Scope,
    by: By,
) -> StoreResult<Result<Vec<Entry>, Answered>> {
    // In the order of their numbers, so that two who publish never wait in a circle.
    let about: BTreeSet<i64> = keys.iter().map(|key| key.idea).collect();
    for idea in &about {
        write.take_idea(*idea).await?;
    }
    let found: Vec<(i64, bool)> = ideas::Entity::find()
        .select_only()
        .columns([ideas::Column::Id, ideas::Column::IsPublic])
        .filter(ideas::Column::Id.is_in(about.iter().copied()))
        .filter(scope::ideas(scope))
        .into_tuple()
        .all(write.conn())
        .await?;
    let found: HashMap<i64, bool> = found.into_iter().collect();
    let mut entries = Vec::with_capacity(keys.len());
    for key in keys {
        match found.get(&key.idea) {
            None => return Ok(Err(Answered::NotFound)),
            Some(false) => return Ok(Err(Answered::NotApproved)),
            Some(true) if !may_act_for(scope, &key.department) => {
                return Ok(Err(Answered::NotYours));
            }
            Some(true) => {}
        }
        let Some(changed) = one(write, key, by).await? else {
            return Ok(Err(Answered::NotApproved));
        };
        let to = if changed { "changed" } else { "published" };
        let details = Details {
            department: Some(key.department.clone()),
            to: Some(to.to_owned()),
            shown_before: true,
            shown_after: true,
            ..Details::default()
        };
        let entry = Entry::idea(ActivityKind::IdeaAnswered, key.idea, by.now);
        entries.push(Entry { staff: Some(by.staff), details, ..entry });
    }
    for idea in about {
        touch(write, idea, by.now).await?;
    }
    Ok(Ok(entries))
}

/// Makes one public; whether it was before, in other words. None where it is not approved.
async fn one(write: &Write, key: &Key, by: By) -> StoreResult<Option<bool>> {
    let which = Column::IdeaId
        .eq(key.idea)
        .and(Column::Department.eq(key.department.as_str()))
        .and(Column::ApprovedAt.is_not_null());
    let before: Option<Option<i64>> = Entity::find()
        .select_only()
        .column(Column::PublishedAt)
        .filter(which.clone())
        .into_tuple()
        .one(write.conn())
        .await?;
    let Some(before) = before else { return Ok(None) };
    let first = Func::coalesce([Expr::col(Column::PublishedAt), Expr::value(by.now.0)]);
    let changed = CaseStatement::new()
        .case(Expr::col(Column::Text).is_null(), Expr::value(None::<i64>))
        .finally(Expr::value(by.now.0));
    let nothing = || Expr::value(None::<i64>);
    let done = Entity::update_many()
        .col_expr(Column::ChangedAt, changed.into())
        .col_expr(Column::WithdrawnAt, nothing())
        .col_expr(Column::PublishedAt, first.into())
        .col_expr(Column::Text, Expr::col(Column::Draft))
        .col_expr(Column::Draft, Expr::value(None::<String>))
        .col_expr(Column::DraftBy, nothing())
        .col_expr(Column::DraftAt, nothing())
        .col_expr(Column::ReadyAt, nothing())
        .col_expr(Column::ApprovedBy, nothing())
        .col_expr(Column::ApprovedAt, nothing())
        .filter(which)
        .exec(write.conn())
        .await?;
    Ok((done.rows_affected == 1).then_some(before.is_some()))
}
