//! wasm-bindgen, whole or in lazy chunks.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{Chunk, NAME, Page, packs};

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

    let loader = std::fs::read_to_string(work.join(LINK))?;
    let (loader, together) = packs::loader(&loader)?;
    let mut chunks = Vec::new();
    for path in parts.split_modules {
        let wasm = std::fs::read(&path)?;
        let name = path.file_name().context("a chunk without a name")?;
        let name = name.to_string_lossy().into_owned();
        // A module that no part names holds nothing.
        if together.iter().any(|part| part.modules.contains(&name)) {
            chunks.push(Chunk { name, wasm });
        }
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
    page.js = inline_loader(&page.js, &loader)?;
    page.parts = together;
    Ok(page)
}

/// The name under which the macros of `#[lazy]` import their loaders.
const LINK: &str = "./__wasm_split.______________________.js";

fn bind(bindgen: &mut Bindgen, chunks: Vec<Chunk>) -> Result<Page> {
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
    let mut js = output.js().to_owned();
    let imports = output.wasm_mut().imports.iter_mut();
    let names: Vec<&mut String> = imports.map(|import| &mut import.name).collect();
    shorten(names, &mut js);
    Ok(Page { js, wasm: output.wasm_mut().emit_wasm(), chunks, parts: Vec::new() })
}

/// Gives what the page imports from its JavaScript short names, on both sides: the long ones
/// end in a hash each, which no compression makes smaller.
fn shorten(names: Vec<&mut String>, js: &mut String) {
    let mut short: HashMap<String, String> = HashMap::new();
    for name in names {
        if name.starts_with("__wb") {
            let next = format!("i{}", short.len());
            let given = short.entry(std::mem::take(name)).or_insert(next);
            name.clone_from(given);
        }
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut out = String::with_capacity(js.len());
    let mut rest = js.as_str();
    while let Some(start) = rest.find("__wb") {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_word(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        let whole = !before.ends_with(is_word);
        out.push_str(before);
        out.push_str(short.get(word).filter(|_| whole).map_or(word, String::as_str));
        rest = after;
    }
    out.push_str(rest);
    *js = out;
}

/// Puts the splitter's loader into the main module, where it is imported.
///
/// As a file of its own it would cost a first visit one more round trip, and the two would
/// import each other, so that neither could be named after its contents.
fn inline_loader(js: &str, loader: &str) -> Result<String> {
    // One import for each lazy part, all of the same module.
    let from = format!("from \"{LINK}\"");
    let is_import = |line: &&str| line.starts_with("import") && line.contains(&from);
    let binding = |line: &str| {
        let rest = line.strip_prefix("import * as ")?;
        Some(rest.split_whitespace().next()?.to_owned())
    };
    let imports: Vec<&str> = js.lines().filter(is_import).collect();
    let bindings: Option<Vec<String>> = imports.iter().map(|line| binding(line)).collect();
    let bindings = bindings.context("wasm-bindgen imports the loader in a new way")?;
    let Some((first, others)) = bindings.split_first() else {
        return Ok(js.to_owned()); // nothing is lazy
    };
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
    let inlined = format!("const {first} = (() => {{\n{body}return {{ {names} }};\n}})();");
    // The module is handed over once, whatever its names.
    let handed = |line: &str| {
        others.iter().any(|other| line.trim().ends_with(&format!("{LINK}\": {other},")))
    };
    let mut lines: Vec<&str> = Vec::new();
    for line in js.lines().filter(|line| !handed(line)) {
        match imports.iter().position(|import| *import == line) {
            Some(0) => lines.push(&inlined),
            Some(_) => {}
            None => lines.push(line),
        }
    }
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_becomes_part_of_the_module() -> Result<()> {
        let js = format!(
            "import * as import1 from \"{LINK}\"\nimport * as import2 from \"{LINK}\"\nfunction initSync() {{}}\n\"{LINK}\": import1,\n\"{LINK}\": import2,\n"
        );
        let loader = "import { initSync } from \"./frontend.js\";\nfunction f() {}\nexport const a = f();\nexport const b = f();\n";
        let inlined = inline_loader(&js, loader)?;
        assert_eq!(
            inlined,
            "const import1 = (() => {\nfunction f() {}\nconst a = f();\nconst b = f();\nreturn { a, b };\n})();\nfunction initSync() {}\n\"./__wasm_split.______________________.js\": import1,\n"
        );
        Ok(())
    }

    #[test]
    fn imports_get_short_names_on_both_sides() {
        let mut names =
            ["__wbg_get_0a1b", "__wbg_get_0a1bc", "memory", "__wbg_get_0a1b"].map(String::from);
        let mut js = "{ __wbg_get_0a1b: f(x), __wbg_get_0a1bc: y.__wbg_get_0a1bc_x, a__wbg_get_0a1b: 1, memory, __wbg_export }".to_owned();
        shorten(names.iter_mut().collect(), &mut js);
        assert_eq!(names, ["i0", "i1", "memory", "i0"]);
        assert_eq!(
            js,
            "{ i0: f(x), i1: y.__wbg_get_0a1bc_x, a__wbg_get_0a1b: 1, memory, __wbg_export }"
        );
    }

    #[test]
    fn a_page_without_lazy_routes_stays_as_it_is() -> Result<()> {
        assert_eq!(inline_loader("let a;\n", "")?, "let a;\n");
        Ok(())
    }
}
