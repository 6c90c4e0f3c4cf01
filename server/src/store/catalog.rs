//! Labs, topics and projects.

use std::sync::Arc;

use app::api::{Catalog, Hours, Lab, LabName, Project, Topic};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::entities::{labs, projects, topics};
use super::kept::Kept;
use super::{Db, StoreResult};

/// The most labs, topics or projects that are shown.
const MANY: u64 = 200;

/// What changes a few times a year and is needed on every page.
#[derive(Debug, Default)]
pub struct Places {
    /// What ideas are sorted by.
    pub catalog: Catalog,
    /// The labs with all that their pages tell, without their number of ideas.
    pub labs: Vec<Lab>,
}

/// Keeps the catalog until it changes, so that it costs nothing.
#[derive(Debug, Default)]
pub struct CatalogCache(Kept<Places>);

impl CatalogCache {
    /// The catalog, as this process has heard of it, and at most ten seconds old.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn get(&self, db: &Db) -> StoreResult<Arc<Places>> {
        self.0.get(db, read).await
    }
}

async fn read(db: &Db) -> StoreResult<Places> {
    let labs = labs::Entity::find()
        .order_by_asc(labs::Column::Position)
        .order_by_asc(labs::Column::Slug)
        .limit(MANY)
        .all(db.read())
        .await?;
    let topics = topics::Entity::find()
        .order_by_asc(topics::Column::Position)
        .order_by_asc(topics::Column::Slug)
        .limit(MANY)
        .all(db.read())
        .await?;
    let projects = projects::Entity::find()
        .order_by_asc(projects::Column::Lab)
        .order_by_asc(projects::Column::NameDe)
        .limit(MANY)
        .all(db.read())
        .await?;
    let name = |lab: &labs::Model| LabName {
        slug: lab.slug.clone(),
        name: lab.name.clone(),
        mobile: lab.mobile,
        archived: lab.archived_at.is_some(),
    };
    let catalog = Catalog {
        labs: labs.iter().map(name).collect(),
        topics: topics.into_iter().map(topic).collect(),
        projects: projects.into_iter().map(project).collect(),
    };
    Ok(Places { catalog, labs: labs.into_iter().map(lab).collect() })
}

fn topic(model: topics::Model) -> Topic {
    let archived = model.archived_at.is_some();
    let topics::Model { slug, name_de, name_en, icon, colour, .. } = model;
    Topic { slug, name_de, name_en, icon, colour, archived }
}

fn project(model: projects::Model) -> Project {
    let archived = model.archived_at.is_some();
    let projects::Model { slug, lab, name_de, name_en, .. } = model;
    Project { slug, lab, name_de, name_en, archived }
}

fn lab(model: labs::Model) -> Lab {
    let hours: Vec<Hours> = serde_json::from_str(&model.hours).unwrap_or_else(|error| {
        tracing::error!(lab = model.slug, %error, "opening hours cannot be read");
        Vec::new()
    });
    Lab {
        slug: model.slug,
        name: model.name,
        town: model.town,
        mobile: model.mobile,
        address: model.address,
        phone: model.phone,
        email: model.email,
        text_de: model.text_de,
        text_en: model.text_en,
        question_de: model.question_de,
        hours,
        hours_note_de: model.hours_note_de,
        hours_note_en: model.hours_note_en,
        ideas: 0,
    }
}
