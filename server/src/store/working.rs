//! Departments that work on ideas: who has one, since when, until when, how far it has come; and
//! the internal notes on it.

mod assign;
mod notes;
mod read;
mod state;
mod unassign;

use app::domain::{IdeaStatus, Scope, Timestamp, WorkState};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr};

pub use assign::assign;
pub use notes::{add_note, notes};
pub(in crate::store) use read::WAITS;
pub use read::{departments, find_department, of_ideas, public};
pub use state::{hand_on, set_state};
pub use unassign::{unassign, undo};

use super::entities::{departments as department_rows, idea_departments, ideas};
use super::{StoreResult, Write, cards, scope};

/// What became of a change to the work on an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worked {
    /// It holds; its place in the log.
    Done(i64),
    /// There is no such idea, or it is not within the limits of whoever asks.
    NotFound,
    /// There is no such department any more.
    NoDepartment,
    /// In the name of another department.
    NotYours,
    /// The department does not have the idea, or has handed it on.
    NotAssigned,
    /// Nothing would change: somebody was faster.
    NoChange,
    /// The idea was withdrawn, or belongs to another one by now.
    Over,
}

/// Whether somebody with these limits may act in the name of a department.
pub fn may_act_for(scope: &Scope, department: &str) -> bool {
    let own = scope.departments.as_ref();
    own.is_none_or(|own| own.iter().any(|slug| slug == department))
}

/// The work of a department on an idea.
async fn find(
    write: &Write,
    idea: i64,
    department: &str,
) -> StoreResult<Option<idea_departments::Model>> {
    let key = (idea, department.to_owned());
    Ok(idea_departments::Entity::find_by_id(key).one(write.conn()).await?)
}

/// Whether a department has an idea, or is done with it, and has not handed it on.
pub(super) async fn holds(write: &Write, idea: i64, department: &str) -> StoreResult<bool> {
    let row = find(write, idea, department).await?;
    Ok(row.is_some_and(|row| row.state != WorkState::HandedOn.as_str()))
}

/// Whether an idea can be given to a department.
async fn is_current(write: &Write, department: &str) -> StoreResult<bool> {
    let row = department_rows::Entity::find_by_id(department).one(write.conn()).await?;
    Ok(row.is_some_and(|row| row.archived_at.is_none()))
}

/// Takes an idea that can be worked on: it is within the limits, not withdrawn and not merged.
async fn take(
    write: &Write,
    idea: i64,
    scope: &Scope,
) -> StoreResult<Result<ideas::Model, Worked>> {
    write.take_idea(idea).await?;
    let found = ideas::Entity::find()
        .filter(ideas::Column::Id.eq(idea))
        .filter(scope::ideas(scope))
        .one(write.conn())
        .await?;
    let Some(found) = found else { return Ok(Err(Worked::NotFound)) };
    Ok(match cards::status(&found.status)? {
        IdeaStatus::Merged | IdeaStatus::Withdrawn => Err(Worked::Over),
        _ => Ok(found),
    })
}

/// Notes that something happened to an idea. Not while it waits to be read: whoever decides then
/// says what they have read by this very time.
pub(super) async fn touch(write: &Write, idea: i64, now: Timestamp) -> StoreResult<()> {
    ideas::Entity::update_many()
        .col_expr(ideas::Column::ActiveAt, Expr::value(now.0))
        .filter(ideas::Column::Id.eq(idea).and(ideas::Column::WaitsSince.is_null()))
        .exec(write.conn())
        .await?;
    Ok(())
}
