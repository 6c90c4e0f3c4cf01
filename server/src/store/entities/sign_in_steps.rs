//! Sign-ins that are not complete. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_steps")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    pub staff_id: Option<i64>,
    pub state: String,
    pub created_at: i64,
    pub expires_at: i64,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
