//! Changing and withdrawing an idea while it waits.

use leptos::{ev, prelude::*, task::spawn_local, web_sys};

use super::current::Current;
use crate::{
    api::{self, ApiError, Catalog, MyIdea, Problem, encode},
    browser,
    components::{Icon, Notice, ProblemNotice, handler},
    forms::{self, FormState},
    held::memo,
    i18n::{self, form, t},
    pages::board::{IdeaForm, Purpose},
};

/// Both, as long as the idea may be changed.
#[component]
pub(super) fn Manage(
    /// The token of the page.
    token: String,
    /// The idea.
    current: Current,
    /// Labs, topics and projects to choose from.
    catalog: StoredValue<Catalog>,
) -> impl IntoView {
    let editable = memo(move || current.my.with(|my| my.editable));
    let state = forms::form_state("my");
    let withdrawing = state.value("action") == "withdraw";
    let failed = state.problem.is_some();
    let open = RwSignal::new(failed && !withdrawing);
    // Who is in the middle of a sentence does not lose it because somebody decided meanwhile.
    let edit_shown = memo(move || editable.get() || open.get());
    let (for_edit, for_withdraw) =
        if withdrawing { (FormState::default(), state) } else { (state, FormState::default()) };
    let for_edit = StoredValue::new(for_edit);
    let for_withdraw = StoredValue::new(for_withdraw);
    let token = StoredValue::new(token);
    view! {
        {move || edit_shown.get().then(|| view! {
            <Edit token=token.get_value() current=current catalog=catalog state=for_edit.get_value() open=open />
        })}
        {move || editable.get().then(|| view! {
            <Withdraw token=token.get_value() current=current state=for_withdraw.get_value() />
        })}
    }
}

#[component]
fn Edit(
    token: String,
    current: Current,
    catalog: StoredValue<Catalog>,
    state: FormState,
    open: RwSignal<bool>,
) -> impl IntoView {
    let saved = RwSignal::new(false);
    let on_saved = Callback::new(move |my: MyIdea| {
        current.put(my);
        saved.set(true);
        open.set(false);
        browser::after_ms(20, || browser::focus("my-edit"));
    });
    let toggled = move |event: ev::Event| {
        let now = event_target::<web_sys::Element>(&event).has_attribute("open");
        if now {
            saved.set(false);
        }
        open.set(now);
    };
    let decided = move || !current.my.with(|my| my.editable);
    let begin = current.my.with_untracked(|my| my.idea.clone());
    view! {
        <details class="my-fold" open=move || open.get() on:toggle=handler(toggled)>
            <summary class="button button-wide" id="my-edit">{t(form::MY_EDIT)}</summary>
            {move || decided().then(|| view! { <p class="my-decided">{t(form::MY_DECIDED)}</p> })}
            <IdeaForm
                purpose=Purpose::Edit { token, saved: on_saved }
                begin=begin
                state=state
                catalog=catalog.get_value()
            />
        </details>
        {move || saved.get().then(|| view! { <Notice>{t(form::MY_SAVED)}</Notice> })}
    }
}

#[component]
fn Withdraw(token: String, current: Current, state: FormState) -> impl IntoView {
    let lang = i18n::lang();
    let action = format!("/api/my/{}", encode(&token));
    let token = StoredValue::new(token);
    let busy = RwSignal::new(false);
    let failed = state.problem.is_some();
    let problem = RwSignal::new(state.problem);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        let token = token.get_value();
        spawn_local(async move {
            let answer = api::withdraw_my_idea(&token).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(my) => {
                    current.put(my);
                    browser::focus("my-stand-title");
                }
                Err(ApiError::Problem(why)) => problem.set(Some(why)),
                Err(ApiError::Network) => problem.set(Some(Problem {
                    kind: "about:blank".to_owned(),
                    title: form::MY_NO_ANSWER.get(lang).to_owned(),
                    status: 0,
                    detail: None,
                    fields: std::collections::BTreeMap::new(),
                    request_id: None,
                })),
            }
        });
    };
    view! {
        <details class="my-fold" open=failed>
            <summary class="button button-wide button-danger">{t(form::MY_WITHDRAW)}</summary>
            <form class="my-withdraw" method="post" action=action on:submit=handler(submit)>
                <p>{t(form::MY_WITHDRAW_TEXT)}</p>
                {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
                <input type="hidden" name="action" value="withdraw" />
                <button
                    class="button button-danger"
                    aria-busy=move || busy.get().then_some("true")
                    aria-disabled=move || busy.get().then_some("true")
                >
                    <Icon name="trash" />
                    {move || t(if busy.get() { form::MY_WITHDRAWING } else { form::MY_WITHDRAW_GO })}
                </button>
            </form>
        </details>
    }
}
