//! A mail as a mail program reads it (RFC 5322, RFC 2045, RFC 2047).

/// A message with its envelope.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Names in lower case, values unfolded and decoded.
    pub(crate) headers: Vec<(String, String)>,
    /// The alternatives: type and text.
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) raw: String,
}

impl Message {
    pub(crate) fn new(from: String, to: Vec<String>, raw: String) -> Self {
        let (head, body) = raw.split_once("\r\n\r\n").unwrap();
        let headers = headers(head);
        let kind = value(&headers, "content-type");
        assert!(kind.starts_with("multipart/alternative"), "{kind}");
        let boundary = kind.split_once("boundary=\"").unwrap().1.trim_end_matches('"').to_owned();
        let between = format!("--{boundary}");
        let parts = body.split(&between).skip(1);
        let parts = parts.filter(|part| !part.starts_with("--")).map(part).collect();
        Self { from, to, headers, parts, raw }
    }

    /// The only header of this name; empty where there is none.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut found = self.headers.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str());
        let first = found.next().unwrap_or_default();
        assert_eq!(found.next(), None, "{name} twice");
        first
    }

    pub(crate) fn subject(&self) -> &str {
        self.header("subject")
    }

    pub(crate) fn text(&self) -> &str {
        self.part("text/plain")
    }

    pub(crate) fn html(&self) -> &str {
        self.part("text/html")
    }

    fn part(&self, kind: &str) -> &str {
        &self.parts.iter().find(|(k, _)| k.starts_with(kind)).unwrap().1
    }

    /// The first address in the text whose path begins so.
    #[track_caller]
    pub(crate) fn link(&self, path: &str) -> String {
        let base = format!("http://{}{path}", super::HOST);
        let at = self.text().find(&base).unwrap_or_else(|| panic!("no {path} in {}", self.text()));
        let url = self.text()[at..].split_whitespace().next().unwrap();
        url[base.len() - path.len()..].to_owned()
    }
}

fn value(headers: &[(String, String)], name: &str) -> String {
    headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
}

fn headers(head: &str) -> Vec<(String, String)> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let one = |line: &str| {
        let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no header: {line:?}"));
        (name.to_ascii_lowercase(), words(value.trim()))
    };
    unfolded.split("\r\n").map(one).collect()
}

/// Decodes encoded words; the blank between two of them is none.
fn words(value: &str) -> String {
    let (mut out, mut rest, mut after) = (String::new(), value, false);
    while let Some(at) = rest.find("=?") {
        let between = &rest[..at];
        if !(after && between.trim().is_empty()) {
            out.push_str(between);
        }
        let mut parts = rest[at + 2..].splitn(4, '?');
        let (charset, how) = (parts.next().unwrap(), parts.next().unwrap());
        let (text, tail) = (parts.next().unwrap(), parts.next().unwrap());
        assert!(charset.eq_ignore_ascii_case("utf-8"));
        assert!(how.eq_ignore_ascii_case("b"), "{how}");
        out.push_str(&String::from_utf8(base64(text)).unwrap());
        rest = tail.strip_prefix('=').unwrap();
        after = true;
    }
    out + rest
}

fn part(text: &str) -> (String, String) {
    let (head, body) = text.trim_start().split_once("\r\n\r\n").unwrap();
    let headers = headers(head);
    let body = body.trim_end_matches("\r\n");
    let bytes = match value(&headers, "content-transfer-encoding").as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted(body),
        "7bit" | "" => body.as_bytes().to_vec(),
        other => panic!("{other}"),
    };
    let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
    (value(&headers, "content-type"), text)
}

fn base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace() && *b != b'=') {
        bits = bits << 6 | DIGITS.iter().position(|d| *d == byte).unwrap() as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    out
}

fn quoted(text: &str) -> Vec<u8> {
    let text = text.replace("=\r\n", "");
    let (mut out, mut bytes) = (Vec::new(), text.bytes());
    while let Some(byte) = bytes.next() {
        if byte == b'=' {
            let hex = [bytes.next().unwrap(), bytes.next().unwrap()];
            let hex = std::str::from_utf8(&hex).unwrap().to_owned();
            out.push(u8::from_str_radix(&hex, 16).unwrap());
        } else {
            out.push(byte);
        }
    }
    out
}
