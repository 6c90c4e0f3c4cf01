//! Somebody tells staff that a contribution is not in order.

use serde::Serialize;

use super::{FieldError, FieldErrors, clean_text};
use crate::api::NewReport;

/// Longest explanation of a report, in characters.
pub const REPORT_MAX: usize = 1000;

/// Why a contribution is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReportReason {
    /// Insults, hate, threats.
    Offensive,
    /// Advertising or spam.
    Spam,
    /// Names or shows somebody who did not agree.
    Personal,
    /// Wrong or misleading.
    Wrong,
    /// Something else; the explanation says what.
    Other,
}

crate::domain::read_by_key!(ReportReason);

impl ReportReason {
    /// Every reason, in the order in which the form offers them.
    pub const ALL: [Self; 5] =
        [Self::Offensive, Self::Spam, Self::Personal, Self::Wrong, Self::Other];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offensive => "offensive",
            Self::Spam => "spam",
            Self::Personal => "personal",
            Self::Wrong => "wrong",
            Self::Other => "other",
        }
    }

    /// The reason with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == key)
    }
}

/// A report that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportDraft {
    /// Why.
    pub reason: ReportReason,
    /// In the reporter's words, seen only by staff.
    pub text: Option<String>,
}

impl ReportDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewReport) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let reason = ReportReason::from_key(raw.reason.trim());
        if reason.is_none() {
            let error = if raw.reason.trim().is_empty() {
                FieldError::Required
            } else {
                FieldError::Unknown
            };
            errors.add("reason", error);
        }
        let text = clean_text(&raw.text);
        if text.chars().count() > REPORT_MAX {
            errors.add("text", FieldError::TooLong { max: REPORT_MAX });
        } else if text.is_empty() && reason == Some(ReportReason::Other) {
            errors.add("text", FieldError::Required);
        }
        match reason {
            Some(reason) if errors.is_empty() => {
                Ok(Self { reason, text: (!text.is_empty()).then_some(text) })
            }
            _ => Err(errors),
        }
    }
}
