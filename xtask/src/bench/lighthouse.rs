//! Lighthouse, as from a phone, on the pages that most people see first.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::{Bench, Database, Figure, Server};
use crate::{command, node};

const PAGES: [&str; 2] = ["/", "/ideas"];
/// Category, and the least of a hundred points.
const LIMITS: [(&str, f64); 4] =
    [("performance", 90.0), ("accessibility", 100.0), ("best-practices", 100.0), ("seo", 100.0)];
const CHROME: &str = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync";

pub(super) fn measure(bench: &Bench<'_>) -> Result<Vec<Figure>> {
    let folder = node::lighthouse(bench.project)?;
    let chromium = crate::test::chromium()?;
    let server = bench.server(Database::Sqlite, |mut program| command::run(program.arg("demo")))?;
    let mut figures = Vec::new();
    for page in PAGES {
        let report = report(&folder, &chromium, &server, page)?;
        for (category, limit) in LIMITS {
            let score = report["categories"][category]["score"].as_f64();
            let points = score.context("no score in Lighthouse's report")? * 100.0;
            figures.push(Figure::at_least(&format!("{page}: {category}"), points, limit, ""));
        }
        for (audit, what) in [
            ("first-contentful-paint", "first contentful paint"),
            ("largest-contentful-paint", "largest contentful paint"),
            ("total-blocking-time", "total blocking time"),
        ] {
            let ms = report["audits"][audit]["numericValue"].as_f64().unwrap_or(f64::NAN);
            figures.push(Figure::info(&format!("{page}: {what}"), ms, "ms"));
        }
        for failed in failed(&report) {
            crate::say::line(&format!("  {page}: {failed}"));
        }
    }
    Ok(figures)
}

fn report(folder: &Path, chromium: &Path, server: &Server<'_>, page: &str) -> Result<Value> {
    let path = server.data.join("lighthouse.json");
    let categories: Vec<&str> = LIMITS.iter().map(|(category, _)| *category).collect();
    command::run(
        Command::new(folder.join("node_modules/.bin/lighthouse"))
            .arg(format!("http://{}{page}", server.addr))
            .args(["--quiet", "--output=json", "--output-path"])
            .arg(&path)
            .arg(format!("--only-categories={}", categories.join(",")))
            .arg(format!("--chrome-flags={CHROME}"))
            .env("CHROME_PATH", chromium)
            .current_dir(folder),
    )?;
    Ok(serde_json::from_str(&std::fs::read_to_string(&path)?)?)
}

/// What costs points outside performance, in Lighthouse's words.
fn failed(report: &Value) -> Vec<String> {
    let categories = LIMITS.iter().filter(|(category, _)| *category != "performance");
    let audits = categories.flat_map(|(category, _)| {
        let audits = report["categories"][category]["auditRefs"].as_array();
        audits.into_iter().flatten().map(move |audit| (category, audit))
    });
    audits
        .filter(|(_, audit)| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0))
        .filter_map(|(category, audit)| {
            let audit = &report["audits"][audit["id"].as_str()?];
            let bad = audit["score"].as_f64()? < 1.0;
            bad.then(|| format!("{category}: {}", audit["title"].as_str().unwrap_or_default()))
        })
        .collect()
}
