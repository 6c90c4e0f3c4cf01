//! What staff do with an idea: each a plain form, and the call that makes it instant.

use crate::{
    api::{
        self, AnswerKey, ApiResult, Approval, Assignment, HandOn, NewAnswer, NewMerge, NewNote,
        Publication, StateChange, WaitingKind,
    },
    domain::TrustRule,
    i18n::{Text, related, work},
};

/// The values of a form.
pub(super) struct Values(pub(super) Vec<(String, String)>);

impl Values {
    fn one(&self, name: &str) -> String {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    fn is_checked(&self, name: &str) -> bool {
        self.one(name) == "1"
    }
}

/// One thing to do, with the number of the idea and the slug of the department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Another status.
    Move(i64),
    /// Give it to the department that the form names.
    Assign(i64),
    /// Another day.
    Due(i64, String),
    /// Take an assignment back.
    Remove(i64, String),
    /// How far the department has come.
    State(i64, String),
    /// Hand it on.
    HandOn(i64, String),
    /// Write a note.
    Note(i64),
    /// Save the draft of an answer.
    Draft(i64, String),
    /// Throw a draft away.
    Discard(i64, String),
    /// Approve a draft.
    Approve(i64, String),
    /// Publish answers.
    Publish,
    /// Take a public answer back.
    Withdraw(i64, String),
    /// Bring a withdrawn answer back.
    Restore(i64, String),
    /// Hide the idea.
    Hide(i64),
    /// Hide a comment of the idea.
    HideComment(i64, i64),
    /// Merge it into the idea that the form names.
    Merge(i64),
    /// Take the merge of the second idea apart; on the page of the first.
    Unmerge(i64, i64),
    /// Link it with the idea that the form names.
    Link(i64),
    /// Take a link away.
    Unlink(i64, i64),
    /// Trust the author of the idea, or no longer.
    Trust(i64),
    /// Take back what stands at this place in the log; on the page of an idea.
    TakeBack(i64, i64),
}

impl Op {
    /// Names its form: as the server does, and the department, where there is one for each.
    pub(super) fn key(&self) -> String {
        let (name, department) = match self {
            Self::Move(_) => ("move", None),
            Self::Assign(_) => ("assign", None),
            Self::Due(_, slug) => ("due", Some(slug)),
            Self::Remove(_, slug) => ("remove", Some(slug)),
            Self::State(_, slug) => ("state", Some(slug)),
            Self::HandOn(_, slug) => ("hand-on", Some(slug)),
            Self::Note(_) => ("note", None),
            Self::Draft(_, slug) => ("answer", Some(slug)),
            Self::Discard(_, slug) => ("discard", Some(slug)),
            Self::Approve(_, slug) => ("approve", Some(slug)),
            Self::Publish => ("publish", None),
            Self::Withdraw(_, slug) => ("withdraw", Some(slug)),
            Self::Restore(_, slug) => ("restore", Some(slug)),
            Self::Hide(_) => ("hide", None),
            Self::Merge(_) => ("merge", None),
            Self::Link(_) => ("link", None),
            Self::Trust(_) => ("trust", None),
            Self::HideComment(_, id) => return Self::hide_key(&id.to_string()),
            Self::Unmerge(_, id) => return format!("unmerge-{id}"),
            Self::Unlink(_, id) => return format!("unlink-{id}"),
            Self::TakeBack(_, seq) => return format!("undo-{seq}"),
        };
        department.map_or_else(|| name.to_owned(), |department| key_of(name, department))
    }

    /// Names the form that hides the comment with this number, or the idea where there is none.
    pub(super) fn hide_key(comment: &str) -> String {
        if comment.is_empty() { "hide".to_owned() } else { format!("hide-comment-{comment}") }
    }

    /// Where the plain form posts to.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Move(id) => format!("/api/staff/ideas/{id}/status"),
            Self::Assign(id) => format!("/api/staff/ideas/{id}/departments"),
            Self::Due(id, slug) => format!("/api/staff/ideas/{id}/departments/{slug}"),
            Self::Remove(id, slug) => format!("/api/staff/ideas/{id}/departments/{slug}/remove"),
            Self::State(id, slug) => format!("/api/staff/ideas/{id}/departments/{slug}/state"),
            Self::HandOn(id, slug) => format!("/api/staff/ideas/{id}/departments/{slug}/hand-on"),
            Self::Note(id) => format!("/api/staff/ideas/{id}/notes"),
            Self::Draft(id, slug) => format!("/api/staff/ideas/{id}/answers/{slug}"),
            Self::Discard(id, slug) => format!("/api/staff/ideas/{id}/answers/{slug}/discard"),
            Self::Approve(id, slug) => format!("/api/staff/ideas/{id}/answers/{slug}/approve"),
            Self::Publish => "/api/staff/answers/publish".to_owned(),
            Self::Withdraw(id, slug) => format!("/api/staff/ideas/{id}/answers/{slug}/withdraw"),
            Self::Restore(id, slug) => format!("/api/staff/ideas/{id}/answers/{slug}/restore"),
            Self::Hide(id) => format!("/api/staff/ideas/{id}/hide"),
            Self::HideComment(_, id) => format!("/api/staff/comments/{id}/hide"),
            Self::Merge(id) => format!("/api/staff/ideas/{id}/merge"),
            Self::Unmerge(id, merged) => {
                format!("/api/staff/ideas/{merged}/unmerge?back=/staff/ideas/{id}")
            }
            Self::Link(id) => format!("/api/staff/ideas/{id}/links"),
            Self::Trust(id) => format!("/api/staff/ideas/{id}/trust"),
            Self::Unlink(id, other) => format!("/api/staff/ideas/{id}/links/{other}"),
            Self::TakeBack(id, seq) => format!("/api/staff/undo/{seq}?back=/staff/ideas/{id}"),
        }
    }

    /// Slug of the department, where the form is one of one.
    pub(super) fn department(&self) -> Option<&str> {
        match self {
            Self::Due(_, slug)
            | Self::Remove(_, slug)
            | Self::State(_, slug)
            | Self::HandOn(_, slug)
            | Self::Draft(_, slug)
            | Self::Discard(_, slug)
            | Self::Withdraw(_, slug)
            | Self::Restore(_, slug)
            | Self::Approve(_, slug) => Some(slug),
            _ => None,
        }
    }

    /// Does it; gives its place in the log where one button can take it back.
    pub(super) async fn send(self, values: Values) -> ApiResult<Option<i64>> {
        let one = |name: &str| values.one(name);
        match self {
            Self::Move(id) => {
                let decided = api::move_idea(id, &one("status"), &one("note")).await?;
                return Ok(Some(decided.seq));
            }
            Self::Hide(id) => {
                let hidden = api::hide(WaitingKind::Idea, id, &one("reason")).await?;
                return Ok(Some(hidden.seq));
            }
            Self::HideComment(_, id) => {
                let hidden = api::hide(WaitingKind::Comment, id, &one("reason")).await?;
                return Ok(Some(hidden.seq));
            }
            Self::Merge(id) => {
                let into = number(&one("into"));
                let merged = api::merge(id, &NewMerge { into, seen: String::new() }).await?;
                return Ok(Some(merged.seq));
            }
            Self::Unmerge(_, merged) => {
                return Ok(Some(api::unmerge(merged).await?.seq));
            }
            Self::Link(id) => {
                let (other, note) = (number(&one("other")), one("note"));
                return Ok(Some(api::link_to(id, other, &note).await?.seq));
            }
            Self::Trust(id) => {
                let rule = TrustRule::from_key(&one("rule")).unwrap_or_default();
                return Ok(Some(api::trust(WaitingKind::Idea, id, rule).await?.seq));
            }
            Self::Unlink(id, other) => {
                return Ok(Some(api::unlink(id, other).await?.seq));
            }
            Self::TakeBack(_, seq) => {
                api::undo(seq).await?;
                return Ok(None);
            }
            Self::Assign(id) => {
                let given = api::assign(id, &one("department"), &assignment(&values)).await?;
                return Ok(Some(given.seq));
            }
            Self::Due(id, slug) => {
                let given = api::assign(id, &slug, &assignment(&values)).await?;
                return Ok(Some(given.seq));
            }
            Self::Remove(id, slug) => api::unassign(id, &slug).await?,
            Self::State(id, slug) => {
                let change = StateChange { state: one("state"), word: one("word") };
                api::set_work_state(id, &slug, &change).await?
            }
            Self::HandOn(id, slug) => {
                let hand_on = HandOn { to: one("to"), due_on: one("due_on"), word: one("word") };
                api::hand_on(id, &slug, &hand_on).await?
            }
            Self::Note(id) => {
                let note = NewNote { text: one("text"), department: one("department") };
                api::add_note(id, &note).await?;
                return Ok(None);
            }
            Self::Draft(id, slug) => {
                let (text, ready) = (one("text"), values.is_checked("ready"));
                let draft = NewAnswer { text, ready, seen: one("seen") };
                api::draft_answer(id, &slug, &draft).await?
            }
            Self::Discard(id, slug) => api::discard_answer(id, &slug).await?,
            Self::Withdraw(id, slug) => api::withdraw_answer(id, &slug).await?,
            Self::Restore(id, slug) => api::restore_answer(id, &slug).await?,
            Self::Approve(id, slug) => {
                api::approve_answer(id, &slug, &Approval { seen: one("seen") }).await?
            }
            Self::Publish => {
                let key = |item: &str| {
                    let (idea, department) = item.split_once('.')?;
                    Some(AnswerKey { idea: idea.parse().ok()?, department: department.to_owned() })
                };
                let items = values.all("item").filter_map(key).collect();
                api::publish_answers(&Publication { items }).await?;
                return Ok(None);
            }
        };
        Ok(None)
    }

    /// What is said when it is done.
    pub(super) fn done(&self) -> Text {
        match self {
            Self::Move(_) => work::MOVED,
            Self::Assign(_) => work::ASSIGNED,
            Self::Due(..) => work::DUE_CHANGED,
            Self::Remove(..) => work::REMOVED,
            Self::State(..) => work::STATE_CHANGED,
            Self::HandOn(..) => work::HANDED_ON,
            Self::Note(_) => work::NOTED,
            Self::Draft(..) => work::DRAFTED,
            Self::Discard(..) => work::DISCARDED,
            Self::Approve(..) => work::APPROVED,
            Self::Publish => work::PUBLISHED,
            Self::Withdraw(..) => work::WITHDRAWN,
            Self::Restore(..) => work::RESTORED,
            Self::Hide(_) | Self::HideComment(..) => related::HIDDEN,
            Self::Merge(_) => related::MERGE_DONE,
            Self::Unmerge(..) => related::UNMERGED,
            Self::Link(_) => related::LINK_DONE,
            Self::Unlink(..) => related::UNLINKED,
            Self::Trust(_) => related::TRUST_DONE,
            Self::TakeBack(..) => work::TAKEN_BACK,
        }
    }

    /// Whether its form is empty again afterwards.
    pub(super) fn empties(&self) -> bool {
        matches!(
            self,
            Self::Move(_)
                | Self::Assign(_)
                | Self::Note(_)
                | Self::Hide(_)
                | Self::Merge(_)
                | Self::Link(_)
        )
    }
}

/// The number of an idea as people write it; none that exists where it is none.
fn number(typed: &str) -> i64 {
    typed.trim().trim_start_matches('#').trim().parse().unwrap_or(0)
}

fn assignment(values: &Values) -> Assignment {
    Assignment {
        department: values.one("department"),
        due_on: values.one("due_on"),
        word: values.one("word"),
        review: values.is_checked("review"),
    }
}

/// Names a form of which there is one for each department.
pub(super) fn key_of(form: &str, department: &str) -> String {
    if department.is_empty() { form.to_owned() } else { format!("{form}-{department}") }
}
