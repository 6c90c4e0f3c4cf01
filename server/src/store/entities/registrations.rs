//! Who signed up. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registrations")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub event_id: i64,
    pub token_hash: String,
    pub code: String,
    pub seed: String,
    pub state: String,
    pub people: i64,
    pub line: i64,
    pub lang: String,
    pub email_hash: Option<String>,
    pub confirm_by: Option<i64>,
    pub offered_until: Option<i64>,
    pub sequence: i64,
    pub source: String,
    pub feedback_at: Option<i64>,
    pub erased_at: Option<i64>,
    pub created_at: i64,
    pub changed_at: i64,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
