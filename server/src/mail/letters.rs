//! The letters: which words, which links.

mod ideas;
mod programme;

use app::domain::Timestamp;

pub(super) use programme::Enclosed;

use crate::store::outbox::{Claimed, Letter, Names};

/// A mail in words, before it is text or HTML.
#[derive(Default)]
pub(super) struct Page {
    pub(super) subject: String,
    pub(super) heading: String,
    pub(super) blocks: Vec<Block>,
    /// Why it was sent, and how to get fewer.
    pub(super) footer: Vec<Line>,
    /// Where one click ends it.
    pub(super) unsubscribe: Option<String>,
    /// For the recipient's calendar.
    pub(super) calendar: Option<Enclosed>,
}

/// A piece of a mail.
pub(super) enum Block {
    /// A paragraph of ours.
    Text(String),
    /// A heading within.
    Title { text: String, url: Option<String> },
    /// What somebody wrote.
    Quote(String),
    /// Points.
    List(Vec<String>),
    /// What to do now.
    Button { label: String, url: String },
}

/// A line of the footer.
pub(super) struct Line {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

fn line(text: impl Into<String>) -> Line {
    Line { text: text.into(), url: None }
}

/// What a mail says of the site that it comes from.
pub(super) struct Site<'a> {
    /// From which private links are derived.
    pub(super) secret: &'a [u8; 32],
    /// The address, without a slash at the end.
    pub(super) base: String,
    /// Mail address of the sender.
    pub(super) from: &'a str,
}

/// Whether anybody still wants to read this, as things stand now.
pub(super) fn timely(letter: &Letter, names: &Names, now: Timestamp) -> bool {
    match (letter, &names.registered) {
        (Letter::Registration { about, .. }, Some(stands)) => programme::timely(about, stands, now),
        // It is gone, and so is what there was to say.
        (Letter::Registration { .. }, None) => false,
        _ => true,
    }
}

/// Puts a letter into the recipient's words, or says why it has none.
pub(super) fn written(
    site: &Site<'_>,
    mail: &Claimed,
    letter: &Letter,
    names: &Names,
) -> Result<Page, String> {
    let lang = mail.lang;
    let links = ideas::Links { site, recipient: &mail.recipient };
    Ok(match letter {
        Letter::Arrived { idea, seed, waits } => ideas::arrived(lang, &links, *idea, seed, *waits),
        Letter::Confirm { idea } => ideas::confirm(lang, &links, *idea),
        Letter::News { idea, title, news, via } => {
            ideas::told(lang, &links, (*idea, title), news, *via, names)
        }
        Letter::Digest { items } => ideas::digest(lang, &links, items, names),
        Letter::Assigned { idea, department, word, due } => {
            ideas::assigned(lang, &links, *idea, department, due.as_deref(), word.clone(), names)
        }
        Letter::Invited { seed, by } => ideas::invited(lang, &links, seed, by),
        Letter::Registration { seed, about, .. } => match &names.registered {
            Some(stands) => programme::registration(site, mail, seed, about, stands),
            None => return Err("there is no such registration".to_owned()),
        },
        Letter::Message { event, title, subject, text, seed } => {
            programme::message(site, lang, *event, title, subject, text, seed)
        }
    })
}
