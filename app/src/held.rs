//! Signals of which all kinds are one type.
//!
//! A signal of Leptos costs two kilobytes of the download for each type that it holds, and a
//! memo three. A desk holds thirty types: here each is a value in a box, and what is done with
//! the box exists once.

use std::{any::Any, marker::PhantomData};

use leptos::prelude::*;

type Boxed = Box<dyn Any + Send + Sync>;

/// What is asked for is gone with its page: a fault of this program, as with Leptos's own.
#[cold]
fn gone() -> ! {
    panic!("a value was asked for after its page had gone")
}

/// A value that can be changed, and whose readers hear of it. As `RwSignal`.
pub(crate) struct Held<T> {
    signal: RwSignal<Boxed>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Held<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Held<T> {}

fn look(signal: RwSignal<Boxed>, tracked: bool, f: &mut dyn FnMut(&dyn Any)) {
    let f = |value: &Boxed| f(&**value);
    // Whether there was anything to look at is known by whoever looks.
    let _ = if tracked { signal.try_with(f) } else { signal.try_with_untracked(f) };
}

fn touch(signal: RwSignal<Boxed>, f: &mut dyn FnMut(&mut dyn Any)) {
    signal.try_update(|value| f(&mut **value));
}

impl<T: Send + Sync + 'static> Held<T> {
    /// Holds a value as long as the page lives.
    pub(crate) fn new(value: T) -> Self {
        Self { signal: RwSignal::new(Box::new(value)), of: PhantomData }
    }

    fn look<U>(self, tracked: bool, f: impl FnOnce(&T) -> U) -> Option<U> {
        let (mut f, mut found) = (Some(f), None);
        look(self.signal, tracked, &mut |value| {
            found = f.take().zip(value.downcast_ref()).map(|(f, value)| f(value));
        });
        found
    }

    /// Looks at the value, and hears of its changes.
    pub(crate) fn with<U>(self, f: impl FnOnce(&T) -> U) -> U {
        self.look(true, f).unwrap_or_else(|| gone())
    }

    /// Looks at the value once.
    pub(crate) fn with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> U {
        self.look(false, f).unwrap_or_else(|| gone())
    }

    /// Looks at the value once; none where the page has gone.
    pub(crate) fn try_with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> Option<U> {
        self.look(false, f)
    }

    /// Changes the value where it stands; none where the page has gone.
    pub(crate) fn try_update<U>(self, f: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut f, mut found) = (Some(f), None);
        touch(self.signal, &mut |value| {
            found = f.take().zip(value.downcast_mut()).map(|(f, value)| f(value));
        });
        found
    }

    /// Changes the value where it stands, unless the page has gone.
    pub(crate) fn update(self, f: impl FnOnce(&mut T)) {
        self.try_update(f);
    }

    /// Puts another value in its place, unless the page has gone.
    pub(crate) fn set(self, value: T) {
        self.try_update(|held| *held = value);
    }
}

impl<T: Clone + Send + Sync + 'static> Held<T> {
    /// The value; hears of its changes.
    pub(crate) fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now.
    pub(crate) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value as it is now; none where the page has gone.
    pub(crate) fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

/// A value that was made, and how to tell whether another is the same.
struct Made {
    value: Boxed,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Made {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

/// A value that is made of others, and of which others hear only when it has changed. As `Memo`.
pub(crate) struct Derived<T> {
    memo: Memo<Made>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// A value that is made of others.
pub(crate) fn memo<T>(f: impl Fn() -> T + Send + Sync + 'static) -> Derived<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    fn boxed(f: Box<dyn Fn() -> Made + Send + Sync>) -> Memo<Made> {
        Memo::new(move |_| f())
    }
    fn same<T: PartialEq + 'static>(a: &dyn Any, b: &dyn Any) -> bool {
        a.downcast_ref::<T>() == b.downcast_ref()
    }
    let make = move || Made { value: Box::new(f()), same: same::<T> };
    Derived { memo: boxed(Box::new(make)), of: PhantomData }
}

fn look_derived(memo: Memo<Made>, tracked: bool, f: &mut dyn FnMut(&dyn Any)) {
    let f = |made: &Made| f(&*made.value);
    let _ = if tracked { memo.try_with(f) } else { memo.try_with_untracked(f) };
}

impl<T: Send + Sync + 'static> Derived<T> {
    fn look<U>(self, tracked: bool, f: impl FnOnce(&T) -> U) -> U {
        let (mut f, mut found) = (Some(f), None);
        look_derived(self.memo, tracked, &mut |value| {
            found = f.take().zip(value.downcast_ref()).map(|(f, value)| f(value));
        });
        found.unwrap_or_else(|| gone())
    }

    /// Looks at the value, and hears of its changes.
    pub(crate) fn with<U>(self, f: impl FnOnce(&T) -> U) -> U {
        self.look(true, f)
    }

    /// Looks at the value once.
    pub(crate) fn with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> U {
        self.look(false, f)
    }
}

impl<T: Clone + Send + Sync + 'static> Derived<T> {
    /// The value; hears of its changes.
    pub(crate) fn get(self) -> T {
        self.look(true, T::clone)
    }

    /// The value as it is now.
    pub(crate) fn get_untracked(self) -> T {
        self.look(false, T::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_comes_back_and_changes() {
        let owner = Owner::new();
        owner.set();
        let words = Held::new(vec!["one".to_owned()]);
        words.update(|words| words.push("two".to_owned()));
        assert_eq!(words.get(), ["one", "two"]);
        assert_eq!(words.try_update(|words| words.pop()), Some(Some("two".to_owned())));
        words.set(Vec::new());
        assert!(words.with_untracked(Vec::is_empty));
        owner.cleanup();
        assert_eq!(words.try_get_untracked(), None);
        assert_eq!(words.try_update(|words| words.len()), None);
    }

    #[test]
    fn what_is_made_follows_and_tells_only_of_changes() {
        let owner = Owner::new();
        owner.set();
        let number = Held::new(1_u32);
        let half = memo(move || number.get() / 2);
        let text = memo(move || half.get().to_string());
        assert_eq!((half.get_untracked(), text.get_untracked()), (0, "0".to_owned()));
        number.set(2);
        assert_eq!(text.get_untracked(), "1");
        number.set(3);
        assert_eq!(half.with(|half| *half), 1);
    }
}
