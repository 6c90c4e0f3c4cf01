//! One row of the outbox for each follower who wants to hear at once.

use app::api::ActivityKind;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Statement, Value,
};

use super::News;
use crate::store::{
    StoreResult, Write,
    activity::{Details, Entry},
    entities::{activity, ideas},
    outbox::{self, Letter},
};
use crate::token;

/// How long news wait, in milliseconds: a minute, in which a decision that was a slip can be
/// taken back without anybody having heard of it.
pub const GRACE: i64 = 60_000;

/// Tells the followers of the idea of an entry that is about to be written, and the department
/// that got it to work on. News are what staff did: an author knows what they did themselves.
pub(in crate::store) async fn tell(write: &Write, entry: &Entry) -> StoreResult<()> {
    let (Some(idea), Some(staff)) = (entry.idea, entry.staff) else { return Ok(()) };
    if let Some(seq) = entry.details.undoes {
        return taken_back(write, entry, seq).await;
    }
    let Some(news) = News::of(entry.kind, &entry.details) else { return Ok(()) };
    // Something withdrawn comes back before anybody has heard that it was gone.
    if let (News::Answered { .. }, [withdrawn]) = (&news, entry.details.along.as_slice())
        && unheard(write, *withdrawn, entry).await?.is_some_and(|unheard| unheard > 0)
    {
        return Ok(());
    }
    if let News::Assigned { department: Some(department), .. }
    | News::HandedOn { department: Some(department) } = &news
    {
        let Details { note, due, .. } = &entry.details;
        let letter = Letter::Assigned {
            idea,
            department: department.clone(),
            word: note.clone(),
            due: due.clone(),
        };
        outbox::tell_department(write, department, &letter, staff, entry.at).await?;
    }
    let Some(about) = about(write, idea).await? else { return Ok(()) };
    if let News::Linked { other } = news
        && !self::about(write, other).await?.is_some_and(|other| other.is_public)
    {
        return Ok(());
    }
    let shown = !news.is_private() && (about.is_public || entry.details.shown_before);
    if !shown && !news.is_private() && entry.kind != ActivityKind::IdeaStatus {
        return Ok(());
    }
    Change::new(entry, idea).fan_out(write, idea, &about.title, news, shown).await
}

struct About {
    title: String,
    is_public: bool,
}

async fn about(write: &Write, idea: i64) -> StoreResult<Option<About>> {
    use ideas::{Column, Entity};
    let found: Option<(String, bool)> = Entity::find()
        .select_only()
        .columns([Column::Title, Column::IsPublic])
        .filter(Column::Id.eq(idea))
        .into_tuple()
        .one(write.conn())
        .await?;
    Ok(found.map(|(title, is_public)| About { title, is_public }))
}

/// The beginning of the keys of all mails about what happened to an idea at a moment.
fn moment(idea: i64, at: i64) -> String {
    format!("news:{idea}:{at}:")
}

/// One change, of which everybody hears once.
struct Change {
    /// The beginning of its mails' keys.
    key: String,
    now: i64,
    /// Only those who were told of the change with this beginning, at this moment.
    told_of: Option<(String, i64)>,
}

impl Change {
    fn new(entry: &Entry, idea: i64) -> Self {
        let key = format!("{}{}:", moment(idea, entry.at.0), token::random());
        Self { key, now: entry.at.0, told_of: None }
    }

    /// A mail to each follower of the idea and of what is merged into it; where it is not shown to
    /// everybody, to its author only. Who follows the other idea that it is about hears of it
    /// from there.
    async fn fan_out(
        &self,
        write: &Write,
        idea: i64,
        title: &str,
        news: News,
        shown: bool,
    ) -> StoreResult<()> {
        let other = news.told_by_other().unwrap_or_default();
        let letter = Letter::News { idea, title: title.to_owned(), news, via: 0 };
        // The idea that each of them follows comes in place of the last number.
        let params = letter.to_json();
        let params = params.strip_suffix("0}").unwrap_or_default();
        let sql = format!(
            "WITH RECURSIVE all_ideas(id) AS (SELECT CAST($1 AS BIGINT)
                UNION SELECT i.id FROM ideas AS i JOIN all_ideas ON i.merged_into = all_ideas.id),
            others(id) AS (SELECT CAST($10 AS BIGINT)
                UNION SELECT i.id FROM ideas AS i JOIN others ON i.merged_into = others.id)
            INSERT INTO outbox (key, message_id, recipient, lang, kind, params, created_at, due_at)
            SELECT $2 || CAST(MIN(f.id) AS TEXT), {random}, f.email, MAX(f.lang), 'news',
                $3 || CAST(MIN(f.idea_id) AS TEXT) || '}}', $4, $5
            FROM followers AS f
            WHERE f.idea_id IN (SELECT id FROM all_ideas) AND f.mode = 'now'
                AND f.confirmed_at IS NOT NULL AND f.erase_at > $4 AND (f.is_author OR $6)
                AND ($9 OR EXISTS (SELECT 1 FROM outbox AS o WHERE o.recipient = f.email
                    AND o.created_at = $7 AND o.key LIKE $8 || '%'))
                AND NOT EXISTS (SELECT 1 FROM followers AS g WHERE g.email = f.email
                    AND g.idea_id IN (SELECT id FROM others) AND g.mode = 'now'
                    AND g.confirmed_at IS NOT NULL)
            GROUP BY f.email",
            random = outbox::random(write),
        );
        let (told_key, told_at) = match &self.told_of {
            Some((key, at)) => (key.clone(), *at),
            None => (String::new(), 0),
        };
        let values: [Value; 10] = [
            idea.into(),
            self.key.as_str().into(),
            params.into(),
            self.now.into(),
            self.now.saturating_add(GRACE).into(),
            shown.into(),
            told_at.into(),
            told_key.into(),
            self.told_of.is_none().into(),
            other.into(),
        ];
        let backend = write.conn().get_database_backend();
        write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        write.mails();
        Ok(())
    }
}

/// A decision was taken back: who was not told of it yet is not; who was is told of this too.
async fn taken_back(write: &Write, entry: &Entry, seq: i64) -> StoreResult<()> {
    let Some(before) = activity::Entity::find_by_id(seq).one(write.conn()).await? else {
        return Ok(());
    };
    let Some(idea) = before.idea_id else { return Ok(()) };
    let moment = moment(idea, before.at);
    unheard(write, seq, entry).await?;
    let told_of = Some((moment, before.at));
    let change = Change { told_of, ..Change::new(entry, idea) };
    match about(write, idea).await? {
        Some(about) => change.fan_out(write, idea, &about.title, News::TakenBack, true).await,
        None => Ok(()),
    }
}

/// Takes the mails about an entry away that have not left yet; how many, or none where there is
/// no such entry about an idea.
async fn unheard(write: &Write, seq: i64, entry: &Entry) -> StoreResult<Option<u64>> {
    let before = activity::Entity::find_by_id(seq).one(write.conn()).await?;
    let Some((before, idea)) = before.and_then(|b| b.idea_id.map(|idea| (b, idea))) else {
        return Ok(None);
    };
    const UNSENT: &str = "DELETE FROM outbox WHERE created_at = $1 AND key LIKE $2 || '%'
        AND sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= $3)";
    let backend = write.conn().get_database_backend();
    let values: [Value; 3] = [before.at.into(), moment(idea, before.at).into(), entry.at.0.into()];
    let gone = Statement::from_sql_and_values(backend, UNSENT, values);
    Ok(Some(write.conn().execute_raw(gone).await?.rows_affected()))
}
