//! What must hold, whatever happened.

use std::collections::BTreeMap;

use app::{
    api::{ActivityKind, Idea, IdeaPage},
    domain::IdeaStatus,
};
use sea_orm::{EntityTrait, QueryOrder};
use server::store::{
    activity::Details,
    entities::{activity, comments, ideas},
};

use super::steps::Run;

/// Numbers that must be 0, and what it means when they are not.
const NONE: &[(&str, &str)] = &[
    (
        "an idea waits and does not, or is decided and waits",
        "SELECT COUNT(*) FROM ideas WHERE (status = 'submitted') <> (waits_since IS NOT NULL)",
    ),
    (
        "a comment waits and does not, or is decided and waits",
        "SELECT COUNT(*) FROM comments WHERE (status = 'submitted') <> (waits_since IS NOT NULL)",
    ),
    (
        "something waits under an address that is not there",
        "SELECT COUNT(*) FROM comments AS c JOIN ideas AS i ON i.id = c.idea_id WHERE i.merged_into IS NOT NULL",
    ),
    (
        "a comment is at home in an idea that is not merged into the one that it stands under",
        "SELECT COUNT(*) FROM comments AS c JOIN ideas AS i ON i.id = c.origin_id WHERE i.merged_into IS NULL",
    ),
    (
        "what is public names a reason for hiding it",
        "SELECT COUNT(*) FROM ideas WHERE is_public AND hidden_at IS NOT NULL",
    ),
    ("a link with itself", "SELECT COUNT(*) FROM idea_links WHERE a >= b"),
];

/// What the log says of an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stand {
    status: String,
    is_public: bool,
    merged_into: Option<i64>,
}

impl Run {
    /// Looks at everything that can be seen in the database.
    pub(super) async fn holds(&self) -> Result<(), String> {
        let world = self.world.clone();
        // It panics; here, that is an answer.
        let counted = tokio::spawn(async move { crate::merging::counters_hold(&world).await });
        if let Err(panicked) = counted.await {
            let why = panicked.into_panic();
            let why = why.downcast_ref::<String>().cloned();
            return Err(format!("counters: {}", why.unwrap_or_default()));
        }
        let there = self.world.number("SELECT COUNT(*) FROM ideas").await;
        if there != self.ideas.len() as i64 {
            return Err(format!("{} ideas were sent in, {there} are there", self.ideas.len()));
        }
        for (what, sql) in NONE {
            if self.world.number(sql).await != 0 {
                return Err((*what).to_owned());
            }
        }
        self.log_replays().await
    }

    /// Folding the log gives what the tables hold.
    async fn log_replays(&self) -> Result<(), String> {
        let db = self.world.state.db.read();
        let log = activity::Entity::find().order_by_asc(activity::Column::Seq);
        let (mut stands, mut said) = (BTreeMap::new(), BTreeMap::new());
        for entry in log.all(db).await.unwrap() {
            let (Some(kind), Some(idea)) = (ActivityKind::from_key(&entry.kind), entry.idea_id)
            else {
                continue;
            };
            let details = Details::of(&entry);
            match entry.comment_id {
                Some(comment) => fold_comment(said.entry(comment).or_default(), kind, details),
                None => fold_idea(stands.entry(idea).or_insert_with(nothing), kind, details),
            }
        }
        for row in ideas::Entity::find().all(db).await.unwrap() {
            let is = Stand {
                status: row.status,
                is_public: row.is_public,
                merged_into: row.merged_into,
            };
            let told = stands.remove(&row.id).unwrap_or_else(nothing);
            if told != is {
                return Err(format!("idea {}: the log tells {told:?}, it is {is:?}", row.id));
            }
        }
        for row in comments::Entity::find().all(db).await.unwrap() {
            let told = said.remove(&row.id).unwrap_or_default();
            if told != row.status {
                let is = row.status;
                return Err(format!("comment {}: the log tells {told}, it is {is}", row.id));
            }
        }
        Ok(())
    }

    /// Looks at what everybody can read.
    pub(super) async fn end(&mut self) -> Result<(), String> {
        let leaders = self.leaders().await;
        let mut anybody = self.world.citizen();
        let rows = ideas::Entity::find().order_by_asc(ideas::Column::Id);
        let rows = rows.all(self.world.state.db.read()).await.unwrap();
        let listed: Vec<i64> = rows
            .iter()
            .filter(|row| row.is_public && row.merged_into.is_none())
            .map(|row| row.id)
            .collect();
        for query in ["", "q=Vorschlag"] {
            let mut found = Vec::new();
            let mut after = String::new();
            loop {
                let path = format!("/api/ideas?limit=60&{query}&after={after}");
                let page: IdeaPage = anybody.get(&path).await.expect(200).json();
                found.extend(page.items.iter().map(|card| card.id));
                match page.next {
                    Some(next) => after = next,
                    None => break,
                }
            }
            found.sort_unstable();
            if found != listed {
                return Err(format!("the board ({query}) shows {found:?}, not {listed:?}"));
            }
        }
        for row in &rows {
            let answer = anybody.get(&format!("/api/ideas/{}", row.id)).await;
            let page = anybody.get(&format!("/ideas/{}", row.id)).await.status;
            if !row.is_public {
                if ![404, 410].contains(&answer.status) || ![404, 410].contains(&page) {
                    return Err(format!(
                        "idea {} is not public: {}, {page}",
                        row.id, answer.status
                    ));
                }
                continue;
            }
            let idea: Idea = answer.expect(200).json();
            if ![200, 302].contains(&page) {
                return Err(format!("the page of {}: {page}", row.id));
            }
            let told = idea.timeline.last().map(|entry| entry.status);
            if told != Some(idea.card.status) {
                let is = idea.card.status;
                return Err(format!("the timeline of {} ends with {told:?}, it is {is:?}", row.id));
            }
            if row.merged_into.is_some() {
                continue;
            }
            let group: Vec<i64> = leaders
                .iter()
                .filter(|(_, leader)| **leader == row.id)
                .map(|(id, _)| *id)
                .collect();
            let count = self.supporters(&group);
            if i64::from(idea.card.supports) != count {
                let told = idea.card.supports;
                return Err(format!("idea {}: {told} supporters, not {count}", row.id));
            }
            let mut read: Vec<i64> = idea.merged.iter().map(|one| one.id).collect();
            read.sort_unstable();
            let public = |id: &i64| rows.iter().any(|row| row.id == *id && row.is_public);
            let merged: Vec<i64> =
                group.into_iter().filter(|id| *id != row.id && public(id)).collect();
            if read != merged {
                return Err(format!("idea {} shows {read:?}, not {merged:?}", row.id));
            }
        }
        Ok(())
    }
}

fn nothing() -> Stand {
    Stand { status: String::new(), is_public: false, merged_into: None }
}

fn fold_idea(stand: &mut Stand, kind: ActivityKind, details: Details) {
    use ActivityKind::{
        IdeaMerged, IdeaStatus as Moved, IdeaSubmitted, IdeaUndone, IdeaUnmerged, IdeaWithdrawn,
    };
    match kind {
        IdeaSubmitted => stand.status = IdeaStatus::Submitted.as_str().to_owned(),
        IdeaWithdrawn => {
            *stand = Stand { status: IdeaStatus::Withdrawn.as_str().to_owned(), ..nothing() };
        }
        Moved | IdeaUndone | IdeaMerged | IdeaUnmerged => {
            // The entry at the idea that leads says nothing of its status.
            let Some(to) = details.to else { return };
            (stand.status, stand.is_public) = (to, details.shown_after);
            match kind {
                IdeaMerged => stand.merged_into = details.other,
                IdeaUnmerged => stand.merged_into = None,
                _ => {}
            }
        }
        _ => {}
    }
}

fn fold_comment(status: &mut String, kind: ActivityKind, details: Details) {
    use ActivityKind::{CommentDeclined, CommentPublished, CommentSubmitted, CommentUndone};
    match kind {
        CommentSubmitted => *status = "submitted".to_owned(),
        CommentPublished => *status = "published".to_owned(),
        CommentDeclined => *status = "declined".to_owned(),
        CommentUndone => *status = details.to.unwrap_or_default(),
        _ => {}
    }
}
