//! One measured number, beside its limit where it has one.

use std::fmt;

/// Which side of the limit is good.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    AtMost(f64),
    AtLeast(f64),
    /// Good to know.
    None,
}

/// A measurement, printed as `what  measured  limit`.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    what: String,
    measured: f64,
    unit: &'static str,
    limit: Limit,
}

impl Figure {
    /// A number that must not be greater: a duration, a size.
    pub(crate) fn at_most(what: &str, measured: f64, limit: f64, unit: &'static str) -> Self {
        Self { what: what.to_owned(), measured, unit, limit: Limit::AtMost(limit) }
    }

    /// A number that must not be smaller: a rate.
    pub(crate) fn at_least(what: &str, measured: f64, limit: f64, unit: &'static str) -> Self {
        Self { what: what.to_owned(), measured, unit, limit: Limit::AtLeast(limit) }
    }

    /// A number that others are understood by.
    pub(crate) fn info(what: &str, measured: f64, unit: &'static str) -> Self {
        Self { what: what.to_owned(), measured, unit, limit: Limit::None }
    }

    /// Whether it is on the right side.
    pub(crate) fn holds(&self) -> bool {
        match self.limit {
            Limit::AtMost(limit) => self.measured <= limit,
            Limit::AtLeast(limit) => self.measured >= limit,
            Limit::None => true,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, measured, unit, .. } = self;
        write!(f, "  {what:<56} {:>9} {unit:<5}", number(*measured))?;
        let (sign, limit) = match self.limit {
            Limit::AtMost(limit) => ('≤', limit),
            Limit::AtLeast(limit) => ('≥', limit),
            Limit::None => return Ok(()),
        };
        let mark = if self.holds() { "" } else { "  MISSED" };
        write!(f, " {sign} {limit} {unit}{mark}")
    }
}

/// With as many digits as say something.
fn number(n: f64) -> String {
    match n.abs() {
        100.0.. => format!("{n:.0}"),
        10.0.. => format!("{n:.1}"),
        _ => format!("{n:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_hold_on_their_side() {
        assert!(Figure::at_most("p99", 10.0, 10.0, "ms").holds());
        assert!(!Figure::at_most("p99", 10.1, 10.0, "ms").holds());
        assert!(Figure::at_least("rate", 900.0, 500.0, "/s").holds());
        assert!(!Figure::at_least("rate", 400.0, 500.0, "/s").holds());
        assert!(!Figure::at_least("rate", f64::NAN, 500.0, "/s").holds());
        assert!(Figure::info("rate", 400.0, "/s").holds());
    }

    #[test]
    fn a_missed_limit_is_seen() {
        let line = Figure::at_most("list", 1.7, 1.5, "×").to_string();
        assert!(line.ends_with("1.70 ×     ≤ 1.5 ×  MISSED"), "{line}");
    }
}
