//! From the Markdown of answers to HTML that may stand on a page.
//!
//! What people write is text, whatever it looks like: HTML in it is shown, not obeyed, pictures
//! leave their description behind, and a link leads to the web or a mailbox or is none. A line
//! that ends is a line that ends, as in a letter.

mod plain;

use app::components::escape_html;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub use plain::{beginning, plain};

/// Where links may lead.
const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

/// The HTML of a text in Markdown (CommonMark). Headings begin with the third level: above them
/// stands the page's own.
pub fn html(text: &str) -> String {
    let mut writer = Writer { out: String::with_capacity(text.len() * 2), links: Vec::new() };
    for event in Parser::new_ext(text, Options::empty()) {
        writer.write(event);
    }
    writer.out
}

struct Writer {
    out: String,
    /// Of the links that are open, which are shown as such.
    links: Vec<bool>,
}

impl Writer {
    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => {
                self.out.push_str("<code>");
                self.text(&code);
                self.out.push_str("</code>");
            }
            Event::SoftBreak | Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            // HTML is text here. The rest belongs to extensions that are off.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&escape_html(text));
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.out.push_str(heading(*level, true)),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>"),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.out.push_str("<pre><code>");
            }
            Tag::List(None) => self.out.push_str("<ul>"),
            Tag::List(Some(1)) => self.out.push_str("<ol>"),
            Tag::List(Some(start)) => self.out.push_str(&format!("<ol start=\"{start}\">")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Link { dest_url, link_type, .. } => {
                let mailbox = *link_type == pulldown_cmark::LinkType::Email;
                let to = if mailbox { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let lower = to.to_ascii_lowercase();
                let shown = SCHEMES.iter().any(|scheme| lower.starts_with(scheme));
                if shown {
                    let to = escape_html(&to);
                    self.out.push_str(&format!("<a href=\"{to}\" rel=\"nofollow noopener\">"));
                }
                self.links.push(shown);
            }
            // Its description follows as text.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => "</p>",
            TagEnd::Heading(level) => heading(level, false),
            TagEnd::BlockQuote(_) => "</blockquote>",
            TagEnd::CodeBlock => "</code></pre>",
            TagEnd::List(false) => "</ul>",
            TagEnd::List(true) => "</ol>",
            TagEnd::Item => "</li>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Link if self.links.pop() == Some(true) => "</a>",
            _ => "",
        };
        self.out.push_str(close);
    }
}

fn heading(level: HeadingLevel, open: bool) -> &'static str {
    match (level, open) {
        (HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3, true) => "<h3>",
        (HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3, false) => "</h3>",
        (HeadingLevel::H4, true) => "<h4>",
        (HeadingLevel::H4, false) => "</h4>",
        (HeadingLevel::H5, true) => "<h5>",
        (HeadingLevel::H5, false) => "</h5>",
        (HeadingLevel::H6, true) => "<h6>",
        (HeadingLevel::H6, false) => "</h6>",
    }
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn what_staff_write() {
        assert_eq!(
            html("Danke!\nWir **bauen** sie.\n\n- *eins*\n- zwei\n\n3. drei"),
            "<p>Danke!<br>Wir <strong>bauen</strong> sie.</p>\
             <ul><li><em>eins</em></li><li>zwei</li></ul><ol start=\"3\"><li>drei</li></ol>"
        );
        assert_eq!(html("# Plan\n#### Fein"), "<h3>Plan</h3><h4>Fein</h4>");
        assert_eq!(
            html("> so\n\n---\n\n`a<b`"),
            "<blockquote><p>so</p></blockquote><hr><p><code>a&lt;b</code></p>"
        );
        assert_eq!(html("```js\nx</code>\n```"), "<pre><code>x&lt;/code&gt;\n</code></pre>");
    }

    #[test]
    fn links_lead_to_the_web_or_a_mailbox() {
        assert_eq!(
            html("[Plan](https://example.org/?a=1&b=\"2\")"),
            "<p><a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" rel=\"nofollow noopener\">Plan</a></p>"
        );
        assert_eq!(
            html("<stadt@example.org>"),
            "<p><a href=\"mailto:stadt@example.org\" rel=\"nofollow noopener\">stadt@example.org</a></p>"
        );
        for hostile in [
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](java&Tab;script:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](vbscript:x)",
            "[x](//evil.example)",
            "[x](/staff)",
            "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x]",
            "[x](\u{1}javascript:alert(1))",
            "[x](<https:evil>)",
        ] {
            let made = html(hostile);
            assert!(!made.contains("<a") && !made.contains("href"), "{hostile}: {made}");
        }
    }

    #[test]
    fn html_stays_text_and_pictures_go() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <b onclick=\"x\">b</b>",
            "![<script>](https://example.org/x.png \"t\" )",
            "<div\n onload=x>\n\n</div>",
            "<!-- --><svg/onload=alert(1)>",
            "&lt;script&gt;",
            "[a](https://e.example/\"onmouseover=\"alert(1))",
            "[a](https://e.example '\" onclick=x')",
            "```\"><script>\nx\n```",
            "# <script>",
            "<iframe src='javascript:x'>\n# h",
        ] {
            let made = html(hostile);
            let mut rest = made.clone();
            for own in ["p", "h3", "a", "code", "pre", "br"] {
                rest = rest.replace(&format!("<{own}>"), "").replace(&format!("</{own}>"), "");
            }
            let link = "\" rel=\"nofollow noopener\">";
            let rest = rest.replace("<a href=\"", "").replace(link, "");
            assert!(
                !rest.contains('<') && !rest.contains('>') && !rest.contains('"'),
                "{hostile}: {made}"
            );
            assert!(!made.contains("<img"), "{made}");
        }
        assert_eq!(html("![Plan](https://example.org/x.png)"), "<p>Plan</p>");
    }

    #[test]
    fn nothing_breaks_it() {
        for depth in [">", "- ", "*", "[", "![", "<"] {
            html(&depth.repeat(8000 / depth.len()));
        }
        assert_eq!(html(""), "");
    }
}
