//! What stands around every page of the staff: who is here, the ways between their pages, and
//! the way out. Shared by the chunks of the staff.

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlElement};
use leptos_router::components::A;

use crate::{
    api::{self, ApiError, Me},
    components::{Icon, ProblemNotice, effect, handler, piece, problem_of},
    domain::Role,
    i18n::{Text, staff, t},
    site,
};

/// A way to a page: its address, its name, and who takes it.
type Way = (&'static str, Text, fn(Role) -> bool);

/// The ways between the pages of the staff.
const WAYS: [Way; 10] = [
    ("/staff/queue", staff::QUEUE, Role::may_moderate),
    ("/staff/ideas", staff::ALL_IDEAS, |_| true),
    ("/staff/events", staff::EVENTS, Role::may_moderate),
    ("/staff/departments", staff::DEPARTMENTS, |_| true),
    ("/staff/answers", staff::ANSWERS, |_| true),
    ("/staff/numbers", staff::NUMBERS, Role::may_moderate),
    ("/staff/audit", staff::AUDIT, |role| role == Role::Admin),
    ("/staff/people", staff::PEOPLE, |role| role == Role::Admin),
    ("/staff/settings", staff::SETTINGS, |role| role == Role::Admin),
    ("/staff/account", staff::ACCOUNT, |_| true),
];

/// Loads another page of this site anew: cookies have changed.
pub(crate) fn go_to(path: &str) -> bool {
    window().location().assign(path).is_ok()
}

/// A button that signs out, here or everywhere. A plain form before the page is alive.
#[component]
pub(crate) fn SignOut(
    /// Whether every device is signed out.
    everywhere: bool,
    /// What the button says.
    label: Text,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let leave = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(false);
        spawn_local(async move {
            // Whoever is no longer signed in is where they wanted to be.
            let out = match api::sign_out(everywhere).await {
                Ok(()) => true,
                Err(error) => error.status() == Some(401),
            };
            if !(out && go_to("/staff")) {
                failed.try_set(true);
            }
            busy.try_set(false);
        });
    };
    let sorry = t(staff::SIGN_OUT_FAILED);
    view! {
        <form class="sign-out" method="post" action="/api/staff/session/end" on:submit=handler(leave)>
            <input type="hidden" name="everywhere" value=if everywhere { "1" } else { "0" } />
            <button class="button button-quiet" aria-busy=move || busy.get().then_some("true")>{t(label)}</button>
            <span role="alert">{move || failed.get().then_some(sorry)}</span>
        </form>
    }
}

/// A page of the staff: on top who is here and the ways, below what the page shows.
#[component]
pub(crate) fn StaffFrame(
    /// Who is signed in.
    me: Me,
    /// What the page shows.
    children: Children,
) -> AnyView {
    let ways = WAYS.into_iter().filter(|(.., takes)| takes(me.role)).map(|(href, name, _)| {
        // The programme has a sheet of its own, which comes with its document.
        let rel = (href == "/staff/events").then_some("external");
        piece(view! { <li><A href=href attr:rel=rel>{t(name)}</A></li> })
    });
    let strip = NodeRef::<leptos::html::Nav>::new();
    // The strip begins where the reader is, not where it begins.
    effect(move || {
        let Some(strip) = strip.get() else { return };
        let here = strip.query_selector("[aria-current]").ok().flatten();
        if let Some(here) = here.and_then(|here| here.dyn_into::<HtmlElement>().ok()) {
            strip.set_scroll_left(here.offset_left() - 40);
        }
    });
    piece(view! {
        <div class="staff-page">
            <div class="staff-bar" role="group" aria-label=t(staff::ACCOUNT)>
                <p class="staff-me">
                    <Icon name="user" />
                    <strong dir="auto">{me.name}</strong>
                    <span>{t(staff::role(me.role))}</span>
                </p>
                <A href="/ideas" attr:class="staff-board">{t(staff::TO_BOARD)}</A>
                <SignOut everywhere=false label=staff::SIGN_OUT />
            </div>
            <nav node_ref=strip class="staff-ways-nav" aria-label=t(staff::WAYS)>
                <ul>{ways.collect_view()}</ul>
            </nav>
            {children()}
        </div>
    })
}

/// Why a page of the staff is not shown, and what to do: to sign in, and then to come back.
#[component]
pub(crate) fn StaffClosed(
    /// What the page is called.
    title: Text,
    /// Why.
    error: ApiError,
    /// The page's address.
    #[prop(into)]
    back: String,
) -> AnyView {
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    let said = if problem.status == 401 {
        let href = format!("/staff?back={}", api::encode(&back));
        piece(view! {
            <p>{t(staff::LOCKED)}</p>
            <p>
                <a href=href class="button button-main" rel="external">{t(staff::SIGN_IN)}</a>
            </p>
        })
    } else {
        piece(view! { <ProblemNotice problem=problem /> })
    };
    piece(view! {
        <div class="staff-entrance">
            <h1>{t(title)}</h1>
            {said}
        </div>
    })
}
