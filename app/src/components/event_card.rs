//! An event of the programme on a card.

use leptos::prelude::*;

use super::{Icon, Photo, lab_of, piece, topic_of};
use crate::{
    api::{self, Catalog, EventCard, EventQuery, EventSeats},
    domain::{Date, EventAccess, EventState, SignUp},
    i18n::{
        self,
        programme::{self, list},
        t,
    },
    site,
};

/// What the live stream would tell of the event on this card.
pub(crate) fn seats_of(card: &EventCard) -> EventSeats {
    EventSeats { id: card.id, state: card.state, seats: card.seats, sign_up: card.sign_up }
}

/// Names of the icons for what makes an event accessible.
pub(crate) fn access_icon(access: EventAccess) -> &'static str {
    match access {
        EventAccess::StepFree => "step-free",
        EventAccess::HearingLoop => "hearing",
        EventAccess::PlainLanguage => "plain",
        EventAccess::SignLanguage => "signs",
    }
}

/// The mark beside the words: its shape says how it stands, too.
fn mark(sign_up: SignUp) -> &'static str {
    match sign_up {
        SignUp::None | SignUp::Soon => "soon",
        SignUp::Open => "open",
        SignUp::Waitlist => "waitlist",
        SignUp::Full | SignUp::Closed | SignUp::Cancelled | SignUp::Over => "closed",
    }
}

/// How full an event is, in a word or two; live.
#[component]
pub(crate) fn SeatsWord(
    /// How full it is.
    seats: Signal<EventSeats>,
) -> AnyView {
    let lang = i18n::lang();
    let words = move || {
        seats.with(|s| programme::sign_up(lang, s.sign_up, s.seats.free(), s.seats.waiting))
    };
    piece(view! {
        <span class="status seats" data-sign-up=move || seats.with(|s| mark(s.sign_up))>{words}</span>
    })
}

/// A card: when and what, where, and how many seats there are.
#[component]
pub(crate) fn EventCardView(
    /// One date of an event.
    card: EventCard,
    /// How full it is; changes live.
    seats: Signal<EventSeats>,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
    /// Whether it tells the day: not where that stands above it.
    #[prop(optional)]
    dated: bool,
    /// Whether its picture is on the first screen.
    #[prop(optional)]
    eager: bool,
) -> AnyView {
    let lang = i18n::lang();
    let name = format!("event-{}-{}", card.id, card.date);
    let title_id = format!("{name}-title");
    let labelled = title_id.clone();
    let topic = card.topics.first().map_or("", String::as_str);
    let (topic, icon, colour) = catalog.with_value(|c| topic_of(c, topic));
    let today = Date::of(site::now().get_untracked());
    let day = dated.then(|| i18n::weekday_day(lang, Date::of(card.starts_at), today));
    let time = i18n::time_range(lang, card.starts_at, card.ends_at);
    let which = (card.dates > 1).then(|| list::date_of(lang, card.date, card.dates));
    let lab = card.lab.as_deref().map(|slug| catalog.with_value(|c| lab_of(c, slug)));
    let place = card.place.or(lab).filter(|place| !place.is_empty());
    let access = card.access.iter().map(|access| {
        piece(view! {
            <li>
                <Icon name=access_icon(*access) />
                <span class="visually-hidden">{t(programme::access(*access))}</span>
            </li>
        })
    });
    let access: Vec<AnyView> = access.collect();
    let off = move || seats.with(|s| s.state == EventState::Cancelled);
    piece(view! {
        <article class="card event-card" class:event-off=off data-colour=colour id=name aria-labelledby=labelled>
            <p class="card-tab">
                <Icon name=icon />
                {t(programme::kind(card.kind))}
            </p>
            {card.photo.map(|photo| piece(view! { <Photo photo=photo alt="" eager=eager /> }))}
            <div class="card-body">
                <p class="event-when">
                    <time datetime=card.starts_at.to_string()>
                        {day.map(|day| piece(view! { <span>{day}</span> " " }))}
                        <span class="event-time">{time}</span>
                    </time>
                    {which.map(|which| piece(view! { <span class="event-which">{which}</span> }))}
                </p>
                <h3 class="card-title" id=title_id>
                    <a href=format!("/events/{}", card.id)>{card.title}</a>
                </h3>
                <p class="card-excerpt">{card.excerpt}</p>
                <p class="card-meta">
                    {place.map(|place| piece(view! { <span>{place}</span> }))}
                    {card.online.then(|| piece(view! { <span>{t(list::ONLINE)}</span> }))}
                    {(!topic.is_empty()).then(|| piece(view! { <span>{topic}</span> }))}
                    {card.has_results.then(|| piece(view! { <span class="event-results">{t(list::HAS_RESULTS)}</span> }))}
                </p>
            </div>
            <div class="card-foot event-foot">
                <SeatsWord seats=seats />
                {(!access.is_empty()).then(|| piece(view! { <ul class="event-access" aria-label=t(programme::event::ACCESS)>{access}</ul> }))}
            </div>
        </article>
    })
}

/// How many events stand in a row.
const FEW: usize = 3;
/// How many dates are asked for, so that those of one series do not fill the row.
const DATES: u32 = 12;

/// The next events of a lab, or of all where the slug is empty, each with its next date; none
/// where they cannot be read.
pub(crate) async fn next_events(lab: String) -> Vec<EventCard> {
    let query = EventQuery { lab, limit: DATES, ..EventQuery::default() };
    let mut cards = api::events(&query).await.map(|page| page.items).unwrap_or_default();
    let mut known = Vec::new();
    cards.retain(|card| {
        let new = card.state == EventState::Published && !known.contains(&card.id);
        known.push(card.id);
        new
    });
    cards.truncate(FEW);
    cards
}

/// A few events on a page that is about something else, with their days.
#[component]
pub(crate) fn EventRow(
    /// The dates, in order.
    events: Vec<EventCard>,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
) -> AnyView {
    let cards = events.into_iter().map(|card| {
        let seats = Signal::stored(seats_of(&card));
        piece(view! {
            <li class="idea-row-item">
                <EventCardView card=card seats=seats catalog=catalog dated=true />
            </li>
        })
    });
    let cards: Vec<AnyView> = cards.collect();
    piece(view! { <ul class="idea-row">{cards}</ul> })
}
