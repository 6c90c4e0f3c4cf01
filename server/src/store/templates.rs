//! Texts that staff begin with: reasons, questions, answers.

use app::{
    api::{Section, Template, TemplateKind},
    domain::{FieldError, FieldErrors, TemplateDraft},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::{
    templates::{ActiveModel, Column, Entity, Model},
    topics,
};
use super::places::{self, Admin, Change, Different};
use super::{Db, StoreError, StoreResult};

/// The most templates that are shown.
pub const MANY: u64 = 500;

/// The templates that are in use, of one kind or of all, general ones and those of a topic or
/// of all topics. In the order in which they are offered: by kind, a topic's before the general
/// ones, then by position.
///
/// # Errors
/// The database cannot be read.
pub async fn in_use(
    db: &Db,
    kind: Option<TemplateKind>,
    topic: Option<&str>,
) -> StoreResult<Vec<Template>> {
    let mut query = Entity::find().filter(Column::ArchivedAt.is_null());
    if let Some(kind) = kind {
        query = query.filter(Column::Kind.eq(kind.as_str()));
    }
    if let Some(topic) = topic {
        query = query.filter(Column::Topic.is_null().or(Column::Topic.eq(topic)));
    }
    let rows = query
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .limit(MANY)
        .all(db.read())
        .await?;
    let mut templates = rows.into_iter().map(template).collect::<StoreResult<Vec<_>>>()?;
    // Stable: within both groups the order is that of the database. There, NULL comes first on
    // SQLite and last on PostgreSQL.
    templates.sort_by_key(|template| (template.kind, template.topic.is_none()));
    Ok(templates)
}

/// A row as the wire has it.
///
/// # Errors
/// The database holds a kind that does not exist.
pub(super) fn template(row: Model) -> StoreResult<Template> {
    let kind = TemplateKind::from_key(&row.kind);
    Ok(Template {
        id: row.id,
        kind: kind.ok_or_else(|| StoreError::corrupt("templates.kind"))?,
        topic: row.topic,
        title: row.title,
        text: row.text,
        position: row.position,
        archived: row.archived_at.is_some(),
    })
}

/// All templates, those that are put away included.
///
/// # Errors
/// The database cannot be read.
pub async fn all(db: &Db) -> StoreResult<Vec<Template>> {
    let rows = Entity::find()
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .limit(MANY)
        .all(db.read())
        .await?;
    let mut templates = rows.into_iter().map(template).collect::<StoreResult<Vec<_>>>()?;
    templates.sort_by_key(|template| (template.kind, template.topic.is_none()));
    Ok(templates)
}

/// Changes the template with this number, or adds one.
///
/// # Errors
/// The database could not write it.
pub async fn save(
    db: &Db,
    id: Option<i64>,
    draft: &TemplateDraft,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    if !admin.may_edit_all() {
        return Ok(Change::Forbidden);
    }
    let write = places::begin(db).await?;
    let row = ActiveModel {
        kind: Set(draft.kind.as_str().to_owned()),
        topic: Set(draft.topic.clone()),
        title: Set(draft.title.clone()),
        text: Set(draft.text.clone()),
        position: Set(draft.position),
        ..Default::default()
    };
    if let Some(topic) = &draft.topic
        && topics::Entity::find_by_id(topic).one(write.conn()).await?.is_none()
    {
        return Ok(Change::Unknown(FieldErrors::one("topic", FieldError::Unknown)));
    }
    let (id, note) = match id {
        Some(id) => {
            let Some(old) = Entity::find_by_id(id).one(write.conn()).await? else {
                return Ok(Change::NotFound);
            };
            let subject = places::subject(Section::Templates, &id.to_string());
            if places::is_stale(&write, &subject, admin).await? {
                return Ok(Change::Changed);
            }
            let Some(note) = different(&old, draft).note() else {
                return Ok(Change::Done(id.to_string(), None));
            };
            ActiveModel { id: Set(id), ..row }.update(write.conn()).await?;
            (id, note)
        }
        None => {
            if Entity::find().count(write.conn()).await? >= MANY {
                return Ok(Change::Full);
            }
            let id = Entity::insert(row).exec(write.conn()).await?.last_insert_id;
            (id, format!("added\ntitle: {}", draft.title))
        }
    };
    let subject = places::subject(Section::Templates, &id.to_string());
    let seq = places::finish(db, write, subject, note, admin.by).await?;
    Ok(Change::Done(id.to_string(), Some(seq)))
}

fn different(old: &Model, new: &TemplateDraft) -> Different {
    let mut of = Different::default();
    of.value("title", &old.title, &new.title);
    of.value("kind", &old.kind, new.kind.as_str());
    of.value("topic", places::or_empty(&old.topic), places::or_empty(&new.topic));
    of.text("text", &old.text, &new.text);
    of.value("position", &old.position.to_string(), &new.position.to_string());
    of
}

/// Puts a template away, or offers it again. Nothing happens where it is so already.
///
/// # Errors
/// The database could not write it.
pub async fn archive(db: &Db, id: i64, archived: bool, admin: Admin<'_>) -> StoreResult<Change> {
    if !admin.may_edit_all() {
        return Ok(Change::Forbidden);
    }
    let write = places::begin(db).await?;
    let Some(old) = Entity::find_by_id(id).one(write.conn()).await? else {
        return Ok(Change::NotFound);
    };
    if old.archived_at.is_some() == archived {
        return Ok(Change::Done(id.to_string(), None));
    }
    let at = archived.then_some(admin.by.now.0);
    let row = ActiveModel { id: Set(id), archived_at: Set(at), ..Default::default() };
    row.update(write.conn()).await?;
    let subject = places::subject(Section::Templates, &id.to_string());
    let note = if archived { "archived" } else { "restored" };
    let note = format!("{note}\ntitle: {}", old.title);
    let seq = places::finish(db, write, subject, note, admin.by).await?;
    Ok(Change::Done(id.to_string(), Some(seq)))
}
