//! Labs.

use app::{
    api::{Hours, LabSettings, Section},
    domain::{LabDraft, hours_line},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};

use super::{
    Admin, Change, Different, MANY, begin, finish, free_slug, is_stale, or_empty, subject,
};
use crate::store::{
    Db, StoreResult,
    entities::labs::{ActiveModel, Column, Entity, Model},
};

/// All labs, those that are put away included.
///
/// # Errors
/// The database cannot be read.
pub async fn list(db: &Db) -> StoreResult<Vec<LabSettings>> {
    let rows = Entity::find()
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Slug)
        .limit(MANY)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(shown).collect())
}

fn shown(row: Model) -> LabSettings {
    LabSettings {
        hours: hours(&row),
        slug: row.slug,
        name: row.name,
        town: row.town,
        mobile: row.mobile,
        address: row.address,
        phone: row.phone,
        email: row.email,
        text_de: row.text_de,
        text_en: row.text_en,
        question_de: row.question_de,
        hours_note_de: row.hours_note_de,
        hours_note_en: row.hours_note_en,
        pre_moderation: row.pre_moderation,
        position: row.position,
        archived: row.archived_at.is_some(),
    }
}

/// What cannot be read is no hours: then they can be written anew.
fn hours(row: &Model) -> Vec<Hours> {
    serde_json::from_str(&row.hours).unwrap_or_default()
}

/// Changes the lab with this slug, or adds one.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    slug: Option<&str>,
    draft: &LabDraft,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    let write = begin(db).await?;
    let hours = serde_json::to_string(&draft.hours).unwrap_or_else(|_| "[]".to_owned());
    let row = ActiveModel {
        name: Set(draft.name.clone()),
        town: Set(draft.town.clone()),
        mobile: Set(draft.mobile),
        address: Set(draft.address.clone()),
        phone: Set(draft.phone.clone()),
        email: Set(draft.email.clone()),
        text_de: Set(draft.text_de.clone()),
        text_en: Set(draft.text_en.clone()),
        question_de: Set(draft.question_de.clone()),
        hours: Set(hours),
        hours_note_de: Set(draft.hours_note_de.clone()),
        hours_note_en: Set(draft.hours_note_en.clone()),
        pre_moderation: Set(draft.pre_moderation),
        position: Set(draft.position),
        ..Default::default()
    };
    let (slug, note) = match slug {
        Some(slug) => {
            let Some(old) = Entity::find_by_id(slug).one(write.conn()).await? else {
                return Ok(Change::NotFound);
            };
            if !admin.may_edit(slug) {
                return Ok(Change::Forbidden);
            }
            if is_stale(&write, &subject(Section::Labs, slug), admin).await? {
                return Ok(Change::Changed);
            }
            let Some(note) = different(&old, draft).note() else {
                return Ok(Change::Done(old.slug, None));
            };
            let row = ActiveModel { slug: Set(old.slug.clone()), ..row };
            row.update(write.conn()).await?;
            (old.slug, note)
        }
        None if !admin.may_edit_all() => return Ok(Change::Forbidden),
        None => {
            let Some(slug) = free_slug(&write, Section::Labs, &draft.name).await? else {
                return Ok(Change::Full);
            };
            let row = ActiveModel { slug: Set(slug.clone()), ..row };
            Entity::insert(row).exec_without_returning(write.conn()).await?;
            (slug, "added".to_owned())
        }
    };
    let seq = finish(db, write, subject(Section::Labs, &slug), note, admin.by).await?;
    Ok(Change::Done(slug, Some(seq)))
}

fn different(old: &Model, new: &LabDraft) -> Different {
    let mut of = Different::default();
    of.value("name", &old.name, &new.name);
    of.value("town", &old.town, &new.town);
    of.value("mobile", &old.mobile.to_string(), &new.mobile.to_string());
    of.value("address", or_empty(&old.address), or_empty(&new.address));
    of.value("phone", or_empty(&old.phone), or_empty(&new.phone));
    of.value("email", or_empty(&old.email), or_empty(&new.email));
    of.text("text_de", &old.text_de, &new.text_de);
    of.text("text_en", &old.text_en, &new.text_en);
    of.value("question_de", or_empty(&old.question_de), or_empty(&new.question_de));
    let was = hours(old);
    for day in 1..=7 {
        let (was, is) = (hours_line(&was, day), hours_line(&new.hours, day));
        of.value(&format!("hours_{day}"), &was, &is);
    }
    of.text("hours_note_de", or_empty(&old.hours_note_de), or_empty(&new.hours_note_de));
    of.text("hours_note_en", or_empty(&old.hours_note_en), or_empty(&new.hours_note_en));
    let first = (old.pre_moderation.to_string(), new.pre_moderation.to_string());
    of.value("pre_moderation", &first.0, &first.1);
    of.value("position", &old.position.to_string(), &new.position.to_string());
    of
}
