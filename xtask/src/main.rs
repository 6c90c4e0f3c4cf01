//! The whole build: serves, builds, tests, measures. `cargo xtask --help` lists the commands.

mod bench;
mod command;
mod http;
mod node;
mod postgres;
mod project;
mod say;
mod serve;
mod server;
mod site;
mod size;
mod test;
mod trial;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, tests and measures Stadtlabor")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Sets up whatever is missing, builds, and serves with sample content
    Serve {
        /// Rebuilds what changed, restarts the server and reloads open pages
        #[arg(long)]
        watch: bool,
    },
    /// Builds the page and the program
    Build {
        /// What is deployed: target/release/stadtlabor and target/release/site
        #[arg(long)]
        release: bool,
    },
    /// Prints what a first visit to /ideas transfers; fails over budget
    Size,
    /// Runs every test, setting up what they need
    Test(test::Args),
    /// Runs the benchmarks, or one of them
    Bench(bench::Args),
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of reasons, without a backtrace: they are all meant to be read.
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    let project = project::Project::find()?;
    match cli.command {
        Command::Serve { watch } => serve::run(&project, watch),
        Command::Build { release } => build(&project, release),
        Command::Size => size::run(&project),
        Command::Test(args) => test::run(&project, &args),
        Command::Bench(args) => bench::run(&project, &args),
    }
}

fn build(project: &project::Project, release: bool) -> Result<()> {
    let mode = if release { site::Mode::Release } else { site::Mode::Dev };
    site::build(project, mode)?;
    server::build(mode)?;
    say::line(&format!(
        "{} and {}",
        project.short(&project.program(mode)),
        project.short(&project.site(mode))
    ));
    Ok(())
}
