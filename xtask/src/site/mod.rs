//! The folder of built assets, which the server serves and reads `assets.json` of.

mod assets;
mod compress;
mod css;
mod folder;
mod hash;
mod page;
mod public;

use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;
use walkdir::WalkDir;

use crate::project::Project;
use crate::{say, wasm};

pub(crate) use assets::Assets;
use folder::Folder;

/// For whom it is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quickly, for the person who edits.
    Dev,
    /// Small, for citizens.
    Release,
}

/// Builds the whole site.
pub(crate) fn build(project: &Project, mode: Mode) -> Result<()> {
    let page = wasm::build(project, mode)?;
    let folder = Folder::new(project.site(mode), mode)?;
    say::step("Writing the site", || {
        let mut assets = Assets::default();
        css::write(project, &folder, &mut assets)?;
        page::write(&page, &folder, &mut assets)?;
        public::write(project, &folder)?;
        folder.finish(&assets)
    })
}

/// Builds the whole site unless it is younger than everything that it is made of.
pub(crate) fn ensure(project: &Project, mode: Mode) -> Result<()> {
    if is_stale(project, &project.site(mode))? { build(project, mode) } else { Ok(()) }
}

/// Builds the page's part of a development site again.
pub(crate) fn rebuild_page(project: &Project) -> Result<()> {
    let page = wasm::build(project, Mode::Dev)?;
    again(project, |folder, assets| page::write(&page, folder, assets))
}

/// Builds the styles and the files of `public/` of a development site again.
pub(crate) fn rebuild_style(project: &Project) -> Result<()> {
    say::step("Bundling styles", || {
        again(project, |folder, assets| {
            css::write(project, folder, assets)?;
            public::write(project, folder)
        })
    })
}

fn again(project: &Project, part: impl FnOnce(&Folder, &mut Assets) -> Result<()>) -> Result<()> {
    let folder = Folder::new(project.site(Mode::Dev), Mode::Dev)?;
    let mut assets = Assets::read(&project.site(Mode::Dev))?;
    part(&folder, &mut assets)?;
    folder.finish(&assets)
}

/// Whether a source is younger than the site.
fn is_stale(project: &Project, site: &Path) -> Result<bool> {
    let Ok(built) = std::fs::metadata(site.join("assets.json")).and_then(|data| data.modified())
    else {
        return Ok(true);
    };
    let sources = ["app", "frontend", "style", "public", "xtask/src/wasm", "xtask/src/site"];
    for source in sources.iter().chain(&["end2end/optimise.mjs", "Cargo.toml", "Cargo.lock"]) {
        if youngest(&project.at(source))? > built {
            return Ok(true);
        }
    }
    Ok(false)
}

fn youngest(path: &Path) -> Result<SystemTime> {
    let mut youngest = SystemTime::UNIX_EPOCH;
    if path.exists() {
        for entry in WalkDir::new(path) {
            youngest = youngest.max(entry?.metadata()?.modified()?);
        }
    }
    Ok(youngest)
}
