//! The in-memory index of public ideas: how many match, and which match best.

use app::domain::IdeaStatus;

use crate::store::{Db, StoreResult, activity};

/// What a search is narrowed to; none means everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Slug of a lab.
    pub lab: Option<String>,
    /// Slug of a topic.
    pub topic: Option<String>,
    /// Slug of a project.
    pub project: Option<String>,
    /// A status.
    pub status: Option<IdeaStatus>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Numbers of ideas, best match first.
    pub ids: Vec<i64>,
    /// How many match in all.
    pub total: u64,
}

/// The index.
#[derive(Debug, Default)]
pub struct Search {}

impl Search {
    /// Brings the index up to the head of the log, and gives that place.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn sync(&self, db: &Db) -> StoreResult<i64> {
        activity::head(db).await
    }

    /// How many ideas pass the filter.
    pub fn total(&self, _filter: &Filter) -> u64 {
        0
    }

    /// The ideas that match the words, best first.
    pub fn query(&self, _q: &str, _filter: &Filter, _offset: usize, _limit: usize) -> Hits {
        Hits::default()
    }

    /// Ideas that say something like `text`, best first.
    pub fn similar(&self, _text: &str, _limit: usize) -> Vec<i64> {
        Vec::new()
    }
}
