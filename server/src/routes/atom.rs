//! What all feeds share (Atom, RFC 4287).

use std::fmt::Write as _;

use app::{
    domain::Timestamp,
    i18n::{Lang, common},
};

/// A feed.
pub(super) struct Feed<'a> {
    /// The site, without a slash at the end.
    pub(super) base: &'a str,
    /// Path of the feed.
    pub(super) path: &'a str,
    /// Path of the page that shows the same.
    pub(super) page: &'a str,
    /// What it is narrowed to: empty, or with a question mark.
    pub(super) query: &'a str,
    /// What it is about.
    pub(super) title: &'a str,
}

/// One of its entries.
pub(super) struct Item<'a> {
    /// Where it is read, and what it is known by.
    pub(super) link: &'a str,
    pub(super) title: &'a str,
    pub(super) published: Timestamp,
    pub(super) updated: Timestamp,
    pub(super) categories: Vec<&'a str>,
    /// Who wrote it, where that is not the site.
    pub(super) author: Option<&'a str>,
    /// Plain text.
    pub(super) text: &'a str,
}

impl Feed<'_> {
    /// The document.
    pub(super) fn document(&self, items: &[Item<'_>]) -> String {
        let (base, query) = (escaped(self.base), escaped(self.query));
        let (path, page, title) = (self.path, self.page, escaped(self.title));
        // With nothing in it, the feed has not changed since the beginning.
        let updated = items.iter().map(|item| item.updated).max().unwrap_or_default();
        let name = common::STADTLABOR.get(Lang::De);
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\">\n\
             <id>{base}{path}{query}</id>\n<title>{name}: {title}</title>\n\
             <updated>{updated}</updated>\n<author><name>{name}</name></author>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}{path}{query}\"/>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{base}{page}{query}\"/>\n",
        );
        for item in items {
            item.write(&mut out);
        }
        out.push_str("</feed>\n");
        out
    }
}

impl Item<'_> {
    fn write(&self, out: &mut String) {
        let link = escaped(self.link);
        let _ = write!(
            out,
            "<entry>\n<id>{link}</id>\n<title>{}</title>\n<link href=\"{link}\"/>\n\
             <published>{}</published>\n<updated>{}</updated>\n",
            escaped(self.title),
            self.published,
            self.updated,
        );
        for category in &self.categories {
            let _ = writeln!(out, "<category term=\"{}\"/>", escaped(category));
        }
        if let Some(author) = self.author {
            let _ = writeln!(out, "<author><name>{}</name></author>", escaped(author));
        }
        let _ = write!(out, "<content type=\"text\">{}</content>\n</entry>\n", escaped(self.text));
    }
}

/// Text as XML 1.0 takes it; characters that it takes in no form are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{9}' | '\u{a}' | '\u{d}' | '\u{20}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
    out
}
