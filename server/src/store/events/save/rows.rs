//! The rows that an event is made of.

use app::domain::{AskedDraft, Date, EventDraft, Timestamp, USUAL_FIELDS};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, Statement, sea_query::Expr,
};

use crate::store::{
    StoreResult, Write,
    entities::{
        event_dates, event_fields, event_jobs, event_projects, event_topics, events,
        registration_answers,
    },
    registrations,
};

/// Notes the dates of an event at each of its topics.
const AT_TOPICS: &str = "INSERT INTO event_date_topics (topic, starts_at, date_id)
    SELECT t.topic, d.starts_at, d.id
    FROM event_topics AS t JOIN event_dates AS d ON d.event_id = t.event_id
    WHERE t.event_id = $1";
/// In milliseconds.
pub(in crate::store) const HOUR: i64 = 3_600_000;

/// The columns of a draft.
pub(super) fn row(draft: &EventDraft, now: Timestamp) -> events::ActiveModel {
    let access: Vec<&str> = draft.access.iter().map(|access| access.as_str()).collect();
    events::ActiveModel {
        kind: Set(draft.kind.as_str().to_owned()),
        title: Set(draft.title.clone()),
        text: Set(draft.text.clone()),
        lab: Set(draft.lab.clone()),
        place: Set(draft.place.clone()),
        online_url: Set(draft.online_url.clone()),
        starts_at: Set(draft.starts().0),
        ends_at: Set(draft.ends().0),
        hosts: Set(draft.hosts.clone()),
        language: Set(draft.language.clone()),
        audience: Set(draft.audience.clone()),
        access: Set(access.join(",")),
        signs_up: Set(draft.signs_up),
        capacity: Set(draft.capacity.map(i64::from)),
        waitlist: Set(draft.waitlist),
        opens_at: Set(draft.opens.map(|at| at.0)),
        closes_at: Set(draft.closes.map(|at| at.0)),
        group_max: Set(draft.group_max.into()),
        must_confirm: Set(draft.must_confirm),
        offer_hours: Set(draft.offer_hours.into()),
        remind_hours: Set(draft.remind_hours.map(i64::from)),
        thanks: Set(draft.thanks),
        changed_at: Set(now.0),
        ..events::ActiveModel::default()
    }
}

/// Writes dates, topics, projects and fields anew.
pub(super) async fn parts(
    write: &Write,
    id: i64,
    draft: &EventDraft,
    public: bool,
) -> StoreResult<()> {
    let conn = write.conn();
    event_dates::Entity::delete_many()
        .filter(event_dates::Column::EventId.eq(id))
        .exec(conn)
        .await?;
    event_topics::Entity::delete_many()
        .filter(event_topics::Column::EventId.eq(id))
        .exec(conn)
        .await?;
    event_projects::Entity::delete_many()
        .filter(event_projects::Column::EventId.eq(id))
        .exec(conn)
        .await?;
    event_fields::Entity::delete_many()
        .filter(event_fields::Column::EventId.eq(id))
        .exec(conn)
        .await?;
    let dates = (1..).zip(&draft.dates).map(|(position, period)| event_dates::ActiveModel {
        event_id: Set(id),
        position: Set(position),
        starts_at: Set(period.starts.0),
        ends_at: Set(period.ends.0),
        lab: Set(draft.lab.clone()),
        kind: Set(draft.kind.as_str().to_owned()),
        is_public: Set(public),
        ..event_dates::ActiveModel::default()
    });
    event_dates::Entity::insert_many(dates).exec_without_returning(conn).await?;
    if !draft.topics.is_empty() {
        let rows = draft.topics.iter().map(|topic| event_topics::ActiveModel {
            event_id: Set(id),
            topic: Set(topic.clone()),
        });
        event_topics::Entity::insert_many(rows).exec_without_returning(conn).await?;
        let backend = conn.get_database_backend();
        conn.execute_raw(Statement::from_sql_and_values(backend, AT_TOPICS, [id.into()])).await?;
    }
    if !draft.projects.is_empty() {
        let rows = draft.projects.iter().map(|project| event_projects::ActiveModel {
            event_id: Set(id),
            project: Set(project.clone()),
        });
        event_projects::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    if !draft.fields.is_empty() {
        let rows = (1..).zip(&draft.fields).map(|(position, field)| event_fields::ActiveModel {
            event_id: Set(id),
            position: Set(position),
            key: Set(field.key.clone()),
            kind: Set(field.kind.as_str().to_owned()),
            each_person: Set(field.each),
            label: Set(field.label.clone()),
            options: Set(field.options.join("\n")),
            required: Set(field.required),
            purpose: Set(field.purpose.clone()),
            keep_days: Set(field.keep_days.into()),
            ..event_fields::ActiveModel::default()
        });
        event_fields::Entity::insert_many(rows).exec_without_returning(conn).await?;
    }
    Ok(())
}

/// The fields of a draft with keys of their own. A question in place of another one, whose answers
/// are there still, gets a key that nothing was answered to: else these would stand under words
/// that nobody has read.
pub(super) async fn own_keys(
    write: &Write,
    id: i64,
    fields: &[AskedDraft],
) -> StoreResult<Vec<AskedDraft>> {
    let asked: Vec<(String, String)> = event_fields::Entity::find()
        .select_only()
        .columns([event_fields::Column::Key, event_fields::Column::Kind])
        .filter(event_fields::Column::EventId.eq(id))
        .into_tuple()
        .all(write.conn())
        .await?;
    let answered: Vec<String> = registration_answers::Entity::find()
        .select_only()
        .column(registration_answers::Column::Key)
        .distinct()
        .filter(registration_answers::Column::EventId.eq(id))
        .into_tuple()
        .all(write.conn())
        .await?;
    let mut own = fields.to_vec();
    for n in 0..own.len() {
        let field = &own[n];
        let same =
            |(key, kind): &(String, String)| *key == field.key && kind == field.kind.as_str();
        if !answered.contains(&field.key) || asked.iter().any(same) {
            continue;
        }
        let free = |key: &String| {
            !answered.contains(key)
                && !own.iter().any(|field| field.key == *key)
                && !asked.iter().any(|(asked, _)| asked == key)
        };
        let usual = USUAL_FIELDS.iter().any(|usual| usual.key == field.key);
        let fresh = (1..100).map(|n| format!("q{n}")).find(free).filter(|_| !usual);
        if let Some(key) = fresh {
            own[n].key = key;
        }
    }
    Ok(own)
}

/// What was answered already is erased on the day that was said when it was answered: never later,
/// unless the event itself is later now; earlier, where it is kept for a shorter time now. A field
/// that is asked no more keeps its day. `ended` is the end of the event before.
pub(super) async fn keep_as_said(
    write: &Write,
    id: i64,
    draft: &EventDraft,
    ended: Timestamp,
) -> StoreResult<()> {
    use registration_answers::{Column, Entity};
    let days = Date::of(draft.ends()).0 - Date::of(ended).0;
    let said: Vec<(String, i64)> = Entity::find()
        .select_only()
        .columns([Column::Key, Column::EraseAt])
        .distinct()
        .filter(Column::EventId.eq(id))
        .order_by_asc(Column::EraseAt)
        .into_tuple()
        .all(write.conn())
        .await?;
    let new = |(key, at): (String, i64)| {
        let field = draft.fields.iter().find(|field| field.key == key)?;
        let moved = Date::of(Timestamp(at)).plus_days(days).begins();
        let until = moved.min(registrations::erase_at(draft.ends(), field.keep_days));
        Some((key, at, until.0))
    };
    let all: Vec<(String, i64, i64)> = said.into_iter().filter_map(new).collect();
    // What becomes later from the latest on, the rest from the earliest on: none runs into another.
    let later = all.iter().rev().filter(|(_, at, until)| until > at);
    let earlier = all.iter().filter(|(_, at, until)| until < at);
    for (key, at, until) in later.chain(earlier) {
        Entity::update_many()
            .col_expr(Column::EraseAt, Expr::value(*until))
            .filter(Column::EventId.eq(id).and(Column::Key.eq(key)))
            .filter(Column::EraseAt.eq(*at))
            .exec(write.conn())
            .await?;
    }
    Ok(())
}

/// Sets the times at which people are reminded and thanked. What has been done stays done, unless
/// its time lies in the future again.
pub(in crate::store::events) async fn jobs(
    write: &Write,
    event: &events::Model,
    now: Timestamp,
) -> StoreResult<()> {
    use event_jobs::{ActiveModel, Column, Entity};
    // What lies behind when it is set is not made up for: nobody is reminded of yesterday.
    let next = next_start(write, event.id, now).await?;
    let remind = event.remind_hours.zip(next).map(|(hours, starts)| starts.0 - hours * HOUR);
    let thank = (event.thanks && event.ends_at > now.0).then_some(event.ends_at);
    for (kind, due) in [("remind", remind), ("thank", thank)] {
        let Some(due) = due else {
            Entity::delete_many()
                .filter(Column::EventId.eq(event.id).and(Column::Kind.eq(kind)))
                .filter(Column::DoneAt.is_null())
                .exec(write.conn())
                .await?;
            continue;
        };
        let there = Entity::update_many()
            .col_expr(Column::DueAt, Expr::value(due))
            .col_expr(
                Column::DoneAt,
                Expr::case(Expr::value(due > now.0).eq(true), Expr::value(None::<i64>))
                    .finally(Expr::col(Column::DoneAt))
                    .into(),
            )
            .filter(Column::EventId.eq(event.id).and(Column::Kind.eq(kind)))
            .exec(write.conn())
            .await?;
        if there.rows_affected == 0 {
            let row = ActiveModel {
                event_id: Set(event.id),
                kind: Set(kind.to_owned()),
                due_at: Set(due),
                done_at: Set(None),
            };
            Entity::insert(row).exec_without_returning(write.conn()).await?;
        }
    }
    Ok(())
}

/// The beginning of its first date after this moment.
pub(in crate::store) async fn next_start(
    write: &Write,
    id: i64,
    after: Timestamp,
) -> StoreResult<Option<Timestamp>> {
    use event_dates::{Column, Entity};
    let next = Entity::find()
        .select_only()
        .column(Column::StartsAt)
        .filter(Column::EventId.eq(id).and(Column::StartsAt.gt(after.0)))
        .order_by_asc(Column::StartsAt)
        .limit(1)
        .into_tuple::<i64>();
    Ok(next.one(write.conn()).await?.map(Timestamp))
}

/// Its dates: beginnings and ends.
pub(super) async fn dates(write: &Write, id: i64) -> StoreResult<Vec<(i64, i64)>> {
    use event_dates::{Column, Entity};
    Ok(Entity::find()
        .select_only()
        .columns([Column::StartsAt, Column::EndsAt])
        .filter(Column::EventId.eq(id))
        .order_by_asc(Column::Position)
        .into_tuple()
        .all(write.conn())
        .await?)
}
