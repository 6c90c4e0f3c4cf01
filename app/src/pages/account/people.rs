//! `/staff/people`: who is on the staff.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::{
    fields::{self, done, line, press, trouble},
    own::section,
    person::{limits, person, rights_fields},
};
use crate::{
    api::{self, ApiResult, Invitation, Me, People},
    browser,
    components::{Busy, Icon, Notice, PageHead, handler, piece},
    data,
    forms::form_state,
    i18n::{self, people, staff, t},
    pages::staff_frame::{StaffClosed, StaffFrame},
};

/// What the page begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    people: People,
}

async fn load(after: Option<i64>) -> ApiResult<Loaded> {
    Ok(Loaded { me: api::me().await?, people: api::people(after).await? })
}

/// The people.
#[component]
pub(super) fn PeopleView() -> impl IntoView {
    let query = use_query_map();
    let after = move || query.with(|query| query.get("after")).and_then(|seq| seq.parse().ok());
    let loaded = data::load(after, load);
    view! {
        <PageHead title=t(people::PEOPLE) description=t(people::PEOPLE_TEXT) path="/staff/people" private=true />
        <Suspense fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move { shown(loaded.await) })}
        </Suspense>
    }
}

fn shown(loaded: ApiResult<Loaded>) -> AnyView {
    let Loaded { me, people: all } = match loaded {
        Ok(loaded) => loaded,
        Err(error) => {
            return piece(view! {
                <StaffClosed title=people::PEOPLE error=error back="/staff/people" />
            });
        }
    };
    let was_done = use_query_map().with_untracked(|query| query.get("done"));
    let saved = done(was_done.map(|_| people::SAVED));
    let trouble = trouble(&form_state("people"));
    let link = form_state("invited").value("link");
    let link = (!link.is_empty()).then(|| piece(view! { <Link link=link /> }));
    let invite = invite(&all);
    let rows = all.people.iter().map(|one| person(one, me.id, &all)).collect_view();
    let invitations = (!all.invitations.is_empty()).then(|| {
        let rows = all.invitations.iter().map(|one| invitation(one, &all)).collect_view();
        section(
            "invitations",
            people::OPEN_INVITATIONS,
            piece(view! { <ul class="account-list">{rows}</ul> }),
        )
    });
    let more = all.next.map(|next| {
        let href = format!("/staff/people?after={next}");
        piece(view! { <p><a class="button" href=href>{t(people::MORE)}</a></p> })
    });
    piece(view! {
        <StaffFrame me=me>
            <div class="account">
                <h1>{t(people::PEOPLE)}</h1>
                <p>{t(people::PEOPLE_TEXT)}</p>
                {saved}
                {trouble}
                {link}
                {invite}
                {invitations}
                {section("accounts", people::ACCOUNTS, piece(view! {
                    <ul class="account-list">{rows}</ul>
                    {more}
                }))}
            </div>
        </StaffFrame>
    })
}

/// The link of a new invitation, while it can be seen.
#[component]
fn Link(link: String) -> AnyView {
    let said = RwSignal::new(people::COPY);
    let copied = StoredValue::new(link.clone());
    let node = NodeRef::<leptos::html::Input>::new();
    let copy = move |_| {
        spawn_local(async move {
            let Some(link) = copied.try_get_value() else { return };
            if browser::copy(link).await {
                said.try_set(people::COPIED);
            } else if let Some(Some(input)) = node.try_get_untracked() {
                input.select();
            }
        });
    };
    let lang = i18n::lang();
    piece(view! {
        <Notice>
            <strong>{t(people::INVITED)}</strong>
            <p>{t(people::LINK_TEXT)}</p>
            <label for="invitation-link">{t(people::LINK)}</label>
            <input id="invitation-link" type="text" readonly value=link node_ref=node autocomplete="off" />
            <button type="button" class="button alive-only" on:click=handler(copy)>
                <Icon name="copy" />
                <span aria-live="polite">{move || said.get().get(lang)}</span>
            </button>
        </Notice>
    })
}

fn invite(all: &People) -> AnyView {
    let form = form_state("invite");
    let open = form.problem.is_some();
    let came_back = |name: &str| (form.value(name), form.errors(name));
    let chosen = |name: &str| form.values.get(name).cloned().unwrap_or_default();
    let role = form.value("role");
    let role = if role.is_empty() { "moderator".to_owned() } else { role };
    let lang = form.value("lang");
    let lang = if lang.is_empty() { i18n::lang().tag().to_owned() } else { lang };
    let language = |tag: &'static str, word: &'static str| {
        let checked = lang == tag;
        piece(view! {
            <label class="account-choice">
                <input type="radio" name="lang" value=tag checked=checked />
                <span lang=tag>{word}</span>
            </label>
        })
    };
    let rights = rights_fields(
        all,
        (role.as_str(), &chosen("labs"), &chosen("departments")),
        ("invite", Some(&form)),
    );
    piece(view! {
        <details class="account-fold account-invite" open=open>
            <summary>
                <Icon name="plus" />
                {t(people::INVITE)}
            </summary>
            {trouble(&form)}
            <form class="account-form" method="post" action="/api/staff/invitations">
                {line(("invite", "email"), people::EMAIL, None, fields::EMAIL, came_back("email"))}
                {line(("invite", "name"), people::NAME, Some(people::NAME_HINT), fields::OTHER, came_back("name"))}
                {rights}
                <fieldset class="field">
                    <legend>{t(people::MAIL_LANG)}</legend>
                    {language("de", "Deutsch")}
                    {language("en", "English")}
                </fieldset>
                <button class="button button-main">{t(people::SEND_INVITATION)}</button>
            </form>
        </details>
    })
}

fn invitation(one: &Invitation, all: &People) -> AnyView {
    let lang = i18n::lang();
    let action = format!("/api/staff/invitations/{}/revoke", one.id);
    let revoke = one
        .mine_to_change
        .then(|| press(action, people::REVOKE, "button button-quiet", one.email.clone()));
    piece(view! {
        <li class="account-row">
            <div>
                <strong dir="auto">{one.name.clone()}</strong>
                " "
                <span class="account-mail">{one.email.clone()}</span>
                <p>
                    {t(staff::role(one.role))} ", " {limits(&one.labs, &one.departments, all)} ", "
                    {t(people::INVITED_BY)} " " {one.by.clone()} ", " {t(people::UNTIL)} " "
                    {i18n::date_time(lang, one.expires_at)}
                </p>
            </div>
            {revoke}
        </li>
    })
}
