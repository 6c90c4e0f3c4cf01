//! An idea as its author sees it, by the token of its private page.

mod dialogue;

use app::{
    api::{ActivityKind, MyIdea, NewIdea},
    domain::{FieldErrors, IdeaDraft, IdeaStatus, Timestamp},
    i18n::Lang,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::entities::{
    ideas::{ActiveModel, Column, Entity, Model},
    photos,
};
use super::{
    Db, StoreResult, Write,
    activity::{self, Entry},
    cards, followers,
    ideas::{EMAIL_KEPT, Offered, placed},
    timeline,
};

pub use dialogue::{propose, reply, withdraw_edit};

/// Why an author's wish was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// No idea has this token.
    NotFound,
    /// It no longer waits.
    Decided,
    /// Nothing was asked, or it was taken back.
    NotAsked,
    /// It is not public, or closed: its wording is not changed any more.
    Closed,
    /// Something that it names is not there.
    Unknown(FieldErrors),
}

/// The idea with this token.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, token_hash: &str) -> StoreResult<Option<MyIdea>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db.read()).await?;
    match found {
        Some(model) => Ok(Some(my_idea(db, model).await?)),
        None => Ok(None),
    }
}

async fn my_idea(db: &Db, model: Model) -> StoreResult<MyIdea> {
    let status = cards::status(&model.status)?;
    let id = model.id;
    let said = dialogue::said(db, &model).await?;
    Ok(MyIdea {
        id,
        status,
        photos: cards::photos_of(db, &[id]).await?.remove(&id).unwrap_or_default(),
        created_at: Timestamp(model.created_at),
        timeline: timeline::timelines(db, &[id]).await?.remove(&id).unwrap_or_default(),
        editable: status == IdeaStatus::Submitted,
        email_until: model.email_until.map(Timestamp),
        question: said.question,
        may_propose: said.may_propose,
        proposed: said.proposed,
        proposal_declined: said.proposal_declined,
        original: said.original,
        hidden: said.hidden,
        idea: NewIdea {
            title: model.title,
            text: model.text,
            topic: model.topic,
            lab: model.lab.unwrap_or_default(),
            project: model.project.unwrap_or_default(),
            author: model.author.unwrap_or_default(),
            affiliation: model.affiliation.unwrap_or_default(),
            email: model.email.unwrap_or_default(),
            photos: Vec::new(),
            event: String::new(),
        },
    })
}

/// Edits an idea while it waits. Photos stay as they are. An address that came in place of
/// another follows the idea instead, in this language; `secret` is the installation's key.
///
/// # Errors
/// The database could not write it.
pub async fn edit(
    db: &Db,
    token_hash: &str,
    draft: &IdeaDraft,
    (lang, secret): (Lang, &[u8; 32]),
    now: Timestamp,
) -> StoreResult<Result<MyIdea, Refused>> {
    let write = db.write().await?;
    let created = match waiting(&write, token_hash).await? {
        Ok(created) => created,
        Err(refused) => return Ok(Err(refused)),
    };
    let placed = match placed(&write, draft, Offered::Ever).await? {
        Ok(placed) => placed,
        Err(errors) => return Ok(Err(Refused::Unknown(errors))),
    };
    let change = ActiveModel {
        title: Set(draft.title.clone()),
        text: Set(draft.text.clone()),
        topic: Set(draft.topic.clone()),
        lab: Set(placed.lab),
        project: Set(draft.project.clone()),
        author: Set(draft.author.clone()),
        affiliation: Set(draft.affiliation.map(|a| a.as_str().to_owned())),
        email: Set(draft.email.clone()),
        // Editing does not make it be kept longer.
        email_until: Set(draft.email.as_ref().map(|_| created.0 + EMAIL_KEPT)),
        active_at: Set(now.0),
        ..ActiveModel::default()
    };
    let follower = (lang, secret);
    finish(db, write, token_hash, change, ActivityKind::IdeaEdited, Some(follower), now).await
}

/// Withdraws an idea while it waits. Its title stays, so that staff and author know what it
/// was; text, name, perspective, mail address and photos are erased. Gives the keys of the
/// photos as well, whose files are to be removed.
///
/// # Errors
/// The database could not write it.
pub async fn withdraw(
    db: &Db,
    token_hash: &str,
    now: Timestamp,
) -> StoreResult<Result<(MyIdea, Vec<String>), Refused>> {
    let write = db.write().await?;
    if let Err(refused) = waiting(&write, token_hash).await? {
        return Ok(Err(refused));
    }
    let change = ActiveModel {
        status: Set(IdeaStatus::Withdrawn.as_str().to_owned()),
        waits_since: Set(None),
        original_title: Set(None),
        original_text: Set(None),
        text: Set(String::new()),
        author: Set(None),
        affiliation: Set(None),
        email: Set(None),
        email_until: Set(None),
        active_at: Set(now.0),
        ..ActiveModel::default()
    };
    let idea = Entity::find().select_only().column(Column::Id);
    let idea = idea.filter(Column::TokenHash.eq(token_hash)).into_query();
    let photos: Vec<String> = photos::Entity::find()
        .select_only()
        .column(photos::Column::Key)
        .filter(photos::Column::IdeaId.in_subquery(idea))
        .into_tuple()
        .all(write.conn())
        .await?;
    let kind = ActivityKind::IdeaWithdrawn;
    let done = finish(db, write, token_hash, change, kind, None, now).await?;
    Ok(done.map(|idea| (idea, photos)))
}

/// When the idea was sent in, if it waits.
async fn waiting(write: &Write, token_hash: &str) -> StoreResult<Result<Timestamp, Refused>> {
    let found: Option<(String, i64)> = Entity::find()
        .select_only()
        .columns([Column::Status, Column::CreatedAt])
        .filter(Column::TokenHash.eq(token_hash))
        .into_tuple()
        .one(write.conn())
        .await?;
    Ok(match found {
        None => Err(Refused::NotFound),
        Some((status, created)) if status == IdeaStatus::Submitted.as_str() => {
            Ok(Timestamp(created))
        }
        Some(_) => Err(Refused::Decided),
    })
}

/// Makes the change, provided that the idea still waits, and tells the log. The author follows
/// with the address that the idea has then, in the language and by the key that are given, or no
/// longer.
async fn finish(
    db: &Db,
    write: Write,
    token_hash: &str,
    change: ActiveModel,
    kind: ActivityKind,
    follower: Option<(Lang, &[u8; 32])>,
    now: Timestamp,
) -> StoreResult<Result<MyIdea, Refused>> {
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::Status.eq(IdeaStatus::Submitted.as_str()))
        .exec_with_returning(write.conn())
        .await?;
    let Some(model) = changed.into_iter().next() else {
        // A moderator was faster by the blink of an eye.
        write.rollback().await?;
        return Ok(Err(Refused::Decided));
    };
    if kind == ActivityKind::IdeaEdited {
        dialogue::edited(&write, &model, now).await?;
    }
    if kind == ActivityKind::IdeaWithdrawn {
        dialogue::forget(&write, model.id).await?;
        photos::Entity::delete_many()
            .filter(photos::Column::IdeaId.eq(model.id))
            .exec(write.conn())
            .await?;
    }
    let email = model.email.as_deref().filter(|_| follower.is_some());
    let (lang, secret) = follower.unwrap_or((Lang::De, &[0; 32]));
    let until = model.email_until.unwrap_or(now.0);
    followers::author(&write, model.id, email, lang, secret, until, now).await?;
    let participant = model.participant_id;
    activity::append(&write, Entry { participant, ..Entry::idea(kind, model.id, now) }).await?;
    write.commit().await?;
    Ok(Ok(my_idea(db, model).await?))
}
