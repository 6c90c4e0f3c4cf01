//! Labs, topics, projects and departments of the sample content, and the texts that staff begin
//! with.

use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::content::{Places, Template};
use crate::store::{
    StoreResult, Write,
    entities::{departments, labs, projects, templates, topics},
};

/// Inserts what is not there yet.
pub(super) async fn insert(write: &Write, places: &Places) -> StoreResult<()> {
    let there = || OnConflict::new().do_nothing().to_owned();
    let labs = places.labs.iter().zip(0..).map(|(lab, position)| labs::ActiveModel {
        slug: Set(lab.slug.clone()),
        name: Set(lab.name.clone()),
        town: Set(lab.town.clone()),
        mobile: Set(lab.kind == "mobile"),
        address: Set(lab.address.clone()),
        phone: Set(lab.phone.clone()),
        email: Set(lab.email.clone()),
        text_de: Set(lab.text_de.clone()),
        text_en: Set(lab.text_en.clone()),
        question_de: Set(lab.question_de.clone()),
        hours: Set(lab.hours.to_string()),
        hours_note_de: Set(lab.hours_note_de.clone()),
        hours_note_en: Set(lab.hours_note_en.clone()),
        pre_moderation: Set(true),
        position: Set(position),
        ..Default::default()
    });
    labs::Entity::insert_many(labs.collect::<Vec<_>>())
        .on_conflict(there())
        .exec_without_returning(write.conn())
        .await?;
    let topics = places.topics.iter().zip(0..).map(|(topic, position)| topics::ActiveModel {
        slug: Set(topic.slug.clone()),
        name_de: Set(topic.name_de.clone()),
        name_en: Set(topic.name_en.clone()),
        icon: Set(topic.icon.clone()),
        colour: Set(topic.colour.clone()),
        text_de: Set(topic.text_de.clone()),
        text_en: Set(topic.text_en.clone()),
        position: Set(position),
        ..Default::default()
    });
    topics::Entity::insert_many(topics.collect::<Vec<_>>())
        .on_conflict(there())
        .exec_without_returning(write.conn())
        .await?;
    let projects = places.projects.iter().map(|project| projects::ActiveModel {
        slug: Set(project.slug.clone()),
        lab: Set(project.lab.clone()),
        name_de: Set(project.name_de.clone()),
        name_en: Set(project.name_en.clone()),
        text_de: Set(project.text_de.clone()),
        text_en: Set(project.text_en.clone()),
        ..Default::default()
    });
    projects::Entity::insert_many(projects.collect::<Vec<_>>())
        .on_conflict(there())
        .exec_without_returning(write.conn())
        .await?;
    let departments = places.departments.iter().map(|department| departments::ActiveModel {
        slug: Set(department.slug.clone()),
        name_de: Set(department.name_de.clone()),
        name_en: Set(department.name_en.clone()),
        ..Default::default()
    });
    departments::Entity::insert_many(departments.collect::<Vec<_>>())
        .on_conflict(there())
        .exec_without_returning(write.conn())
        .await?;
    Ok(())
}

/// Inserts the texts that staff begin with, unless the team has some of its own.
pub(super) async fn insert_templates(write: &Write, all: &[Template]) -> StoreResult<()> {
    if templates::Entity::find().one(write.conn()).await?.is_some() {
        return Ok(());
    }
    let rows = all.iter().zip(1..).map(|(template, position)| templates::ActiveModel {
        kind: Set(template.kind.clone()),
        topic: Set(template.topic.clone()),
        title: Set(template.title.clone()),
        text: Set(template.text.clone()),
        position: Set(position),
        ..Default::default()
    });
    templates::Entity::insert_many(rows.collect::<Vec<_>>())
        .exec_without_returning(write.conn())
        .await?;
    Ok(())
}
