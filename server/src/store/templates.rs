//! Texts that staff begin with: reasons, questions, answers.

use app::api::{Template, TemplateKind};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::templates::{Column, Entity, Model};
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
