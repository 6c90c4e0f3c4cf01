//! A folder per place a person can be, and the table of pages.

mod account;
mod admin;
mod board;
mod events;
mod follow;
mod home;
mod labs;
mod lazy;
mod legal;
mod my;
mod not_found;
mod programme;
mod staff;
pub(crate) mod staff_frame;
mod visit;
mod work;

use leptos::prelude::*;
use leptos_router::{
    Lazy, SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    browser,
    components::effect,
    i18n::Lang,
    live::{LiveRegion, provide_live},
    site,
};

/// Everything inside `<main>`; the server draws what stands around it.
#[component]
pub fn App() -> impl IntoView {
    // The server knows the language from the request; the browser from the server's page.
    if use_context::<Lang>().is_none() {
        provide_context(
            browser::page_language().as_deref().and_then(Lang::from_tag).unwrap_or_default(),
        );
    }
    site::provide_site();
    provide_live();
    let loading = RwSignal::new(false);
    // Public pages are complete before the first byte leaves: right status, right title.
    view! {
        <Router set_is_routing=loading>
            <div class="progress" class:progress-shown=move || loading.get() aria-hidden="true"></div>
            <Place />
            <Routes fallback=|| view! { <not_found::NotFound /> }>
                <Route path=path!("/") view={Lazy::<visit::HomeRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/ideas") view=board::BoardPage ssr=SsrMode::Async />
                <Route path=path!("/ideas/new") view={Lazy::<board::write::NewIdeaRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/ideas/:id") view={Lazy::<board::one::IdeaRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/my/:token") view={Lazy::<board::write::MyRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/follow/:token") view={Lazy::<follow::FollowRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/programme") view={Lazy::<programme::ProgrammeRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/events/:id") view={Lazy::<programme::EventRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/labs") view={Lazy::<visit::LabsRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/labs/:slug") view={Lazy::<visit::LabRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/privacy") view={Lazy::<legal::PrivacyRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/imprint") view={Lazy::<legal::ImprintRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/accessibility") view={Lazy::<legal::AccessibilityRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/ideas") view={Lazy::<work::StaffIdeasRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/ideas/:id") view={Lazy::<work::StaffIdeaRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/departments") view={Lazy::<work::DepartmentsRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/departments/:slug") view={Lazy::<work::DepartmentRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/answers") view={Lazy::<work::AnswersRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/events") view={Lazy::<events::EventsRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/events/:id") view={Lazy::<events::EventRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/events/:id/:part") view={Lazy::<events::EventPartRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff") view={Lazy::<account::SignInRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/second") view={Lazy::<account::SecondRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/invite/:token") view={Lazy::<account::InviteRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/account") view={Lazy::<account::AccountRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/people") view={Lazy::<account::PeopleRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/audit") view={Lazy::<admin::AuditRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/numbers") view={Lazy::<admin::NumbersRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/settings") view={Lazy::<admin::SettingsRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/settings/:section") view={Lazy::<admin::SectionRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/settings/:section/:id") view={Lazy::<admin::ItemRoute>::new()} ssr=SsrMode::Async />
                <Route path=path!("/staff/queue") view={Lazy::<staff::QueueRoute>::new()} ssr=SsrMode::Async />
            </Routes>
            <LiveRegion />
        </Router>
    }
}

/// Keeps the links around the page right while the reader moves about.
#[component]
fn Place() -> impl IntoView {
    let location = leptos_router::hooks::use_location();
    let lang = crate::i18n::lang();
    effect(browser::watch_steps);
    effect(move || {
        browser::mark_place(&location.pathname.get(), &location.search.get(), lang.other())
    });
}
