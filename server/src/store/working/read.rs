//! Which departments have which ideas.

use std::collections::HashMap;

use app::{
    api::{Department, DepartmentWork, Working},
    domain::{Date, Scope, Timestamp, WorkState},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, Select,
    sea_query::{CaseStatement, Expr},
};

use super::may_act_for;
use crate::store::{
    Db, StoreError, StoreResult,
    cards::{self, CHUNK},
    entities::{
        departments,
        idea_departments::{Column, Entity},
        ideas,
    },
};

/// The most departments that are shown.
const MANY: u64 = 200;

/// What waits for a department. Bare, so that SQLite knows its partial index by it.
pub(in crate::store) const WAITS: &str = "state IN ('open', 'working')";

#[derive(FromQueryResult)]
struct Row {
    idea_id: i64,
    department: String,
    state: String,
    due_on: Option<String>,
    since: i64,
    changed_at: i64,
    name_de: String,
    name_en: String,
}

fn rows() -> Select<Entity> {
    let to_department: RelationDef = Entity::belongs_to(departments::Entity)
        .from(Column::Department)
        .to(departments::Column::Slug)
        .into();
    Entity::find()
        .select_only()
        .columns([
            Column::IdeaId,
            Column::Department,
            Column::State,
            Column::DueOn,
            Column::Since,
            Column::ChangedAt,
        ])
        .columns([departments::Column::NameDe, departments::Column::NameEn])
        .join(JoinType::InnerJoin, to_department)
        .order_by_asc(Column::Since)
        .order_by_asc(Column::Department)
}

/// Who has these ideas now, as everybody sees it, with one statement.
///
/// # Errors
/// The database cannot be read.
pub async fn public(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Vec<Working>>> {
    let mut all: HashMap<i64, Vec<Working>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let these = Column::IdeaId.is_in(ids.iter().copied());
        let rows = rows().filter(these).filter(Expr::cust(WAITS));
        for row in rows.into_model::<Row>().all(db.read()).await? {
            all.entry(row.idea_id).or_default().push(Working {
                department_de: row.name_de,
                department_en: row.name_en,
                since: Timestamp(row.since),
                due_on: row.due_on.as_deref().and_then(Date::from_iso),
            });
        }
    }
    Ok(all)
}

/// Which departments have or had these ideas, as somebody with these limits sees it, with one
/// statement.
///
/// # Errors
/// The database cannot be read.
pub async fn of_ideas(
    db: &Db,
    ids: &[i64],
    scope: &Scope,
) -> StoreResult<HashMap<i64, Vec<DepartmentWork>>> {
    let mut all: HashMap<i64, Vec<DepartmentWork>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = rows().filter(Column::IdeaId.is_in(ids.iter().copied()));
        for row in rows.into_model::<Row>().all(db.read()).await? {
            let state = WorkState::from_key(&row.state);
            let work = DepartmentWork {
                state: state.ok_or_else(|| StoreError::corrupt("idea_departments.state"))?,
                since: Timestamp(row.since),
                changed_at: Timestamp(row.changed_at),
                due_on: row.due_on.as_deref().and_then(Date::from_iso),
                mine: may_act_for(scope, &row.department),
                slug: row.department,
                name_de: row.name_de,
                name_en: row.name_en,
            };
            all.entry(row.idea_id).or_default().push(work);
        }
    }
    Ok(all)
}

/// The departments that ideas are given to, by name, each with what waits for it, as far as
/// somebody with these limits sees it, on a day.
///
/// # Errors
/// The database cannot be read.
pub async fn departments(db: &Db, scope: &Scope, today: Date) -> StoreResult<Vec<Department>> {
    let all = departments::Entity::find()
        .filter(departments::Column::ArchivedAt.is_null())
        .order_by_asc(departments::Column::NameDe)
        .order_by_asc(departments::Column::Slug)
        .limit(MANY)
        .all(db.read())
        .await?;
    let counts = counts(db, scope, today, None).await?;
    Ok(all.into_iter().map(|row| department(row, scope, &counts)).collect())
}

/// A department, archived or not, with what waits for it.
///
/// # Errors
/// The database cannot be read.
pub async fn find_department(
    db: &Db,
    slug: &str,
    scope: &Scope,
    today: Date,
) -> StoreResult<Option<Department>> {
    let row = departments::Entity::find_by_id(slug).one(db.read()).await?;
    let Some(row) = row else { return Ok(None) };
    let counts = counts(db, scope, today, Some(slug)).await?;
    Ok(Some(department(row, scope, &counts)))
}

fn department(
    row: departments::Model,
    scope: &Scope,
    counts: &HashMap<String, (i64, i64)>,
) -> Department {
    let (waiting, overdue) = counts.get(&row.slug).copied().unwrap_or_default();
    Department {
        waiting: cards::number(waiting),
        overdue: cards::number(overdue),
        mine: scope.departments.as_ref().is_some_and(|own| own.contains(&row.slug)),
        slug: row.slug,
        name_de: row.name_de,
        name_en: row.name_en,
    }
}

/// How much waits for each department, and how much of that is overdue.
async fn counts(
    db: &Db,
    scope: &Scope,
    today: Date,
    only: Option<&str>,
) -> StoreResult<HashMap<String, (i64, i64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        department: String,
        waiting: i64,
        overdue: i64,
    }
    let late = CaseStatement::new()
        .case(Expr::col((Entity, Column::DueOn)).lt(today.to_string()), Expr::value(1_i64))
        .finally(Expr::value(0_i64));
    let late: Expr = late.into();
    let mut own = Condition::all();
    if let Some(departments) = &scope.departments {
        own = own.add(Column::Department.is_in(departments.iter().map(String::as_str)));
    }
    if let Some(only) = only {
        own = own.add(Column::Department.eq(only));
    }
    let mut select = Entity::find()
        .select_only()
        .column(Column::Department)
        .expr_as(Column::IdeaId.count(), "waiting")
        .expr_as(late.sum().cast_as("BIGINT"), "overdue")
        .filter(Expr::cust(WAITS))
        .filter(own)
        .group_by(Column::Department);
    if let Some(labs) = &scope.labs {
        let to_idea: RelationDef =
            Entity::belongs_to(ideas::Entity).from(Column::IdeaId).to(ideas::Column::Id).into();
        let labs = ideas::Column::Lab.is_in(labs.iter().map(String::as_str));
        select = select.join(JoinType::InnerJoin, to_idea).filter(labs);
    }
    let rows = select.into_model::<Row>().all(db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.department, (row.waiting, row.overdue))).collect())
}
