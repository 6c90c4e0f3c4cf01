//! The programme in one's own calendar, or as a feed.

use leptos::prelude::*;

use super::query::ProgrammeView;
use crate::{
    components::{Icon, piece},
    i18n::{programme::list, t},
    site,
};

/// The address that a calendar on this device opens to subscribe.
fn webcal(address: &str) -> String {
    match address.split_once("://") {
        Some((_, rest)) => format!("webcal://{rest}"),
        None => address.to_owned(),
    }
}

/// Ways to subscribe to what is chosen.
#[component]
pub(super) fn Subscribe(
    /// What is chosen.
    view: ProgrammeView,
) -> AnyView {
    let ics = view.feed("/programme.ics");
    let atom = view.feed("/programme.atom");
    let filtered = view.is_filtered();
    piece(view! {
        <details class="fold subscribe">
            <summary class="button">
                <Icon name="calendar" />
                {t(list::SUBSCRIBE)}
            </summary>
            <p>{t(list::SUBSCRIBE_TEXT)}</p>
            {filtered.then(|| piece(view! { <p class="muted">{t(list::SUBSCRIBE_FILTERED)}</p> }))}
            <ul class="subscribe-ways">
                <li>
                    <a href=webcal(&site::absolute(&ics)) rel="external" class="button button-main">{t(list::WEBCAL)}</a>
                </li>
                <li><a href=ics rel="external" class="button">{t(list::ICS)}</a></li>
                <li><a href=atom rel="external" class="button">{t(list::ATOM)}</a></li>
            </ul>
        </details>
    })
}

#[cfg(test)]
mod tests {
    use super::webcal;

    #[test]
    fn a_calendar_opens_its_own_kind_of_address() {
        let address = "https://lab.example.org/programme.ics?lab=soest";
        assert_eq!(webcal(address), "webcal://lab.example.org/programme.ics?lab=soest");
        assert_eq!(webcal("/programme.ics"), "/programme.ics");
    }
}
