//! Signing up for an event, on its page: a minute, without an account.
//!
//! A plain form before the page is alive; then it checks while you write, keeps what was typed,
//! and brings the fields of one more person when they are wanted.

mod draft;
mod fields;
mod model;
mod notes;
mod people;
mod send;
mod values;

use leptos::{ev, nonce::use_nonce, prelude::*, web_sys};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{Event, EventSeats, NewRegistration},
    browser::{self, Debounce},
    components::{Icon, effect, handler, piece},
    data,
    domain::{Date, SignUp},
    forms::{FormState, form_state},
    held::memo,
    i18n::{self, common, form as form_texts, programme::sign_up as texts, t},
    site,
};
use draft::Draft;

pub(crate) use draft::forget;
pub(crate) use model::{Asked, FORM, FormModel};
pub(crate) use notes::{Failed, Rule, Summary};
pub(crate) use people::Fields;
pub(crate) use send::{is_remembered, no_answer, remember};
pub(crate) use values::of_answers;

/// How long a person has to pause until what was typed is kept, in milliseconds.
const KEEP_MS: u64 = 300;

/// How one signs up now, and the form as long as one can.
#[component]
pub(super) fn SignUpSection(
    /// The event.
    event: Event,
    /// How full it is; live.
    seats: RwSignal<EventSeats>,
) -> AnyView {
    let state = form_state(FORM);
    // A page may be kept and given to several people: what is other in each copy is its nonce.
    let key =
        data::shared(|| use_nonce().map_or_else(browser::random_key, |nonce| nonce.to_string()));
    let stands = memo(move || seats.with(|seats| seats.sign_up));
    // Whoever began to write goes on, whatever happens meanwhile.
    let begun = RwSignal::new(state.problem.is_some() || stands.get_untracked().takes());
    effect(move || {
        if stands.get().takes() {
            begun.set(true);
        }
    });
    let event = StoredValue::new(event);
    let posted = StoredValue::new((state, key));
    let form = move || {
        let (state, key) = posted.get_value();
        piece(
            view! { <SignUpForm event=event.get_value() seats=seats state=state posted_key=key /> },
        )
    };
    let unwanted = move || {
        let over = matches!(stands.get(), SignUp::Over | SignUp::Cancelled);
        over && !begun.get()
    };
    let words = move || {
        let stands = stands.get();
        let changed = begun.get() && !stands.takes();
        let words = event.with_value(|event| how_it_stands(event, stands));
        piece(view! {
            {changed.then(|| piece(view! { <p class="sign-up-changed">{t(texts::CHANGED)}</p> }))}
            <p class="section-lead">{words}</p>
        })
    };
    piece(view! {
        <section class="event-part sign-up" class:gone=unwanted id="sign-up" aria-labelledby="sign-up-title">
            <h2 id="sign-up-title">{t(texts::TITLE)}</h2>
            <div role="status">{words}</div>
            {move || begun.get().then(form)}
        </section>
    })
}

/// How one signs up now, in a sentence or two.
fn how_it_stands(event: &Event, stands: SignUp) -> String {
    let lang = i18n::lang();
    let today = Date::of(site::now().get_untracked());
    let moment = |at| i18n::moment(lang, at, today);
    match stands {
        SignUp::None => t(texts::NOT_NEEDED).to_owned(),
        SignUp::Soon => match event.opens_at {
            Some(opens) => texts::opens(lang, &moment(opens)),
            None => t(texts::CLOSED).to_owned(),
        },
        SignUp::Open => match event.closes_at {
            Some(closes) => format!("{} {}", t(texts::LEAD), texts::closes(lang, &moment(closes))),
            None => t(texts::LEAD).to_owned(),
        },
        SignUp::Waitlist => t(texts::WAITLIST).to_owned(),
        SignUp::Full => t(texts::FULL).to_owned(),
        SignUp::Closed => t(texts::CLOSED).to_owned(),
        SignUp::Cancelled => t(crate::i18n::programme::event::CANCELLED).to_owned(),
        SignUp::Over => t(texts::OVER).to_owned(),
    }
}

#[component]
fn SignUpForm(
    event: Event,
    seats: RwSignal<EventSeats>,
    state: FormState,
    posted_key: String,
) -> AnyView {
    let id = event.card.id;
    let came_back = state.problem.is_some();
    let asked = Asked { fields: event.fields.clone(), group_max: event.group_max };
    let model = FormModel::new(asked, NewRegistration::default(), &state);
    let draft = StoredValue::new(Draft::default());
    keep(model, id, draft, came_back);
    let navigate = use_navigate();
    let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        send::submit(model, id, draft, go);
    };
    let leave = move |event: ev::FocusEvent| {
        let name = event_target::<web_sys::Element>(&event).get_attribute("name");
        model.leave(name.unwrap_or_default());
    };
    piece(view! {
        <form
            class="sign-up-form"
            method="post"
            action=format!("/api/events/{id}/registrations")
            novalidate
            node_ref=model.node
            on:submit=handler(submit)
            on:input=handler(move |_| model.read())
            on:change=handler(move |_| model.read())
            on:focusout=handler(leave)
        >
            <input type="hidden" name="idempotency_key" value=posted_key />
            <Summary model=model came_back=came_back />
            <Fields model=model />
            <div class="form-trap" aria-hidden="true">
                <label for="registration-website">{t(form_texts::TRAP)}</label>
                <input id="registration-website" type="text" name="website" tabindex="-1" autocomplete="off" />
            </div>
            <Foot model=model event=event seats=seats />
        </form>
    })
}

/// Takes the page over once it is alive, and keeps what is typed as long as the tab is open.
fn keep(model: FormModel, id: i64, draft: StoredValue<Draft>, came_back: bool) {
    let woken = StoredValue::new(false);
    effect(move || {
        let Some(form) = model.node.get() else { return };
        if woken.get_value() {
            return;
        }
        woken.set_value(true);
        untrack(|| {
            browser::keep_form(&form, FORM, id, came_back);
            let kept = draft::load(id);
            model.wake(&kept.values);
            draft.set_value(kept);
        });
    });
    let rest = Debounce::new();
    effect(move || {
        let typed = model.raw.get();
        if !model.alive.get() {
            return;
        }
        rest.after_ms(KEEP_MS, move || {
            // What is being sent is noted already, and forgotten once it is there.
            if model.busy.try_get_untracked() != Some(false) {
                return;
            }
            draft.try_update_value(|draft| {
                draft.values = typed;
                draft::save(id, draft);
            });
        });
    });
}

/// The end of the form: what happens on sending, and the main action.
#[component]
fn Foot(model: FormModel, event: Event, seats: RwSignal<EventSeats>) -> AnyView {
    let lang = model.lang;
    let (waitlist, hours) = (event.waitlist, event.offer_hours);
    let fits = move || seats.with(|seats| seats.seats.fits(model.people.get()));
    let label = move || {
        if model.busy.get() {
            return t(common::SENDING).to_owned();
        }
        match fits() || !waitlist {
            true => texts::send(lang, model.people.get()),
            false => t(texts::SEND_WAITLIST).to_owned(),
        }
    };
    // A full event says so above; a group that does not fit is told here.
    let group = move || {
        let alone = seats.with(|seats| seats.seats.fits(1));
        let words = if waitlist { texts::WAITLIST_GROUP } else { texts::GROUP_TOO_LARGE };
        (alone && !fits())
            .then(|| piece(view! { <p class="form-note form-note-strong">{t(words)}</p> }))
    };
    piece(view! {
        <div class="form-foot">
            <Failed model=model />
            {event.must_confirm.then(|| piece(view! { <p class="form-note form-note-strong"><Icon name="mail" /> {t(texts::MUST_CONFIRM)}</p> }))}
            <div role="status">{group}</div>
            {waitlist.then(|| piece(view! {
                <div class:gone=fits>
                    <Rule hours=Some(hours) />
                </div>
            }))}
            <p class="form-note">
                {t(texts::BEFORE_SEND)} " "
                <a href="/privacy">{t(form_texts::PRIVACY)}</a>
            </p>
            <button
                class="button button-main button-wide"
                aria-busy=move || model.busy.get().then_some("true")
                aria-disabled=move || model.busy.get().then_some("true")
            >
                {label}
            </button>
        </div>
    })
}
