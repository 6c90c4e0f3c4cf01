//! `/staff/invite/{token}`: whoever was invited sets a password.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::fields::{self, line, secret, trouble};
use crate::{
    api::{self, ApiResult, Welcome},
    components::{Busy, PageHead, ProblemNotice, effect, piece, problem_of},
    data,
    forms::{FormState, form_state},
    i18n::{self, people, staff, t},
    pages::events::forget_door,
    site,
};

/// An invitation, and the form that takes it up.
#[component]
pub(super) fn WelcomeView() -> impl IntoView {
    let form = form_state("join");
    let token = use_params_map().with_untracked(|params| params.get("token")).unwrap_or_default();
    // Whoever takes this up is somebody else than who was here before.
    effect(forget_door);
    let asked = token.clone();
    let welcome = data::load(
        || (),
        move |()| {
            let token = asked.clone();
            async move { api::welcome(&token).await }
        },
    );
    view! {
        <PageHead title=t(people::WELCOME) description=t(people::WELCOME) path="/staff" private=true />
        <div class="staff-entrance">
            <Suspense fallback=|| view! { <Busy /> }>
                {move || {
                    let (form, token) = (form.clone(), token.clone());
                    Suspend::new(async move { shown(welcome.await, form, &token) })
                }}
            </Suspense>
        </div>
    }
}

fn shown(welcome: ApiResult<Welcome>, form: FormState, token: &str) -> AnyView {
    let welcome = match welcome {
        Ok(welcome) => welcome,
        Err(error) => {
            let problem = problem_of(error);
            site::set_status(if problem.status == 0 { 503 } else { problem.status });
            if problem.status == 404 {
                return piece(view! {
                    <h1>{t(people::INVITE_GONE)}</h1>
                    <p>{t(people::INVITE_GONE_TEXT)}</p>
                });
            }
            return piece(view! {
                <h1>{t(people::WELCOME)}</h1>
                <ProblemNotice problem=problem />
            });
        }
    };
    let lang = i18n::lang();
    let typed = form.value("name");
    let name = if typed.is_empty() { welcome.name } else { typed };
    let action = format!("/api/staff/welcome/{}", api::encode(token));
    piece(view! {
        <h1>{t(people::WELCOME)}</h1>
        <p>{people::welcome_text(lang, &welcome.by, &welcome.email)}</p>
        <p>
            <strong>{t(staff::role(welcome.role))}</strong>
            ": "
            {t(people::role_text(welcome.role))}
            "."
        </p>
        {trouble(&form)}
        <form class="sign-in" method="post" action=action>
            // Password managers keep the password with the address.
            <input type="hidden" name="email" value=welcome.email autocomplete="username" />
            {line(("join", "name"), people::NAME, Some(people::NAME_HINT), fields::NAME, (name, form.errors("name")))}
            {secret(&form, ("join", "password"), people::NEW_PASSWORD, Some(people::PASSWORD_HINT), fields::NEW)}
            <button class="button button-main button-wide">{t(people::JOIN)}</button>
        </form>
        <p class="account-quiet">{t(people::INVITATION_UNTIL)} " " {i18n::date_time(lang, welcome.expires_at)} "."</p>
    })
}
