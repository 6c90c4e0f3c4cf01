//! A set of a few things. Pure.
//!
//! A set with hashes would be faster from some thousands on, which no moderator decides in a
//! sitting, and is six kilobytes of the download for each kind of thing.

/// A set of a few things, in the order in which they came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Few<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Few<T> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one is among them.
    pub(super) fn contains(&self, thing: &T) -> bool {
        self.0.contains(thing)
    }

    /// Adds one; whether it was not there.
    pub(super) fn insert(&mut self, thing: T) -> bool {
        let fresh = !self.contains(&thing);
        if fresh {
            self.0.push(thing);
        }
        fresh
    }

    /// Takes one out; whether it was there.
    pub(super) fn remove(&mut self, thing: &T) -> bool {
        let before = self.0.len();
        self.0.retain(|other| other != thing);
        self.0.len() < before
    }

    /// Keeps those of which this is true.
    pub(super) fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }
}

impl<T: PartialEq> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(things: I) -> Self {
        let mut few = Self::default();
        for thing in things {
            few.insert(thing);
        }
        few
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_there_once() {
        let mut few: Few<i64> = [3, 1, 3].into_iter().collect();
        assert_eq!((few.len(), few.insert(1), few.insert(2)), (2, false, true));
        assert!(few.remove(&3) && !few.remove(&3) && !few.contains(&3));
        few.retain(|n| *n > 1);
        assert_eq!(few, Few(vec![2]));
        assert!(!few.is_empty());
    }
}
