//! Reports of ideas and comments.

use app::{
    api::ActivityKind,
    domain::{ReportDraft, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};

use super::entities::{
    comments, ideas,
    reports::{ActiveModel, Column, Entity},
};
use super::{
    Db, StoreResult,
    activity::{self, Entry},
    comments as all_comments,
    ideas::is_public,
    participants::{self, Person},
};

/// What is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// An idea.
    Idea(i64),
    /// A comment.
    Comment(i64),
}

/// Takes a report, once of a participant. Gives the idea that it is about; none if there is
/// nothing public to report.
///
/// # Errors
/// The database could not write it.
pub async fn submit(
    db: &Db,
    what: Reported,
    draft: &ReportDraft,
    person: &Person,
    now: Timestamp,
) -> StoreResult<Option<i64>> {
    // What is said about a comment goes where the comment goes, so it is held meanwhile.
    let write = match what {
        Reported::Idea(_) => db.write().await?,
        Reported::Comment(comment) => match all_comments::hold(db, comment).await? {
            Some((write, _)) => write,
            None => return Ok(None),
        },
    };
    let Some((idea, comment)) = target(write.conn(), what).await? else { return Ok(None) };
    let participant = participants::resolve(&write, person, now).await?;
    let row = ActiveModel {
        idea_id: Set(idea),
        comment_id: Set(comment),
        participant_id: Set(Some(participant)),
        reason: Set(draft.reason.as_str().to_owned()),
        text: Set(draft.text.clone()),
        status: Set("open".to_owned()),
        created_at: Set(now.0),
        ..ActiveModel::default()
    };
    let inserted = Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?;
    if inserted == 0 {
        write.rollback().await?;
        return Ok(Some(idea));
    }
    let mut number = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::IdeaId.eq(idea))
        .filter(Column::ParticipantId.eq(participant));
    number = match comment {
        Some(comment) => number.filter(Column::CommentId.eq(comment)),
        None => number.filter(Column::CommentId.is_null()),
    };
    let report: Option<i64> = number.into_tuple().one(write.conn()).await?;
    let entry = Entry::idea(ActivityKind::ReportSubmitted, idea, now);
    let entry = Entry { comment, report, participant: Some(participant), ..entry };
    activity::append(&write, entry).await?;
    write.commit().await?;
    Ok(Some(idea))
}

/// The idea that stands behind what is reported, where everybody may see it.
///
/// # Errors
/// The database cannot be read.
pub async fn idea_of(db: &Db, what: Reported) -> StoreResult<Option<i64>> {
    Ok(target(db.read(), what).await?.map(|(idea, _)| idea))
}

/// Idea and comment of what is reported, where everybody may see it.
async fn target(
    conn: &impl ConnectionTrait,
    what: Reported,
) -> StoreResult<Option<(i64, Option<i64>)>> {
    let (idea, comment) = match what {
        Reported::Idea(idea) => (idea, None),
        Reported::Comment(comment) => {
            let found: Option<i64> = comments::Entity::find_by_id(comment)
                .select_only()
                .column(comments::Column::IdeaId)
                .filter(comments::Column::Status.eq("published"))
                .into_tuple()
                .one(conn)
                .await?;
            let Some(idea) = found else { return Ok(None) };
            (idea, Some(comment))
        }
    };
    let found: Option<i64> = ideas::Entity::find_by_id(idea)
        .select_only()
        .column(ideas::Column::Id)
        .filter(is_public())
        .into_tuple()
        .one(conn)
        .await?;
    Ok(found.map(|idea| (idea, comment)))
}
