//! Ideas and comments are edited for publication; how their authors wrote them is kept.
//!
//! Every rewording is a row of `edits` of its own, accepted from the beginning, so that each can
//! be taken back.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Scope, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};

use super::edits::{ACCEPTED, remember, standing};
use super::{By, Decided, hold_comment, hold_idea};
use crate::store::{
    Db, StoreResult, Write,
    activity::{self, Details, Entry},
    comments::seen_text,
    entities::{activity as log, activity::Model as Logged, comments, edits, ideas},
};

/// What became of a rewording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reworded {
    /// See there.
    Decided(Decided),
    /// It reads like that already.
    Same,
}

/// A wording, or the one that the author wrote.
enum To<'a> {
    New { title: &'a str, text: &'a str, seen: &'a str },
    Original,
}

/// Edits an idea as it was read (its `active_at` then, or empty).
///
/// # Errors
/// The database could not write it.
pub async fn reword_idea(
    db: &Db,
    scope: &Scope,
    id: i64,
    title: &str,
    text: &str,
    seen: &str,
    by: By,
) -> StoreResult<Reworded> {
    idea(db, scope, id, To::New { title, text, seen }, by).await
}

/// Lets an idea read as its author wrote it.
///
/// # Errors
/// The database could not write it.
pub async fn restore_idea(db: &Db, scope: &Scope, id: i64, by: By) -> StoreResult<Reworded> {
    idea(db, scope, id, To::Original, by).await
}

/// Edits a comment as it was read (`seen` then, or empty).
///
/// # Errors
/// The database could not write it.
pub async fn reword_comment(
    db: &Db,
    scope: &Scope,
    id: i64,
    text: &str,
    seen: &str,
    by: By,
) -> StoreResult<Reworded> {
    comment(db, scope, id, To::New { title: "", text, seen }, by).await
}

/// Lets a comment read as its author wrote it.
///
/// # Errors
/// The database could not write it.
pub async fn restore_comment(db: &Db, scope: &Scope, id: i64, by: By) -> StoreResult<Reworded> {
    comment(db, scope, id, To::Original, by).await
}

async fn idea(db: &Db, scope: &Scope, id: i64, to: To<'_>, by: By) -> StoreResult<Reworded> {
    let Some((write, row)) = hold_idea(db, scope, id).await? else {
        return Ok(Reworded::Decided(Decided::NotFound));
    };
    let refused = match &to {
        _ if row.status == IdeaStatus::Withdrawn.as_str() => Some(Reworded::Decided(Decided::Gone)),
        To::New { title, text, .. } if *title == row.title && *text == row.text => {
            Some(Reworded::Same)
        }
        To::New { seen, .. } if changed(&write, &row, seen).await? => {
            Some(Reworded::Decided(Decided::Changed))
        }
        To::Original if row.original_text.is_none() => Some(Reworded::Same),
        _ => None,
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    let (title, text, original) = match to {
        To::New { title, text, .. } => {
            let first = (row.title.clone(), row.text.clone());
            let kept = row.original_title.clone().zip(row.original_text.clone());
            (title.to_owned(), text.to_owned(), Some(kept.unwrap_or(first)))
        }
        To::Original => (
            row.original_title.clone().unwrap_or_default(),
            row.original_text.clone().unwrap_or_default(),
            None,
        ),
    };
    let edit = keep(&write, id, None, (&row.title, &row.text), (&title, &text), by).await?;
    put_idea(&write, id, &title, &text, original, Some(by.now)).await?;
    let details = Details {
        item: Some(edit),
        shown_before: row.is_public,
        shown_after: row.is_public,
        ..Details::default()
    };
    let entry = Entry::idea(ActivityKind::IdeaReworded, id, by.now);
    let seq = activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    remember(&write, edit, seq).await?;
    write.commit().await?;
    Ok(Reworded::Decided(Decided::Done(seq)))
}

async fn comment(db: &Db, scope: &Scope, id: i64, to: To<'_>, by: By) -> StoreResult<Reworded> {
    let Some((write, row)) = hold_comment(db, scope, id).await? else {
        return Ok(Reworded::Decided(Decided::NotFound));
    };
    let refused = match &to {
        To::New { text, .. } if *text == row.text => Some(Reworded::Same),
        To::New { seen, .. } if !seen.is_empty() && *seen != seen_text(&row.text) => {
            Some(Reworded::Decided(Decided::Changed))
        }
        To::Original if row.original_text.is_none() => Some(Reworded::Same),
        _ => None,
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    let (text, original) = match to {
        To::New { text, .. } => {
            (text.to_owned(), Some(row.original_text.clone().unwrap_or(row.text.clone())))
        }
        To::Original => (row.original_text.clone().unwrap_or_default(), None),
    };
    let edit = keep(&write, row.idea_id, Some(id), ("", &row.text), ("", &text), by).await?;
    put_comment(&write, id, &text, original).await?;
    let shown = row.status == "published";
    let details =
        Details { item: Some(edit), shown_before: shown, shown_after: shown, ..Details::default() };
    let entry = Entry::idea(ActivityKind::CommentReworded, row.idea_id, by.now);
    let entry = Entry { comment: Some(id), staff: Some(by.staff), details, ..entry };
    let seq = activity::append(&write, entry).await?;
    remember(&write, edit, seq).await?;
    write.commit().await?;
    Ok(Reworded::Decided(Decided::Done(seq)))
}

/// Whether an idea was edited after it was read. That it was talked about does not count.
async fn changed(write: &Write, idea: &ideas::Model, seen: &str) -> StoreResult<bool> {
    if seen.is_empty() || seen == Timestamp(idea.active_at).to_string() {
        return Ok(false);
    }
    if idea.status == IdeaStatus::Submitted.as_str() {
        return Ok(true);
    }
    let kinds = [ActivityKind::IdeaReworded, ActivityKind::EditAccepted, ActivityKind::EditUndone];
    let entries = log::Entity::find()
        .filter(log::Column::IdeaId.eq(idea.id))
        .filter(log::Column::Kind.is_in(kinds.map(ActivityKind::as_str)))
        .all(write.conn())
        .await?;
    // Both are written the same way, so that their order is the order of time.
    Ok(entries.iter().any(|entry| Timestamp(entry.at).to_string().as_str() > seen))
}

/// Keeps a rewording, from and to.
async fn keep(
    write: &Write,
    idea: i64,
    comment: Option<i64>,
    before: (&str, &str),
    after: (&str, &str),
    by: By,
) -> StoreResult<i64> {
    let row = edits::ActiveModel {
        idea_id: Set(idea),
        comment_id: Set(comment),
        title: Set(after.0.to_owned()),
        text: Set(after.1.to_owned()),
        before_title: Set(Some(before.0.to_owned())),
        before_text: Set(Some(before.1.to_owned())),
        status: Set(ACCEPTED.to_owned()),
        created_at: Set(by.now.0),
        ..edits::ActiveModel::default()
    };
    Ok(edits::Entity::insert(row).exec(write.conn()).await?.last_insert_id)
}

async fn put_idea(
    write: &Write,
    id: i64,
    title: &str,
    text: &str,
    original: Option<(String, String)>,
    active_at: Option<Timestamp>,
) -> StoreResult<()> {
    use ideas::Column as Of;
    super::edits::put(write, id, title, text, active_at).await?;
    let (title, text) = original.unzip();
    ideas::Entity::update_many()
        .col_expr(Of::OriginalTitle, Expr::value(title))
        .col_expr(Of::OriginalText, Expr::value(text))
        .filter(Of::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

async fn put_comment(
    write: &Write,
    id: i64,
    text: &str,
    original: Option<String>,
) -> StoreResult<()> {
    use comments::Column as Of;
    comments::Entity::update_many()
        .col_expr(Of::Text, Expr::value(text))
        .col_expr(Of::OriginalText, Expr::value(original))
        .filter(Of::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Takes a rewording back, as long as nobody edited anything since.
pub(super) async fn undo(write: &Write, entry: &Logged, details: &Details) -> StoreResult<bool> {
    let Some(edit) = standing(write, entry.seq, details).await? else { return Ok(false) };
    let same = match edit.comment_id {
        Some(comment) => edits::Column::CommentId.eq(comment),
        None => edits::Column::CommentId.is_null().and(edits::Column::IdeaId.eq(edit.idea_id)),
    };
    let later = edits::Entity::find()
        .filter(same)
        .filter(edits::Column::Status.eq(ACCEPTED))
        .filter(edits::Column::Id.gt(edit.id));
    if later.count(write.conn()).await? > 0 {
        return Ok(false);
    }
    let before = (edit.before_title.clone().unwrap_or_default(), edit.before_text.clone());
    let (title, Some(text)) = before else { return Ok(false) };
    match edit.comment_id {
        None => {
            let row = ideas::Entity::find_by_id(edit.idea_id).one(write.conn()).await?;
            let reads = |row: &ideas::Model| row.title == edit.title && row.text == edit.text;
            let Some(row) = row.filter(reads) else { return Ok(false) };
            let original = match row.original_title.clone().zip(row.original_text.clone()) {
                // It had let the idea read as its author wrote it.
                None => Some((row.title, row.text)),
                Some(first) if first == (title.clone(), text.clone()) => None,
                kept => kept,
            };
            put_idea(write, edit.idea_id, &title, &text, original, None).await?;
        }
        Some(id) => {
            let row = comments::Entity::find_by_id(id).one(write.conn()).await?;
            let Some(row) = row.filter(|row| row.text == edit.text) else { return Ok(false) };
            let original = match row.original_text {
                None => Some(row.text),
                Some(first) if first == text => None,
                kept => kept,
            };
            put_comment(write, id, &text, original).await?;
        }
    }
    edits::Entity::delete_by_id(edit.id).exec(write.conn()).await?;
    Ok(true)
}
