//! The labs, topics and projects of the sample content, as rows.

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde::Deserialize;

use crate::store::{
    StoreError, StoreResult, Write,
    entities::{labs, projects, topics},
};

/// Whose ideas need no moderator first: what is sent in there is public at once.
const OPEN: &str = "menden";

#[derive(Deserialize)]
pub(super) struct Places {
    pub(super) labs: Vec<Lab>,
    pub(super) topics: Vec<Topic>,
    pub(super) projects: Vec<Project>,
}

#[derive(Deserialize)]
pub(super) struct Lab {
    pub(super) slug: String,
    name: String,
    town: String,
    kind: String,
    text_de: String,
    text_en: String,
    hours: serde_json::Value,
}

#[derive(Deserialize)]
pub(super) struct Topic {
    pub(super) slug: String,
    name_de: String,
    name_en: String,
    icon: String,
    colour: String,
    text_de: String,
    text_en: String,
}

#[derive(Deserialize)]
pub(super) struct Project {
    pub(super) slug: String,
    pub(super) lab: String,
    name_de: String,
    name_en: String,
    text_de: String,
    text_en: String,
}

impl Places {
    pub(super) fn read() -> StoreResult<Self> {
        serde_json::from_str(include_str!("../demo/content/places.json"))
            .map_err(|error| StoreError::corrupt(&error.to_string()))
    }

    pub(super) async fn write(&self, write: &Write) -> StoreResult<()> {
        let labs = (0..).zip(&self.labs).map(|(position, lab)| lab.row(position));
        insert::<labs::Entity, _>(write, labs.collect()).await?;
        let topics = (0..).zip(&self.topics).map(|(position, topic)| topic.row(position));
        insert::<topics::Entity, _>(write, topics.collect()).await?;
        insert::<projects::Entity, _>(write, self.projects.iter().map(Project::row).collect()).await
    }
}

async fn insert<E, A>(write: &Write, rows: Vec<E::Model>) -> StoreResult<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    E::insert_many::<A, _>(rows).exec_without_returning(write.conn()).await?;
    Ok(())
}

impl Lab {
    fn row(&self, position: i64) -> labs::Model {
        labs::Model {
            slug: self.slug.clone(),
            name: self.name.clone(),
            town: self.town.clone(),
            mobile: self.kind == "mobile",
            address: None,
            phone: None,
            email: None,
            text_de: self.text_de.clone(),
            text_en: self.text_en.clone(),
            question_de: None,
            hours: self.hours.to_string(),
            hours_note_de: None,
            hours_note_en: None,
            pre_moderation: self.slug != OPEN,
            position,
            evening_until: None,
            archived_at: None,
        }
    }
}

impl Topic {
    fn row(&self, position: i64) -> topics::Model {
        topics::Model {
            slug: self.slug.clone(),
            name_de: self.name_de.clone(),
            name_en: self.name_en.clone(),
            icon: self.icon.clone(),
            colour: self.colour.clone(),
            text_de: self.text_de.clone(),
            text_en: self.text_en.clone(),
            position,
            archived_at: None,
        }
    }
}

impl Project {
    fn row(&self) -> projects::Model {
        projects::Model {
            slug: self.slug.clone(),
            lab: self.lab.clone(),
            name_de: self.name_de.clone(),
            name_en: self.name_en.clone(),
            text_de: self.text_de.clone(),
            text_en: self.text_en.clone(),
            archived_at: None,
        }
    }
}
