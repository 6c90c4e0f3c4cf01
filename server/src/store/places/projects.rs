//! Projects.

use app::{
    api::{ProjectSettings, Section},
    domain::{FieldError, FieldErrors, ProjectDraft},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};

use super::{Admin, Change, Different, MANY, begin, finish, free_slug, is_stale, subject};
use crate::store::{
    Db, StoreResult,
    entities::{
        labs,
        projects::{ActiveModel, Column, Entity, Model},
    },
};

/// All projects, those that are put away included.
///
/// # Errors
/// The database cannot be read.
pub async fn list(db: &Db) -> StoreResult<Vec<ProjectSettings>> {
    let rows = Entity::find()
        .order_by_asc(Column::Lab)
        .order_by_asc(Column::NameDe)
        .limit(MANY)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(shown).collect())
}

fn shown(row: Model) -> ProjectSettings {
    let archived = row.archived_at.is_some();
    let Model { slug, lab, name_de, name_en, text_de, text_en, .. } = row;
    ProjectSettings { slug, lab, name_de, name_en, text_de, text_en, archived }
}

/// Changes the project with this slug, or adds one.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    slug: Option<&str>,
    draft: &ProjectDraft,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    let write = begin(db).await?;
    if labs::Entity::find_by_id(&draft.lab).one(write.conn()).await?.is_none() {
        return Ok(Change::Unknown(FieldErrors::one("lab", FieldError::Unknown)));
    }
    if !admin.may_edit(&draft.lab) {
        return Ok(Change::Forbidden);
    }
    let row = ActiveModel {
        lab: Set(draft.lab.clone()),
        name_de: Set(draft.name_de.clone()),
        name_en: Set(draft.name_en.clone()),
        text_de: Set(draft.text_de.clone()),
        text_en: Set(draft.text_en.clone()),
        ..Default::default()
    };
    let (slug, note) = match slug {
        Some(slug) => {
            let Some(old) = Entity::find_by_id(slug).one(write.conn()).await? else {
                return Ok(Change::NotFound);
            };
            if !admin.may_edit(&old.lab) {
                return Ok(Change::Forbidden);
            }
            if is_stale(&write, &subject(Section::Projects, slug), admin).await? {
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
            let Some(slug) = free_slug(&write, Section::Projects, &draft.name_de).await? else {
                return Ok(Change::Full);
            };
            let row = ActiveModel { slug: Set(slug.clone()), ..row };
            Entity::insert(row).exec_without_returning(write.conn()).await?;
            (slug, "added".to_owned())
        }
    };
    let seq = finish(db, write, subject(Section::Projects, &slug), note, admin.by).await?;
    Ok(Change::Done(slug, Some(seq)))
}

fn different(old: &Model, new: &ProjectDraft) -> Different {
    let mut of = Different::default();
    of.value("lab", &old.lab, &new.lab);
    of.value("name_de", &old.name_de, &new.name_de);
    of.value("name_en", &old.name_en, &new.name_en);
    of.text("text_de", &old.text_de, &new.text_de);
    of.text("text_en", &old.text_en, &new.text_en);
    of
}
