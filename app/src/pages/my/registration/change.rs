//! Changing the sign-up: other answers, fewer or more people.

use leptos::{ev, prelude::*, task::spawn_local, web_sys};

use super::current::Current;
use crate::{
    api::{self, ApiError, encode},
    browser,
    components::{effect, handler, piece},
    domain::Date,
    forms::FormState,
    held::memo,
    i18n::{common, programme::registration as texts, t},
    pages::programme::sign_up::{Asked, Failed, Fields, FormModel, Summary, no_answer, of_answers},
    site,
};

/// What opens the form.
const SUMMARY: &str = "registration-change";

/// The form, as long as something may be changed.
#[component]
pub(super) fn Change(
    /// The sign-up.
    current: Current,
    /// What a failed post brought back.
    state: FormState,
) -> AnyView {
    let failed = state.problem.is_some() && state.value("action") == "save";
    let may = memo(move || {
        current.my.with(|my| my.editable && my.status.is_open() && my.erased_at.is_none())
    });
    let open = RwSignal::new(failed);
    let toggled = move |event: ev::Event| {
        open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    let state = StoredValue::new(if failed { state } else { FormState::default() });
    // Who is in the middle of a word does not lose it because something changed meanwhile.
    let shown = memo(move || may.get() || open.get_untracked());
    let fold = move || {
        piece(view! {
            <details class="my-fold" open=move || open.get() on:toggle=handler(toggled)>
                <summary class="button button-wide" id=SUMMARY>{t(texts::CHANGE)}</summary>
                <ChangeForm current=current state=state.get_value() open=open />
            </details>
        })
    };
    (move || shown.get().then(fold)).into_any()
}

#[component]
fn ChangeForm(current: Current, state: FormState, open: RwSignal<bool>) -> AnyView {
    let came_back = state.problem.is_some();
    let today = Date::of(site::now().get_untracked());
    let (asked, begin) = current.my.with_untracked(|my| {
        let asked = Asked { fields: my.fields.clone(), group_max: my.group_max.max(my.people) };
        let begin = of_answers(&my.answers, &my.fields, my.people, today, current.lang);
        (asked, begin)
    });
    let model = FormModel::new(asked, begin.clone(), &state);
    let kept = StoredValue::new(begin);
    let woken = StoredValue::new(false);
    effect(move || {
        if model.node.get().is_some() && !woken.get_value() {
            woken.set_value(true);
            // For how many there are fields; what was answered stands in them already.
            untrack(|| kept.with_value(|kept| model.wake(kept)));
        }
    });
    let action = format!("/api/registrations/{}", encode(&current.token.get_value()));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        save(current, model, open);
    };
    let leave = move |event: ev::FocusEvent| {
        let name = event_target::<web_sys::Element>(&event).get_attribute("name");
        model.leave(name.unwrap_or_default());
    };
    let label = move || t(if model.busy.get() { common::SENDING } else { texts::SAVE });
    piece(view! {
        <form
            class="sign-up-form"
            method="post"
            action=action
            novalidate
            node_ref=model.node
            on:submit=handler(submit)
            on:input=handler(move |_| model.read())
            on:change=handler(move |_| model.read())
            on:focusout=handler(leave)
        >
            <input type="hidden" name="action" value="save" />
            <Summary model=model came_back=came_back />
            <Fields model=model />
            <div class="form-foot">
                <Failed model=model />
                <p class="form-note">{t(texts::CHANGE_TEXT)}</p>
                <button class="button button-main" aria-busy=move || model.busy.get().then_some("true")>{label}</button>
            </div>
        </form>
    })
}

fn save(current: Current, model: FormModel, open: RwSignal<bool>) {
    if model.busy.get_untracked() {
        return;
    }
    if !model.check() {
        model.focus_first_wrong();
        return;
    }
    model.busy.set(true);
    current.problem.set(None);
    let (token, whole) = (current.token.get_value(), model.raw.get_untracked());
    spawn_local(async move {
        let answer = api::change_registration(&token, &whole).await;
        if model.busy.try_set(false).is_some() {
            return;
        }
        match answer {
            Ok(my) => {
                open.set(false);
                current.done.set(Some(texts::DONE_SAVE));
                current.put(my);
                browser::after_ms(20, || browser::focus("stand-title"));
            }
            Err(ApiError::Problem(problem)) => model.refused(problem),
            Err(ApiError::Network) => model.refused(no_answer(current.lang)),
        }
    });
}
