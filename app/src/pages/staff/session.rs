//! Who is signed in, and the ways out.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

use super::dom;
use crate::{
    api::{self, Me},
    components::Icon,
    i18n::{Text, staff, t},
};

/// A button that signs out, here or everywhere. A plain form before the page is alive.
#[component]
pub(super) fn SignOut(
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
            if !(out && dom::go_to("/staff")) {
                failed.try_set(true);
            }
            busy.try_set(false);
        });
    };
    let sorry = t(staff::SIGN_OUT_FAILED);
    view! {
        <form class="sign-out" method="post" action="/api/staff/session/end" on:submit=leave>
            <input type="hidden" name="everywhere" value=if everywhere { "1" } else { "0" } />
            <button class="button button-quiet" aria-busy=move || busy.get().then_some("true")>{t(label)}</button>
            <span role="alert">{move || failed.get().then_some(sorry)}</span>
        </form>
    }
}

/// The bar on top of the staff pages: who is here, the board, the way out.
#[component]
pub(super) fn StaffBar(
    /// Who is signed in.
    me: Me,
) -> impl IntoView {
    view! {
        <div class="staff-bar" role="group" aria-label=t(staff::ACCOUNT)>
            <p class="staff-me">
                <Icon name="user" />
                <strong dir="auto">{me.name}</strong>
                <span>{t(staff::role(me.role))}</span>
            </p>
            <A href="/ideas" attr:class="staff-board">{t(staff::TO_BOARD)}</A>
            <SignOut everywhere=false label=staff::SIGN_OUT />
        </div>
    }
}
