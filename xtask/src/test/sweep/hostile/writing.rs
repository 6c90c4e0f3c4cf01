//! Bodies that are none, and bytes that are not quite HTTP.

use anyhow::Result;
use serde_json::json;

use super::Target;

impl Target<'_> {
    pub(super) fn bodies(&self) -> Result<usize> {
        const JSON: &str = "application/json";
        const FORM: &str = "application/x-www-form-urlencoded";
        const MULTIPART: &str = "multipart/form-data; boundary=x";
        let deep = "[".repeat(30_000) + &"]".repeat(30_000);
        let large = json!({ "title": "x".repeat(70_000) }).to_string();
        let huge = format!("title={}", "a".repeat(3_000_000));
        let fields = (0..5000).map(|n| format!("f{n}=1")).collect::<Vec<_>>().join("&");
        let parts = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n".repeat(3000)
            + "--x--\r\n";
        let file = "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../x.png\"\r\n\
            Content-Type: image/png\r\n\r\n\u{89}PNG\r\n\x1a\nrubbish\r\n--x--\r\n";
        let bodies: [(&str, &[u8]); 40] = [
            (JSON, b""),
            (JSON, b"{"),
            (JSON, b"null"),
            (JSON, b"[]"),
            (JSON, b"\"\""),
            (JSON, b"1e999"),
            (JSON, b"{\"title\":1}"),
            (JSON, b"{\"title\":null}"),
            (JSON, b"{\"title\":{}}"),
            (JSON, b"{\"title\":[\"a\"]}"),
            (JSON, b"{\"title\":\"a\",\"title\":\"b\"}"),
            (JSON, b"{\"title\":\"\\ud800\"}"),
            (JSON, b"{\"title\":\"\xff\xfe\"}"),
            (JSON, b"\xef\xbb\xbf{}"),
            (JSON, b"{\"photos\":\"x\"}"),
            (JSON, b"{\"photos\":[\"\\u0000\",\"a\",\"b\",\"c\",\"d\"]}"),
            (JSON, b"{\"reply_to\":9223372036854775808}"),
            (JSON, b"{\"reply_to\":-1,\"text\":\"abc\"}"),
            (JSON, b"{\"text\":\"abc\",\"reply_to\":9223372036854775807}"),
            (JSON, b"{\"__proto__\":{}}"),
            (JSON, deep.as_bytes()),
            (JSON, large.as_bytes()),
            (FORM, b""),
            (FORM, b"%"),
            (FORM, b"title=%ff%00"),
            (FORM, b"title=a&title=b&title=c"),
            (FORM, b"\xff\xff\xff"),
            (FORM, huge.as_bytes()),
            (FORM, fields.as_bytes()),
            (FORM, b"title[]=a&text[x]=b"),
            (FORM, b"back=//evil.example&action=publish"),
            (MULTIPART, b""),
            (MULTIPART, b"--x"),
            (MULTIPART, b"--x--"),
            (MULTIPART, parts.as_bytes()),
            (MULTIPART, file.as_bytes()),
            ("multipart/form-data", b"--x--"),
            ("text/plain", b"title=a"),
            (
                "application/xml",
                b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
            ),
            ("\u{1}/\u{2}", b"{}"),
        ];
        let paths = [
            "/api/ideas",
            "/api/ideas/1/comments",
            "/api/ideas/1/companions",
            "/api/ideas/1/reports",
            "/api/comments/1/reports",
            "/api/my/00000000000000000000000000000000",
            "/api/photos",
            "/api/ideas/1/support",
            "/api/staff/session",
            "/api/staff/ideas/1/decision",
            "/api/staff/ideas/1/status",
            "/api/staff/undo/1",
            "/api/staff/undo/9223372036854775808",
            "/api/staff/comments/-1/decision",
        ];
        for (kind, body) in bodies {
            for path in paths {
                let headers = [("Content-Type", kind), ("Cookie", self.session)];
                self.ask("POST", path, &headers, body)?;
            }
        }
        let key = "k".repeat(5000);
        for key in [key.as_str(), "", "\u{e4}", "a\tb"] {
            let headers = [("Content-Type", JSON), ("Idempotency-Key", key)];
            self.ask("POST", "/api/ideas", &headers, b"{}")?;
        }
        Ok(bodies.len() * paths.len() + 4)
    }

    /// Requests that another program in between could read in another way.
    pub(super) fn no_http(&self) -> Result<usize> {
        let requests: [&[u8]; 22] = [
            b"\r\n\r\n",
            b"\0\0\0\0\0\0",
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            b"GET http://evil.example/ideas HTTP/1.1\r\nHost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nCookie: \xff\xfe; participant=\xff\r\n\r\n",
            b"GET /ideas HTTP/1.1\r\nHost: a\r\nCookie: participant=00000000000000000000000000000000; staff=0\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nAccept-Language: ,,;q=x,de;q=99999999999999999999\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-,1-,2-,99999999999999999999-\r\n\r\n",
            b"GET /favicon.svg HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"\r\nIf-Modified-Since: yesterday\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
            b"GET / HTTP/1.1\nHost: a\n\n",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
            b"POST /api/ideas HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        ];
        for request in requests {
            self.bytes(request, true)?;
        }
        let many = (0..1000).map(|n| format!("X-{n}: 1\r\n")).collect::<String>();
        self.bytes(format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n").as_bytes(), false)?;
        let long = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(1_000_000));
        self.bytes(long.as_bytes(), false)?;
        Ok(requests.len() + 2)
    }
}
