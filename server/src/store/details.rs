//! Whole ideas, many at once, public or not: for staff.

use std::collections::HashMap;

use app::{
    api::Idea,
    domain::{Affiliation, excerpt},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::cards::{self, CHUNK, CardRow};
use super::entities::ideas;
use super::{Db, StoreResult, answers, merging, timeline, working};

/// These ideas by number, with all that their pages tell; asked by nobody in particular, so
/// supported by nobody. A fixed number of statements, however many ideas.
///
/// # Errors
/// The database cannot be read.
pub async fn by_ids(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Idea>> {
    let mut rows = Vec::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let chunk = ideas::Entity::find().filter(ideas::Column::Id.is_in(ids.iter().copied()));
        rows.extend(chunk.all(db.read()).await?);
    }
    let mut photos = cards::photos_of(db, ids).await?;
    let mut timelines = timeline::timelines(db, ids).await?;
    let mut answers = answers::public(db, ids).await?;
    let mut working = working::public(db, ids).await?;
    let mut merged = merging::merged(db, ids).await?;
    let mut links = merging::links(db, ids, true).await?;
    let mut ideas = HashMap::with_capacity(rows.len());
    for row in rows {
        let id = row.id;
        let photos = photos.remove(&id).unwrap_or_default();
        let leader = match row.merged_into {
            Some(_) => merging::leader(db.read(), id).await?,
            None => None,
        };
        let idea = Idea {
            text: row.text.clone(),
            author: row.author.clone(),
            affiliation: row.affiliation.as_deref().and_then(Affiliation::from_key),
            timeline: timelines.remove(&id).unwrap_or_default(),
            answers: answers.remove(&id).unwrap_or_default(),
            working: working.remove(&id).unwrap_or_default(),
            merged_into: leader,
            merged: merged.remove(&id).unwrap_or_default(),
            links: links.remove(&id).unwrap_or_default(),
            // Told on the page of the idea; the queue does without.
            event: None,
            reworded: row.original_text.is_some(),
            supported: false,
            seq: 0,
            card: card_row(row).card(photos.first().cloned())?,
            photos,
        };
        ideas.insert(id, idea);
    }
    Ok(ideas)
}

fn card_row(row: ideas::Model) -> CardRow {
    CardRow {
        id: row.id,
        lab: row.lab,
        topic: row.topic,
        project: row.project,
        title: row.title,
        beginning: excerpt(&row.text, 400),
        status: row.status,
        is_public: row.is_public,
        created_at: row.created_at,
        published_at: row.published_at,
        active_at: row.active_at,
        supports: row.supports,
        comments: row.comments,
        companions: row.companions,
        waits_since: row.waits_since,
    }
}
