//! What stands around every page: the head, the bar under the thumb, the foot.

use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_location, use_query_map},
};

use super::Icon;
use crate::i18n::{self, common, t};

/// The head: the name, the way around, the other language.
#[component]
pub(crate) fn Header() -> impl IntoView {
    view! {
        <a class="skip" href="#content">{t(common::SKIP)}</a>
        <header class="site-head">
            <A href="/" attr:class="brand">
                <svg class="brand-mark" aria-hidden="true" width="34" height="34">
                    <use_ href="/icons.svg#brand"></use_>
                </svg>
                "Stadtlabor"
            </A>
            <nav class="site-nav" aria-label=t(common::NAV)>
                <A href="/ideas">{t(common::IDEAS)}</A>
                <A href="/labs">{t(common::LABS)}</A>
            </nav>
            <LanguageSwitch />
            <A href="/ideas/new" attr:class="button button-main head-action">
                <Icon name="plus" />
                {t(common::NEW_IDEA)}
            </A>
        </header>
    }
}

/// A link to this page in the other language. A plain link: the page is loaded anew.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let other = i18n::lang().other();
    let path = use_location().pathname;
    let query = use_query_map();
    let href = move || {
        let mut query = query.get();
        query.replace("lang", other.tag().to_owned());
        format!("{}{}", path.get(), query.to_query_string())
    };
    view! {
        <a class="language" href=href lang=other.tag() hreflang=other.tag() rel="external">
            {t(common::OTHER_LANGUAGE)}
        </a>
    }
}

/// The bar at the foot of a phone's screen, the main action in the middle.
#[component]
pub(crate) fn TabBar() -> impl IntoView {
    view! {
        <nav class="tab-bar" aria-label=t(common::NAV)>
            <A href="/ideas" exact=true attr:class="tab">
                <Icon name="board" />
                {t(common::IDEAS)}
            </A>
            <A href="/ideas/new" attr:class="tab tab-main">
                <Icon name="plus" />
                {t(common::NEW_IDEA)}
            </A>
            <A href="/labs" attr:class="tab">
                <Icon name="lab" />
                {t(common::LABS)}
            </A>
        </nav>
    }
}

/// The foot: what the law asks for, and the ways out.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    view! {
        <footer class="site-foot">
            <nav aria-label=t(common::NAV_FOOTER)>
                <ul>
                    <li><A href="/privacy">{t(common::PRIVACY)}</A></li>
                    <li><A href="/imprint">{t(common::IMPRINT)}</A></li>
                    <li><A href="/accessibility">{t(common::ACCESSIBILITY)}</A></li>
                    <li><a href="/ideas.atom" rel="external">{t(common::FEED)}</a></li>
                    <li><a href="/staff" rel="external">{t(common::TEAM)}</a></li>
                </ul>
            </nav>
        </footer>
    }
}
