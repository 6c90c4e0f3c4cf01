//! Mails that are to be sent: written in the transaction of what they tell of, sent afterwards
//! by [`crate::mail`]. A row is one mail to one recipient about one thing; its key says so, and
//! is unique.
//!
//! Followers of an idea, and the department that gets it to work on, are told by the log itself,
//! see [`super::followers`]. Everything else is put here with [`put`].

mod letter;
mod names;
mod sending;

use app::domain::Timestamp;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, Statement, Value, sea_query::OnConflict,
};

pub use letter::{About, Digested, Letter};
pub use names::{Names, Registered, names};
pub use sending::{Claimed, claim, delay, drop_claimed, failed, next, sent};

use super::entities::outbox::{ActiveModel, Column, Entity};
use super::{StoreResult, Write};
use crate::token;

/// A mail that is to be sent.
#[derive(Clone, Debug)]
pub struct Mail {
    /// What it is about and to whom: a second one with the same key is not sent. Without the
    /// address, which is erased before the key is.
    pub key: String,
    /// Address of the recipient.
    pub recipient: String,
    /// Language of the recipient: `de` or `en`.
    pub lang: String,
    /// What it says.
    pub letter: Letter,
    /// About whose registration it is: the mail goes when the address is erased.
    pub registration: Option<i64>,
    /// When it is written.
    pub now: Timestamp,
    /// When it may be sent.
    pub due: Timestamp,
}

/// Puts a mail out to be sent, in the transaction of what it tells of; whether it was new.
///
/// # Errors
/// The database could not write it.
pub async fn put(write: &Write, mail: Mail) -> StoreResult<bool> {
    let row = ActiveModel {
        key: Set(mail.key),
        message_id: Set(token::random()),
        recipient: Set(mail.recipient),
        lang: Set(mail.lang),
        kind: Set(mail.letter.kind().to_owned()),
        params: Set(mail.letter.to_json()),
        created_at: Set(mail.now.0),
        due_at: Set(mail.due.0),
        registration_id: Set(mail.registration),
        ..ActiveModel::default()
    };
    let new = Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Key).do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?;
    write.mails();
    Ok(new > 0)
}

/// Puts mails out to be sent, at most some hundred, each unless its recipient has had so many of its
/// kind within so many milliseconds. No two of them are to the same recipient.
///
/// # Errors
/// The database could not write them.
pub async fn put_within(
    write: &Write,
    mails: Vec<Mail>,
    (most, time): (i64, i64),
) -> StoreResult<()> {
    const COLUMNS: &str = "key, message_id, recipient, lang, kind, params, created_at, due_at,
        registration_id";
    if mails.is_empty() {
        return Ok(());
    }
    let (mut rows, mut values) = (Vec::new(), Vec::<Value>::new());
    for mail in mails {
        let n = values.len();
        let texts = (n + 1..n + 7).map(|n| format!("CAST(${n} AS TEXT)"));
        let numbers = (n + 7..n + 11).map(|n| format!("CAST(${n} AS BIGINT)"));
        rows.push(format!("({})", texts.chain(numbers).collect::<Vec<_>>().join(", ")));
        let params = mail.letter.to_json();
        values.extend([
            mail.key.into(),
            token::random().into(),
            mail.recipient.into(),
            mail.lang.into(),
            mail.letter.kind().into(),
            params.into(),
            mail.now.0.into(),
            mail.due.0.into(),
            Value::from(mail.registration),
            (mail.now.0 - time).into(),
        ]);
    }
    let sql = format!(
        "WITH mails ({COLUMNS}, since) AS (VALUES {})
        INSERT INTO outbox ({COLUMNS}) SELECT {COLUMNS} FROM mails AS m
        WHERE (SELECT COUNT(*) FROM outbox AS o WHERE o.recipient = m.recipient
            AND o.kind = m.kind AND o.created_at > m.since) < {most}
        ON CONFLICT (key) DO NOTHING",
        rows.join(", ")
    );
    let backend = write.conn().get_database_backend();
    write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    write.mails();
    Ok(())
}

/// Tells the members of a department that an idea is theirs to work on, those who want mail and
/// have not done it themselves: one mail each.
pub(super) async fn tell_department(
    write: &Write,
    department: &str,
    letter: &Letter,
    by: i64,
    now: Timestamp,
) -> StoreResult<()> {
    let sql = format!(
        "INSERT INTO outbox (key, message_id, recipient, lang, kind, params, created_at, due_at)
        SELECT $1 || CAST(s.id AS TEXT), {}, s.email, s.lang, $2, $3, $4, $4
        FROM staff AS s JOIN staff_departments AS d ON d.staff_id = s.id
        WHERE d.department = $5 AND s.id <> $6 AND s.mail = 'now' AND s.disabled_at IS NULL",
        random(write)
    );
    let values: [Value; 6] = [
        format!("assigned:{}:", token::random()).into(),
        letter.kind().into(),
        letter.to_json().into(),
        now.0.into(),
        department.into(),
        by.into(),
    ];
    let backend = write.conn().get_database_backend();
    write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    write.mails();
    Ok(())
}

/// SQL for 128 random bits in hexadecimal, anew for each row.
pub(super) fn random(write: &Write) -> &'static str {
    match write.is_postgres() {
        true => "REPLACE(CAST(gen_random_uuid() AS TEXT), '-', '')",
        false => "LOWER(HEX(RANDOMBLOB(16)))",
    }
}
