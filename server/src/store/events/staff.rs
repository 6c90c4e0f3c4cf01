//! Events as staff see them, drafts included.

use app::{
    api::{DateForm, EventCard, EventForm, FieldForm, StaffEvent},
    domain::{AnswerKind, AskedDraft, Date, EventDraft, Period, Scope, Timestamp, USUAL_FIELDS},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Statement, Value,
};

use super::{
    cards::{self, COLUMNS, CardRow, from_rows},
    detail::{card, dates_of, files_of},
    list::LONGEST,
};
use crate::store::{
    Db, StoreError, StoreResult, activity,
    cards::{number, photo},
    entities::{event_fields, event_projects, events, ideas, photos},
    registrations,
};

/// The most of a series, and the most ideas, that are named.
const MANY: u64 = 100;

/// Whether an event at this lab is within the limits. Whoever is limited to departments works on
/// ideas, not on the programme.
pub fn sees(scope: &Scope, lab: Option<&str>) -> bool {
    scope.has_lab(lab) && scope.departments.is_none()
}

/// Which events are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Not over, drafts included.
    Upcoming,
    /// Over, the latest first.
    Past,
    /// Drafts.
    Drafts,
}

/// At most `limit` events after a place (a moment and a number), and where to go on.
///
/// # Errors
/// The database cannot be read.
pub async fn list(
    db: &Db,
    (scope, when, lab): (&Scope, When, Option<&str>),
    after: Option<(i64, i64)>,
    limit: u64,
    now: Timestamp,
) -> StoreResult<(Vec<EventCard>, Option<(i64, i64)>)> {
    if scope.departments.is_some() {
        return Ok((Vec::new(), None));
    }
    let mut values: Vec<Value> = vec![now.0.into()];
    let ([by, id], compare, order) = match when {
        When::Upcoming => (["d.starts_at", "d.id"], ">", "ASC"),
        When::Past => (["e.ends_at", "e.id"], "<", "DESC"),
        When::Drafts => (["e.starts_at", "e.id"], ">", "ASC"),
    };
    let mut conditions = vec![match when {
        // Each with its next date, in the order of these.
        When::Upcoming => format!(
            "d.ends_at > $1 AND d.starts_at > $1 - {LONGEST} AND NOT EXISTS (SELECT 1
             FROM event_dates AS o WHERE o.event_id = d.event_id AND o.position < d.position
             AND o.ends_at > $1)"
        ),
        When::Past => "d.position = 1 AND e.ends_at <= $1 AND e.state <> 'draft'".to_owned(),
        When::Drafts => "d.position = 1 AND e.state = 'draft' AND $1 > 0".to_owned(),
    }];
    let mut labs: Vec<&str> = lab.into_iter().collect();
    if let Some(own) = &scope.labs {
        labs = own.iter().map(String::as_str).filter(|one| lab.is_none_or(|l| l == *one)).collect();
        if labs.is_empty() {
            return Ok((Vec::new(), None));
        }
    }
    if !labs.is_empty() {
        let marks: Vec<String> = labs
            .iter()
            .map(|lab| {
                values.push((*lab).into());
                format!("${}", values.len())
            })
            .collect();
        conditions.push(format!("e.lab IN ({})", marks.join(", ")));
    }
    if let Some(place) = after {
        values.extend([place.0.into(), place.1.into()]);
        let n = values.len();
        conditions.push(format!("({by}, {id}) {compare} (${}, ${n})", n - 1));
    }
    values.push(i64::try_from(limit + 1).unwrap_or(i64::MAX).into());
    let sql = format!(
        "SELECT {COLUMNS} FROM events AS e JOIN event_dates AS d ON d.event_id = e.id
         WHERE {} ORDER BY {by} {order}, {id} {order} LIMIT ${}",
        conditions.join(" AND "),
        values.len()
    );
    let backend = db.read().get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let mut rows = CardRow::find_by_statement(statement).all(db.read()).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().map(|row| match when {
        When::Upcoming => (row.date_starts, row.date_id),
        When::Past => (row.ends_at, row.id),
        When::Drafts => (row.starts_at, row.id),
    });
    Ok((from_rows(db, rows, now).await?, last.filter(|_| more)))
}

/// An event as staff edit it; none where it is not there or not within the limits.
///
/// # Errors
/// The database cannot be read.
pub async fn find(
    db: &Db,
    id: i64,
    scope: &Scope,
    may_edit: bool,
    now: Timestamp,
) -> StoreResult<Option<StaffEvent>> {
    let seq = activity::head(db).await?;
    let row = events::Entity::find_by_id(id).one(db.read()).await?;
    let Some(row) = row.filter(|row| sees(scope, row.lab.as_deref())) else { return Ok(None) };
    let dates = dates_of(db, id).await?;
    let draft = draft_of(db, &row, &dates).await?;
    let mut pictures = photos::Entity::find()
        .filter(photos::Column::EventId.eq(id))
        .order_by_asc(photos::Column::Position)
        .order_by_asc(photos::Column::Id)
        .all(db.read())
        .await?;
    let is_cover = |row: &photos::Model| row.event_role.as_deref() == Some("cover");
    let cover = pictures.iter().position(is_cover).map(|at| photo(pictures.remove(at)));
    let series: Vec<(i64, i64)> = match row.series_id {
        None => Vec::new(),
        Some(series) => {
            events::Entity::find()
                .select_only()
                .columns([events::Column::Id, events::Column::StartsAt])
                .filter(events::Column::SeriesId.eq(series).and(events::Column::Id.ne(row.id)))
                .order_by_asc(events::Column::StartsAt)
                .limit(MANY)
                .into_tuple()
                .all(db.read())
                .await?
        }
    };
    let born: Vec<(i64, String)> = ideas::Entity::find()
        .select_only()
        .columns([ideas::Column::Id, ideas::Column::Title])
        .filter(ideas::Column::EventId.eq(id))
        .order_by_desc(ideas::Column::Id)
        .limit(MANY)
        .into_tuple()
        .all(db.read())
        .await?;
    Ok(Some(StaffEvent {
        card: card(db, &row, &dates, cover.clone(), now).await?,
        form: form(&draft, row.version),
        photo: cover,
        results: row.results.clone().unwrap_or_default(),
        photos: pictures.into_iter().map(photo).collect(),
        files: files_of(db, id).await?,
        series: series.into_iter().map(|(id, at)| (id, Timestamp(at))).collect(),
        cancelled_note: row.cancelled_note.clone(),
        reachable: registrations::reachable(db, id).await?,
        ideas: born,
        may_edit,
        seq,
    }))
}

/// An event as its draft was; none where it is not there.
pub(super) async fn draft(db: &Db, id: i64) -> StoreResult<Option<EventDraft>> {
    let Some(row) = events::Entity::find_by_id(id).one(db.read()).await? else { return Ok(None) };
    let dates = dates_of(db, id).await?;
    Ok(Some(draft_of(db, &row, &dates).await?))
}

async fn draft_of(
    db: &Db,
    row: &events::Model,
    dates: &[(Timestamp, Timestamp)],
) -> StoreResult<EventDraft> {
    let fields = event_fields::Entity::find()
        .filter(event_fields::Column::EventId.eq(row.id))
        .order_by_asc(event_fields::Column::Position)
        .all(db.read())
        .await?;
    let fields: StoreResult<Vec<AskedDraft>> = fields
        .into_iter()
        .map(|field| {
            let kind = AnswerKind::from_key(&field.kind);
            Ok(AskedDraft {
                kind: kind.ok_or_else(|| StoreError::corrupt("event_fields.kind"))?,
                key: field.key,
                each: field.each_person,
                label: field.label,
                options: field.options.lines().map(str::to_owned).collect(),
                required: field.required,
                purpose: field.purpose,
                keep_days: number(field.keep_days),
            })
        })
        .collect();
    let projects = event_projects::Entity::find()
        .select_only()
        .column(event_projects::Column::Project)
        .filter(event_projects::Column::EventId.eq(row.id))
        .order_by_asc(event_projects::Column::Project)
        .into_tuple()
        .all(db.read())
        .await?;
    let topics = cards::topics_of(db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(EventDraft {
        kind: cards::kind(&row.kind)?,
        title: row.title.clone(),
        text: row.text.clone(),
        lab: row.lab.clone(),
        place: row.place.clone(),
        online_url: row.online_url.clone(),
        dates: dates.iter().map(|(starts, ends)| Period { starts: *starts, ends: *ends }).collect(),
        topics,
        projects,
        hosts: row.hosts.clone(),
        language: row.language.clone(),
        audience: row.audience.clone(),
        access: cards::access(&row.access),
        signs_up: row.signs_up,
        capacity: row.capacity.map(number),
        waitlist: row.waitlist,
        opens: row.opens_at.map(Timestamp),
        closes: row.closes_at.map(Timestamp),
        group_max: number(row.group_max),
        must_confirm: row.must_confirm,
        offer_hours: number(row.offer_hours),
        remind_hours: row.remind_hours.map(number),
        thanks: row.thanks,
        fields: fields?,
    })
}

/// A draft as the form has it.
fn form(draft: &EventDraft, version: i64) -> EventForm {
    let day = |at: Timestamp| Date::of(at).to_string();
    let time = |at: Timestamp| {
        let civil = at.local();
        format!("{:02}:{:02}", civil.hour, civil.minute)
    };
    let date = |period: &Period| DateForm {
        date: day(period.starts),
        from: time(period.starts),
        to: time(period.ends),
    };
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let some = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
    EventForm {
        kind: draft.kind.as_str().to_owned(),
        title: draft.title.clone(),
        text: draft.text.clone(),
        lab: words(&draft.lab),
        place: words(&draft.place),
        online_url: words(&draft.online_url),
        dates: draft.dates.iter().map(date).collect(),
        topics: draft.topics.clone(),
        projects: draft.projects.clone(),
        hosts: words(&draft.hosts),
        language: words(&draft.language),
        audience: words(&draft.audience),
        access: draft.access.iter().map(|access| access.as_str().to_owned()).collect(),
        signs_up: draft.signs_up,
        capacity: some(draft.capacity),
        waitlist: draft.waitlist,
        opens_date: draft.opens.map(day).unwrap_or_default(),
        opens_time: draft.opens.map(time).unwrap_or_default(),
        closes_date: draft.closes.map(day).unwrap_or_default(),
        closes_time: draft.closes.map(time).unwrap_or_default(),
        group_max: draft.group_max.to_string(),
        must_confirm: draft.must_confirm,
        offer_hours: draft.offer_hours.to_string(),
        remind_hours: some(draft.remind_hours),
        thanks: draft.thanks,
        fields: draft.fields.iter().map(field).collect(),
        photo: String::new(),
        remove_photo: false,
        note: String::new(),
        version,
    }
}

fn field(field: &AskedDraft) -> FieldForm {
    let usual = USUAL_FIELDS.iter().any(|usual| usual.key == field.key);
    FieldForm {
        key: field.key.clone(),
        mode: if field.required { "required" } else { "optional" }.to_owned(),
        purpose: field.purpose.clone(),
        keep_days: field.keep_days.to_string(),
        label: field.label.clone(),
        kind: if usual { String::new() } else { field.kind.as_str().to_owned() },
        options: field.options.join("\n"),
        each: field.each,
    }
}
