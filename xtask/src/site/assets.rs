//! `assets.json`: what the server writes into the head of every page.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Addresses of everything with a name that changes with its contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Assets {
    /// The stylesheet of every page.
    pub(crate) css: String,
    /// What the pages of the staff load besides.
    pub(crate) staff_css: String,
    /// What those of the programme load besides.
    pub(crate) events_css: String,
    /// The module that starts the page.
    pub(crate) js: String,
    /// What that module loads at once.
    pub(crate) wasm: String,
    /// What it loads when somebody goes to a part of the site, by that part's name.
    pub(crate) parts: BTreeMap<String, String>,
    /// The fonts that the stylesheet names.
    pub(crate) fonts: Vec<String>,
}

impl Assets {
    /// Reads a site's `assets.json`.
    pub(crate) fn read(site: &Path) -> Result<Self> {
        let path = site.join("assets.json");
        let text = std::fs::read(&path).with_context(|| format!("no {}", path.display()))?;
        let json: Value = serde_json::from_slice(&text)?;
        let one = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
        let many = |name: &str| {
            let list = json[name].as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Ok(Self {
            css: one("css"),
            staff_css: one("staff_css"),
            events_css: one("events_css"),
            js: one("js"),
            wasm: one("wasm"),
            parts: serde_json::from_value(json["parts"].clone()).unwrap_or_default(),
            fonts: many("fonts"),
        })
    }

    /// The file's text.
    pub(crate) fn to_json(&self) -> String {
        let json = json!({
            "css": self.css,
            "staff_css": self.staff_css,
            "events_css": self.events_css,
            "js": self.js,
            "wasm": self.wasm,
            "parts": self.parts,
            "fonts": self.fonts,
        });
        format!("{json:#}\n")
    }

    /// Every address.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        [&self.css, &self.staff_css, &self.events_css, &self.js, &self.wasm]
            .into_iter()
            .chain(self.parts.values())
            .chain(&self.fonts)
            .map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() -> Result<()> {
        let assets = Assets {
            css: "/pkg/style.1.css".into(),
            staff_css: "/pkg/staff.6.css".into(),
            events_css: "/pkg/events.7.css".into(),
            js: "/pkg/frontend.2.js".into(),
            wasm: "/pkg/frontend.3_bg.wasm".into(),
            parts: BTreeMap::from([("staff_page".into(), "/pkg/staff_page.4.pack".into())]),
            fonts: vec!["/pkg/sans.5.woff2".into()],
        };
        let folder = std::env::temp_dir().join(format!("xtask-assets-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("assets.json"), assets.to_json())?;
        let read = Assets::read(&folder)?;
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(read, assets);
        assert_eq!(read.all().count(), 7);
        Ok(())
    }
}
