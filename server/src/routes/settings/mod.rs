//! What the team sets: labs, topics, projects, departments, templates, rules.
//!
//! Nothing is deleted, for ideas refer to it: it is put away, and offered no more.

pub mod archive;
mod items;

pub use items::{departments, labs, projects, rules, templates, topics};

use app::{
    api::{Saved, Section, encode},
    domain::Scope,
    i18n::{Lang, admin as texts},
};
use axum::{
    Json,
    http::HeaderMap,
    response::{IntoResponse, Response},
};

use super::{
    error::Error,
    posted::{Again, FormValues, failed, see_other},
    staff::Staff,
};
use crate::{
    clock::now,
    store::{
        decisions::By,
        places::{Admin, Change},
    },
};

/// The form of an item on its page.
const FORM: &str = "setting";

/// Whose change it is, when, and what the person has seen of it.
fn admin<'a, R>(staff: &Staff<R>, scope: &'a Scope, seen: &str) -> Admin<'a> {
    Admin { by: By { staff: staff.me.id, now: now() }, scope, seen: seen.trim().parse().ok() }
}

fn saved(change: Change) -> Result<Saved, Error> {
    match change {
        Change::Done(id, seq) => Ok(Saved { id, seq }),
        Change::NotFound => Err(Error::NotFound),
        Change::Forbidden => Err(Error::Forbidden),
        Change::Changed => Err(Error::Changed),
        Change::Full => Err(Error::Conflict(texts::FULL)),
        Change::Last => Err(Error::Conflict(texts::LAST_TOPIC)),
        Change::Unknown(errors) => Err(errors.into()),
    }
}

/// What the answer to a change depends on.
struct Asked<'a> {
    headers: &'a HeaderMap,
    lang: Lang,
    /// What was typed, where it was a form.
    typed: Option<FormValues>,
    section: Section,
    /// Whose page a failed form comes back to.
    id: Option<&'a str>,
    /// What the list then says that was done.
    done: &'static str,
}

/// JSON to a program, the list of the section to a form; or what is wrong, to the form with
/// what was typed.
async fn answer(asked: Asked<'_>, outcome: Result<Saved, Error>) -> Response {
    let Asked { headers, lang, typed, section, id, done } = asked;
    let list = format!("/staff/settings/{}", section.segment());
    match outcome {
        Ok(saved) if typed.is_some() => {
            // Nothing was different: there is nothing to tell, and nothing to take back.
            let done = if saved.seq.is_some() { done } else { "same" };
            see_other(&format!("{list}?{done}={}", encode(&saved.id)))
        }
        Ok(saved) => Json(saved).into_response(),
        Err(error) => {
            let path = match (section, id) {
                (Section::Rules, _) => list,
                (_, Some(id)) => format!("{list}/{}", encode(id)),
                (_, None) => format!("{list}/new"),
            };
            failed(headers, lang, typed, Again { path: &path, form: FORM }, error).await
        }
    }
}
