//! The mail once a day, of everything that happened to what an address follows.

use std::collections::HashSet;

use app::{api::ActivityKind, domain::Timestamp};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement, sea_query::Expr,
};

use super::{
    News,
    following::head,
    telling::{restores, was_news},
};
use crate::{
    store::{
        Db, StoreResult, Write,
        activity::Details,
        entities::{
            activity,
            followers::{Column, Entity, Model},
            ideas,
        },
        outbox::{self, Digested, Letter, Mail},
    },
    token,
};

/// At most `limit` addresses after `after` that want a digest, in order.
///
/// # Errors
/// The database cannot be read.
pub async fn addresses(
    db: &Db,
    after: &str,
    limit: u64,
    now: Timestamp,
) -> StoreResult<Vec<String>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Email)
        .distinct()
        .filter(daily(now).and(Column::Email.gt(after)))
        .order_by_asc(Column::Email)
        .limit(limit)
        .into_tuple()
        .all(db.read())
        .await?)
}

fn daily(now: Timestamp) -> sea_orm::sea_query::SimpleExpr {
    Column::Mode.eq("daily").and(Column::ConfirmedAt.is_not_null()).and(Column::EraseAt.gt(now.0))
}

/// Puts the digest of a day (`2026-05-31`) for an address out to be sent, if there is something
/// to tell; whether it did. However often and by however many it is asked for, there is one.
///
/// # Errors
/// The database could not write it.
pub async fn make(db: &Db, email: &str, day: &str, now: Timestamp) -> StoreResult<bool> {
    let write = db.write().await?;
    let rows = Entity::find()
        .filter(daily(now).and(Column::Email.eq(email)))
        .order_by_asc(Column::Id)
        .all(write.conn())
        .await?;
    let Some(lang) = rows.last().map(|row| row.lang.clone()) else { return Ok(false) };
    let head = head(&write).await?;
    let mut items: Vec<Digested> = Vec::new();
    for row in &rows {
        for item in news(&write, row, head).await? {
            if items.iter().all(|there| there.idea != item.idea) {
                items.push(item);
            }
        }
    }
    let told = !items.is_empty();
    if told {
        let mail = Mail {
            key: format!("digest:{}:{day}", token::hash(email)),
            recipient: email.to_owned(),
            lang,
            letter: Letter::Digest { items },
            registration: None,
            now,
            due: now,
        };
        if !outbox::put(&write, mail).await? {
            // Told today; what came since is told tomorrow.
            write.rollback().await?;
            return Ok(false);
        }
    }
    Entity::update_many()
        .col_expr(Column::DigestSeq, Expr::value(head))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(told)
}

/// What happened to a followed idea, and to those that lead it, since the last digest.
async fn news(write: &Write, row: &Model, head: i64) -> StoreResult<Vec<Digested>> {
    let leading = leading(write, row.idea_id).await?;
    let mut items = Vec::new();
    for idea in &leading {
        let found: Option<(String, bool)> = ideas::Entity::find()
            .select_only()
            .columns([ideas::Column::Title, ideas::Column::IsPublic])
            .filter(ideas::Column::Id.eq(*idea))
            .into_tuple()
            .one(write.conn())
            .await?;
        let Some((title, is_public)) = found else { continue };
        let author = row.is_author && *idea == row.idea_id;
        let mut news = Vec::new();
        for (entry, details) in entries(write, *idea, row.digest_seq, head).await? {
            let told = match details.undoes {
                // It was told in an earlier digest, if it was news.
                Some(seq) => {
                    let before = activity::Entity::find_by_id(seq).one(write.conn()).await?;
                    before.is_some_and(|before| was_news(&before)).then_some(News::TakenBack)
                }
                None => {
                    ActivityKind::from_key(&entry.kind).and_then(|kind| News::of(kind, &details))
                }
            };
            let Some(told) = told else { continue };
            let public = !told.is_private() && (is_public || details.shown_before);
            // The merging that brought them here is told once, by the idea that they follow.
            let again = told.told_by_other().is_some_and(|other| leading.contains(&other));
            if (public || author) && !again {
                news.push(told);
            }
        }
        if !news.is_empty() {
            items.push(Digested { idea: *idea, title, via: row.idea_id, news });
        }
    }
    Ok(items)
}

/// The entries of the log that staff wrote about an idea, without what was taken back within.
async fn entries(
    write: &Write,
    idea: i64,
    after: i64,
    head: i64,
) -> StoreResult<Vec<(activity::Model, Details)>> {
    use activity::{Column, Entity};
    let found = Entity::find()
        .filter(Column::IdeaId.eq(idea))
        .filter(Column::Seq.gt(after).and(Column::Seq.lte(head)))
        .filter(Column::StaffId.is_not_null())
        .order_by_asc(Column::Seq)
        .all(write.conn())
        .await?;
    let all: Vec<_> = found
        .into_iter()
        .map(|entry| {
            let details = Details::of(&entry);
            (entry, details)
        })
        .collect();
    let undone: HashSet<i64> = all.iter().filter_map(|(_, details)| details.undoes).collect();
    // What was withdrawn and came back within, as if nothing had happened.
    let back: HashSet<i64> = all.iter().filter_map(|(_, d)| restores(d)).collect();
    let gone_and_back: HashSet<i64> = all
        .iter()
        .filter(|(entry, d)| back.contains(&entry.seq) && d.undoes.is_some_and(|s| s <= after))
        .map(|(entry, _)| entry.seq)
        .collect();
    Ok(all
        .into_iter()
        .filter(|(entry, details)| {
            !undone.contains(&entry.seq)
                && details.undoes.is_none_or(|seq| seq <= after)
                && !back.contains(&entry.seq)
                && restores(details).is_none_or(|seq| !gone_and_back.contains(&seq))
        })
        .collect())
}

/// The idea and those that lead it.
async fn leading(write: &Write, idea: i64) -> StoreResult<Vec<i64>> {
    const SQL: &str = "WITH RECURSIVE up(id, above) AS (
            SELECT id, merged_into FROM ideas WHERE id = $1
            UNION SELECT i.id, i.merged_into FROM ideas AS i JOIN up ON i.id = up.above)
        SELECT id FROM up";
    let backend = write.conn().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, SQL, [idea.into()]);
    let rows = write.conn().query_all_raw(statement).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}
