//! Fields of forms: read, written, kept.

use wasm_bindgen::JsCast;

use super::page::{store, stored, unstore};
use crate::json;

/// Keeps what is typed into a form under `key`, and puts it back where a field is empty.
pub(crate) fn keep_form(form: &web_sys::HtmlFormElement, key: &'static str, id: i64) {
    let key = format!("{key}-{id}");
    let kept = stored(&key).and_then(|text| json::from_str::<Vec<(String, String)>>(&text));
    for (name, value) in kept.unwrap_or_default() {
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
    let save = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
        let fields = ["text", "author", "name", "contact", "note"];
        let values: Vec<_> = form_values(&watched)
            .into_iter()
            .filter(|(n, v)| fields.contains(&n.as_str()) && !v.is_empty())
            .collect();
        match serde_json::to_string(&values) {
            Ok(text) if !values.is_empty() => {
                store(&key, &text);
            }
            _ => unstore(&key),
        }
    });
    let _ = form.add_event_listener_with_callback("input", save.as_ref().unchecked_ref());
    // Goes with the form.
    save.forget();
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

/// Writes into the field of a form with this name, or chooses in it; names and values of
/// radio buttons have to be plain words.
pub(crate) fn set_form_value(form: &web_sys::HtmlFormElement, name: &str, value: &str) {
    let find = |selector: &str| form.query_selector(selector).ok().flatten();
    let field = format!("[name=\"{name}\"]");
    let Some(first) = find(&field) else { return };
    let first = match first.dyn_into::<web_sys::HtmlInputElement>() {
        Ok(input) if input.type_() == "radio" => {
            let plain = value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
            let wanted = format!("{field}[value=\"{}\"]", if plain { value } else { "" });
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
