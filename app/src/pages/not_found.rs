//! A page that does not exist, with the ways on.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{Icon, PageHead},
    i18n::{board, common, t, visit},
    site,
};

/// Says so with status 404, and where to go instead.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    site::set_status(404);
    view! {
        <PageHead title=t(common::NOT_FOUND_TITLE) description=t(common::NOT_FOUND_TEXT) path="/" private=true />
        <div class="lost">
            <img src="/art/lost.svg" width="216" height="150" alt=t(visit::LOST_PICTURE) />
            <h1>{t(common::NOT_FOUND_TITLE)}</h1>
            <p>{t(common::NOT_FOUND_TEXT)}</p>
            <p class="lost-ways">
                <A href="/ideas" attr:class="button button-main">
                    <Icon name="board" />
                    {t(visit::ALL_IDEAS)}
                </A>
                <A href="/" attr:class="button">
                    <Icon name="house" />
                    {t(visit::LOST_HOME)}
                </A>
            </p>
            <form class="lost-search" method="get" action="/ideas" role="search">
                <label for="lost-q">{t(visit::LOST_SEARCH)}</label>
                <div class="lost-field">
                    <input id="lost-q" type="search" name="q" maxlength="200" enterkeyhint="search" />
                    <button class="button">
                        <Icon name="search" />
                        {t(board::SEARCH_GO)}
                    </button>
                </div>
            </form>
        </div>
    }
}
