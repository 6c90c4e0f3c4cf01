//! What is looked up when a mail is put into words.

use std::collections::{HashMap, HashSet};

use app::domain::{Date, RegistrationState, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::Letter;
use crate::{
    calendar::Entry,
    store::{
        Db, StoreResult,
        entities::{answers, departments, ideas, questions},
        followers::News,
        registrations,
    },
};

/// Names of what a letter has by slug or number.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Departments by slug, German and English.
    pub departments: HashMap<String, (String, String)>,
    /// Titles of ideas by number, where everybody may see them.
    pub titles: HashMap<i64, String>,
    /// Ideas with a public page.
    pub public: HashSet<i64>,
    /// Questions to authors by number.
    pub questions: HashMap<i64, String>,
    /// Public answers by idea and department.
    pub answers: HashMap<(i64, String), String>,
    /// How a registration stands.
    pub registered: Option<Registered>,
}

/// How a registration stands, and its event, when a mail about it is sent.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Number of the event.
    pub event: i64,
    /// Its title.
    pub title: String,
    /// How it stands.
    pub status: RegistrationState,
    /// Place in line, from 1, where it waits.
    pub position: Option<u32>,
    /// How many people it is for.
    pub people: u32,
    /// Until when offered seats are kept.
    pub offered_until: Option<Timestamp>,
    /// Until when the mail address must be confirmed; none where it is, or need not be.
    pub confirm_by: Option<Timestamp>,
    /// Where to take part from afar.
    pub online_url: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Grows with each change that the calendar of this person must follow, of the event and of
    /// the registration.
    pub sequence: u32,
    /// The dates of the event.
    pub entries: Vec<Entry>,
    /// Whether the event does not take place.
    pub event_cancelled: bool,
    /// Why not.
    pub cancelled_note: Option<String>,
    /// The day on which the mail address is erased.
    pub erased_on: Option<Date>,
    /// Whether its data were erased meanwhile: then nothing is sent.
    pub gone: bool,
}

/// Looks up what this letter names. `base` is the address of the site.
///
/// # Errors
/// The database cannot be read.
pub async fn names(db: &Db, letter: &Letter, base: &str) -> StoreResult<Names> {
    let (mut wanted, mut slugs, mut answered) = (Vec::new(), Vec::new(), Vec::new());
    let mut asked = Vec::new();
    let mut of = |idea: i64, news: &News| {
        wanted.push(idea);
        match news {
            News::Answered { department: Some(slug) } => {
                slugs.push(slug.clone());
                answered.push(idea);
            }
            News::Assigned { department: Some(slug), .. }
            | News::HandedOn { department: Some(slug) }
            | News::Worked { department: Some(slug), .. } => slugs.push(slug.clone()),
            News::Merged { into: other }
            | News::Joined { other }
            | News::Parted { other }
            | News::Linked { other } => wanted.push(*other),
            News::Asked { question } => asked.push(*question),
            _ => {}
        }
    };
    match letter {
        Letter::News { idea, news, .. } => of(*idea, news),
        Letter::Digest { items } => {
            for item in items {
                item.news.iter().for_each(|news| of(item.idea, news));
            }
        }
        Letter::Assigned { idea, department, .. } => {
            wanted.push(*idea);
            slugs.push(department.clone());
        }
        Letter::Arrived { .. }
        | Letter::Confirm { .. }
        | Letter::Invited { .. }
        | Letter::Message { .. } => return Ok(Names::default()),
        Letter::Registration { registration, .. } => {
            let registered = registrations::about(db, *registration, base).await?;
            return Ok(Names { registered, ..Names::default() });
        }
    }
    let staff = matches!(letter, Letter::Assigned { .. });
    let mut names = Names::default();
    let found: Vec<(i64, String, bool)> = ideas::Entity::find()
        .select_only()
        .columns([ideas::Column::Id, ideas::Column::Title, ideas::Column::IsPublic])
        .filter(ideas::Column::Id.is_in(wanted))
        .into_tuple()
        .all(db.read())
        .await?;
    for (id, title, is_public) in found {
        if is_public {
            names.public.insert(id);
        }
        if is_public || staff {
            names.titles.insert(id, title);
        }
    }
    if !slugs.is_empty() {
        let found = departments::Entity::find().filter(departments::Column::Slug.is_in(slugs));
        for row in found.all(db.read()).await? {
            names.departments.insert(row.slug, (row.name_de, row.name_en));
        }
    }
    if !asked.is_empty() {
        let found = questions::Entity::find().filter(questions::Column::Id.is_in(asked));
        for row in found.all(db.read()).await? {
            names.questions.insert(row.id, row.text);
        }
    }
    if !answered.is_empty() {
        let found = answers::Entity::find().filter(answers::Column::IdeaId.is_in(answered));
        for row in found.all(db.read()).await? {
            if let Some(text) = row.text.filter(|_| row.withdrawn_at.is_none()) {
                names.answers.insert((row.idea_id, row.department), text);
            }
        }
    }
    Ok(names)
}
