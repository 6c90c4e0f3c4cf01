//! An idea with all that staff may know.

use app::{
    api::{IdeaCompanion, Powers, StaffIdea, Wording},
    domain::{HoldRules, IdeaStatus, Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{companions, followers, ideas};
use super::{Db, StoreResult, activity, answers, cards, details, history, scope, trust, working};

/// The most offers to help that are shown.
const MANY: u64 = 200;

/// The idea with this number, if somebody with these limits sees it; `me` is who asks, and what
/// they may do. The number of statements does not depend on how much there is.
///
/// # Errors
/// The database cannot be read.
pub async fn find(
    db: &Db,
    id: i64,
    scope: &Scope,
    rules: &HoldRules,
    (me, powers): (i64, Powers),
) -> StoreResult<Option<StaffIdea>> {
    // First: what happens from here on comes through the live stream.
    let seq = activity::head(db).await?;
    type Row = (bool, String, Option<String>, Option<String>, Option<i64>);
    let row: Option<Row> = ideas::Entity::find_by_id(id)
        .select_only()
        .columns([ideas::Column::IsPublic, ideas::Column::Status])
        .columns([ideas::Column::OriginalTitle, ideas::Column::OriginalText])
        .column(ideas::Column::ParticipantId)
        .filter(scope::ideas(scope))
        .into_tuple()
        .one(db.read())
        .await?;
    let Some((public, status, title, text, author)) = row else { return Ok(None) };
    let Some(idea) = details::by_ids(db, &[id]).await?.remove(&id) else { return Ok(None) };
    let status = cards::status(&status)?;
    // Merging names the idea that leads, which a mere status cannot.
    let leads = |next: &IdeaStatus| status.can_become(*next) && *next != IdeaStatus::Merged;
    Ok(Some(StaffIdea {
        idea,
        public,
        original: title.zip(text).map(|(title, text)| Wording { title, text }),
        departments: working::of_ideas(db, &[id], scope).await?.remove(&id).unwrap_or_default(),
        notes: working::notes(db, id).await?,
        answers: answers::of_idea(db, id, me).await?,
        history: history::of_idea(db, id, powers.route).await?,
        followers: followers(db, id).await?,
        companions: companions(db, id).await?,
        trust: match author.filter(|_| powers.route) {
            Some(author) => trust::of(db, rules, &[author]).await?.remove(&author),
            None => None,
        },
        ways: match powers.route {
            true => IdeaStatus::ALL.into_iter().filter(leads).collect(),
            false => Vec::new(),
        },
        powers,
        seq,
    }))
}

async fn followers(db: &Db, idea: i64) -> StoreResult<u32> {
    let hear = followers::Column::Mode.ne("off");
    let of_idea = followers::Entity::find().filter(followers::Column::IdeaId.eq(idea)).filter(hear);
    Ok(u32::try_from(of_idea.count(db.read()).await?).unwrap_or(u32::MAX))
}

async fn companions(db: &Db, idea: i64) -> StoreResult<Vec<IdeaCompanion>> {
    let rows = companions::Entity::find()
        .filter(companions::Column::IdeaId.eq(idea))
        .order_by_desc(companions::Column::Id)
        .limit(MANY);
    let companion = |row: companions::Model| IdeaCompanion {
        id: row.id,
        name: row.name,
        contact: row.contact,
        note: row.note,
        at: Timestamp(row.created_at),
        status: row.status,
    };
    Ok(rows.all(db.read()).await?.into_iter().map(companion).collect())
}
