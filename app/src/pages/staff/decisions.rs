//! The decisions made on this page, for taking them back. Pure.

use super::events::{Key, key_of};
use crate::{
    api::{RecentDecision, Waiting, WaitingKind},
    i18n::{Text, desk, staff},
};

/// How many decisions are remembered; many made in one go count as one.
const REMEMBERED: usize = 8;

/// What staff decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Everybody may see it; of what is public already: it stays.
    Publish,
    /// It never becomes public; of what is public already: it goes.
    Decline,
    /// What was reported stays.
    Keep,
    /// What was reported goes.
    Hide,
    /// Its author has to say something first.
    Ask,
    /// It is the same as this idea, which leads.
    Merge(i64),
}

impl Action {
    /// The identifier on the wire.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Decline => "decline",
            Self::Keep => "keep",
            Self::Hide => "hide",
            Self::Ask => "ask",
            Self::Merge(_) => "merge",
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

    /// Whether it is never made without a reason; `unseen` where everybody sees it already.
    pub(super) fn needs_reason(self, kind: WaitingKind, unseen: bool) -> bool {
        match self {
            Self::Publish | Self::Keep | Self::Ask | Self::Merge(_) => false,
            Self::Decline => unseen || matches!(kind, WaitingKind::Idea | WaitingKind::Edit),
            Self::Hide => true,
        }
    }

    /// On its button; `unseen` where everybody sees it already.
    pub(super) fn label(self, kind: WaitingKind, unseen: bool) -> Text {
        match (self, kind) {
            (Self::Publish, WaitingKind::Edit) => desk::ACCEPT_EDIT,
            (Self::Publish, WaitingKind::Companion) => desk::TAKE_UP,
            (Self::Publish, _) if unseen => desk::LEAVE_PUBLIC,
            (Self::Publish, _) => staff::PUBLISH,
            (Self::Decline, _) if unseen => staff::HIDE,
            (Self::Decline, _) => staff::DECLINE,
            (Self::Keep, _) => staff::KEEP,
            (Self::Hide, _) => staff::HIDE,
            (Self::Ask, _) => desk::ASK,
            (Self::Merge(_), _) => desk::MERGE,
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

/// A decision that is being sent.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// What is decided.
    pub(super) action: Action,
    /// What it is about, in a line.
    pub(super) title: String,
    /// The reason or the question, as it was typed; empty where nothing was.
    pub(super) words: String,
    /// What it is about, to put it back.
    pub(super) item: Waiting,
}

/// One decision.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// Its number on this page.
    pub(super) n: u32,
    /// What was decided on this page; none where it was decided before the page came.
    pub(super) action: Option<Action>,
    /// The word for what was done; empty where it is not known.
    pub(super) done: String,
    /// What it was about, in a line.
    pub(super) title: String,
    /// What it was about.
    pub(super) key: Option<Key>,
    /// The same, to put it back.
    pub(super) item: Option<Waiting>,
    /// What was typed with it; empty where nothing was.
    pub(super) words: String,
    /// How far it has come.
    pub(super) progress: Progress,
    /// The number of the first one of those that were made in the same go.
    pub(super) group: Option<u32>,
}

/// The last decisions, newest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Decisions {
    list: Vec<Made>,
    last: u32,
}

impl Decisions {
    /// The lines of the list, newest first: one for each go.
    pub(super) fn lines(&self) -> Vec<u32> {
        let mut lines: Vec<u32> = Vec::new();
        for made in &self.list {
            let n = made.group.unwrap_or(made.n);
            if !lines.contains(&n) {
                lines.push(n);
            }
        }
        lines
    }

    /// How many were made in the go that this one began, or 1.
    pub(super) fn size(&self, n: u32) -> usize {
        self.of(n).count()
    }

    /// The decisions of a line.
    pub(super) fn of(&self, n: u32) -> impl Iterator<Item = &Made> {
        self.list.iter().filter(move |made| made.n == n || made.group == Some(n))
    }

    /// Adds one that is on its way; with `group` as one of many.
    pub(super) fn add(&mut self, draft: Draft, group: Option<u32>) -> u32 {
        let Draft { action, title, words, item } = draft;
        self.push(Made {
            n: 0,
            action: Some(action),
            done: action.as_str().to_owned(),
            title,
            key: Some(key_of(&item)),
            item: Some(item),
            words,
            progress: Progress::Sending { undo: false },
            group,
        })
    }

    /// Lets a decision be the first of many.
    pub(super) fn lead(&mut self, n: u32) {
        if let Some(made) = self.list.iter_mut().find(|made| made.n == n) {
            made.group = Some(n);
        }
    }

    /// Adds one that a plain form made before this page was loaded.
    pub(super) fn add_known(&mut self, seq: i64) -> u32 {
        self.push(Made {
            n: 0,
            action: None,
            done: String::new(),
            title: String::new(),
            key: None,
            item: None,
            words: String::new(),
            progress: Progress::Done(seq),
            group: None,
        })
    }

    /// The decision with this entry of the log, added where it is not known.
    pub(super) fn of_entry(&mut self, seq: i64) -> u32 {
        let known = self.list.iter().find(|made| made.progress == Progress::Done(seq));
        match known.map(|made| made.n) {
            Some(n) => n,
            None => self.add_known(seq),
        }
    }

    /// Adds one that is no decision on what waits, and can be taken back like one.
    pub(super) fn add_done(
        &mut self,
        seq: i64,
        key: Option<Key>,
        done: String,
        title: String,
    ) -> u32 {
        let n = self.add_known(seq);
        if let Some(made) = self.list.iter_mut().find(|made| made.n == n) {
            (made.key, made.done, made.title) = (key, done, title);
        }
        n
    }

    /// Adds those that were made before this page was loaded, newest first.
    pub(super) fn add_recent(&mut self, recent: Vec<RecentDecision>) {
        for one in recent.into_iter().rev() {
            self.add_done(one.seq, Some((one.kind, one.id)), one.action, one.title);
        }
    }

    fn push(&mut self, made: Made) -> u32 {
        self.last += 1;
        self.list.insert(0, Made { n: self.last, ..made });
        // What is on its way is never forgotten: it may have to be put back.
        let kept: Vec<u32> = self.lines().into_iter().take(REMEMBERED).collect();
        self.list.retain(|made| {
            kept.contains(&made.group.unwrap_or(made.n))
                || !matches!(made.progress, Progress::Done(_))
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

    /// Somebody wants to take a line back. Gives the decisions with the log's entries where that
    /// can be sent now; not while they are on their way, and not twice.
    pub(super) fn want_undo(&mut self, n: u32) -> Vec<(u32, i64)> {
        let mut due = Vec::new();
        for made in self.list.iter_mut().filter(|made| made.n == n || made.group == Some(n)) {
            match made.progress {
                Progress::Done(seq) => {
                    made.progress = Progress::Undoing(seq);
                    due.push((made.n, seq));
                }
                Progress::Sending { .. } => made.progress = Progress::Sending { undo: true },
                Progress::Undoing(_) => {}
            }
        }
        due
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
        let made = self.list.remove(at);
        // Others of the same go stay together.
        if made.group == Some(n) {
            let next = self.list.iter().filter(|m| m.group == Some(n)).map(|m| m.n).min();
            for other in self.list.iter_mut().filter(|m| m.group == Some(n)) {
                other.group = next;
            }
        }
        Some(made)
    }

    /// The newest line that nobody has asked to take back yet.
    pub(super) fn newest(&self) -> Option<u32> {
        let open = |made: &&Made| {
            matches!(made.progress, Progress::Done(_) | Progress::Sending { undo: false })
        };
        self.list.iter().find(open).map(|made| made.group.unwrap_or(made.n))
    }

    /// What is being decided right now.
    pub(super) fn pending(&self) -> Vec<Key> {
        let sending = self.list.iter().filter(|m| matches!(m.progress, Progress::Sending { .. }));
        sending.filter_map(|made| made.key).collect()
    }
}

#[cfg(test)]
#[path = "decisions_tests.rs"]
mod tests;
