//! The newest public ideas, for feed readers and search engines.

use app::domain::{IdeaStatus, Timestamp};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::entities::ideas::{Column, Entity};
use super::ideas::is_public;
use super::{Db, StoreResult};

/// An idea, as far as a feed tells it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    /// Its number.
    pub id: i64,
    /// One line.
    pub title: String,
    /// Its paragraphs.
    pub text: String,
    /// The name that its author gave.
    pub author: Option<String>,
    /// Slug of its topic.
    pub topic: String,
    /// When it became public, in milliseconds.
    pub published_at: Option<i64>,
    /// When something last happened to it, in milliseconds.
    pub active_at: i64,
}

/// Merged ideas are read at the one that leads.
fn not_merged() -> Expr {
    Column::Status.ne(IdeaStatus::Merged.as_str())
}

/// At most `limit` public ideas of a lab and a topic (all, where none is given), newest first.
///
/// # Errors
/// The database cannot be read.
pub async fn newest(
    db: &Db,
    lab: Option<&str>,
    topic: Option<&str>,
    limit: u64,
) -> StoreResult<Vec<Entry>> {
    use Column::{ActiveAt, Author, Id, Lab, PublishedAt, Text, Title, Topic};
    let mut query = Entity::find()
        .select_only()
        .columns([Id, Title, Text, Author, Topic, PublishedAt, ActiveAt])
        .filter(is_public())
        .filter(not_merged());
    if let Some(lab) = lab {
        query = query.filter(Lab.eq(lab));
    }
    if let Some(topic) = topic {
        query = query.filter(Topic.eq(topic));
    }
    let query = query.order_by_desc(PublishedAt).order_by_desc(Id).limit(limit);
    Ok(query.into_model().all(db.read()).await?)
}

/// Numbers of the newest public ideas, and when something last happened to each.
///
/// # Errors
/// The database cannot be read.
pub async fn addresses(db: &Db, limit: u64) -> StoreResult<Vec<(i64, Timestamp)>> {
    let rows: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ActiveAt])
        .filter(is_public())
        .filter(not_merged())
        .order_by_desc(Column::PublishedAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(id, at)| (id, Timestamp(at))).collect())
}
