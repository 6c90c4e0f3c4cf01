//! A mail as plain text.

use super::letters::{Block, Page};

/// The whole text; lines are wrapped by whoever shows them.
pub(super) fn render(page: &Page) -> String {
    let mut out = format!("{}\n", page.heading);
    for block in &page.blocks {
        out.push('\n');
        match block {
            Block::Text(text) => out.push_str(text),
            Block::Title { text, url } => {
                out.push_str(text);
                if let Some(url) = url {
                    out.push('\n');
                    out.push_str(url);
                }
            }
            Block::Quote(text) => {
                let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
                out.push_str(&lines.join("\n"));
            }
            Block::List(items) => {
                let lines: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
                out.push_str(&lines.join("\n"));
            }
            Block::Button { label, url } => {
                out.push_str(label);
                out.push_str(":\n");
                out.push_str(url);
            }
        }
        out.push('\n');
    }
    // What follows these two hyphens and a blank is a signature to every mail program.
    out.push_str("\n-- \n");
    for line in &page.footer {
        out.push_str(&line.text);
        if let Some(url) = &line.url {
            out.push('\n');
            out.push_str(url);
        }
        out.push('\n');
    }
    out
}
