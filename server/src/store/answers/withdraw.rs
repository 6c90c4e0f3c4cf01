//! Taking a public answer back, and bringing it back.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{Answered, Key};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    decisions::By,
    entities::{
        activity as log,
        answers::{Column, Entity},
        ideas,
    },
    scope,
    working::{may_act_for, touch},
};

/// What happens to an answer that was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// It is taken back: from then on only staff read it.
    Withdraw,
    /// It comes back, as it was.
    Restore,
}

/// Takes a public answer back, or brings a withdrawn one back.
///
/// # Errors
/// The database could not write it.
pub async fn withdraw(
    db: &Db,
    Key { idea, department }: &Key,
    what: Withdrawal,
    scope: &Scope,
    by: By,
) -> StoreResult<Answered> {
    let (idea, department) = (*idea, department.as_str());
    let write = db.write().await?;
    write.take_idea(idea).await?;
    let refused = match scope::sees(write.conn(), scope, idea).await? {
        false => Some(Answered::NotFound),
        true if !may_act_for(scope, department) => Some(Answered::NotYours),
        true => None,
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    let withdrawn = Column::WithdrawnAt;
    let (now, before) = match what {
        Withdrawal::Withdraw => (Some(by.now.0), withdrawn.is_null()),
        Withdrawal::Restore => (None, withdrawn.is_not_null()),
    };
    let done = Entity::update_many()
        .col_expr(withdrawn, Expr::value(now))
        .filter(Column::IdeaId.eq(idea).and(Column::Department.eq(department)))
        .filter(Column::Text.is_not_null().and(before))
        .exec(write.conn())
        .await?;
    if done.rows_affected == 0 {
        write.rollback().await?;
        return Ok(Answered::NotPublic);
    }
    touch(&write, idea, by.now).await?;
    let shown: Option<bool> = ideas::Entity::find_by_id(idea)
        .select_only()
        .column(ideas::Column::IsPublic)
        .into_tuple()
        .one(write.conn())
        .await?;
    let shown = shown.unwrap_or_default();
    let last = last(&write, idea, department).await?;
    let (to, undoes, along) = match what {
        Withdrawal::Withdraw => ("withdrawn", last, Vec::new()),
        // Not a taking back of its own: whoever hears of it hears that there is an answer.
        Withdrawal::Restore => ("restored", None, last.into_iter().collect()),
    };
    let details = Details {
        department: Some(department.to_owned()),
        to: Some(to.to_owned()),
        undoes,
        along,
        shown_before: shown,
        shown_after: shown,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaAnswered, idea, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    Ok(Answered::Done(seq))
}

/// What was last said of this answer in the log.
async fn last(write: &Write, idea: i64, department: &str) -> StoreResult<Option<i64>> {
    let entries = log::Entity::find()
        .filter(log::Column::IdeaId.eq(idea))
        .filter(log::Column::Kind.eq(ActivityKind::IdeaAnswered.as_str()))
        .order_by_desc(log::Column::Seq)
        .all(write.conn())
        .await?;
    let about = |entry: &&log::Model| Details::of(entry).department.as_deref() == Some(department);
    Ok(entries.iter().find(about).map(|entry| entry.seq))
}
