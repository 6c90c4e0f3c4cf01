//! A running board with a small town in it.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{Router, body::Body, http::Request};
use sea_orm::ConnectionTrait;
use server::{
    AppState,
    config::{Config, Switch},
    store::Db,
};
use tower::ServiceExt;

use super::{Answer, Citizen, Kind, TestDatabase};

/// Where the site stands, as far as browsers know.
pub(crate) const HOST: &str = "stadtlabor.test";

tokio::task_local! {
    /// Set while a request is answered: what the program does by itself meanwhile, in tasks of its
    /// own, is not counted.
    static ASKED: ();
}

/// A board on a database of its own. The town: the labs `offen` (without moderation) and
/// `soest` (with), the topics `innenstadt` and `klima`, the projects `markt` (of `soest`) and
/// `park` (of `offen`), the department `tiefbau`.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) state: AppState,
    pub(crate) database: Arc<TestDatabase>,
    router: Router,
    statements: Arc<AtomicU64>,
    everything: Arc<AtomicU64>,
}

impl World {
    /// Tells a story in a fresh world, and cleans up whatever happens in it.
    pub(crate) async fn tell<F>(kind: Kind, story: impl FnOnce(Self) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let world = Self::new(kind).await;
        let (state, database) = (world.state.clone(), world.database.clone());
        let told = tokio::spawn(story(world)).await;
        state.shutdown.begin();
        drop(state);
        database.end().await;
        if let Err(error) = told {
            std::panic::resume_unwind(error.into_panic());
        }
    }

    async fn new(kind: Kind) -> Self {
        let database = Arc::new(TestDatabase::new(kind).await);
        let statements = Arc::new(AtomicU64::new(0));
        let everything = Arc::new(AtomicU64::new(0));
        let (counted, all) = (statements.clone(), everything.clone());
        let count = move |_: &str| {
            all.fetch_add(1, Ordering::Relaxed);
            if ASKED.try_with(|()| ()).is_ok() {
                counted.fetch_add(1, Ordering::Relaxed);
            }
        };
        let db = Db::open_observed(&database.url, count).await.unwrap();
        for statement in TOWN.split(";\n").filter(|s| !s.trim().is_empty()) {
            db.read().execute_unprepared(statement).await.unwrap();
        }
        let state = AppState::new(Self::config(&database), db).await.unwrap();
        let router = server::build(state.clone());
        Self { state, database, router, statements, everything }
    }

    /// The settings of this world.
    pub(crate) fn config(database: &TestDatabase) -> Config {
        Config {
            addr: "127.0.0.1:0".parse().unwrap(),
            base_url: Some(format!("http://{HOST}")),
            data: database.data.clone(),
            database_url: Some(database.url.clone()),
            site: database.data.join("site"),
            trusted_proxies: Vec::new(),
            smtp_url: None,
            mail_from: None,
            mail_lease: 600,
            metrics_addr: None,
            rate_limits: Switch::Off,
            dev: false,
        }
    }

    /// The same town and database behind another start of the program, with other settings.
    pub(crate) async fn restarted(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = Self::config(&self.database);
        change(&mut config);
        let db = Db::open(&self.database.url).await.unwrap();
        let state = AppState::new(config, db).await.unwrap();
        let router = server::build(state.clone());
        Self { state, router, ..self.clone() }
    }

    /// Somebody with a browser that has never been here.
    pub(crate) fn citizen(&self) -> Citizen {
        Citizen::new(self.clone())
    }

    /// Asks the board.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            Answer::read(what, response).await
        };
        ASKED.scope((), answer).await
    }

    /// Asks the board, and gives the answer before it has ended.
    pub(crate) async fn begin(&self, request: Request<Body>) -> axum::response::Response {
        ASKED.scope((), self.router.clone().oneshot(request)).await.unwrap()
    }

    /// Reads on to the end of an answer that was begun.
    pub(crate) async fn end(&self, response: axum::response::Response) -> Answer {
        ASKED.scope((), Answer::read("the rest of an answer".to_owned(), response)).await
    }

    /// How many statements requests have cost since the last time this was asked.
    pub(crate) fn statements(&self) -> u64 {
        self.statements.swap(0, Ordering::Relaxed)
    }

    /// How many statements a page costs, with those that it asks in tasks of its own: the fewest of
    /// several tries, for the town does something by itself as well.
    pub(crate) async fn page_statements(&self, citizen: &mut Citizen, path: &str) -> u64 {
        let mut fewest = u64::MAX;
        for _ in 0..4 {
            self.everything.store(0, Ordering::Relaxed);
            citizen.get(path).await.expect(200);
            fewest = fewest.min(self.everything.load(Ordering::Relaxed));
        }
        fewest
    }

    /// Runs SQL, for what no request can do.
    pub(crate) async fn sql(&self, sql: &str) {
        self.state.db.read().execute_unprepared(sql).await.unwrap();
        self.state.db.contents_changed();
    }

    /// One number from the database.
    pub(crate) async fn number(&self, sql: &str) -> i64 {
        let statement = sea_orm::Statement::from_string(
            self.state.db.read().get_database_backend(),
            sql.to_owned(),
        );
        let row = self.state.db.read().query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }
}

const TOWN: &str = "
INSERT INTO labs (slug, name, town, mobile, address, text_de, text_en, hours, pre_moderation, position)
VALUES ('offen', 'Stadtlabor Offen', 'Offen', FALSE, 'Markt 1', 'Text', 'Text',
        '[{\"weekday\":1,\"from\":\"10:00\",\"to\":\"16:00\"}]', FALSE, 1),
       ('soest', 'Stadtlabor Soest', 'Soest', TRUE, NULL, 'Text', 'Text', '[]', TRUE, 2);
INSERT INTO topics (slug, name_de, name_en, icon, colour, text_de, text_en, position)
VALUES ('innenstadt', 'Innenstadt', 'Town centre', 'shop', 'pink', '', '', 1),
       ('klima', 'Klimaschutz', 'Climate', 'leaf', 'green', '', '', 2);
INSERT INTO projects (slug, lab, name_de, name_en, text_de, text_en)
VALUES ('markt', 'soest', 'Markt', 'Market', '', ''), ('park', 'offen', 'Park', 'Park', '', '');
INSERT INTO departments (slug, name_de, name_en) VALUES ('tiefbau', 'Tiefbau', 'Civil engineering');
";
