//! Places, fixed or mobile. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "labs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub slug: String,
    pub name: String,
    pub town: String,
    pub mobile: bool,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub text_de: String,
    pub text_en: String,
    pub question_de: Option<String>,
    pub hours: String,
    pub hours_note_de: Option<String>,
    pub hours_note_en: Option<String>,
    pub pre_moderation: bool,
    pub position: i64,
    pub evening_until: Option<i64>,
    pub archived_at: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
