//! Offers to help; name and contact are for staff only. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "companions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub idea_id: i64,
    pub participant_id: i64,
    pub name: String,
    pub contact: String,
    pub note: Option<String>,
    pub created_at: i64,
    pub erase_at: i64,
    pub status: String,
    pub waits_since: Option<i64>,
    pub decision_seq: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
