//! From rows to cards, for the board, the live stream and the queue alike.
//!
//! What is public is the default; staff ask for more by name ([`all_by_ids`]).

use std::collections::HashMap;

use app::{
    api::{IdeaCard, PhotoRef},
    domain::{IdeaStatus, Timestamp, excerpt},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Expr,
};

use super::entities::{
    ideas::{Column, Entity},
    photos,
};
use super::{Db, StoreError, StoreResult};

/// Longest excerpt on a card, in characters.
const EXCERPT: usize = 180;
/// How much of a text is read for its excerpt, in characters: white space may go.
const EXCERPT_READ: i64 = 400;
/// How many numbers one statement asks for; SQLite takes 32,766.
pub(super) const CHUNK: usize = 1000;

/// The columns that a card is made of.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CardRow {
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
    /// The beginning of its text.
    pub beginning: String,
    /// Identifier of its status.
    pub status: String,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// When it was sent in.
    pub created_at: i64,
    /// When it became public.
    pub published_at: Option<i64>,
    /// When something last happened to it.
    pub active_at: i64,
    /// How many support it.
    pub supports: i64,
    /// How many comments are public.
    pub comments: i64,
    /// How many want to help.
    pub companions: i64,
    /// Since when it waits for staff.
    pub waits_since: Option<i64>,
}

/// A query for [`CardRow`]s, to be narrowed, ordered and ended with `into_model::<CardRow>()`.
pub fn select() -> Select<Entity> {
    let columns = [
        Column::Id,
        Column::Lab,
        Column::Topic,
        Column::Project,
        Column::Title,
        Column::Status,
        Column::IsPublic,
        Column::CreatedAt,
        Column::PublishedAt,
        Column::ActiveAt,
        Column::Supports,
        Column::Comments,
        Column::Companions,
        Column::WaitsSince,
    ];
    let beginning = Expr::cust(format!(r#"substr("ideas"."text", 1, {EXCERPT_READ})"#));
    Entity::find().select_only().columns(columns).expr_as(beginning, "beginning")
}

impl CardRow {
    /// The card, with its first photo.
    ///
    /// # Errors
    /// The database holds a status that does not exist.
    pub fn card(self, photo: Option<PhotoRef>) -> StoreResult<IdeaCard> {
        Ok(IdeaCard {
            id: self.id,
            title: self.title,
            excerpt: excerpt(&self.beginning, EXCERPT),
            topic: self.topic,
            lab: self.lab,
            project: self.project,
            status: status(&self.status)?,
            supports: number(self.supports),
            comments: number(self.comments),
            companions: number(self.companions),
            created_at: Timestamp(self.created_at),
            active_at: Timestamp(self.active_at),
            photo,
        })
    }
}

/// A status as the database has it.
///
/// # Errors
/// There is no such status.
pub fn status(key: &str) -> StoreResult<IdeaStatus> {
    IdeaStatus::from_key(key).ok_or_else(|| StoreError::corrupt("ideas.status"))
}

/// A count as the wire has it.
pub fn number(n: i64) -> u32 {
    u32::try_from(n.max(0)).unwrap_or(u32::MAX)
}

/// Cards in the order of their rows; their photos come with one more statement.
///
/// # Errors
/// The database cannot be read.
pub async fn from_rows(db: &Db, rows: Vec<CardRow>) -> StoreResult<Vec<IdeaCard>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut photos = photos_of(db, &ids).await?;
    let mut first = |id| photos.remove(&id).and_then(|all| all.into_iter().next());
    rows.into_iter()
        .map(|row| {
            let photo = first(row.id);
            row.card(photo)
        })
        .collect()
}

/// The public ones of these ideas, by number.
///
/// # Errors
/// The database cannot be read.
pub async fn cards_by_ids(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, IdeaCard>> {
    let all = all_by_ids(db, ids).await?;
    Ok(all.into_iter().filter(|(_, c)| c.is_public).map(|(id, c)| (id, c.card)).collect())
}

/// A card, and whether everybody may see it.
#[derive(Clone, Debug)]
pub struct AnyCard {
    /// The card.
    pub card: IdeaCard,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// Whether it waits for staff.
    pub waits: bool,
}

/// These ideas by number, public or not: for staff, and for the hub, which sorts them.
///
/// # Errors
/// The database cannot be read.
pub async fn all_by_ids(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, AnyCard>> {
    let mut cards = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let rows = select().filter(Column::Id.is_in(ids.iter().copied()));
        let rows = rows.into_model::<CardRow>().all(db.read()).await?;
        let state: Vec<(bool, bool)> =
            rows.iter().map(|row| (row.is_public, row.waits_since.is_some())).collect();
        for (card, (is_public, waits)) in from_rows(db, rows).await?.into_iter().zip(state) {
            cards.insert(card.id, AnyCard { card, is_public, waits });
        }
    }
    Ok(cards)
}

/// The photos of these ideas, each idea's in its order.
///
/// # Errors
/// The database cannot be read.
pub async fn photos_of(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Vec<PhotoRef>>> {
    let mut photos: HashMap<i64, Vec<PhotoRef>> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows = photos::Entity::find()
            .filter(photos::Column::IdeaId.is_in(ids.iter().copied()))
            .order_by_asc(photos::Column::Position)
            .order_by_asc(photos::Column::Id);
        for row in rows.all(db.read()).await? {
            let Some(idea) = row.idea_id else { continue };
            photos.entry(idea).or_default().push(photo(row));
        }
    }
    Ok(photos)
}

/// A photo as the wire has it.
pub fn photo(row: photos::Model) -> PhotoRef {
    PhotoRef { key: row.key, width: number(row.width), height: number(row.height), alt: row.alt }
}
