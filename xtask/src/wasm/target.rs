//! A compiler for wasm32, from rustup or from Debian.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{apt_install, cargo, output, run, succeeds, which};
use crate::project::Project;
use crate::say;

/// What the page compiles to.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler that comes with the standard library's matching source.
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_LINKER: &str = "wasm-ld-22";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Set to `debian` to try that way on a machine where rustup would do.
const WAY: &str = "STADTLABOR_WASM_VIA";

/// Which compiler builds the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The one that builds everything else.
    Own,
    /// Debian's, with this folder as its library for wasm32.
    Debian(PathBuf),
}

impl Toolchain {
    /// A cargo command that builds for the page: where to, with what, and with what flags.
    pub(crate) fn cargo(&self, project: &Project, subcommand: &str, flags: &[&str]) -> Command {
        // As in `.cargo/config.toml`, which flags given here replace: both halves of the page
        // must be compiled alike.
        let mut flags: Vec<String> =
            ["--cfg=erase_components"].iter().chain(flags).map(|flag| (*flag).to_owned()).collect();
        let mut command = cargo();
        command
            .args([subcommand, "--target", TARGET])
            // They would silently replace the flags given here.
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        match self {
            Self::Own => {
                command.env("CARGO_TARGET_DIR", project.wasm_target());
            }
            Self::Debian(sysroot) => {
                flags.push(format!("--sysroot={}", sysroot.display()));
                command
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("CARGO_TARGET_DIR", folder(project).join("target"))
                    .args(["--config", &format!("target.{TARGET}.linker='{DEBIAN_LINKER}'")]);
            }
        }
        command.args(["--config", &format!("target.{TARGET}.rustflags={flags:?}")]);
        command
    }

    /// The folder that cargo writes the page's artefacts to.
    pub(crate) fn artefacts(&self, project: &Project, profile: &str) -> PathBuf {
        let target = match self {
            Self::Own => project.wasm_target(),
            Self::Debian(_) => folder(project).join("target"),
        };
        target.join(TARGET).join(profile)
    }
}

/// Finds or installs a compiler for the page.
pub(crate) fn ensure(project: &Project) -> Result<Toolchain> {
    let forced = std::env::var(WAY).is_ok_and(|way| way == "debian");
    if !forced {
        if has_target()? {
            return Ok(Toolchain::Own);
        }
        if let Some(found) = debian_made(project) {
            return Ok(found);
        }
        if which("rustup").is_some()
            && say::step("Adding the wasm32 target (rustup)", || {
                run(Command::new("rustup").args(["target", "add", TARGET]))
            })
            .is_ok()
            && has_target()?
        {
            return Ok(Toolchain::Own);
        }
        say::line("  rustup has no wasm32 target here; trying Debian's compiler");
    }
    debian(project).with_context(|| {
        format!(
            "the page needs a compiler for WebAssembly, and none could be set up; \
             please run one of these and try again:\n  \
             rustup target add {TARGET}\n  \
             sudo apt-get install --no-install-recommends {}\nwhat stopped it here",
            DEBIAN_PACKAGES.join(" ")
        )
    })
}

fn has_target() -> Result<bool> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    Ok(has_library(&Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET)))
}

/// Whether a `rustlib/TARGET` folder holds a compiled standard library.
fn has_library(folder: &Path) -> bool {
    std::fs::read_dir(folder.join("lib")).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

fn folder(project: &Project) -> PathBuf {
    project.at("target/wasm-debian")
}

fn debian_made(project: &Project) -> Option<Toolchain> {
    let sysroot = folder(project).join("sysroot");
    let version = output(Command::new(DEBIAN_RUSTC).arg("-vV")).ok()?;
    let seen = std::fs::read_to_string(sysroot.join("made-with")).ok()?;
    (seen == version).then_some(Toolchain::Debian(sysroot))
}

/// Debian's compiler, with a standard library for wasm32 compiled from its own source into
/// the target folder: nothing outside the project changes but the packages.
fn debian(project: &Project) -> Result<Toolchain> {
    if !Path::new(DEBIAN_RUSTC).exists() || which(DEBIAN_LINKER).is_none() {
        say::step("Installing Debian's compiler for WebAssembly", || {
            apt_install(&DEBIAN_PACKAGES)
        })?;
    }
    if let Some(found) = debian_made(project) {
        return Ok(found);
    }
    let sysroot = folder(project).join("sysroot");
    say::step("Compiling the standard library for WebAssembly, once", || {
        let empty = folder(project).join("empty");
        std::fs::create_dir_all(empty.join("src"))?;
        std::fs::write(
            empty.join("Cargo.toml"),
            "[package]\nname = \"empty\"\nedition = \"2024\"\n[workspace]\n",
        )?;
        std::fs::write(empty.join("src/lib.rs"), "")?;
        run(cargo()
            .current_dir(&empty)
            .args(["build", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort,panic_unwind,proc_macro")
            .env("RUSTC", DEBIAN_RUSTC)
            // The flag above is for nightly compilers; this one may use it too.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", empty.join("target"))
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER)
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS"))?;
        let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
        if library.exists() {
            std::fs::remove_dir_all(&library)?;
        }
        std::fs::create_dir_all(&library)?;
        let built = empty.join("target").join(TARGET).join("release/deps");
        for entry in std::fs::read_dir(built)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".rlib") && !name.starts_with("libempty") {
                std::fs::copy(&path, library.join(name.as_ref()))?;
            }
        }
        let version = output(Command::new(DEBIAN_RUSTC).arg("-vV"))?;
        Ok(std::fs::write(sysroot.join("made-with"), version)?)
    })?;
    if !succeeds(Command::new(DEBIAN_RUSTC).arg("-vV")) {
        bail!("{DEBIAN_RUSTC} does not run");
    }
    debian_made(project).context("the standard library for WebAssembly was not built")
}
