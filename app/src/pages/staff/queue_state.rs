//! What the queue holds and how it changes: pure, so that every race can be tried in a test.
//!
//! Order: longest waiting first, `(since, kind, id)`. A thing that left while this page was open
//! stays out until an event says that it is back, whatever an older answer of the server says.

use super::{
    events::{Key, key_of},
    few::Few,
};
use crate::api::{QueuePage, Waiting, WaitingKind};

/// What became of a thing that the server told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It stands in the list now.
    Shown,
    /// It was there and reads differently now.
    Changed,
    /// It waits beyond what is loaded: only the count grew.
    Later,
    /// Nothing is new.
    Known,
}

/// What the departure of a thing meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// It was being read; the next one is open now.
    WasOpen(Box<Waiting>),
    /// It stood in the list.
    WasListed,
    /// It may have waited beyond what is loaded: the count has to be asked for.
    Perhaps,
    /// It was not here.
    WasNot,
}

/// The queue of one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Queue {
    items: Vec<Waiting>,
    open: Option<Key>,
    next: Option<String>,
    /// How many wait beyond those in `items`.
    rest: u64,
    /// Whether `items` begins with what waits longest.
    whole: bool,
    /// Left while this page was open, and not back.
    away: Few<Key>,
    /// Came in beyond what is loaded.
    later: Few<Key>,
    /// Changed by their authors while this page was open.
    edited: Few<Key>,
    /// Entries of the log that are decisions made here.
    own: Few<i64>,
}

impl Queue {
    /// A queue from a page of it (`whole`: from its first page), with the thing that the address
    /// asks for open; otherwise the first.
    pub(super) fn new(page: QueuePage, whole: bool, open: Option<Waiting>) -> Self {
        let mut queue = Self { next: page.next, items: page.items, whole, ..Self::default() };
        queue.open = open.as_ref().map(key_of);
        if let Some(item) = open.filter(|item| queue.get(key_of(item)).is_none()) {
            queue.insert(item);
        }
        queue.open = queue.open.or_else(|| queue.items.first().map(key_of));
        queue.rest = page.total.saturating_sub(queue.items.len() as u64);
        queue
    }

    /// The things that are loaded, longest waiting first.
    pub(super) fn items(&self) -> &[Waiting] {
        &self.items
    }

    /// How many wait in all.
    pub(super) fn total(&self) -> u64 {
        self.items.len() as u64 + self.rest
    }

    /// Where the next page begins.
    pub(super) fn next(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// Which thing is open.
    pub(super) fn open(&self) -> Option<Key> {
        self.open
    }

    /// A thing that is loaded.
    pub(super) fn get(&self, key: Key) -> Option<&Waiting> {
        self.items.iter().find(|item| key_of(item) == key)
    }

    /// Whether its author changed it while this page was open.
    pub(super) fn was_edited(&self, key: Key) -> bool {
        self.edited.contains(&key)
    }

    /// Opens a thing; false where it is not there.
    pub(super) fn choose(&mut self, key: Key) -> bool {
        let there = self.get(key).is_some();
        if there {
            self.open = Some(key);
        }
        there
    }

    /// Opens the next thing, or the one before; stays at the ends.
    pub(super) fn step(&mut self, forward: bool) {
        let at = self.items.iter().position(|item| Some(key_of(item)) == self.open);
        let to = match at {
            None => 0,
            Some(at) if forward => (at + 1).min(self.items.len().saturating_sub(1)),
            Some(at) => at.saturating_sub(1),
        };
        self.open = self.items.get(to).map(key_of);
    }

    /// The things before and after the open one.
    pub(super) fn beside(&self) -> (Option<Key>, Option<Key>) {
        let at = self.items.iter().position(|item| Some(key_of(item)) == self.open);
        let key = |at: Option<usize>| at.and_then(|at| self.items.get(at)).map(key_of);
        (key(at.and_then(|at| at.checked_sub(1))), key(at.map(|at| at + 1)))
    }

    /// Takes a thing out because of a decision made here. The one after it opens, or the one
    /// before it where it was the last.
    pub(super) fn take(&mut self, key: Key) -> Option<Waiting> {
        let item = self.remove(key)?;
        self.away.insert(key);
        Some(item)
    }

    /// Notes the log's entry of a decision made here, so that its event is not mistaken for a
    /// colleague's.
    pub(super) fn decided(&mut self, seq: i64) {
        self.own.insert(seq);
    }

    /// Puts a thing back in its place, where a decision failed or was taken back.
    pub(super) fn put_back(&mut self, item: Waiting) {
        let key = key_of(&item);
        self.away.remove(&key);
        if self.get(key).is_none() {
            self.insert(item);
        }
        self.open = self.open.or(Some(key));
    }

    /// An event says that a thing waits no more.
    pub(super) fn leave(&mut self, key: Key, seq: i64) -> Left {
        if self.own.contains(&seq) {
            return Left::WasNot;
        }
        let was_away = !self.away.insert(key);
        let was_open = self.open == Some(key);
        match self.remove(key) {
            Some(item) if was_open => Left::WasOpen(Box::new(item)),
            Some(_) => Left::WasListed,
            None if was_away => Left::WasNot,
            None if self.later.remove(&key) => {
                self.rest = self.rest.saturating_sub(1);
                Left::WasListed
            }
            None if self.rest > 0 => Left::Perhaps,
            None => Left::WasNot,
        }
    }

    /// An event says that a thing may be back: from now on the server is believed again.
    pub(super) fn expect_back(&mut self, key: Key) {
        self.away.remove(&key);
    }

    /// The server told about a thing that waits; `by_staff` where it is known that staff changed
    /// it, and not its author.
    pub(super) fn came(&mut self, item: Waiting, by_staff: bool) -> Came {
        let key = key_of(&item);
        if self.away.contains(&key) {
            return Came::Known;
        }
        if let Some(old) = self.items.iter_mut().find(|old| key_of(old) == key) {
            let changed = !reads_the_same(old, &item);
            *old = item;
            if changed {
                if !by_staff {
                    self.edited.insert(key);
                }
                return Came::Changed;
            }
            return Came::Known;
        }
        let beyond = self.items.last().is_none_or(|last| order(last) < order(&item));
        if self.next.is_some() && beyond {
            if self.later.insert(key) {
                self.rest += 1;
                return Came::Later;
            }
            return Came::Known;
        }
        self.insert(item);
        self.open = self.open.or(Some(key));
        Came::Shown
    }

    /// Adds the next page; gives the first thing of it that is new.
    pub(super) fn add_page(&mut self, page: QueuePage) -> Option<Key> {
        let mut first = None;
        for item in page.items {
            let key = key_of(&item);
            if self.away.contains(&key) || self.get(key).is_some() {
                continue;
            }
            self.later.remove(&key);
            self.insert(item);
            first = first.or(Some(key));
        }
        self.next = page.next;
        self.open = self.open.or(first);
        self.recount(page.total);
        first
    }

    /// So much was missed that the queue begins anew; what is being read stays, if it still
    /// waits. Things in `pending` are being decided here right now.
    pub(super) fn begin_anew(&mut self, page: QueuePage, pending: &[Key], open: Option<Waiting>) {
        let own = std::mem::take(&mut self.own);
        let edited = std::mem::take(&mut self.edited);
        let items = page.items.into_iter().filter(|i| !pending.contains(&key_of(i))).collect();
        let total = page.total;
        *self = Self::new(QueuePage { items, ..page }, true, open);
        self.recount(total);
        (self.own, self.edited, self.away) = (own, edited, pending.iter().copied().collect());
    }

    /// The server told how many wait in all.
    pub(super) fn recount(&mut self, total: u64) {
        let rest = total.saturating_sub(self.items.len() as u64);
        // The server still counts what is being decided here: where nothing follows, nothing does.
        self.rest = match self.next {
            Some(_) => rest.max(1),
            None if self.whole => 0,
            None => rest,
        };
    }

    fn insert(&mut self, item: Waiting) {
        let at = self.items.partition_point(|old| order(old) < order(&item));
        self.items.insert(at, item);
    }

    fn remove(&mut self, key: Key) -> Option<Waiting> {
        let at = self.items.iter().position(|item| key_of(item) == key)?;
        let item = self.items.remove(at);
        if self.open == Some(key) {
            let next = self.items.get(at).or_else(|| self.items.last());
            self.open = next.map(key_of);
        }
        self.edited.remove(&key);
        Some(item)
    }
}

fn order(item: &Waiting) -> (i64, u8, i64) {
    let kind = match item.kind {
        WaitingKind::Idea => 0,
        WaitingKind::Comment => 1,
        WaitingKind::Report => 2,
        WaitingKind::Edit => 3,
        WaitingKind::Companion => 4,
    };
    (item.since.0, kind, item.id)
}

/// Whether a moderator would read the same: counts of supports and the like do not matter.
fn reads_the_same(a: &Waiting, b: &Waiting) -> bool {
    a.idea.card.title == b.idea.card.title
        && a.idea.text == b.idea.text
        && a.idea.photos == b.idea.photos
        && a.idea.author == b.idea.author
        && a.comment == b.comment
        && a.report == b.report
        && a.edit == b.edit
        && a.offer == b.offer
        && a.question == b.question
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
