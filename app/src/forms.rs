//! Forms that work before, and without, WebAssembly.
//!
//! A plain post that fails comes back as the same page with what was typed and what is wrong.
//! The server puts a [`FormState`] into the page's context; it travels to the browser with the
//! page, so that both render the same.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{api::Problem, data};

/// What a failed plain post brings back to its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormState {
    /// Which form of the page it was: `idea`, `comment`, `companion`, `report`, `sign-in`.
    pub form: String,
    /// What was typed, by field name. Passwords are never in it.
    pub values: BTreeMap<String, Vec<String>>,
    /// What is wrong.
    pub problem: Option<Problem>,
}

impl FormState {
    /// The first value of a field, empty where there is none.
    pub fn value(&self, field: &str) -> String {
        self.values.get(field).and_then(|v| v.first()).cloned().unwrap_or_default()
    }

    /// What is wrong with a field.
    pub fn errors(&self, field: &str) -> Vec<String> {
        self.problem.as_ref().and_then(|p| p.fields.get(field)).cloned().unwrap_or_default()
    }
}

/// The state of the named form on this page; empty unless a plain post of it failed.
pub fn form_state(form: &str) -> FormState {
    let state = posted_form();
    if state.form == form { state } else { FormState::default() }
}

/// The state of whichever form of this page a plain post failed of; empty where none did.
pub fn posted_form() -> FormState {
    data::shared(|| use_context::<FormState>().unwrap_or_default())
}
