//! Ideas: published, declined, moved on.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, StatusMove, Timestamp},
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, Func},
};

use super::{By, Decided, shown_after, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    cards::status,
    entities::ideas::{Column, Entity, Model},
};

/// What became of a change of status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// See there.
    Decided(Decided),
    /// From where the idea is, no way leads there.
    NoWay,
}

/// Moves an idea to another status. `waiting` asks for one that still waits, as it was read (its
/// `active_at` then, or empty): then whoever comes second hears who was first, and nothing is
/// decided that was edited meanwhile.
///
/// # Errors
/// The database could not write it.
pub async fn change_status(
    db: &Db,
    id: i64,
    change: &StatusMove,
    waiting: Option<&str>,
    by: By,
) -> StoreResult<Moved> {
    let write = db.write().await?;
    write.take_idea(id).await?;
    let Some(idea) = Entity::find_by_id(id).one(write.conn()).await? else {
        write.rollback().await?;
        return Ok(Moved::Decided(Decided::NotFound));
    };
    let from = status(&idea.status)?;
    if let Some(seen) = waiting {
        let late = match from {
            IdeaStatus::Submitted => {
                let changed = !seen.is_empty() && seen != Timestamp(idea.active_at).to_string();
                changed.then_some(Decided::Changed)
            }
            _ => Some(too_late(&write, idea.decision_seq).await?),
        };
        if let Some(late) = late {
            write.rollback().await?;
            return Ok(Moved::Decided(late));
        }
    }
    // Merging names the idea that leads, which a mere status cannot.
    if !from.can_become(change.next) || change.next == IdeaStatus::Merged {
        write.rollback().await?;
        return Ok(Moved::NoWay);
    }
    let shown = shown_after(from, change.next, idea.is_public);
    put(&write, &idea, change.next, shown, by).await?;
    let details = Details {
        from: Some(idea.status.clone()),
        to: Some(change.next.as_str().to_owned()),
        note: change.note.clone(),
        shown_before: idea.is_public,
        shown_after: shown,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaStatus, id, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    remember(&write, id, seq).await?;
    write.commit().await?;
    Ok(Moved::Decided(Decided::Done(seq)))
}

/// Gives an idea that was taken and read by this transaction a status and a visibility.
pub(super) async fn put(
    write: &Write,
    idea: &Model,
    next: IdeaStatus,
    shown: bool,
    by: By,
) -> StoreResult<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(next.as_str()))
        .col_expr(Column::IsPublic, Expr::value(shown))
        .col_expr(Column::ActiveAt, Expr::value(by.now.0));
    if shown {
        let first = Func::coalesce([Expr::col(Column::PublishedAt), Expr::value(by.now.0)]);
        update = update.col_expr(Column::PublishedAt, first.into());
    }
    update.filter(Column::Id.eq(idea.id)).exec(write.conn()).await?;
    Ok(())
}

/// Notes the decision that an idea is in the state of.
pub(super) async fn remember(write: &Write, id: i64, seq: i64) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DecisionSeq, Expr::value(seq))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}
