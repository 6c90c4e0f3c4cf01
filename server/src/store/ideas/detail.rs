//! One idea with all that its page tells.

use app::{
    api::Idea,
    domain::{Affiliation, excerpt},
};
use sea_orm::{EntityTrait, QueryFilter};

use super::{is_public, public};
use crate::store::{
    Db, StoreResult, activity, answers,
    cards::{self, CardRow},
    entities::ideas,
    events, merging, supports, timeline, working,
};

/// The public idea with this number, as this participant sees it.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, id: i64, participant: Option<i64>) -> StoreResult<Option<Idea>> {
    // First: what happens from here on comes through the live stream.
    let seq = activity::head(db).await?;
    let found = ideas::Entity::find_by_id(id).filter(is_public()).one(db.read()).await?;
    let Some(model) = found else { return Ok(None) };
    let photos = cards::photos_of(db, &[id]).await?.remove(&id).unwrap_or_default();
    let timeline = timeline::timelines(db, &[id]).await?.remove(&id).unwrap_or_default();
    let supported = match participant {
        Some(participant) => !supports::of(db, participant, &[id]).await?.is_empty(),
        None => false,
    };
    let mut leader = None;
    if model.merged_into.is_some()
        && let Some(found) = merging::leader(db.read(), id).await?
        && public(db, found).await?
    {
        leader = Some(found);
    }
    Ok(Some(Idea {
        text: model.text.clone(),
        author: model.author.clone(),
        affiliation: model.affiliation.as_deref().and_then(Affiliation::from_key),
        timeline,
        answers: answers::public(db, &[id]).await?.remove(&id).unwrap_or_default(),
        working: working::public(db, &[id]).await?.remove(&id).unwrap_or_default(),
        merged_into: leader,
        merged: merging::merged(db, &[id]).await?.remove(&id).unwrap_or_default(),
        links: merging::links(db, &[id], false).await?.remove(&id).unwrap_or_default(),
        event: match model.event_id {
            Some(event) => events::title(db, event).await?.map(|title| (event, title)),
            None => None,
        },
        reworded: model.original_text.is_some(),
        supported,
        seq,
        card: row(model).card(photos.first().cloned())?,
        photos,
    }))
}

fn row(model: ideas::Model) -> CardRow {
    CardRow {
        id: model.id,
        lab: model.lab,
        topic: model.topic,
        project: model.project,
        title: model.title,
        beginning: excerpt(&model.text, 400),
        status: model.status,
        is_public: model.is_public,
        created_at: model.created_at,
        published_at: model.published_at,
        active_at: model.active_at,
        supports: model.supports,
        comments: model.comments,
        companions: model.companions,
        waits_since: model.waits_since,
    }
}
