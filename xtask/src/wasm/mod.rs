//! From `frontend/` to what a browser loads.

mod bindgen;
mod optimise;
mod target;

use anyhow::{Context, Result};

use crate::command::run;
use crate::project::Project;
use crate::say;
use crate::site::Mode;

pub(crate) use target::{TARGET, Toolchain, ensure};

/// What a browser loads: names are not yet hashed, and refer to each other as they stand here.
pub(crate) struct Page {
    /// The module that starts everything, `frontend.js`.
    pub(crate) js: String,
    /// `frontend_bg.wasm`
    pub(crate) wasm: Vec<u8>,
    /// Parts that are fetched when somebody goes there, by file name.
    pub(crate) chunks: Vec<(String, Vec<u8>)>,
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
                // Which code is reachable only through a lazy route is read off relocations.
                let mut cargo = toolchain.cargo(project, "build", &["-Clink-args=--emit-relocs"]);
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
