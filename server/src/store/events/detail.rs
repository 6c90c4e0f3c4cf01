//! An event with all that its page tells.

use app::{
    api::{AskedField, Event, EventCard, EventDate, EventFile, SeriesEvent},
    domain::{AnswerKind, Date, FileKind, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{cards, facts::address_of, kept::Generations};
use crate::{
    markdown,
    store::{
        Db, StoreError, StoreResult, Write, activity,
        cards::{
            CardRow as IdeaRow, from_rows as idea_cards, number, photo, select as select_ideas,
        },
        entities::{
            event_dates, event_fields, event_files, event_projects, events, ideas, labs, photos,
        },
    },
};

/// The most of a series, and the most ideas, that are shown.
const SERIES: u64 = 60;
const IDEAS: u64 = 30;
/// Longest excerpt, in characters.
const EXCERPT: usize = 180;

/// The event with this number, drafts as well where `drafts`. A fixed number of statements; one
/// where it is kept.
///
/// # Errors
/// The database cannot be read.
pub async fn detail(db: &Db, id: i64, drafts: bool, now: Timestamp) -> StoreResult<Option<Event>> {
    if let Some(kept) = db.events().get(db, id) {
        return kept.now(db, now).await;
    }
    let generations = Generations::of(db);
    let Some((row, event)) = read(db, id, now).await? else { return Ok(None) };
    if row.state == "draft" {
        return Ok(drafts.then_some(event));
    }
    db.events().put(generations, row, &event);
    Ok(Some(event))
}

async fn read(db: &Db, id: i64, now: Timestamp) -> StoreResult<Option<(events::Model, Event)>> {
    let seq = activity::head(db).await?;
    let Some(row) = events::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let dates = dates_of(db, id).await?;
    let lab = match &row.lab {
        Some(slug) => labs::Entity::find_by_id(slug).one(db.read()).await?,
        None => None,
    };
    let mut pictures = photos::Entity::find()
        .filter(photos::Column::EventId.eq(id))
        .order_by_asc(photos::Column::Position)
        .order_by_asc(photos::Column::Id)
        .all(db.read())
        .await?;
    let is_cover = |row: &photos::Model| row.event_role.as_deref() == Some("cover");
    let cover = pictures.iter().position(is_cover).map(|at| photo(pictures.remove(at)));
    let card = card(db, &row, &dates, cover, now).await?;
    let projects = event_projects::Entity::find()
        .select_only()
        .column(event_projects::Column::Project)
        .filter(event_projects::Column::EventId.eq(id))
        .order_by_asc(event_projects::Column::Project)
        .into_tuple()
        .all(db.read())
        .await?;
    let born = select_ideas()
        .filter(ideas::Column::EventId.eq(id))
        .filter(ideas::Column::IsPublic.eq(true))
        .order_by_desc(ideas::Column::Id)
        .limit(IDEAS)
        .into_model::<IdeaRow>()
        .all(db.read())
        .await?;
    let fields = asked_of(db, &row).await?;
    let event = Event {
        html: markdown::html(&row.text),
        address: address_of(row.place.as_deref(), lab.as_ref()),
        lab_name: lab.map(|lab| lab.name),
        online_url: row.online_url.clone().filter(|_| !row.signs_up),
        dates: dates.iter().map(|(s, e)| EventDate { starts_at: *s, ends_at: *e }).collect(),
        projects,
        hosts: row.hosts.clone(),
        language: row.language.clone(),
        audience: row.audience.clone(),
        opens_at: row.opens_at.map(Timestamp),
        closes_at: row.closes_at.map(Timestamp),
        waitlist: row.waitlist,
        group_max: number(row.group_max),
        offer_hours: number(row.offer_hours),
        must_confirm: row.must_confirm,
        fields,
        series: series(db, &row, now).await?,
        files: files_of(db, id).await?,
        results_html: row.results.as_deref().map(markdown::html),
        photos: pictures.into_iter().map(photo).collect(),
        ideas: idea_cards(db, born).await?,
        cancelled_note: row.cancelled_note.clone(),
        card,
        seq,
    };
    Ok(Some((row, event)))
}

/// Whether everybody may see this event.
///
/// # Errors
/// The database cannot be read.
pub async fn public(db: &Db, id: i64) -> StoreResult<bool> {
    let state: Option<String> = events::Entity::find_by_id(id)
        .select_only()
        .column(events::Column::State)
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(state.is_some_and(|state| state != "draft"))
}

/// Whether everybody may see this event, in a transaction.
pub(in crate::store) async fn is_public(write: &Write, id: i64) -> StoreResult<bool> {
    let found = events::Entity::find_by_id(id).filter(events::Column::State.ne("draft"));
    Ok(found.one(write.conn()).await?.is_some())
}

/// The title of a public event.
pub(in crate::store) async fn title(db: &Db, id: i64) -> StoreResult<Option<String>> {
    Ok(events::Entity::find_by_id(id)
        .select_only()
        .column(events::Column::Title)
        .filter(events::Column::State.ne("draft"))
        .into_tuple()
        .one(db.read())
        .await?)
}

/// Its card, of its first date that is not over; of its last where all are.
pub(super) async fn card(
    db: &Db,
    row: &events::Model,
    dates: &[(Timestamp, Timestamp)],
    cover: Option<app::api::PhotoRef>,
    now: Timestamp,
) -> StoreResult<EventCard> {
    let next = dates.iter().position(|(_, ends)| *ends > now).unwrap_or(dates.len().max(1) - 1);
    let own = (Timestamp(row.starts_at), Timestamp(row.ends_at));
    let (starts_at, ends_at) = dates.get(next).copied().unwrap_or(own);
    let seats = cards::seats(row);
    let topics = cards::topics_of(db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(EventCard {
        id: row.id,
        kind: cards::kind(&row.kind)?,
        state: cards::state(&row.state)?,
        title: row.title.clone(),
        excerpt: app::domain::excerpt(&row.text, EXCERPT),
        lab: row.lab.clone(),
        place: row.place.clone(),
        online: row.online_url.is_some(),
        starts_at,
        ends_at,
        date: u32::try_from(next + 1).unwrap_or(1),
        dates: u32::try_from(dates.len()).unwrap_or(1),
        topics,
        access: cards::access(&row.access),
        seats,
        sign_up: cards::window(row).at(now, seats),
        photo: cover,
        has_results: row.results.is_some(),
    })
}

/// The dates of an event, in order.
pub(super) async fn dates_of(db: &Db, id: i64) -> StoreResult<Vec<(Timestamp, Timestamp)>> {
    let rows: Vec<(i64, i64)> = event_dates::Entity::find()
        .select_only()
        .columns([event_dates::Column::StartsAt, event_dates::Column::EndsAt])
        .filter(event_dates::Column::EventId.eq(id))
        .order_by_asc(event_dates::Column::Position)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|(starts, ends)| (Timestamp(starts), Timestamp(ends))).collect())
}

/// What an event asks, and how many may come together; none where there is no such event.
///
/// # Errors
/// The database cannot be read.
pub async fn asked(db: &Db, id: i64) -> StoreResult<Option<(Vec<AskedField>, u32)>> {
    if let Some(kept) = db.events().get(db, id) {
        return Ok(Some((kept.event.fields.clone(), kept.event.group_max)));
    }
    let Some(row) = events::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    if row.state == "draft" {
        return Ok(None);
    }
    Ok(Some((asked_of(db, &row).await?, number(row.group_max))))
}

/// What an event asks, in order.
pub(in crate::store) async fn asked_of(
    db: &Db,
    event: &events::Model,
) -> StoreResult<Vec<AskedField>> {
    let rows = event_fields::Entity::find()
        .filter(event_fields::Column::EventId.eq(event.id))
        .order_by_asc(event_fields::Column::Position)
        .all(db.read())
        .await?;
    let ends = Date::of(Timestamp(event.ends_at));
    rows.into_iter()
        .map(|row| {
            let kind = AnswerKind::from_key(&row.kind);
            Ok(AskedField {
                kind: kind.ok_or_else(|| StoreError::corrupt("event_fields.kind"))?,
                key: row.key,
                each: row.each_person,
                label: row.label,
                options: row.options.lines().map(str::to_owned).collect(),
                required: row.required,
                purpose: row.purpose,
                keep_days: number(row.keep_days),
                keep_until: ends.plus_days(row.keep_days),
            })
        })
        .collect()
}

/// Others of the same series that are public and not over.
async fn series(db: &Db, event: &events::Model, now: Timestamp) -> StoreResult<Vec<SeriesEvent>> {
    let Some(series) = event.series_id else { return Ok(Vec::new()) };
    let rows = events::Entity::find()
        .filter(events::Column::SeriesId.eq(series))
        .filter(events::Column::Id.ne(event.id))
        .filter(events::Column::State.ne("draft"))
        .filter(events::Column::EndsAt.gt(now.0))
        .order_by_asc(events::Column::StartsAt)
        .limit(SERIES)
        .all(db.read())
        .await?;
    let other = |row: events::Model| SeriesEvent {
        id: row.id,
        starts_at: Timestamp(row.starts_at),
        sign_up: cards::window(&row).at(now, cards::seats(&row)),
    };
    Ok(rows.into_iter().map(other).collect())
}

/// The files of an event.
pub(super) async fn files_of(db: &Db, id: i64) -> StoreResult<Vec<EventFile>> {
    let rows = event_files::Entity::find()
        .filter(event_files::Column::EventId.eq(id))
        .order_by_asc(event_files::Column::Id)
        .all(db.read())
        .await?;
    let file = |row: event_files::Model| EventFile {
        id: row.id,
        kind: FileKind::from_key(&row.kind).unwrap_or(FileKind::Document),
        url: format!("/files/{}/{}", row.key, app::api::encode(&row.name)),
        name: row.name,
        size: u64::try_from(row.size).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(file).collect())
}
