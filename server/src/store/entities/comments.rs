//! Comments, one level of replies. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub idea_id: i64,
    pub reply_to: Option<i64>,
    pub text: String,
    pub author: Option<String>,
    pub affiliation: Option<String>,
    pub participant_id: Option<i64>,
    pub status: String,
    pub reason: Option<String>,
    pub created_at: i64,
    pub decision_seq: Option<i64>,
    pub waits_since: Option<i64>,
    pub held: Option<String>,
    pub original_text: Option<String>,
    pub hidden_at: Option<i64>,
    pub decided_at: Option<i64>,
    pub origin_id: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
