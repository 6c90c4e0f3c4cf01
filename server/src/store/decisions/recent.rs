//! A member of staff's own last decisions that still stand.

use std::collections::{HashMap, HashSet};

use app::{
    api::{ActivityKind, RecentDecision, WaitingKind},
    domain::{Scope, Timestamp},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use crate::store::{
    Db, StoreResult,
    activity::Details,
    entities::{
        activity::{Column, Entity, Model},
        comments, companions, edits, ideas, participants, questions, reports,
    },
    scope,
};

/// How many are told.
const MANY: usize = 10;
/// How far back is looked for decisions that stand.
const BACK: u64 = 60;

/// The last decisions of a member of staff that still stand, newest first, ten at the most.
///
/// # Errors
/// The database cannot be read.
pub async fn recent(db: &Db, limits: &Scope, staff: i64) -> StoreResult<Vec<RecentDecision>> {
    use ActivityKind::*;
    let kinds = [
        IdeaStatus,
        IdeaMerged,
        IdeaReworded,
        IdeaAsked,
        CommentPublished,
        CommentDeclined,
        CommentReworded,
        ReportSettled,
        EditAccepted,
        EditDeclined,
        CompanionSettled,
        TrustChanged,
    ];
    let entries = Entity::find()
        .filter(Column::StaffId.eq(staff))
        .filter(Column::Kind.is_in(kinds.map(ActivityKind::as_str)))
        .order_by_desc(Column::Seq)
        .limit(BACK)
        .all(db.read())
        .await?;
    let entries: Vec<(Model, Details)> = entries
        .into_iter()
        .map(|entry| (Details::of(&entry), entry))
        .filter(|(details, _)| details.undoes.is_none())
        .map(|(details, entry)| (entry, details))
        .collect();
    let standing = Standing::load(db, limits, &entries).await?;
    let told = entries.iter().filter_map(|(entry, details)| standing.told(entry, details));
    Ok(told.take(MANY).collect())
}

/// What the subjects of some decisions are in the state of.
struct Standing {
    titles: HashMap<i64, String>,
    ideas: HashSet<i64>,
    comments: HashSet<i64>,
    reports: HashSet<i64>,
    edits: HashSet<i64>,
    companions: HashSet<i64>,
    questions: HashSet<i64>,
    trust: HashMap<i64, String>,
}

/// The decisions, among these, that stand at the rows of a table.
macro_rules! decisions {
    ($db:expr, $table:ident, $seqs:expr) => {{
        let rows: Vec<Option<i64>> = $table::Entity::find()
            .select_only()
            .column($table::Column::DecisionSeq)
            .filter($table::Column::Id.is_in($seqs))
            .into_tuple()
            .all($db.read())
            .await?;
        rows.into_iter().flatten().collect()
    }};
}

impl Standing {
    async fn load(db: &Db, limits: &Scope, entries: &[(Model, Details)]) -> StoreResult<Self> {
        let about: HashSet<i64> = entries.iter().filter_map(|(entry, _)| entry.idea_id).collect();
        let titles: Vec<(i64, String)> = ideas::Entity::find()
            .select_only()
            .columns([ideas::Column::Id, ideas::Column::Title])
            .filter(ideas::Column::Id.is_in(about.iter().copied()))
            .filter(scope::ideas(limits))
            .into_tuple()
            .all(db.read())
            .await?;
        let items: HashSet<i64> = entries.iter().filter_map(|(_, d)| d.item).collect();
        let items = || items.iter().copied();
        let of_comments = entries.iter().filter_map(|(entry, _)| entry.comment_id);
        let of_reports = entries.iter().filter_map(|(entry, _)| entry.report_id);
        let open: Vec<i64> = questions::Entity::find()
            .select_only()
            .column(questions::Column::Id)
            .filter(questions::Column::Id.is_in(items()))
            .filter(Expr::cust("answered_at IS NULL AND withdrawn_at IS NULL"))
            .into_tuple()
            .all(db.read())
            .await?;
        let trust: Vec<(i64, String)> = participants::Entity::find()
            .select_only()
            .columns([participants::Column::Id, participants::Column::Trust])
            .filter(participants::Column::Id.is_in(items()))
            .into_tuple()
            .all(db.read())
            .await?;
        Ok(Self {
            titles: titles.into_iter().collect(),
            ideas: decisions!(db, ideas, about.iter().copied()),
            comments: decisions!(db, comments, of_comments),
            reports: decisions!(db, reports, of_reports),
            edits: decisions!(db, edits, items()),
            companions: decisions!(db, companions, items()),
            questions: open.into_iter().collect(),
            trust: trust.into_iter().collect(),
        })
    }

    /// A decision as it is told, where it still stands.
    fn told(&self, entry: &Model, details: &Details) -> Option<RecentDecision> {
        use ActivityKind::*;
        let idea = entry.idea_id?;
        let title = self.titles.get(&idea)?.clone();
        let seq = entry.seq;
        let public = details.to.as_deref() == Some("published");
        let waited = details.waited.is_some() || details.from.as_deref() == Some("submitted");
        let reported = details.along.first().copied();
        let kind = ActivityKind::from_key(&entry.kind)?;
        let (of, id, action, stands) = match kind {
            IdeaStatus => {
                let hidden = details.shown_before && !details.shown_after;
                let action = match (hidden, public, waited) {
                    (true, _, true) => "decline",
                    (true, _, false) => "hide",
                    (_, true, true) => "publish",
                    (_, false, true) if !details.shown_after => "decline",
                    _ => "move",
                };
                let stands = self.ideas.contains(&seq);
                match reported.filter(|_| hidden) {
                    Some(report) => (WaitingKind::Report, report, "hide", stands),
                    None => (WaitingKind::Idea, idea, action, stands),
                }
            }
            // The entry at the idea that leads is no decision of its own.
            IdeaMerged => (WaitingKind::Idea, idea, "merge", self.ideas.contains(&seq)),
            IdeaAsked => (WaitingKind::Idea, idea, "ask", self.questions.contains(&details.item?)),
            IdeaReworded => (WaitingKind::Idea, idea, "reword", self.edits.contains(&seq)),
            CommentReworded => {
                (WaitingKind::Comment, entry.comment_id?, "reword", self.edits.contains(&seq))
            }
            CommentPublished => {
                let stands = self.comments.contains(&seq);
                (WaitingKind::Comment, entry.comment_id?, "publish", stands)
            }
            CommentDeclined => {
                let stands = self.comments.contains(&seq);
                match reported {
                    Some(report) => (WaitingKind::Report, report, "hide", stands),
                    None if waited => (WaitingKind::Comment, entry.comment_id?, "decline", stands),
                    None => (WaitingKind::Comment, entry.comment_id?, "hide", stands),
                }
            }
            ReportSettled => {
                let action = if details.to.as_deref() == Some("kept") { "keep" } else { "hide" };
                (WaitingKind::Report, entry.report_id?, action, self.reports.contains(&seq))
            }
            EditAccepted => {
                (WaitingKind::Edit, details.item?, "publish", self.edits.contains(&seq))
            }
            EditDeclined => {
                (WaitingKind::Edit, details.item?, "decline", self.edits.contains(&seq))
            }
            CompanionSettled => {
                let accepted = details.to.as_deref() == Some("accepted");
                let action = if accepted { "publish" } else { "decline" };
                let stands = self.companions.contains(&seq);
                (WaitingKind::Companion, details.item?, action, stands)
            }
            TrustChanged => {
                let stands = self.trust.get(&details.item?) == details.to.as_ref();
                match entry.comment_id {
                    Some(comment) => (WaitingKind::Comment, comment, "trust", stands),
                    None => (WaitingKind::Idea, idea, "trust", stands),
                }
            }
            _ => return None,
        };
        let told = RecentDecision {
            seq,
            kind: of,
            id,
            action: action.to_owned(),
            title,
            at: Timestamp(entry.at),
        };
        stands.then_some(told)
    }
}
