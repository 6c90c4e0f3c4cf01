//! When things happened: from days before and after to moments that lie in the past.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Timestamp},
};

use super::content::Idea;
use crate::store::activity::{Details, Entry};

const DAY: f64 = 86_400_000.0;
/// Nothing in the sample content is younger than this, in milliseconds.
const JUST_NOW: i64 = 60_000;

/// The life of one idea.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past {
    now: i64,
    /// When it was sent in.
    pub(super) created: i64,
}

impl Past {
    pub(super) fn of(idea: &Idea, now: Timestamp) -> Self {
        Self { now: now.0, created: now.0 - days(idea.days_ago.max(0.002)) }
    }

    /// The moment so many days after the idea was sent in, but not in the future.
    pub(super) fn after(self, days_after: f64) -> i64 {
        (self.created + days(days_after)).min(self.now - JUST_NOW).max(self.created)
    }

    /// The moment of the n-th of some supports: many come early, some late.
    pub(super) fn spread(self, from: i64, n: u32, of: u32) -> i64 {
        let part = f64::from(n + 1) / f64::from(of + 1);
        let span = (self.now - JUST_NOW - from).max(0) as f64;
        from + (span * part * part) as i64
    }

    /// When it came on the board, if it ever did.
    pub(super) fn published(self, idea: &Idea) -> Option<i64> {
        let first = idea.timeline.iter().find(|s| s.status == IdeaStatus::Published.as_str());
        first.map(|step| self.after(step.days_after))
    }

    /// When the team first decided on it, if it did.
    pub(super) fn decided(self, idea: &Idea) -> Option<i64> {
        idea.timeline.first().map(|step| self.after(step.days_after))
    }

    /// The entries of the log that tell how it came to where it is.
    pub(super) fn steps(self, idea: &Idea, id: i64) -> Vec<Entry> {
        let mut from = IdeaStatus::Submitted.as_str().to_owned();
        let mut entries =
            vec![Entry::idea(ActivityKind::IdeaSubmitted, id, Timestamp(self.created))];
        let mut shown = false;
        for step in &idea.timeline {
            let shown_before = shown;
            // What was never let through is declined unseen; everything else stays seen.
            shown = shown || step.status != IdeaStatus::Declined.as_str();
            let details = Details {
                from: Some(std::mem::replace(&mut from, step.status.clone())),
                to: Some(step.status.clone()),
                note: step.note_de.clone(),
                shown_before,
                shown_after: shown,
                ..Details::default()
            };
            let at = Timestamp(self.after(step.days_after));
            entries.push(Entry { details, ..Entry::idea(ActivityKind::IdeaStatus, id, at) });
        }
        entries
    }
}

fn days(days: f64) -> i64 {
    (days * DAY) as i64
}
