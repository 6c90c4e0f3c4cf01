//! How many tests passed and failed, read from what the test programs print.

use std::fmt;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::say;

/// A sum of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Counts {
    /// Both together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// What a line of `cargo test` adds: `test result: ok. 3 passed; 0 failed; …`
    pub(crate) fn of_line(line: &str) -> Self {
        let Some(rest) = line.trim_start().strip_prefix("test result: ") else {
            return Self::default();
        };
        let number = |word: &str| {
            let before = rest.split_once(word)?.0;
            before.rsplit(' ').next()?.parse().ok()
        };
        Self { passed: number(" passed").unwrap_or(0), failed: number(" failed").unwrap_or(0) }
    }

    /// The sum in Playwright's report. A test that needed a second try has not failed.
    pub(crate) fn of_report(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report)?;
        let number = |name: &str| report["stats"][name].as_u64();
        let missing = "Playwright's report has no sums";
        let errors = report["errors"].as_array().map_or(0, Vec::len);
        Ok(Self {
            passed: number("expected").context(missing)? + number("flaky").unwrap_or(0),
            failed: number("unexpected").context(missing)? + u64::try_from(errors)?,
        })
    }
}

/// Single checks, each said and counted.
#[derive(Debug, Default)]
pub(crate) struct Checks(Counts);

impl Checks {
    /// Says how a check went and counts it.
    pub(crate) fn note(&mut self, what: &str, result: Result<()>) {
        match result {
            Ok(()) => {
                say::line(&format!("  ok      {what}"));
                self.0.passed += 1;
            }
            Err(error) => {
                say::line(&format!("  FAILED  {what}: {error:#}"));
                self.0.failed += 1;
            }
        }
    }

    /// All together.
    pub(crate) fn counts(&self) -> Counts {
        self.0
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines_are_counted() {
        let line =
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(Counts::of_line(line), Counts { passed: 12, failed: 3 });
        assert_eq!(Counts::of_line("test board::posts ... ok"), Counts::default());
    }

    #[test]
    fn playwright_reports_are_counted() -> Result<()> {
        let report = r#"{"errors":[],"stats":{"expected":7,"skipped":2,"unexpected":1,"flaky":1}}"#;
        assert_eq!(Counts::of_report(report)?, Counts { passed: 8, failed: 1 });
        assert!(Counts::of_report("{}").is_err());
        Ok(())
    }

    #[test]
    fn the_last_line_reads_as_promised() {
        let sum = Counts { passed: 1, failed: 0 }.and(Counts { passed: 2, failed: 3 });
        assert_eq!(sum.to_string(), "3 passed, 3 failed");
    }
}
