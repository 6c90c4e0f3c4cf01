//! The in-memory index of public ideas: how many match, and which match best. And beside it one
//! of those that wait, for staff who look for duplicates.
//!
//! The same on both databases, and kept current from the activity log. Every instance has its
//! own. Memory: about 8 bytes for each different word of an idea, so 40 to 50 MB for 100,000
//! ideas of 60 words; the texts themselves are not kept. A search costs a walk over the places of
//! its words and orders no more than the page that is asked for.
//!
//! What matches: every word of the search must be in title or text: itself, with another
//! ending, as the beginning of a word, inside a compound (from four letters), or with one
//! letter wrong (from four letters). In this order they count.

mod index;
mod query;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

use std::sync::{
    PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
    atomic::{AtomicI64, Ordering},
};

use app::{api::IdeaSort, domain::IdeaStatus};
use tokio::sync::Mutex;

use crate::store::{Db, StoreResult, activity, ideas::Place, search as store};
use index::Index;
use query::Scratch;

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

/// Which part of what a search finds.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// In which order; `Newest` is best match first.
    pub sort: IdeaSort,
    /// How many of the best come before it. In the other orders a place says so.
    pub offset: usize,
    /// The place before it.
    pub after: Option<Place>,
    /// How many.
    pub limit: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// Numbers of ideas, in the order asked for.
    pub ids: Vec<i64>,
    /// How many match in all.
    pub total: u64,
    /// The place of the last of them, if there are more; not told of the best.
    pub next: Option<Place>,
}

/// An idea that others are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Like<'a> {
    /// Its number: it is not like itself.
    pub id: i64,
    /// One line.
    pub title: &'a str,
    /// Its paragraphs.
    pub text: &'a str,
    /// Slug of its topic.
    pub topic: &'a str,
    /// Slug of its lab.
    pub lab: Option<&'a str>,
}

/// How many ideas are read at once while the index is filled.
const PAGE: u64 = 1000;
/// How many entries of the log are read at once.
const ENTRIES: u64 = 500;
/// The place in the log before the index was filled.
const EMPTY: i64 = -1;

/// The index.
#[derive(Debug)]
pub struct Search {
    index: RwLock<Index>,
    /// The ideas that wait for a moderator. An index of its own, so that nothing that is asked
    /// for everybody can ever find one.
    waiting: RwLock<Index>,
    /// Place in the log up to which the index is current.
    seq: AtomicI64,
    /// Held by whoever applies changes, so that nobody applies older ones on top.
    applying: Mutex<()>,
    /// Memory of searches that are over, for the next ones.
    scratch: std::sync::Mutex<Vec<Scratch>>,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            index: RwLock::default(),
            waiting: RwLock::default(),
            seq: AtomicI64::new(EMPTY),
            applying: Mutex::default(),
            scratch: std::sync::Mutex::default(),
        }
    }
}

impl Search {
    /// Brings the index up to the head of the log, and gives that place. Where nothing happened
    /// since, this is one indexed statement, and nobody waits for anybody.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn sync(&self, db: &Db) -> StoreResult<i64> {
        if self.seq.load(Ordering::Acquire) == EMPTY {
            self.fill(db).await?;
        }
        loop {
            let last = self.seq.load(Ordering::Acquire);
            let changes = store::changes(db, last, ENTRIES).await?;
            let Some(newest) = changes.last() else { return Ok(last) };
            let _applying = self.applying.lock().await;
            if self.seq.load(Ordering::Acquire) < newest.seq {
                let mut ids: Vec<i64> = changes.iter().filter_map(|change| change.idea).collect();
                ids.sort_unstable();
                ids.dedup();
                let ideas = store::by_ids(db, &ids).await?;
                write(&self.index).apply(&ids, &ideas, index::shown);
                write(&self.waiting).apply(&ids, &ideas, index::waits);
                self.seq.store(newest.seq, Ordering::Release);
            }
            if (changes.len() as u64) < ENTRIES {
                return Ok(newest.seq);
            }
        }
    }

    async fn fill(&self, db: &Db) -> StoreResult<()> {
        let _applying = self.applying.lock().await;
        if self.seq.load(Ordering::Acquire) != EMPTY {
            return Ok(());
        }
        // What happens while the pages are read is applied again afterwards.
        let seq = activity::head(db).await?;
        let (mut index, mut waiting, mut last) = (Index::default(), Index::default(), 0);
        loop {
            let ideas = store::page(db, last, PAGE).await?;
            let Some(newest) = ideas.last() else { break };
            last = newest.id;
            let ids: Vec<i64> = ideas.iter().map(|idea| idea.id).collect();
            index.apply(&ids, &ideas, index::shown);
            waiting.apply(&ids, &ideas, index::waits);
            // Other requests shall not stand still for the seconds that a large board takes.
            tokio::task::yield_now().await;
        }
        *write(&self.index) = index;
        *write(&self.waiting) = waiting;
        self.seq.store(seq, Ordering::Release);
        Ok(())
    }

    /// How many ideas pass the filter.
    pub fn total(&self, filter: &Filter) -> u64 {
        read(&self.index).total(filter)
    }

    /// A page of the ideas that match the words.
    pub fn query(&self, q: &str, filter: &Filter, page: Page) -> Hits {
        let mut scratch = self.kept().pop().unwrap_or_default();
        let hits = query::query(&read(&self.index), &mut scratch, q, filter, page);
        self.kept().push(scratch);
        hits
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Vec<Scratch>> {
        self.scratch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ideas that say something like `text`, best first, `limit` at the most.
    pub fn similar(&self, text: &str, limit: usize) -> Vec<i64> {
        query::similar(&read(&self.index), text, limit)
    }

    /// Public ideas and such that wait for a moderator that are like this one, most alike first,
    /// `limit` at the most of each: for staff only.
    pub fn like(&self, idea: &Like<'_>, limit: usize) -> Vec<i64> {
        let mut hits = query::like(&read(&self.index), idea, limit);
        hits.extend(query::like(&read(&self.waiting), idea, limit));
        hits.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        hits.into_iter().map(|(_, id)| id).collect()
    }
}

// A panic while holding a lock would be a bug; a search that misses an idea is better than none
// at all.
fn read(index: &RwLock<Index>) -> RwLockReadGuard<'_, Index> {
    index.read().unwrap_or_else(PoisonError::into_inner)
}

fn write(index: &RwLock<Index>) -> RwLockWriteGuard<'_, Index> {
    index.write().unwrap_or_else(PoisonError::into_inner)
}
