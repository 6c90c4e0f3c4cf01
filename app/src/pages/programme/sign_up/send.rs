//! Sending the sign-up from a page that is alive.

use leptos::{prelude::*, task::spawn_local};

use super::{
    draft::{self, Draft},
    model::FormModel,
};
use crate::{
    api::{self, ApiError, ApiResult, NewRegistration, Problem, RegistrationCreated},
    browser,
    i18n::{Lang, programme::sign_up as texts},
};

/// What one goes on to: the path of the private page.
pub(super) type Go = Callback<String>;

/// The person asked to send: checks, sends.
pub(super) fn submit(model: FormModel, event: i64, draft: StoredValue<Draft>, go: Go) {
    if model.busy.get_untracked() {
        return;
    }
    if !model.check() {
        model.focus_first_wrong();
        return;
    }
    let whole = model.raw.get_untracked();
    model.busy.set(true);
    spawn_local(async move {
        let problem = match deliver(event, &whole, draft).await {
            Ok(made) => {
                draft::forget(event);
                remember(&made.manage_url);
                // It stays busy until the other page is there.
                go.run(format!("{}?new=1", made.manage_url));
                return;
            }
            Err(ApiError::Problem(problem)) => problem,
            Err(ApiError::Network) => no_answer(model.lang),
        };
        // Nobody there any more: the draft is kept, nothing is lost.
        if model.busy.try_set(false).is_none() {
            model.refused(problem);
        }
    });
}

async fn deliver(
    event: i64,
    whole: &NewRegistration,
    draft: StoredValue<Draft>,
) -> ApiResult<RegistrationCreated> {
    let answer = api::register(event, whole, &key(event, whole, draft)).await;
    if !is_key_reused(&answer) {
        return answer;
    }
    // Another tab sent something else under this draft's key.
    draft.try_update_value(|draft| draft.key.clear());
    api::register(event, whole, &key(event, whole, draft)).await
}

/// The key to send this with, noted in the draft before anything is sent.
fn key(event: i64, whole: &NewRegistration, draft: StoredValue<Draft>) -> String {
    let key = draft.try_update_value(|draft| {
        draft.values = whole.clone();
        let key = draft.key_to_send(whole, browser::random_key);
        draft::save(event, draft);
        key
    });
    key.unwrap_or_else(browser::random_key)
}

fn is_key_reused<T>(answer: &ApiResult<T>) -> bool {
    matches!(answer, Err(ApiError::Problem(problem)) if problem.kind.ends_with("/key-reused"))
}

/// Where this tab remembers what its last private page was: one of a sign-up.
const SIGNED_UP: &str = "signed-up";

/// Remembers that this private page is one of a sign-up, so that nobody has to be asked first
/// whether it is one of an idea.
pub(crate) fn remember(manage_url: &str) {
    browser::tab_store(SIGNED_UP, manage_url);
}

/// Whether this private page is known to be one of a sign-up.
pub(crate) fn is_remembered(manage_url: &str) -> bool {
    browser::tab_stored(SIGNED_UP).as_deref() == Some(manage_url)
}

/// No answer came: nothing is lost, and trying again is safe.
pub(crate) fn no_answer(lang: Lang) -> Problem {
    Problem {
        kind: "about:blank".to_owned(),
        title: texts::FAILED.get(lang).to_owned(),
        status: 0,
        detail: Some(texts::FAILED_DETAIL.get(lang).to_owned()),
        fields: std::collections::BTreeMap::new(),
        request_id: None,
    }
}
