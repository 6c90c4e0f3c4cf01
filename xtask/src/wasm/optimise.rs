//! Binaryen and esbuild, which make the page smaller.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, anyhow};

use super::Page;
use crate::command::{output, run};
use crate::project::Project;
use crate::{node, say};

/// Makes every part smaller, or says why not.
pub(crate) fn page(project: &Project, mut page: Page, work: &Path) -> Result<Page> {
    let tools = match node::packages(project) {
        Ok(folder) => folder,
        Err(reason) => {
            say::line(&format!(
                "  without Binaryen and esbuild, so the page is larger than it need be: {reason}"
            ));
            return Ok(page);
        }
    };
    say::step("Optimising for size (Binaryen, esbuild)", || {
        page.js = minified(&tools.join("node_modules/.bin/esbuild"), work, &page.js)?;
        // The main module takes about as long as all others together: a process for each.
        let whole = [("frontend_bg.wasm", &mut page.wasm)];
        let parts = page.chunks.iter_mut().map(|chunk| (chunk.name.as_str(), &mut chunk.wasm));
        std::thread::scope(|scope| {
            let whole = scope.spawn(|| optimised(&tools, &work.join("whole"), whole));
            optimised(&tools, &work.join("parts"), parts)?;
            whole.join().map_err(|_| anyhow!("optimising has panicked"))?
        })?;
        Ok(page)
    })
}

/// Makes these modules smaller, which are a name and its bytes each, in one process.
fn optimised<'m>(
    tools: &Path,
    work: &Path,
    modules: impl IntoIterator<Item = (&'m str, &'m mut Vec<u8>)>,
) -> Result<()> {
    let (before, after) = (work.join("before"), work.join("after"));
    for folder in [&before, &after] {
        // What an earlier build left there is none of this one's.
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
    }
    let modules: Vec<_> = modules.into_iter().collect();
    for (name, wasm) in &modules {
        std::fs::write(before.join(name), wasm)?;
    }
    // Not printed: it warns of names that it drops.
    output(Command::new("node").arg(tools.join("optimise.mjs")).args([&before, &after]))?;
    for (name, wasm) in modules {
        *wasm = std::fs::read(after.join(name))?;
    }
    Ok(())
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
