//! `/staff`: signing in and out.

use leptos::{html::Input, prelude::*, task::spawn_local, wasm_bindgen::JsCast};
use leptos_router::{components::A, hooks::use_query_map};

use super::second::ByPasskey;
use crate::{
    api::{self, ApiError, Me, Problem},
    browser,
    components::{Busy, PageHead, ProblemNotice, effect, handler},
    data,
    forms::{FormState, form_state},
    i18n::{common, people, staff, t},
    pages::{
        events::forget_door,
        staff_frame::{SignOut, go_to},
    },
};

/// Where a sign-in leads: a page of the staff on this site, and nowhere else; none leads to where
/// the person works.
pub(super) fn way_back(wanted: &str) -> Option<String> {
    let staff = wanted == "/staff" || wanted.starts_with("/staff/");
    let plain = wanted.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    // Not the entrance itself: whoever signs in wants to work.
    (staff && plain && wanted != "/staff").then(|| wanted.to_owned())
}

/// The entrance: a sign-in, or who is signed in.
#[component]
pub(super) fn Entrance() -> impl IntoView {
    let form = form_state("sign-in");
    let asked = use_query_map().with_untracked(|query| query.get("back"));
    let back =
        way_back(&Some(form.value("back")).filter(|b| !b.is_empty()).or(asked).unwrap_or_default());
    let me = data::load(|| (), |()| async { api::me().await.ok() });
    view! {
        <PageHead title=t(staff::ENTRANCE) description=t(staff::SIGN_IN_TEXT) path="/staff" private=true />
        <div class="staff-entrance">
            <Suspense fallback=|| view! { <Busy /> }>
                {move || {
                    let (form, back) = (form.clone(), back.clone());
                    Suspend::new(async move {
                        match me.await {
                            Some(me) => view! { <Inside me=me back=back /> }.into_any(),
                            None => view! { <SignInForm form=form back=back /> }.into_any(),
                        }
                    })
                }}
            </Suspense>
        </div>
    }
}

#[component]
fn Inside(me: Me, back: Option<String>) -> impl IntoView {
    let home = me.home();
    let label = if me.role.may_moderate() { staff::TO_QUEUE } else { staff::DEPARTMENTS };
    let back = back.unwrap_or(home);
    view! {
        <h1>{t(staff::ENTRANCE)}</h1>
        <p>
            {t(staff::SIGNED_IN_AS)} " " <strong dir="auto">{me.name}</strong> " (" {t(staff::role(me.role))} ")."
        </p>
        <p class="staff-ways">
            <A href=back attr:class="button button-main">{t(label)}</A>
            <A href="/ideas" attr:class="button">{t(staff::TO_BOARD)}</A>
        </p>
        <div class="staff-ways">
            <SignOut everywhere=false label=staff::SIGN_OUT />
            <SignOut everywhere=true label=staff::SIGN_OUT_ALL />
        </div>
    }
}

#[component]
fn SignInForm(form: FormState, back: Option<String>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let shown = RwSignal::new(false);
    let problem = RwSignal::new(form.problem.clone());
    let password = NodeRef::<Input>::new();
    // A plain form signed out, or the session has ended: what the last one here kept is not for the
    // next.
    effect(forget_door);
    let offline = t(staff::SIGN_IN_FAILED);
    let (to, way) = (back.clone(), back.clone());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let form =
            event.target().and_then(|f| f.dyn_into::<leptos::web_sys::HtmlFormElement>().ok());
        let values = form.map(|form| browser::form_values(&form)).unwrap_or_default();
        let value = |name: &str| {
            let found = values.iter().find(|(field, _)| field == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let request = api::SignIn { email: value("email"), password: value("password") };
        let to = to.clone();
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match api::sign_in(&request).await {
                // Loaded anew: what the server shows depends on the new cookie.
                Ok(signed) => {
                    let next = match (signed.me, to) {
                        (Some(me), None) => me.home(),
                        (Some(_), Some(to)) => to,
                        (None, Some(to)) => format!("/staff/second?back={}", api::encode(&to)),
                        (None, None) => "/staff/second".to_owned(),
                    };
                    if go_to(&next) {
                        return;
                    }
                }
                Err(error) => {
                    problem.try_set(Some(match error {
                        ApiError::Problem(problem) => problem,
                        ApiError::Network => offline_problem(offline),
                    }));
                    if let Some(Some(password)) = password.try_get_untracked() {
                        let _ = password.focus();
                        password.select();
                    }
                }
            }
            busy.try_set(false);
        });
    };
    let errors = move |field: &str| {
        problem.with(|p| p.as_ref().and_then(|p| p.fields.get(field).cloned())).unwrap_or_default()
    };
    let shown_errors = move |field: &'static str| {
        move || errors(field).into_iter().map(|error| view! { <p>{error}</p> }).collect_view()
    };
    let invalid = move |field: &'static str| move || (!errors(field).is_empty()).then_some("true");
    view! {
        <h1>{t(staff::SIGN_IN)}</h1>
        <p>{t(staff::SIGN_IN_TEXT)}</p>
        {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
        <form class="sign-in" method="post" action="/api/staff/session" on:submit=handler(send)>
            <input type="hidden" name="back" value=back />
            <div class="field">
                <label for="sign-in-email">{t(staff::EMAIL)}</label>
                <input id="sign-in-email" type="email" name="email" value=form.value("email") required maxlength="254"
                    autocomplete="username" autocapitalize="off" spellcheck="false" inputmode="email"
                    aria-describedby="sign-in-email-errors" aria-invalid=invalid("email") />
                <div class="field-errors" id="sign-in-email-errors">{shown_errors("email")}</div>
            </div>
            <div class="field">
                <label for="sign-in-password">{t(staff::PASSWORD)}</label>
                <div class="password">
                    <input id="sign-in-password" node_ref=password type=move || if shown.get() { "text" } else { "password" }
                        name="password" required maxlength="1000" autocomplete="current-password" autocapitalize="off"
                        spellcheck="false" aria-describedby="sign-in-password-errors" aria-invalid=invalid("password") />
                    <button type="button" class="button password-eye" aria-controls="sign-in-password"
                        on:click=handler(move |_| shown.update(|shown| *shown = !*shown))>
                        {move || t(if shown.get() { staff::PASSWORD_HIDE } else { staff::PASSWORD_SHOW })}
                    </button>
                </div>
                <div class="field-errors" id="sign-in-password-errors">{shown_errors("password")}</div>
            </div>
            <button class="button button-main button-wide" aria-busy=move || busy.get().then_some("true")>
                {move || t(if busy.get() { staff::SIGNING_IN } else { staff::SIGN_IN })}
            </button>
        </form>
        <p class="account-or alive-only">{t(people::OR)}</p>
        <ByPasskey way=way />
        <p><A href="/ideas">{t(common::IDEAS)}</A></p>
    }
}

/// No answer came at all.
fn offline_problem(title: &str) -> Problem {
    Problem {
        kind: "about:blank".to_owned(),
        title: title.to_owned(),
        status: 0,
        detail: None,
        fields: std::collections::BTreeMap::new(),
        request_id: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_leads_to_staff_pages_only() {
        let way = way_back("/staff/queue?item=ideas-5");
        assert_eq!(way.as_deref(), Some("/staff/queue?item=ideas-5"));
        for elsewhere in [
            "",
            "/staff",
            "/ideas",
            "//evil.example",
            "/staff\\evil",
            "/staff/\t/x",
            "/staffed",
            "https://e",
        ] {
            assert_eq!(way_back(elsewhere), None, "{elsewhere}");
        }
    }
}
