//! What stands around every page: the head, the bar under the thumb, the foot.
//!
//! Nothing in it is alive, so it is rendered by the server only and is not in the download;
//! [`crate::browser::mark_place`] keeps its links right while the reader moves about.

use leptos::prelude::*;

use super::Icon;
use crate::{
    i18n::{self, common, t},
    site,
};

/// A link of the navigation, marked where the reader is there.
#[component]
fn NavLink(
    /// Where it leads.
    href: &'static str,
    /// Where the reader is.
    path: StoredValue<String>,
    /// How it looks.
    class: &'static str,
    /// What it is called, where it shows less.
    #[prop(optional)]
    label: Option<&'static str>,
    /// What it shows.
    children: Children,
) -> impl IntoView {
    let here = path.with_value(|path| site::leads_here(href, path));
    view! { <a href=href class=class aria-label=label aria-current=here.then_some("page")>{children()}</a> }
}

/// The head: the name, the way around, the other language.
#[component]
pub(crate) fn Header(
    /// Where the reader is.
    path: StoredValue<String>,
) -> impl IntoView {
    let other = i18n::lang().other();
    view! {
        <a class="skip" href="#content" rel="external">{t(common::SKIP)}</a>
        <header class="site-head">
            <NavLink href="/" path=path class="brand">
                <svg class="brand-mark" aria-hidden="true" width="34" height="34">
                    <use_ href="/icons.svg#brand"></use_>
                </svg>
                "Stadtlabor"
            </NavLink>
            <nav class="site-nav" aria-label=t(common::NAV)>
                <NavLink href="/ideas" path=path class="">{t(common::IDEAS)}</NavLink>
                <NavLink href="/programme" path=path class="">{t(common::PROGRAMME)}</NavLink>
                <NavLink href="/labs" path=path class="">{t(common::LABS)}</NavLink>
            </nav>
            // Not by the router: the page is loaded anew.
            <a class="language" href=i18n::switch_href(&path.get_value(), &site_query(), other)
                lang=other.tag() hreflang=other.tag() rel="external">
                {t(common::OTHER_LANGUAGE)}
            </a>
            <NavLink href="/ideas/new" path=path class="button button-main head-action">
                <Icon name="plus" />
                {t(common::NEW_IDEA)}
            </NavLink>
        </header>
    }
}

/// The query of the page, without its question mark.
fn site_query() -> String {
    use_context::<site::PagePath>().map(|page| page.query).unwrap_or_default()
}

/// The bar at the foot of a phone's screen, the main action in the middle: in one word, for three
/// ways stand beside it.
#[component]
pub(crate) fn TabBar(
    /// Where the reader is.
    path: StoredValue<String>,
) -> impl IntoView {
    view! {
        <nav class="tab-bar" aria-label=t(common::NAV_SHORT)>
            <NavLink href="/ideas" path=path class="tab">
                <Icon name="board" />
                {t(common::IDEAS)}
            </NavLink>
            <NavLink href="/programme" path=path class="tab">
                <Icon name="calendar" />
                {t(common::PROGRAMME)}
            </NavLink>
            <NavLink href="/ideas/new" path=path class="tab tab-main" label=t(common::NEW_IDEA)>
                <Icon name="plus" />
                {t(common::NEW_IDEA_SHORT)}
            </NavLink>
            <NavLink href="/labs" path=path class="tab">
                <Icon name="lab" />
                {t(common::LABS)}
            </NavLink>
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
                    <li><a href="/privacy">{t(common::PRIVACY)}</a></li>
                    <li><a href="/imprint">{t(common::IMPRINT)}</a></li>
                    <li><a href="/accessibility">{t(common::ACCESSIBILITY)}</a></li>
                    <li><a href="/ideas.atom" rel="external">{t(common::FEED)}</a></li>
                    <li><a href="/staff" rel="external">{t(common::TEAM)}</a></li>
                </ul>
            </nav>
        </footer>
    }
}
