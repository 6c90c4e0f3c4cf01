//! Markdown as text, for what shows nothing else: calendars, feeds, mails.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// A text in Markdown without its marks; lines, paragraphs and points stay, and a link is
/// followed by where it leads.
pub fn plain(text: &str) -> String {
    let mut writer = Writer::default();
    for event in Parser::new_ext(text, Options::empty()) {
        writer.write(event);
    }
    writer.out.truncate(writer.out.trim_end().len());
    writer.out
}

/// The beginning of a text, of at most so many characters: whole words, in their lines.
pub fn beginning(text: &str, max: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(max) else { return text.to_owned() };
    let cut = &text[..end];
    let cut = cut.rfind(char::is_whitespace).map_or(cut, |space| &cut[..space]);
    format!("{}…", cut.trim_end_matches(|c: char| c.is_whitespace() || ",;:.–-".contains(c)))
}

#[derive(Default)]
struct Writer {
    out: String,
    /// How many lines must end before anything else is written.
    gap: usize,
    /// Of the lists that are open, the number of the next point, where they are numbered.
    lists: Vec<Option<u64>>,
    /// Of the links that are open, where their text begins and where they lead.
    links: Vec<(usize, String)>,
}

impl Writer {
    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            Event::Rule => self.gap = 2,
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(_) => {}
        }
    }

    fn push(&mut self, text: &str) {
        let gap = std::mem::take(&mut self.gap);
        if gap > 0 && !self.out.is_empty() {
            // Blocks of code bring the end of their last line.
            self.out.truncate(self.out.trim_end_matches('\n').len());
            self.out.extend(std::iter::repeat_n('\n', gap));
        }
        self.out.push_str(text);
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::List(first) => {
                self.gap = self.gap.max(1);
                self.lists.push(first);
            }
            Tag::Item => {
                self.gap = self.gap.max(1);
                let indent = "  ".repeat(self.lists.len().saturating_sub(1));
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}.", *number - 1)
                    }
                    _ => "-".to_owned(),
                };
                self.push(&format!("{indent}{mark} "));
            }
            Tag::Link { dest_url, link_type, .. } => {
                // What is a link by itself says where it leads.
                let itself = matches!(link_type, LinkType::Autolink | LinkType::Email);
                let to = if itself { String::new() } else { dest_url.to_string() };
                self.links.push((self.out.len(), to));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap = if self.lists.is_empty() { 2 } else { 1 };
            }
            TagEnd::Item => self.gap = self.gap.max(1),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::BlockQuote(_) => self.gap = if self.lists.is_empty() { 2 } else { 1 },
            TagEnd::Link => {
                let (from, to) = self.links.pop().unwrap_or_default();
                let web = to.starts_with("https://") || to.starts_with("http://");
                if web && self.out.get(from..).is_some_and(|text| text.trim() != to) {
                    self.push(&format!(" ({to})"));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_and_marks_go() {
        assert_eq!(
            plain(
                "# Löten\n\nErste *Zeile*,\nzweite **Zeile**.\n\n\n- eins\n- `zwei`\n\n3. drei\n4. vier\n\nEnde"
            ),
            "Löten\n\nErste Zeile,\nzweite Zeile.\n\n- eins\n- zwei\n\n3. drei\n4. vier\n\nEnde"
        );
        assert_eq!(
            plain("- a\n  - b\n\n- c\n\n> so\n\n---\n```\nx\ny\n```\nz"),
            "- a\n  - b\n- c\n\nso\n\nx\ny\n\nz"
        );
        assert_eq!(
            plain("a\u{20}\u{20}\nb <i>c</i> &amp; ![Plan](https://x.example/p.png)"),
            "a\nb <i>c</i> & Plan"
        );
        assert_eq!(plain(""), "");
    }

    #[test]
    fn links_say_where_they_lead() {
        assert_eq!(
            plain("[Plan](https://x.example/a) und mehr"),
            "Plan (https://x.example/a) und mehr"
        );
        assert_eq!(plain("[https://x.example](https://x.example)"), "https://x.example");
        assert_eq!(plain("<https://x.example> <a@x.example>"), "https://x.example a@x.example");
        assert_eq!(plain("[x](javascript:alert)"), "x");
    }

    #[test]
    fn beginnings_are_whole_words() {
        assert_eq!(beginning("Eins\nzwei, drei", 15), "Eins\nzwei, drei");
        assert_eq!(beginning("Eins\nzwei, drei", 14), "Eins\nzwei…");
        assert_eq!(beginning("Übergrößenträger", 5), "Überg…");
    }

    #[test]
    fn nothing_breaks_it() {
        for depth in [">", "- ", "*", "[", "![", "<"] {
            plain(&depth.repeat(8000 / depth.len()));
        }
    }
}
