//! Labs, topics, projects and departments, as the team sets them.
//!
//! Ideas refer to them, so none is ever deleted: it is put away, and offered no more. All
//! changes of the settings follow each other, so that what the log says was different is what
//! was different.

mod departments;
mod labs;
mod projects;
mod topics;

use app::{
    api::{ActivityKind, Section},
    domain::{FieldErrors, Scope, excerpt, slug_of},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement, Value};

use super::activity::{self, Details, Entry};
use super::decisions::By;
use super::{Db, StoreResult, Write};

pub use departments::{list as departments, save as save_department};
pub use labs::{list as labs, save as save_lab};
pub use projects::{list as projects, save as save_project};
pub use topics::{list as topics, save as save_topic};

/// The most labs, topics, projects or departments.
pub const MANY: u64 = 200;
/// Names the lock that orders changes of the settings on PostgreSQL.
const LOCK: i64 = 0x5374_6164_7365_7474;
/// So much of a value is told in the log, in characters.
const TOLD: usize = 80;

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is as wanted: its slug or number, and the entry of the log; none where nothing was
    /// different.
    Done(String, Option<i64>),
    /// It is not there.
    NotFound,
    /// It is not for this person to change.
    Forbidden,
    /// There are as many as there can be.
    Full,
    /// Somebody else changed it since it was seen.
    Changed,
    /// It is the last that is offered: without one nobody could send in anything.
    Last,
    /// Something that it names is not there.
    Unknown(FieldErrors),
}

/// Whose change it is, and when.
#[derive(Clone, Copy, Debug)]
pub struct Admin<'a> {
    /// Who, and when.
    pub by: By,
    /// What the person is limited to.
    pub scope: &'a Scope,
    /// Up to which place in the log the person has seen it; none asks nothing.
    pub seen: Option<i64>,
}

impl Admin<'_> {
    /// Whether this lab is the person's to change.
    pub(super) fn may_edit(self, lab: &str) -> bool {
        self.scope.departments.is_none() && self.scope.has_lab(Some(lab))
    }

    /// Whether what concerns every lab is the person's to change.
    pub(super) fn may_edit_all(self) -> bool {
        self.scope.is_everything()
    }
}

/// Begins a change of the settings, which waits for others to end.
pub(super) async fn begin(db: &Db) -> StoreResult<Write> {
    let write = db.write().await?;
    if write.is_postgres() {
        let lock = format!("SELECT pg_advisory_xact_lock({LOCK})");
        write.conn().execute_unprepared(&lock).await?;
    }
    Ok(write)
}

/// Writes the log, commits, and tells whoever keeps what is made from the settings.
pub(super) async fn finish(
    db: &Db,
    write: Write,
    subject: String,
    note: String,
    by: By,
) -> StoreResult<i64> {
    let details = Details { subject: Some(subject), note: Some(note), ..Details::default() };
    let about = Entry::about(ActivityKind::SettingsChanged, by.now);
    let entry = Entry { staff: Some(by.staff), details, ..about };
    let seq = activity::append(&write, entry).await?;
    write.commit().await?;
    db.settings_changed();
    Ok(seq)
}

/// Whether somebody else has changed this since it was seen. After [`begin`], so that nobody does
/// it meanwhile.
pub(super) async fn is_stale(write: &Write, subject: &str, admin: Admin<'_>) -> StoreResult<bool> {
    use super::entities::activity::{Column, Entity};
    let Some(seen) = admin.seen else { return Ok(false) };
    let since = Entity::find()
        .filter(Column::Seq.gt(seen))
        .filter(Column::Kind.eq(ActivityKind::SettingsChanged.as_str()))
        .filter(Column::StaffId.ne(admin.by.staff))
        .all(write.conn())
        .await?;
    Ok(since.iter().any(|entry| Details::of(entry).subject.as_deref() == Some(subject)))
}

/// What is different, a line for each field: its name, and what it was and is where that fits.
#[derive(Debug, Default)]
pub(super) struct Different(Vec<String>);

impl Different {
    /// A field with a value that is told.
    pub(super) fn value(&mut self, field: &str, was: &str, is: &str) {
        if was != is {
            let (was, is) = (excerpt(was, TOLD), excerpt(is, TOLD));
            self.0.push(format!("{field}: {was} → {is}"));
        }
    }

    /// A field with a long text: only that it is another.
    pub(super) fn text(&mut self, field: &str, was: &str, is: &str) {
        if was != is {
            self.0.push(field.to_owned());
        }
    }

    /// All of it; none where nothing is different.
    pub(super) fn note(self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join("\n"))
    }
}

/// What is not there reads as nothing.
pub(super) fn or_empty(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// The table of a section whose items have slugs.
fn table(section: Section) -> Option<&'static str> {
    match section {
        Section::Labs => Some("labs"),
        Section::Topics => Some("topics"),
        Section::Projects => Some("projects"),
        Section::Departments => Some("departments"),
        Section::Templates | Section::Rules => None,
    }
}

/// One number.
async fn number(write: &Write, sql: &str, values: Vec<Value>) -> StoreResult<i64> {
    let backend = write.conn().get_database_backend();
    let row = write.conn().query_one_raw(Statement::from_sql_and_values(backend, sql, values));
    Ok(row.await?.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// A slug for something new with this name that nothing else has; none where the table is full.
/// Called between [`begin`] and [`finish`]: nobody takes it meanwhile.
async fn free_slug(write: &Write, section: Section, name: &str) -> StoreResult<Option<String>> {
    let Some(table) = table(section) else { return Ok(None) };
    let count = number(write, &format!("SELECT COUNT(*) FROM {table}"), Vec::new()).await?;
    if count >= MANY as i64 {
        return Ok(None);
    }
    let wished = match slug_of(name) {
        // Its page is where new ones are made.
        slug if slug.is_empty() || slug == "new" => table.trim_end_matches('s').to_owned(),
        slug => slug,
    };
    // One of these is free: there are fewer than MANY others.
    for n in 1..=MANY + 1 {
        let slug = if n == 1 { wished.clone() } else { format!("{wished}-{n}") };
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE slug = $1");
        if number(write, &sql, vec![slug.clone().into()]).await? == 0 {
            return Ok(Some(slug));
        }
    }
    Ok(None)
}

/// Puts something away, or offers it again. Nothing happens where it is so already.
///
/// # Errors
/// The database could not write it.
pub async fn archive(
    db: &Db,
    section: Section,
    slug: &str,
    archived: bool,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    let Some(table) = table(section) else { return Ok(Change::NotFound) };
    let write = begin(db).await?;
    let backend = write.conn().get_database_backend();
    let lab = match section {
        Section::Labs => "slug",
        Section::Projects => "lab",
        _ => "NULL",
    };
    let sql = format!(
        "SELECT {lab} AS lab, archived_at IS NOT NULL AS archived FROM {table} WHERE slug = $1"
    );
    let found = Statement::from_sql_and_values(backend, sql, [slug.into()]);
    let Some(row) = write.conn().query_one_raw(found).await? else { return Ok(Change::NotFound) };
    let lab: Option<String> = row.try_get("", "lab")?;
    let allowed = match lab {
        Some(lab) => admin.may_edit(&lab),
        None => admin.may_edit_all(),
    };
    if !allowed {
        return Ok(Change::Forbidden);
    }
    if row.try_get::<bool>("", "archived")? == archived {
        return Ok(Change::Done(slug.to_owned(), None));
    }
    if archived && section == Section::Topics {
        let sql = "SELECT COUNT(*) FROM topics WHERE archived_at IS NULL";
        if number(&write, sql, Vec::new()).await? < 2 {
            return Ok(Change::Last);
        }
    }
    let at = archived.then_some(admin.by.now.0);
    let sql = format!("UPDATE {table} SET archived_at = $1 WHERE slug = $2");
    let change = Statement::from_sql_and_values(backend, sql, [at.into(), slug.into()]);
    write.conn().execute_raw(change).await?;
    let subject = subject(section, slug);
    let note = if archived { "archived" } else { "restored" };
    let seq = finish(db, write, subject, note.to_owned(), admin.by).await?;
    Ok(Change::Done(slug.to_owned(), Some(seq)))
}

/// What a change is about, as the log has it: `lab/soest`.
pub(super) fn subject(section: Section, id: &str) -> String {
    format!("{}/{id}", section.segment().trim_end_matches('s'))
}
