//! Edits that authors of public ideas propose: accepted, or declined.

use app::{
    api::ActivityKind,
    domain::{Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{By, Decided, hold_idea, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::{
        activity::Model as Logged,
        edits::{Column, Entity, Model},
        ideas,
    },
};

pub(super) const SUBMITTED: &str = "submitted";
pub(super) const ACCEPTED: &str = "accepted";
const DECLINED: &str = "declined";

/// Accepts an edit that waits, as it was read (`seen` then, or empty): the idea reads anew. Or
/// declines it, for a reason that the author reads.
///
/// # Errors
/// The database could not write it.
pub async fn decide(
    db: &Db,
    scope: &Scope,
    id: i64,
    accept: bool,
    reason: Option<&str>,
    seen: &str,
    by: By,
) -> StoreResult<Decided> {
    let Some(edit) = Entity::find_by_id(id).one(db.read()).await? else {
        return Ok(Decided::NotFound);
    };
    let Some((write, idea)) = hold_idea(db, scope, edit.idea_id).await? else {
        return Ok(Decided::NotFound);
    };
    let late = match Entity::find_by_id(id).one(write.conn()).await? {
        None => Err(Decided::NotFound),
        Some(edit) if edit.status != SUBMITTED => Err(too_late(&write, edit.decision_seq).await?),
        Some(edit) if !seen.is_empty() && seen != Timestamp(edit.created_at).to_string() => {
            Err(Decided::Changed)
        }
        Some(edit) => Ok(edit),
    };
    let edit = match late {
        Ok(edit) => edit,
        Err(late) => {
            write.rollback().await?;
            return Ok(late);
        }
    };
    let to = if accept { ACCEPTED } else { DECLINED };
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(to))
        .col_expr(Column::Reason, Expr::value(reason.map(str::to_owned)))
        .col_expr(Column::WaitsSince, Expr::value(None::<i64>));
    if accept {
        update = update
            .col_expr(Column::BeforeTitle, Expr::value(idea.title.clone()))
            .col_expr(Column::BeforeText, Expr::value(idea.text.clone()));
        put(&write, idea.id, &edit.title, &edit.text, Some(by.now)).await?;
    }
    update.filter(Column::Id.eq(id)).exec(write.conn()).await?;
    let kind = if accept { ActivityKind::EditAccepted } else { ActivityKind::EditDeclined };
    let details = Details {
        from: Some(SUBMITTED.to_owned()),
        to: Some(to.to_owned()),
        note: reason.map(str::to_owned),
        item: Some(id),
        waited: edit.waits_since,
        shown_before: idea.is_public,
        shown_after: idea.is_public,
        ..Details::default()
    };
    let entry = Entry::idea(kind, idea.id, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    remember(&write, id, seq).await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

/// Gives an idea another wording.
pub(super) async fn put(
    write: &Write,
    id: i64,
    title: &str,
    text: &str,
    active_at: Option<Timestamp>,
) -> StoreResult<()> {
    use ideas::Column as Of;
    let mut update = ideas::Entity::update_many()
        .col_expr(Of::Title, Expr::value(title))
        .col_expr(Of::Text, Expr::value(text));
    if let Some(now) = active_at {
        update = update.col_expr(Of::ActiveAt, Expr::value(now.0));
    }
    update.filter(Of::Id.eq(id)).exec(write.conn()).await?;
    Ok(())
}

/// Notes the decision that an edit is in the state of.
pub(super) async fn remember(write: &Write, id: i64, seq: i64) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::DecisionSeq, Expr::value(seq))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// The edit that a decision was about, as long as the decision stands there.
pub(super) async fn standing(
    write: &Write,
    seq: i64,
    details: &Details,
) -> StoreResult<Option<Model>> {
    let Some(id) = details.item else { return Ok(None) };
    let stands = Column::Id.eq(id).and(Column::DecisionSeq.eq(seq));
    Ok(Entity::find().filter(stands).one(write.conn()).await?)
}

/// Takes a decision on an edit back, as long as it stands, the idea still reads as it made it
/// read, and the author has proposed nothing since.
pub(super) async fn undo(write: &Write, entry: &Logged, details: &Details) -> StoreResult<bool> {
    let Some(edit) = standing(write, entry.seq, details).await? else { return Ok(false) };
    let newer = Entity::find()
        .filter(Column::IdeaId.eq(edit.idea_id).and(Column::Status.eq(SUBMITTED)))
        .one(write.conn())
        .await?;
    if newer.is_some() {
        return Ok(false);
    }
    if edit.status == ACCEPTED {
        let idea = ideas::Entity::find_by_id(edit.idea_id).one(write.conn()).await?;
        let reads = |idea: &ideas::Model| idea.title == edit.title && idea.text == edit.text;
        let (Some(title), Some(text)) = (&edit.before_title, &edit.before_text) else {
            return Ok(false);
        };
        if !idea.is_some_and(|idea| reads(&idea)) {
            return Ok(false);
        }
        put(write, edit.idea_id, title, text, None).await?;
    }
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(SUBMITTED))
        .col_expr(Column::Reason, Expr::value(None::<String>))
        .col_expr(Column::WaitsSince, Expr::value(details.waited.unwrap_or(edit.created_at)))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>))
        .filter(Column::Id.eq(edit.id))
        .exec(write.conn())
        .await?;
    Ok(true)
}
