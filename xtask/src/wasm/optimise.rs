//! wasm-opt and esbuild, which make the page smaller.

use std::num::NonZero;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, anyhow};

use super::{Chunk, Page};
use crate::command::{output, run};
use crate::project::Project;
use crate::{node, say};

/// Named one by one: with `--all-features` wasm-opt writes what no browser loads yet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Not `-Oz`, and hardly any inlining: both leave fewer bytes, but bytes that repeat less, and
/// what is transferred is compressed (a board of ideas: 305 kB in brotli against 332 kB).
/// Functions of the same name for different types repeat each other, so they stand together.
const LEVEL: [&str; 3] =
    ["-Os", "--one-caller-inline-max-function-size=10", "--reorder-functions-by-name"];

/// Makes every part smaller, or says why not.
pub(crate) fn page(project: &Project, mut page: Page, work: &Path) -> Result<Page> {
    let tools = match node::packages(project) {
        Ok(folder) => folder,
        Err(reason) => {
            say::line(&format!(
                "  without wasm-opt and esbuild, so the page is larger than it need be: {reason}"
            ));
            return Ok(page);
        }
    };
    let tool = tools.join("node_modules/.bin/wasm-opt");
    say::step("Optimising for size (wasm-opt, esbuild)", || {
        let optimised = |name: &str, wasm: &[u8]| -> Result<Vec<u8>> {
            let (before, after) = (work.join(name), work.join(format!("{name}.opt")));
            std::fs::write(&before, wasm)?;
            // Not printed: it warns of names that it drops.
            output(
                Command::new(&tool)
                    .arg(&before)
                    .args(LEVEL)
                    .args(FEATURES)
                    .args(["--strip-debug", "--strip-producers"])
                    .arg("-o")
                    .arg(&after),
            )?;
            Ok(std::fs::read(after)?)
        };
        page.js = minified(&tools.join("node_modules/.bin/esbuild"), work, &page.js)?;
        page.wasm = optimised("frontend_bg.wasm", &page.wasm)?;
        // Over a hundred small ones: as many at once as there are cores.
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let share = page.chunks.len().div_ceil(cores).max(1);
        std::thread::scope(|scope| {
            let all = |chunks: &mut [Chunk]| {
                for chunk in chunks {
                    chunk.wasm = optimised(&chunk.name, &chunk.wasm)?;
                }
                anyhow::Ok(())
            };
            let shares = page.chunks.chunks_mut(share);
            let running: Vec<_> = shares.map(|share| scope.spawn(move || all(share))).collect();
            running.into_iter().try_for_each(|share| {
                share.join().map_err(|_| anyhow!("optimising a part has panicked"))?
            })
        })?;
        Ok(page)
    })
}

/// JavaScript without names and spaces that only people need.
fn minified(tool: &Path, work: &Path, js: &str) -> Result<String> {
    let (before, after) = (work.join("frontend.js"), work.join("frontend.min.js"));
    std::fs::write(&before, js)?;
    run(Command::new(tool)
        .arg(&before)
        .args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"])
        .arg(format!("--outfile={}", after.display())))?;
    Ok(std::fs::read_to_string(after)?)
}
