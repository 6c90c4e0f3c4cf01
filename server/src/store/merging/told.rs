//! What pages tell of groups and links.

use std::collections::{HashMap, HashSet};

use app::{
    api::{IdeaLink, MergedIdea},
    domain::{Affiliation, Scope, Timestamp},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Statement,
};

use super::{GROUP_MAX, LINKS_MAX};
use crate::store::{
    Db, StoreResult,
    cards::{self, CHUNK, status},
    entities::{
        idea_links,
        ideas::{Column, Entity},
    },
    scope,
};

#[derive(FromQueryResult)]
struct Member {
    leader: i64,
    id: i64,
}

/// `$1, $2, …`: a statement for each length of a list is kept prepared, not one for each list.
fn places(n: usize) -> String {
    (1..=n).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Whom of `ideas` leads what: pairs of the idea and a public member of its group, itself not
/// included.
async fn members(db: &Db, ideas: &[i64]) -> StoreResult<Vec<Member>> {
    let mut members = Vec::new();
    for ideas in ideas.chunks(CHUNK) {
        let list = places(ideas.len());
        let sql = format!(
            "WITH RECURSIVE members (leader, id) AS (
                SELECT merged_into, id FROM ideas WHERE merged_into IN ({list})
                UNION SELECT m.leader, i.id FROM ideas AS i JOIN members AS m ON i.merged_into = m.id)
             SELECT leader, id FROM members"
        );
        let values = ideas.iter().map(|id| (*id).into());
        let backend = db.read().get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        members.extend(Member::find_by_statement(statement).all(db.read()).await?);
    }
    Ok(members)
}

/// The public ideas that are merged into these, each idea's oldest first.
///
/// # Errors
/// The database cannot be read.
pub async fn merged(db: &Db, ideas: &[i64]) -> StoreResult<HashMap<i64, Vec<MergedIdea>>> {
    let members = members(db, ideas).await?;
    if members.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<i64> = members.iter().map(|member| member.id).collect();
    let mut photos = cards::photos_of(db, &ids).await?;
    let mut told: HashMap<i64, MergedIdea> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let public = Column::Id.is_in(ids.iter().copied()).and(Column::IsPublic.eq(true));
        for row in Entity::find().filter(public).all(db.read()).await? {
            let idea = MergedIdea {
                id: row.id,
                title: row.title,
                text: row.text,
                author: row.author,
                affiliation: row.affiliation.as_deref().and_then(Affiliation::from_key),
                photos: photos.remove(&row.id).unwrap_or_default(),
                at: Timestamp(row.created_at),
            };
            told.insert(idea.id, idea);
        }
    }
    let mut groups: HashMap<i64, Vec<MergedIdea>> = HashMap::new();
    for Member { leader, id } in members {
        groups.entry(leader).or_default().extend(told.get(&id).cloned());
    }
    for group in groups.values_mut() {
        group.sort_unstable_by_key(|idea| (idea.at, idea.id));
        group.truncate(usize::try_from(GROUP_MAX).unwrap_or(usize::MAX));
    }
    Ok(groups)
}

/// The ideas that are linked with these, in the order in which they were linked; for everybody
/// only the public ones.
///
/// # Errors
/// The database cannot be read.
pub async fn links(
    db: &Db,
    ideas: &[i64],
    for_staff: bool,
) -> StoreResult<HashMap<i64, Vec<IdeaLink>>> {
    use idea_links::Column::{A, B, CreatedAt};
    let mut rows = Vec::new();
    for ideas in ideas.chunks(CHUNK / 2) {
        let of = A.is_in(ideas.iter().copied()).or(B.is_in(ideas.iter().copied()));
        let query = idea_links::Entity::find().filter(of).order_by_asc(CreatedAt);
        rows.extend(query.order_by_asc(A).order_by_asc(B).all(db.read()).await?);
    }
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let mut others: HashMap<i64, (String, String)> = HashMap::new();
    let ids: Vec<i64> = rows.iter().flat_map(|row| [row.a, row.b]).collect();
    for ids in ids.chunks(CHUNK) {
        let mut shown = Condition::all().add(Column::Id.is_in(ids.iter().copied()));
        if !for_staff {
            shown = shown.add(Column::IsPublic.eq(true));
        }
        let query = Entity::find().select_only().columns([Column::Id, Column::Title]);
        let query = query.column(Column::Status).filter(shown).into_tuple();
        let found: Vec<(i64, String, String)> = query.all(db.read()).await?;
        others.extend(found.into_iter().map(|(id, title, status)| (id, (title, status))));
    }
    let mut links: HashMap<i64, Vec<IdeaLink>> = HashMap::new();
    for row in rows {
        for (one, other) in [(row.a, row.b), (row.b, row.a)] {
            let Some((title, state)) = others.get(&other).filter(|_| ideas.contains(&one)) else {
                continue;
            };
            let (title, status) = (title.clone(), status(state)?);
            let link = IdeaLink { id: other, title, status, note: row.note.clone() };
            let links = links.entry(one).or_default();
            if (links.len() as u64) < LINKS_MAX && links.iter().all(|known| known.id != other) {
                links.push(link);
            }
        }
    }
    Ok(links)
}

/// Which of these ideas a participant supports, themselves or by what is merged into them.
///
/// # Errors
/// The database cannot be read.
pub async fn supported(db: &Db, participant: i64, ideas: &[i64]) -> StoreResult<Vec<i64>> {
    if ideas.is_empty() {
        return Ok(Vec::new());
    }
    let (list, who) = (places(ideas.len()), ideas.len() + 1);
    let sql = format!(
        "WITH RECURSIVE members (leader, id) AS (
            SELECT id, id FROM ideas WHERE id IN ({list})
            UNION SELECT m.leader, i.id FROM ideas AS i JOIN members AS m ON i.merged_into = m.id)
         SELECT DISTINCT m.leader, m.leader AS id FROM members AS m
         JOIN supports AS s ON s.idea_id = m.id AND s.participant_id = ${who} ORDER BY m.leader"
    );
    let backend = db.read().get_database_backend();
    let values = ideas.iter().copied().chain([participant]).map(Into::into);
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let found = Member::find_by_statement(statement).all(db.read()).await?;
    Ok(found.into_iter().map(|member| member.leader).collect())
}

/// Which of these ideas a member of staff with these limits may read: public ones, and those
/// within the limits.
///
/// # Errors
/// The database cannot be read.
pub async fn readable(
    conn: &impl ConnectionTrait,
    ids: &[i64],
    limits: &Scope,
) -> StoreResult<HashSet<i64>> {
    let mut readable = HashSet::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let mut query = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Id.is_in(ids.iter().copied()));
        if !limits.is_everything() {
            let public = Condition::any().add(Column::IsPublic.eq(true));
            query = query.filter(public.add(scope::ideas(limits)));
        }
        let found: Vec<i64> = query.into_tuple().all(conn).await?;
        readable.extend(found);
    }
    Ok(readable)
}
