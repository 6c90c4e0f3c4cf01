//! Contributions on the board. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ideas")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub lab: Option<String>,
    pub topic: String,
    pub project: Option<String>,
    pub title: String,
    pub text: String,
    pub author: Option<String>,
    pub affiliation: Option<String>,
    pub email: Option<String>,
    pub email_until: Option<i64>,
    pub source: String,
    pub status: String,
    pub is_public: bool,
    pub participant_id: Option<i64>,
    pub token_hash: String,
    pub created_at: i64,
    pub published_at: Option<i64>,
    pub active_at: i64,
    pub supports: i64,
    pub comments: i64,
    pub companions: i64,
    pub merged_into: Option<i64>,
    pub decision_seq: Option<i64>,
    pub waits_since: Option<i64>,
    pub held: Option<String>,
    pub original_title: Option<String>,
    pub original_text: Option<String>,
    pub hidden_at: Option<i64>,
    pub hidden_reason: Option<String>,
    pub decided_at: Option<i64>,
    pub event_id: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
