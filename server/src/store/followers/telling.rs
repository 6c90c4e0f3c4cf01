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
    retention,
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
    let mut change = Change::new(entry, idea);
    // Something withdrawn comes back: who heard of it, and not that it was gone, knows all.
    if let Some(withdrawn) = restores(&entry.details)
        && let Some(withdrawn) = activity::Entity::find_by_id(withdrawn).one(write.conn()).await?
    {
        forget(write, &withdrawn, entry.at.0).await?;
        let published = match Details::of(&withdrawn).undoes {
            Some(seq) => activity::Entity::find_by_id(seq).one(write.conn()).await?,
            None => None,
        };
        change.but = published.map(|published| (Moment::of(&published), Moment::of(&withdrawn)));
    }
    change.fan_out(write, idea, &about.title, news, shown).await
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

/// What happened to an idea at a moment: all mails about it are written then, and their keys begin
/// alike. What else happened in the same moment, to another department perhaps, is something else.
struct Moment {
    key: String,
    at: i64,
}

impl Moment {
    fn new(idea: i64, at: i64, kind: &str, details: &Details) -> Self {
        let department = details.department.as_deref().unwrap_or_default();
        Self { key: format!("news:{idea}:{at}:{kind}:{department}:"), at }
    }

    fn of(entry: &activity::Model) -> Self {
        let idea = entry.idea_id.unwrap_or_default();
        Self::new(idea, entry.at, &entry.kind, &Details::of(entry))
    }
}

/// One change, of which everybody hears once.
struct Change {
    /// The beginning of its mails' keys.
    key: String,
    now: i64,
    /// Only those who were told of this.
    told_of: Option<Moment>,
    /// All but those who were told of the first, and not of the second.
    but: Option<(Moment, Moment)>,
}

impl Change {
    fn new(entry: &Entry, idea: i64) -> Self {
        let moment = Moment::new(idea, entry.at.0, entry.kind.as_str(), &entry.details);
        let key = format!("{}{}:", moment.key, token::random());
        Self { key, now: entry.at.0, told_of: None, but: None }
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
                AND ($11 OR NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.recipient = f.email
                        AND o.created_at = $12 AND o.key LIKE $13 || '%')
                    OR EXISTS (SELECT 1 FROM outbox AS o WHERE o.recipient = f.email
                        AND o.created_at = $14 AND o.key LIKE $15 || '%'))
                AND NOT EXISTS (SELECT 1 FROM followers AS g WHERE g.email = f.email
                    AND g.idea_id IN (SELECT id FROM others) AND g.mode = 'now'
                    AND g.confirmed_at IS NOT NULL)
            GROUP BY f.email",
            random = outbox::random(write),
        );
        let (told_key, told_at) = of(self.told_of.as_ref());
        let (heard_key, heard_at) = of(self.but.as_ref().map(|(heard, _)| heard));
        let (gone_key, gone_at) = of(self.but.as_ref().map(|(_, gone)| gone));
        let values: [Value; 15] = [
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
            self.but.is_none().into(),
            heard_at.into(),
            heard_key.into(),
            gone_at.into(),
            gone_key.into(),
        ];
        let backend = write.conn().get_database_backend();
        write.conn().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
        write.mails();
        Ok(())
    }
}

fn of(moment: Option<&Moment>) -> (&str, i64) {
    moment.map_or(("", 0), |moment| (moment.key.as_str(), moment.at))
}

/// A decision was taken back: who was not told of it yet is not; who was is told of this too. So
/// late that nobody knows any more who was told, everybody is.
async fn taken_back(write: &Write, entry: &Entry, seq: i64) -> StoreResult<()> {
    let Some(before) = activity::Entity::find_by_id(seq).one(write.conn()).await? else {
        return Ok(());
    };
    let Some(idea) = before.idea_id else { return Ok(()) };
    forget(write, &before, entry.at.0).await?;
    let known = entry.at.0.saturating_sub(before.at) < retention::MAILS;
    let Some(about) = about(write, idea).await? else { return Ok(()) };
    let told = known || about.is_public && was_news(&before);
    if !told {
        return Ok(());
    }
    let told_of = known.then(|| Moment::of(&before));
    let change = Change { told_of, ..Change::new(entry, idea) };
    change.fan_out(write, idea, &about.title, News::TakenBack, true).await
}

/// Whether an entry was news to followers, and not for the author alone.
pub(super) fn was_news(entry: &activity::Model) -> bool {
    let kind = ActivityKind::from_key(&entry.kind);
    let news = kind.and_then(|kind| News::of(kind, &Details::of(entry)));
    news.is_some_and(|news| !news.is_private())
}

/// The withdrawal that an entry ends, if it ends one.
pub(super) fn restores(details: &Details) -> Option<i64> {
    let restored = details.to.as_deref() == Some("restored");
    details.along.first().copied().filter(|_| restored)
}

/// Takes the mails about an entry away that have not left yet.
async fn forget(write: &Write, entry: &activity::Model, now: i64) -> StoreResult<()> {
    const UNSENT: &str = "DELETE FROM outbox WHERE created_at = $1 AND key LIKE $2 || '%'
        AND sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= $3)";
    let moment = Moment::of(entry);
    let backend = write.conn().get_database_backend();
    let values: [Value; 3] = [moment.at.into(), moment.key.into(), now.into()];
    write.conn().execute_raw(Statement::from_sql_and_values(backend, UNSENT, values)).await?;
    Ok(())
}
