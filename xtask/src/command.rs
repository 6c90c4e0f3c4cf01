//! Running other programs.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a program with this terminal's output and fails with its name and status.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", show(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", show(command));
    }
    Ok(())
}

/// Runs a program and returns what it printed; what it complained of goes into the error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("cannot start {}", show(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed ({}): {}",
            show(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program runs and succeeds, silently.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Where a program stands on the search path.
pub(crate) fn which(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// This cargo, with the environment that its own `cargo run` left behind cleared away:
/// `CARGO_MANIFEST_DIR` and the like would otherwise make build scripts run again.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(name.as_ref());
        }
    }
    // Where everything is compiled once, nothing has to be kept for the next time.
    if std::env::var_os("CI").is_some() && std::env::var_os("CARGO_INCREMENTAL").is_none() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Installs Debian packages, as root or through `sudo` without a password.
/// The error is one sentence that says what to install by hand.
pub(crate) fn apt_install(packages: &[&str]) -> Result<()> {
    let by_hand =
        format!("please install {} (on Debian: sudo apt-get install {0})", packages.join(" "));
    let Some(apt) = which("apt-get") else {
        bail!("{by_hand}");
    };
    let prefix: &[&str] = if is_root() {
        &[]
    } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
        &["sudo", "-n"]
    } else {
        bail!("{by_hand}");
    };
    let apt_get = |words: &[&str]| {
        let mut all: Vec<&OsStr> = prefix.iter().map(OsStr::new).collect();
        all.push(OsStr::new("env"));
        all.push(OsStr::new("DEBIAN_FRONTEND=noninteractive"));
        all.push(apt.as_os_str());
        all.extend(words.iter().map(OsStr::new));
        let mut command = Command::new(all[0]);
        command.args(&all[1..]);
        command
    };
    let install: Vec<&str> = ["install", "-y", "-qq", "--no-install-recommends"]
        .into_iter()
        .chain(packages.iter().copied())
        .collect();
    // A fresh machine has no package lists yet; one with lists need not fetch them.
    if succeeds(&mut apt_get(&install)) {
        return Ok(());
    }
    run(&mut apt_get(&["update", "-qq"])).context(by_hand.clone())?;
    run(&mut apt_get(&install)).context(by_hand)
}

/// Whether this process may do anything.
pub(crate) fn is_root() -> bool {
    user_id() == Some(0)
}

fn user_id() -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").ok().map(|data| data.uid())
}

fn show(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for word in command.get_args() {
        text.push(' ');
        text.push_str(&word.to_string_lossy());
    }
    text
}
