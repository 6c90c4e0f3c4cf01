//! Photos of ideas; without an idea: uploaded and not yet used. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photos")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub idea_id: Option<i64>,
    pub key: String,
    pub claim_hash: String,
    pub position: i64,
    pub width: i64,
    pub height: i64,
    pub alt: Option<String>,
    pub created_at: i64,
    pub event_id: Option<i64>,
    pub event_role: Option<String>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
