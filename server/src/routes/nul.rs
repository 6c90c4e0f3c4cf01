//! NUL, the one character of Unicode that PostgreSQL keeps in no text. Where what somebody sent is
//! read, another takes its place: U+0001 is a control character as well, so it goes with all of
//! those where text is cleaned, and no name or token has it. Everything behind this may take any
//! text to the database.

use std::borrow::Cow;

/// What takes its place.
pub const STAND_IN: char = '\u{1}';

/// Text that was sent, without NUL.
pub fn text(sent: String) -> String {
    if sent.contains('\0') { sent.replace('\0', STAND_IN.encode_utf8(&mut [0; 4])) } else { sent }
}

/// A query or path as it stands in an address, without NUL.
pub fn encoded(sent: &str) -> Cow<'_, str> {
    if sent.contains("%00") { sent.replace("%00", "%01").into() } else { sent.into() }
}

/// A JSON document without NUL in its texts. There it can only be an escape.
pub fn json(sent: &[u8]) -> Cow<'_, [u8]> {
    const NUL: &[u8] = b"\\u0000";
    if !sent.windows(NUL.len()).any(|at| at == NUL) {
        return sent.into();
    }
    let mut clean = Vec::with_capacity(sent.len());
    let mut rest = sent;
    while let Some(first) = rest.first() {
        let taken = match first {
            b'\\' if rest.starts_with(NUL) => {
                clean.extend_from_slice(b"\\u0001");
                NUL.len()
            }
            // With what it escapes: a backslash before `u0000` is text.
            b'\\' => {
                clean.extend(rest.iter().take(2));
                rest.len().min(2)
            }
            other => {
                clean.push(*other);
                1
            }
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    clean.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_nul_is_left() {
        assert_eq!(text("a\0b\0".to_owned()), "a\u{1}b\u{1}");
        assert_eq!(text("ä".to_owned()), "ä");
        for (sent, clean) in [
            (r#"{"a":"b"}"#, r#"{"a":"b"}"#),
            (r#"{"a":"\u0000b\u0000"}"#, r#"{"a":"\u0001b\u0001"}"#),
            (r#"{"\u0000":"\n\u00000"}"#, r#"{"\u0001":"\n\u00010"}"#),
            // Here nobody has sent a NUL.
            (r#"{"a":"\\u0000"}"#, r#"{"a":"\\u0000"}"#),
            (r#"{"a":"\\\u0000\\u0000"}"#, r#"{"a":"\\\u0001\\u0000"}"#),
            (r#"{"a":"\u0000\"#, r#"{"a":"\u0001\"#),
        ] {
            assert_eq!(String::from_utf8_lossy(&json(sent.as_bytes())), clean);
        }
        for sent in ["%00", "a%00b%0000", "%0%000", "%%00%00%00", "x"] {
            let read: Vec<u8> = form_urlencoded::parse(encoded(sent).as_bytes())
                .flat_map(|(name, _)| name.into_owned().into_bytes())
                .collect();
            assert!(!read.is_empty() && !read.contains(&0), "{sent}: {read:?}");
        }
    }
}
