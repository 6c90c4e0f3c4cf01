//! The rows that an event is made of.

use app::domain::{EventDraft, Timestamp};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, sea_query::Expr,
};

use crate::store::{
    StoreResult, Write,
    entities::{
        event_dates, event_fields, event_jobs, event_projects, event_topics, events,
        registration_answers,
    },
    registrations,
};

/// In milliseconds.
const HOUR: i64 = 3_600_000;

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

/// What was answered already is erased when the event says now. A field that is asked no more
/// keeps the day that was promised.
pub(super) async fn keep_as_said(write: &Write, id: i64, draft: &EventDraft) -> StoreResult<()> {
    use registration_answers::{Column, Entity};
    for field in &draft.fields {
        let until = registrations::erase_at(draft.ends(), field.keep_days);
        Entity::update_many()
            .col_expr(Column::EraseAt, Expr::value(until.0))
            .filter(Column::EventId.eq(id).and(Column::Key.eq(&field.key)))
            .filter(Column::EraseAt.ne(until.0))
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
    let remind = event.remind_hours.map(|hours| event.starts_at - hours * HOUR);
    // What lies behind when it is set is not made up for: nobody is reminded of yesterday.
    let remind = remind.filter(|_| event.starts_at > now.0);
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

/// Its dates: beginnings and ends.
pub(super) async fn dates(write: &Write, id: i64) -> StoreResult<Vec<(i64, i64)>> {
    use event_dates::{Column, Entity};
    use sea_orm::{QueryOrder, QuerySelect};
    Ok(Entity::find()
        .select_only()
        .columns([Column::StartsAt, Column::EndsAt])
        .filter(Column::EventId.eq(id))
        .order_by_asc(Column::Position)
        .into_tuple()
        .all(write.conn())
        .await?)
}
