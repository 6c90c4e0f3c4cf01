//! How ideas came to where they are, from the activity log.

use std::collections::{HashMap, HashSet};

use app::{
    api::{ActivityKind, TimelineEntry},
    domain::{IdeaStatus, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::activity::Details;
use super::cards::CHUNK;
use super::entities::activity::{Column, Entity, Model};
use super::{Db, StoreResult};

/// The timelines of these ideas, each oldest first, with one statement. A decision that was
/// taken back is not in them, and neither is the taking back.
///
/// # Errors
/// The database cannot be read.
pub async fn timelines(db: &Db, ideas: &[i64]) -> StoreResult<HashMap<i64, Vec<TimelineEntry>>> {
    let kinds = [
        ActivityKind::IdeaSubmitted,
        ActivityKind::IdeaStatus,
        ActivityKind::IdeaUndone,
        ActivityKind::IdeaWithdrawn,
    ];
    let mut timelines = HashMap::with_capacity(ideas.len());
    for ideas in ideas.chunks(CHUNK) {
        let entries = Entity::find()
            .filter(Column::IdeaId.is_in(ideas.iter().copied()))
            .filter(Column::Kind.is_in(kinds.map(ActivityKind::as_str)))
            .order_by_asc(Column::Seq)
            .all(db.read())
            .await?;
        let mut of_idea: HashMap<i64, Vec<Model>> = HashMap::new();
        for entry in entries {
            if let Some(idea) = entry.idea_id {
                of_idea.entry(idea).or_default().push(entry);
            }
        }
        timelines.extend(of_idea.into_iter().map(|(idea, entries)| (idea, timeline(&entries))));
    }
    Ok(timelines)
}

/// The timeline that these entries about one idea tell.
fn timeline(entries: &[Model]) -> Vec<TimelineEntry> {
    let details: Vec<Details> = entries.iter().map(Details::of).collect();
    let undone: HashSet<i64> = details.iter().filter_map(|d| d.undoes).collect();
    let told = |(entry, details): (&Model, Details)| {
        let kind = ActivityKind::from_key(&entry.kind)?;
        let status = match kind {
            ActivityKind::IdeaSubmitted => IdeaStatus::Submitted,
            ActivityKind::IdeaWithdrawn => IdeaStatus::Withdrawn,
            // Somebody looked at what was public already.
            ActivityKind::IdeaStatus if details.from == details.to => return None,
            ActivityKind::IdeaStatus if !undone.contains(&entry.seq) => {
                IdeaStatus::from_key(details.to.as_deref()?)?
            }
            _ => return None,
        };
        let at = Timestamp(entry.at);
        Some(TimelineEntry { kind, status, at, note: details.note, other: None })
    };
    entries.iter().zip(details).filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(seq: i64, kind: ActivityKind, details: &Details) -> Model {
        Model {
            seq,
            at: seq * 1000,
            kind: kind.as_str().to_owned(),
            idea_id: Some(1),
            comment_id: None,
            report_id: None,
            staff_id: None,
            participant_id: None,
            details: serde_json::to_string(details).unwrap(),
        }
    }

    #[test]
    fn what_was_taken_back_is_not_told() {
        let to = |to: &str, note: Option<&str>| Details {
            to: Some(to.to_owned()),
            note: note.map(str::to_owned),
            ..Details::default()
        };
        let entries = [
            entry(1, ActivityKind::IdeaSubmitted, &Details::default()),
            entry(2, ActivityKind::IdeaStatus, &to("declined", Some("Kein Platz."))),
            entry(3, ActivityKind::IdeaUndone, &Details { undoes: Some(2), ..Details::default() }),
            entry(4, ActivityKind::IdeaStatus, &to("published", None)),
            entry(5, ActivityKind::IdeaStatus, &to("planned", Some("2027"))),
        ];
        let told = timeline(&entries);
        let statuses: Vec<_> = told.iter().map(|entry| entry.status).collect();
        use IdeaStatus::{Planned, Published, Submitted};
        assert_eq!(statuses, [Submitted, Published, Planned]);
        assert_eq!(told[2].note.as_deref(), Some("2027"));
    }
}
