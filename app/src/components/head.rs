//! What search engines, link previews and browser tabs read of a page.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::escape_html;
use crate::site;

/// Title, description, canonical address and Open Graph tags of a page. The server writes them
/// all; in the browser only the title follows the reader.
#[component]
#[cfg_attr(
    not(feature = "ssr"),
    allow(unused_variables, reason = "only the server describes pages")
)]
pub(crate) fn PageHead(
    /// Title without the name of the site.
    #[prop(into)]
    title: String,
    /// One or two sentences.
    #[prop(into)]
    description: String,
    /// Canonical path.
    #[prop(into)]
    path: String,
    /// Path of a picture, or empty.
    #[prop(optional, into)]
    image: String,
    /// Whether search engines shall leave it out.
    #[prop(optional)]
    private: bool,
) -> impl IntoView {
    let full =
        if title.is_empty() { "Stadtlabor".to_owned() } else { format!("{title} · Stadtlabor") };
    #[cfg(feature = "ssr")]
    site::describe(tags(&full, description, &path, &image, private));
    site::title(move || full.clone());
}

/// The tags as HTML.
#[cfg(feature = "ssr")]
fn tags(full: &str, description: String, path: &str, image: &str, private: bool) -> String {
    let mut html = meta("name", "description", &description);
    if private {
        return html + &meta("name", "robots", "noindex");
    }
    let url = site::absolute(path);
    html += &format!("<link rel=\"canonical\" href=\"{}\">", escape_html(&url));
    let image = if image.is_empty() { String::new() } else { site::absolute(image) };
    let graph = [
        ("title", full),
        ("description", &description),
        ("url", &url),
        ("type", "website"),
        ("site_name", "Stadtlabor"),
        ("locale", crate::i18n::lang().pick("de_DE", "en_GB")),
        ("image", &image),
    ];
    for (name, value) in graph.into_iter().filter(|(_, value)| !value.is_empty()) {
        html += &meta("property", &format!("og:{name}"), value);
    }
    html
}

#[cfg(feature = "ssr")]
fn meta(kind: &str, name: &str, content: &str) -> String {
    format!("<meta {kind}=\"{name}\" content=\"{}\">", escape_html(content))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_an_attribute() {
        let tag = meta("name", "description", "\"><script>alert(1)</script>&");
        assert_eq!(
            tag,
            "<meta name=\"description\" content=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;\">"
        );
    }
}
