//! `/staff/account`: one's own account.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    factors::Factors,
    fields::{self, done, line, press, secret, trouble},
    person::name_of,
};
use crate::{
    api::{self, Account, ApiResult, SessionInfo},
    components::{Busy, PageHead, piece},
    data,
    forms::form_state,
    i18n::{self, Text, people, staff, t},
    pages::staff_frame::{SignOut, StaffClosed, StaffFrame},
};

/// The account.
#[component]
pub(super) fn AccountView() -> impl IntoView {
    let account = data::load(|| (), |()| api::account());
    view! {
        <PageHead title=t(people::ACCOUNT) description=t(people::ACCOUNT) path="/staff/account" private=true />
        <Suspense fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move { shown(account.await) })}
        </Suspense>
    }
}

fn shown(account: ApiResult<Account>) -> AnyView {
    let account = match account {
        Ok(account) => account,
        Err(error) => {
            return piece(view! {
                <StaffClosed title=people::ACCOUNT error=error back="/staff/account" />
            });
        }
    };
    let me = account.me.clone();
    let was_done = use_query_map().with_untracked(|query| query.get("done"));
    let said = was_done.is_some_and(|what| !what.is_empty()).then_some(people::SAVED);
    piece(view! {
        <StaffFrame me=me>
            <div class="account">
                <h1>{t(people::ACCOUNT)}</h1>
                {done(said)}
                {profile(&account)}
                {password(&account)}
                <Factors account=account.clone() />
                {sessions(account.sessions)}
            </div>
        </StaffFrame>
    })
}

/// A section of the page.
pub(super) fn section(id: &'static str, title: Text, inside: AnyView) -> AnyView {
    let title_id = format!("{id}-title");
    let heading_id = title_id.clone();
    piece(view! {
        <section class="account-part" id=id aria-labelledby=title_id>
            <h2 id=heading_id>{t(title)}</h2>
            {inside}
        </section>
    })
}

fn profile(account: &Account) -> AnyView {
    let form = form_state("profile");
    let came_back = form.problem.is_some();
    let value = |name: &str, own: &str| {
        if came_back { form.value(name) } else { own.to_owned() }
    };
    let (name, chosen) = (value("name", &account.me.name), value("lang", &account.lang));
    let mail = if came_back { form.value("mail") == "now" } else { account.mail };
    let language = |tag: &'static str, word: &'static str| {
        let checked = chosen == tag;
        piece(view! {
            <label class="account-choice">
                <input type="radio" name="lang" value=tag checked=checked />
                <span lang=tag>{word}</span>
            </label>
        })
    };
    let rights = (!account.me.scope().is_everything()).then(|| {
        let names: Vec<String> = account.limits.iter().map(name_of).collect();
        format!(" ({})", names.join(", "))
    });
    section(
        "profile",
        people::PROFILE,
        piece(view! {
            <p>
                {account.email.clone()}
                ", "
                {t(staff::role(account.me.role))}
                {rights}
            </p>
            {trouble(&form)}
            <form class="account-form" method="post" action="/api/staff/account">
                {line(("profile", "name"), people::NAME, Some(people::NAME_HINT), fields::NAME, (name, form.errors("name")))}
                <fieldset class="field">
                    <legend>{t(people::LANGUAGE)}</legend>
                    {language("de", "Deutsch")}
                    {language("en", "English")}
                </fieldset>
                <label class="account-choice">
                    <input type="checkbox" name="mail" value="now" checked=mail />
                    <span>{t(people::MAIL)}</span>
                </label>
                <button class="button button-main">{t(people::SAVE)}</button>
            </form>
        }),
    )
}

fn password(account: &Account) -> AnyView {
    let form = form_state("password");
    let email = account.email.clone();
    section(
        "password",
        people::PASSWORD,
        piece(view! {
            {trouble(&form)}
            <form class="account-form" method="post" action="/api/staff/account/password">
                <input type="hidden" name="email" value=email autocomplete="username" />
                {secret(&form, ("password", "old"), people::OLD_PASSWORD, None, fields::OLD)}
                {secret(&form, ("password", "new"), people::NEW_PASSWORD, Some(people::PASSWORD_HINT), fields::NEW)}
                <p class="account-quiet">{t(people::CHANGE_PASSWORD_TEXT)}</p>
                <button class="button">{t(people::CHANGE_PASSWORD)}</button>
            </form>
        }),
    )
}

fn sessions(sessions: Vec<SessionInfo>) -> AnyView {
    let lang = i18n::lang();
    let row = move |one: SessionInfo| {
        let since = i18n::date_time(lang, one.created_at);
        let name = t(if one.here { people::HERE } else { people::ELSEWHERE });
        let action = format!("/api/staff/account/sessions/{}/end", one.id);
        let end =
            (!one.here).then(|| press(action, people::END, "button button-quiet", since.clone()));
        piece(view! {
            <li class="account-row">
                <div>
                    <strong>{name}</strong>
                    <p>
                        {t(people::SINCE)} " " {since} ", " {t(people::SEEN)} " "
                        {i18n::date_time(lang, one.seen_at)}
                    </p>
                </div>
                {end}
            </li>
        })
    };
    let rows = sessions.into_iter().map(row).collect_view();
    section(
        "sessions",
        people::SESSIONS,
        piece(view! {
            <ul class="account-list">{rows}</ul>
            <SignOut everywhere=true label=staff::SIGN_OUT_ALL />
        }),
    )
}
