//! Departments.

use app::{
    api::{DepartmentSettings, Section},
    domain::DepartmentDraft,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};

use super::{Admin, Change, Different, MANY, begin, finish, free_slug, is_stale, subject};
use crate::store::{
    Db, StoreResult,
    entities::departments::{ActiveModel, Column, Entity, Model},
};

/// All departments, those that are put away included.
///
/// # Errors
/// The database cannot be read.
pub async fn list(db: &Db) -> StoreResult<Vec<DepartmentSettings>> {
    let rows = Entity::find()
        .order_by_asc(Column::NameDe)
        .order_by_asc(Column::Slug)
        .limit(MANY)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(shown).collect())
}

fn shown(row: Model) -> DepartmentSettings {
    let Model { slug, name_de, name_en, archived_at } = row;
    DepartmentSettings { slug, name_de, name_en, archived: archived_at.is_some() }
}

/// Changes the department with this slug, or adds one.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    slug: Option<&str>,
    draft: &DepartmentDraft,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    if !admin.may_edit_all() {
        return Ok(Change::Forbidden);
    }
    let write = begin(db).await?;
    let row = ActiveModel {
        name_de: Set(draft.name_de.clone()),
        name_en: Set(draft.name_en.clone()),
        ..Default::default()
    };
    let (slug, note) = match slug {
        Some(slug) => {
            let Some(old) = Entity::find_by_id(slug).one(write.conn()).await? else {
                return Ok(Change::NotFound);
            };
            if is_stale(&write, &subject(Section::Departments, slug), admin).await? {
                return Ok(Change::Changed);
            }
            let mut different = Different::default();
            different.value("name_de", &old.name_de, &draft.name_de);
            different.value("name_en", &old.name_en, &draft.name_en);
            let Some(note) = different.note() else {
                return Ok(Change::Done(old.slug, None));
            };
            let row = ActiveModel { slug: Set(old.slug.clone()), ..row };
            row.update(write.conn()).await?;
            (old.slug, note)
        }
        None => {
            let free = free_slug(&write, Section::Departments, &draft.name_de).await?;
            let Some(slug) = free else { return Ok(Change::Full) };
            let row = ActiveModel { slug: Set(slug.clone()), ..row };
            Entity::insert(row).exec_without_returning(write.conn()).await?;
            (slug, "added".to_owned())
        }
    };
    let seq = finish(db, write, subject(Section::Departments, &slug), note, admin.by).await?;
    Ok(Change::Done(slug, Some(seq)))
}
