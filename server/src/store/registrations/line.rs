//! The line: who moves up when seats are free. The rule is [`who_moves_up`].

use app::{
    api::ActivityKind,
    domain::{RegistrationState, Timestamp, Waiting, confirm_until, offer_until, who_moves_up},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::tell::{Told, tell};
use crate::store::{
    StoreResult, Write,
    activity::Entry,
    cards::number,
    entities::{
        events,
        registrations::{Column, Entity, Model},
    },
    events::{seats, window},
};

/// How many of the line are looked at at a time.
const BATCH: u32 = 100;

/// Gives so many people seats where they fit, and else the last place in line: how they stand, and
/// their number in the order of those who came. To be noted with [`count`]; the event is taken.
pub(super) fn join(event: &mut events::Model, people: u32) -> (RegistrationState, i64) {
    let number = event.next_line;
    event.next_line += 1;
    if seats(event).fits(people) {
        event.taken += i64::from(people);
        (RegistrationState::Confirmed, number)
    } else {
        event.waiting += 1;
        (RegistrationState::Waitlisted, number)
    }
}

/// Notes how full an event is. The event is taken by this transaction.
pub(super) async fn count(write: &Write, event: &events::Model) -> StoreResult<()> {
    events::Entity::update_many()
        .col_expr(events::Column::Taken, Expr::value(event.taken))
        .col_expr(events::Column::Waiting, Expr::value(event.waiting))
        .col_expr(events::Column::NextLine, Expr::value(event.next_line))
        .filter(events::Column::Id.eq(event.id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Offers the free seats to whoever of the line is next and fits, and tells them; what the log is
/// to be told. An event that is cancelled, a draft, or has begun offers nothing. The event is
/// taken by this transaction.
pub(in crate::store) async fn move_up(
    write: &Write,
    mut event: events::Model,
    now: Timestamp,
) -> StoreResult<Vec<Entry>> {
    let starts = Timestamp(event.starts_at);
    if event.state != "published" || event.waiting == 0 || now >= starts {
        return Ok(Vec::new());
    }
    let until = offer_until(now, starts, number(event.offer_hours));
    let mut log = Vec::new();
    while event.waiting > 0 {
        let free = seats(&event).free();
        let up = who_moves_up(free, &next(write, event.id, free).await?);
        if up.is_empty() {
            break;
        }
        for one in up {
            event.taken += i64::from(one.people);
            event.waiting -= 1;
            let state = match until {
                Some(_) => RegistrationState::Offered,
                None => RegistrationState::Confirmed,
            };
            let row = set(write, one.id, state, until, now).await?;
            let (told, kind) = match until {
                Some(_) => (Told::Offered, ActivityKind::RegistrationOffered),
                None => (Told::Seated, ActivityKind::RegistrationSeated),
            };
            if let Some(row) = row {
                tell(write, &event, &row, &told, now).await?;
            }
            log.push(Entry::registration(kind, (event.id, one.id), now));
        }
    }
    count(write, &event).await?;
    debug_assert!(window(&event).starts > now, "nobody moves up to what has begun");
    Ok(log)
}

/// Gives offers and addresses to confirm whose time ran while the event was cancelled their time
/// anew. The event is taken by this transaction.
pub(in crate::store) async fn renew(
    write: &Write,
    event: &events::Model,
    now: Timestamp,
) -> StoreResult<()> {
    let starts = Timestamp(event.starts_at);
    let until = offer_until(now, starts, number(event.offer_hours)).unwrap_or(starts);
    let of = || Entity::update_many().filter(Column::EventId.eq(event.id));
    of().col_expr(Column::OfferedUntil, Expr::value(until.0))
        .filter(Column::State.eq(RegistrationState::Offered.as_str()))
        .filter(Column::OfferedUntil.lt(until.0))
        .exec(write.conn())
        .await?;
    let until = confirm_until(now);
    of().col_expr(Column::ConfirmBy, Expr::value(until.0))
        .filter(Column::State.ne(RegistrationState::Cancelled.as_str()))
        .filter(Column::ConfirmBy.lt(until.0))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Sets how a registration stands; what it is then.
pub(super) async fn set(
    write: &Write,
    id: i64,
    state: RegistrationState,
    offered_until: Option<Timestamp>,
    now: Timestamp,
) -> StoreResult<Option<Model>> {
    let rows = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::OfferedUntil, Expr::value(offered_until.map(|until| until.0)))
        // Whose calendar has it learns of it.
        .col_expr(Column::Sequence, Expr::col(Column::Sequence).add(1))
        .col_expr(Column::ChangedAt, Expr::value(now.0))
        .filter(Column::Id.eq(id))
        .exec_with_returning(write.conn())
        .await?;
    Ok(rows.into_iter().next())
}

/// The next of the line who could fit into so many seats.
async fn next(write: &Write, event: i64, free: Option<u32>) -> StoreResult<Vec<Waiting>> {
    let mut query = Entity::find()
        .select_only()
        .columns([Column::Id, Column::People])
        .filter(Column::EventId.eq(event))
        .filter(Column::State.eq(RegistrationState::Waitlisted.as_str()));
    if let Some(free) = free {
        query = query.filter(Column::People.lte(free));
    }
    let rows: Vec<(i64, i64)> = query
        .order_by_asc(Column::Line)
        .limit(u64::from(free.unwrap_or(BATCH).clamp(1, BATCH)))
        .into_tuple()
        .all(write.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, people)| Waiting { id, people: number(people) }).collect())
}
