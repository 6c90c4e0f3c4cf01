//! Reading answers: what is public for everybody, and all of it for staff.

use std::collections::HashMap;

use app::{
    api::{Answer, AnswerItem, Draft, StaffAnswer},
    domain::{Scope, Timestamp},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, Select, sea_query::Expr,
};

use crate::{
    markdown,
    store::{
        Db, StoreResult,
        cards::CHUNK,
        entities::{
            answers::{Column, Entity},
            departments, ideas, staff,
        },
        scope,
    },
};

fn to_department() -> RelationDef {
    Entity::belongs_to(departments::Entity)
        .from(Column::Department)
        .to(departments::Column::Slug)
        .into()
}

/// The public answers to these ideas, each idea's oldest first, with one statement.
///
/// # Errors
/// The database cannot be read.
pub async fn public(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Vec<Answer>>> {
    #[derive(FromQueryResult)]
    struct Row {
        idea_id: i64,
        text: String,
        published_at: i64,
        changed_at: Option<i64>,
        name_de: String,
        name_en: String,
    }
    let mut all: HashMap<i64, Vec<Answer>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = Entity::find()
            .select_only()
            .columns([Column::IdeaId, Column::Text, Column::PublishedAt, Column::ChangedAt])
            .columns([departments::Column::NameDe, departments::Column::NameEn])
            .join(JoinType::InnerJoin, to_department())
            .filter(Column::IdeaId.is_in(ids.iter().copied()))
            .filter(Column::Text.is_not_null())
            .filter(Column::WithdrawnAt.is_null())
            .order_by_asc(Column::PublishedAt)
            .order_by_asc(Column::Id);
        for row in rows.into_model::<Row>().all(db.read()).await? {
            all.entry(row.idea_id).or_default().push(Answer {
                html: markdown::html(&row.text),
                department_de: row.name_de,
                department_en: row.name_en,
                at: Timestamp(row.published_at),
                changed_at: row.changed_at.map(Timestamp),
            });
        }
    }
    Ok(all)
}

/// An answer, its department, its idea's title, and who wrote and approved it.
#[derive(FromQueryResult)]
struct Row {
    id: i64,
    idea_id: i64,
    department: String,
    text: Option<String>,
    published_at: Option<i64>,
    changed_at: Option<i64>,
    draft: Option<String>,
    draft_by: Option<i64>,
    draft_at: Option<i64>,
    ready_at: Option<i64>,
    approved_at: Option<i64>,
    withdrawn_at: Option<i64>,
    name_de: String,
    name_en: String,
    title: String,
    drafter: Option<String>,
    approver: Option<String>,
}

fn rows() -> Select<Entity> {
    let name_of = |column| {
        let name = sea_orm::sea_query::Query::select()
            .column((staff::Entity, staff::Column::Name))
            .from(staff::Entity)
            .and_where(Expr::col((staff::Entity, staff::Column::Id)).equals((Entity, column)))
            .take();
        Expr::SubQuery(None, Box::new(name.into()))
    };
    let to_idea: RelationDef =
        Entity::belongs_to(ideas::Entity).from(Column::IdeaId).to(ideas::Column::Id).into();
    Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::IdeaId,
            Column::Department,
            Column::Text,
            Column::PublishedAt,
            Column::ChangedAt,
            Column::Draft,
            Column::DraftBy,
            Column::DraftAt,
            Column::ReadyAt,
            Column::ApprovedAt,
            Column::WithdrawnAt,
        ])
        .columns([departments::Column::NameDe, departments::Column::NameEn])
        .column(ideas::Column::Title)
        .expr_as(name_of(Column::DraftBy), "drafter")
        .expr_as(name_of(Column::ApprovedBy), "approver")
        .join(JoinType::InnerJoin, to_department())
        .join(JoinType::InnerJoin, to_idea)
}

fn staff_answer(row: Row, me: i64) -> StaffAnswer {
    let draft = row.draft.zip(row.draft_at).map(|(text, at)| Draft {
        html: markdown::html(&text),
        text,
        by: row.drafter,
        mine: row.draft_by == Some(me),
        at: Timestamp(at),
        ready: row.ready_at.is_some(),
        approved_by: row.approver,
        approved_at: row.approved_at.map(Timestamp),
    });
    StaffAnswer {
        department: row.department,
        name_de: row.name_de,
        name_en: row.name_en,
        html: row.text.as_deref().map(markdown::html),
        text: row.text,
        at: row.published_at.map(Timestamp),
        changed_at: row.changed_at.map(Timestamp),
        withdrawn_at: row.withdrawn_at.map(Timestamp),
        draft,
    }
}

/// All answers to an idea, as the member of staff `me` sees them.
///
/// # Errors
/// The database cannot be read.
pub async fn of_idea(db: &Db, idea: i64, me: i64) -> StoreResult<Vec<StaffAnswer>> {
    let rows = rows().filter(Column::IdeaId.eq(idea)).order_by_asc(Column::Id);
    let rows = rows.into_model::<Row>().all(db.read()).await?;
    Ok(rows.into_iter().map(|row| staff_answer(row, me)).collect())
}

/// How far an answer has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Being written.
    Draft,
    /// Waits for a second pair of eyes.
    Ready,
    /// May be published.
    Approved,
    /// Public.
    Published,
}

/// A place in a list of answers: behind the one with this time and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it was drafted or published, in milliseconds.
    pub at: i64,
    /// Its number.
    pub id: i64,
}

/// What a page of answers shows.
#[derive(Clone, Debug)]
pub struct List<'a> {
    /// How far they have come.
    pub stand: Stand,
    /// Where to go on.
    pub after: Option<Place>,
    /// How many.
    pub limit: u64,
    /// Whose ideas.
    pub scope: &'a Scope,
    /// Who asks.
    pub me: i64,
}

/// A page of answers, those that wait longest first, the public ones newest first; and where the
/// next page begins. A department's people see their own departments' answers.
///
/// # Errors
/// The database cannot be read.
pub async fn list(db: &Db, list: &List<'_>) -> StoreResult<(Vec<AnswerItem>, Option<Place>)> {
    let (column, order) = match list.stand {
        Stand::Published => (Column::PublishedAt, Order::Desc),
        _ => (Column::DraftAt, Order::Asc),
    };
    let stands = match list.stand {
        Stand::Draft => {
            Condition::all().add(Column::Draft.is_not_null()).add(Column::ReadyAt.is_null())
        }
        Stand::Ready => Condition::all()
            .add(Column::Draft.is_not_null())
            .add(Column::ReadyAt.is_not_null())
            .add(Column::ApprovedAt.is_null()),
        Stand::Approved => {
            Condition::all().add(Column::Draft.is_not_null()).add(Column::ApprovedAt.is_not_null())
        }
        Stand::Published => Condition::all().add(Column::Text.is_not_null()),
    };
    let mut select = rows()
        .filter(stands)
        .filter(scope::ideas(list.scope))
        .order_by(column, order.clone())
        .order_by(Column::Id, order.clone())
        .limit(list.limit + 1);
    if let Some(departments) = &list.scope.departments {
        select = select.filter(Column::Department.is_in(departments.iter().map(String::as_str)));
    }
    if let Some(Place { at, id }) = list.after {
        let here = Expr::tuple([Expr::col((Entity, column)), Expr::col((Entity, Column::Id))]);
        let there = Expr::tuple([Expr::value(at), Expr::value(id)]);
        select = select.filter(match order {
            Order::Desc => here.lt(there),
            _ => here.gt(there),
        });
    }
    let mut found = select.into_model::<Row>().all(db.read()).await?;
    let limit = usize::try_from(list.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let at = |row: &Row| match list.stand {
        Stand::Published => row.published_at,
        _ => row.draft_at,
    };
    let next = found.last().filter(|_| more);
    let next = next.map(|row| Place { at: at(row).unwrap_or_default(), id: row.id });
    let item = |row: Row| AnswerItem {
        idea: row.idea_id,
        title: row.title.clone(),
        answer: staff_answer(row, list.me),
    };
    Ok((found.into_iter().map(item).collect(), next))
}
