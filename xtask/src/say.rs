//! What the person at the terminal reads: what is being done, and how long it took.

use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Announces a step, does it and says how long it took, if that was worth a line.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    line(&format!("› {what} …"));
    let start = Instant::now();
    let result = work();
    let took = start.elapsed();
    if took >= Duration::from_secs(1) {
        let word = if result.is_ok() { "done" } else { "failed" };
        line(&format!("  {word} in {}", duration(took)));
    }
    result
}

/// One line, at once: several programs write to this terminal in turn.
pub(crate) fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    // A closed pipe (`| head`) is no reason to stop a build.
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// `840 ms`, `12.3 s`, `4 min 02 s`
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// `137.2 kB`
pub(crate) fn kilobytes(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // nobody downloads 2^53 bytes
    let kilo = bytes as f64 / 1000.0;
    format!("{kilo:.1} kB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(duration(Duration::from_millis(840)), "840 ms");
        assert_eq!(duration(Duration::from_millis(12_345)), "12.3 s");
        assert_eq!(duration(Duration::from_secs(242)), "4 min 02 s");
    }

    #[test]
    fn sizes_are_thousands_of_bytes() {
        assert_eq!(kilobytes(137_249), "137.2 kB");
    }
}
