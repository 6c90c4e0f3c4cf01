//! What may happen, and doing it.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    api::{CommentCreated, Decided, IdeaCreated, NewIdea, SupportState, WaitingKind as Kind},
    domain::IdeaStatus,
};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::json;

use crate::harness::{Answer, Citizen, World, new_idea};

/// How many people there are.
const PEOPLE: usize = 5;

/// One step. Numbers stand for the n-th person, idea, comment or decision that is there, counted
/// round and round: any sequence of steps can be taken, also with some of them left out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// Somebody sends an idea in; where it is moderated, or not.
    Submit {
        by: usize,
        moderated: bool,
    },
    Withdraw {
        idea: usize,
    },
    Publish {
        idea: usize,
    },
    Decline {
        idea: usize,
    },
    Move {
        idea: usize,
        to: IdeaStatus,
    },
    Hide {
        idea: usize,
    },
    Merge {
        idea: usize,
        into: usize,
    },
    /// Two merge the same ideas in the same moment, the wrong way round.
    Crosswise {
        idea: usize,
        into: usize,
    },
    Unmerge {
        idea: usize,
    },
    Link {
        idea: usize,
        other: usize,
    },
    Unlink {
        idea: usize,
        other: usize,
    },
    Support {
        by: usize,
        idea: usize,
    },
    Unsupport {
        by: usize,
        idea: usize,
    },
    Join {
        by: usize,
        idea: usize,
    },
    Comment {
        by: usize,
        idea: usize,
    },
    Reply {
        by: usize,
        comment: usize,
    },
    Report {
        by: usize,
        comment: usize,
    },
    /// A comment that waits is published or declined.
    Judge {
        comment: usize,
        publish: bool,
    },
    HideComment {
        comment: usize,
    },
    /// The first report that waits is settled.
    Settle {
        hide: bool,
    },
    Undo {
        back: usize,
    },
}

/// The steps that a seed stands for.
pub(super) fn steps(seed: u64, count: usize) -> Vec<Step> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut all = vec![
        Step::Submit { by: 0, moderated: false },
        Step::Submit { by: 1, moderated: true },
        Step::Submit { by: 2, moderated: false },
    ];
    all.extend((0..count).map(|_| step(&mut rng)));
    all
}

fn step(rng: &mut StdRng) -> Step {
    let (by, n) = (rng.random_range(0..PEOPLE), rng.random_range(0..1000_usize));
    let (idea, into, comment, other) = (n, rng.random_range(0..1000), n, rng.random_range(0..1000));
    let yes = rng.random_bool(0.5);
    match rng.random_range(0..100_u32) {
        0..=9 => Step::Submit { by, moderated: yes },
        10 => Step::Withdraw { idea },
        11..=17 => Step::Publish { idea },
        18..=19 => Step::Decline { idea },
        20..=23 => {
            let to = [IdeaStatus::InReview, IdeaStatus::Planned, IdeaStatus::InProgress];
            let more = [IdeaStatus::Done, IdeaStatus::Published];
            let all: Vec<_> = to.into_iter().chain(more).collect();
            Step::Move { idea, to: all[rng.random_range(0..all.len())] }
        }
        24..=26 => Step::Hide { idea },
        27..=38 => Step::Merge { idea, into },
        39..=40 => Step::Crosswise { idea, into },
        41..=47 => Step::Unmerge { idea },
        48..=49 => Step::Link { idea, other },
        50 => Step::Unlink { idea, other },
        51..=63 => Step::Support { by, idea },
        64..=67 => Step::Unsupport { by, idea },
        68..=70 => Step::Join { by, idea },
        71..=76 => Step::Comment { by, idea },
        77..=80 => Step::Reply { by, comment },
        81..=82 => Step::Report { by, comment },
        83..=86 => Step::Judge { comment, publish: yes },
        87..=88 => Step::HideComment { comment },
        89..=90 => Step::Settle { hide: yes },
        _ => Step::Undo { back: n % 6 },
    }
}

/// A run, and what it knows of the world by what it was answered.
pub(super) struct Run {
    pub(super) world: World,
    pub(super) people: Vec<Citizen>,
    staff: Vec<Citizen>,
    pub(super) ideas: Vec<(i64, String)>,
    comments: Vec<i64>,
    decisions: Vec<i64>,
    /// Who supports what, as they were told: pairs of idea and person.
    pub(super) yes: BTreeSet<(i64, usize)>,
}

impl Run {
    pub(super) async fn new(world: World) -> Self {
        // Five people do more in ten minutes than a town, and are to be seen.
        world.sql("INSERT INTO settings (name, value) VALUES ('hold_burst', '0')").await;
        let people = (0..PEOPLE).map(|_| world.citizen()).collect();
        let staff = vec![world.moderator().await, world.staff("Kim", "editor").await];
        Self {
            world,
            people,
            staff,
            ideas: Vec::new(),
            comments: Vec::new(),
            decisions: Vec::new(),
            yes: BTreeSet::new(),
        }
    }

    fn idea(&self, n: usize) -> Option<i64> {
        Some(self.ideas.get(n.checked_rem(self.ideas.len())?)?.0)
    }

    fn comment(&self, n: usize) -> Option<i64> {
        self.comments.get(n.checked_rem(self.comments.len())?).copied()
    }

    /// Takes a step and looks whether all holds; a step for which nothing is there does nothing.
    pub(super) async fn take(&mut self, step: Step) -> Result<(), String> {
        self.act(step).await.unwrap_or(Ok(()))?;
        self.holds().await
    }

    async fn act(&mut self, step: Step) -> Option<Result<(), String>> {
        let mo = self.staff[0].clone();
        Some(match step {
            Step::Submit { by, moderated } => self.submit(by, moderated).await,
            Step::Withdraw { idea } => {
                let (_, private) = self.ideas.get(idea.checked_rem(self.ideas.len())?)?.clone();
                let mut anybody = self.world.citizen();
                fine(&anybody.ask("DELETE", &format!("/api{private}"), None).await)
            }
            Step::Publish { idea } => self.decide(Kind::Idea, self.idea(idea)?, "publish").await,
            Step::Decline { idea } => self.decide(Kind::Idea, self.idea(idea)?, "decline").await,
            Step::Move { idea, to } => {
                let body = json!({ "status": to.as_str(), "note": "So steht es." });
                self.staff(&format!("ideas/{}/status", self.idea(idea)?), body).await
            }
            Step::Hide { idea } => {
                let path = format!("ideas/{}/hide", self.idea(idea)?);
                self.staff(&path, json!({ "reason": "Gehört nicht hierher." })).await
            }
            Step::Merge { idea, into } => {
                let (id, into) = (self.idea(idea)?, self.idea(into)?);
                self.staff(&format!("ideas/{id}/merge"), json!({ "into": into })).await
            }
            Step::Crosswise { idea, into } => {
                let (id, into) = (self.idea(idea)?, self.idea(into)?);
                self.crosswise(id, into).await
            }
            Step::Unmerge { idea } => {
                self.staff(&format!("ideas/{}/unmerge", self.idea(idea)?), json!({})).await
            }
            Step::Link { idea, other } => {
                let path = format!("ideas/{}/links/{}", self.idea(idea)?, self.idea(other)?);
                self.staff(&path, json!({ "note": "Gehört zusammen." })).await
            }
            Step::Unlink { idea, other } => {
                let path = format!("ideas/{}/links/{}", self.idea(idea)?, self.idea(other)?);
                self.staff(&path, json!({ "action": "unlink" })).await
            }
            Step::Support { by, idea } => self.support(by, self.idea(idea)?, true).await,
            Step::Unsupport { by, idea } => self.support(by, self.idea(idea)?, false).await,
            Step::Join { by, idea } => {
                let offer = json!({ "name": "Ben", "contact": "ben@example.org" });
                let path = format!("/api/ideas/{}/companions", self.idea(idea)?);
                fine(&self.people[by].post(&path, &offer).await)
            }
            Step::Comment { by, idea } => self.say(by, self.idea(idea)?, None).await,
            Step::Reply { by, comment } => {
                let comment = self.comment(comment)?;
                let sql = format!("SELECT idea_id FROM comments WHERE id = {comment}");
                let idea = self.world.number(&sql).await;
                self.say(by, idea, Some(comment)).await
            }
            Step::Report { by, comment } => {
                let path = format!("/api/comments/{}/reports", self.comment(comment)?);
                let report = json!({ "reason": "spam", "text": "" });
                fine(&self.people[by].post(&path, &report).await)
            }
            Step::Judge { comment, publish } => {
                let action = if publish { "publish" } else { "decline" };
                self.decide(Kind::Comment, self.comment(comment)?, action).await
            }
            Step::HideComment { comment } => {
                let path = format!("comments/{}/hide", self.comment(comment)?);
                self.staff(&path, json!({ "reason": "Beleidigend." })).await
            }
            Step::Settle { hide } => {
                let mut mo = mo;
                let first = mo.queue().await.items.into_iter().find(|w| w.kind == Kind::Report)?;
                let action = if hide { "hide" } else { "keep" };
                self.decide(Kind::Report, first.id, action).await
            }
            Step::Undo { back } => {
                let seq = *self.decisions.iter().rev().nth(back)?;
                let mut mo = mo;
                fine(&mo.undo(seq).await)
            }
        })
    }

    async fn submit(&mut self, by: usize, moderated: bool) -> Result<(), String> {
        let n = self.ideas.len();
        let mut new: NewIdea = new_idea(&format!("Vorschlag Nummer {n}"));
        if moderated {
            new.lab = "soest".to_owned();
        }
        let answer = self.people[by].post("/api/ideas", &json!(new)).await;
        fine(&answer)?;
        let made: IdeaCreated = answer.json();
        self.ideas.push((made.id, made.manage_url));
        Ok(())
    }

    async fn decide(&mut self, kind: Kind, id: i64, action: &str) -> Result<(), String> {
        let path = format!("{}/{id}/decision", kind.segment());
        self.staff(&path, json!({ "action": action, "reason": "Das ist der Grund." })).await
    }

    /// Asks for something as a member of staff, and remembers the decision.
    async fn staff(&mut self, path: &str, body: serde_json::Value) -> Result<(), String> {
        let turn = self.decisions.len() % self.staff.len();
        let answer = self.staff[turn].post(&format!("/api/staff/{path}"), &body).await;
        fine(&answer)?;
        if answer.status == 200 {
            self.decisions.push(answer.json::<Decided>().seq);
        }
        Ok(())
    }

    async fn crosswise(&mut self, id: i64, into: i64) -> Result<(), String> {
        let (mut mo, mut kim) = (self.staff[0].clone(), self.staff[1].clone());
        let one = tokio::spawn(async move { mo.merge(id, into).await });
        let other = tokio::spawn(async move { kim.merge(into, id).await });
        let answers = [one.await.unwrap(), other.await.unwrap()];
        for answer in &answers {
            fine(answer)?;
            if answer.status == 200 {
                self.decisions.push(answer.json::<Decided>().seq);
            }
        }
        match answers.iter().filter(|answer| answer.status == 200).count() {
            2 => Err("both merges of a circle were done".to_owned()),
            _ => Ok(()),
        }
    }

    async fn say(&mut self, by: usize, idea: i64, to: Option<i64>) -> Result<(), String> {
        let path = format!("/api/ideas/{idea}/comments");
        let text = format!("Wort Nummer {}", self.comments.len());
        let answer = self.people[by].post(&path, &json!({ "text": text, "reply_to": to })).await;
        fine(&answer)?;
        if answer.status == 201 {
            self.comments.push(answer.json::<CommentCreated>().id);
        }
        Ok(())
    }

    /// Supports an idea or no longer, and believes what is answered.
    async fn support(&mut self, by: usize, id: i64, on: bool) -> Result<(), String> {
        let leaders = self.leaders().await;
        let group: Vec<i64> = leaders
            .iter()
            .filter(|(_, leader)| **leader == leaders[&id])
            .map(|(id, _)| *id)
            .collect();
        let is_leader = leaders[&id] == id;
        let did = group.iter().any(|idea| self.yes.contains(&(*idea, by)));
        let person = &mut self.people[by];
        let answer = if on { person.support(id).await } else { person.unsupport(id).await };
        fine(&answer)?;
        if answer.status != 200 {
            return Ok(());
        }
        let state: SupportState = answer.json();
        if !is_leader {
            // A merged idea is closed: what is so stays so.
            return Ok(());
        }
        if state.supported != on {
            return Err(format!("asked for {on}, told {}", state.supported));
        }
        match (on, did) {
            (true, false) => {
                self.yes.insert((id, by));
            }
            (false, _) => self.yes.retain(|(idea, who)| *who != by || !group.contains(idea)),
            (true, true) => {}
        }
        let count = self.supporters(&group);
        match i64::from(state.supports) == count {
            true => Ok(()),
            false => Err(format!("told {} supporters of {id}, not {count}", state.supports)),
        }
    }

    /// How many different people support one of these ideas.
    pub(super) fn supporters(&self, group: &[i64]) -> i64 {
        let people: BTreeSet<usize> =
            self.yes.iter().filter(|(idea, _)| group.contains(idea)).map(|(_, by)| *by).collect();
        people.len() as i64
    }

    /// Who leads each idea.
    pub(super) async fn leaders(&self) -> BTreeMap<i64, i64> {
        let mut parents: BTreeMap<i64, i64> = BTreeMap::new();
        for (id, _) in &self.ideas {
            let sql = format!("SELECT COALESCE(merged_into, id) FROM ideas WHERE id = {id}");
            parents.insert(*id, self.world.number(&sql).await);
        }
        let lead = |id: i64| {
            let mut leader = id;
            for _ in 0..parents.len() {
                leader = parents[&leader];
            }
            leader
        };
        parents.keys().map(|id| (*id, lead(*id))).collect()
    }
}

/// Whether an answer is one that may come: done, or refused for a reason.
fn fine(answer: &Answer) -> Result<(), String> {
    match answer.status {
        200 | 201 | 204 | 404 | 409 | 410 | 412 | 422 => Ok(()),
        _ => Err(format!("{answer:?}").chars().take(600).collect()),
    }
}
