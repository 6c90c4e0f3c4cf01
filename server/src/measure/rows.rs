//! Ideas by the thousand, with everything that hangs on them.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait};

use app::{api::ActivityKind, domain::IdeaStatus};
use rand::{Rng, SeedableRng, rngs::StdRng};

use super::{places::Places, texts::Writer};
use crate::{
    clock,
    store::{
        Db, StoreError, StoreResult,
        activity::Details,
        entities::{activity, comments, ideas, participants, photos, supports},
    },
    token,
};

/// Ideas in one transaction.
const BATCH: usize = 2000;
/// Parameters in one statement: SQLite takes 32,766, PostgreSQL twice as many.
const PARAMETERS: usize = 30_000;
/// Of how long a time they tell, in milliseconds: two years.
const PAST: i64 = 2 * 365 * 86_400_000;

/// What was filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Ideas on the board.
    pub public: u64,
    /// Ideas that wait for a moderator, or were merged into others.
    pub other: u64,
    /// Of these, ideas that wait.
    pub waiting: u64,
    /// Supports of them all.
    pub supports: u64,
    /// Comments on them all.
    pub comments: u64,
}

/// Fills an empty database with `public` ideas on the board, a few more that are not on it,
/// `waiting` more that wait for staff, and their supports, comments, photos (rows without files)
/// and log. The same every time, but for the time of day.
///
/// # Errors
/// The database cannot be written, or is not empty.
pub async fn fill(db: &Db, public: u64, waiting: u64) -> StoreResult<Filled> {
    // The numbers of rows are counted along, which needs an empty database.
    if ideas::Entity::find().count(db.read()).await? > 0 {
        return Err(StoreError::corrupt("ideas, where an empty database is needed"));
    }
    let places = Places::read()?;
    let now = clock::now().0;
    let write = db.write().await?;
    places.write(&write).await?;
    let people = i64::try_from((public / 5).clamp(200, 20_000)).unwrap_or(i64::MAX);
    let rows = (1..=people).map(|n| participants::Model {
        id: n,
        token_hash: token::hash(&format!("participant {n}")),
        created_at: now - PAST,
        seen_at: now,
        trust: "earned".to_owned(),
    });
    insert::<participants::Entity, _>(write.conn(), rows.collect(), 5, numbered).await?;
    write.commit().await?;

    let mut filling = Filling {
        writer: Writer::new(),
        rng: StdRng::seed_from_u64(public),
        places,
        people,
        public,
        now,
        waits: false,
        last: 0,
        filled: Filled::default(),
    };
    while filling.filled.public < public {
        let mut batch = Batch::default();
        while filling.filled.public < public && batch.ideas.len() < BATCH {
            filling.idea(&mut batch);
        }
        batch.write(db).await?;
    }
    filling.waits = true;
    let waited = filling.filled.waiting + waiting;
    while filling.filled.waiting < waited {
        let mut batch = Batch::default();
        while filling.filled.waiting < waited && batch.ideas.len() < BATCH {
            filling.idea(&mut batch);
        }
        batch.write(db).await?;
    }
    let last = ideas::Entity::find().count(db.read()).await?;
    if last != filling.filled.public + filling.filled.other {
        return Err(StoreError::corrupt("other numbers of ideas than were counted"));
    }
    if db.is_postgres() {
        // As the autovacuum daemon would, within the minute.
        db.read().execute_unprepared("VACUUM ANALYZE").await?;
    }
    Ok(filling.filled)
}

/// Rows that go into the database together.
#[derive(Default)]
struct Batch {
    ideas: Vec<ideas::Model>,
    photos: Vec<photos::Model>,
    supports: Vec<supports::Model>,
    comments: Vec<comments::Model>,
    log: Vec<activity::Model>,
}

impl Batch {
    async fn write(self, db: &Db) -> StoreResult<()> {
        let write = db.write().await?;
        let conn = write.conn();
        insert::<ideas::Entity, _>(conn, self.ideas, 30, numbered).await?;
        insert::<photos::Entity, _>(conn, self.photos, 9, numbered).await?;
        insert::<supports::Entity, _>(conn, self.supports, 3, |row| row).await?;
        insert::<comments::Entity, _>(conn, self.comments, 17, numbered).await?;
        insert::<activity::Entity, _>(conn, self.log, 9, numbered).await?;
        write.commit().await
    }
}

/// Leaves the number to the database: PostgreSQL takes no other.
fn numbered<A: ActiveModelTrait>(mut row: A) -> A {
    use sea_orm::{Iterable, PrimaryKeyToColumn};
    for key in <A::Entity as EntityTrait>::PrimaryKey::iter() {
        row.not_set(key.into_column());
    }
    row
}

async fn insert<E, A>(
    conn: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    columns: usize,
    prepare: fn(A) -> A,
) -> StoreResult<()>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = rows.into_iter().map(|row| prepare(row.into_active_model()));
    loop {
        let chunk: Vec<A> = rows.by_ref().take(PARAMETERS / columns).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        E::insert_many::<A, _>(chunk).exec_without_returning(conn).await?;
    }
}

struct Filling {
    writer: Writer,
    rng: StdRng,
    places: Places,
    people: i64,
    public: u64,
    now: i64,
    /// Whether all that comes waits for staff.
    waits: bool,
    /// Number of the latest idea.
    last: i64,
    filled: Filled,
}

impl Filling {
    fn idea(&mut self, batch: &mut Batch) {
        self.last += 1;
        let id = self.last;
        let status = self.status();
        let waits = status == IdeaStatus::Submitted;
        if waits || status == IdeaStatus::Merged {
            self.filled.other += 1;
            self.filled.waiting += u64::from(waits);
        } else {
            self.filled.public += 1;
        }
        // Evenly over the years, in the order of their numbers.
        let many = i64::try_from(self.public.saturating_mul(108) / 100 + 1).unwrap_or(i64::MAX);
        let created_at = self.now - PAST / many * (many - id).max(1);
        let published_at = created_at + 30_000;
        let touched = self.rng.random_range(0..=(self.now - published_at).max(0));
        let active_at = if waits { created_at } else { published_at + touched };
        let (lab, project) = self.place();
        let topic = self.rng.random_range(0..self.places.topics.len());
        let idea = ideas::Model {
            event_id: None,
            id,
            lab,
            topic: self.places.topics[topic].slug.clone(),
            project,
            title: self.writer.title(&mut self.rng),
            text: self.writer.text(&mut self.rng),
            author: None,
            affiliation: Some("citizens".to_owned()),
            email: None,
            email_until: None,
            source: "web".to_owned(),
            status: status.as_str().to_owned(),
            is_public: !waits,
            participant_id: Some(self.person()),
            token_hash: token::hash(&format!("idea {id}")),
            created_at,
            published_at: (!waits).then_some(published_at),
            active_at,
            supports: if waits { 0 } else { self.supports(batch, id, active_at) },
            comments: if waits { 0 } else { self.comments(batch, id, active_at) },
            companions: 0,
            merged_into: (status == IdeaStatus::Merged).then_some(1),
            decision_seq: None,
            waits_since: waits.then_some(created_at),
            held: None,
            original_title: None,
            original_text: None,
            hidden_at: None,
            hidden_reason: None,
            decided_at: (!waits).then_some(published_at),
        };
        self.log(batch, &idea, status);
        if self.rng.random_range(0..4) == 0 {
            batch.photos.push(photo(id, created_at));
        }
        batch.ideas.push(idea);
    }

    fn status(&mut self) -> IdeaStatus {
        match self.rng.random_range(0..100) {
            // The first one is what others were merged into.
            _ if self.waits => IdeaStatus::Submitted,
            0..4 if self.last > 1 => IdeaStatus::Submitted,
            4 if self.last > 1 => IdeaStatus::Merged,
            5..20 => IdeaStatus::InReview,
            20..28 => IdeaStatus::Planned,
            28..34 => IdeaStatus::InProgress,
            34..44 => IdeaStatus::Done,
            44..50 => IdeaStatus::Declined,
            _ => IdeaStatus::Published,
        }
    }

    /// A lab, mostly, and one of its projects, sometimes.
    fn place(&mut self) -> (Option<String>, Option<String>) {
        if self.rng.random_range(0..5) == 0 {
            let project = self.rng.random_range(0..self.places.projects.len());
            let project = &self.places.projects[project];
            return (Some(project.lab.clone()), Some(project.slug.clone()));
        }
        let lab = self.rng.random_range(0..self.places.labs.len() + 1);
        (self.places.labs.get(lab).map(|lab| lab.slug.clone()), None)
    }

    fn person(&mut self) -> i64 {
        self.rng.random_range(1..=self.people)
    }

    /// Few have many: six on average, 198 at the most.
    fn supports(&mut self, batch: &mut Batch, idea_id: i64, created_at: i64) -> i64 {
        let n = 200 / self.rng.random_range(1..101) - 2;
        let (n, first) = (i64::from(n.max(0)), self.person());
        for person in 0..n {
            let participant_id = (first + person) % self.people + 1;
            batch.supports.push(supports::Model { idea_id, participant_id, created_at });
        }
        self.filled.supports += n.unsigned_abs();
        n
    }

    fn comments(&mut self, batch: &mut Batch, idea_id: i64, created_at: i64) -> i64 {
        let n = (self.rng.random_range(0..8) - 4).max(0);
        for _ in 0..n {
            batch.comments.push(comments::Model {
                id: 0,
                idea_id,
                reply_to: None,
                text: self.writer.sentence(&mut self.rng),
                author: None,
                affiliation: None,
                participant_id: Some(self.person()),
                status: "published".to_owned(),
                reason: None,
                created_at,
                decision_seq: None,
                waits_since: None,
                held: None,
                original_text: None,
                hidden_at: None,
                decided_at: None,
                origin_id: None,
            });
            self.filled.comments += 1;
        }
        n
    }

    fn log(&mut self, batch: &mut Batch, idea: &ideas::Model, status: IdeaStatus) {
        let mut entry = |kind: ActivityKind, at, details: &Details| {
            batch.log.push(activity::Model {
                event_id: None,
                registration_id: None,
                seq: 0,
                at,
                kind: kind.as_str().to_owned(),
                idea_id: Some(idea.id),
                comment_id: None,
                report_id: None,
                staff_id: None,
                participant_id: None,
                details: serde_json::to_string(details).unwrap_or_else(|_| "{}".to_owned()),
            });
        };
        entry(ActivityKind::IdeaSubmitted, idea.created_at, &Details::default());
        let Some(published_at) = idea.published_at else { return };
        let step = |from: IdeaStatus, to: IdeaStatus, shown_before| Details {
            from: Some(from.as_str().to_owned()),
            to: Some(to.as_str().to_owned()),
            shown_before,
            shown_after: true,
            ..Details::default()
        };
        let public = IdeaStatus::Published;
        let details = step(IdeaStatus::Submitted, public, false);
        entry(ActivityKind::IdeaStatus, published_at, &details);
        if status != public {
            entry(ActivityKind::IdeaStatus, idea.active_at, &step(public, status, true));
        }
    }
}

fn photo(idea: i64, created_at: i64) -> photos::Model {
    photos::Model {
        event_id: None,
        event_role: None,
        id: 0,
        idea_id: Some(idea),
        key: token::hash(&format!("photo {idea}"))[..32].to_owned(),
        claim_hash: token::hash(&format!("claim {idea}")),
        position: 0,
        width: 1600,
        height: 1200,
        alt: None,
        created_at,
    }
}
