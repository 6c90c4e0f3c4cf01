//! The stylesheets: `style/main.css` and, for pages of the staff, `style/main-staff.css` and
//! `style/main-events.css`, each with what it imports.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};

use super::Assets;
use super::folder::Folder;
use crate::project::Project;
use crate::say;

/// Bundles the styles, and the fonts they name, under names that follow their contents: one sheet
/// for everybody, what the pages of the staff need besides, and those of the programme.
pub(crate) fn write(project: &Project, folder: &Folder, assets: &mut Assets) -> Result<()> {
    assets.fonts.clear();
    assets.css = sheet(project, folder, assets, "style/main.css", "style.css")?;
    assets.staff_css = sheet(project, folder, assets, "style/main-staff.css", "staff.css")?;
    assets.events_css = sheet(project, folder, assets, "style/main-events.css", "events.css")?;
    Ok(())
}

/// Bundles one sheet; its address, empty where there is none.
fn sheet(
    project: &Project,
    folder: &Folder,
    assets: &mut Assets,
    from: &str,
    name: &str,
) -> Result<String> {
    let main = project.at(from);
    if !main.exists() {
        say::line(&format!("  without styles: there is no {from}"));
        return Ok(String::new());
    }
    let (mut css, urls) = bundle(&main)?;
    for (placeholder, url) in urls {
        let address = match url.strip_prefix("/fonts/") {
            Some(name) => {
                let path = project.at("public/fonts").join(name);
                let font = std::fs::read(&path).with_context(|| {
                    format!("a style names {url}, but public/fonts has no {name}")
                })?;
                let address = folder.hashed(name, &font)?;
                if !assets.fonts.contains(&address) {
                    assets.fonts.push(address.clone());
                }
                address
            }
            None => url,
        };
        css = css.replace(&placeholder, &address);
    }
    folder.hashed(name, css.as_bytes())
}

/// The minified bundle, and what stands in it for each `url()`.
fn bundle(main: &Path) -> Result<(String, Vec<(String, String)>)> {
    // Three years of browsers: nesting, cascade layers and colours are written for these.
    let targets = Targets::from(Browsers {
        safari: Some(15 << 16),
        ios_saf: Some(15 << 16),
        chrome: Some(100 << 16),
        edge: Some(100 << 16),
        firefox: Some(100 << 16),
        ..Browsers::default()
    });
    let files = FileProvider::new();
    // Its errors borrow the files, so they become text here.
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(main)
        .map_err(|error| anyhow!("{error}"))?;
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("{error}"))?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            analyze_dependencies: Some(DependencyOptions { remove_imports: false }),
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    let urls =
        printed.dependencies.unwrap_or_default().into_iter().filter_map(|found| match found {
            Dependency::Url(url) => Some((url.placeholder, url.url)),
            Dependency::Import(_) => None,
        });
    Ok((printed.code, urls.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_bundled_and_addresses_stand_apart() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("xtask-css-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("main.css"), "@import './a.css';\n.b { color: red }")?;
        std::fs::write(
            folder.join("a.css"),
            "@font-face { font-family: X; src: url(/fonts/x.woff2) } .a { & p { margin: 0 } }",
        )?;
        let (css, urls) = bundle(&folder.join("main.css"))?;
        std::fs::remove_dir_all(&folder)?;
        assert!(css.contains(".a p{margin:0}"), "{css}");
        assert!(css.contains(".b{color:red}"), "{css}");
        assert_eq!(urls.len(), 1);
        assert_eq!(urls[0].1, "/fonts/x.woff2");
        assert!(css.contains(&urls[0].0), "{css}");
        Ok(())
    }
}
