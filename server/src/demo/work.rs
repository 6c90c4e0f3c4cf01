//! Which departments have the sample ideas, until when, and what they answer.

use app::{
    api::ActivityKind,
    domain::{Date, IdeaStatus, Timestamp, WorkState},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{content::Idea, filler::Filler, past::Past};
use crate::store::{
    StoreResult,
    activity::{Details, Entry},
    entities::{answers, idea_departments},
};

/// Days from now until when ideas are due, one after the other: some have passed.
const DUE_IN: [i64; 8] = [-6, 12, 30, 3, -1, 45, 21, 60];
/// Ideas in discussion for a shorter time, in days, are with nobody yet.
const UNASSIGNED: f64 = 12.0;

impl Filler {
    /// The departments of an idea and their answers.
    pub(super) async fn work(&mut self, idea: &Idea, id: i64, past: Past) -> StoreResult<()> {
        self.assign(idea, id, past).await?;
        self.answer(idea, id, past).await
    }

    async fn assign(&mut self, idea: &Idea, id: i64, past: Past) -> StoreResult<()> {
        use WorkState::{Done, Open, Working};
        let state = match IdeaStatus::from_key(&idea.status) {
            Some(IdeaStatus::Published) if idea.days_ago < UNASSIGNED => return Ok(()),
            Some(IdeaStatus::Published) => Open,
            Some(IdeaStatus::InReview | IdeaStatus::Planned | IdeaStatus::InProgress) => Working,
            Some(IdeaStatus::Done | IdeaStatus::Declined) => Done,
            _ => return Ok(()),
        };
        let since = past.after(idea.days_ago / 3.0);
        let today = Date::of(self.now);
        for (n, slug) in (0_i64..).zip(&idea.departments) {
            // Every third has no day.
            let wheel = id + 3 * n;
            let due_in = usize::try_from(wheel % 8).ok().and_then(|i| DUE_IN.get(i)).copied();
            let due =
                due_in.filter(|_| wheel % 3 != 0).map(|days| today.plus_days(days).to_string());
            let row = idea_departments::ActiveModel {
                idea_id: Set(id),
                department: Set(slug.clone()),
                state: Set(state.as_str().to_owned()),
                due_on: Set(due.clone()),
                since: Set(since),
                changed_at: Set(since),
            };
            idea_departments::Entity::insert(row).exec_without_returning(self.write.conn()).await?;
            let details = Details {
                department: Some(slug.clone()),
                due,
                to: Some(Open.as_str().to_owned()),
                shown_before: true,
                shown_after: true,
                ..Details::default()
            };
            let entry = Entry::idea(ActivityKind::IdeaAssigned, id, Timestamp(since));
            self.log.push(Entry { details, ..entry });
        }
        Ok(())
    }

    async fn answer(&mut self, idea: &Idea, id: i64, past: Past) -> StoreResult<()> {
        if let Some(answer) = &idea.answer {
            let at = past.after(answer.days_after);
            let row = answers::ActiveModel {
                idea_id: Set(id),
                department: Set(answer.department.clone()),
                text: Set(Some(answer.text_de.clone())),
                published_at: Set(Some(at)),
                ..Default::default()
            };
            answers::Entity::insert(row).exec_without_returning(self.write.conn()).await?;
            let details = Details {
                department: Some(answer.department.clone()),
                to: Some("published".to_owned()),
                ..Details::default()
            };
            let entry = Entry::idea(ActivityKind::IdeaAnswered, id, Timestamp(at));
            self.log.push(Entry { details, ..entry });
        }
        let Some(draft) = &idea.draft else { return Ok(()) };
        let at = past.after(idea.days_ago - 1.0);
        let row = answers::ActiveModel {
            idea_id: Set(id),
            department: Set(draft.department.clone()),
            draft: Set(Some(draft.text_de.clone())),
            draft_at: Set(Some(at)),
            ready_at: Set(Some(at)),
            approved_at: Set(draft.approved.then_some(at)),
            ..Default::default()
        };
        answers::Entity::insert(row).exec_without_returning(self.write.conn()).await?;
        let details = Details {
            department: Some(draft.department.clone()),
            to: Some("ready".to_owned()),
            ..Details::default()
        };
        let entry = Entry::idea(ActivityKind::AnswerDrafted, id, Timestamp(at));
        self.log.push(Entry { details, ..entry });
        Ok(())
    }
}
