//! Sending in an idea: idea, photos, key and log in one transaction.

use std::sync::Arc;

use app::{
    api::ActivityKind,
    domain::{FieldError, FieldErrors, HoldRules, IdeaDraft, IdeaStatus, Timestamp},
    i18n::Lang,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement,
};

use super::EMAIL_KEPT;
use crate::store::{
    Db, StoreError, StoreResult, Write,
    activity::{self, Details, Entry},
    entities::ideas,
    events,
    followers::{self, Arrival},
    hold::{self, Moderation},
    idempotency,
    participants::{self, Person},
    photos,
};

pub use crate::store::idempotency::Key;

/// What is sent in.
#[derive(Clone, Debug)]
pub struct Submission {
    /// The idea.
    pub draft: IdeaDraft,
    /// By whom.
    pub person: Person,
    /// Hash of the token of its private page. The same for the same key and body.
    pub token_hash: String,
    /// From which that token was made, for the mail to its author.
    pub seed: Vec<String>,
    /// The author's language.
    pub lang: Lang,
    /// The installation's key.
    pub secret: Arc<[u8; 32]>,
    /// So that it is taken once, however often it is sent.
    pub key: Option<Key>,
    /// What holds it, and who is trusted.
    pub rules: Arc<HoldRules>,
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
        /// Whether it waits for a moderator or is on the board already.
        status: IdeaStatus,
        /// Whether it was there before: sent again with the same key.
        again: bool,
    },
    /// The key was used with another body.
    KeyReused,
    /// Something that it names is not there.
    Unknown(FieldErrors),
}

/// Sends in an idea.
///
/// # Errors
/// The database could not write it: then nothing was written.
pub async fn submit(db: &Db, new: &Submission) -> StoreResult<Submitted> {
    let written = write(db, new).await;
    match (written, &new.key) {
        (Ok(Written::Done(outcome)), _) => Ok(outcome),
        (Ok(Written::KeyTaken), Some(_)) => replay(db, &new.token_hash).await,
        // Sent twice at once: the token, made from key and body, is there already.
        (Err(error), Some(_)) if error.is_unique_violation() => replay(db, &new.token_hash).await,
        (Ok(Written::KeyTaken), None) => Err(StoreError::corrupt("idempotency")),
        (Err(error), _) => Err(error),
    }
}

enum Written {
    Done(Submitted),
    KeyTaken,
}

async fn write(db: &Db, new: &Submission) -> StoreResult<Written> {
    let Submission { draft, now, .. } = new;
    let write = db.write().await?;
    let placed = match placed(&write, draft, Offered::Now).await? {
        Ok(placed) => placed,
        Err(errors) => {
            write.rollback().await?;
            return Ok(Written::Done(Submitted::Unknown(errors)));
        }
    };
    if let Some(event) = draft.event
        && !events::is_public(&write, event).await?
    {
        write.rollback().await?;
        let errors = FieldErrors::one("event", FieldError::Unknown);
        return Ok(Written::Done(Submitted::Unknown(errors)));
    }
    let participant = participants::resolve(&write, &new.person, *now).await?;
    let lines = [draft.title.as_str(), &draft.text];
    let gate = hold::gate(&write, &new.rules, placed.moderation, participant, &lines, *now).await?;
    let published = gate.published;
    let status = if published { IdeaStatus::Published } else { IdeaStatus::Submitted };
    let row = ideas::ActiveModel {
        lab: Set(placed.lab),
        topic: Set(draft.topic.clone()),
        project: Set(draft.project.clone()),
        event_id: Set(draft.event),
        title: Set(draft.title.clone()),
        text: Set(draft.text.clone()),
        author: Set(draft.author.clone()),
        affiliation: Set(draft.affiliation.map(|a| a.as_str().to_owned())),
        email: Set(draft.email.clone()),
        email_until: Set(draft.email.as_ref().map(|_| now.0 + EMAIL_KEPT)),
        source: Set("web".to_owned()),
        status: Set(status.as_str().to_owned()),
        is_public: Set(published),
        participant_id: Set(Some(participant)),
        token_hash: Set(new.token_hash.clone()),
        created_at: Set(now.0),
        published_at: Set(published.then_some(now.0)),
        active_at: Set(now.0),
        waits_since: Set(gate.waits_since),
        held: Set(gate.held),
        ..ideas::ActiveModel::default()
    };
    let id = ideas::Entity::insert(row).exec(write.conn()).await?.last_insert_id;
    if let Some(key) = &new.key
        && !idempotency::take(&write, key, id, *now).await?
    {
        write.rollback().await?;
        return Ok(Written::KeyTaken);
    }
    if photos::claim(&write, id, &draft.photos, *now).await?.is_err() {
        write.rollback().await?;
        let errors = FieldErrors::one("photos", FieldError::PhotoGone);
        return Ok(Written::Done(Submitted::Unknown(errors)));
    }
    if let Some(email) = &draft.email {
        let until = now.0 + EMAIL_KEPT;
        followers::author(&write, id, Some(email), new.lang, &new.secret, until, *now).await?;
        let (lang, seed) = (new.lang, new.seed.as_slice());
        let arrival = Arrival { idea: id, email, lang, seed, waits: !published, now: *now };
        followers::arrived(&write, &arrival).await?;
    }
    let entry = |kind| Entry { participant: Some(participant), ..Entry::idea(kind, id, *now) };
    activity::append(&write, entry(ActivityKind::IdeaSubmitted)).await?;
    if published {
        let details = Details {
            from: Some(IdeaStatus::Submitted.as_str().to_owned()),
            to: Some(status.as_str().to_owned()),
            shown_after: true,
            ..Details::default()
        };
        activity::append(&write, Entry { details, ..entry(ActivityKind::IdeaStatus) }).await?;
    }
    write.commit().await?;
    Ok(Written::Done(Submitted::Created { id, status, again: false }))
}

/// Where an idea belongs.
pub(in crate::store) struct Placed {
    /// The lab that the author chose, else that of the project.
    pub(in crate::store) lab: Option<String>,
    /// Whether a moderator looks first, as the lab says.
    pub(in crate::store) moderation: Moderation,
}

/// Which topics, labs and projects an idea may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Offered {
    /// Those that are offered now.
    Now,
    /// Those that were put away meanwhile as well: the idea may have had them before.
    Ever,
}

/// Looks up topic, lab and project. They are never deleted: what is there now stays there.
pub(in crate::store) async fn placed(
    write: &Write,
    draft: &IdeaDraft,
    offered: Offered,
) -> StoreResult<Result<Placed, FieldErrors>> {
    const SQL: &str = "SELECT
        (SELECT slug FROM topics WHERE slug = $1 AND (archived_at IS NULL OR $4)) AS topic,
        (SELECT lab FROM projects WHERE slug = $2 AND (archived_at IS NULL OR $4)) AS project_lab,
        l.slug AS lab, l.pre_moderation AS pre_moderation, l.evening_until AS evening_until
        FROM (SELECT 1 AS one) AS here LEFT JOIN labs AS l
        ON l.slug = COALESCE($3, (SELECT lab FROM projects WHERE slug = $2))
        AND (l.archived_at IS NULL OR $4)";
    let values = [
        Some(draft.topic.clone()).into(),
        draft.project.clone().into(),
        draft.lab.clone().into(),
        (offered == Offered::Ever).into(),
    ];
    let backend = write.conn().get_database_backend();
    let row = write.conn().query_one_raw(Statement::from_sql_and_values(backend, SQL, values));
    let row = row.await?.ok_or_else(|| StoreError::corrupt("a row without a table"))?;
    let topic: Option<String> = row.try_get("", "topic")?;
    let project_lab: Option<String> = row.try_get("", "project_lab")?;
    let lab: Option<String> = row.try_get("", "lab")?;
    let pre_moderation: Option<bool> = row.try_get("", "pre_moderation")?;
    let evening_until: Option<i64> = row.try_get("", "evening_until")?;
    let mut errors = FieldErrors::default();
    if topic.is_none() {
        errors.add("topic", FieldError::Unknown);
    }
    if draft.lab.is_some() && lab.is_none() {
        errors.add("lab", FieldError::Unknown);
    }
    // A project of another lab is as wrong here as one that is not there.
    if draft.project.is_some() && (project_lab.is_none() || project_lab != lab) {
        errors.add("project", FieldError::Unknown);
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let moderation = Moderation { first: pre_moderation.unwrap_or(true), evening_until };
    Ok(Ok(Placed { lab, moderation }))
}

/// The first answer once more. The token is made from key and body: an idea that has it was sent
/// with both, even when the key itself is long forgotten.
async fn replay(db: &Db, token_hash: &str) -> StoreResult<Submitted> {
    let found = ideas::Entity::find().filter(ideas::Column::TokenHash.eq(token_hash));
    let Some(idea) = found.one(db.read()).await? else { return Ok(Submitted::KeyReused) };
    let id = idea.id;
    // Published in the moment of its creation: without a moderator.
    let at_once = idea.published_at == Some(idea.created_at);
    let status = if at_once { IdeaStatus::Published } else { IdeaStatus::Submitted };
    Ok(Submitted::Created { id, status, again: true })
}
