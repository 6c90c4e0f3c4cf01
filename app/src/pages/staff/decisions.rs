//! The decisions made on this page, for taking them back. Pure.

use super::events::{Key, key_of};
use crate::{
    api::{Waiting, WaitingKind},
    i18n::{Text, staff},
};

/// How many decisions are remembered.
const REMEMBERED: usize = 6;

/// What staff decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Everybody may see it.
    Publish,
    /// It never becomes public.
    Decline,
    /// What was reported stays.
    Keep,
    /// What was reported goes.
    Hide,
}

impl Action {
    /// The identifier on the wire.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Decline => "decline",
            Self::Keep => "keep",
            Self::Hide => "hide",
        }
    }

    /// The decision in favour of a contribution.
    pub(super) fn yes(kind: WaitingKind) -> Self {
        if kind == WaitingKind::Report { Self::Keep } else { Self::Publish }
    }

    /// The decision against it.
    pub(super) fn no(kind: WaitingKind) -> Self {
        if kind == WaitingKind::Report { Self::Hide } else { Self::Decline }
    }

    /// Whether it is never made without a reason.
    pub(super) fn needs_reason(self, kind: WaitingKind) -> bool {
        match self {
            Self::Publish | Self::Keep => false,
            Self::Decline => kind == WaitingKind::Idea,
            Self::Hide => true,
        }
    }

    /// On its button.
    pub(super) fn label(self) -> Text {
        match self {
            Self::Publish => staff::PUBLISH,
            Self::Decline => staff::DECLINE,
            Self::Keep => staff::KEEP,
            Self::Hide => staff::HIDE,
        }
    }
}

/// How far a decision has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// On its way; `undo` if it shall be taken back as soon as it has arrived.
    Sending {
        /// Whether it shall be taken back.
        undo: bool,
    },
    /// Kept by the server as this entry of the log.
    Done(i64),
    /// Being taken back.
    Undoing(i64),
}

/// One decision.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// Its number on this page.
    pub(super) n: u32,
    /// What was decided; none where only the log's entry is known.
    pub(super) action: Option<Action>,
    /// What it was about, in a line.
    pub(super) title: String,
    /// What it was about, to put it back.
    pub(super) item: Option<Waiting>,
    /// Why, as it was typed; empty where nothing was.
    pub(super) reason: String,
    /// How far it has come.
    pub(super) progress: Progress,
}

/// The last decisions, newest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Decisions {
    list: Vec<Made>,
    last: u32,
}

impl Decisions {
    /// The decisions, newest first.
    pub(super) fn list(&self) -> &[Made] {
        &self.list
    }

    /// A decision, if it is still remembered.
    pub(super) fn get(&self, n: u32) -> Option<&Made> {
        self.list.iter().find(|made| made.n == n)
    }

    /// Adds one that is on its way.
    pub(super) fn add(
        &mut self,
        action: Action,
        title: String,
        item: Waiting,
        reason: String,
    ) -> u32 {
        self.push(Some(action), title, Some(item), reason, Progress::Sending { undo: false })
    }

    /// Adds one that a plain form made before this page was loaded.
    pub(super) fn add_known(&mut self, seq: i64) -> u32 {
        self.push(None, String::new(), None, String::new(), Progress::Done(seq))
    }

    fn push(
        &mut self,
        action: Option<Action>,
        title: String,
        item: Option<Waiting>,
        reason: String,
        progress: Progress,
    ) -> u32 {
        self.last += 1;
        self.list.insert(0, Made { n: self.last, action, title, item, reason, progress });
        // What is on its way is never forgotten: it may have to be put back.
        let mut kept = 0;
        self.list.retain(|made| {
            kept += 1;
            kept <= REMEMBERED || !matches!(made.progress, Progress::Done(_))
        });
        self.last
    }

    /// The server has it. Gives the log's entry where it shall be taken back now.
    pub(super) fn arrived(&mut self, n: u32, seq: i64) -> Option<i64> {
        let made = self.list.iter_mut().find(|made| made.n == n)?;
        let undo = made.progress == Progress::Sending { undo: true };
        made.progress = if undo { Progress::Undoing(seq) } else { Progress::Done(seq) };
        undo.then_some(seq)
    }

    /// Somebody wants to take it back. Gives the log's entry where that can be sent now; not
    /// while it is on its way, and not twice.
    pub(super) fn want_undo(&mut self, n: u32) -> Option<i64> {
        let made = self.list.iter_mut().find(|made| made.n == n)?;
        match made.progress {
            Progress::Done(seq) => {
                made.progress = Progress::Undoing(seq);
                Some(seq)
            }
            Progress::Sending { .. } => {
                made.progress = Progress::Sending { undo: true };
                None
            }
            Progress::Undoing(_) => None,
        }
    }

    /// The undo did not arrive: it can be tried again.
    pub(super) fn undo_failed(&mut self, n: u32) {
        if let Some(made) = self.list.iter_mut().find(|made| made.n == n)
            && let Progress::Undoing(seq) = made.progress
        {
            made.progress = Progress::Done(seq);
        }
    }

    /// Forgets a decision.
    pub(super) fn remove(&mut self, n: u32) -> Option<Made> {
        let at = self.list.iter().position(|made| made.n == n)?;
        Some(self.list.remove(at))
    }

    /// The newest that nobody has asked to take back yet.
    pub(super) fn newest(&self) -> Option<u32> {
        let open = |made: &&Made| {
            matches!(made.progress, Progress::Done(_) | Progress::Sending { undo: false })
        };
        self.list.iter().find(open).map(|made| made.n)
    }

    /// What is being decided right now.
    pub(super) fn pending(&self) -> Vec<Key> {
        let sending = self.list.iter().filter(|m| matches!(m.progress, Progress::Sending { .. }));
        sending.filter_map(|made| made.item.as_ref().map(key_of)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undo_waits_for_its_decision() {
        let mut all = Decisions::default();
        let sending = Progress::Sending { undo: false };
        let n = all.push(Some(Action::Publish), "A".into(), None, String::new(), sending);
        assert_eq!(all.newest(), Some(n));
        assert_eq!(all.want_undo(n), None, "there is no entry to take back yet");
        assert_eq!(all.newest(), None, "u again goes to the one before");
        assert_eq!(all.arrived(n, 41), Some(41));
        assert_eq!(all.want_undo(n), None, "never sent twice");
        all.undo_failed(n);
        assert_eq!(all.want_undo(n), Some(41));
        assert!(all.remove(n).is_some() && all.list().is_empty());
    }

    #[test]
    fn only_the_last_are_remembered() {
        let mut all = Decisions::default();
        let progress = Progress::Sending { undo: false };
        let sending = all.push(None, String::new(), None, String::new(), progress);
        let oldest = all.add_known(1);
        for seq in 2..=20 {
            all.add_known(seq);
        }
        assert_eq!(all.list().len(), REMEMBERED + 1);
        assert!(all.get(sending).is_some() && all.get(oldest).is_none());
        assert_eq!(all.arrived(oldest, 5), None, "forgotten is no panic");
    }

    #[test]
    fn what_needs_a_reason() {
        use WaitingKind::*;
        let needed = |kind| Action::no(kind).needs_reason(kind);
        assert_eq!([needed(Idea), needed(Comment), needed(Report)], [true, false, true]);
        for kind in [Idea, Comment, Report] {
            assert!(!Action::yes(kind).needs_reason(kind));
        }
    }
}
