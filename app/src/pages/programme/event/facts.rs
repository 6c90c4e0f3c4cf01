//! When, where, with whom and for whom: an event at a glance, and what one can do with it.

use leptos::prelude::*;

use super::Changing;
use crate::{
    api::{Catalog, Event, SeriesEvent, encode},
    components::{Icon, Share, piece, topic_of},
    domain::{Date, SignUp},
    i18n::{
        self,
        programme::{self, event as texts},
        t, visit,
    },
    site,
};

/// The facts of an event.
#[component]
pub(super) fn Facts(
    /// The event.
    event: Event,
    /// What changes.
    changing: Changing,
    /// Names of topics and projects.
    catalog: StoredValue<Catalog>,
) -> AnyView {
    piece(view! {
        <aside class="idea-side event-facts" aria-label=t(texts::FACTS)>
            <dl class="reach">
                {when(&event)}
                {place(&event)}
                {words(&event)}
                {taken(changing)}
                {access(&event)}
                {tags(&event, catalog)}
            </dl>
            {series(&event.series)}
        </aside>
    })
}

/// What one can do with an event: sign up, put it into one's calendar, share it.
#[component]
pub(super) fn Actions(
    /// The event.
    event: Event,
    /// What changes.
    changing: Changing,
) -> AnyView {
    let id = event.card.id;
    let open = move || changing.seats.with(|seats| seats.sign_up.takes());
    let calendar = format!("/api/events/{id}/calendar.ics");
    piece(view! {
        <div class="idea-actions event-actions">
            <a href="#sign-up" rel="external" class="button button-main" class:gone=move || !open()>{t(texts::TO_SIGN_UP)}</a>
            <a href=calendar rel="external" class="button">
                <Icon name="calendar" />
                {t(texts::CALENDAR)}
            </a>
            <Share path=format!("/events/{id}") title=event.card.title alt=texts::QR_ALT />
        </div>
    })
}

/// A fact: what it is about, and what it says.
fn fact(icon: &'static str, name: &'static str, what: AnyView) -> AnyView {
    piece(view! {
        <dt><Icon name=icon />{name}</dt>
        <dd>{what}</dd>
    })
}

/// A fact in words, where it is known.
fn worded(icon: &'static str, name: &'static str, what: &Option<String>) -> Option<AnyView> {
    let words = what.clone()?;
    Some(fact(icon, name, piece(view! { <span>{words}</span> })))
}

/// All its dates.
fn when(event: &Event) -> AnyView {
    let lang = i18n::lang();
    let today = Date::of(site::now().get_untracked());
    let over = site::now().get_untracked();
    let dates = event.dates.iter().map(|date| {
        let text = i18n::period(lang, date.starts_at, date.ends_at, today);
        let past = date.ends_at <= over && event.dates.len() > 1;
        piece(view! {
            <li class:muted=past><time datetime=date.starts_at.to_string()>{text}</time></li>
        })
    });
    let dates: Vec<AnyView> = dates.collect();
    let together = (event.dates.len() > 1 && event.card.sign_up != SignUp::None)
        .then(|| piece(view! { <p class="muted">{t(texts::DATES_TOGETHER)}</p> }));
    let what = piece(view! {
        <ul class="event-dates">{dates}</ul>
        {together}
    });
    fact("calendar", t(texts::WHEN), what)
}

/// Where it is, and from where one can take part besides.
fn place(event: &Event) -> Option<AnyView> {
    let card = &event.card;
    let lab =
        event.lab_name.clone().zip(card.lab.as_deref()).map(|(name, slug)| {
            piece(view! { <a href=format!("/labs/{}", encode(slug))>{name}</a> })
        });
    // The lab's own room, or somewhere else.
    let elsewhere = card.place.clone();
    let address = event.address.clone().filter(|address| Some(address) != elsewhere.as_ref());
    // The lab's name stands above already.
    let name = event.lab_name.as_deref().unwrap_or_default();
    let address = address.map(|address| match address.strip_prefix(name) {
        Some(rest) if rest.starts_with(',') => rest.trim_start_matches([',', ' ']).to_owned(),
        _ => address,
    });
    let on_map = event.address.clone().or(elsewhere.clone());
    let map = on_map.map(|address| {
        // A plain link: nothing is loaded from there unless somebody follows it.
        let map = format!("https://www.openstreetmap.org/search?query={}", encode(&address));
        piece(view! {
            <a href=map rel="external noopener noreferrer">{t(visit::MAP)} <Icon name="external" /></a>
        })
    });
    let room = (lab.is_some() || map.is_some()).then(|| {
        let what = piece(view! {
            {elsewhere.map(|place| piece(view! { <span class="event-place">{place}</span> }))}
            {lab}
            {address.map(|address| piece(view! { <address>{address}</address> }))}
            {map}
        });
        fact("pin", t(texts::WHERE), what)
    });
    let link = event.online_url.clone();
    let online = card.online.then(|| {
        let what = match link {
            Some(url) => piece(view! {
                <a href=url rel="external noopener noreferrer">{t(texts::ONLINE_OPEN)} <Icon name="external" /></a>
            }),
            None => piece(view! { <span>{t(texts::ONLINE)}</span> }),
        };
        fact("globe", t(programme::list::ONLINE), what)
    });
    (room.is_some() || online.is_some()).then(|| piece(view! { {room} {online} }))
}

/// With whom, for whom, in which language, and what it costs.
fn words(event: &Event) -> AnyView {
    let free = piece(view! { <span>{t(texts::FREE)}</span> });
    piece(view! {
        {worded("user", t(texts::HOSTS), &event.hosts)}
        {worded("people", t(texts::AUDIENCE), &event.audience)}
        {worded("comment", t(texts::LANGUAGE), &event.language)}
        {fact("heart", t(texts::PRICE), free)}
    })
}

/// How many seats are taken; live.
fn taken(changing: Changing) -> Option<AnyView> {
    let lang = i18n::lang();
    let words = move || changing.seats.with(|seats| texts::taken(lang, seats.seats));
    untrack(words)?;
    let what = piece(view! { <span>{words}</span> });
    Some(fact("ticket", t(texts::SEATS), what))
}

/// What makes it accessible, in icons and words.
fn access(event: &Event) -> Option<AnyView> {
    let items = event.card.access.iter().map(|access| {
        piece(view! {
            <li>
                <Icon name=crate::components::access_icon(*access) />
                {t(programme::access(*access))}
            </li>
        })
    });
    let items: Vec<AnyView> = items.collect();
    (!items.is_empty()).then(|| {
        let what = piece(view! { <ul class="event-access">{items}</ul> });
        fact("check", t(texts::ACCESS), what)
    })
}

/// Topics and projects.
fn tags(event: &Event, catalog: StoredValue<Catalog>) -> AnyView {
    let lang = i18n::lang();
    let topics = event.card.topics.iter().map(|slug| {
        let (name, icon, colour) = catalog.with_value(|c| topic_of(c, slug));
        piece(view! {
            <li>
                <a href=format!("/programme?topic={}", encode(slug)) class="chip" data-colour=colour>
                    <Icon name=icon />
                    {name}
                </a>
            </li>
        })
    });
    let topics: Vec<AnyView> = topics.collect();
    let topics = (!topics.is_empty()).then(|| {
        let what = piece(view! { <ul class="event-topics">{topics}</ul> });
        fact("idea", t(texts::TOPICS), what)
    });
    let projects = event.projects.iter().filter_map(|slug| {
        let name = catalog.with_value(|c| {
            let project = c.projects.iter().find(|project| project.slug == *slug)?;
            Some(lang.pick(project.name_de.clone(), project.name_en.clone()))
        })?;
        let href = format!("/ideas?project={}", encode(slug));
        Some(piece(view! { <li><a href=href>{name}</a></li> }))
    });
    let projects: Vec<AnyView> = projects.collect();
    let projects = (!projects.is_empty()).then(|| {
        let what = piece(view! { <ul class="event-dates">{projects}</ul> });
        fact("flag", t(texts::PROJECTS), what)
    });
    piece(view! { {topics} {projects} })
}

/// Others of the same series.
fn series(others: &[SeriesEvent]) -> Option<AnyView> {
    let lang = i18n::lang();
    let today = Date::of(site::now().get_untracked());
    let links = others.iter().map(|other| {
        let text = i18n::moment(lang, other.starts_at, today);
        let how = programme::sign_up(lang, other.sign_up, None, 0);
        piece(view! {
            <li>
                <a href=format!("/events/{}", other.id)>{text}</a>
                " "
                <span class="muted">{how}</span>
            </li>
        })
    });
    let links: Vec<AnyView> = links.collect();
    (!links.is_empty()).then(|| {
        piece(view! {
            <section aria-labelledby="series">
                <h2 id="series">{t(texts::SERIES)}</h2>
                <p class="muted">{t(texts::SERIES_TEXT)}</p>
                <ul class="event-dates">{links}</ul>
            </section>
        })
    })
}
