//! The rows of the sample ideas.

use app::{
    api::ActivityKind,
    domain::{IdeaStatus, Timestamp},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr,
};

use super::{
    content::{Comment, Idea},
    past::Past,
};
use crate::{
    store::{
        StoreError, StoreResult, Write,
        activity::{self, Details, Entry},
        companions::COMPANION_KEPT,
        entities::{comments, companions, ideas, photos, supports},
        merging, photos as photo_store,
    },
    token,
};

/// Rows in one statement.
const CHUNK: usize = 500;

/// Writes ideas, and notes what happened to them for the log.
pub(super) struct Filler {
    pub(super) write: Write,
    /// Participants.
    pub(super) crowd: Vec<i64>,
    /// What happened, in any order.
    pub(super) log: Vec<Entry>,
    pub(super) now: Timestamp,
}

impl Filler {
    /// Everything about one idea, save its photos and the idea that leads.
    pub(super) async fn idea(&mut self, idea: &Idea, place: usize) -> StoreResult<i64> {
        let past = Past::of(idea, self.now);
        let published = past.published(idea);
        let merged = idea.merged_into.is_some();
        let status =
            if merged { IdeaStatus::Published.as_str().to_owned() } else { idea.status.clone() };
        let row = ideas::ActiveModel {
            lab: Set(idea.lab.clone()),
            topic: Set(idea.topic.clone()),
            project: Set(idea.project.clone()),
            title: Set(idea.title.clone()),
            text: Set(idea.text.clone()),
            author: Set(idea.author.clone()),
            affiliation: Set(idea.affiliation.clone()),
            source: Set(idea.source.clone()),
            status: Set(status),
            is_public: Set(published.is_some()),
            token_hash: Set(token::hash(&format!("sample idea {}", idea.key))),
            created_at: Set(past.created),
            published_at: Set(published),
            decided_at: Set(past.decided(idea)),
            waits_since: Set(
                (idea.status == IdeaStatus::Submitted.as_str()).then_some(past.created)
            ),
            active_at: Set(past.created),
            ..Default::default()
        };
        let id = ideas::Entity::insert(row).exec(self.write.conn()).await?.last_insert_id;
        self.log.extend(past.steps(idea, id));
        let comments = self.comments(idea, id, past).await?;
        self.work(idea, id, past).await?;
        let from = published.unwrap_or(past.created);
        self.supports(idea, id, past, from, place).await?;
        self.companions(idea, id, past, from, place).await?;

        let quiet = [ActivityKind::IdeaSupports, ActivityKind::CommentSubmitted];
        let last = self.log.iter().filter(|e| e.idea == Some(id) && !quiet.contains(&e.kind));
        let last = last.map(|e| e.at.0).max().unwrap_or(past.created);
        let counts = ideas::ActiveModel {
            id: Set(id),
            supports: Set(i64::from(idea.supports)),
            companions: Set(i64::from(idea.companions)),
            comments: Set(comments),
            active_at: Set(last),
            ..Default::default()
        };
        counts.update(self.write.conn()).await?;
        Ok(id)
    }

    pub(super) async fn photos(
        &mut self,
        idea: &Idea,
        id: i64,
        claims: &[String],
    ) -> StoreResult<()> {
        let claimed = photo_store::claim(&self.write, id, claims, self.now).await?;
        claimed.map_err(|_| StoreError::corrupt("sample content: photos"))?;
        for (photo, claim) in idea.photos.iter().zip(claims) {
            photos::Entity::update_many()
                .col_expr(photos::Column::Alt, Expr::value(photo.alt_de.clone()))
                .filter(photos::Column::ClaimHash.eq(token::hash(claim)))
                .exec(self.write.conn())
                .await?;
        }
        Ok(())
    }

    /// Comments and their replies; gives how many are public.
    async fn comments(&mut self, idea: &Idea, id: i64, past: Past) -> StoreResult<i64> {
        let mut public = 0;
        for comment in &idea.comments {
            let parent = self.comment(comment, id, None, past, &mut public).await?;
            for reply in &comment.replies {
                self.comment(reply, id, Some(parent), past, &mut public).await?;
            }
        }
        Ok(public)
    }

    async fn comment(
        &mut self,
        comment: &Comment,
        idea: i64,
        parent: Option<i64>,
        past: Past,
        public: &mut i64,
    ) -> StoreResult<i64> {
        let at = past.after(comment.days_after);
        let row = comments::ActiveModel {
            idea_id: Set(idea),
            reply_to: Set(parent),
            text: Set(comment.text.clone()),
            author: Set(comment.author.clone()),
            affiliation: Set(comment.affiliation.clone()),
            status: Set(comment.status.clone()),
            created_at: Set(at),
            waits_since: Set((comment.status == "submitted").then_some(at)),
            ..Default::default()
        };
        let id = comments::Entity::insert(row).exec(self.write.conn()).await?.last_insert_id;
        let entry = |kind| Entry { comment: Some(id), ..Entry::idea(kind, idea, Timestamp(at)) };
        self.log.push(entry(ActivityKind::CommentSubmitted));
        match comment.status.as_str() {
            "published" => {
                *public += 1;
                let details = Details { shown_after: true, ..Details::default() };
                self.log.push(Entry { details, ..entry(ActivityKind::CommentPublished) });
            }
            "declined" => self.log.push(entry(ActivityKind::CommentDeclined)),
            _ => {}
        }
        Ok(id)
    }

    /// The n-th of the crowd, seen from one idea: each idea begins elsewhere.
    fn someone(&self, place: usize, n: u32) -> i64 {
        let place = place.wrapping_mul(37).wrapping_add(n as usize);
        self.crowd.get(place % self.crowd.len().max(1)).copied().unwrap_or_default()
    }

    async fn supports(
        &mut self,
        idea: &Idea,
        id: i64,
        past: Past,
        from: i64,
        place: usize,
    ) -> StoreResult<()> {
        let mut rows = Vec::new();
        for n in 0..idea.supports {
            let (participant, at) = (self.someone(place, n), past.spread(from, n, idea.supports));
            rows.push(supports::ActiveModel {
                idea_id: Set(id),
                participant_id: Set(participant),
                created_at: Set(at),
            });
            let entry = Entry::idea(ActivityKind::IdeaSupports, id, Timestamp(at));
            self.log.push(Entry { participant: Some(participant), ..entry });
        }
        for rows in rows.chunks(CHUNK) {
            supports::Entity::insert_many(rows.to_vec())
                .exec_without_returning(self.write.conn())
                .await?;
        }
        Ok(())
    }

    async fn companions(
        &mut self,
        idea: &Idea,
        id: i64,
        past: Past,
        from: i64,
        place: usize,
    ) -> StoreResult<()> {
        let mut rows = Vec::new();
        for n in 0..idea.companions {
            let (participant, at) = (self.someone(place, n), past.spread(from, n, idea.companions));
            rows.push(companions::ActiveModel {
                idea_id: Set(id),
                participant_id: Set(participant),
                name: Set(format!("Mitstreiter:in {}", n + 1)),
                contact: Set(format!("mitmachen-{id}-{}@example.org", n + 1)),
                created_at: Set(at),
                erase_at: Set(at.max(self.now.0) + COMPANION_KEPT),
                status: Set("accepted".to_owned()),
                ..Default::default()
            });
            let entry = Entry::idea(ActivityKind::IdeaCompanion, id, Timestamp(at));
            self.log.push(Entry { participant: Some(participant), ..entry });
        }
        if !rows.is_empty() {
            companions::Entity::insert_many(rows).exec_without_returning(self.write.conn()).await?;
        }
        Ok(())
    }

    /// Merges an idea into the one that leads, as its last step says.
    pub(super) async fn merge(&mut self, id: i64, leader: i64) -> StoreResult<()> {
        let merged = Some(IdeaStatus::Merged.as_str());
        let step = self
            .log
            .iter_mut()
            .find(|entry| entry.idea == Some(id) && entry.details.to.as_deref() == merged);
        let step = step.ok_or_else(|| StoreError::corrupt("sample content: merged_into"))?;
        step.kind = ActivityKind::IdeaMerged;
        step.details.other = Some(leader);
        let at = step.at;
        let details = Details {
            other: Some(id),
            shown_before: true,
            shown_after: true,
            ..Details::default()
        };
        self.log.push(Entry { details, ..Entry::idea(ActivityKind::IdeaMerged, leader, at) });
        merging::bring_together(&self.write, id, leader, at, None).await
    }

    /// Writes the log in the order in which things happened, and makes everything last.
    pub(super) async fn finish(mut self) -> StoreResult<()> {
        self.log.sort_by_key(|entry| entry.at.0);
        for entries in self.log.chunks(CHUNK) {
            activity::append_all(&self.write, entries).await?;
        }
        self.write.commit().await
    }
}
