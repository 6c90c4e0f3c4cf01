//! Internal notes on ideas.

use app::{
    api::{ActivityKind, Note},
    domain::{Scope, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};

use super::{Worked, find, may_act_for};
use crate::store::{
    Db, StoreResult,
    activity::{self, Details, Entry},
    decisions::By,
    entities::{
        notes::{ActiveModel, Column, Entity},
        staff,
    },
    scope,
};

/// The most notes that are shown.
const MANY: u64 = 200;

/// Writes a note on an idea, for one of its departments or for all.
///
/// # Errors
/// The database could not write it.
pub async fn add_note(
    db: &Db,
    idea: i64,
    text: &str,
    department: Option<&str>,
    scope: &Scope,
    by: By,
) -> StoreResult<Result<i64, Worked>> {
    let write = db.write().await?;
    write.take_idea(idea).await?;
    if !scope::sees(write.conn(), scope, idea).await? {
        write.rollback().await?;
        return Ok(Err(Worked::NotFound));
    }
    if let Some(department) = department {
        let refused = match find(&write, idea, department).await? {
            None => Some(Worked::NotAssigned),
            Some(_) if !may_act_for(scope, department) => Some(Worked::NotYours),
            Some(_) => None,
        };
        if let Some(refused) = refused {
            write.rollback().await?;
            return Ok(Err(refused));
        }
    }
    let row = ActiveModel {
        idea_id: Set(idea),
        department: Set(department.map(str::to_owned)),
        staff_id: Set(Some(by.staff)),
        text: Set(text.to_owned()),
        created_at: Set(by.now.0),
        ..ActiveModel::default()
    };
    let id = Entity::insert(row).exec(write.conn()).await?.last_insert_id;
    let details =
        Details { department: department.map(str::to_owned), item: Some(id), ..Details::default() };
    let entry = Entry::idea(ActivityKind::IdeaNoted, idea, by.now);
    activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    Ok(Ok(id))
}

/// The newest notes on an idea, newest first, 200 at the most.
///
/// # Errors
/// The database cannot be read.
pub async fn notes(db: &Db, idea: i64) -> StoreResult<Vec<Note>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        department: Option<String>,
        name: Option<String>,
        text: String,
        created_at: i64,
    }
    let to_staff: RelationDef =
        Entity::belongs_to(staff::Entity).from(Column::StaffId).to(staff::Column::Id).into();
    let rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Department, Column::Text, Column::CreatedAt])
        .column(staff::Column::Name)
        .join(JoinType::LeftJoin, to_staff)
        .filter(Column::IdeaId.eq(idea))
        .order_by_desc(Column::Id)
        .limit(MANY);
    let note = |row: Row| Note {
        id: row.id,
        department: row.department,
        by: row.name,
        text: row.text,
        at: Timestamp(row.created_at),
    };
    let rows = rows.into_model::<Row>().all(db.read()).await?;
    Ok(rows.into_iter().map(note).collect())
}
