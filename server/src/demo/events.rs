//! The sample programme: events to come and events that were, with people who signed up.

use std::{collections::HashMap, sync::Arc};

use app::{
    api::{AskedField, DateForm, EventForm, FieldForm, NewRegistration},
    domain::{Date, EventDraft, RegistrationDraft, Timestamp},
    i18n::{Lang, programme},
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde::Deserialize;

use super::{content, fill::picture};
use crate::{
    photos,
    state::AppState,
    store::{
        StoreError, StoreResult,
        entities::{attendees, events as rows, feedback, photos as photo_rows, registrations},
        events,
        registrations::{NewPlace, register},
    },
    token,
};

/// An event as it is written down.
#[derive(Debug, Deserialize)]
pub(super) struct Sample {
    key: String,
    kind: String,
    title: String,
    text: String,
    lab: String,
    /// On which days from today.
    days: Vec<i64>,
    from: String,
    to: String,
    topics: Vec<String>,
    project: Option<String>,
    place: Option<String>,
    online: Option<String>,
    hosts: Option<String>,
    language: Option<String>,
    audience: Option<String>,
    #[serde(default)]
    access: Vec<String>,
    #[serde(default = "yes")]
    signs_up: bool,
    capacity: Option<u32>,
    #[serde(default)]
    waitlist: bool,
    group_max: Option<u32>,
    /// `usual`, `child` (with date of birth) or `full` (with a free question).
    #[serde(default)]
    ask: String,
    /// How many people each registration is for.
    #[serde(default)]
    groups: Vec<u32>,
    /// The same of those in line.
    #[serde(default)]
    waiting: Vec<u32>,
    #[serde(default)]
    must_confirm: bool,
    /// Days from today on which the sign-up opens.
    opens_in: Option<i64>,
    #[serde(default)]
    draft: bool,
    cancelled: Option<String>,
    /// The key of the event that it is of one series with.
    series: Option<String>,
    results: Option<String>,
    #[serde(default)]
    feedback: Vec<(Option<i64>, Option<String>, Option<String>)>,
    #[serde(default)]
    arrived: bool,
    motif: Option<String>,
}

fn yes() -> bool {
    true
}

/// Names for those who signed up.
const FIRST: [&str; 8] = ["Alex", "Kim", "Toni", "Robin", "Sascha", "Mika", "Jona", "Luca"];
const LAST: [&str; 6] = ["Beispiel", "Muster", "Probe", "Vorlage", "Entwurf", "Skizze"];

/// Fills the programme; how many events there are then.
pub(super) async fn fill(state: &AppState, now: Timestamp) -> StoreResult<usize> {
    let samples = content::events()?;
    let mut ids: HashMap<String, i64> = HashMap::new();
    for (n, sample) in samples.iter().enumerate() {
        let draft = draft(sample, now)?;
        let series = sample.series.as_ref().and_then(|key| ids.get(key)).copied();
        let id = events::add(&state.db, &draft, !sample.draft, series, now).await?;
        ids.insert(sample.key.clone(), id);
        people(state, sample, id, &draft, now).await?;
        past(state, sample, id, now).await?;
        if let Some(motif) = &sample.motif {
            cover(state, id, motif, n as u64).await?;
        }
    }
    Ok(samples.len())
}

fn draft(sample: &Sample, now: Timestamp) -> StoreResult<EventDraft> {
    let today = Date::of(now);
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    let dates = sample.days.iter().map(|days| DateForm {
        date: today.plus_days(*days).to_string(),
        from: sample.from.clone(),
        to: sample.to.clone(),
    });
    let form = EventForm {
        kind: sample.kind.clone(),
        title: sample.title.clone(),
        text: sample.text.clone(),
        lab: sample.lab.clone(),
        place: words(&sample.place),
        online_url: words(&sample.online),
        dates: dates.collect(),
        topics: sample.topics.clone(),
        projects: sample.project.iter().cloned().collect(),
        hosts: words(&sample.hosts),
        language: words(&sample.language),
        audience: words(&sample.audience),
        access: sample.access.clone(),
        signs_up: sample.signs_up,
        capacity: sample.capacity.map(|n| n.to_string()).unwrap_or_default(),
        waitlist: sample.waitlist,
        opens_date: sample
            .opens_in
            .map(|days| today.plus_days(days).to_string())
            .unwrap_or_default(),
        group_max: sample.group_max.map(|n| n.to_string()).unwrap_or_default(),
        must_confirm: sample.must_confirm,
        remind_hours: "24".to_owned(),
        thanks: true,
        fields: fields(sample),
        ..EventForm::default()
    };
    EventDraft::parse(&form)
        .map_err(|e| StoreError::corrupt(&format!("sample content: {}: {e:?}", sample.key)))
}

fn fields(sample: &Sample) -> Vec<FieldForm> {
    if !sample.signs_up {
        return Vec::new();
    }
    let usual = |key: &str, mode: &str| FieldForm {
        key: key.to_owned(),
        mode: mode.to_owned(),
        purpose: programme::usual_purpose(key).de.to_owned(),
        keep_days: "30".to_owned(),
        ..FieldForm::default()
    };
    let must = if sample.must_confirm { "required" } else { "optional" };
    let mut fields =
        vec![usual("first_name", "required"), usual("last_name", "required"), usual("email", must)];
    if !sample.must_confirm {
        fields.push(usual("phone", "optional"));
    }
    if sample.ask == "child" {
        fields.push(usual("birth_date", "required"));
    }
    if sample.ask == "full" {
        fields.push(usual("note", "optional"));
        fields.push(FieldForm {
            key: "q1".to_owned(),
            mode: "optional".to_owned(),
            purpose: "Damit wir genug Räder und Essen dabeihaben.".to_owned(),
            keep_days: "7".to_owned(),
            label: "Essen Sie vegetarisch?".to_owned(),
            kind: "yes_no".to_owned(),
            each: true,
            ..FieldForm::default()
        });
    }
    fields
}

/// Those who signed up, and those in line: a while ago, so that an event that is over now was not.
async fn people(
    state: &AppState,
    sample: &Sample,
    id: i64,
    draft: &EventDraft,
    now: Timestamp,
) -> StoreResult<()> {
    let first = sample.days.first().copied().filter(|days| *days < 0).unwrap_or_default();
    let then = now.plus_ms((first - 3) * 86_400_000);
    let asked: Vec<AskedField> = draft
        .fields
        .iter()
        .map(|field| AskedField {
            key: field.key.clone(),
            kind: field.kind,
            each: field.each,
            required: field.required,
            keep_days: field.keep_days,
            ..AskedField::default()
        })
        .collect();
    for (n, people) in sample.groups.iter().chain(&sample.waiting).enumerate() {
        let raw = answers(n, *people, &asked);
        let today = Date::of(now);
        let parsed = RegistrationDraft::parse(&raw, &asked, draft.group_max, today);
        let parsed = parsed.map_err(|e| StoreError::corrupt(&format!("sample content: {e:?}")))?;
        let seed = vec![format!("sample registration {} {n}", sample.key)];
        let place = NewPlace {
            event: id,
            draft: RegistrationDraft { email: None, ..parsed },
            asked: asked.clone(),
            token_hash: token::hash(&token::private(&state.secret, &seed)),
            seed,
            lang: Lang::De,
            secret: Arc::clone(&state.secret),
            key: None,
            now: then.plus_ms(i64::try_from(n).unwrap_or(0) * 3_600_000),
        };
        register(&state.db, &place).await?;
    }
    registrations::Entity::update_many()
        .col_expr(registrations::Column::ConfirmBy, Expr::value(None::<i64>))
        .filter(registrations::Column::EventId.eq(id))
        .exec(state.db.read())
        .await?;
    Ok(())
}

fn answers(n: usize, people: u32, asked: &[AskedField]) -> NewRegistration {
    let name = |list: &[&str], n: usize| list.get(n % list.len()).copied().unwrap_or("").to_owned();
    let mut raw = NewRegistration::default();
    let mut put = |key: &str, value: String| {
        raw.0.insert(key.to_owned(), value);
    };
    for person in 0..people {
        let end = if person == 0 { String::new() } else { format!("_{}", person + 1) };
        put(&format!("first_name{end}"), name(&FIRST, n * 3 + person as usize));
        put(&format!("last_name{end}"), name(&LAST, n));
        if asked.iter().any(|field| field.key == "birth_date") {
            put(&format!("birth_date{end}"), format!("{}.4.{}", n % 27 + 1, 1980 + 12 * person));
        }
    }
    put("email", format!("person-{}@example.org", n + 1));
    if asked.iter().any(|field| field.key == "phone") {
        put("phone", format!("+49 30 23125 {:03}", 100 + n));
    }
    raw
}

/// What has become of it: cancelled, or over with results and words of those who came.
async fn past(state: &AppState, sample: &Sample, id: i64, now: Timestamp) -> StoreResult<()> {
    let conn = state.db.read();
    if let Some(note) = &sample.cancelled {
        rows::Entity::update_many()
            .col_expr(rows::Column::State, Expr::value("cancelled"))
            .col_expr(rows::Column::CancelledNote, Expr::value(note.clone()))
            .filter(rows::Column::Id.eq(id))
            .exec(conn)
            .await?;
    }
    if let Some(results) = &sample.results {
        rows::Entity::update_many()
            .col_expr(rows::Column::Results, Expr::value(results.clone()))
            .filter(rows::Column::Id.eq(id))
            .exec(conn)
            .await?;
    }
    for (stars, good, missing) in &sample.feedback {
        use sea_orm::ActiveValue::Set;
        let row = feedback::ActiveModel {
            event_id: Set(id),
            stars: Set(*stars),
            good: Set(good.clone()),
            missing: Set(missing.clone()),
            day: Set(Date::of(now).plus_days(-1).to_string()),
            ..Default::default()
        };
        feedback::Entity::insert(row).exec_without_returning(conn).await?;
    }
    if sample.arrived {
        let of = registrations::Entity::find().filter(registrations::Column::EventId.eq(id));
        let of = of.order_by_asc(registrations::Column::Id).all(conn).await?;
        // One did not come.
        let came = of.iter().skip(1).map(|row| row.id);
        let begin = now.plus_ms(sample.days.first().copied().unwrap_or_default() * 86_400_000);
        attendees::Entity::update_many()
            .col_expr(attendees::Column::ArrivedAt, Expr::value(begin.0))
            .filter(attendees::Column::RegistrationId.is_in(came))
            .exec(conn)
            .await?;
    }
    Ok(())
}

async fn cover(state: &AppState, id: i64, motif: &str, seed: u64) -> StoreResult<()> {
    let motif = motif.to_owned();
    let drawn = tokio::task::spawn_blocking(move || picture(&motif, 9000 + seed)).await;
    let drawn = drawn.map_err(|e| StoreError::corrupt(&e.to_string()))??;
    let taken = photos::take(state, drawn, ()).await;
    let claim = taken.map_err(|why| StoreError::corrupt(&format!("{why:?}")))?.claim;
    photo_rows::Entity::update_many()
        .col_expr(photo_rows::Column::EventId, Expr::value(id))
        .col_expr(photo_rows::Column::EventRole, Expr::value("cover"))
        .filter(photo_rows::Column::ClaimHash.eq(token::hash(&claim)))
        .filter(photo_rows::Column::EventId.is_null().and(photo_rows::Column::IdeaId.is_null()))
        .exec(state.db.read())
        .await?;
    Ok(())
}
