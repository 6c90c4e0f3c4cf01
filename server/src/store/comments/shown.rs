//! Comments for the live stream: as staff and as everybody read them.

use std::collections::{HashMap, HashSet};

use app::api::Comment;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

use super::{PUBLISHED, comment, public_comment};
use crate::store::{
    Db, StoreResult,
    entities::comments::{Column, Entity, Model},
};

/// A comment, and what everybody may read of it as long as its idea is public.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The comment.
    pub comment: Comment,
    /// As everybody reads it: itself, or the place of one that was hidden; none where neither it
    /// nor what it replies to has a place.
    pub public: Option<Comment>,
    /// Whether it waits for staff.
    pub waits: bool,
}

/// These comments by number, public or not.
///
/// # Errors
/// The database cannot be read.
pub async fn shown(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Shown>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().copied()));
    let rows = rows.all(db.read()).await?;
    let parents = rows.iter().filter_map(|row| row.reply_to).collect::<Vec<_>>();
    let has_place = || Column::Status.eq(PUBLISHED).or(Column::HiddenAt.is_not_null());
    let public: HashSet<i64> = match parents.is_empty() {
        true => HashSet::new(),
        false => {
            let found = Entity::find()
                .select_only()
                .column(Column::Id)
                .filter(Column::Id.is_in(parents))
                .filter(has_place());
            found.into_tuple().all(db.read()).await?.into_iter().collect()
        }
    };
    let shown = |row: Model| {
        let parent = row.reply_to.is_none_or(|parent| public.contains(&parent));
        let has_place = parent && (row.status == PUBLISHED || row.hidden_at.is_some());
        let waits = row.waits_since.is_some();
        let public = has_place.then(|| public_comment(row.clone()));
        (row.id, Shown { comment: comment(row), public, waits })
    };
    Ok(rows.into_iter().map(shown).collect())
}
