//! The board: one statement for a page of cards, one for their photos, however many ideas
//! there are. Every order and every single filter has an index that begins where the page does.

use app::{
    api::{IdeaCard, IdeaSort},
    domain::IdeaStatus,
};
use sea_orm::{
    ColumnTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::is_public;
use crate::store::{
    Db, StoreResult,
    cards::{self, CardRow},
    entities::ideas::Column,
};

/// A place in a list: behind the idea with this value of the order and this number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// A time in milliseconds, or a number of supports.
    pub value: i64,
    /// Number of the idea.
    pub id: i64,
}

/// What a page of the board shows.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// Slug of a lab.
    pub lab: Option<String>,
    /// Slug of a topic.
    pub topic: Option<String>,
    /// Slug of a project.
    pub project: Option<String>,
    /// A status.
    pub status: Option<IdeaStatus>,
    /// The order.
    pub sort: IdeaSort,
    /// Where to go on.
    pub after: Option<Place>,
    /// How many.
    pub limit: u64,
}

/// A page of the board.
#[derive(Clone, Debug)]
pub struct Listed {
    /// In the order asked for.
    pub cards: Vec<IdeaCard>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
}

/// A page of public ideas. Merged ones are found through the idea that leads.
///
/// # Errors
/// The database cannot be read.
pub async fn list(db: &Db, query: &ListQuery) -> StoreResult<Listed> {
    let column = match query.sort {
        IdeaSort::Newest => Column::PublishedAt,
        IdeaSort::Supported => Column::Supports,
        IdeaSort::Active => Column::ActiveAt,
    };
    let mut select = cards::select()
        .filter(is_public())
        .filter(Column::Status.ne(IdeaStatus::Merged.as_str()))
        .order_by(column, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(query.limit + 1);
    let equal = [(Column::Lab, &query.lab), (Column::Topic, &query.topic)];
    for (filter, value) in equal.into_iter().chain([(Column::Project, &query.project)]) {
        if let Some(value) = value {
            select = select.filter(filter.eq(value.as_str()));
        }
    }
    if let Some(status) = query.status {
        select = select.filter(Column::Status.eq(status.as_str()));
    }
    if let Some(Place { value, id }) = query.after {
        let here = Expr::tuple([Expr::col(column), Expr::col(Column::Id)]);
        select = select.filter(here.lt(Expr::tuple([Expr::value(value), Expr::value(id)])));
    }
    let mut rows = select.into_model::<CardRow>().all(db.read()).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| place(row, query.sort));
    Ok(Listed { cards: cards::from_rows(db, rows).await?, next })
}

fn place(row: &CardRow, sort: IdeaSort) -> Place {
    let value = match sort {
        IdeaSort::Newest => row.published_at.unwrap_or_default(),
        IdeaSort::Supported => row.supports,
        IdeaSort::Active => row.active_at,
    };
    Place { value, id: row.id }
}
