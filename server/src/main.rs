//! The command line.
// Views are deeply nested types.
#![recursion_limit = "1024"]

use std::{path::Path, process::ExitCode, time::Duration};

use app::i18n::{Lang, problems};
use clap::{Args, Parser, Subcommand};
use server::{
    AppState, clock,
    config::Config,
    demo::{self, Filled},
    measure, password, routes, serve,
    store::{
        Db, migrations,
        staff::{self, Added, NewStaff},
    },
    token,
};

/// Gives back what hashing a password or reading a photo took, in whatever thread that was.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

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
    /// Fill an empty board with the sample content
    Demo {
        #[command(flatten)]
        config: Config,
    },
    /// Accounts of staff
    Staff {
        #[command(subcommand)]
        command: Staff,
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
        /// How many more wait for staff
        #[arg(long, default_value_t = 0)]
        waiting: u64,
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
    /// Add public events, and print the number of the first
    Events {
        /// How many
        #[arg(long)]
        events: u64,
        /// How many seats each has
        #[arg(long, default_value_t = 20)]
        seats: u32,
        /// Events that are over, in place of events to come
        #[arg(long)]
        past: bool,
    },
    /// Print how many sign-ups a second can be inserted bare
    Signups {
        /// How many write at a time
        #[arg(long, default_value_t = 50)]
        writers: u64,
        /// For how long
        #[arg(long, default_value_t = 5)]
        seconds: u64,
    },
}

#[derive(Subcommand)]
enum Staff {
    /// Make an account; without a password, one is made and printed
    Add {
        #[command(flatten)]
        account: Account,
        #[command(flatten)]
        config: Config,
    },
}

#[derive(Args)]
struct Account {
    /// Mail address to sign in with
    #[arg(long)]
    email: String,
    /// Name that colleagues see
    #[arg(long)]
    name: String,
    /// moderator, editor, department or admin
    #[arg(long)]
    role: String,
    /// Password, at least 10 characters; better given by the variable than on a command line
    #[arg(long, env = "STADTLABOR_STAFF_PASSWORD", hide_env_values = true)]
    password: Option<String>,
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
        Command::Demo { config } => {
            let db = open(&config).await?;
            let state = AppState::new(config, db).await?;
            match demo::fill(&state, clock::now()).await? {
                Filled::Ideas(n) => println!("The board has {n} sample ideas now."),
                Filled::NotEmpty => println!("There are ideas already: nothing was changed."),
            }
        }
        Command::Staff { command: Staff::Add { account, config } } => {
            add_staff(account, config).await?;
        }
        Command::Openapi => {
            println!("{}", routes::description().to_pretty_json()?);
        }
        Command::Measure { config, what } => {
            let db = open(&config).await?;
            match what {
                Measure::Fill { ideas, waiting } => {
                    println!("{:?}", measure::fill(&db, ideas, waiting).await?);
                }
                Measure::Inserts { writers, seconds } => {
                    let time = Duration::from_secs(seconds);
                    println!("{}", measure::inserts(&db, writers, time).await?);
                }
                Measure::Events { events, seats, past } => {
                    println!("{}", measure::add_events(&db, events, seats, past).await?);
                }
                Measure::Signups { writers, seconds } => {
                    let time = Duration::from_secs(seconds);
                    println!("{}", measure::signups(&db, writers, time).await?);
                }
            }
        }
    }
    Ok(())
}

async fn add_staff(account: Account, config: Config) -> Result<(), Failure> {
    let mut wrong = Vec::new();
    let new = NewStaff::parse(&account.email, &account.name, &account.role);
    if let Err(errors) = &new {
        for (field, sentences) in problems::field_errors(Lang::En, errors) {
            wrong.push(format!("--{field}: {}", sentences.join(" ")));
        }
    }
    let given = account.password.is_some();
    let password = account.password.unwrap_or_else(token::random);
    if let Err(error) = password::check_new(&password) {
        wrong.push(format!("--password: {}", problems::field_error(Lang::En, &error)));
    }
    let new = match new {
        Ok(new) if wrong.is_empty() => new,
        _ => return Err(wrong.join("\n").into()),
    };
    let db = open(&config).await?;
    let state = AppState::new(config, db).await?;
    let hash = state.passwords.hash(password.clone()).await?;
    match staff::add(&state.db, &new, hash, clock::now()).await? {
        Added::EmailTaken => Err(format!("{} has an account already", new.email).into()),
        Added::Done(_) => {
            println!("{} can sign in at {}/staff.", new.email, state.config.base_url());
            if !given {
                println!("Password: {password}");
            }
            Ok(())
        }
    }
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
