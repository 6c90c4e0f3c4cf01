//! How ideas came to where they are, from the activity log.

use std::collections::{HashMap, HashSet};

use app::{
    api::{ActivityKind, OtherIdea, TimelineEntry},
    domain::{IdeaStatus, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::activity::Details;
use super::cards::CHUNK;
use super::entities::activity::{Column, Entity, Model};
use super::entities::ideas;
use super::{Db, StoreResult};

/// The timelines of these ideas, each oldest first, with two statements. A decision that was
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
        ActivityKind::IdeaMerged,
        ActivityKind::IdeaUnmerged,
        ActivityKind::IdeaLinked,
        ActivityKind::IdeaUnlinked,
    ];
    let mut of_idea: HashMap<i64, Vec<(Model, Details)>> = HashMap::with_capacity(ideas.len());
    let mut others = HashSet::new();
    for ideas in ideas.chunks(CHUNK) {
        let entries = Entity::find()
            .filter(Column::IdeaId.is_in(ideas.iter().copied()))
            .filter(Column::Kind.is_in(kinds.map(ActivityKind::as_str)))
            .order_by_asc(Column::Seq)
            .all(db.read())
            .await?;
        for entry in entries {
            let Some(idea) = entry.idea_id else { continue };
            let details = Details::of(&entry);
            others.extend(details.other);
            of_idea.entry(idea).or_default().push((entry, details));
        }
    }
    let titles = public_titles(db, others.into_iter().collect()).await?;
    let timeline = |(idea, entries): (i64, Vec<_>)| (idea, timeline(entries, &titles));
    Ok(of_idea.into_iter().map(timeline).collect())
}

/// The titles of the public ones of these ideas.
async fn public_titles(db: &Db, ids: Vec<i64>) -> StoreResult<HashMap<i64, String>> {
    let mut titles = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(CHUNK) {
        let rows: Vec<(i64, String)> = ideas::Entity::find()
            .select_only()
            .columns([ideas::Column::Id, ideas::Column::Title])
            .filter(ideas::Column::Id.is_in(ids.iter().copied()))
            .filter(ideas::Column::IsPublic.eq(true))
            .into_tuple()
            .all(db.read())
            .await?;
        titles.extend(rows);
    }
    Ok(titles)
}

/// The timeline that these entries about one idea tell; of other ideas only those with a title
/// are told of.
fn timeline(entries: Vec<(Model, Details)>, titles: &HashMap<i64, String>) -> Vec<TimelineEntry> {
    let undone: HashSet<i64> = entries.iter().filter_map(|(_, details)| details.undoes).collect();
    // Of a link only the last word counts.
    let mut linked: HashMap<i64, i64> = HashMap::new();
    for (entry, details) in &entries {
        match (ActivityKind::from_key(&entry.kind), details.other) {
            (Some(ActivityKind::IdeaLinked), Some(other)) => {
                linked.insert(other, entry.seq);
            }
            (Some(ActivityKind::IdeaUnlinked), Some(other)) => {
                linked.remove(&other);
            }
            _ => {}
        }
    }
    let mut now = IdeaStatus::Submitted;
    let mut told = Vec::with_capacity(entries.len());
    for (entry, details) in entries {
        if details.undoes.is_some() || undone.contains(&entry.seq) {
            continue;
        }
        let Some(kind) = ActivityKind::from_key(&entry.kind) else { continue };
        let to = details.to.as_deref().and_then(IdeaStatus::from_key);
        let other =
            details.other.and_then(|id| Some(OtherIdea { id, title: titles.get(&id).cloned()? }));
        now = match kind {
            ActivityKind::IdeaSubmitted => IdeaStatus::Submitted,
            ActivityKind::IdeaWithdrawn => IdeaStatus::Withdrawn,
            // Somebody looked at what was public already.
            ActivityKind::IdeaStatus if details.from == details.to => continue,
            ActivityKind::IdeaStatus if to.is_some() => to.unwrap_or(now),
            ActivityKind::IdeaMerged | ActivityKind::IdeaUnmerged if to.is_some() => {
                to.unwrap_or(now)
            }
            // What happened to another one is told where everybody may read that one.
            ActivityKind::IdeaMerged | ActivityKind::IdeaUnmerged if other.is_some() => now,
            ActivityKind::IdeaLinked
                if other.is_some() && linked.values().any(|seq| *seq == entry.seq) =>
            {
                now
            }
            _ => continue,
        };
        // It stands for itself again: that needs no other.
        let other = other.filter(|_| kind != ActivityKind::IdeaUnmerged || to.is_none());
        told.push(TimelineEntry {
            kind,
            status: now,
            at: Timestamp(entry.at),
            note: details.note,
            other,
        });
    }
    told
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
            event_id: None,
            registration_id: None,
            details: serde_json::to_string(details).unwrap(),
        }
    }

    fn with_details(entries: Vec<Model>) -> Vec<(Model, Details)> {
        entries
            .into_iter()
            .map(|entry| {
                let details = Details::of(&entry);
                (entry, details)
            })
            .collect()
    }

    #[test]
    fn others_are_told_of_where_everybody_may_read_them() {
        let other = |id, to: Option<&str>| Details {
            other: Some(id),
            to: to.map(str::to_owned),
            ..Details::default()
        };
        let entries = vec![
            entry(1, ActivityKind::IdeaSubmitted, &Details::default()),
            entry(
                2,
                ActivityKind::IdeaStatus,
                &Details { to: Some("planned".into()), ..Details::default() },
            ),
            entry(3, ActivityKind::IdeaMerged, &other(7, None)),
            entry(4, ActivityKind::IdeaLinked, &other(8, None)),
            entry(5, ActivityKind::IdeaLinked, &other(7, None)),
            entry(6, ActivityKind::IdeaLinked, &other(9, None)),
            entry(7, ActivityKind::IdeaUnlinked, &other(9, None)),
            entry(8, ActivityKind::IdeaMerged, &other(8, Some("merged"))),
            entry(9, ActivityKind::IdeaUnmerged, &other(8, Some("planned"))),
        ];
        let titles = HashMap::from([(7, "Bank".to_owned()), (9, "Baum".to_owned())]);
        let told = timeline(with_details(entries), &titles);
        let told: Vec<_> = told
            .iter()
            .map(|entry| (entry.kind, entry.status, entry.other.as_ref().map(|other| other.id)))
            .collect();
        use ActivityKind::{
            IdeaLinked, IdeaMerged, IdeaStatus as Status, IdeaSubmitted, IdeaUnmerged,
        };
        use IdeaStatus::{Merged, Planned, Submitted};
        assert_eq!(
            told,
            [
                (IdeaSubmitted, Submitted, None),
                (Status, Planned, None),
                (IdeaMerged, Planned, Some(7)),
                (IdeaLinked, Planned, Some(7)),
                (IdeaMerged, Merged, None),
                (IdeaUnmerged, Planned, None),
            ]
        );
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
        let told = timeline(with_details(entries.into()), &HashMap::new());
        let statuses: Vec<_> = told.iter().map(|entry| entry.status).collect();
        use IdeaStatus::{Planned, Published, Submitted};
        assert_eq!(statuses, [Submitted, Published, Planned]);
        assert_eq!(told[2].note.as_deref(), Some("2027"));
    }
}
