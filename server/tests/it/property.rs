//! Random sequences of all that people and staff do to ideas, over the real router: whatever
//! happens in whatever order, what must hold holds.
//!
//! A run is made from a seed, so that it comes again. What fails is cut down to the few steps
//! that it takes, and printed with its seed. More and longer runs than usual:
//! `STADTLABOR_PROPERTY=FIRST-LAST:STEPS cargo test … --test it -- property`.

mod holds;
mod steps;

use std::sync::{Arc, Mutex};

use crate::harness::{Kind, World};
use steps::{Run, Step, steps};

/// The seeds of every test run.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=3;
/// Steps of a run.
const STEPS: usize = 90;
/// So many shorter sequences are tried to find a short one that fails.
const SHRINKS: usize = 60;

/// Which seeds, and how many steps each.
fn asked() -> (std::ops::RangeInclusive<u64>, usize) {
    let Ok(asked) = std::env::var("STADTLABOR_PROPERTY") else { return (SEEDS, STEPS) };
    let (seeds, steps) = asked.split_once(':').expect("FIRST-LAST:STEPS");
    let (first, last) = seeds.split_once('-').unwrap_or((seeds, seeds));
    (first.parse().unwrap()..=last.parse().unwrap(), steps.parse().unwrap())
}

/// Takes these steps in a fresh world; where it went wrong and how, if it did.
async fn take(kind: Kind, steps: &[Step]) -> Option<(usize, String)> {
    let wrong = Arc::new(Mutex::new(None));
    let (found, steps) = (wrong.clone(), steps.to_vec());
    World::tell(kind, |world| async move {
        let mut run = Run::new(world).await;
        for (n, step) in steps.iter().enumerate() {
            if let Err(why) = run.take(*step).await {
                *found.lock().unwrap() = Some((n, why));
                return;
            }
        }
        if let Err(why) = run.end().await {
            *found.lock().unwrap() = Some((steps.len().saturating_sub(1), why));
        }
    })
    .await;
    wrong.lock().unwrap().take()
}

/// The shortest sequence that was found to fail too, and how.
async fn shrunk(kind: Kind, mut steps: Vec<Step>, mut why: String) -> (Vec<Step>, String) {
    let (mut size, mut tries) = (steps.len() / 2, 0);
    while size > 0 {
        let mut from = 0;
        while from < steps.len() && tries < SHRINKS {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + size).min(steps.len()));
            tries += 1;
            match take(kind, &fewer).await {
                Some((at, still)) => {
                    fewer.truncate(at + 1);
                    (steps, why) = (fewer, still);
                }
                None => from += size,
            }
        }
        size /= 2;
    }
    (steps, why)
}

async fn whatever_happens(kind: Kind) {
    let (seeds, count) = asked();
    for seed in seeds {
        let mut taken = steps(seed, count);
        let Some((at, why)) = take(kind, &taken).await else { continue };
        taken.truncate(at + 1);
        let (few, still) = shrunk(kind, taken, why.clone()).await;
        let few: Vec<String> = few.iter().map(|step| format!("{step:?}")).collect();
        panic!(
            "{kind:?}, seed {seed}, step {at} of {count}: {why}\nCut down to {} steps: {still}\n{}",
            few.len(),
            few.join("\n")
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_on_sqlite() {
    whatever_happens(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_happens_on_postgres() {
    whatever_happens(Kind::Postgres).await;
}
