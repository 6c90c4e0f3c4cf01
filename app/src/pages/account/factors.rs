//! Second factors of one's own account: the app with codes, passkeys, recovery codes.

use leptos::{prelude::*, task::spawn_local};

use super::{
    fields::{self, line, secret, trouble},
    own::section,
    passkey,
};
use crate::{
    api::{self, Account, ApiResult, Codes, NewPasskey, Passkey, TotpSetup},
    components::{Icon, ProblemNotice, handler, piece, problem_of},
    forms::form_state,
    i18n::{self, Text, people, t},
    pages::staff_frame::go_to,
};

/// The second factors.
#[component]
pub(super) fn Factors(
    /// Whose.
    account: Account,
) -> AnyView {
    let told = form_state("told").values.get("codes").cloned().unwrap_or_default();
    let codes = RwSignal::new(told);
    let any = account.totp || !account.passkeys.is_empty();
    let recovery = any.then(|| recovery(account.recovery_left));
    section(
        "factors",
        people::SECOND_FACTOR,
        piece(view! {
            <p>{t(people::SECOND_FACTOR_TEXT)}</p>
            <div aria-live="polite">{move || shown_once(codes.get())}</div>
            {totp(account.totp, account.setup)}
            <Passkeys passkeys=RwSignal::new(account.passkeys) codes=codes />
            {recovery}
        }),
    )
}

/// Recovery codes, while they can be seen.
fn shown_once(codes: Vec<String>) -> Option<AnyView> {
    if codes.is_empty() {
        return None;
    }
    let codes = codes.into_iter().map(|code| piece(view! { <li><code>{code}</code></li> }));
    Some(piece(view! {
        <div class="account-codes">
            <h3>{t(people::CODES)}</h3>
            <p>{t(people::CODES_TEXT)}</p>
            <ol>{codes.collect_view()}</ol>
        </div>
    }))
}

/// A form that asks for the password, folded up.
fn confirm(
    name: &'static str,
    action: String,
    (label, text): (Text, Option<Text>),
    class: &'static str,
) -> AnyView {
    let form = form_state(name);
    let open = form.problem.is_some();
    piece(view! {
        <details class="account-fold" open=open>
            <summary>{t(label)}</summary>
            {trouble(&form)}
            <form class="account-form" method="post" action=action>
                {text.map(|text| piece(view! { <p>{t(text)}</p> }))}
                {secret(&form, (name, "password"), people::OLD_PASSWORD, None, fields::OLD)}
                <button class=class>{t(label)}</button>
            </form>
        </details>
    })
}

fn totp(on: bool, setup: Option<TotpSetup>) -> AnyView {
    let form = form_state("totp");
    let inside = match (on, setup) {
        (_, Some(setup)) => {
            let picture = format!("data:image/svg+xml,{}", api::encode(&setup.qr));
            piece(view! {
                <p>{t(people::TOTP_SCAN)}</p>
                <img class="account-qr" src=picture alt=t(people::TOTP_QR) width="232" height="232" />
                <p>
                    {t(people::TOTP_KEY)} ": " <a href=setup.uri rel="external"><code class="account-key">{setup.secret}</code></a>
                </p>
                {trouble(&form)}
                <form class="account-form" method="post" action="/api/staff/account/totp/confirm">
                    {secret(&form, ("totp", "code"), people::CODE, None, fields::CODE)}
                    <button class="button button-main">{t(people::TOTP_CONFIRM)}</button>
                </form>
            })
        }
        (true, None) => piece(view! {
            <p class="account-on">
                <Icon name="check" />
                {t(people::TOTP_ON)}
            </p>
            {confirm("totp-remove", "/api/staff/account/totp/remove".to_owned(), (people::TOTP_REMOVE, None), "button button-danger")}
        }),
        (false, None) => piece(view! {
            <p>{t(people::TOTP_OFF)}</p>
            {trouble(&form)}
            <form method="post" action="/api/staff/account/totp">
                <button class="button">{t(people::TOTP_SET_UP)}</button>
            </form>
        }),
    };
    piece(view! {
        <div id="totp">
            <h3>{t(people::TOTP)}</h3>
            {inside}
        </div>
    })
}

fn recovery(left: u32) -> AnyView {
    piece(view! {
        <div>
            <h3>{t(people::RECOVERY)}</h3>
            <p>{t(people::RECOVERY_TEXT)} " " {people::recovery_left(i18n::lang(), left)}</p>
            {confirm("codes", "/api/staff/account/codes".to_owned(), (people::RECOVERY_NEW, Some(people::RECOVERY_NEW_TEXT)), "button")}
        </div>
    })
}

#[component]
fn Passkeys(passkeys: RwSignal<Vec<Passkey>>, codes: RwSignal<Vec<String>>) -> AnyView {
    let lang = i18n::lang();
    let row = move |one: Passkey| {
        let used = match one.used_at {
            Some(at) => format!("{} {}", t(people::USED), i18n::date_time(lang, at)),
            None => t(people::UNUSED).to_owned(),
        };
        let action = format!("/api/staff/account/passkeys/{}/remove", one.id);
        let about = format!("{}: {}", t(people::REMOVE), one.name);
        piece(view! {
            <li class="account-row">
                <div>
                    <strong dir="auto">{one.name}</strong>
                    <p>{t(people::ADDED)} " " {i18n::date(lang, one.created_at)} ", " {used}</p>
                </div>
                <details class="account-fold">
                    <summary aria-label=about>{t(people::REMOVE)}</summary>
                    <form class="account-form" method="post" action=action>
                        <label>
                            {t(people::OLD_PASSWORD)}
                            <input type="password" name="password" required maxlength="1000" autocomplete="current-password" />
                        </label>
                        <button class="button button-danger">{t(people::REMOVE)}</button>
                    </form>
                </details>
            </li>
        })
    };
    let form = form_state("passkey-remove");
    // A password that was wrong is said here: the form itself is folded up again.
    let wrong = form
        .errors("password")
        .into_iter()
        .map(|why| piece(view! { <p class="account-wrong">{why}</p> }));
    let none = move || passkeys.with(Vec::is_empty);
    piece(view! {
        <div id="passkeys">
            <h3>{t(people::PASSKEYS)}</h3>
            <p>{t(people::PASSKEYS_TEXT)}</p>
            {trouble(&form)}
            {wrong.collect_view()}
            <ul class="account-list" class:gone=none>
                {move || passkeys.get().into_iter().map(row).collect_view()}
            </ul>
            <AddPasskey passkeys=passkeys codes=codes />
            <noscript><p>{t(people::PASSKEY_SCRIPT)}</p></noscript>
        </div>
    })
}

#[component]
fn AddPasskey(passkeys: RwSignal<Vec<Passkey>>, codes: RwSignal<Vec<String>>) -> AnyView {
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None);
    let failed = RwSignal::new(None);
    let done = RwSignal::new(false);
    let (sorry, none) = (t(people::PASSKEY_FAILED), t(people::PASSKEY_NONE));
    let saved = t(people::SAVED);
    let name = NodeRef::<leptos::html::Form>::new();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let typed = name.get_untracked().map(|form| crate::browser::form_values(&form));
        let typed = typed.unwrap_or_default().into_iter().find(|(field, _)| field == "name");
        let called = typed.map(|(_, value)| value).unwrap_or_default();
        busy.set(true);
        problem.set(None);
        failed.set(None);
        spawn_local(async move {
            match added(called).await {
                // New recovery codes have to be seen before anything else.
                Ok(Some(new)) if !new.codes.is_empty() => {
                    codes.try_set(new.codes);
                    done.try_set(true);
                    if let Ok(account) = api::account().await {
                        passkeys.try_set(account.passkeys);
                    }
                }
                Ok(Some(_)) => {
                    if go_to("/staff/account?done=passkey") {
                        return;
                    }
                }
                Ok(None) => {
                    failed.try_set(Some(if passkey::known() { sorry } else { none }));
                }
                Err(error) => {
                    problem.try_set(Some(problem_of(error)));
                }
            }
            busy.try_set(false);
        });
    };
    piece(view! {
        <form class="account-form alive-only" node_ref=name on:submit=handler(add)>
            {line(("passkey", "name"), people::PASSKEY_NAME, Some(people::PASSKEY_NAME_HINT), fields::OTHER, (String::new(), Vec::new()))}
            <button class="button" aria-busy=move || busy.get().then_some("true")>
                <Icon name="key" />
                {t(people::PASSKEY_ADD)}
            </button>
            <p role="status">{move || done.get().then_some(saved)}</p>
            <div role="status">{move || failed.get().map(|said| piece(view! { <p class="account-wrong">{said}</p> }))}</div>
            {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
        </form>
    })
}

async fn added(name: String) -> ApiResult<Option<Codes>> {
    let options = api::passkey_options().await?;
    let made: Option<NewPasskey> = passkey::make(options, name).await;
    let Some(made) = made else { return Ok(None) };
    api::add_passkey(&made).await.map(Some)
}
