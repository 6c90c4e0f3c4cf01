//! Lists of ideas for staff: what a department has, and all ideas there are, so that none is
//! forgotten.

use app::{
    api::WorkItem,
    domain::{IdeaStatus, Scope, WorkState},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, JoinType, Order, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
    sea_query::{Expr, Query, extension::postgres::PgExpr},
};

use super::entities::{idea_departments as work, ideas};
use super::{Db, StoreResult, cards, scope, working};

/// Stands for no day: behind all days.
const NO_DAY: &str = "9999-12-31";
/// The order of a department's list. As the index has it.
const DAY: &str = "COALESCE(due_on, '9999-12-31')";

/// A place in a department's list: behind this idea, which is due on this day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlace {
    /// The day, as `2026-12-01`; none where none is set.
    pub day: Option<String>,
    /// Number of the idea.
    pub idea: i64,
}

/// What a department has: what waits for it, or what is in one state. Overdue first, then by
/// day, those without a day last; and where the next page begins.
///
/// # Errors
/// The database cannot be read.
pub async fn of_department(
    db: &Db,
    department: &str,
    state: Option<WorkState>,
    after: Option<&DayPlace>,
    limit: u64,
    scope: &Scope,
) -> StoreResult<(Vec<WorkItem>, Option<DayPlace>)> {
    use work::{Column, Entity};
    let mut select = Entity::find()
        .select_only()
        .columns([Column::IdeaId, Column::DueOn])
        .filter(Column::Department.eq(department))
        .order_by(Expr::cust(DAY), Order::Asc)
        .order_by_asc(Column::IdeaId)
        .limit(limit + 1);
    select = match state {
        Some(state) => select.filter(Column::State.eq(state.as_str())),
        None => select.filter(Expr::cust(working::WAITS)),
    };
    if let Some(labs) = &scope.labs {
        let to_idea: RelationDef =
            Entity::belongs_to(ideas::Entity).from(Column::IdeaId).to(ideas::Column::Id).into();
        let labs = ideas::Column::Lab.is_in(labs.iter().map(String::as_str));
        select = select.join(JoinType::InnerJoin, to_idea).filter(labs);
    }
    if let Some(place) = after {
        let here = Expr::tuple([Expr::cust(DAY), Expr::col((Entity, Column::IdeaId))]);
        let day = place.day.as_deref().unwrap_or(NO_DAY);
        select = select.filter(here.gt(Expr::tuple([Expr::value(day), Expr::value(place.idea)])));
    }
    let mut rows: Vec<(i64, Option<String>)> = select.into_tuple().all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more);
    let next = next.map(|(idea, day)| DayPlace { day: day.clone(), idea: *idea });
    let ids: Vec<i64> = rows.into_iter().map(|(idea, _)| idea).collect();
    Ok((items(db, &ids, scope).await?, next))
}

/// Which departments an idea shall have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Having {
    /// Whatever.
    #[default]
    Any,
    /// None that it waits for.
    None,
    /// This one.
    One(String),
}

/// What ideas are looked for.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Words, all of which its title or text has.
    pub words: Vec<String>,
    /// Its number, where it was looked for by it.
    pub number: Option<i64>,
    /// Its status.
    pub status: Option<IdeaStatus>,
    /// Who has it.
    pub having: Having,
    /// Untouched since this moment, in milliseconds; then the longest untouched come first.
    pub untouched_since: Option<i64>,
    /// Where to go on: the idea with this time and number.
    pub after: Option<(i64, i64)>,
    /// How many.
    pub limit: u64,
}

/// All ideas, public or not, that somebody with these limits sees: newest first, or the longest
/// untouched first; and where the next page begins.
///
/// # Errors
/// The database cannot be read.
pub async fn find(
    db: &Db,
    sought: &Sought,
    scope: &Scope,
) -> StoreResult<(Vec<WorkItem>, Option<(i64, i64)>)> {
    use ideas::{Column, Entity};
    let idle = sought.untouched_since.is_some();
    let (column, order) =
        if idle { (Column::ActiveAt, Order::Asc) } else { (Column::CreatedAt, Order::Desc) };
    let mut select = Entity::find()
        .select_only()
        .columns([column, Column::Id])
        .filter(scope::ideas(scope))
        .order_by(column, order.clone())
        .order_by(Column::Id, order)
        .limit(sought.limit + 1);
    if let Some(number) = sought.number {
        select = select.filter(Column::Id.eq(number));
    }
    for word in &sought.words {
        select = select.filter(says(db, word));
    }
    if let Some(status) = sought.status {
        select = select.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(since) = sought.untouched_since {
        select = select.filter(Column::ActiveAt.lte(since));
    }
    let given = |department: Option<&str>| {
        let mut query = Query::select();
        query
            .expr(Expr::val(1))
            .from(work::Entity)
            .and_where(Expr::col((work::Entity, work::Column::IdeaId)).equals((Entity, Column::Id)))
            .and_where(work::Column::State.ne(WorkState::HandedOn.as_str()));
        if let Some(department) = department {
            query.and_where(work::Column::Department.eq(department));
        }
        Expr::exists(query.take())
    };
    select = match &sought.having {
        Having::Any => select,
        Having::None => select.filter(given(None).not()),
        Having::One(department) => select.filter(given(Some(department))),
    };
    if let Some((at, id)) = sought.after {
        let here = Expr::tuple([Expr::col((Entity, column)), Expr::col((Entity, Column::Id))]);
        let there = Expr::tuple([Expr::value(at), Expr::value(id)]);
        select = select.filter(if idle { here.gt(there) } else { here.lt(there) });
    }
    let mut rows: Vec<(i64, i64)> = select.into_tuple().all(db.read()).await?;
    let limit = usize::try_from(sought.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).copied();
    let ids: Vec<i64> = rows.into_iter().map(|(_, id)| id).collect();
    Ok((items(db, &ids, scope).await?, next))
}

/// Whether an idea's title or text has a word. The databases fold only letters without umlauts,
/// and PostgreSQL all: so the word is looked for as it is, small, and with a capital.
fn says(db: &Db, word: &str) -> Condition {
    use ideas::{Column, Entity};
    let small = word.to_lowercase();
    let mut letters = small.chars();
    let capital: String =
        letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect());
    let mut variants = vec![word.to_owned(), small, capital, word.to_uppercase()];
    variants.sort_unstable();
    variants.dedup();
    let mut any = Condition::any();
    for variant in variants {
        let escaped = variant.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let pattern = format!("%{escaped}%");
        for column in [Column::Title, Column::Text] {
            let column = Expr::col((Entity, column));
            any = any.add(match db.is_postgres() {
                true => column.ilike(pattern.as_str()),
                false => {
                    column.like(sea_orm::sea_query::LikeExpr::new(pattern.as_str()).escape('\\'))
                }
            });
        }
    }
    any
}

/// Cards in the order of their numbers, with their departments.
async fn items(db: &Db, ids: &[i64], scope: &Scope) -> StoreResult<Vec<WorkItem>> {
    let mut cards = cards::all_by_ids(db, ids).await?;
    let mut departments = working::of_ideas(db, ids, scope).await?;
    let item = |id: &i64| {
        let any = cards.remove(id)?;
        let departments = departments.remove(id).unwrap_or_default();
        Some(WorkItem { card: any.card, public: any.is_public, departments })
    };
    Ok(ids.iter().filter_map(item).collect())
}
