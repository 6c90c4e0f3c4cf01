//! A mail as a mail program reads it (RFC 5322, RFC 2045, RFC 2047).

/// A message with its envelope.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    /// Names in lower case, values unfolded and decoded.
    pub(crate) headers: Vec<(String, String)>,
    /// What it is made of, in order: type and text.
    pub(crate) parts: Vec<(String, String)>,
    /// The names of the files that come with it.
    pub(crate) files: Vec<String>,
    pub(crate) raw: String,
}

impl Message {
    pub(crate) fn new(from: String, to: Vec<String>, raw: String) -> Self {
        let (head, body) = raw.split_once("\r\n\r\n").unwrap();
        let headers = headers(head);
        let kind = value(&headers, "content-type");
        assert!(kind.starts_with("multipart/"), "{kind}");
        let (mut parts, mut files) = (Vec::new(), Vec::new());
        take_apart(&headers, body, &mut parts, &mut files);
        Self { from, to, headers, parts, files, raw }
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

    /// The first document for a calendar; with the lines as they are meant.
    pub(crate) fn calendar(&self) -> &str {
        self.part("text/calendar")
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

/// The parts of a part, in order.
fn take_apart(
    headers: &[(String, String)],
    body: &str,
    parts: &mut Vec<(String, String)>,
    files: &mut Vec<String>,
) {
    let kind = value(headers, "content-type");
    if kind.starts_with("multipart/") {
        let boundary = kind.split_once("boundary=\"").unwrap().1.split('"').next().unwrap();
        let inner =
            body.split(&format!("--{boundary}")).skip(1).take_while(|p| !p.starts_with("--"));
        for part in inner {
            let (head, body) = part.trim_start().split_once("\r\n\r\n").unwrap();
            take_apart(&self::headers(head), body, parts, files);
        }
        return;
    }
    let disposition = value(headers, "content-disposition");
    if let Some((_, name)) = disposition.split_once("filename=\"") {
        files.push(name.trim_end_matches('"').to_owned());
    }
    let body = body.trim_end_matches("\r\n");
    let bytes = match value(headers, "content-transfer-encoding").as_str() {
        "base64" => base64(body),
        "quoted-printable" => quoted(body),
        "7bit" | "" => body.as_bytes().to_vec(),
        other => panic!("{other}"),
    };
    parts.push((kind, String::from_utf8(bytes).unwrap().replace("\r\n", "\n")));
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

#[test]
fn parts_within_parts_are_read_in_order() {
    let part = |boundary: &str, head: &str, body: &str| {
        format!("--{boundary}\r\n{head}\r\n\r\n{body}\r\n")
    };
    let kind = |kind: &str| format!("Content-Type: {kind}\r\nContent-Transfer-Encoding: 7bit");
    let inner = [
        part("in", &kind("text/plain; charset=utf-8"), "Hallo"),
        part("in", &kind("text/html; charset=utf-8"), "<p>Hallo"),
        part("in", &kind("text/calendar; method=REQUEST"), "BEGIN:VCALENDAR\r\nEND:VCALENDAR"),
    ];
    let inner = format!("{}--in--\r\n", inner.concat());
    let file = "Content-Disposition: attachment; filename=\"veranstaltung.ics\"\r\n\
        Content-Type: application/ics\r\nContent-Transfer-Encoding: base64";
    let raw = format!(
        "Subject: x\r\nContent-Type: multipart/mixed;\r\n boundary=\"out\"\r\n\r\n{}{}--out--\r\n",
        part("out", "Content-Type: multipart/alternative;\r\n boundary=\"in\"", &inner),
        part("out", file, "SGFsbG8="),
    );
    let message = Message::new(String::new(), Vec::new(), raw);
    assert_eq!((message.text(), message.html()), ("Hallo", "<p>Hallo"));
    assert_eq!(message.calendar(), "BEGIN:VCALENDAR\nEND:VCALENDAR");
    assert_eq!(message.parts.len(), 4);
    assert_eq!(message.parts[3], ("application/ics".to_owned(), "Hallo".to_owned()));
    assert_eq!(message.files, ["veranstaltung.ics"]);
}
