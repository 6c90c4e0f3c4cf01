//! What the indexes of public and of waiting ideas read.

use app::domain::IdeaStatus;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::cards::CHUNK;
use super::entities::{activity, ideas};
use super::{Db, StoreResult};

/// What is searched and filtered by.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Searchable {
    /// Its number.
    pub id: i64,
    /// Slug of its lab.
    pub lab: Option<String>,
    /// Slug of its topic.
    pub topic: String,
    /// Slug of its project.
    pub project: Option<String>,
    /// One line.
    pub title: String,
    /// All its paragraphs.
    pub text: String,
    /// Identifier of its status.
    pub status: String,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// When it became public.
    pub published_at: Option<i64>,
    /// When something last happened to it.
    pub active_at: i64,
    /// How many support it.
    pub supports: i64,
}

fn select() -> sea_orm::Select<ideas::Entity> {
    use ideas::Column::{
        ActiveAt, Id, IsPublic, Lab, Project, PublishedAt, Status, Supports, Text, Title, Topic,
    };
    ideas::Entity::find().select_only().columns([
        Id,
        Lab,
        Topic,
        Project,
        Title,
        Text,
        Status,
        IsPublic,
        PublishedAt,
        ActiveAt,
        Supports,
    ])
}

/// At most `limit` ideas, public ones and such that wait for a moderator, whose number is greater than `after`, by number.
///
/// # Errors
/// The database cannot be read.
pub async fn page(db: &Db, after: i64, limit: u64) -> StoreResult<Vec<Searchable>> {
    let rows = select()
        .filter(
            ideas::Column::IsPublic
                .eq(true)
                .or(ideas::Column::Status.eq(IdeaStatus::Submitted.as_str())),
        )
        .filter(ideas::Column::Id.gt(after))
        .order_by_asc(ideas::Column::Id)
        .limit(limit);
    Ok(rows.into_model().all(db.read()).await?)
}

/// These ideas, public or not.
///
/// # Errors
/// The database cannot be read.
pub async fn by_ids(db: &Db, ids: &[i64]) -> StoreResult<Vec<Searchable>> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let chunk = select().filter(ideas::Column::Id.is_in(ids.iter().copied()));
        rows.extend(chunk.into_model::<Searchable>().all(db.read()).await?);
    }
    Ok(rows)
}

/// One entry of the log.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// Its place in the log.
    pub seq: i64,
    /// Number of the idea that it is about, if it is about one.
    pub idea: Option<i64>,
}

/// At most `limit` entries of the log after `seq`, in order.
///
/// # Errors
/// The database cannot be read.
pub async fn changes(db: &Db, seq: i64, limit: u64) -> StoreResult<Vec<Change>> {
    use activity::Column::{IdeaId, Seq};
    let rows: Vec<(i64, Option<i64>)> = activity::Entity::find()
        .select_only()
        .columns([Seq, IdeaId])
        .filter(Seq.gt(seq))
        .order_by_asc(Seq)
        .limit(limit)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(seq, idea)| Change { seq, idea }).collect())
}
