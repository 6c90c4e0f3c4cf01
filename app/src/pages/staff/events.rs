//! The names of what waits, and what an event of the live stream means for it.

use crate::api::{ActivityKind, LiveEvent, Waiting, WaitingKind};

/// Names one thing of the queue.
pub(super) type Key = (WaitingKind, i64);

/// The key of a thing.
pub(super) fn key_of(item: &Waiting) -> Key {
    (item.kind, item.id)
}

/// A key in an address: `ideas-5`.
pub(super) fn key_text((kind, id): Key) -> String {
    format!("{}-{id}", kind.segment())
}

/// The key of an address, if it is one.
pub(super) fn parse_key(text: &str) -> Option<Key> {
    let (segment, id) = text.split_once('-')?;
    let kind = WaitingKind::from_segment(segment)?;
    Some((kind, id.parse().ok().filter(|id| *id > 0)?))
}

/// What an event of the live stream means for the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reaction {
    /// It came in, changed, or is back: ask what it is now.
    Ask(Key, Ask),
    /// It waits no more.
    Gone(Key, Why),
    /// None of our business.
    Nothing,
}

/// Why the server is asked about a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// It came in.
    New,
    /// Its author changed it.
    Edited,
    /// Staff changed its wording, or what is known about it.
    Reworded,
    /// A decision on it was taken back.
    Back,
}

/// Why a thing waits no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Somebody of the staff decided.
    Decided,
    /// Its author took it back.
    Withdrawn,
    /// Its author was asked something, and has to answer first.
    Asked,
    /// It was merged into another idea.
    Merged,
}

/// Reads an event.
pub(super) fn reaction(event: &LiveEvent) -> Reaction {
    use ActivityKind::*;
    let idea = Some((WaitingKind::Idea, event.idea));
    let comment = event.comment_id.map(|id| (WaitingKind::Comment, id));
    let report = event.report_id.map(|id| (WaitingKind::Report, id));
    let ask = |key: Option<Key>, ask| key.map(|key| Reaction::Ask(key, ask));
    let gone = |key: Option<Key>, why| key.map(|key| Reaction::Gone(key, why));
    let of_kind = |kind: WaitingKind| event.item.map(|id| (kind, id));
    let (edit, companion) = (of_kind(WaitingKind::Edit), of_kind(WaitingKind::Companion));
    let found = match event.kind {
        IdeaSubmitted => ask(idea, Ask::New),
        IdeaEdited => ask(idea, Ask::Edited),
        IdeaReworded => ask(idea, Ask::Reworded),
        IdeaUndone | IdeaReplied | IdeaReturned | IdeaUnmerged => ask(idea, Ask::Back),
        // Published first: it waits to be looked at.
        IdeaStatus if event.waits => ask(idea, Ask::New),
        IdeaStatus => gone(idea, Why::Decided),
        IdeaMerged => gone(idea, Why::Merged),
        // The question was taken back: the log calls that the same.
        IdeaAsked if event.waits => ask(idea, Ask::Back),
        IdeaAsked => gone(idea, Why::Asked),
        IdeaWithdrawn => gone(idea, Why::Withdrawn),
        CommentSubmitted => ask(comment, Ask::New),
        CommentReworded => ask(comment, Ask::Reworded),
        CommentUndone => ask(comment, Ask::Back),
        CommentPublished if event.waits => ask(comment, Ask::New),
        CommentPublished | CommentDeclined => gone(comment, Why::Decided),
        ReportSubmitted => ask(report, Ask::New),
        ReportUndone => ask(report, Ask::Back),
        ReportSettled => gone(report, Why::Decided),
        // Proposed, changed or withdrawn: the server says which.
        EditSubmitted => ask(edit, Ask::Edited),
        EditUndone => ask(edit, Ask::Back),
        EditAccepted | EditDeclined => gone(edit, Why::Decided),
        IdeaCompanion => ask(companion, Ask::New),
        CompanionUndone => ask(companion, Ask::Back),
        CompanionSettled => gone(companion, Why::Decided),
        _ => None,
    };
    found.unwrap_or(Reaction::Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: ActivityKind) -> LiveEvent {
        LiveEvent {
            seq: 9,
            kind,
            idea: 5,
            card: None,
            comment: None,
            comment_id: Some(6),
            report_id: Some(7),
            waits: false,
            item: Some(8),
            by: Some("Kim".into()),
            event: None,
            registration: None,
        }
    }

    #[test]
    fn addresses_round_trip() {
        for (id, kind) in (1..).zip(WaitingKind::ALL) {
            assert_eq!(parse_key(&key_text((kind, id))), Some((kind, id)));
        }
        for bad in
            ["", "ideas", "ideas-", "ideas-0", "ideas--5", "labs-5", "ideas-99999999999999999999"]
        {
            assert_eq!(parse_key(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_event_has_its_meaning() {
        let (idea, comment, report) =
            ((WaitingKind::Idea, 5), (WaitingKind::Comment, 6), (WaitingKind::Report, 7));
        let (edit, companion) = ((WaitingKind::Edit, 8), (WaitingKind::Companion, 8));
        for kind in ActivityKind::ALL.iter().copied() {
            use ActivityKind::*;
            let wanted = match kind {
                IdeaSubmitted => Reaction::Ask(idea, Ask::New),
                IdeaEdited => Reaction::Ask(idea, Ask::Edited),
                IdeaReworded => Reaction::Ask(idea, Ask::Reworded),
                IdeaUndone | IdeaReplied | IdeaReturned | IdeaUnmerged => {
                    Reaction::Ask(idea, Ask::Back)
                }
                IdeaWithdrawn => Reaction::Gone(idea, Why::Withdrawn),
                IdeaStatus => Reaction::Gone(idea, Why::Decided),
                IdeaMerged => Reaction::Gone(idea, Why::Merged),
                IdeaAsked => Reaction::Gone(idea, Why::Asked),
                CommentSubmitted => Reaction::Ask(comment, Ask::New),
                CommentReworded => Reaction::Ask(comment, Ask::Reworded),
                CommentUndone => Reaction::Ask(comment, Ask::Back),
                CommentPublished | CommentDeclined => Reaction::Gone(comment, Why::Decided),
                ReportSubmitted => Reaction::Ask(report, Ask::New),
                ReportUndone => Reaction::Ask(report, Ask::Back),
                ReportSettled => Reaction::Gone(report, Why::Decided),
                EditSubmitted => Reaction::Ask(edit, Ask::Edited),
                EditUndone => Reaction::Ask(edit, Ask::Back),
                EditAccepted | EditDeclined => Reaction::Gone(edit, Why::Decided),
                IdeaCompanion => Reaction::Ask(companion, Ask::New),
                CompanionUndone => Reaction::Ask(companion, Ask::Back),
                CompanionSettled => Reaction::Gone(companion, Why::Decided),
                _ => Reaction::Nothing,
            };
            assert_eq!(reaction(&event(kind)), wanted, "{kind:?}");
        }
    }

    #[test]
    fn what_was_published_first_still_waits() {
        let first = |kind| LiveEvent { waits: true, by: None, ..event(kind) };
        let idea = reaction(&first(ActivityKind::IdeaStatus));
        assert_eq!(idea, Reaction::Ask((WaitingKind::Idea, 5), Ask::New));
        let comment = reaction(&first(ActivityKind::CommentPublished));
        assert_eq!(comment, Reaction::Ask((WaitingKind::Comment, 6), Ask::New));
    }

    #[test]
    fn a_question_taken_back_brings_the_idea_back() {
        let back = LiveEvent { waits: true, ..event(ActivityKind::IdeaAsked) };
        assert_eq!(reaction(&back), Reaction::Ask((WaitingKind::Idea, 5), Ask::Back));
    }

    #[test]
    fn an_event_without_its_number_is_nothing() {
        let event = LiveEvent { comment_id: None, ..event(ActivityKind::CommentPublished) };
        assert_eq!(reaction(&event), Reaction::Nothing);
    }
}
