//! `/staff/events/new` and `/staff/events/{id}`: an event is written, published, moved,
//! cancelled, copied.

mod asked;
mod begin;
mod dates;
mod foot;
mod kept;
mod picture;
mod sections;
mod send;
mod side;
mod signup;
mod state;

use leptos::{prelude::*, task::spawn_local, web_sys};
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
};

use self::{
    begin::tidy,
    foot::{DraftNote, Foot},
    side::Side,
    state::{Editor, FORM, live_with_the_page},
};
use super::{
    acts::{Acts, Undo},
    frame::{EventFrame, Said, hear, seats_of},
    op::{Done, Op},
};
use crate::{
    api::{self, Catalog, Me, PhotoRef, StaffEvent},
    browser::{self, Debounce},
    components::{Icon, effect, handler, piece},
    data,
    forms::form_state,
    held::Held,
    i18n::{self, events, t},
    pages::staff_frame::StaffFrame,
};

/// After what others did the event is read again, so many milliseconds later.
const AGAIN_MS: u64 = 1000;

/// The form of a new event.
#[component]
pub(super) fn New(me: Me, catalog: Catalog) -> AnyView {
    let lab = match me.labs.as_slice() {
        [only] => only.clone(),
        _ => String::new(),
    };
    let form = begin::empty(i18n::lang(), lab);
    let (navigate, may_edit) = (use_navigate(), me.role.may_edit());
    let go = Callback::new(move |to: String| {
        navigate(&to, NavigateOptions::default());
        browser::scroll_to_top();
    });
    let key = data::shared(browser::random_key);
    let created = move |event: StaffEvent| {
        go.run(format!("/staff/events/{}?done=created", event.card.id));
    };
    let editor = Editor::new(0, form, &form_state(FORM), key.clone(), created);
    let fields = view! {
        <Form editor=editor me=me.clone() catalog=catalog key=key photo=Held::new(None) may_edit=may_edit reachable=Held::new(0) />
    };
    piece(view! {
        <StaffFrame me=me>
            <div class="event-page">
                <p class="event-back"><A href="/staff/events"><Icon name="back" /> {t(events::PROGRAMME)}</A></p>
                <h1>{t(events::NEW)}</h1>
                <p class="section-lead">{t(events::NEW_TEXT)}</p>
                {fields}
            </div>
        </StaffFrame>
    })
}

/// An event that there is.
#[component]
pub(super) fn Edit(me: Me, event: StaffEvent, catalog: Catalog) -> AnyView {
    let (card, id) = (event.card.clone(), event.card.id);
    let (may_edit, seq, reachable) = (event.may_edit, event.seq, Held::new(event.reachable));
    let seats = Held::new(seats_of(&card));
    forget_new(&event);
    let photo = Held::new(event.photo.clone());
    let form = event.form.clone();
    let event = Held::new(event);
    let fresh = move |now: StaffEvent| {
        seats.set(seats_of(&now.card));
        photo.set(now.photo.clone());
        reachable.set(now.reachable);
        event.set(now);
    };
    // What others do is seen; what is being written here is left alone.
    let again = Debounce::new();
    let look_again = move || {
        again.after_ms(AGAIN_MS, move || {
            spawn_local(async move {
                if let Ok(now) = api::staff_event(id).await {
                    reachable.set(now.reachable);
                    event.set(now);
                }
            });
        });
    };
    hear(seq, seats, look_again);
    effect(move || {
        let state = seats.with(|seats| seats.state);
        if event.with_untracked(|event| event.card.state != state) {
            look_again();
        }
    });
    let editor = Editor::new(id, form, &form_state(FORM), String::new(), fresh);
    let navigate = use_navigate();
    let go = Callback::new(move |to: String| navigate(&to, NavigateOptions::default()));
    let acts = Acts::new(move |op, done| match (op, done) {
        (Op::Copies(_), Done::Event(copy)) => {
            go.run(format!("/staff/events/{}?done=copied", copy.card.id));
        }
        (_, Done::Event(now)) => {
            editor.is_now(&now);
            fresh(*now);
        }
        _ => {}
    });
    let fields = view! {
        <Form editor=editor me=me.clone() catalog=catalog key=String::new() photo=photo may_edit=may_edit reachable=reachable />
    };
    piece(view! {
        <EventFrame me=me card=card seats=seats part="">
            <Said own=&["event", "message"] />
            <Undo acts=acts />
            <div class="event-columns">
                {fields}
                <Side editor=editor acts=acts event=event seats=seats />
            </div>
        </EventFrame>
    })
}

/// The draft of a new event is this one now, where a plain post sent it.
fn forget_new(event: &StaffEvent) {
    let created = use_query_map().with_untracked(|query| query.get("done"));
    if created.as_deref() != Some("created") {
        return;
    }
    let title = event.form.title.clone();
    effect(move || {
        if kept::load(0).is_some_and(|kept| tidy(&kept).title.trim() == title.trim()) {
            kept::forget(0);
        }
    });
}

/// The form.
#[component]
fn Form(
    editor: Editor,
    me: Me,
    catalog: Catalog,
    /// The key of a new event.
    key: String,
    photo: Held<Option<PhotoRef>>,
    may_edit: bool,
    /// How many registrations would be told of a move by mail.
    reachable: Held<u32>,
) -> AnyView {
    live_with_the_page(editor);
    let action = match editor.id {
        0 => "/api/staff/events".to_owned(),
        id => format!("/api/staff/events/{id}"),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        editor.submit();
    };
    let name_of = |event: &web_sys::Event| {
        let target = event.target();
        let element =
            target.and_then(|t| leptos::wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(t).ok());
        element.and_then(|element| element.get_attribute("name")).unwrap_or_default()
    };
    let typed = move |event: web_sys::Event| editor.read(&name_of(&event));
    let chosen = move |event: web_sys::Event| editor.read(&name_of(&event));
    let left = move |event: leptos::ev::FocusEvent| editor.leave(name_of(&event));
    let (me, catalog) = (StoredValue::new(me), StoredValue::new(catalog));
    // What the fields are drawn from changes where a draft comes back or the event was saved.
    let fields = move || {
        let form = editor.begin.get();
        untrack(|| {
            catalog.with_value(|catalog| {
                me.with_value(|me| {
                    piece(view! {
                        {sections::what(editor, &form, catalog, photo)}
                        {dates::dates(editor, &form)}
                        {sections::place(editor, &form, catalog, me)}
                        {sections::people(editor, &form)}
                        {signup::signup(editor, &form)}
                        {asked::asked(editor, &form)}
                    })
                })
            })
        })
    };
    piece(view! {
        <form class="event-form" method="post" action=action enctype="multipart/form-data" novalidate
            node_ref=editor.node on:submit=handler(submit) on:input=handler(typed) on:change=handler(chosen)
            on:focusout=handler(left)>
            {(!key.is_empty()).then(|| piece(view! { <input type="hidden" name="idempotency_key" value=key /> }))}
            <input type="hidden" name="version" value=move || editor.version.get().to_string() />
            {(!may_edit).then(|| piece(view! { <p class="settings-note">{t(events::NOT_YOURS)}</p> }))}
            <DraftNote editor=editor />
            <fieldset class="event-all" disabled=!may_edit>
                {fields}
                <Foot editor=editor reachable=reachable />
            </fieldset>
        </form>
    })
}
