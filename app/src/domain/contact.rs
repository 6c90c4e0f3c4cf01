//! Names and ways to reach somebody.

use super::{FieldError, clean_line};

/// Longest name, in characters.
pub const NAME_MAX: usize = 80;
/// Longest mail address, in characters (RFC 5321, section 4.5.3.1.3, less the brackets).
pub const EMAIL_MAX: usize = 254;

/// Parses an optional name; empty means none.
///
/// # Errors
/// Longer than [`NAME_MAX`].
pub fn parse_name(raw: &str) -> Result<Option<String>, FieldError> {
    let name = clean_line(raw);
    if name.chars().count() > NAME_MAX {
        return Err(FieldError::TooLong { max: NAME_MAX });
    }
    Ok((!name.is_empty()).then_some(name))
}

/// Parses an optional mail address; empty means none.
///
/// Takes what RFC 5321 lets through in practice (one `@`, a local part of at most 64
/// characters, a domain with a dot) and leaves the rest to the mail that is sent there.
///
/// # Errors
/// Not of that form, or longer than [`EMAIL_MAX`].
pub fn parse_email(raw: &str) -> Result<Option<String>, FieldError> {
    let email = clean_line(raw);
    if email.is_empty() {
        return Ok(None);
    }
    if email.chars().count() > EMAIL_MAX {
        return Err(FieldError::TooLong { max: EMAIL_MAX });
    }
    let (local, domain) = email.rsplit_once('@').ok_or(FieldError::NotAnEmail)?;
    let local_ok = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let domain_ok = domain.contains('.')
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    if local_ok && domain_ok { Ok(Some(email)) } else { Err(FieldError::NotAnEmail) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["a@example.org", "erika.muster+lab@stadt.example.org", "ü@exämple.org"] {
            assert_eq!(parse_email(good), Ok(Some(good.to_owned())));
        }
        for bad in [
            "a",
            "a@b",
            "@example.org",
            "a b@example.org",
            "a@ex..org",
            "a@-x.org",
            "a@x.org\r\nBcc: b@x.org",
        ] {
            assert_eq!(parse_email(bad), Err(FieldError::NotAnEmail), "{bad}");
        }
        assert_eq!(parse_email("  "), Ok(None));
    }
}
