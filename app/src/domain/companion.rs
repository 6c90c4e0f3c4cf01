//! Somebody who wants to help make an idea real.

use super::idea::between;
use super::{FieldErrors, NAME_MAX, clean_line, clean_text};
use crate::api::NewCompanion;
use crate::domain::FieldError;

/// Longest way to reach somebody, and longest word on what they offer, in characters.
pub const CONTACT_MAX: usize = 200;

/// An offer to help that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanionDraft {
    /// Seen only by staff.
    pub name: String,
    /// Mail address or telephone number, seen only by staff.
    pub contact: String,
    /// What the person would like to do, seen only by staff.
    pub note: Option<String>,
}

impl CompanionDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewCompanion) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.take("name", between(clean_line(&raw.name), 2, NAME_MAX));
        let contact = errors.take("contact", between(clean_line(&raw.contact), 5, CONTACT_MAX));
        let note = clean_text(&raw.note);
        if note.chars().count() > CONTACT_MAX {
            errors.add("note", FieldError::TooLong { max: CONTACT_MAX });
        }
        match (name, contact) {
            (Some(name), Some(contact)) if errors.is_empty() => {
                Ok(Self { name, contact, note: (!note.is_empty()).then_some(note) })
            }
            _ => Err(errors),
        }
    }
}
