//! The command line.
// Views are deeply nested types.
#![recursion_limit = "1024"]

use std::{path::Path, process::ExitCode, time::Duration};

use clap::{Parser, Subcommand};
use server::{AppState, config::Config, measure, routes, serve, store::Db, store::migrations};

/// The digital half of a city lab: one program for a town or a region
#[derive(Parser)]
#[command(version, name = "stadtlabor")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the database up to date and serve the site
    Serve {
        #[command(flatten)]
        config: Config,
    },
    /// Bring the database up to date and end
    Migrate {
        #[command(flatten)]
        config: Config,
    },
    /// Print the description of the HTTP API (OpenAPI, JSON)
    Openapi,
    /// For measurements only
    #[command(hide = true)]
    Measure {
        #[command(flatten)]
        config: Config,
        #[command(subcommand)]
        what: Measure,
    },
}

#[derive(Subcommand)]
enum Measure {
    /// Fill an empty database with generated ideas
    Fill {
        /// How many of them are public
        #[arg(long)]
        ideas: u64,
    },
    /// Print how many ideas a second can be inserted bare
    Inserts {
        /// How many write at a time
        #[arg(long, default_value_t = 50)]
        writers: u64,
        /// For how long
        #[arg(long, default_value_t = 5)]
        seconds: u64,
    },
}

/// What went wrong, in a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match start(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("stadtlabor: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn start(command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(run(command));
    // Work that nobody waits for any more, such as the rest of a picture, is left behind.
    runtime.shutdown_timeout(Duration::from_secs(1));
    done
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve { config } => {
            let db = open(&config).await?;
            let state = AppState::new(config, db).await?;
            serve::run(state).await?;
        }
        Command::Migrate { config } => {
            open(&config).await?;
            println!("The database is up to date.");
        }
        Command::Openapi => {
            println!("{}", routes::description().to_pretty_json()?);
        }
        Command::Measure { config, what } => {
            let db = open(&config).await?;
            match what {
                Measure::Fill { ideas } => println!("{:?}", measure::fill(&db, ideas).await?),
                Measure::Inserts { writers, seconds } => {
                    let time = Duration::from_secs(seconds);
                    println!("{}", measure::inserts(&db, writers, time).await?);
                }
            }
        }
    }
    Ok(())
}

/// Makes the data folder, brings the database up to date and opens it.
async fn open(config: &Config) -> Result<Db, Failure> {
    make_folder(&config.data)?;
    let url = config.database_url();
    migrations::run(&url, &config.data).await?;
    Ok(Db::open(&url).await?)
}

fn make_folder(data: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(data).map_err(|e| format!("{}: {e}", data.display()).into())
}
