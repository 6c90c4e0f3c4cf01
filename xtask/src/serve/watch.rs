//! Waiting for somebody to save a file.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use anyhow::Result;
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Changes, Event, tell};
use crate::project::Project;

/// An editor writes a file in several steps, a formatter several files at once.
const QUIET: Duration = Duration::from_millis(120);

/// Sends an event for every burst of changes, until the watcher is dropped.
pub(super) fn start(project: &Project, sender: Sender<Event>) -> Result<RecommendedWatcher> {
    let (raw, seen) = channel::<PathBuf>();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_))
        {
            for path in event.paths {
                // Nobody listens while everything stops.
                let _ = raw.send(path);
            }
        }
    })?;
    for folder in ["app", "frontend", "server", "style", "public"] {
        let folder = project.at(folder);
        if folder.exists() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    // The folder, not Cargo.toml itself: editors put a new file in the old one's place.
    watcher.watch(&project.root, RecursiveMode::NonRecursive)?;

    let root = project.root.clone();
    std::thread::spawn(move || {
        let changes = |path: PathBuf| Changes::of(path.strip_prefix(&root).unwrap_or(&path));
        while let Ok(path) = seen.recv() {
            let mut all = changes(path);
            while let Ok(path) = seen.recv_timeout(QUIET) {
                all = all.and(changes(path));
            }
            if all.any() {
                tell(&sender, all);
            }
        }
    });
    Ok(watcher)
}
