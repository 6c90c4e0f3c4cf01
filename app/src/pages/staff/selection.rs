//! What is ticked, for deciding on many things at once. Pure.

use super::{events::Key, few::Few};

/// The most things that one decision is about; the server takes no more.
pub(super) const MOST: usize = 100;

/// The ticked things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    ticked: Few<Key>,
    /// The one that was ticked last: where a range begins.
    last: Option<Key>,
}

impl Selection {
    /// How many are ticked.
    pub(super) fn len(&self) -> usize {
        self.ticked.len()
    }

    /// Whether none is.
    pub(super) fn is_empty(&self) -> bool {
        self.ticked.is_empty()
    }

    /// Whether this one is.
    pub(super) fn has(&self, key: Key) -> bool {
        self.ticked.contains(&key)
    }

    /// Ticks one, or no longer. With `range` everything in `shown` between the last one and this
    /// one becomes like this one.
    pub(super) fn tick(&mut self, key: Key, on: bool, range: bool, shown: &[Key]) {
        let place = |key: Key| shown.iter().position(|k| *k == key);
        let ends = self.last.filter(|_| range).and_then(place).zip(place(key));
        let keys = match ends {
            Some((a, b)) => &shown[a.min(b)..=a.max(b)],
            None => &[key],
        };
        for key in keys {
            match on {
                true if self.ticked.len() < MOST => {
                    self.ticked.insert(*key);
                }
                true => {}
                false => {
                    self.ticked.remove(key);
                }
            }
        }
        self.last = Some(key);
    }

    /// Ticks all of these, as many as may be.
    pub(super) fn tick_all(&mut self, shown: &[Key]) {
        self.ticked = shown.iter().copied().take(MOST).collect();
        self.last = None;
    }

    /// Ticks nothing any more.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Forgets what is not there any more; whether something was.
    pub(super) fn keep(&mut self, there: impl Fn(Key) -> bool) {
        self.ticked.retain(|key| there(*key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::WaitingKind;

    fn keys(n: i64) -> Vec<Key> {
        (1..=n).map(|id| (WaitingKind::Idea, id)).collect()
    }

    #[test]
    fn a_range_goes_from_the_last_to_this() {
        let shown = keys(6);
        let mut ticked = Selection::default();
        ticked.tick(shown[4], true, false, &shown);
        ticked.tick(shown[1], true, true, &shown);
        assert_eq!(ticked.len(), 4);
        assert!(!ticked.has(shown[0]) && ticked.has(shown[1]) && ticked.has(shown[4]));
        ticked.tick(shown[2], false, true, &shown);
        assert_eq!(ticked.len(), 2, "a range takes away too");
    }

    #[test]
    fn a_range_from_what_has_gone_is_one() {
        let shown = keys(3);
        let mut ticked = Selection::default();
        ticked.tick((WaitingKind::Report, 9), true, false, &shown);
        ticked.keep(|key| shown.contains(&key));
        ticked.tick(shown[2], true, true, &shown);
        assert_eq!(ticked.len(), 1);
    }

    #[test]
    fn no_more_than_the_server_takes() {
        let mut ticked = Selection::default();
        let shown = keys(150);
        ticked.tick_all(&shown);
        assert_eq!(ticked.len(), MOST);
        ticked.tick(shown[149], true, false, &shown);
        assert_eq!(ticked.len(), MOST);
        ticked.clear();
        assert!(ticked.is_empty());
    }
}
