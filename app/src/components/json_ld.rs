//! What search engines read as data (schema.org).

use leptos::{nonce::use_nonce, prelude::*};
use serde_json::Value;

/// Data of a page as JSON-LD. Whatever stands in the data, it cannot leave the element.
#[component]
pub(crate) fn JsonLd(
    /// The data, with its `@context`.
    data: Value,
) -> impl IntoView {
    view! { <script r#type="application/ld+json" nonce=use_nonce() inner_html=inert(&data)></script> }
}

/// JSON in which no character can end or open markup: those are written as escapes, which mean
/// the same in JSON.
fn inert(data: &Value) -> String {
    let json = data.to_string();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // Outside of strings JSON has none of these.
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn data_stays_inside_its_element() {
        let data = json!({"name": "</script><script>alert(1)</script><!-- &lt; \u{2028}"});
        let text = inert(&data);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), data);
    }
}
