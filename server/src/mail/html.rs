//! A mail as HTML: one column, large type, readable in light and dark, with and without style.

use app::{components::escape_html as escape, i18n::Lang};

use super::letters::{Block, Page};

/// Colours are those of the pages (`style/tokens.css`). Mail programs that drop the style sheet
/// keep the attributes.
const STYLE: &str = "
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .ground { background: #191714 !important; color: #f4eee2 !important; }
  .card { background: #24211c !important; border-color: #3d382f !important; }
  h1, h2, p, li { color: #f4eee2 !important; }
  a { color: #5fd3b8 !important; }
  .button { background: #5fd3b8 !important; color: #10231f !important; }
  .quote { border-color: #5fd3b8 !important; }
  .small, .small a { color: #bdb4a4 !important; }
}";

const FONT: &str =
    "font-family:'Atkinson Hyperlegible Next',system-ui,-apple-system,'Segoe UI',sans-serif";
const TEXT: &str = "margin:0 0 16px;font-size:17px;line-height:1.5;color:#22201c";

/// The whole document.
pub(super) fn render(page: &Page, lang: Lang) -> String {
    let mut blocks = String::new();
    for block in &page.blocks {
        blocks.push_str(&show(block));
    }
    let mut footer = String::new();
    for line in &page.footer {
        let text = escape(&line.text);
        let line = match &line.url {
            Some(url) => format!("<a href=\"{}\" style=\"color:#595349\">{text}</a>", escape(url)),
            None => text,
        };
        footer.push_str(&format!(
            "<p class=\"small\" style=\"margin:0 0 8px;font-size:15px;line-height:1.5;color:#595349\">{line}</p>\n"
        ));
    }
    format!(
        "<!DOCTYPE html>
<html lang=\"{lang}\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"supported-color-schemes\" content=\"light dark\">
<title>{subject}</title>
<style>{STYLE}
</style>
</head>
<body class=\"ground\" style=\"margin:0;padding:0;background:#faf6ee;color:#22201c;{FONT}\">
<div class=\"ground\" lang=\"{lang}\" style=\"padding:24px 12px;background:#faf6ee\">
<div role=\"article\" aria-label=\"{subject}\" style=\"max-width:560px;margin:0 auto\">
<p class=\"small\" style=\"margin:0 0 12px;font-size:15px;font-weight:700;color:#595349\">Stadtlabor</p>
<div class=\"card\" style=\"padding:24px 20px 12px;background:#ffffff;border:1px solid #d9cfbb;border-radius:12px\">
<h1 style=\"margin:0 0 16px;font-size:24px;line-height:1.25;color:#22201c\">{heading}</h1>
{blocks}</div>
<div style=\"padding:16px 4px 0\">
{footer}</div>
</div>
</div>
</body>
</html>
",
        lang = lang.tag(),
        subject = escape(&page.subject),
        heading = escape(&page.heading),
    )
}

fn show(block: &Block) -> String {
    match block {
        Block::Text(text) => format!("<p style=\"{TEXT}\">{}</p>\n", lines(text)),
        Block::Title { text, url } => {
            let text = escape(text);
            let text = match url {
                Some(url) => {
                    format!("<a href=\"{}\" style=\"color:#0b5d4e\">{text}</a>", escape(url))
                }
                None => text,
            };
            format!(
                "<h2 style=\"margin:20px 0 8px;font-size:19px;line-height:1.3;color:#22201c\">{text}</h2>\n"
            )
        }
        Block::Quote(text) => {
            let paragraphs: String = text
                .split("\n\n")
                .map(|paragraph| {
                    format!("<p style=\"{TEXT};margin-bottom:8px\">{}</p>", lines(paragraph))
                })
                .collect();
            format!(
                "<blockquote class=\"quote\" style=\"margin:0 0 16px;padding:4px 0 0 14px;border-left:4px solid #0b5d4e\">{paragraphs}</blockquote>\n"
            )
        }
        Block::List(items) => {
            let items: String = items
                .iter()
                .map(|item| format!("<li style=\"{TEXT};margin-bottom:8px\">{}</li>", lines(item)))
                .collect();
            format!("<ul style=\"margin:0 0 16px;padding-left:22px\">{items}</ul>\n")
        }
        Block::Button { label, url } => format!(
            "<p style=\"margin:0 0 16px\"><a class=\"button\" href=\"{}\" style=\"display:inline-block;padding:12px 20px;border-radius:8px;background:#0b5d4e;color:#ffffff;font-size:17px;font-weight:700;text-decoration:none\">{}</a></p>\n",
            escape(url),
            escape(label),
        ),
    }
}

fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::letters::Line;

    #[test]
    fn what_people_wrote_stays_text() {
        let evil = "</p><script>alert(1)</script>\"'&".to_owned();
        let page = Page {
            subject: evil.clone(),
            heading: evil.clone(),
            blocks: vec![
                Block::Text(evil.clone()),
                Block::Quote(evil.clone()),
                Block::List(vec![evil.clone()]),
                Block::Title { text: evil.clone(), url: Some(evil.clone()) },
                Block::Button { label: evil.clone(), url: evil.clone() },
            ],
            footer: vec![Line { text: evil.clone(), url: Some(evil) }],
            ..Page::default()
        };
        let html = render(&page, Lang::De);
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("\"'&\""), "{html}");
        assert!(html.contains("<html lang=\"de\">"));
    }
}
