//! Taking a decision back.

use app::{api::ActivityKind, domain::Scope};
use sea_orm::EntityTrait;

use super::{By, comments, companions, edits, ideas, questions, reports, trust, wording};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    comments as all_comments,
    entities::activity::Entity as Log,
    merging, scope, working,
};

/// What became of an undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// Everything is as before the decision.
    Done,
    /// There is no such decision, or not within the limits.
    NotFound,
    /// Something else happened since, or it was taken back before.
    TooLate,
}

/// Takes the decision at this place in the log back, if nothing else happened to its subject.
///
/// # Errors
/// The database could not write it.
pub async fn undo(db: &Db, limits: &Scope, seq: i64, by: By) -> StoreResult<Undone> {
    // What stands in the log never changes.
    let entry = Log::find_by_id(seq).one(db.read()).await?;
    let kind = entry.as_ref().and_then(|entry| ActivityKind::from_key(&entry.kind));
    let entry = entry.filter(|entry| entry.staff_id.is_some());
    let about = entry.as_ref().and_then(|entry| entry.idea_id);
    let (Some(entry), Some(kind), Some(about)) = (entry, kind, about) else {
        return Ok(Undone::NotFound);
    };
    match kind {
        ActivityKind::IdeaMerged => return merging::undo(db, limits, &entry, by).await,
        ActivityKind::IdeaUnmerged => return merging::again(db, limits, &entry, by).await,
        ActivityKind::IdeaLinked | ActivityKind::IdeaUnlinked => {
            return merging::undo_link(db, limits, &entry, by).await;
        }
        ActivityKind::IdeaAssigned => {
            let undone = working::undo(db, limits, &entry, by).await?;
            // The move to review that it brought along; unless the idea has gone on since.
            if let (Undone::Done, [moved]) = (undone, Details::of(&entry).along.as_slice()) {
                Box::pin(undo(db, limits, *moved, by)).await?;
            }
            return Ok(undone);
        }
        _ => {}
    }
    let Some(reversal) = reversal(kind) else { return Ok(Undone::NotFound) };
    let details = Details::of(&entry);
    let Some((write, about)) = hold(db, about, entry.comment_id).await? else {
        return Ok(Undone::NotFound);
    };
    if details.undoes.is_some() || !scope::sees(write.conn(), limits, about).await? {
        write.rollback().await?;
        return Ok(Undone::NotFound);
    }
    use ActivityKind::{
        CommentDeclined, CommentPublished, CommentReworded, CompanionSettled, EditAccepted,
        EditDeclined, IdeaAsked, IdeaReworded, IdeaStatus, ReportSettled, TrustChanged,
    };
    let undone = match kind {
        IdeaStatus => ideas::undo(&write, &entry, &details).await?,
        CommentPublished | CommentDeclined => {
            comments::undo(&write, about, &entry, &details).await?
        }
        ReportSettled => reports::stands(&write, &entry).await?,
        EditAccepted | EditDeclined => edits::undo(&write, &entry, &details).await?,
        CompanionSettled => companions::undo(&write, seq, &details).await?,
        IdeaReworded | CommentReworded => wording::undo(&write, &entry, &details).await?,
        IdeaAsked => questions::undo(&write, about, &details, by.now).await?,
        TrustChanged => trust::undo(&write, &details).await?,
        _ => false,
    };
    if !undone {
        write.rollback().await?;
        return Ok(Undone::TooLate);
    }
    let reopened = reports::reopen(&write, seq).await?;
    let reversed = |kind, report: Option<i64>| {
        let details = Details {
            from: details.to.clone(),
            to: details.from.clone(),
            undoes: Some(seq),
            item: details.item,
            shown_before: details.shown_after,
            shown_after: details.shown_before,
            ..Details::default()
        };
        let blank = Entry::idea(kind, about, by.now);
        Entry { comment: entry.comment_id, report, staff: Some(by.staff), details, ..blank }
    };
    activity::append(&write, reversed(reversal, entry.report_id)).await?;
    for other in reopened.into_iter().filter(|id| Some(*id) != entry.report_id) {
        activity::append(&write, reversed(ActivityKind::ReportUndone, Some(other))).await?;
    }
    write.commit().await?;
    Ok(Undone::Done)
}

/// What the log says when a decision of this kind is taken back; none where it is no decision.
fn reversal(kind: ActivityKind) -> Option<ActivityKind> {
    use ActivityKind::*;
    Some(match kind {
        IdeaStatus => IdeaUndone,
        CommentPublished | CommentDeclined => CommentUndone,
        ReportSettled => ReportUndone,
        EditAccepted | EditDeclined => EditUndone,
        CompanionSettled => CompanionUndone,
        // The same again, saying what it takes back.
        IdeaReworded | CommentReworded | IdeaAsked | TrustChanged => kind,
        _ => return None,
    })
}

/// Holds the idea that a decision was about; one about a comment, the idea that it stands under
/// now, for it may have moved by a merge.
async fn hold(db: &Db, idea: i64, comment: Option<i64>) -> StoreResult<Option<(Write, i64)>> {
    if let Some(comment) = comment {
        let held = all_comments::hold(db, comment).await?;
        return Ok(held.map(|(write, comment)| (write, comment.idea_id)));
    }
    let write = db.write().await?;
    write.take_idea(idea).await?;
    Ok(Some((write, idea)))
}
