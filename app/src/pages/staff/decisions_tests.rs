//! Taking back, one and many.

use super::*;

impl Decisions {
    fn sending(&mut self, group: Option<u32>) -> u32 {
        let n = self.add_known(0);
        let made = self.list.iter_mut().find(|made| made.n == n).unwrap();
        (made.progress, made.group) = (Progress::Sending { undo: false }, group);
        n
    }
}

#[test]
fn an_undo_waits_for_its_decision() {
    let mut all = Decisions::default();
    let n = all.sending(None);
    assert_eq!(all.newest(), Some(n));
    assert_eq!(all.want_undo(n), [], "there is no entry to take back yet");
    assert_eq!(all.newest(), None, "u again goes to the one before");
    assert_eq!(all.arrived(n, 41), Some(41));
    assert_eq!(all.want_undo(n), [], "never sent twice");
    all.undo_failed(n);
    assert_eq!(all.want_undo(n), [(n, 41)]);
    assert!(all.remove(n).is_some() && all.lines().is_empty());
}

#[test]
fn many_are_one_line_and_one_undo() {
    let mut all = Decisions::default();
    let before = all.add_known(1);
    let first = all.sending(None);
    all.lead(first);
    let more: Vec<u32> = (0..40).map(|_| all.sending(Some(first))).collect();
    assert_eq!(all.lines(), [first, before]);
    assert_eq!((all.size(first), all.newest()), (41, Some(first)));
    // One is there already, one was somebody else's.
    assert_eq!(all.arrived(more[0], 10), None);
    assert!(all.remove(first).is_some());
    let line = all.lines()[0];
    assert_eq!((all.size(line), all.newest()), (40, Some(line)));
    assert_eq!(all.want_undo(line), [(more[0], 10)]);
    assert_eq!(all.arrived(more[1], 11), Some(11), "the others follow as they arrive");
}

#[test]
fn only_the_last_are_remembered() {
    let mut all = Decisions::default();
    let sending = all.sending(None);
    let oldest = all.add_known(1);
    for seq in 2..=20 {
        all.add_known(seq);
    }
    assert_eq!(all.lines().len(), REMEMBERED + 1);
    assert_eq!((all.size(sending), all.size(oldest)), (1, 0));
    assert_eq!(all.arrived(oldest, 5), None, "forgotten is no panic");
}

#[test]
fn what_needs_a_reason() {
    let needed = |kind| Action::no(kind).needs_reason(kind, false);
    assert_eq!(WaitingKind::ALL.map(needed), [true, false, true, true, false]);
    for kind in WaitingKind::ALL {
        assert!(!Action::yes(kind).needs_reason(kind, true));
        let hides = matches!(kind, WaitingKind::Idea | WaitingKind::Comment);
        assert!(!hides || Action::no(kind).needs_reason(kind, true));
    }
}
