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
}

/// Reads an event.
pub(super) fn reaction(event: &LiveEvent) -> Reaction {
    use ActivityKind::*;
    let idea = Some((WaitingKind::Idea, event.idea));
    let comment = event.comment_id.map(|id| (WaitingKind::Comment, id));
    let report = event.report_id.map(|id| (WaitingKind::Report, id));
    let ask = |key: Option<Key>, ask| key.map(|key| Reaction::Ask(key, ask));
    let gone = |key: Option<Key>, why| key.map(|key| Reaction::Gone(key, why));
    let found = match event.kind {
        IdeaSubmitted => ask(idea, Ask::New),
        IdeaEdited => ask(idea, Ask::Edited),
        IdeaUndone => ask(idea, Ask::Back),
        IdeaStatus => gone(idea, Why::Decided),
        IdeaWithdrawn => gone(idea, Why::Withdrawn),
        CommentSubmitted => ask(comment, Ask::New),
        CommentUndone => ask(comment, Ask::Back),
        CommentPublished | CommentDeclined => gone(comment, Why::Decided),
        ReportSubmitted => ask(report, Ask::New),
        ReportUndone => ask(report, Ask::Back),
        ReportSettled => gone(report, Why::Decided),
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
            item: None,
        }
    }

    #[test]
    fn addresses_round_trip() {
        for key in [(WaitingKind::Idea, 5), (WaitingKind::Comment, 1), (WaitingKind::Report, 99)] {
            assert_eq!(parse_key(&key_text(key)), Some(key));
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
        for kind in ActivityKind::ALL.iter().copied() {
            use ActivityKind::*;
            let wanted = match kind {
                IdeaSubmitted => Reaction::Ask(idea, Ask::New),
                IdeaEdited => Reaction::Ask(idea, Ask::Edited),
                IdeaUndone => Reaction::Ask(idea, Ask::Back),
                IdeaWithdrawn => Reaction::Gone(idea, Why::Withdrawn),
                IdeaStatus => Reaction::Gone(idea, Why::Decided),
                CommentSubmitted => Reaction::Ask(comment, Ask::New),
                CommentUndone => Reaction::Ask(comment, Ask::Back),
                CommentPublished | CommentDeclined => Reaction::Gone(comment, Why::Decided),
                ReportSubmitted => Reaction::Ask(report, Ask::New),
                ReportUndone => Reaction::Ask(report, Ask::Back),
                ReportSettled => Reaction::Gone(report, Why::Decided),
                _ => Reaction::Nothing,
            };
            assert_eq!(reaction(&event(kind)), wanted, "{kind:?}");
        }
    }

    #[test]
    fn an_event_without_its_number_is_nothing() {
        let event = LiveEvent { comment_id: None, ..event(ActivityKind::CommentPublished) };
        assert_eq!(reaction(&event), Reaction::Nothing);
    }
}
