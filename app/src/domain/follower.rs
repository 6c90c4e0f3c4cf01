//! Somebody who wants to hear of an idea by mail.

use super::{FieldError, FieldErrors, parse_email};
use crate::api::{FollowMode, NewFollower};

/// A wish to follow that keeps every rule of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowDraft {
    /// Where to write to.
    pub email: String,
    /// How often.
    pub mode: FollowMode,
}

impl FollowDraft {
    /// Parses the raw values of the form.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(raw: &NewFollower) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = parse_email(&raw.email).and_then(|email| email.ok_or(FieldError::Required));
        let email = errors.take("email", email);
        let mode = FollowMode::from_key(&raw.mode).filter(|mode| *mode != FollowMode::Off);
        let mode = errors.take("mode", mode.ok_or(FieldError::Unknown));
        match (email, mode) {
            (Some(email), Some(mode)) => Ok(Self { email, mode }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_a_way() {
        let parse = |email: &str, mode: &str| {
            FollowDraft::parse(&NewFollower { email: email.into(), mode: mode.into() })
        };
        assert_eq!(parse("a@example.org", "daily").unwrap().mode, FollowMode::Daily);
        assert_eq!(parse(" ", "now").unwrap_err().of("email"), [FieldError::Required]);
        assert_eq!(parse("a@example.org", "off").unwrap_err().of("mode"), [FieldError::Unknown]);
        assert!(parse("a@example.org\r\nBcc: b@example.org", "now").is_err());
    }
}
