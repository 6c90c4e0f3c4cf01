//! Counts and latencies in the text format of Prometheus, on a listener of their own.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{LazyLock, Mutex},
    time::Duration,
};

use axum::{Router, http::header, routing::get};

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 8] = [0.001, 0.005, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];

#[derive(Clone, Default)]
struct Series {
    count: u64,
    seconds: f64,
    buckets: [u64; BUCKETS.len()],
}

/// By method, route and status. Bounded: routes come from the table, methods are a few.
type Counts = BTreeMap<(&'static str, String, u16), Series>;

static COUNTS: LazyLock<Mutex<Counts>> = LazyLock::new(Mutex::default);

/// Counts one answered request.
pub fn count(method: &str, route: &str, status: u16, took: Duration) {
    const METHODS: [&str; 5] = ["GET", "POST", "PUT", "DELETE", "HEAD"];
    let method = METHODS.into_iter().find(|m| *m == method).unwrap_or("other");
    let mut counts = COUNTS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let series = counts.entry((method, route.to_owned(), status)).or_default();
    let seconds = took.as_secs_f64();
    series.count += 1;
    series.seconds += seconds;
    for (bucket, bound) in series.buckets.iter_mut().zip(BUCKETS) {
        *bucket += u64::from(seconds <= bound);
    }
}

/// The page that Prometheus reads.
pub fn render() -> String {
    let counts = COUNTS.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
    let mut out = String::from(
        "# HELP http_request_duration_seconds Time to the head of an answer.\n\
         # TYPE http_request_duration_seconds histogram\n",
    );
    for ((method, route, status), series) in &counts {
        let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
        for (count, bound) in series.buckets.iter().zip(BUCKETS) {
            let _ = writeln!(
                out,
                "http_request_duration_seconds_bucket{{{labels},le=\"{bound}\"}} {count}"
            );
        }
        let (count, sum) = (series.count, series.seconds);
        let _ = writeln!(
            out,
            "http_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} {count}\n\
             http_request_duration_seconds_sum{{{labels}}} {sum}\n\
             http_request_duration_seconds_count{{{labels}}} {count}"
        );
    }
    out
}

/// What the metrics listener answers.
pub fn router() -> Router {
    let page = || async {
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], render())
    };
    Router::new().route("/metrics", get(page))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_out() {
        count("GET", "/test/{id}", 200, Duration::from_millis(30));
        count("BREW", "/test/{id}", 405, Duration::ZERO);
        let page = render();
        let labels = r#"method="GET",route="/test/{id}",status="200""#;
        for line in [
            format!("http_request_duration_seconds_bucket{{{labels},le=\"0.025\"}} 0"),
            format!("http_request_duration_seconds_bucket{{{labels},le=\"0.1\"}} 1"),
            format!("http_request_duration_seconds_count{{{labels}}} 1"),
        ] {
            assert!(page.contains(&line), "{line}\n{page}");
        }
        assert!(page.contains(r#"method="other""#));
    }
}
