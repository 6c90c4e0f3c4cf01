//! Authors who gave an address.

use app::{domain::Timestamp, i18n::Lang};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{address, token};
use crate::{
    store::{
        StoreResult, Write,
        entities::{
            followers::{ActiveModel, Column, Entity},
            outbox as letters,
        },
        outbox::{self, Letter, Mail},
    },
    token as tokens,
};

/// The most mails about the arrival of an idea that one address gets in 24 hours: whoever types
/// in the address of somebody else does not fill their letter box.
const ARRIVALS: u64 = 20;
const DAY: i64 = 86_400_000;

/// What an author who gave an address is sent when an idea has arrived.
#[derive(Clone, Debug)]
pub struct Arrival<'a> {
    /// Number of the idea.
    pub idea: i64,
    /// The address.
    pub email: &'a str,
    /// The author's language.
    pub lang: Lang,
    /// From which the token of the private page is made ([`tokens::private`]).
    pub seed: &'a [String],
    /// Whether a moderator looks at it first.
    pub waits: bool,
    /// When.
    pub now: Timestamp,
}

/// Tells the author that an idea has arrived.
///
/// # Errors
/// The database could not write it.
pub async fn arrived(write: &Write, arrival: &Arrival<'_>) -> StoreResult<()> {
    let (recipient, now) = (address(arrival.email), arrival.now);
    let before = letters::Entity::find()
        .filter(letters::Column::Recipient.eq(&recipient).and(letters::Column::Kind.eq("arrived")))
        .filter(letters::Column::CreatedAt.gt(now.0 - DAY))
        .count(write.conn())
        .await?;
    if before >= ARRIVALS {
        return Ok(());
    }
    let letter =
        Letter::Arrived { idea: arrival.idea, seed: arrival.seed.to_vec(), waits: arrival.waits };
    let key = format!("arrived:{}", arrival.idea);
    let lang = arrival.lang.tag().to_owned();
    outbox::put(write, Mail { key, recipient, lang, letter, registration: None, now, due: now })
        .await?;
    Ok(())
}

/// Makes the author's address the one that follows the idea, or none: what stood there before is
/// forgotten. It is kept until `until`, as long as at the idea.
///
/// # Errors
/// The database could not write it.
pub async fn author(
    write: &Write,
    idea: i64,
    email: Option<&str>,
    lang: Lang,
    secret: &[u8; 32],
    until: i64,
    now: Timestamp,
) -> StoreResult<()> {
    let email = email.map(address);
    let other = Column::IdeaId.eq(idea).and(Column::IsAuthor.eq(true));
    let other = match &email {
        Some(email) => other.and(Column::Email.ne(email)),
        None => other,
    };
    Entity::delete_many().filter(other).exec(write.conn()).await?;
    let Some(email) = email else { return Ok(()) };
    let row = ActiveModel {
        idea_id: Set(idea),
        lang: Set(lang.tag().to_owned()),
        is_author: Set(true),
        token_hash: Set(tokens::hash(&token(secret, idea, &email))),
        email: Set(email),
        created_at: Set(now.0),
        confirmed_at: Set(Some(now.0)),
        erase_at: Set(until),
        ..ActiveModel::default()
    };
    // Whoever follows already becomes the author, and hears what they chose.
    let known = OnConflict::columns([Column::IdeaId, Column::Email])
        .value(Column::IsAuthor, Expr::value(true))
        .value(Column::ConfirmedAt, Expr::value(now.0))
        .value(Column::EraseAt, Expr::value(until))
        .to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(write.conn()).await?;
    Ok(())
}
