//! The limits of a member of staff, as conditions of a query.

use app::domain::Scope;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{Expr, IntoColumnRef, Query},
};

use super::StoreResult;
use super::entities::{idea_departments, ideas};

/// For a query over the table of ideas, under its own name: those within the limits. Nothing
/// where there are none, so that the indexes of the unlimited stay in use.
pub fn ideas(scope: &Scope) -> Condition {
    let mut within = Condition::all();
    if let Some(labs) = &scope.labs {
        within = within.add(ideas::Column::Lab.is_in(labs.iter().map(String::as_str)));
    }
    if let Some(departments) = &scope.departments {
        within = within.add(Expr::exists(
            Query::select()
                .expr(Expr::val(1))
                .from(idea_departments::Entity)
                .and_where(
                    Expr::col((idea_departments::Entity, idea_departments::Column::IdeaId))
                        .equals((ideas::Entity, ideas::Column::Id)),
                )
                .and_where(
                    idea_departments::Column::Department
                        .is_in(departments.iter().map(String::as_str)),
                )
                .and_where(idea_departments::Column::State.ne("handed_on"))
                .take(),
        ));
    }
    within
}

/// For a query over another table: those whose idea, whose number stands in `idea`, is within
/// the limits.
///
/// ```ignore
/// comments::Entity::find().filter(scope::of_ideas(&scope, comments::Column::IdeaId))
/// ```
pub fn of_ideas(scope: &Scope, idea: impl IntoColumnRef) -> Condition {
    if scope.is_everything() {
        return Condition::all();
    }
    let within = ideas::Entity::find().select_only().column(ideas::Column::Id).filter(ideas(scope));
    Condition::all().add(Expr::col(idea).in_subquery(within.into_query()))
}

/// Whether an idea is there and within the limits. What is not within is as if it were not
/// there. Within a transaction, take the idea first.
///
/// # Errors
/// The database cannot be read.
pub async fn sees(conn: &impl ConnectionTrait, scope: &Scope, idea: i64) -> StoreResult<bool> {
    let found = ideas::Entity::find()
        .select_only()
        .column(ideas::Column::Id)
        .filter(ideas::Column::Id.eq(idea))
        .filter(ideas(scope))
        .into_tuple::<i64>()
        .one(conn)
        .await?;
    Ok(found.is_some())
}
