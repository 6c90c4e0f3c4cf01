//! How the program is run: flags, each also an environment variable.

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

use crate::store::Db;

/// Settings of a running server.
#[derive(Clone, Debug, clap::Args)]
pub struct Config {
    /// Address to listen on
    #[arg(long, env = "STADTLABOR_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Public address of the site, for links in feeds and QR codes [default: http:// and the address]
    #[arg(long, env = "STADTLABOR_BASE_URL")]
    pub base_url: Option<String>,
    /// Folder for the SQLite file, photos and mails that go nowhere else
    #[arg(long, env = "STADTLABOR_DATA", default_value = "./data")]
    pub data: PathBuf,
    /// Database, sqlite: or postgres: [default: the SQLite file in the data folder]
    #[arg(long, env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// Folder of built assets
    #[arg(long, env = "STADTLABOR_SITE", default_value = "./site")]
    pub site: PathBuf,
    /// Addresses of reverse proxies whose X-Forwarded-For is believed, with commas between
    #[arg(long, env = "STADTLABOR_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// Mail server, such as smtps://user:password@mail.example.org or
    /// smtp://mail.example.org:587?tls=required [default: mails become files in the data
    /// folder's outbox/]
    #[arg(long, env = "STADTLABOR_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Sender of mails (default: stadtlabor@ and the host of the site)
    #[arg(long, env = "STADTLABOR_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// How long a mail is one instance's to send, in seconds; shorter only for tests
    #[arg(long, env = "STADTLABOR_MAIL_LEASE", default_value_t = 600, hide = true)]
    pub mail_lease: u64,
    /// Address for GET /metrics (Prometheus) [default: off]
    #[arg(long, env = "STADTLABOR_METRICS_ADDR")]
    pub metrics_addr: Option<SocketAddr>,
    /// Limits on how often somebody may post; off only for tests and benchmarks
    #[arg(long, env = "STADTLABOR_RATE_LIMITS", default_value = "on", value_enum, hide = true)]
    pub rate_limits: Switch,
    /// Development: pages reload themselves when the server was restarted
    #[arg(long, env = "STADTLABOR_DEV", hide = true)]
    pub dev: bool,
}

/// Something that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

impl Config {
    /// The public address of the site, without a slash at the end.
    pub fn base_url(&self) -> String {
        let url = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.addr));
        url.trim_end_matches('/').to_owned()
    }

    /// The sender of mails: as set, else one at the host of the site.
    pub fn mail_from(&self) -> String {
        if let Some(from) = &self.mail_from {
            return from.trim().to_owned();
        }
        let url = self.base_url();
        let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let host = host.split(['/', ':', '[']).next().unwrap_or_default();
        // A mail program would ask what an address of numbers is.
        let named = host.parse::<IpAddr>().is_err() && !host.is_empty();
        format!("stadtlabor@{}", if named { host } else { "localhost" })
    }

    /// Address of the database.
    pub fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| Db::sqlite_url(&self.data))
    }

    /// Whether cookies may be marked `Secure`.
    pub fn https(&self) -> bool {
        self.base_url().starts_with("https:")
    }
}
