//! Offers to help: taken up, or declined. How many offered stays counted either way.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

use super::{By, Decided, hold_idea, too_late};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::companions::{Column, Entity},
};

const OPEN: &str = "open";
const ACCEPTED: &str = "accepted";
const DECLINED: &str = "declined";

/// Takes an offer up that waits, or declines it. The reason is for colleagues.
///
/// # Errors
/// The database could not write it.
pub async fn decide(
    db: &Db,
    scope: &Scope,
    id: i64,
    accept: bool,
    reason: Option<&str>,
    by: By,
) -> StoreResult<Decided> {
    let Some(offer) = Entity::find_by_id(id).one(db.read()).await? else {
        return Ok(Decided::NotFound);
    };
    let Some((write, idea)) = hold_idea(db, scope, offer.idea_id).await? else {
        return Ok(Decided::NotFound);
    };
    let Some(offer) = Entity::find_by_id(id).one(write.conn()).await? else {
        write.rollback().await?;
        return Ok(Decided::NotFound);
    };
    if offer.waits_since.is_none() {
        let late = too_late(&write, offer.decision_seq).await?;
        write.rollback().await?;
        return Ok(late);
    }
    let to = if accept { ACCEPTED } else { DECLINED };
    put(&write, id, to, None).await?;
    let details = Details {
        from: Some(OPEN.to_owned()),
        to: Some(to.to_owned()),
        note: reason.map(str::to_owned),
        item: Some(id),
        waited: offer.waits_since,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::CompanionSettled, idea.id, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    Entity::update_many()
        .col_expr(Column::DecisionSeq, Expr::value(seq))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(Decided::Done(seq))
}

async fn put(write: &Write, id: i64, to: &str, waits: Option<i64>) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(to))
        .col_expr(Column::WaitsSince, Expr::value(waits))
        .filter(Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Takes a decision on an offer back, as long as it stands there.
pub(super) async fn undo(write: &Write, seq: i64, details: &Details) -> StoreResult<bool> {
    let Some(id) = details.item else { return Ok(false) };
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(OPEN))
        .col_expr(Column::WaitsSince, Expr::value(details.waited))
        .col_expr(Column::DecisionSeq, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id).and(Column::DecisionSeq.eq(seq)))
        .exec(write.conn())
        .await?;
    Ok(done.rows_affected == 1)
}
