//! Topics.

use app::{
    api::{Section, TopicSettings},
    domain::TopicDraft,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};

use super::{Admin, Change, Different, MANY, begin, finish, free_slug, is_stale, subject};
use crate::store::{
    Db, StoreResult,
    entities::topics::{ActiveModel, Column, Entity, Model},
};

/// All topics, those that are put away included.
///
/// # Errors
/// The database cannot be read.
pub async fn list(db: &Db) -> StoreResult<Vec<TopicSettings>> {
    let rows = Entity::find()
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Slug)
        .limit(MANY)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(shown).collect())
}

fn shown(row: Model) -> TopicSettings {
    let archived = row.archived_at.is_some();
    let Model { slug, name_de, name_en, icon, colour, text_de, text_en, position, .. } = row;
    TopicSettings { slug, name_de, name_en, icon, colour, text_de, text_en, position, archived }
}

/// Changes the topic with this slug, or adds one.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    slug: Option<&str>,
    draft: &TopicDraft,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    if !admin.may_edit_all() {
        return Ok(Change::Forbidden);
    }
    let write = begin(db).await?;
    let row = ActiveModel {
        name_de: Set(draft.name_de.clone()),
        name_en: Set(draft.name_en.clone()),
        icon: Set(draft.icon.clone()),
        colour: Set(draft.colour.clone()),
        text_de: Set(draft.text_de.clone()),
        text_en: Set(draft.text_en.clone()),
        position: Set(draft.position),
        ..Default::default()
    };
    let (slug, note) = match slug {
        Some(slug) => {
            let Some(old) = Entity::find_by_id(slug).one(write.conn()).await? else {
                return Ok(Change::NotFound);
            };
            if is_stale(&write, &subject(Section::Topics, slug), admin).await? {
                return Ok(Change::Changed);
            }
            let Some(note) = different(&old, draft).note() else {
                return Ok(Change::Done(old.slug, None));
            };
            let row = ActiveModel { slug: Set(old.slug.clone()), ..row };
            row.update(write.conn()).await?;
            (old.slug, note)
        }
        None => {
            let Some(slug) = free_slug(&write, Section::Topics, &draft.name_de).await? else {
                return Ok(Change::Full);
            };
            let row = ActiveModel { slug: Set(slug.clone()), ..row };
            Entity::insert(row).exec_without_returning(write.conn()).await?;
            (slug, "added".to_owned())
        }
    };
    let seq = finish(db, write, subject(Section::Topics, &slug), note, admin.by).await?;
    Ok(Change::Done(slug, Some(seq)))
}

fn different(old: &Model, new: &TopicDraft) -> Different {
    let mut of = Different::default();
    of.value("name_de", &old.name_de, &new.name_de);
    of.value("name_en", &old.name_en, &new.name_en);
    of.value("icon", &old.icon, &new.icon);
    of.value("colour", &old.colour, &new.colour);
    of.text("text_de", &old.text_de, &new.text_de);
    of.text("text_en", &old.text_en, &new.text_en);
    of.value("position", &old.position.to_string(), &new.position.to_string());
    of
}
