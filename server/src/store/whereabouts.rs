//! Where ideas belong: what decides whether somebody with limits hears of them.

use std::collections::HashMap;

use app::domain::Scope;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::cards::CHUNK;
use super::entities::{idea_departments, ideas};
use super::{Db, StoreResult};

/// The lab of an idea and the departments that have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// Slug of the lab.
    pub lab: Option<String>,
    /// Slugs of the departments, those that handed it on left out.
    pub departments: Vec<String>,
}

impl Whereabouts {
    /// Whether it is within these limits.
    pub fn is_within(&self, scope: &Scope) -> bool {
        let departments = scope.departments.as_ref();
        scope.has_lab(self.lab.as_deref())
            && departments.is_none_or(|own| self.departments.iter().any(|one| own.contains(one)))
    }
}

/// Where these ideas belong, with two statements.
///
/// # Errors
/// The database cannot be read.
pub async fn of(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Whereabouts>> {
    let mut all: HashMap<i64, Whereabouts> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let labs: Vec<(i64, Option<String>)> = ideas::Entity::find()
            .select_only()
            .columns([ideas::Column::Id, ideas::Column::Lab])
            .filter(ideas::Column::Id.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db.read())
            .await?;
        for (id, lab) in labs {
            all.entry(id).or_default().lab = lab;
        }
        let departments: Vec<(i64, String)> = idea_departments::Entity::find()
            .select_only()
            .columns([idea_departments::Column::IdeaId, idea_departments::Column::Department])
            .filter(idea_departments::Column::IdeaId.is_in(ids.iter().copied()))
            .filter(idea_departments::Column::State.ne("handed_on"))
            .into_tuple()
            .all(db.read())
            .await?;
        for (id, department) in departments {
            all.entry(id).or_default().departments.push(department);
        }
    }
    Ok(all)
}
