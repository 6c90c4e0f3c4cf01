//! A fresh database for each story.

use std::path::{Path, PathBuf};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use server::store::{Db, migrations};
use tokio::sync::OnceCell;

/// Which database a story is told on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

/// An empty, migrated database and a data folder; gone after [`TestDatabase::end`].
#[derive(Debug)]
pub(crate) struct TestDatabase {
    pub(crate) url: String,
    pub(crate) data: PathBuf,
    /// Its name, on PostgreSQL.
    name: Option<String>,
}

/// The server that test databases are made on.
fn postgres() -> String {
    std::env::var("STADTLABOR_TEST_POSTGRES")
        .unwrap_or_else(|_| "postgres://root@127.0.0.1:5432/postgres".to_owned())
}

/// The same address with another database.
fn with_name(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, None), |(a, q)| (a, Some(q)));
    let (server, _) = address.rsplit_once('/').expect("a database in STADTLABOR_TEST_POSTGRES");
    match query {
        Some(query) => format!("{server}/{name}?{query}"),
        None => format!("{server}/{name}"),
    }
}

async fn admin() -> DatabaseConnection {
    let mut options = ConnectOptions::new(postgres());
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.expect("PostgreSQL for tests, see STADTLABOR_TEST_POSTGRES")
}

/// A migrated database that others are copied from: faster than migrating each. It is kept
/// from run to run, under a name made from the migrations.
async fn template() -> &'static str {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    TEMPLATE.get_or_init(make_template).await
}

async fn make_template() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let steps: String = files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect();
    let name = format!("stadtlabor_template_{}", &server::token::hash(&steps)[..16]);
    let admin = admin().await;
    // Of several test runs at once, one makes it.
    admin.execute_unprepared("SELECT pg_advisory_lock(7020116)").await.unwrap();
    let there = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let there = Statement::from_string(DbBackend::Postgres, there);
    if admin.query_one_raw(there).await.unwrap().is_none() {
        let draft = format!("{name}_draft");
        let drop = format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)");
        admin.execute_unprepared(&drop).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {draft}")).await.unwrap();
        migrations::run(&with_name(&postgres(), &draft), Path::new(".")).await.unwrap();
        let rename = format!("ALTER DATABASE {draft} RENAME TO {name}");
        admin.execute_unprepared(&rename).await.unwrap();
    }
    admin.execute_unprepared("SELECT pg_advisory_unlock(7020116)").await.unwrap();
    admin.close().await.unwrap();
    name
}

impl TestDatabase {
    /// Makes one that is empty and migrated.
    pub(crate) async fn new(kind: Kind) -> Self {
        let database = Self::bare(kind, kind == Kind::Postgres).await;
        if kind == Kind::Sqlite {
            migrations::run(&database.url, &database.data).await.unwrap();
        }
        database
    }

    /// Makes one without tables.
    pub(crate) async fn unmigrated(kind: Kind) -> Self {
        Self::bare(kind, false).await
    }

    async fn bare(kind: Kind, from_template: bool) -> Self {
        let name = format!("stadtlabor_test_{:016x}", rand::random::<u64>());
        let data = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&data).unwrap();
        if kind == Kind::Sqlite {
            return Self { url: Db::sqlite_url(&data), data, name: None };
        }
        let template =
            if from_template { format!(" TEMPLATE {}", template().await) } else { String::new() };
        let admin = admin().await;
        admin.execute_unprepared(&format!("CREATE DATABASE {name}{template}")).await.unwrap();
        admin.close().await.unwrap();
        Self { url: with_name(&postgres(), &name), data, name: Some(name) }
    }

    /// Leaves nothing behind.
    pub(crate) async fn end(&self) {
        let _ = std::fs::remove_dir_all(&self.data);
        if let Some(name) = &self.name {
            let admin = admin().await;
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            admin.execute_unprepared(&drop).await.unwrap();
            admin.close().await.unwrap();
        }
    }
}
