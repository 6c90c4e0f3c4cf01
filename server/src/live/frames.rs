//! From entries of the log to the bytes of events.
//!
//! An event tells the state *now*, also when it is old: a stream that resumes learns nothing
//! that has been hidden since. On the public stream an entry is left out where it is internal,
//! or about something that is not public now and was not when it happened. Where it was, the
//! event comes without card or comment, and says only that it is gone.

use std::collections::HashMap;

use app::api::{ActivityKind, Comment, LiveEvent};
use bytes::Bytes;

use crate::clock;
use crate::store::{
    Db, StoreResult,
    activity::Details,
    cards::{self, AnyCard},
    comments::{self, Shown},
    entities::activity::Model,
    events, staff,
    whereabouts::{self, Whereabouts},
};

/// One entry, as both audiences get it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its place in the log.
    pub seq: i64,
    /// For everybody; none where it is nobody's business.
    pub public: Option<Bytes>,
    /// For staff within whose limits its idea is.
    pub staff: Bytes,
    /// Where its idea belongs; none where it is about none.
    pub place: Option<Whereabouts>,
}

/// The frames of these entries, in their order. The number of statements does not depend on
/// how many there are.
///
/// # Errors
/// The database cannot be read.
pub async fn frames(db: &Db, entries: &[Model]) -> StoreResult<Vec<Frame>> {
    let mut ids: Vec<i64> = entries.iter().filter_map(|entry| entry.idea_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let cards = cards::all_by_ids(db, &ids).await?;
    let places = whereabouts::of(db, &ids).await?;
    let mut ids: Vec<i64> = entries.iter().filter_map(|entry| entry.comment_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let comments = match ids.is_empty() {
        true => HashMap::new(),
        false => comments::shown(db, &ids).await?,
    };
    let mut ids: Vec<i64> = entries.iter().filter_map(|entry| entry.staff_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = match ids.is_empty() {
        true => HashMap::new(),
        false => staff::names(db, &ids).await?,
    };
    let mut ids: Vec<i64> = entries.iter().filter_map(|entry| entry.event_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let programme = match ids.is_empty() {
        true => HashMap::new(),
        false => events::states(db, &ids, clock::now()).await?,
    };
    let by = |entry: &Model| entry.staff_id.map(|id| names.get(&id).cloned().unwrap_or_default());
    let placed = |entry: &Model| {
        if let Some(event) = entry.event_id {
            return of_event(entry, programme.get(&event), by(entry));
        }
        let place = entry.idea_id.and_then(|idea| places.get(&idea)).cloned();
        Frame { place, ..frame(entry, &cards, &comments, by(entry)) }
    };
    Ok(entries.iter().map(placed).collect())
}

/// An entry about an event: how full it is now is all that everybody hears.
fn of_event(entry: &Model, state: Option<&events::State>, by: Option<String>) -> Frame {
    let seq = entry.seq;
    let (Some(kind), Some(state)) = (ActivityKind::from_key(&entry.kind), state) else {
        return Frame { seq, public: None, staff: place(seq), place: None };
    };
    let heard = LiveEvent {
        seq,
        kind,
        idea: 0,
        card: None,
        comment: None,
        comment_id: None,
        report_id: None,
        waits: false,
        item: None,
        by,
        event: Some(state.seats),
        registration: entry.registration_id,
    };
    let staff = event(&heard);
    // A draft that was public a moment ago is told of once: as a draft.
    let shown = state.is_public || kind == ActivityKind::EventWithdrawn;
    let public = (shown && !kind.is_internal())
        .then(|| event(&LiveEvent { by: None, registration: None, ..heard }));
    let place = Some(Whereabouts { lab: state.lab.clone(), departments: Vec::new() });
    Frame { seq, public, staff, place }
}

/// `by` is the name of the member of staff who did it, empty where the account is gone.
fn frame(
    entry: &Model,
    cards: &HashMap<i64, AnyCard>,
    comments: &HashMap<i64, Shown>,
    by: Option<String>,
) -> Frame {
    let seq = entry.seq;
    let kind = ActivityKind::from_key(&entry.kind);
    let (Some(kind), Some(idea)) = (kind, entry.idea_id) else {
        // About people or settings, or written by a later version of the program: only its
        // place is told.
        return Frame { seq, public: None, staff: place(seq), place: None };
    };
    let card = cards.get(&idea);
    let comment = entry.comment_id.and_then(|id| comments.get(&id));
    let everything = LiveEvent {
        seq,
        kind,
        idea,
        card: card.map(|any| any.card.clone()),
        comment: comment.map(|shown| shown.comment.clone()),
        comment_id: entry.comment_id,
        report_id: entry.report_id,
        waits: match entry.comment_id {
            Some(_) => comment.is_some_and(|comment| comment.waits),
            None => card.is_some_and(|card| card.waits),
        },
        item: Details::of(entry).item,
        by,
        event: None,
        registration: None,
    };
    let staff = event(&everything);
    let public = public(entry, everything, card, comment);
    Frame { seq, public: public.as_ref().map(event), staff, place: None }
}

/// What everybody may know of an event.
fn public(
    entry: &Model,
    event: LiveEvent,
    card: Option<&AnyCard>,
    comment: Option<&Shown>,
) -> Option<LiveEvent> {
    if event.kind.is_internal() {
        return None;
    }
    let idea_shown = card.is_some_and(|card| card.is_public);
    let comment_shown = idea_shown && comment.is_some_and(|comment| comment.public.is_some());
    let subject_shown = if event.comment_id.is_some() { comment_shown } else { idea_shown };
    if !subject_shown {
        let details = Details::of(entry);
        let was_known = details.shown_before || details.shown_after;
        // A comment under an idea that is hidden goes with it: that event says enough.
        if !was_known || (event.comment_id.is_some() && !idea_shown) {
            return None;
        }
    }
    let public = comment.and_then(|comment| comment.public.clone());
    let comment: Option<Comment> = public.filter(|_| comment_shown);
    let card = event.card.filter(|_| idea_shown);
    Some(LiveEvent { card, comment, report_id: None, waits: false, item: None, by: None, ..event })
}

fn event(event: &LiveEvent) -> Bytes {
    match serde_json::to_string(event) {
        // JSON has no line ends of its own: it is one line of data.
        Ok(json) => Bytes::from(format!("id: {}\ndata: {json}\n\n", event.seq)),
        Err(_) => place(event.seq),
    }
}

/// Tells a stream's place without telling anything else.
pub(super) fn place(seq: i64) -> Bytes {
    Bytes::from(format!("event: seq\nid: {seq}\ndata: {seq}\n\n"))
}

#[cfg(test)]
mod tests;
