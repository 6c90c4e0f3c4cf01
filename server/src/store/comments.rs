//! Comments under an idea, with one level of replies.

mod shown;

use app::{
    api::{ActivityKind, Comment},
    domain::{Affiliation, CommentDraft, FieldError, FieldErrors, HoldRules, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QuerySelect, Statement, sea_query::Expr,
};

use super::entities::{
    activity as log,
    comments::{ActiveModel, Column, Entity, Model},
    ideas,
};
use super::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Details, Entry},
    hold::{self, Moderation},
    ideas::{Shut, is_open, why_shut},
    idempotency::{self, Key, Taken},
    participants::{self, Person},
};

pub use shown::{Shown, shown};

const PUBLISHED: &str = "published";
const SUBMITTED: &str = "submitted";

/// A place among the comments of an idea: behind this comment of this thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the comment that began the thread.
    pub thread: i64,
    /// Number of the comment.
    pub id: i64,
}

/// A comment that is sent in.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The idea that it stands under.
    pub idea: i64,
    /// The comment.
    pub draft: CommentDraft,
    /// By whom.
    pub person: Person,
    /// So that it is taken once, however often it is sent.
    pub key: Option<Key>,
    /// What holds it, and who is trusted.
    pub rules: std::sync::Arc<HoldRules>,
    /// When.
    pub now: Timestamp,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// It is there.
    Created {
        /// Its number.
        id: i64,
        /// Whether everybody sees it already.
        published: bool,
    },
    /// Nothing can be said under this idea.
    Shut(Shut),
    /// What it replies to is not a public comment without a parent under this idea.
    NoSuchParent(FieldErrors),
    /// The key was used with another body.
    KeyReused,
}

/// At most `limit` public comments of an idea and where the next ones begin: those without a
/// parent oldest first, each followed by its replies.
///
/// # Errors
/// The database cannot be read.
pub async fn list(
    db: &Db,
    idea: i64,
    after: Option<Place>,
    limit: u64,
) -> StoreResult<(Vec<Comment>, Option<Place>)> {
    // The index wants its condition to the letter. A hidden comment keeps its place; a reply
    // whose parent is gone is not shown.
    const SQL: &str = "SELECT c.* FROM comments AS c
        WHERE c.idea_id = $1 AND (c.status = 'published' OR c.hidden_at IS NOT NULL)
        AND (COALESCE(c.reply_to, c.id), c.id) > ($2, $3)
        AND (c.reply_to IS NULL OR EXISTS (SELECT 1 FROM comments AS p
            WHERE p.id = c.reply_to AND (p.status = 'published' OR p.hidden_at IS NOT NULL)))
        ORDER BY COALESCE(c.reply_to, c.id), c.id LIMIT $4";
    let place = after.unwrap_or(Place { thread: 0, id: 0 });
    let take = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let values = [idea.into(), place.thread.into(), place.id.into(), take.into()];
    let statement = Statement::from_sql_and_values(db.read().get_database_backend(), SQL, values);
    let mut rows = Model::find_by_statement(statement).all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let place = |row: &Model| Place { thread: row.reply_to.unwrap_or(row.id), id: row.id };
    let next = rows.last().filter(|_| more).map(place);
    Ok((rows.into_iter().map(public_comment).collect(), next))
}

/// A comment as the wire has it: as it reads, hidden or not.
pub fn comment(row: Model) -> Comment {
    Comment {
        reworded: row.original_text.is_some(),
        hidden: None,
        id: row.id,
        idea: row.idea_id,
        reply_to: row.reply_to,
        text: row.text,
        author: row.author,
        affiliation: row.affiliation.as_deref().and_then(Affiliation::from_key),
        at: Timestamp(row.created_at),
    }
}

/// A comment as everybody reads it: of one that was hidden, why.
fn public_comment(row: Model) -> Comment {
    match row.hidden_at {
        None => comment(row),
        Some(_) => Comment {
            hidden: Some(row.reason.clone().unwrap_or_default()),
            text: String::new(),
            author: None,
            affiliation: None,
            reworded: false,
            ..comment(row)
        },
    }
}

/// What tells that the text of a comment is still as it was read.
pub(super) fn seen_text(text: &str) -> String {
    crate::token::hash(text).chars().take(16).collect()
}

/// Begins to write about a comment: holds the idea that it stands under, and gives the comment as
/// it is then. A merge may have moved it between looking and holding; then it is looked again.
pub(super) async fn hold(db: &Db, id: i64) -> StoreResult<Option<(Write, Model)>> {
    let mut idea = None;
    loop {
        let write = db.write().await?;
        if let Some(idea) = idea {
            write.take_idea(idea).await?;
        }
        let Some(comment) = Entity::find_by_id(id).one(write.conn()).await? else {
            write.rollback().await?;
            return Ok(None);
        };
        if idea == Some(comment.idea_id) {
            return Ok(Some((write, comment)));
        }
        idea = Some(comment.idea_id);
        write.rollback().await?;
    }
}

/// Sends in a comment.
///
/// # Errors
/// The database could not write it.
pub async fn submit(db: &Db, new: &Submission) -> StoreResult<Submitted> {
    let Submission { idea, draft, now, .. } = new;
    let write = db.write().await?;
    // Nothing it hangs on may be hidden between looking and counting.
    write.take_idea(*idea).await?;
    let Some(moderation) = moderation(&write, *idea).await? else {
        write.rollback().await?;
        let shut = Submitted::Shut(why_shut(db, *idea).await?);
        return again_or(db, new, shut).await;
    };
    let home = match draft.reply_to {
        None => None,
        Some(parent) => match home_of(&write, *idea, parent).await? {
            Some(home) => home,
            None => {
                let errors = FieldErrors::one("reply_to", FieldError::Unknown);
                write.rollback().await?;
                return again_or(db, new, Submitted::NoSuchParent(errors)).await;
            }
        },
    };
    let participant = participants::resolve(&write, &new.person, *now).await?;
    let gate =
        hold::gate(&write, &new.rules, moderation, participant, &[&draft.text], *now).await?;
    let published = gate.published;
    let row = ActiveModel {
        idea_id: Set(*idea),
        reply_to: Set(draft.reply_to),
        text: Set(draft.text.clone()),
        author: Set(draft.author.clone()),
        affiliation: Set(draft.affiliation.map(|a| a.as_str().to_owned())),
        participant_id: Set(Some(participant)),
        status: Set(if published { PUBLISHED } else { SUBMITTED }.to_owned()),
        created_at: Set(now.0),
        waits_since: Set(gate.waits_since),
        held: Set(gate.held),
        // A thread that came here by a merge stays together when it goes home.
        origin_id: Set(home),
        ..ActiveModel::default()
    };
    let id = Entity::insert(row).exec(write.conn()).await?.last_insert_id;
    if let Some(key) = &new.key
        && !idempotency::take(&write, key, id, *now).await?
    {
        write.rollback().await?;
        return replay(db, key).await;
    }
    if published {
        count(&write, *idea, *now).await?;
    }
    let entry = |kind| {
        let entry = Entry::idea(kind, *idea, *now);
        Entry { comment: Some(id), participant: Some(participant), ..entry }
    };
    activity::append(&write, entry(ActivityKind::CommentSubmitted)).await?;
    if published {
        let details = Details { shown_after: true, ..Details::default() };
        let entry = Entry { details, ..entry(ActivityKind::CommentPublished) };
        activity::append(&write, entry).await?;
    }
    write.commit().await?;
    Ok(Submitted::Created { id, published })
}

/// How the lab of an open idea moderates comments; none if the idea is not open.
async fn moderation(write: &Write, idea: i64) -> StoreResult<Option<Moderation>> {
    use super::entities::labs;
    let lab: Option<Option<String>> = ideas::Entity::find_by_id(idea)
        .select_only()
        .column(ideas::Column::Lab)
        .filter(is_open())
        .into_tuple()
        .one(write.conn())
        .await?;
    let Some(lab) = lab else { return Ok(None) };
    let Some(lab) = lab else { return Ok(Some(Moderation::default())) };
    let lab = labs::Entity::find_by_id(lab).one(write.conn()).await?;
    Ok(Some(lab.map_or_else(Moderation::default, |lab| Moderation {
        first: lab.pre_moderation,
        evening_until: lab.evening_until,
    })))
}

/// Where the thread of a comment that can be replied to comes from; none where it cannot be.
async fn home_of(write: &Write, idea: i64, parent: i64) -> StoreResult<Option<Option<i64>>> {
    let found: Option<Option<i64>> = Entity::find_by_id(parent)
        .select_only()
        .column(Column::OriginId)
        .filter(Column::IdeaId.eq(idea))
        .filter(Column::ReplyTo.is_null())
        .filter(Column::Status.eq(PUBLISHED))
        .into_tuple()
        .one(write.conn())
        .await?;
    Ok(found)
}

async fn count(write: &Write, idea: i64, now: Timestamp) -> StoreResult<()> {
    ideas::Entity::update_many()
        .col_expr(ideas::Column::Comments, Expr::col(ideas::Column::Comments).add(Expr::value(1)))
        .col_expr(ideas::Column::ActiveAt, Expr::value(now.0))
        .filter(ideas::Column::Id.eq(idea))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// The first answer, if there was one: it stays the answer although meanwhile the idea was
/// closed or the comment replied to was hidden.
async fn again_or(db: &Db, new: &Submission, otherwise: Submitted) -> StoreResult<Submitted> {
    match &new.key {
        Some(key) if idempotency::is_taken(db, key).await? => replay(db, key).await,
        _ => Ok(otherwise),
    }
}

/// The first answer once more.
async fn replay(db: &Db, key: &Key) -> StoreResult<Submitted> {
    let id = match idempotency::taken(db, key).await? {
        Taken::ByThis(id) => id,
        Taken::ByAnother => return Ok(Submitted::KeyReused),
    };
    let found = Entity::find_by_id(id).one(db.read()).await?;
    let row = found.ok_or_else(|| StoreError::corrupt("idempotency.subject_id"))?;
    // Published by nobody of the staff: in the moment of its creation.
    let at_once: Option<i64> = log::Entity::find()
        .select_only()
        .column(log::Column::Seq)
        .filter(log::Column::IdeaId.is_in([Some(row.idea_id), row.origin_id].into_iter().flatten()))
        .filter(log::Column::CommentId.eq(id))
        .filter(log::Column::Kind.eq(ActivityKind::CommentPublished.as_str()))
        .filter(log::Column::StaffId.is_null())
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(Submitted::Created { id, published: at_once.is_some() })
}
