//! What others read of an event: search engines, link previews.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::{
    api::Event,
    components::{JsonLd, PageHead},
    domain::{EventState, SignUp, Timestamp},
    i18n, site,
};

/// Title, description, preview and schema.org data of an event.
#[component]
pub(super) fn Head(
    /// The event.
    event: Event,
) -> AnyView {
    let path = format!("/events/{}", event.card.id);
    let image = event.card.photo.as_ref().map(|photo| photo.large_url());
    let data = structured(&event, &site::absolute(""));
    crate::components::piece(view! {
        <PageHead title=event.card.title description=event.card.excerpt path=path image=image.unwrap_or_default() />
        <link rel="stylesheet" href="/programme.css" />
        <JsonLd data=data />
    })
}

/// A moment in the lab's zone with its offset (ISO 8601): `2026-12-05T10:00:00+01:00`.
fn iso(at: Timestamp) -> String {
    let (local, utc) = (at.local(), at.utc());
    let offset = (i64::from(local.hour) - i64::from(utc.hour)).rem_euclid(24);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+{offset:02}:00",
        local.year, local.month, local.day, local.hour, local.minute, local.second
    )
}

/// An address in one line as schema.org `PostalAddress`: what stands before the postal code is the
/// street, what stands behind it the town.
fn postal(address: &str) -> Value {
    let mut parts = address.rsplitn(2, ',').map(str::trim);
    let (last, street) = (parts.next().unwrap_or_default(), parts.next());
    let town = last
        .split_once(' ')
        .filter(|(code, _)| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()));
    let mut data = json!({"@type": "PostalAddress", "addressCountry": "DE"});
    match (street, town) {
        (Some(street), Some((code, town))) => {
            data["streetAddress"] = json!(street);
            data["postalCode"] = json!(code);
            data["addressLocality"] = json!(town);
        }
        _ => data["streetAddress"] = json!(address),
    }
    data
}

/// The event as schema.org `Event`.
fn structured(event: &Event, base: &str) -> Value {
    let card = &event.card;
    let url = format!("{base}/events/{}", card.id);
    let starts = event.dates.first().map_or(card.starts_at, |date| date.starts_at);
    let ends = event.dates.last().map_or(card.ends_at, |date| date.ends_at);
    let status = match card.state {
        EventState::Cancelled => "EventCancelled",
        _ => "EventScheduled",
    };
    let place = card.place.clone().or(event.lab_name.clone());
    let place = place.or(event.address.clone());
    let mode = match (place.is_some(), card.online) {
        (true, true) => "MixedEventAttendanceMode",
        (false, true) => "OnlineEventAttendanceMode",
        _ => "OfflineEventAttendanceMode",
    };
    let mut locations = Vec::new();
    if let Some(name) = place {
        let address = event.address.clone().unwrap_or_else(|| name.clone());
        let address = postal(&address);
        locations.push(json!({"@type": "Place", "name": name, "address": address}));
    }
    if card.online {
        // The true address is for those who have signed up, where one signs up.
        let link = event.online_url.as_deref().unwrap_or(&url);
        locations.push(json!({"@type": "VirtualLocation", "url": link}));
    }
    let available = match card.sign_up {
        SignUp::Open | SignUp::None => "InStock",
        SignUp::Soon => "PreOrder",
        SignUp::Waitlist => "BackOrder",
        SignUp::Full => "SoldOut",
        SignUp::Closed | SignUp::Cancelled | SignUp::Over => "Discontinued",
    };
    let mut offer = json!({
        "@type": "Offer",
        "price": "0",
        "priceCurrency": "EUR",
        "availability": format!("https://schema.org/{available}"),
        "url": format!("{url}#sign-up"),
    });
    if let Some(opens) = event.opens_at {
        offer["validFrom"] = json!(iso(opens));
    }
    let lab = card.lab.as_ref().map(|slug| format!("{base}/labs/{slug}"));
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": card.title,
        "description": card.excerpt,
        "url": url,
        "startDate": iso(starts),
        "endDate": iso(ends),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": if locations.len() == 1 { locations.remove(0) } else { Value::Array(locations) },
        "organizer": {
            "@type": "Organization",
            "name": event.lab_name.as_deref().unwrap_or("Stadtlabor"),
            "url": lab.as_deref().unwrap_or(base),
        },
        "isAccessibleForFree": true,
        "offers": offer,
        // Drawn for every site, where the event has no picture of its own.
        "image": [match &card.photo {
            Some(photo) => format!("{base}{}", photo.large_url()),
            None => format!("{base}/icon-512.png"),
        }],
    });
    // What is not known is left out instead of being null.
    if let Some(language) = &event.language {
        data["inLanguage"] = json!(language_tag(language));
    }
    if let Some(audience) = &event.audience {
        data["audience"] = json!({"@type": "Audience", "audienceType": audience});
    }
    if let Some(hosts) = &event.hosts {
        data["performer"] = json!({"@type": "Organization", "name": hosts});
    }
    if let Some(capacity) = card.seats.capacity {
        data["maximumAttendeeCapacity"] = json!(capacity);
        data["remainingAttendeeCapacity"] = json!(card.seats.free());
    }
    if event.dates.len() > 1 {
        let date = |date: &crate::api::EventDate| {
            json!({
                "@type": "Event",
                "name": card.title,
                "startDate": iso(date.starts_at),
                "endDate": iso(date.ends_at),
                "eventStatus": data["eventStatus"],
                "location": data["location"],
            })
        };
        data["subEvent"] = event.dates.iter().map(date).collect();
    }
    data
}

/// The tag of a language that somebody named in words; the words themselves where we do not know.
fn language_tag(words: &str) -> String {
    let lower = words.to_lowercase();
    let german = lower.starts_with("deutsch") || lower.starts_with("german");
    let english = lower.starts_with("englisch") || lower.starts_with("english");
    match (german, english) {
        (true, _) => i18n::Lang::De.tag().to_owned(),
        (_, true) => i18n::Lang::En.tag().to_owned(),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api::{EventCard, EventDate, PhotoRef},
        domain::{Date, EventKind, SeatCount},
    };

    fn event() -> Event {
        let day = Date::from_iso("2026-03-28").unwrap();
        let date = |day: Date| EventDate { starts_at: day.at(600), ends_at: day.at(750) };
        let dates = vec![date(day), date(day.plus_days(1))];
        Event {
            card: EventCard {
                id: 7,
                kind: EventKind::Workshop,
                state: EventState::Published,
                title: "Löten".into(),
                excerpt: "Wir löten.".into(),
                lab: Some("soest".into()),
                place: None,
                online: true,
                starts_at: dates[0].starts_at,
                ends_at: dates[0].ends_at,
                date: 1,
                dates: 2,
                topics: Vec::new(),
                access: Vec::new(),
                seats: SeatCount { capacity: Some(12), taken: 5, waiting: 0 },
                sign_up: SignUp::Open,
                photo: Some(PhotoRef { key: "k".into(), width: 4, height: 3, alt: None }),
                has_results: false,
            },
            html: String::new(),
            address: Some("Marktplatz 1, 59494 Soest".into()),
            lab_name: Some("Stadtlabor Soest".into()),
            online_url: None,
            dates,
            projects: Vec::new(),
            hosts: None,
            language: Some("Deutsch und Englisch".into()),
            audience: None,
            opens_at: Some(Date::from_iso("2026-01-02").unwrap().at(0)),
            closes_at: None,
            waitlist: true,
            group_max: 4,
            offer_hours: 24,
            must_confirm: false,
            fields: Vec::new(),
            series: Vec::new(),
            files: Vec::new(),
            results_html: None,
            photos: Vec::new(),
            ideas: Vec::new(),
            cancelled_note: None,
            seq: 0,
        }
    }

    #[test]
    fn moments_bear_the_offset_of_their_season() {
        let data = structured(&event(), "https://x.example");
        assert_eq!(data["startDate"], "2026-03-28T10:00:00+01:00");
        assert_eq!(data["endDate"], "2026-03-29T12:30:00+02:00");
        assert_eq!(data["subEvent"][1]["startDate"], "2026-03-29T10:00:00+02:00");
        assert_eq!(data["offers"]["validFrom"], "2026-01-02T00:00:00+01:00");
        // An hour past midnight in the lab is yesterday in UTC.
        let early = Date::from_iso("2026-07-01").unwrap().at(30);
        assert_eq!(iso(early), "2026-07-01T00:30:00+02:00");
    }

    #[test]
    fn everything_that_search_engines_ask_for() {
        let data = structured(&event(), "https://x.example");
        for field in [
            "name",
            "startDate",
            "endDate",
            "eventStatus",
            "eventAttendanceMode",
            "location",
            "description",
            "image",
            "organizer",
            "offers",
            "inLanguage",
            "maximumAttendeeCapacity",
            "remainingAttendeeCapacity",
            "isAccessibleForFree",
        ] {
            assert!(!data[field].is_null(), "{field}");
        }
        assert_eq!(data["remainingAttendeeCapacity"], 7);
        assert_eq!(data["eventAttendanceMode"], "https://schema.org/MixedEventAttendanceMode");
        assert_eq!(data["location"][0]["address"]["postalCode"], "59494");
        assert_eq!(data["location"][1]["@type"], "VirtualLocation");
        let mut off = event();
        off.card.state = EventState::Cancelled;
        off.card.online = false;
        let data = structured(&off, "https://x.example");
        assert_eq!(data["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(data["location"]["@type"], "Place");
    }

    #[test]
    fn addresses_are_taken_apart_where_they_can_be() {
        let whole = postal("Haus 2, Marktplatz 1, 59494 Bad Soest");
        assert_eq!(whole["streetAddress"], "Haus 2, Marktplatz 1");
        assert_eq!(whole["addressLocality"], "Bad Soest");
        for other in ["Am Brunnen", "Marktplatz 1, Soest", "Marktplatz 1, 5949 Soest", "", ","] {
            assert_eq!(postal(other)["streetAddress"], other);
        }
    }
}
