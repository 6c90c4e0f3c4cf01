//! What two pages share.

mod ago;
mod card;
mod event_card;
mod field;
mod filter;
mod head;
mod icon;
mod idea_row;
mod json_ld;
#[cfg(feature = "ssr")]
mod layout;
mod notice;
mod once;
mod photo;
mod qr;
mod rendered;
mod share;
mod step;
pub(crate) mod support;

pub(crate) use ago::Ago;
pub(crate) use card::IdeaCardView;
pub(crate) use event_card::{
    EventCardView, EventRow, SeatsWord, access_icon, next_events, seats_of,
};
pub(crate) use field::{FieldGroup, FieldShell, field_ids, textarea_html};
pub(crate) use filter::{FilterSheet, Segment, carried, choice, segments, submitted, topic_chips};
pub(crate) use head::PageHead;
pub(crate) use icon::Icon;
pub(crate) use idea_row::{FewIdeas, IdeaRow, few_ideas, with_supports};
pub(crate) use json_ld::JsonLd;
#[cfg(feature = "ssr")]
pub(crate) use layout::{Footer, Header, TabBar};
pub(crate) use notice::{Busy, Notice, ProblemNotice, problem_of};
pub(crate) use once::{effect, handler};
pub(crate) use photo::Photo;
pub(crate) use qr::QrCode;
pub(crate) use rendered::rendered;
pub(crate) use share::Share;
pub(crate) use step::step;
pub(crate) use support::SupportButton;

use leptos::prelude::*;

use crate::{api, i18n};

/// Text as it may stand in HTML, in a quoted attribute too.
pub fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A piece of a page, whatever it is made of. Everything that is done with pieces then exists
/// once in the download, and not once for each kind of element.
pub(crate) fn piece<T: IntoAny>(view: View<T>) -> AnyView {
    view.into_inner().into_any()
}

/// Name of a topic in the page's language, its icon and its colour.
pub(crate) fn topic_of(catalog: &api::Catalog, slug: &str) -> (String, String, String) {
    catalog.topics.iter().find(|t| t.slug == slug).map_or_else(
        || (String::new(), "idea".to_owned(), "violet".to_owned()),
        |t| {
            (
                i18n::lang().pick(t.name_de.clone(), t.name_en.clone()),
                t.icon.clone(),
                t.colour.clone(),
            )
        },
    )
}

/// Name of a lab.
pub(crate) fn lab_of(catalog: &api::Catalog, slug: &str) -> String {
    catalog.labs.iter().find(|l| l.slug == slug).map_or_else(String::new, |l| l.name.clone())
}
