//! Addresses, queries and methods that nobody would type.

use anyhow::{Result, ensure};

use super::Target;

impl Target<'_> {
    pub(super) fn addresses(&self) -> Result<usize> {
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

    pub(super) fn queries(&self) -> Result<usize> {
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

    pub(super) fn methods(&self) -> Result<usize> {
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
}
