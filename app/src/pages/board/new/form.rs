//! The form itself, for a new idea and for changing one that waits.

use leptos::{ev, prelude::*, web_sys};
use leptos_router::components::A;

use super::{
    fields::{MoreFields, TextField, TitleField, TopicField},
    model::{FormModel, Sending, initial},
    notes::{DraftNotes, Summary},
    photos::PhotosField,
    rules,
    send::{self, Sender},
    similar::Similar,
};
use crate::{
    api::{Catalog, MyIdea, NewIdea, Problem},
    browser,
    components::{ProblemNotice, effect, handler},
    data,
    forms::FormState,
    i18n::{common, form, problems, t},
};

/// What the form is for.
#[derive(Clone)]
pub(crate) enum Purpose {
    /// A new idea.
    New,
    /// Changing an idea that waits.
    Edit {
        /// The token of its private page.
        token: String,
        /// Told when it was saved.
        saved: Callback<MyIdea>,
    },
}

/// The form for an idea.
#[component]
pub(crate) fn IdeaForm(
    /// What it is for.
    purpose: Purpose,
    /// What it begins with, unless a failed post brought something back.
    begin: NewIdea,
    /// What a failed post brought back.
    state: FormState,
    /// Labs, topics and projects to choose from.
    catalog: Catalog,
) -> impl IntoView {
    let first = initial(&state, begin.clone());
    // What the idea has already stays to choose, though it is offered no more.
    let catalog = catalog.offered_besides([&begin.topic, &begin.lab, &begin.project]);
    let is_new = matches!(purpose, Purpose::New);
    let model = FormModel::new(&first, &state, is_new);
    let came_back = state.problem.is_some();
    let page = if came_back { NewIdea::default() } else { begin };
    let action = match &purpose {
        Purpose::New => "/api/ideas".to_owned(),
        Purpose::Edit { token, .. } => format!("/api/my/{}", crate::api::encode(token)),
    };
    let enctype = if is_new { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
    let key = data::shared(browser::random_key);
    let sender = Sender::new(purpose);
    live_with_the_page(model, page);
    send::when_photos_are_there(model, sender);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send::submit(model, sender);
    };
    let leave = move |event: ev::FocusEvent| {
        let name = event_target::<web_sys::Element>(&event).get_attribute("name");
        model.leave(name.as_deref().unwrap_or_default());
    };
    let words =
        Signal::derive(move || model.raw.with(|raw| rules::similar_query(&raw.title, &raw.text)));
    view! {
        <form
            class="idea-form"
            method="post"
            action=action
            enctype=enctype
            novalidate
            node_ref=model.node
            on:submit=handler(submit)
            on:input=handler(move |_| model.read())
            on:change=handler(move |_| model.read())
            on:focusout=handler(leave)
        >
            <input type="hidden" name="idempotency_key" value=key />
            {is_new.then(|| view! { <input type="hidden" name="event" value=first.event.clone() /> })}
            {(!is_new).then(|| view! { <input type="hidden" name="action" value="save" /> })}
            <Summary model=model came_back=came_back />
            {is_new.then(|| view! { <DraftNotes model=model /> })}
            <TitleField model=model value=first.title.clone() />
            <TextField model=model value=first.text.clone() />
            {is_new.then(|| view! { <Similar words=words /> })}
            <TopicField model=model value=first.topic.clone() topics=catalog.topics.clone() />
            {is_new.then(|| view! { <PhotosField model=model /> })}
            <MoreFields model=model first=first catalog=catalog />
            <div class="form-trap" aria-hidden="true">
                <label for="idea-website">{t(form::TRAP)}</label>
                <input id="idea-website" type="text" name="website" tabindex="-1" autocomplete="off" />
            </div>
            <Foot model=model is_new=is_new />
        </form>
    }
}

/// Takes the page over once it is alive and keeps the draft as long as the form is there.
fn live_with_the_page(model: FormModel, page: NewIdea) {
    let page = StoredValue::new(page);
    Effect::new(move |woken: Option<bool>| {
        let there = model.node.get().is_some();
        if there && woken != Some(true) {
            untrack(|| page.with_value(|page| model.wake(page)));
        }
        there
    });
    Effect::new(move |first: Option<()>| {
        model.raw.track();
        model.photos.kept();
        if first.is_some() {
            model.save_later();
        }
    });
    Effect::new(move |first: Option<()>| {
        model.photos.items.track();
        if first.is_some() {
            untrack(|| model.photos_changed());
        }
    });
    effect(move || {
        // A phone may never come back to a page that it hides.
        let hide = move |_| {
            model.read();
            model.save_now();
        };
        let hidden = window_event_listener_untyped("visibilitychange", hide);
        let gone = window_event_listener_untyped("pagehide", hide);
        let online = window_event_listener(ev::online, move |_| {
            model.problem.update(|problem| {
                if let Some(problem) = problem.as_mut().filter(|p| p.status == 0) {
                    problem.title = form::ONLINE_AGAIN.get(model.lang).to_owned();
                }
            });
        });
        on_cleanup(move || {
            hidden.remove();
            gone.remove();
            online.remove();
        });
    });
    on_cleanup(move || {
        model.save_now();
        model.photos.free_all();
    });
}

/// The end of the form: why the last send failed, what happens on sending, the main action.
#[component]
fn Foot(model: FormModel, is_new: bool) -> impl IntoView {
    let (idle, busy) =
        if is_new { (form::SEND, common::SENDING) } else { (form::MY_SAVE, form::MY_SAVING) };
    let label = move || {
        t(match model.sending.get() {
            Sending::No if model.problem.with(Option::is_some) => common::RETRY,
            Sending::No => idle,
            Sending::WaitsForPhotos => form::WAITING,
            Sending::Now => busy,
        })
    };
    let sending = move || model.sending.get() != Sending::No;
    // What is wrong with fields that nobody sees has to be said somewhere.
    let other = move || {
        let said = model.other_errors();
        (!said.is_empty()).then(|| Problem {
            kind: "about:blank".to_owned(),
            title: t(problems::INVALID).to_owned(),
            status: 422,
            detail: Some(said.join(" ")),
            fields: std::collections::BTreeMap::new(),
            request_id: None,
        })
    };
    let problem = move || model.problem.get().or_else(other);
    view! {
        <div class="form-foot">
            {move || problem().map(|problem| view! { <ProblemNotice problem=problem /> })}
            {is_new.then(|| view! {
                <p class="form-note">
                    {t(form::BEFORE_SEND)} " "
                    <A href="/privacy">{t(form::PRIVACY)}</A>
                </p>
            })}
            <button
                class="button button-main button-wide"
                aria-busy=move || sending().then_some("true")
                aria-disabled=move || sending().then_some("true")
            >
                {label}
            </button>
            <p class="visually-hidden" role="status">{move || sending().then(label)}</p>
        </div>
    }
}
