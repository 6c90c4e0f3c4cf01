//! Files that keep their names: robots.txt, icons, the manifest.

use anyhow::Result;
use walkdir::WalkDir;

use super::folder::Folder;
use crate::project::Project;

/// Copies `public/` as it is, but for the fonts, which the stylesheet names.
pub(crate) fn write(project: &Project, folder: &Folder) -> Result<()> {
    let public = project.at("public");
    if !public.exists() {
        return Ok(());
    }
    for entry in WalkDir::new(&public).sort_by_file_name() {
        let entry = entry?;
        let name = entry.path().strip_prefix(&public)?;
        if entry.file_type().is_file() && !name.starts_with("fonts") {
            folder.plain(&name.to_string_lossy(), &std::fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
