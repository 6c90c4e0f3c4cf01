//! Who hears of an idea. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "followers")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub idea_id: i64,
    pub email: String,
    pub lang: String,
    pub mode: String,
    pub is_author: bool,
    pub token_hash: String,
    pub created_at: i64,
    pub confirmed_at: Option<i64>,
    pub erase_at: i64,
    pub digest_seq: i64,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
