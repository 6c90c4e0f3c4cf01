//! A private PostgreSQL that lives as long as the run that needs it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::command::{apt_install, is_root, output, run, succeeds, which};
use crate::project::Project;
use crate::{say, server};

/// Who owns the databases of a private cluster.
const USER: &str = "stadtlabor";

/// A running cluster; dropped, it stops and its files go.
pub(super) struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
    port: u16,
}

impl Cluster {
    /// Makes and starts one on a free port.
    pub(super) fn start(project: &Project) -> Result<Self> {
        let bin = match programs() {
            Some(bin) => bin,
            None => {
                say::step("Installing PostgreSQL", || apt_install(&["postgresql"]))?;
                programs().context("please install PostgreSQL's server (initdb)")?
            }
        };
        say::step("Starting a private PostgreSQL", || {
            // Another user, whom root lends it to, may not look into a home folder.
            let parent = if is_root() { std::env::temp_dir() } else { project.target() };
            let folder = parent.join(format!("stadtlabor-postgres-{}", std::process::id()));
            std::fs::create_dir_all(&folder)?;
            if is_root() {
                run(Command::new("chown").arg(unprivileged()).arg(&folder))?;
            }
            let port = server::free_addr()?.port();
            let cluster = Self { folder, bin, port };
            output(
                cluster
                    .program("initdb")
                    .args(["--username", USER, "--auth", "trust", "--encoding", "UTF8"])
                    .args(["--locale", "C.UTF-8", "--no-sync"])
                    .arg(cluster.data()),
            )?;
            // It holds nothing that a power cut could hurt.
            let options = format!(
                "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={} \
                 -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                 -c max_connections=200",
                cluster.folder.display()
            );
            let started = cluster
                .control()
                .args(["--wait", "--log"])
                .arg(cluster.folder.join("log"))
                .args(["--options", &options, "start"])
                // Silent: the server would keep a pipe open for as long as it runs.
                .stdout(std::process::Stdio::null())
                .status()?;
            anyhow::ensure!(started.success(), "PostgreSQL did not start; see its log");
            cluster.stop_with_ctrl_c();
            Ok(cluster)
        })
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn control(&self) -> Command {
        let mut control = self.program("pg_ctl");
        control.arg("--pgdata").arg(self.data());
        control
    }

    /// One of PostgreSQL's programs, which refuse to run as root.
    fn program(&self, name: &str) -> Command {
        let program = self.bin.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args([OsStr::new("-u"), OsStr::new(unprivileged()), OsStr::new("--")]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(&self.folder);
        command
    }

    fn stop(&self) {
        // Nobody is left to tell.
        let _ = output(self.control().args(["--wait", "--mode", "immediate", "stop"]));
        let _ = std::fs::remove_dir_all(&self.folder);
    }

    /// An interrupted run does not clean up behind itself otherwise.
    fn stop_with_ctrl_c(&self) {
        let twin = Self { folder: self.folder.clone(), bin: self.bin.clone(), port: self.port };
        let twin = std::mem::ManuallyDrop::new(twin);
        // Where somebody else handles it, they end this run in the usual way.
        let _ = ctrlc::set_handler(move || {
            twin.stop();
            std::process::exit(130);
        });
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Somebody who may do nothing: PostgreSQL's own user, where it exists.
fn unprivileged() -> &'static str {
    if succeeds(Command::new("id").arg("postgres")) { "postgres" } else { "nobody" }
}

/// The folder of `initdb` and its like; Debian keeps one for each version.
fn programs() -> Option<PathBuf> {
    if let Some(initdb) = which("initdb") {
        return initdb.parent().map(Path::to_path_buf);
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut folders: Vec<PathBuf> = versions
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").is_file())
        .collect();
    folders.sort();
    folders.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::Postgres;

    /// Slow, and not everywhere possible: `cargo test -p xtask -- --ignored`
    #[test]
    #[ignore = "starts a PostgreSQL"]
    fn a_private_cluster_holds_databases_and_goes() -> Result<()> {
        let cluster = Cluster::start(&Project::find()?)?;
        let folder = cluster.folder.clone();
        let postgres = Postgres { url: cluster.url(), _cluster: Some(cluster) };
        assert!(postgres.fresh_database("first")?.ends_with("/first"));
        assert!(postgres.fresh_database("first")?.ends_with("/first"), "again, and empty");
        assert!(postgres.execute("nonsense").is_err());
        drop(postgres);
        assert!(!folder.exists());
        Ok(())
    }
}
