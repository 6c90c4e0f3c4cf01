//! Edits of public ideas, proposed by their authors. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edits")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub idea_id: i64,
    pub comment_id: Option<i64>,
    pub title: String,
    pub text: String,
    pub before_title: Option<String>,
    pub before_text: Option<String>,
    pub status: String,
    pub reason: Option<String>,
    pub held: Option<String>,
    pub created_at: i64,
    pub waits_since: Option<i64>,
    pub decision_seq: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
