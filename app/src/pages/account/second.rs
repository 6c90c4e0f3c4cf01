//! `/staff/second`: the second step of a sign-in.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::{
    entrance::way_back,
    fields::{self, secret, trouble},
    passkey,
};
use crate::{
    api::{self, ApiResult, Second},
    components::{Busy, Icon, PageHead, ProblemNotice, handler, piece, problem_of},
    data,
    forms::{FormState, form_state},
    i18n::{people, t},
    pages::staff_frame::go_to,
    site,
};

/// The second step: a code, or a passkey.
#[component]
pub(super) fn SecondView() -> impl IntoView {
    let form = form_state("second");
    let asked = use_query_map().with_untracked(|query| query.get("back"));
    let back = Some(form.value("back")).filter(|b| !b.is_empty()).or(asked).unwrap_or_default();
    let second = data::load(|| (), |()| api::second());
    view! {
        <PageHead title=t(people::SECOND) description=t(people::SECOND_TEXT) path="/staff/second" private=true />
        <div class="staff-entrance">
            <h1>{t(people::SECOND)}</h1>
            <Suspense fallback=|| view! { <Busy /> }>
                {move || {
                    let (form, back) = (form.clone(), back.clone());
                    Suspend::new(async move { shown(second.await, form, back) })
                }}
            </Suspense>
        </div>
    }
}

fn shown(second: ApiResult<Second>, form: FormState, back: String) -> AnyView {
    let again = piece(view! {
        <p>
            <a href="/staff" rel="external">{t(people::START_OVER)}</a>
        </p>
    });
    let second = match second {
        Ok(second) => second,
        Err(error) => {
            let problem = problem_of(error);
            site::set_status(if problem.status == 0 { 503 } else { problem.status });
            return piece(view! {
                <ProblemNotice problem=problem />
                {again}
            });
        }
    };
    let hint = if second.totp { people::CODE_HINT } else { people::CODE_HINT_RECOVERY };
    let way = way_back(&back);
    let by_code = (second.totp || second.recovery).then(|| {
        piece(view! {
            <form class="sign-in" method="post" action="/api/staff/session/second">
                <input type="hidden" name="back" value=back />
                {secret(&form, ("second", "code"), people::CODE, Some(hint), fields::CODE)}
                <button class="button button-main button-wide">{t(people::GO_ON)}</button>
            </form>
        })
    });
    let by_passkey = second.passkey.then(|| piece(view! { <ByPasskey way=way /> }));
    piece(view! {
        <p>{t(people::SECOND_TEXT)}</p>
        {trouble(&form)}
        {by_passkey}
        {by_code}
        {again}
    })
}

/// A button that signs in by a passkey. Needs a script: without, it is not there.
#[component]
pub(super) fn ByPasskey(
    /// Where to go then; none: where the person works.
    way: Option<String>,
) -> AnyView {
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None);
    let failed = RwSignal::new(None);
    let (sorry, none) = (t(people::PASSKEY_FAILED), t(people::PASSKEY_NONE));
    let sign = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        problem.set(None);
        failed.set(None);
        let way = way.clone();
        spawn_local(async move {
            match by_passkey().await {
                Ok(Some(me)) => {
                    if go_to(&way.unwrap_or_else(|| me.home())) {
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
        <div class="by-passkey alive-only">
            <button type="button" class="button button-wide" on:click=handler(sign) aria-busy=move || busy.get().then_some("true")>
                <Icon name="key" />
                {t(people::BY_PASSKEY)}
            </button>
            <div role="status">{move || failed.get().map(|said| piece(view! { <p class="account-wrong">{said}</p> }))}</div>
            {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
        </div>
    })
}

async fn by_passkey() -> ApiResult<Option<api::Me>> {
    let options = api::passkey_sign_in_options().await?;
    let Some(signature) = passkey::sign(options).await else { return Ok(None) };
    Ok(api::sign_in_by_passkey(&signature).await?.me)
}
