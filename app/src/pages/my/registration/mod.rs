//! The private page of somebody who signed up: how it stands, the slip for the door, and
//! everything that can be changed. All of it plain forms, too.

mod change;
mod current;
mod data;
mod feedback;
mod leave;
mod stand;
mod ticket;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::key::Key;
use crate::{
    api::MyRegistration,
    components::{Icon, Notice, PageHead, ProblemNotice, effect, piece},
    domain::{EventState, RegistrationState},
    forms::form_state,
    i18n::{Text, programme::registration as texts, t},
    pages::programme::sign_up::{self, FORM},
};
use current::Current;

/// The path of a private page.
fn path(token: &str) -> String {
    format!("/my/{token}")
}

/// Whether this tab knows that the link with this token leads to a sign-up.
pub(super) fn is_known(token: &str) -> bool {
    sign_up::is_remembered(&path(token))
}

/// What a plain post just did, as the address says it.
fn done(what: &str) -> Option<Text> {
    Some(match what {
        "save" => texts::DONE_SAVE,
        "cancel" => texts::DONE_CANCEL,
        "accept" => texts::DONE_ACCEPT,
        "decline" => texts::DONE_DECLINE,
        "confirm" => texts::DONE_CONFIRM,
        "erase" => texts::DONE_ERASE,
        "feedback" => texts::FEEDBACK_DONE,
        _ => return None,
    })
}

/// The words of thanks after signing up.
fn thanks(my: &MyRegistration) -> Option<Text> {
    match my.status {
        RegistrationState::Cancelled => None,
        _ if my.confirm_by.is_some() => Some(texts::THANKS_CONFIRM),
        RegistrationState::Waitlisted => Some(texts::THANKS_WAITING),
        _ => Some(texts::THANKS),
    }
}

/// The page.
#[component]
pub(super) fn RegistrationPage(
    /// The token of its link.
    token: String,
    /// The sign-up.
    my: MyRegistration,
) -> AnyView {
    let query = use_query_map().get_untracked();
    let is_new = query.get("new").is_some();
    let state = form_state(FORM);
    let current = Current::new(token.clone(), query.get("confirm").unwrap_or_default(), my);
    current.follow();
    current.done.set(query.get("done").as_deref().and_then(done));
    // What failed without a field is told at the top; the form tells the rest.
    current.problem.set(state.problem.clone().filter(|_| state.value("action") != "save"));
    effect({
        let token = token.clone();
        move || {
            sign_up::remember(&path(&token));
            if is_new {
                // After a plain post nobody else forgets what was typed.
                sign_up::forget(current.my.with_untracked(|my| my.event));
            }
        }
    });
    let thanks = if is_new { current.my.with_untracked(thanks) } else { None };
    let title = move || {
        let gone = current.my.with(|my| my.status == RegistrationState::Cancelled);
        t(thanks.filter(|_| !gone).unwrap_or(texts::TITLE))
    };
    let name = Signal::derive(move || current.my.with(|my| my.title.clone()));
    let key =
        move |token: String| piece(view! { <Key token=token title=name text=texts::KEY_TEXT /> });
    let first = thanks.is_some().then(|| key(token.clone()));
    let last = thanks.is_none().then(|| key(token));
    piece(view! {
        <PageHead title=t(texts::TITLE) description=t(texts::KEY_TEXT) path="/my" private=true />
        <link rel="stylesheet" href="/programme.css" />
        <div class="form-page my-page registration">
            <h1>{title}</h1>
            <Said current=current />
            <stand::Stand current=current />
            {first}
            <ticket::Ticket current=current />
            <feedback::FeedbackForm current=current state=state.clone() />
            <change::Change current=current state=state />
            <leave::Leave current=current />
            {last}
            <data::Data current=current />
        </div>
    })
}

/// What was just done, what went wrong, and that the event is off.
#[component]
fn Said(current: Current) -> AnyView {
    let off = move || {
        current
            .my
            .with(|my| (my.event_state == EventState::Cancelled).then(|| my.cancelled_note.clone()))
    };
    piece(view! {
        <div class="my-notices">
            {move || off().map(|why| piece(view! {
                <div class="notice notice-problem" role="status">
                    <Icon name="alert" />
                    <div>
                        <strong>{t(texts::EVENT_CANCELLED)}</strong>
                        {why.map(|why| piece(view! { <p>{why}</p> }))}
                    </div>
                </div>
            }))}
            {move || current.done.get().map(|done| piece(view! { <Notice>{t(done)}</Notice> }))}
            {move || current.problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
        </div>
    })
}
