//! What people think of who want to see a server fall over.

mod texts;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use serde_json::json;

use super::Checks;
use crate::http::{Answer, Client, raw};
use crate::trial::Server;

/// Longer than this and it hangs, even in a development build.
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything on the list.
pub(super) fn run(
    server: &Server<'_>,
    database: &str,
    session: &str,
    checks: &mut Checks,
) -> Result<()> {
    let to = Target { addr: server.addr, session };
    let mut note = |what: &str, done: Result<usize>| {
        let count = done.as_ref().map_or(0, |count| *count);
        checks.note(&format!("{database}: {count} {what}"), done.map(|_| ()));
    };
    note("odd addresses", to.addresses());
    note("queries", to.queries());
    note("methods", to.methods());
    note("bodies", to.bodies());
    note("texts", texts::run(&to));
    note("things that are not quite HTTP", to.no_http());
    Ok(())
}

struct Target<'s> {
    addr: SocketAddr,
    session: &'s str,
}

impl Target<'_> {
    /// Sends one request on a connection of its own.
    fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Option<Answer>> {
        self.bytes(&Client::request(self.addr, method, path, headers, body))
    }

    /// Sends bytes. Whatever comes back, it is no 5xx, and it comes in time.
    fn bytes(&self, request: &[u8]) -> Result<Option<Answer>> {
        let start = Instant::now();
        let answer = raw(self.addr, request)?;
        let shown = || {
            let text = String::from_utf8_lossy(&request[..request.len().min(200)]).into_owned();
            text.escape_debug().to_string()
        };
        let took = start.elapsed();
        ensure!(took < PATIENCE, "{} s for {}", took.as_secs(), shown());
        if let Some(answer) = &answer
            && answer.status >= 500
        {
            bail!("{} for {}", answer.status, shown());
        }
        Ok(answer)
    }

    /// As [`Target::ask`], where an answer must come.
    fn answer(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer> {
        match self.ask(method, path, headers, body)? {
            Some(answer) => Ok(answer),
            None => bail!("no answer to {method} {}", &path[..path.len().min(200)]),
        }
    }

    fn addresses(&self) -> Result<usize> {
        let long = format!("/ideas/{}", "a".repeat(7000));
        let deep = format!("/{}", "x/".repeat(3000));
        let paths = [
            "/%00",
            "/%",
            "/%zz",
            "/%ff%fe",
            "/..%2f",
            "/..%2f..%2fetc%2fpasswd",
            "/../../etc/passwd",
            "/pkg/..%2f..%2fdata",
            "/pkg/%2e%2e/%2e%2e/Cargo.toml",
            "/pkg/",
            "/pkg/%00",
            "/pkg/nul\\..",
            "/art/../../x",
            "//",
            "///",
            "//evil.example/ideas",
            "/\\evil.example",
            "/ideas//5",
            "/ideas/0",
            "/ideas/-1",
            "/ideas/5.0",
            "/ideas/+5",
            "/ideas/%35",
            "/ideas/5%00",
            "/ideas/9223372036854775807",
            "/ideas/9223372036854775808",
            "/ideas/99999999999999999999999",
            "/ideas/5;DROP%20TABLE%20ideas",
            "/ideas/'%20OR%201=1--",
            "/ideas/new/",
            "/ideas/5/",
            "/api",
            "/api/",
            "/api/ideas/",
            "/api/ideas/NaN",
            "/api/ideas/9223372036854775808",
            "/api/ideas/-9223372036854775808/comments",
            "/api/labs/%00",
            "/api/labs/..",
            "/api/labs/%F0%9F%A6%84",
            "/api/my/",
            "/api/my/..%2f..",
            "/api/my/00000000000000000000000000000000",
            "/my/",
            "/my/%00",
            "/my/00000000000000000000000000000000",
            "/labs/%00",
            "/labs/..%2f",
            "/labs/%E2%80%AEtxet",
            "/photos/..%2f..%2fstadtlabor.sqlite3",
            "/photos/%00.jpg",
            "/photos/x",
            "/api/photos/x",
            "/staff/../staff",
            "/staff/queue/../../",
            "/api/staff/queue/ideas/9223372036854775808",
            "/api/ideas/1/qr.svg%00",
            "/ideas.atom/",
            "/ideas.atom?x=%00",
            "/.git/config",
            "/.env",
            "/data/stadtlabor.sqlite3",
            "/favicon.ico%00",
            "/?lang=%00",
            "/?lang=../../de",
            "/api/openapi.json/..",
            "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "/ideas?%00=%00",
            "*",
            "/api/live?after=x",
            "/api/live?after=99999999999999999999",
            "/%E0%80%AF",
            "/ideas/５",
            &long,
            &deep,
        ];
        for path in paths {
            // A stream that does open does not end: its address must not let it.
            for session in ["", self.session] {
                let answer = self.ask("GET", path, &[("Cookie", session)], b"")?;
                let leaked = answer.is_some_and(|answer| {
                    let body = String::from_utf8_lossy(&answer.body).into_owned();
                    body.contains("root:")
                        || body.contains("SQLite format")
                        || body.contains("[workspace]")
                });
                ensure!(!leaked, "{path} leads out of the site");
            }
        }
        Ok(paths.len() * 2)
    }

    fn queries(&self) -> Result<usize> {
        let many = |pair: &str, n: usize| vec![pair; n].join("&");
        let numbered = (0..4000).map(|n| format!("f{n}={n}")).collect::<Vec<_>>().join("&");
        let queries = [
            many("lab=soest", 5000),
            many("q=a", 10_000),
            many("status=done", 3000),
            numbered,
            "q=".to_owned() + &"ä".repeat(2000),
            "q=".to_owned() + &"a+".repeat(3000),
            "q=".to_owned() + &"%00".repeat(60),
            "q=%ff%fe%00%c3%28".to_owned(),
            "q=%E2%80%AE%E2%81%A6%F0%9F%92%A9%CC%81%CC%81%CC%81".to_owned(),
            "q=%25%5F%5C%27%22%3B--".to_owned(),
            "q=*&sort=newest".to_owned(),
            "q=%28%28%28%28+AND+OR+NOT+NEAR%28".to_owned(),
            "limit=0".to_owned(),
            "limit=-1".to_owned(),
            "limit=1e9".to_owned(),
            "limit=9223372036854775808".to_owned(),
            "limit=61&limit=1".to_owned(),
            "after=n9223372036854775807.9223372036854775807".to_owned(),
            "after=n-9223372036854775808.-9223372036854775808".to_owned(),
            "after=q99999999999999999999&q=a".to_owned(),
            "after=%00&lab=%00&topic=%00&project=%00&status=%00&sort=%00&q=%00&limit=%00"
                .to_owned(),
            "lab[]=soest&lab[$ne]=x&topic.slug=1".to_owned(),
            "lab=".to_owned() + &"x".repeat(6000),
            "&&&&====&=&=".to_owned(),
            "status=merged&status=withdrawn".to_owned(),
            "status=submitted".to_owned(),
            "ids=1,2,3,x".to_owned(),
            "ids=".to_owned() + &"1,".repeat(3000),
            "ids=9223372036854775808,-1,,,".to_owned(),
        ];
        let pages = [
            "/ideas",
            "/api/ideas",
            "/api/ideas/similar",
            "/api/ideas/1/comments",
            "/api/supports",
            "/ideas.atom",
            "/api/staff/queue",
            "/staff/queue",
            "/ideas/new",
            "/",
        ];
        for query in &queries {
            for page in pages {
                self.ask("GET", &format!("{page}?{query}"), &[("Cookie", self.session)], b"")?;
            }
        }
        let filters = format!("/ideas?{}", many("lab=soest", 10_000));
        let answer = self.ask("GET", &filters, &[], b"")?;
        let clear = answer.is_none_or(|answer| answer.status == 200 || answer.status / 100 == 4);
        ensure!(clear, "10,000 filters are not answered clearly");
        Ok(queries.len() * pages.len() + 1)
    }

    fn methods(&self) -> Result<usize> {
        let methods =
            ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "BREW", "GETT"];
        let paths = [
            "/",
            "/ideas",
            "/ideas/1",
            "/api/ideas",
            "/api/ideas/1",
            "/api/ideas/1/support",
            "/api/ideas/1/comments",
            "/api/catalog",
            "/api/live",
            "/pkg/x.js",
            "/healthz",
            "/staff",
            "/api/staff/queue",
            "/api/staff/ideas/1/decision",
            "/api/my/x",
            "/photos/x",
            "/ideas.atom",
        ];
        for method in methods {
            for path in paths {
                // A stream's HEAD is the stream without its events.
                let Some(answer) = self.ask(method, path, &[], b"{}")? else { continue };
                let refused = answer.status != 200 || matches!(method, "HEAD" | "OPTIONS");
                let supports =
                    path.ends_with("/support") && matches!(method, "PUT" | "DELETE" | "POST");
                ensure!(refused || supports, "{method} {path} is answered 200");
            }
        }
        let long = "A".repeat(5000);
        self.ask(&long, "/", &[], b"")?;
        Ok(methods.len() * paths.len() + 1)
    }

    fn bodies(&self) -> Result<usize> {
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
    fn no_http(&self) -> Result<usize> {
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
            self.bytes(request)?;
        }
        let many = (0..1000).map(|n| format!("X-{n}: 1\r\n")).collect::<String>();
        self.bytes(format!("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n").as_bytes())?;
        let long = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "x".repeat(1_000_000));
        self.bytes(long.as_bytes())?;
        Ok(requests.len() + 2)
    }
}
