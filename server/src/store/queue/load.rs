//! What waits, with all that a decision needs to know. The number of statements does not depend
//! on how much it is.

use std::collections::{HashMap, HashSet};

use app::{
    api::{Idea, Offer, Question, Report, Trust, Waiting, WaitingKind, Wording},
    domain::{HoldReason, HoldRules, IdeaStatus, ReportReason, Timestamp},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{Place, rank};
use crate::store::{
    Db, StoreError, StoreResult,
    comments::{comment, seen_text},
    details,
    entities::{comments, companions, edits, ideas, questions, reports},
    trust,
};

/// The columns of an idea that only staff read.
#[derive(Clone, Debug, FromQueryResult)]
struct Inner {
    id: i64,
    participant_id: Option<i64>,
    waits_since: Option<i64>,
    held: Option<String>,
    original_title: Option<String>,
    original_text: Option<String>,
}

/// All that the things at some places need.
#[derive(Default)]
struct Loaded {
    reports: HashMap<i64, reports::Model>,
    comments: HashMap<i64, comments::Model>,
    edits: HashMap<i64, edits::Model>,
    companions: HashMap<i64, companions::Model>,
    inner: HashMap<i64, Inner>,
    ideas: HashMap<i64, Idea>,
    questions: HashMap<i64, Question>,
    trust: HashMap<i64, Trust>,
}

/// The things at these places that still wait, in their order.
pub(super) async fn waiting(
    db: &Db,
    rules: &HoldRules,
    places: &[Place],
) -> StoreResult<Vec<Waiting>> {
    let loaded = load(db, rules, places).await?;
    let mut waiting = Vec::with_capacity(places.len());
    for place in places {
        let kind = WaitingKind::ALL.into_iter().find(|kind| rank(*kind) == place.rank);
        let one = match kind {
            Some(WaitingKind::Idea) => loaded.idea(place.id),
            Some(WaitingKind::Comment) => loaded.comment(place.id),
            Some(WaitingKind::Report) => loaded.report(place.id)?,
            Some(WaitingKind::Edit) => loaded.edit(place.id),
            Some(WaitingKind::Companion) => loaded.companion(place.id),
            None => None,
        };
        waiting.extend(one);
    }
    Ok(waiting)
}

/// Rows by their number; no statement where none is asked for.
macro_rules! by_id {
    ($db:expr, $table:ident, $ids:expr) => {{
        let ids: HashSet<i64> = $ids;
        let mut found = HashMap::new();
        if !ids.is_empty() {
            let rows = $table::Entity::find().filter($table::Column::Id.is_in(ids));
            found = rows.all($db.read()).await?.into_iter().map(|row| (row.id, row)).collect();
        }
        found
    }};
}

async fn load(db: &Db, rules: &HoldRules, places: &[Place]) -> StoreResult<Loaded> {
    let of = |kind| {
        let rank = rank(kind);
        places.iter().filter(move |place| place.rank == rank).map(|place| place.id)
    };
    let mut all = Loaded::default();
    all.reports = by_id!(db, reports, of(WaitingKind::Report).collect());
    all.reports.retain(|_, row| row.status == "open");
    let about = all.reports.values().filter_map(|report| report.comment_id);
    all.comments = by_id!(db, comments, of(WaitingKind::Comment).chain(about).collect());
    all.edits = by_id!(db, edits, of(WaitingKind::Edit).collect());
    all.companions = by_id!(db, companions, of(WaitingKind::Companion).collect());
    let mut ids: HashSet<i64> = of(WaitingKind::Idea).collect();
    ids.extend(all.reports.values().map(|row| row.idea_id));
    ids.extend(all.comments.values().map(|row| row.idea_id));
    ids.extend(all.edits.values().map(|row| row.idea_id));
    ids.extend(all.companions.values().map(|row| row.idea_id));
    if ids.is_empty() {
        return Ok(all);
    }
    let ids: Vec<i64> = ids.into_iter().collect();
    all.inner = inner(db, &ids).await?;
    all.ideas = details::by_ids(db, &ids).await?;
    all.questions = questions(db, of(WaitingKind::Idea).collect()).await?;
    let mut people: HashSet<i64> = HashSet::new();
    people.extend(all.inner.values().filter_map(|row| row.participant_id));
    people.extend(all.comments.values().filter_map(|row| row.participant_id));
    people.extend(all.companions.values().map(|row| row.participant_id));
    if !people.is_empty() {
        let people: Vec<i64> = people.into_iter().collect();
        all.trust = trust::of(db, rules, &people).await?;
    }
    Ok(all)
}

async fn inner(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, Inner>> {
    use ideas::Column::{Held, Id, OriginalText, OriginalTitle, ParticipantId, WaitsSince};
    let rows = ideas::Entity::find()
        .select_only()
        .columns([Id, ParticipantId, WaitsSince, Held, OriginalTitle, OriginalText])
        .filter(Id.is_in(ids.iter().copied()))
        .into_model::<Inner>()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The last question to the author of each of these ideas, unless it was taken back.
async fn questions(db: &Db, ids: Vec<i64>) -> StoreResult<HashMap<i64, Question>> {
    use questions::Column::{Id, IdeaId};
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = questions::Entity::find()
        .filter(IdeaId.is_in(ids))
        .filter(Expr::cust("withdrawn_at IS NULL"))
        .order_by_asc(Id)
        .all(db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.idea_id, question(row))).collect())
}

/// A question as the wire has it.
pub(in crate::store) fn question(row: questions::Model) -> Question {
    Question {
        text: row.text,
        asked_at: Timestamp(row.asked_at),
        answer: row.answer,
        answered_at: row.answered_at.map(Timestamp),
    }
}

fn held(list: Option<&str>) -> Vec<HoldReason> {
    list.map(HoldReason::from_list).unwrap_or_default()
}

impl Loaded {
    /// Something of this kind that belongs to an idea, and nothing else about it yet.
    fn about(&self, kind: WaitingKind, id: i64, since: i64, idea: i64) -> Option<Waiting> {
        Some(Waiting {
            kind,
            id,
            since: Timestamp(since),
            idea: self.ideas.get(&idea)?.clone(),
            comment: None,
            report: None,
            seen: String::new(),
            held: Vec::new(),
            unseen: false,
            original: None,
            edit: None,
            offer: None,
            question: None,
            trust: None,
        })
    }

    fn trust(&self, participant: Option<i64>) -> Option<Trust> {
        self.trust.get(&participant?).copied()
    }

    fn idea(&self, id: i64) -> Option<Waiting> {
        let inner = self.inner.get(&id)?;
        let about = self.about(WaitingKind::Idea, id, inner.waits_since?, id)?;
        Some(Waiting {
            seen: about.idea.card.active_at.to_string(),
            held: held(inner.held.as_deref()),
            unseen: about.idea.card.status != IdeaStatus::Submitted,
            original: inner.original(),
            question: self.questions.get(&id).cloned(),
            trust: self.trust(inner.participant_id),
            ..about
        })
    }

    fn comment(&self, id: i64) -> Option<Waiting> {
        let row = self.comments.get(&id)?;
        let about = self.about(WaitingKind::Comment, id, row.waits_since?, row.idea_id)?;
        Some(Waiting {
            seen: seen_text(&row.text),
            held: held(row.held.as_deref()),
            unseen: row.status == "published",
            original: original_comment(row),
            trust: self.trust(row.participant_id),
            comment: Some(comment(row.clone())),
            ..about
        })
    }

    fn report(&self, id: i64) -> StoreResult<Option<Waiting>> {
        let Some(row) = self.reports.get(&id) else { return Ok(None) };
        let reason = ReportReason::from_key(&row.reason);
        let reason = reason.ok_or_else(|| StoreError::corrupt("reports.reason"))?;
        let about = self.about(WaitingKind::Report, id, row.created_at, row.idea_id);
        let of = row.comment_id.and_then(|id| self.comments.get(&id));
        let author = match of {
            Some(comment) => comment.participant_id,
            None => self.inner.get(&row.idea_id).and_then(|idea| idea.participant_id),
        };
        Ok(about.map(|about| Waiting {
            comment: of.map(|row| comment(row.clone())),
            report: Some(Report { reason, text: row.text.clone() }),
            original: match of {
                Some(row) => original_comment(row),
                None => self.inner.get(&row.idea_id).and_then(Inner::original),
            },
            trust: self.trust(author),
            ..about
        }))
    }

    fn edit(&self, id: i64) -> Option<Waiting> {
        let row = self.edits.get(&id)?;
        let about = self.about(WaitingKind::Edit, id, row.waits_since?, row.idea_id)?;
        let inner = self.inner.get(&row.idea_id)?;
        Some(Waiting {
            seen: Timestamp(row.created_at).to_string(),
            held: held(row.held.as_deref()),
            original: inner.original(),
            edit: Some(Wording { title: row.title.clone(), text: row.text.clone() }),
            trust: self.trust(inner.participant_id),
            ..about
        })
    }

    fn companion(&self, id: i64) -> Option<Waiting> {
        let row = self.companions.get(&id)?;
        let about = self.about(WaitingKind::Companion, id, row.waits_since?, row.idea_id)?;
        let offer =
            Offer { name: row.name.clone(), contact: row.contact.clone(), note: row.note.clone() };
        Some(Waiting { offer: Some(offer), trust: self.trust(Some(row.participant_id)), ..about })
    }
}

impl Inner {
    fn original(&self) -> Option<Wording> {
        Some(Wording { title: self.original_title.clone()?, text: self.original_text.clone()? })
    }
}

fn original_comment(row: &comments::Model) -> Option<Wording> {
    Some(Wording { title: String::new(), text: row.original_text.clone()? })
}
