//! The slip for the door: what, when, where, who, and the code. Alone on the printed page.

use leptos::prelude::*;

use super::current::Current;
use crate::{
    api::{MyRegistration, encode},
    browser,
    components::{Icon, handler, piece},
    domain::{Date, RegistrationState, registration_input},
    held::memo,
    i18n::{
        self,
        programme::{event as event_texts, registration as texts},
        t, visit,
    },
    site,
};

/// The names of those who come, as far as they were asked for and are not erased.
pub(super) fn names(my: &MyRegistration) -> Vec<String> {
    let answer = |key: &str, person| {
        let input = registration_input(key, person);
        my.answers.iter().find(|answer| answer.input == input).map(|answer| answer.value.as_str())
    };
    let name = |person| {
        let parts = [answer("first_name", person), answer("last_name", person)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    (0..my.people).map(name).filter(|name| !name.is_empty()).collect()
}

/// The slip.
#[component]
pub(super) fn Ticket(
    /// The sign-up.
    current: Current,
) -> AnyView {
    let my = memo(move || current.my.get());
    (move || slip(current, my.get())).into_any()
}

fn slip(current: Current, my: MyRegistration) -> AnyView {
    let lang = current.lang;
    let token = current.token.get_value();
    let calendar = format!("/api/registrations/{}/calendar.ics", encode(&token));
    let open = my.status.is_open();
    let names = names(&my);
    let dates = my.dates.iter().map(|date| {
        let today = Date::of(site::now().get_untracked());
        let text = i18n::period(lang, date.starts_at, date.ends_at, today);
        piece(view! { <li><time datetime=date.starts_at.to_string()>{text}</time></li> })
    });
    let dates: Vec<AnyView> = dates.collect();
    let address = my.address.clone().map(|address| {
        let map = format!("https://www.openstreetmap.org/search?query={}", encode(&address));
        piece(view! {
            <dt><Icon name="pin" /> {t(event_texts::WHERE)}</dt>
            <dd>
                <address>{address}</address>
                <a href=map class="no-print" rel="external noopener noreferrer">{t(visit::MAP)} <Icon name="external" /></a>
            </dd>
        })
    });
    let online = my.online_url.clone().map(|url| {
        let href = url.clone();
        piece(view! {
            <dt><Icon name="globe" /> {t(texts::ONLINE)}</dt>
            <dd><a href=href rel="external noopener noreferrer">{url}</a></dd>
        })
    });
    let who = (open && !names.is_empty()).then(|| {
        let names = names.into_iter().map(|name| piece(view! { <li>{name}</li> }));
        let names: Vec<AnyView> = names.collect();
        piece(view! {
            <dt><Icon name="people" /> {t(texts::WHO)}</dt>
            <dd><ul class="event-dates">{names}</ul></dd>
        })
    });
    let seated = my.status == RegistrationState::Confirmed;
    let qr = format!("/api/registrations/{}/qr.svg", encode(&token));
    let code = my.code.clone();
    let code = seated.then(|| {
        piece(view! {
            <figure class="ticket-code">
                <img class="qr" src=qr alt=t(texts::QR_ALT) width="232" height="232" />
                <figcaption>{t(texts::CODE)} " " <strong>{code}</strong></figcaption>
            </figure>
        })
    });
    let print = move |_: leptos::ev::MouseEvent| browser::print();
    let link = site::absolute(&super::path(&token));
    piece(view! {
        <section class="ticket" aria-labelledby="ticket-title">
            {seated.then(|| piece(view! { <p class="ticket-kind">{t(texts::TICKET)}</p> }))}
            <h2 id="ticket-title">{my.title.clone()}</h2>
            <div class="ticket-body">
                <dl class="reach">
                    <dt><Icon name="calendar" /> {t(event_texts::WHEN)}</dt>
                    <dd><ul class="event-dates">{dates}</ul></dd>
                    {address}
                    {online}
                    {who}
                </dl>
                {code}
            </div>
            <p class="print-only">{t(texts::SLIP_LINK)} <br /> {link}</p>
            <div class="my-key-actions no-print">
                <a href=calendar rel="external" class="button" class:gone=!open>
                    <Icon name="calendar" />
                    {t(event_texts::CALENDAR)}
                </a>
                {seated.then(|| piece(view! {
                    <button type="button" class="button needs-script" on:click=handler(print)>
                        <Icon name="print" />
                        {t(texts::PRINT)}
                    </button>
                }))}
                <a href=format!("/events/{}", my.event) class="button">{t(texts::TO_EVENT)}</a>
            </div>
        </section>
    })
}

#[cfg(test)]
mod tests {
    use super::{super::current::tests::waiting, *};
    use crate::api::GivenAnswer;

    #[test]
    fn names_of_those_who_come() {
        let answer =
            |input: &str, value: &str| GivenAnswer { input: input.into(), value: value.into() };
        let my = MyRegistration {
            people: 3,
            answers: vec![
                answer("first_name", "Ada"),
                answer("last_name", "B"),
                answer("last_name_3", "C"),
                answer("first_name_4", "too many"),
            ],
            ..waiting()
        };
        assert_eq!(names(&my), ["Ada B", "C"]);
        assert!(names(&waiting()).is_empty());
    }
}
