//! A comment as its author writes it.

use super::idea::{between, parse_affiliation};
use super::{Affiliation, FieldErrors, clean_text, parse_name};
use crate::api::NewComment;

/// Longest comment, in characters.
pub const COMMENT_MAX: usize = 2000;

/// A comment that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentDraft {
    /// Paragraphs, 2 to [`COMMENT_MAX`] characters.
    pub text: String,
    /// The name that is shown, if any.
    pub author: Option<String>,
    /// The perspective that is shown, if any.
    pub affiliation: Option<Affiliation>,
    /// The comment that this one replies to, if any.
    pub reply_to: Option<i64>,
}

impl CommentDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewComment) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = errors.take("text", between(clean_text(&raw.text), 2, COMMENT_MAX));
        let author = errors.take("author", parse_name(&raw.author));
        let affiliation = errors.take("affiliation", parse_affiliation(&raw.affiliation));
        match (text, author, affiliation) {
            (Some(text), Some(author), Some(affiliation)) => {
                Ok(Self { text, author, affiliation, reply_to: raw.reply_to })
            }
            _ => Err(errors),
        }
    }
}
