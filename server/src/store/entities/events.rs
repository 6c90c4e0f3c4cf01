//! Events of the programme. See the migration for what each column means and holds.
#![allow(missing_docs, reason = "columns, named and constrained in the migration")]

use sea_orm::entity::prelude::*;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub series_id: Option<i64>,
    pub kind: String,
    pub state: String,
    pub title: String,
    pub text: String,
    pub lab: Option<String>,
    pub place: Option<String>,
    pub online_url: Option<String>,
    pub starts_at: i64,
    pub ends_at: i64,
    pub hosts: Option<String>,
    pub language: Option<String>,
    pub audience: Option<String>,
    pub access: String,
    pub signs_up: bool,
    pub capacity: Option<i64>,
    pub taken: i64,
    pub waiting: i64,
    pub next_line: i64,
    pub waitlist: bool,
    pub opens_at: Option<i64>,
    pub closes_at: Option<i64>,
    pub group_max: i64,
    pub must_confirm: bool,
    pub offer_hours: i64,
    pub remind_hours: Option<i64>,
    pub thanks: bool,
    pub version: i64,
    pub sequence: i64,
    pub results: Option<String>,
    pub cancelled_note: Option<String>,
    pub created_by: Option<i64>,
    pub created_at: i64,
    pub changed_at: i64,
    pub published_at: Option<i64>,
}

/// Queries join by hand, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
