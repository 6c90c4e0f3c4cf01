//! From `frontend/` to what a browser loads.

mod bindgen;
mod optimise;
mod packs;
mod target;

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command::run;
use crate::project::Project;
use crate::say;
use crate::site::Mode;

pub(crate) use packs::{Part, pack};
pub(crate) use target::{TARGET, Toolchain, ensure};

/// What a browser loads: names are not yet hashed, and refer to each other as they stand here.
pub(crate) struct Page {
    /// The module that starts everything, `frontend.js`.
    pub(crate) js: String,
    /// `frontend_bg.wasm`
    pub(crate) wasm: Vec<u8>,
    /// The modules that it is split into besides.
    pub(crate) chunks: Vec<Chunk>,
    /// Which of these are fetched together when somebody goes there.
    pub(crate) parts: Vec<Part>,
}

/// One of the modules that make up the page.
pub(crate) struct Chunk {
    /// Its file name.
    pub(crate) name: String,
    /// Its contents.
    pub(crate) wasm: Vec<u8>,
}

/// The name that wasm-bindgen and the splitter give the page's module.
pub(crate) const NAME: &str = "frontend";

/// Compiles `frontend/` and makes it loadable.
pub(crate) fn build(project: &Project, mode: Mode) -> Result<Page> {
    let toolchain = ensure(project)?;
    let (profile, folder) = match mode {
        Mode::Dev => ("dev", "debug"),
        Mode::Release => ("wasm-release", "wasm-release"),
    };
    say::step(&format!("Compiling the page to WebAssembly ({profile})"), || {
        let mut cargo = match mode {
            Mode::Dev => toolchain.cargo(project, "build", &[]),
            Mode::Release => {
                let sources = without_this_machine();
                let mut flags = vec![
                    // Which code is reachable only through a lazy route is read off relocations.
                    "-Clink-args=--emit-relocs",
                    // Names that bring together what is alike, for the compression.
                    "-Csymbol-mangling-version=v0",
                ];
                flags.extend(sources.iter().map(String::as_str));
                let mut cargo = toolchain.cargo(project, "build", &flags);
                cargo.args(["--features", "split"]);
                cargo
            }
        };
        run(cargo.args(["--package", "frontend", "--profile", profile]))
    })?;
    let wasm = std::fs::read(toolchain.artefacts(project, folder).join("frontend.wasm"))
        .context("cargo built no frontend.wasm")?;
    match mode {
        Mode::Dev => say::step("Binding to JavaScript", || bindgen::whole(wasm)),
        Mode::Release => {
            let work = project.wasm_target().join("split");
            let page =
                say::step("Splitting, and binding to JavaScript", || bindgen::split(&wasm, &work))?;
            optimise::page(project, page, &work)
        }
    }
}

/// Flags that leave out of the page where this machine keeps the sources of its dependencies:
/// nobody's business, and bytes that everybody would download.
fn without_this_machine() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| std::fs::read_dir(home.join("registry/src")).ok());
    let prefix =
        |folder: std::fs::DirEntry| format!("--remap-path-prefix={}/=", folder.path().display());
    folders.into_iter().flatten().flatten().map(prefix).collect()
}
