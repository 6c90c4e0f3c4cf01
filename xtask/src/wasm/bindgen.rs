//! wasm-bindgen, whole or in lazy chunks.

use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{NAME, Page};

/// Everything in one module, as in development: nothing to wait for but the binding itself.
pub(crate) fn whole(wasm: Vec<u8>) -> Result<Page> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(NAME, wasm);
    bind(&mut bindgen, Vec::new())
}

/// What only lazy routes reach, as chunks beside the main module.
pub(crate) fn split(wasm: &[u8], work: &Path) -> Result<Page> {
    if work.exists() {
        std::fs::remove_dir_all(work)?;
    }
    std::fs::create_dir_all(work)?;
    let main = work.join("main.wasm");
    let main_module = format!("./{NAME}.js");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = work;
    options.main_out_path = &main;
    options.main_module = &main_module;
    options.link_name = LINK;
    let parts = wasm_split_cli_support::transform(options)
        // Its error type is not one of the standard ones.
        .map_err(|error| anyhow::anyhow!("cannot split the page: {error:?}"))?;

    let mut chunks = Vec::new();
    for path in parts.split_modules {
        let bytes = std::fs::read(&path)?;
        let name = path.file_name().context("a chunk without a name")?;
        chunks.push((name.to_string_lossy().into_owned(), bytes));
    }
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(NAME, std::fs::read(&main)?)
        // Chunks find the main module's functions by these names.
        .keep_lld_exports(true)
        // What makes the page smaller goes by names, and drops them.
        .remove_name_section(false)
        .remove_producers_section(true);
    let mut page = bind(&mut bindgen, chunks)?;
    let loader = std::fs::read_to_string(work.join(LINK))?;
    page.js = inline_loader(&page.js, &loader)?;
    // A part that no loader names holds nothing.
    let js = &page.js;
    page.chunks.retain(|(name, _)| js.contains(&format!("\"./{name}\"")));
    Ok(page)
}

/// The name under which the macros of `#[lazy]` import their loaders.
const LINK: &str = "./__wasm_split.______________________.js";

fn bind(bindgen: &mut Bindgen, chunks: Vec<(String, Vec<u8>)>) -> Result<Page> {
    let mut output = bindgen
        .web(true)?
        .typescript(false)
        .demangle(false)
        // So that `init()` alone finds it, too.
        .omit_default_module_path(false)
        .generate_output()?;
    if output.snippets().values().any(|list| !list.is_empty()) || !output.local_modules().is_empty()
    {
        // They would be files of their own, which nothing here copies.
        bail!("a dependency of the page brings JavaScript files; that is not supported");
    }
    Ok(Page { js: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm(), chunks })
}

/// Puts the splitter's loader into the main module, where it is imported.
///
/// As a file of its own it would cost a first visit one more round trip, and the two would
/// import each other, so that neither could be named after its contents.
fn inline_loader(js: &str, loader: &str) -> Result<String> {
    let from = format!("from \"{LINK}\"");
    let Some(import) = js.lines().find(|line| line.starts_with("import") && line.contains(&from))
    else {
        return Ok(js.to_owned()); // nothing is lazy
    };
    let binding = import
        .strip_prefix("import * as ")
        .and_then(|rest| rest.split_whitespace().next())
        .with_context(|| format!("wasm-bindgen imports the loader in a new way: {import}"))?;
    let mut names = Vec::new();
    let mut body = String::new();
    for line in loader.lines() {
        if line.starts_with("import ") {
            continue; // initSync stands in the same module now
        }
        if let Some(rest) = line.strip_prefix("export const ") {
            let name = rest.split(' ').next().unwrap_or(rest);
            names.push(name.to_owned());
            body.push_str("const ");
            body.push_str(rest);
        } else {
            body.push_str(line);
        }
        body.push('\n');
    }
    let names = names.join(", ");
    let inlined = format!("const {binding} = (() => {{\n{body}return {{ {names} }};\n}})();");
    Ok(js.replacen(import, &inlined, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_becomes_part_of_the_module() -> Result<()> {
        let js = format!("import * as import1 from \"{LINK}\"\nfunction initSync() {{}}\n");
        let loader = "import { initSync } from \"./frontend.js\";\nfunction f() {}\nexport const a = f();\nexport const b = f();\n";
        let inlined = inline_loader(&js, loader)?;
        assert_eq!(
            inlined,
            "const import1 = (() => {\nfunction f() {}\nconst a = f();\nconst b = f();\nreturn { a, b };\n})();\nfunction initSync() {}\n"
        );
        Ok(())
    }

    #[test]
    fn a_page_without_lazy_routes_stays_as_it_is() -> Result<()> {
        assert_eq!(inline_loader("let a;\n", "")?, "let a;\n");
        Ok(())
    }
}
