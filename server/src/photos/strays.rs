//! Files that nothing in the database names: left where the power went in the middle.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use crate::{
    state::AppState,
    store::{StoreError, StoreResult, photos},
};

/// Whatever is younger may still get its row.
const AGE: Duration = Duration::from_secs(2 * 86_400);
/// How many keys one statement asks for.
const CHUNK: usize = 500;

/// Removes them; how many files it were. `now` is a moment by the clock of the files.
///
/// # Errors
/// The database cannot be read. What cannot be removed is left for the next time.
pub async fn remove(state: &AppState, now: SystemTime) -> StoreResult<u64> {
    let folder = state.config.data.join("photos");
    let old = tokio::task::spawn_blocking(move || old(&folder, now));
    let old = old.await.map_err(|error| StoreError::corrupt(&error.to_string()))?;
    let keys: Vec<&String> = old.keys().collect();
    let mut removed = 0;
    for keys in keys.chunks(CHUNK) {
        let known = photos::known(&state.db, keys).await?;
        for file in keys.iter().filter(|key| !known.contains(**key)).flat_map(|key| &old[*key]) {
            removed += u64::from(tokio::fs::remove_file(file).await.is_ok());
        }
    }
    Ok(removed)
}

/// The old files, by the key that they are named after.
fn old(folder: &Path, now: SystemTime) -> BTreeMap<String, Vec<PathBuf>> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let list = |path: &Path| -> io::Result<Vec<fs::DirEntry>> { fs::read_dir(path)?.collect() };
    let folders = list(folder).unwrap_or_default();
    for file in folders.iter().flat_map(|entry| list(&entry.path()).unwrap_or_default()) {
        let name = file.file_name().to_string_lossy().into_owned();
        let changed = file.metadata().and_then(|data| data.modified());
        let is_old = changed.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > AGE));
        if let Some((key, _)) = name.rsplit_once('-').filter(|_| is_old) {
            found.entry(key.to_owned()).or_default().push(file.path());
        }
    }
    found
}
