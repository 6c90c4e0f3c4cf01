//! One measured number beside its limit.

use std::fmt;

/// Which side of the limit is good.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Limit {
    AtMost(f64),
    AtLeast(f64),
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

    /// Whether it is on the right side.
    pub(crate) fn holds(&self) -> bool {
        match self.limit {
            Limit::AtMost(limit) => self.measured <= limit,
            Limit::AtLeast(limit) => self.measured >= limit,
        }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, limit) = match self.limit {
            Limit::AtMost(limit) => ('≤', limit),
            Limit::AtLeast(limit) => ('≥', limit),
        };
        let Self { what, measured, unit, .. } = self;
        let mark = if self.holds() { "" } else { "  MISSED" };
        write!(f, "  {what:<48} {measured:>10.1} {unit:<5} {sign} {limit:.0} {unit}{mark}")
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
    }
}
