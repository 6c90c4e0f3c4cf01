//! The lines of a document: folded, escaped, and none that was not meant to be one.

/// Longest line, in bytes, without its end (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// A document that is being written.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A value of ours.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.with(name, &[], value);
    }

    /// A value that people wrote.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.with(name, &[], &escaped(value));
    }

    /// Several such values; nothing where there is none.
    pub(super) fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
            self.with(name, &[], &values.join(","));
        }
    }

    /// A value that is ready, with parameters that are not.
    pub(super) fn with(&mut self, name: &str, parameters: &[(&str, &str)], value: &str) {
        let mut line = name.to_owned();
        for (name, value) in parameters {
            line.push_str(&format!(";{name}={}", parameter(value)));
        }
        line.push(':');
        line.push_str(value);
        self.fold(&line);
    }

    /// Puts a line in, in pieces of at most 75 bytes and of whole characters. Whatever its parts
    /// held: it ends no line that is not ended here.
    fn fold(&mut self, line: &str) {
        let mut room = WIDTH;
        for c in line.chars().filter(|c| !c.is_control()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = WIDTH - 1;
            }
            self.0.push(c);
            room -= c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            // Some programs take the last two for the end of a line, too.
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text as the value of a parameter (RFC 5545, 3.2, and RFC 6868).
fn parameter(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '^' => out.push_str("^^"),
            '"' => out.push_str("^'"),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("^n"),
            c => out.push(c),
        }
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '/';
    if !out.is_empty() && out.chars().all(plain) { out } else { format!("\"{out}\"") }
}

/// An address as a URI (RFC 3986): what cannot stand in one is written in hexadecimal.
pub(super) fn uri(text: &str) -> String {
    percent(text, |b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
}

/// A mail address as a URI (RFC 6068).
pub(super) fn mailbox(address: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$'*+@".contains(&b);
    format!("mailto:{}", percent(address, plain))
}

fn percent(text: &str, plain: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.chars().filter(|c| !c.is_control()).collect::<String>().bytes() {
        if plain(b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_end_where_they_end() {
        assert_eq!(parameter("REQ-PARTICIPANT"), "REQ-PARTICIPANT");
        assert_eq!(parameter("Europe/Berlin"), "Europe/Berlin");
        assert_eq!(parameter("Anna \"A\"; x:y, ^\r\nz"), "\"Anna ^'A^'; x:y, ^^^nz\"");
        assert_eq!(parameter(""), "\"\"");
    }

    #[test]
    fn addresses_hold_nothing_else() {
        assert_eq!(
            uri("https://a.b/ü x?y=%20&z=\"1\"\r\n#t"),
            "https://a.b/%C3%BC%20x?y=%20&z=%221%22#t"
        );
        assert_eq!(mailbox("a%b?c=d&e@x.org\r\nX:Y"), "mailto:a%25b%3Fc%3Dd%26e@x.orgX%3AY");
        assert_eq!(mailbox("anna+lab@example.org"), "mailto:anna+lab@example.org");
    }

    #[test]
    fn lines_are_folded_between_characters() {
        for (text, wide) in [("ä", 2), ("€", 3), ("🙂", 4), ("x", 1)] {
            for before in 0..8 {
                let value = format!("{}{}", "y".repeat(before), text.repeat(200));
                let mut lines = Lines::default();
                lines.plain("NAME", &value);
                let out = lines.finish();
                assert!(out.ends_with("\r\n"));
                let parts: Vec<&str> = out.trim_end().split("\r\n").collect();
                assert!(parts.iter().all(|part| part.len() <= 75));
                // No line is shorter than it must be.
                assert!(parts[..parts.len() - 1].iter().all(|part| part.len() > 75 - wide));
                assert_eq!(out.replace("\r\n ", ""), format!("NAME:{value}\r\n"));
            }
        }
    }
}
