//! Cancelling in one tap, and the way back.

use leptos::{ev, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    current::{Act, Current},
    stand::Tap,
};
use crate::{
    api::{self, MyRegistration},
    browser,
    components::{Icon, effect, handler, piece},
    domain::{Date, EventState, RegistrationState},
    held::memo,
    i18n::{programme::registration as texts, t},
    pages::programme::sign_up::{of_answers, remember},
    site,
};

/// Cancels, or leads back to the event.
#[component]
pub(super) fn Leave(
    /// The sign-up.
    current: Current,
) -> AnyView {
    let status = memo(move || current.my.with(|my| my.status));
    let editable = memo(move || current.my.with(|my| my.editable));
    let on = memo(move || current.my.with(|my| my.event_state == EventState::Published));
    let body = move || match status.get() {
        RegistrationState::Cancelled if on.get() => piece(view! { <Back current=current /> }),
        // An offer is declined above.
        RegistrationState::Cancelled | RegistrationState::Offered => ().into_any(),
        _ if !editable.get() => ().into_any(),
        RegistrationState::Waitlisted => piece(view! {
            <section class="my-leave">
                <p>{t(texts::LEAVE_TEXT)}</p>
                <Tap current=current act=Act::Cancel label=texts::LEAVE icon="close" class="button button-danger" />
            </section>
        }),
        RegistrationState::Confirmed => piece(view! {
            <section class="my-leave">
                <p>{t(texts::CANCEL_TEXT)}</p>
                <Tap current=current act=Act::Cancel label=texts::CANCEL icon="close" class="button button-danger" />
            </section>
        }),
    };
    body.into_any()
}

/// The way back: as long as there is room, in one tap with the same answers.
#[component]
fn Back(current: Current) -> AnyView {
    let event = current.my.with_untracked(|my| my.event);
    let room = RwSignal::new(false);
    effect(move || {
        let Some(before) = current.before.get() else { return };
        spawn_local(async move {
            if let Ok(event) = api::event(before.event).await {
                let card = event.card;
                room.try_set(card.sign_up.takes() && card.seats.fits(before.people));
            }
        });
    });
    let busy = RwSignal::new(false);
    // One key for all tries: however often it is tapped, it is one sign-up.
    let key = StoredValue::new(browser::random_key());
    let navigate = use_navigate();
    let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
    let undo = move |_: ev::MouseEvent| {
        let before = current.before.get_untracked().filter(|_| !busy.get_untracked());
        let Some(before) = before else { return };
        busy.set(true);
        spawn_local(async move {
            match again(current, &before, &key.get_value()).await {
                Ok(path) => go.run(path),
                Err(error) => {
                    busy.try_set(false);
                    current.failed(error);
                }
            }
        });
    };
    let label = move || t(if busy.get() { texts::UNDOING } else { texts::UNDO });
    piece(view! {
        <section class="my-leave">
            <p>{t(texts::CANCELLED_TEXT)}</p>
            <p class="my-ways">
                <button type="button" class="button button-main" class:gone=move || !room.get()
                    aria-busy=move || busy.get().then_some("true") on:click=handler(undo)>
                    <Icon name="undo" />
                    {label}
                </button>
                <a href=format!("/events/{event}#sign-up") class="button">{t(texts::AGAIN)}</a>
            </p>
        </section>
    })
}

/// Signs up once more with what was answered; the path of the new private page.
async fn again(current: Current, before: &MyRegistration, key: &str) -> api::ApiResult<String> {
    let today = Date::of(site::now().get_untracked());
    let answers = of_answers(&before.answers, &before.fields, before.people, today, current.lang);
    let made = api::register(before.event, &answers, key).await?;
    remember(&made.manage_url);
    Ok(format!("{}?new=1", made.manage_url))
}
