//! Fields of forms: read, written, kept.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;

use super::page::{clock, store, stored, unstore};
use crate::json;

/// Where the browser keeps the drafts: all in one place, so that looking at one drops all that
/// are too old.
const PLACE: &str = "form-drafts";
/// As long as the privacy page says.
const DRAFT_MS: i64 = 30 * 24 * 3_600_000;
/// What somebody thought about while writing. A name or a telephone number is typed again in a
/// moment, and is not for whoever uses this browser next.
const DRAFT_FIELDS: [&str; 4] = ["text", "note", "good", "missing"];

/// What was typed into a form and not sent.
#[derive(Serialize, Deserialize)]
struct Draft {
    /// Which form.
    form: String,
    /// When, by the browser's clock.
    at: i64,
    /// Whether it was typed on a page that answers a plain post: then it is not what was posted.
    after: bool,
    /// Names of fields, and what stands in them.
    fields: Vec<(String, String)>,
}

/// The drafts that are not too old.
fn drafts() -> Vec<Draft> {
    let Some(text) = stored(PLACE) else { return Vec::new() };
    let mut drafts = json::from_str::<Vec<Draft>>(&text).unwrap_or_default();
    let (all, now) = (drafts.len(), clock().0);
    drafts.retain(|draft| now - draft.at <= DRAFT_MS);
    if drafts.len() < all {
        save(&drafts);
    }
    drafts
}

fn save(drafts: &[Draft]) {
    match serde_json::to_string(drafts) {
        Ok(text) if !drafts.is_empty() => {
            store(PLACE, &text);
        }
        _ => unstore(PLACE),
    }
}

fn draft_name(form: &str, id: i64) -> String {
    format!("{form}-{id}")
}

/// Forgets what was typed into a form: it was sent.
pub(crate) fn forget_form(form: &str, id: i64) {
    let name = draft_name(form, id);
    let mut drafts = drafts();
    drafts.retain(|draft| draft.form != name);
    save(&drafts);
}

/// Keeps what is typed into a form, and puts it back where a field is empty. `sent` says that
/// this page answers a plain post of the form: what was typed before it is done with.
pub(crate) fn keep_form(form: &web_sys::HtmlFormElement, kind: &'static str, id: i64, sent: bool) {
    let form_name = draft_name(kind, id);
    let mut kept = drafts();
    if sent {
        kept.retain(|draft| draft.form != form_name || draft.after);
        save(&kept);
    }
    let draft = kept.into_iter().find(|draft| draft.form == form_name);
    for (name, value) in draft.map(|draft| draft.fields).unwrap_or_default() {
        let Ok(Some(field)) = form.query_selector(&format!("[name='{name}']")) else {
            continue;
        };
        if let Some(area) = field.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            if area.value().is_empty() {
                area.set_value(&value);
            }
        } else if let Some(input) = field.dyn_ref::<web_sys::HtmlInputElement>()
            && input.type_() != "hidden"
            && input.value().is_empty()
        {
            input.set_value(&value);
        }
    }
    let watched = form.clone();
    let typed = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
        let fields: Vec<_> = form_values(&watched)
            .into_iter()
            .filter(|(name, value)| DRAFT_FIELDS.contains(&name.as_str()) && !value.is_empty())
            .collect();
        let mut drafts = drafts();
        drafts.retain(|draft| draft.form != form_name);
        if !fields.is_empty() {
            let form = form_name.clone();
            drafts.push(Draft { form, at: clock().0, after: sent, fields });
        }
        save(&drafts);
    });
    let _ = form.add_event_listener_with_callback("input", typed.as_ref().unchecked_ref());
    // Goes with the form.
    typed.forget();
}

/// The values of a form's fields, in order.
pub(crate) fn form_values(form: &web_sys::HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = web_sys::FormData::new_with_form(form) else { return Vec::new() };
    let mut values = Vec::new();
    for entry in js_sys::try_iter(&data).ok().flatten().into_iter().flatten().flatten() {
        let pair = js_sys::Array::from(&entry);
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            values.push((name, value));
        }
    }
    values
}

/// Writes into the field of a form with this name, or chooses in it; names have to be plain words.
pub(crate) fn set_form_value(form: &web_sys::HtmlFormElement, name: &str, value: &str) {
    let find = |selector: &str| form.query_selector(selector).ok().flatten();
    let field = format!("[name=\"{name}\"]");
    let Some(first) = find(&field) else { return };
    let first = match first.dyn_into::<web_sys::HtmlInputElement>() {
        Ok(input) if input.type_() == "radio" => {
            // As a string of CSS; what has line ends in it is no value of a radio button.
            let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
            let wanted = format!("{field}[value=\"{quoted}\"]");
            for (selector, on) in [(format!("{field}:checked"), false), (wanted, true)] {
                let radio = find(&selector).and_then(|r| r.dyn_into().ok());
                if let Some(radio) = radio as Option<web_sys::HtmlInputElement> {
                    radio.set_checked(on);
                }
            }
            return;
        }
        Ok(input) => return input.set_value(value),
        Err(other) => other,
    };
    match first.dyn_into::<web_sys::HtmlTextAreaElement>() {
        Ok(text) => text.set_value(value),
        Err(other) => {
            if let Ok(select) = other.dyn_into::<web_sys::HtmlSelectElement>() {
                select.set_value(value);
            }
        }
    }
}
