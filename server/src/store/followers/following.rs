//! Following an idea by a link, without an account.

use app::{
    api::FollowMode,
    domain::{IdeaStatus, Timestamp},
    i18n::Lang,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QuerySelect,
    Statement,
    sea_query::{Expr, OnConflict},
};

use super::{address, token};
use crate::{
    store::{
        Db, StoreResult, Write, cards,
        entities::{
            activity,
            followers::{ActiveModel, Column, Entity, Model},
            ideas, outbox as letters,
        },
        outbox::{self, Letter, Mail},
    },
    token as tokens,
};

/// How long an address is kept that nobody confirmed, in milliseconds: three days.
const UNCONFIRMED: i64 = 3 * 86_400_000;
/// How long the address of a follower is kept after the last choice, in milliseconds: 365 days.
const KEPT: i64 = 365 * 86_400_000;
/// The most confirmations that one address is asked for in 24 hours, whatever for.
const CONFIRMATIONS: u64 = 5;
const DAY: i64 = 86_400_000;

/// What became of the wish to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// If that address is somebody's, a mail asks them. Whether it follows already is not told.
    Done,
    /// There is no such public idea.
    NotFound,
}

/// What a holder of the link wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// To hear of it as asked for.
    Confirm,
    /// To hear so often.
    Mode(FollowMode),
    /// To be forgotten.
    Stop,
}

/// What the page behind the link shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// Number of the idea.
    pub idea: i64,
    /// Its title, where everybody may see it or the follower is its author.
    pub title: Option<String>,
    /// Whether everybody may see it.
    pub is_public: bool,
    /// How far it has come.
    pub status: IdeaStatus,
    /// How often.
    pub mode: FollowMode,
    /// Whether the address was confirmed.
    pub confirmed: bool,
    /// Whether the follower is its author.
    pub is_author: bool,
    /// The address.
    pub email: String,
    /// When the address is erased.
    pub until: Timestamp,
}

/// Takes the wish of an address to follow a public idea: a mail asks whether it is meant.
///
/// # Errors
/// The database could not write it.
#[allow(clippy::too_many_arguments, reason = "one wish")]
pub async fn ask(
    db: &Db,
    idea: i64,
    email: &str,
    mode: FollowMode,
    lang: Lang,
    secret: &[u8; 32],
    now: Timestamp,
) -> StoreResult<Asked> {
    let write = db.write().await?;
    let public = ideas::Entity::find()
        .filter(ideas::Column::Id.eq(idea).and(ideas::Column::IsPublic.eq(true)))
        .count(write.conn())
        .await?;
    if public == 0 {
        write.rollback().await?;
        return Ok(Asked::NotFound);
    }
    let recipient = address(email);
    let row = ActiveModel {
        idea_id: Set(idea),
        email: Set(recipient.clone()),
        lang: Set(lang.tag().to_owned()),
        mode: Set(mode.as_str().to_owned()),
        token_hash: Set(tokens::hash(&token(secret, idea, email))),
        created_at: Set(now.0),
        erase_at: Set(now.0 + UNCONFIRMED),
        digest_seq: Set(head(&write).await?),
        ..ActiveModel::default()
    };
    // Who follows already chose; nobody else chooses for them.
    let known = OnConflict::columns([Column::IdeaId, Column::Email])
        .value(Column::Mode, Expr::value(mode.as_str()))
        .value(Column::Lang, Expr::value(lang.tag()))
        .value(Column::EraseAt, Expr::value(now.0 + UNCONFIRMED))
        .action_and_where(Expr::col((Entity, Column::ConfirmedAt)).is_null())
        .to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(write.conn()).await?;
    let asked = letters::Entity::find()
        .filter(letters::Column::Recipient.eq(&recipient).and(letters::Column::Kind.eq("confirm")))
        .filter(letters::Column::CreatedAt.gt(now.0 - DAY))
        .count(write.conn())
        .await?;
    if asked < CONFIRMATIONS {
        let mail = Mail {
            key: format!("confirm:{idea}:{}", tokens::random()),
            recipient,
            lang: lang.tag().to_owned(),
            letter: Letter::Confirm { idea },
            registration: None,
            now,
            due: now,
        };
        outbox::put(&write, mail).await?;
    }
    write.commit().await?;
    Ok(Asked::Done)
}

/// What somebody follows by this token.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, token_hash: &str) -> StoreResult<Option<Following>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db.read()).await?;
    let Some(row) = found else { return Ok(None) };
    let idea: Option<(String, bool, String)> = ideas::Entity::find()
        .select_only()
        .columns([ideas::Column::Title, ideas::Column::IsPublic, ideas::Column::Status])
        .filter(ideas::Column::Id.eq(row.idea_id))
        .into_tuple()
        .one(db.read())
        .await?;
    let Some((title, is_public, status)) = idea else { return Ok(None) };
    Ok(Some(Following {
        idea: row.idea_id,
        title: (is_public || row.is_author).then_some(title),
        is_public,
        status: cards::status(&status)?,
        mode: FollowMode::from_key(&row.mode).unwrap_or_default(),
        confirmed: row.confirmed_at.is_some(),
        is_author: row.is_author,
        email: row.email,
        until: Timestamp(row.erase_at),
    }))
}

/// Does what the holder of the token wants; whether there is such a token. What is chosen holds
/// for the address and all ideas that were merged with this one.
///
/// # Errors
/// The database could not write it.
pub async fn choose(
    db: &Db,
    token_hash: &str,
    choice: Choice,
    now: Timestamp,
) -> StoreResult<bool> {
    let write = db.write().await?;
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(write.conn()).await?;
    let Some(row) = found else {
        write.rollback().await?;
        return Ok(false);
    };
    let ideas = family(&write, row.idea_id).await?;
    let mine = Column::Email.eq(&row.email).and(Column::IdeaId.is_in(ideas.iter().copied()));
    match choice {
        Choice::Stop => forget(&write, &row).await?,
        Choice::Confirm => confirm(&write, row.id, now).await?,
        Choice::Mode(mode) => {
            if mode != FollowMode::Off {
                confirm(&write, row.id, now).await?;
            }
            let seq = head(&write).await?;
            Entity::update_many()
                .col_expr(Column::Mode, Expr::value(mode.as_str()))
                .col_expr(Column::DigestSeq, Expr::value(seq))
                .filter(mine.and(Column::Mode.ne(mode.as_str())))
                .exec(write.conn())
                .await?;
        }
    }
    write.commit().await?;
    Ok(true)
}

/// The address is its holder's. That of an author stays as long as it stays at the idea.
async fn confirm(write: &Write, id: i64, now: Timestamp) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::ConfirmedAt, Expr::value(now.0))
        .col_expr(Column::EraseAt, Expr::value(now.0 + KEPT))
        .filter(Column::Id.eq(id).and(Column::IsAuthor.eq(false)))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Forgets an address; that of the author at the idea too.
async fn forget(write: &Write, row: &Model) -> StoreResult<()> {
    Entity::delete_by_id(row.id).exec(write.conn()).await?;
    if row.is_author {
        ideas::Entity::update_many()
            .col_expr(ideas::Column::Email, Expr::value(None::<String>))
            .col_expr(ideas::Column::EmailUntil, Expr::value(None::<i64>))
            .filter(ideas::Column::Id.eq(row.idea_id))
            .exec(write.conn())
            .await?;
    }
    Ok(())
}

/// Stops the digest for the address that this token belongs to, whatever it follows; whether
/// there is such a token.
///
/// # Errors
/// The database could not write it.
pub async fn stop_all(db: &Db, token_hash: &str) -> StoreResult<bool> {
    let write = db.write().await?;
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).one(write.conn()).await?;
    if let Some(row) = &found {
        Entity::update_many()
            .col_expr(Column::Mode, Expr::value(FollowMode::Off.as_str()))
            .filter(Column::Email.eq(&row.email).and(Column::Mode.eq(FollowMode::Daily.as_str())))
            .exec(write.conn())
            .await?;
    }
    write.commit().await?;
    Ok(found.is_some())
}

/// Whether an address still wants news of an idea at once; without an idea, whether it still
/// wants a digest of anything.
///
/// # Errors
/// The database cannot be read.
pub async fn wants(db: &Db, email: &str, idea: Option<i64>) -> StoreResult<bool> {
    let wanted = match idea {
        Some(idea) => Column::IdeaId.eq(idea).and(Column::Mode.eq(FollowMode::Now.as_str())),
        None => Column::Mode.eq(FollowMode::Daily.as_str()),
    };
    let found = Entity::find()
        .filter(Column::Email.eq(email).and(Column::ConfirmedAt.is_not_null()))
        .filter(wanted);
    Ok(found.count(db.read()).await? > 0)
}

/// The ideas that were merged with this one, itself included.
async fn family(write: &Write, idea: i64) -> StoreResult<Vec<i64>> {
    const SQL: &str = "WITH RECURSIVE up(id, above) AS (
            SELECT id, merged_into FROM ideas WHERE id = $1
            UNION SELECT i.id, i.merged_into FROM ideas AS i JOIN up ON i.id = up.above),
        down(id) AS (SELECT id FROM up WHERE above IS NULL
            UNION SELECT i.id FROM ideas AS i JOIN down ON i.merged_into = down.id)
        SELECT id FROM down";
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, SQL, [idea.into()]);
    let rows = write.conn().query_all_raw(statement).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// The place of the latest entry of the log.
pub(super) async fn head(write: &Write) -> StoreResult<i64> {
    let seq: Option<Option<i64>> = activity::Entity::find()
        .select_only()
        .column_as(activity::Column::Seq.max(), "seq")
        .into_tuple()
        .one(write.conn())
        .await?;
    Ok(seq.flatten().unwrap_or(0))
}
