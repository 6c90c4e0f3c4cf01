//! Sending the form, and what becomes of it.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlElement};

use super::{
    begin::tidy,
    kept,
    state::{Editor, Note},
};
use crate::{
    api::{self, ApiError, EventForm, Problem, StaffEvent},
    browser,
    i18n::{events, problems},
    live,
};

impl Editor {
    /// Sends the form, where nothing is wrong with it.
    pub(super) fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.read("");
        self.server.set(BTreeMap::new());
        self.tried.set(true);
        let wrong = self.wrong.get_untracked();
        if !wrong.is_empty() {
            self.problem.set(Some(Problem {
                kind: "/problems/invalid".to_owned(),
                title: problems::INVALID.get(self.lang).to_owned(),
                status: 422,
                detail: Some(problems::INVALID_DETAIL.get(self.lang).to_owned()),
                fields: BTreeMap::new(),
                request_id: None,
            }));
            return show_wrong();
        }
        if self.picture.is_uploading() {
            return live::say(events::PICTURE_WAIT.get(self.lang));
        }
        self.problem.set(None);
        self.busy.set(true);
        let version = self.version.get_untracked();
        let form = EventForm { version, photo: self.picture.claim(), ..self.raw.get_untracked() };
        spawn_local(async move {
            let answer = match self.id {
                0 => api::create_event(&form, &self.key_for(&form)).await,
                id => api::save_event(id, &form).await,
            };
            match answer {
                Ok(event) => self.was_saved(&form, event),
                Err(error) => self.was_refused(error).await,
            }
            self.busy.set(false);
        });
    }

    /// The same content keeps its key, so that trying again never makes a second event.
    fn key_for(self, form: &EventForm) -> String {
        self.key
            .try_update(|(key, sent)| {
                if sent.as_ref().is_some_and(|sent| sent != form) {
                    *key = browser::random_key();
                }
                *sent = Some(form.clone());
                key.clone()
            })
            .unwrap_or_else(browser::random_key)
    }

    fn was_saved(self, sent: &EventForm, event: StaffEvent) {
        kept::forget(self.id);
        if self.busy.try_get_untracked().is_none() {
            return;
        }
        self.saved.set(event.form.clone());
        self.version.set(event.form.version);
        // What was typed since stays.
        let now = self.typed().map(|now| tidy(&now));
        let sent = tidy(&EventForm { photo: String::new(), ..sent.clone() });
        if now.is_none_or(|now| EventForm { photo: String::new(), ..now } == sent) {
            self.draw(event.form.clone(), Note::None);
        } else {
            self.picture.clear();
            self.keep_now();
        }
        if self.id != 0 {
            live::say(events::SAVED.get(self.lang));
        }
        self.told.run(event);
    }

    async fn was_refused(self, error: ApiError) {
        if error.status() == Some(412)
            && let Ok(fresh) = api::staff_event(self.id).await
        {
            self.version.set(fresh.form.version);
            self.saved.set(fresh.form);
        }
        let problem = match error {
            ApiError::Problem(problem) => problem,
            ApiError::Network => Problem {
                kind: "about:blank".to_owned(),
                title: problems::NETWORK.get(self.lang).to_owned(),
                status: 0,
                detail: None,
                fields: BTreeMap::new(),
                request_id: None,
            },
        };
        self.server.set(problem.fields.clone());
        let wrong = !problem.fields.is_empty();
        self.problem.set(Some(problem));
        if wrong {
            show_wrong();
        }
    }
}

/// Leads to the first field that something is wrong with.
fn show_wrong() {
    browser::after_ms(50, || {
        let wrong = ".event-form :is(fieldset.field-invalid, [aria-invalid='true'])";
        let first = document().query_selector(wrong).ok().flatten();
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            // What is folded is not seen.
            if let Ok(Some(fold)) = first.closest("details") {
                let _ = fold.set_attribute("open", "");
            }
            let _ = first.focus();
        }
    });
}
