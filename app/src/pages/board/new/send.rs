//! Sending the form from a page that is alive.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    form::Purpose,
    model::{FormModel, Sending},
};
use crate::{
    api::{self, ApiError, ApiResult, MyIdea, NewIdea, Problem},
    components::effect,
    i18n::form,
};

/// What the server did with what was sent.
enum Delivered {
    /// A new idea, with the path of its private page.
    Created(String),
    /// The changed idea.
    Saved(Box<MyIdea>),
}

/// Knows where to send and what to do afterwards.
#[derive(Clone, Copy)]
pub(super) struct Sender {
    purpose: StoredValue<Purpose>,
    go: Callback<String>,
}

impl Sender {
    /// For this purpose. Called while a page is rendered: it asks for the router.
    pub(super) fn new(purpose: Purpose) -> Self {
        let navigate = use_navigate();
        let go = Callback::new(move |path: String| navigate(&path, NavigateOptions::default()));
        Self { purpose: StoredValue::new(purpose), go }
    }
}

/// The person asked to send: checks, waits for photos, sends.
pub(super) fn submit(model: FormModel, sender: Sender) {
    if model.sending.get_untracked() != Sending::No {
        return;
    }
    if !model.check() {
        model.show_summary();
    } else if untrack(|| model.photos.is_uploading()) {
        model.sending.set(Sending::WaitsForPhotos);
    } else {
        send(model, sender);
    }
}

/// Goes on with a send that waited, when the last photo has arrived or failed.
pub(super) fn when_photos_are_there(model: FormModel, sender: Sender) {
    effect(move || {
        if model.sending.get() != Sending::WaitsForPhotos || model.photos.is_uploading() {
            return;
        }
        untrack(|| {
            model.sending.set(Sending::No);
            submit(model, sender);
        });
    });
}

fn send(model: FormModel, sender: Sender) {
    let Some(purpose) = sender.purpose.try_get_value() else { return };
    model.sending.set(Sending::Now);
    let whole = model.whole();
    let mut key = model.key_to_send(&whole);
    spawn_local(async move {
        let mut answer = deliver(&purpose, &whole, &key).await;
        if is_key_reused(&answer) {
            // Another tab sent something else under this draft's key.
            model.forget_key();
            key = model.key_to_send(&whole);
            answer = deliver(&purpose, &whole, &key).await;
        }
        // Nobody there any more: the draft is saved, nothing is lost.
        if model.sending.try_set(Sending::No).is_some() {
            return;
        }
        match answer {
            Ok(Delivered::Created(path)) => {
                model.arrived();
                sender.go.run(format!("{path}?new=1"));
            }
            Ok(Delivered::Saved(my)) => {
                if let Purpose::Edit { saved, .. } = purpose {
                    saved.run(*my);
                }
            }
            Err(ApiError::Problem(problem)) => model.refused(problem),
            Err(ApiError::Network) => model.refused(no_answer(model)),
        }
    });
}

async fn deliver(purpose: &Purpose, whole: &NewIdea, key: &str) -> ApiResult<Delivered> {
    match purpose {
        Purpose::New => {
            api::create_idea(whole, key).await.map(|made| Delivered::Created(made.manage_url))
        }
        Purpose::Edit { token, .. } => {
            api::edit_my_idea(token, whole).await.map(|my| Delivered::Saved(Box::new(my)))
        }
    }
}

fn is_key_reused(answer: &ApiResult<Delivered>) -> bool {
    matches!(answer, Err(ApiError::Problem(problem)) if problem.kind.ends_with("/key-reused"))
}

fn no_answer(model: FormModel) -> Problem {
    Problem {
        kind: "about:blank".to_owned(),
        title: form::SEND_FAILED.get(model.lang).to_owned(),
        status: 0,
        detail: Some(form::SEND_FAILED_DETAIL.get(model.lang).to_owned()),
        fields: std::collections::BTreeMap::new(),
        request_id: None,
    }
}
