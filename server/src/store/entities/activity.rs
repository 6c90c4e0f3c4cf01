//! The append-only log. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub at: i64,
    pub kind: String,
    pub idea_id: Option<i64>,
    pub comment_id: Option<i64>,
    pub report_id: Option<i64>,
    pub staff_id: Option<i64>,
    pub participant_id: Option<i64>,
    pub details: String,
    pub event_id: Option<i64>,
    pub registration_id: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
