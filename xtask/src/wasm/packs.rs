//! Parts of the page, one file each.
//!
//! The splitter makes a module of every set of functions that the same parts need: over a hundred
//! for the moderators' desk, each a request of its own, compressed for itself. Here all that a
//! part needs becomes one file, which compresses as a whole, and the splitter's loader is written
//! anew to take it apart. What an earlier file has brought is not started twice.

use std::fmt::Write;

use anyhow::{Context, Result};

use super::{Chunk, Page};

/// A part of the page that is fetched when somebody goes there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The name of the function that loads it: `staff_page`.
    pub(crate) name: String,
    /// The modules that it needs, by their file names; the last one is its own and needs the
    /// others to be there.
    pub(crate) modules: Vec<String>,
}

impl Part {
    /// The name of its file.
    pub(crate) fn file(&self) -> String {
        format!("{}.pack", self.name)
    }
}

/// Parts that are only ever wanted from within another: what that one brings is there already.
const WITHIN: [(&str, &str); 2] = [("queue_more", "staff_page"), ("scan_page", "events_page")];

/// The part from within which this one is wanted.
fn base_of(part: &str) -> Option<&'static str> {
    WITHIN.iter().find(|(inner, _)| *inner == part).map(|(_, base)| *base)
}

/// The start of what the splitter calls a part's loader.
const LOADER: &str = "__wasm_split_load_";

/// The parts that the splitter's loader loads, with the names under which it exports them.
fn parts(loader: &str) -> Result<Vec<(String, Part)>> {
    let one = |export: &str| {
        let (loads, rest) = export.split_once(" = wrapAsyncCb(makeLoad(")?;
        let (own, list) = rest.rsplit_once(", [")?;
        let (list, _) = list.split_once(']')?;
        let shared = list.split(',').map(|word| word.trim().trim_start_matches('_'));
        let shared = shared.filter(|word| !word.is_empty()).map(|word| format!("{word}.wasm"));
        let own = own.split_once("\"./").and_then(|(_, rest)| rest.split_once('"'));
        let modules = shared.chain(own.map(|(name, _)| name.to_owned())).collect();
        // The macro puts a hash behind the name of the function.
        let (name, _) = loads.strip_prefix(LOADER)?.rsplit_once('_')?;
        Some((loads.to_owned(), Part { name: name.to_owned(), modules }))
    };
    let exports = loader.split("export const ").skip(1).map(one);
    exports.collect::<Option<_>>().context("the splitter writes its loader in a new way")
}

/// The splitter's loader with one file for each part in place of many, and the parts.
pub(super) fn loader(splitters: &str) -> Result<(String, Vec<Part>)> {
    let mut parts = parts(splitters)?;
    let all: Vec<Part> = parts.iter().map(|(_, part)| part.clone()).collect();
    for (_, part) in &mut parts {
        let base = base_of(&part.name).and_then(|base| all.iter().find(|part| part.name == base));
        if let Some(base) = base {
            part.modules.retain(|module| !base.modules.contains(module));
        }
    }
    // What hands the main module's memory and table on, and calls back.
    let (kept, _) = splitters.split_once("function makeLoad(").context("no makeLoad")?;
    let mut loader = format!("{kept}{UNPACK}");
    for (_, part) in &parts {
        let (name, file) = (&part.name, part.file());
        let load = match part.modules.as_slice() {
            [] => "async () => {}".to_owned(),
            _ => format!("() => unpack(new URL(\"./{file}\", import.meta.url))"),
        };
        writeln!(loader, "const {name} = {load};")?;
    }
    for (export, Part { name, .. }) in &parts {
        let load = match base_of(name) {
            Some(base) => format!("() => {base}().then({name})"),
            None => name.clone(),
        };
        writeln!(loader, "export const {export} = wrapAsyncCb({load});")?;
    }
    let parts = parts.into_iter().map(|(_, part)| part);
    Ok((loader, parts.filter(|part| !part.modules.is_empty()).collect()))
}

/// Fetches a file of modules and starts those that are not there yet, its last one last. A
/// failure is forgotten, so that the next try is one.
const UNPACK: &str = r"const files = {}, started = {};
const once = (all, key, begin) => all[key] ??= begin().catch((why) => {
    delete all[key];
    throw why;
});
const unpack = (url) => once(files, url, async () => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    const view = new DataView(bytes);
    const modules = [];
    for (let at = 0; at < bytes.byteLength;) {
        const length = view.getUint32(at + 4, true);
        modules.push([view.getUint32(at, true), new Uint8Array(bytes, at + 8, length)]);
        at += 8 + length;
    }
    const start = ([number, module]) =>
        once(started, number, () => WebAssembly.instantiate(module, getSharedImports()));
    const own = modules.pop();
    await Promise.all(modules.map(start));
    await start(own);
});
";

/// A part's file: for each module its number and its length (32 bits each, the lowest byte
/// first), then the module. The number is the same in every file of a build.
pub(crate) fn pack(page: &Page, part: &Part) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for name in &part.modules {
        let number = page.chunks.iter().position(|chunk| chunk.name == *name);
        let number = number.with_context(|| format!("no {name}"))?;
        let Chunk { wasm, .. } = &page.chunks[number];
        for number in [number, wasm.len()] {
            bytes.extend(u32::try_from(number)?.to_le_bytes());
        }
        bytes.extend(wasm);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPLITTERS: &str = "let sharedImports;\nfunction makeLoad(fetcher, deps) {}\n\
        const __chunk_6 = makeLoad(() => {\n    fetch(new URL(\"./chunk_6.wasm\", import.meta.url));\n}\n, []);\n\
        export const __wasm_split_load_staff_page_12 = wrapAsyncCb(makeLoad(() => {\n    fetch(new URL(\"./split_staff_page_12.wasm\", import.meta.url));\n}\n, [__chunk_6, __chunk_7]));\n\
        export const __wasm_split_load_queue_more_7 = wrapAsyncCb(makeLoad(() => {\n    fetch(new URL(\"./split_queue_more_7.wasm\", import.meta.url));\n}\n, [__chunk_6]));\n\
        export const __wasm_split_load_none_12 = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), []));\n";

    #[test]
    fn a_part_comes_as_one_file() -> Result<()> {
        let (loader, parts) = loader(SPLITTERS)?;
        let modules = ["chunk_6.wasm", "chunk_7.wasm", "split_staff_page_12.wasm"];
        let modules = modules.map(String::from).to_vec();
        let page = Part { name: "staff_page".into(), modules };
        let more =
            Part { name: "queue_more".into(), modules: vec!["split_queue_more_7.wasm".into()] };
        assert_eq!(parts, [page, more], "what the page brings is there already");
        assert!(loader.starts_with("let sharedImports;\nconst files"), "{loader}");
        let written = [
            "const staff_page = () => unpack(new URL(\"./staff_page.pack\", import.meta.url));",
            "const none = async () => {};",
            "export const __wasm_split_load_staff_page_12 = wrapAsyncCb(staff_page);",
            "export const __wasm_split_load_queue_more_7 = wrapAsyncCb(() => staff_page().then(queue_more));",
            "export const __wasm_split_load_none_12 = wrapAsyncCb(none);",
        ];
        for line in written {
            assert!(loader.lines().any(|l| l == line), "{line}: {loader}");
        }
        Ok(())
    }

    #[test]
    fn modules_stand_one_after_the_other() -> Result<()> {
        let chunk = |name: &str, wasm: &[u8]| Chunk { name: name.into(), wasm: wasm.into() };
        let page = Page {
            js: String::new(),
            wasm: Vec::new(),
            chunks: vec![chunk("a", b"no"), chunk("b", b"last"), chunk("c", b"one")],
            parts: Vec::new(),
        };
        let part = Part { name: "p".into(), modules: vec!["c".into(), "b".into()] };
        assert_eq!(pack(&page, &part)?, b"\x02\0\0\0\x03\0\0\0one\x01\0\0\0\x04\0\0\0last");
        let part = Part { name: "p".into(), modules: vec!["d".into()] };
        assert!(pack(&page, &part).is_err());
        Ok(())
    }
}
