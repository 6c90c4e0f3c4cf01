//! Ideas that are the same, and ideas that belong together.

mod at_once;
mod links;

use app::{
    api::{
        ActivityKind, CommentCreated, CommentPage, CompanionCount, Decided, Idea, MyIdea, NewIdea,
        SimilarIdeas, SupportState, SupportedIdeas, WaitingKind as Kind,
    },
    domain::IdeaStatus,
};
use serde_json::json;

use crate::harness::{Answer, Citizen, World, new_idea};

/// An idea that waits for a moderator.
fn waiting(title: &str) -> NewIdea {
    NewIdea { lab: "soest".to_owned(), ..new_idea(title) }
}

impl Citizen {
    pub(crate) async fn merge(&mut self, id: i64, into: i64) -> Answer {
        self.post(&format!("/api/staff/ideas/{id}/merge"), &json!({ "into": into })).await
    }

    pub(crate) async fn merged(&mut self, id: i64, into: i64) -> i64 {
        self.merge(id, into).await.expect(200).json::<Decided>().seq
    }

    pub(crate) async fn unmerge(&mut self, id: i64) -> Answer {
        self.ask("POST", &format!("/api/staff/ideas/{id}/unmerge"), None).await
    }

    async fn idea(&mut self, id: i64) -> Idea {
        self.get(&format!("/api/ideas/{id}")).await.expect(200).json()
    }

    async fn said(&mut self, id: i64, text: &str) -> i64 {
        self.comment(id, text).await.expect(201).json::<CommentCreated>().id
    }

    async fn comments(&mut self, id: i64) -> Vec<i64> {
        let page = self.get(&format!("/api/ideas/{id}/comments")).await.expect(200);
        page.json::<CommentPage>().items.iter().map(|comment| comment.id).collect()
    }

    async fn join(&mut self, id: i64) -> Answer {
        let offer = json!({ "name": "Ben", "contact": "ben@example.org" });
        self.post(&format!("/api/ideas/{id}/companions"), &offer).await
    }
}

/// What every idea counts is what the tables hold: an idea that is not merged counts the
/// different people of its group, and the public comments that stand under it.
pub(crate) async fn counters_hold(world: &World) {
    const GROUPS: &str = "WITH RECURSIVE members (leader, id) AS (
        SELECT id, id FROM ideas WHERE merged_into IS NULL
        UNION ALL SELECT m.leader, i.id FROM ideas AS i JOIN members AS m ON i.merged_into = m.id)";
    for table in ["supports", "companions"] {
        let wrong = format!(
            "{GROUPS} SELECT COUNT(*) FROM ideas AS i WHERE i.merged_into IS NULL AND i.{table} <>
             (SELECT COUNT(DISTINCT s.participant_id) FROM {table} AS s
                JOIN members AS m ON m.id = s.idea_id WHERE m.leader = i.id)"
        );
        assert_eq!(world.number(&wrong).await, 0, "{table}");
    }
    let wrong = "SELECT COUNT(*) FROM ideas AS i WHERE i.comments <>
        (SELECT COUNT(*) FROM comments AS c WHERE c.idea_id = i.id AND c.status = 'published'
            AND (c.reply_to IS NULL OR EXISTS (SELECT 1 FROM comments AS p
                WHERE p.id = c.reply_to AND (p.status = 'published' OR p.hidden_at IS NOT NULL))))";
    assert_eq!(world.number(wrong).await, 0, "comments");
    let lost = format!("{GROUPS} SELECT (SELECT COUNT(*) FROM ideas) - COUNT(*) FROM members");
    assert_eq!(world.number(&lost).await, 0, "ideas in a circle");
    // A thread is never torn apart, and what is reported about a comment goes with it.
    let torn = "SELECT COUNT(*) FROM comments AS c JOIN comments AS p ON p.id = c.reply_to
        WHERE p.idea_id <> c.idea_id OR COALESCE(p.origin_id, 0) <> COALESCE(c.origin_id, 0)";
    assert_eq!(world.number(torn).await, 0, "threads");
    let left = "SELECT COUNT(*) FROM reports AS r JOIN comments AS c ON c.id = r.comment_id
        WHERE r.idea_id <> c.idea_id";
    assert_eq!(world.number(left).await, 0, "reports");
}

both! {
    async fn supporters_are_counted_once(world: World) {
        let mut mo = world.moderator().await;
        let (mut anna, mut ben, mut cem) = (world.citizen(), world.citizen(), world.citizen());
        let (bank, baenke) = (anna.publish("Eine Bank").await, ben.publish("Zwei Bänke").await);
        for (citizen, ids) in
            [(&mut anna, vec![bank]), (&mut ben, vec![bank, baenke]), (&mut cem, vec![baenke])]
        {
            for id in ids {
                citizen.support(id).await.expect(200);
                citizen.join(id).await.expect(200);
            }
        }
        let seq = mo.merged(bank, baenke).await;
        let leader = anna.idea(baenke).await;
        assert_eq!((leader.card.supports, leader.card.companions), (3, 3));
        // Whoever supports one of them supports what leads.
        assert!(leader.supported);
        let asked = anna.get(&format!("/api/supports?ids={baenke}")).await.expect(200);
        assert_eq!(asked.json::<SupportedIdeas>().items, [baenke]);
        let again: SupportState = anna.support(baenke).await.expect(200).json();
        assert_eq!(again, SupportState { supported: true, supports: 3 });
        let again: CompanionCount = anna.join(baenke).await.expect(200).json();
        assert_eq!(again.companions, 3);
        world.citizen().support(bank).await.problem(409);
        counters_hold(&world).await;
        // One yes more, one less, and apart again.
        let mut dora = world.citizen();
        assert_eq!(dora.support(baenke).await.expect(200).json::<SupportState>().supports, 4);
        assert_eq!(ben.unsupport(baenke).await.expect(200).json::<SupportState>().supports, 3);
        assert!(!ben.idea(baenke).await.supported);
        mo.undo(seq).await.expect(204);
        assert_eq!(anna.idea(bank).await.card.supports, 1);
        assert_eq!(anna.idea(baenke).await.card.supports, 2);
        assert_eq!((anna.idea(bank).await.card.companions, anna.idea(baenke).await.card.companions), (2, 3));
        counters_hold(&world).await;
        mo.undo(seq).await.problem(409);
        mo.unmerge(bank).await.problem(409);
        // Taking apart is a decision too, and is taken back.
        mo.merged(bank, baenke).await;
        let parted = mo.unmerge(bank).await.expect(200).json::<Decided>().seq;
        mo.undo(parted).await.expect(204);
        assert_eq!(anna.idea(bank).await.merged_into, Some(baenke));
        mo.undo(parted).await.problem(409);
        counters_hold(&world).await;
    }
}

both! {
    async fn comments_move_along_and_home_again(world: World) {
        let mut mo = world.moderator().await;
        let (mut anna, mut ben) = (world.citizen(), world.citizen());
        let (bank, baenke) = (anna.publish("Eine Bank").await, ben.publish("Zwei Bänke").await);
        let here = anna.said(bank, "Mit Lehne bitte").await;
        let there = ben.said(baenke, "Am Markt fehlen welche").await;
        let report = json!({ "reason": "spam", "text": "" });
        ben.post(&format!("/api/comments/{here}/reports"), &report).await;
        mo.merged(bank, baenke).await;
        assert_eq!(anna.comments(baenke).await, [here, there]);
        assert_eq!(anna.idea(baenke).await.card.comments, 2);
        anna.comment(bank, "Hallo?").await.problem(409);
        // A reply goes where its thread is at home, a comment of its own stays.
        let path = format!("/api/ideas/{baenke}/comments");
        let reply = anna.post(&path, &json!({ "text": "Und aus Holz", "reply_to": here })).await;
        let reply = reply.expect(201).json::<CommentCreated>().id;
        let late = ben.said(baenke, "Wann geht es los?").await;
        counters_hold(&world).await;
        // Decisions made here are taken back there.
        let reported = mo.queue().await.items[0].id;
        let hidden = mo.decided(Kind::Report, reported, "hide").await;
        assert_eq!(anna.idea(baenke).await.card.comments, 3);
        mo.unmerge(bank).await.expect(200);
        counters_hold(&world).await;
        mo.undo(hidden).await.expect(204);
        assert_eq!(anna.comments(bank).await, [here, reply]);
        assert_eq!(anna.comments(baenke).await, [there, late]);
        counters_hold(&world).await;
        let kept = mo.decided(Kind::Report, reported, "keep").await;
        mo.merged(bank, baenke).await;
        mo.undo(kept).await.expect(204);
        mo.decide(Kind::Report, reported, "hide", "Werbung").await.expect(200);
        assert_eq!(anna.idea(baenke).await.card.comments, 3);
        counters_hold(&world).await;
    }
}

both! {
    async fn chains_come_apart_in_either_order(world: World) {
        for first in [0, 1] {
            let mut mo = world.staff(&format!("Mo{first}"), "moderator").await;
            let mut people = [world.citizen(), world.citizen(), world.citizen()];
            let mut ids = Vec::new();
            for (n, person) in people.iter_mut().enumerate() {
                let id = person.publish(&format!("Ein Brunnen {n}")).await;
                person.support(id).await.expect(200);
                person.said(id, "Schön").await;
                ids.push(id);
            }
            let [a, b, c] = ids[..] else { panic!() };
            people[0].support(c).await.expect(200);
            mo.merged(a, b).await;
            mo.merged(b, c).await;
            let [anna, ben, cem] = &mut people;
            let leader = anna.idea(c).await;
            assert_eq!((leader.card.supports, leader.card.comments), (3, 3));
            assert_eq!(leader.merged.iter().map(|idea| idea.id).collect::<Vec<_>>(), [a, b]);
            assert_eq!(anna.idea(a).await.merged_into, Some(c));
            // Into what is merged nothing is merged, and a leader not into what it leads.
            let d = cem.publish("Noch einer").await;
            mo.merge(d, b).await.problem(409);
            mo.merge(c, a).await.problem(409);
            mo.merge(c, c).await.problem(422);
            counters_hold(&world).await;
            let (one, other) = if first == 0 { (a, b) } else { (b, a) };
            mo.unmerge(one).await.expect(200);
            counters_hold(&world).await;
            let groups = match first {
                0 => [(a, None, 1, 1), (b, Some(c), 0, 0), (c, None, 3, 2)],
                _ => [(a, Some(b), 0, 0), (b, None, 2, 2), (c, None, 2, 1)],
            };
            for (id, into, supports, comments) in groups {
                let idea = ben.idea(id).await;
                assert_eq!(idea.merged_into, into, "{id}");
                assert_eq!(idea.card.comments, comments, "{id}");
                if into.is_none() {
                    assert_eq!(idea.card.supports, supports, "{id}");
                }
            }
            mo.unmerge(other).await.expect(200);
            counters_hold(&world).await;
            for (id, supports) in [(a, 1), (b, 1), (c, 2)] {
                let idea = ben.idea(id).await;
                assert_eq!((idea.merged_into, idea.card.supports, idea.card.comments), (None, supports, 1));
                assert_eq!(idea.card.status, IdeaStatus::Published);
            }
        }
    }
}

both! {
    async fn what_waits_is_read_at_the_one_that_leads(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let bank = world.citizen().publish("Eine Bank").await;
        let made = anna.post_idea(&waiting("Bänke am Markt")).await;
        let seen = mo.queue().await.items[0].idea.card.active_at.to_string();
        let edited = NewIdea { text: "Bänke mit Lehne, und zwar viele.".to_owned(), ..waiting("Bänke am Markt") };
        let private = format!("/api{}", made.manage_url);
        anna.json("PUT", &private, &json!(edited)).await.expect(200);
        let path = format!("/api/staff/ideas/{}/merge", made.id);
        mo.post(&path, &json!({ "into": bank, "seen": seen })).await.problem(412);
        let seq = mo.merged(made.id, bank).await;
        assert_eq!(mo.queue().await.total, 0);
        let leader = anna.idea(bank).await;
        assert_eq!(leader.merged[0].text, edited.text);
        assert_eq!(anna.board("").await.total, 1);
        let my: MyIdea = anna.get(&private).await.expect(200).json();
        let last = my.timeline.last().unwrap();
        assert_eq!((last.kind, last.status), (ActivityKind::IdeaMerged, IdeaStatus::Merged));
        assert_eq!(last.other.as_ref().map(|other| other.id), Some(bank));
        assert!(!my.editable);
        anna.ask("DELETE", &private, None).await.problem(409);
        // Somebody else publishes what was open on their screen.
        let mut kim = world.staff("Kim", "editor").await;
        let late = kim.decide(Kind::Idea, made.id, "publish", "").await.problem(409);
        assert!(late["detail"].as_str().unwrap().contains("Mo"), "{late}");
        mo.undo(seq).await.expect(204);
        anna.get(&format!("/api/ideas/{}", made.id)).await.problem(404);
        assert!(anna.idea(bank).await.merged.is_empty());
        assert_eq!(mo.queue().await.items[0].id, made.id);
        let my: MyIdea = anna.get(&private).await.expect(200).json();
        assert_eq!((my.status, my.timeline.len()), (IdeaStatus::Submitted, 1));
        // And once more, after which it waits again, and is decided once.
        mo.merged(made.id, bank).await;
        mo.unmerge(made.id).await.expect(200);
        mo.decide(Kind::Idea, made.id, "publish", "").await.expect(200);
        let path = format!("/api/staff/ideas/{}/merge", made.id);
        let late = kim.post(&path, &json!({ "into": bank, "seen": seen })).await.problem(409);
        assert!(late["detail"].as_str().unwrap().contains("Mo"), "{late}");
        counters_hold(&world).await;
    }
}

both! {
    async fn the_address_leads_to_the_other(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let ids = [anna.publish("Eins am Bach").await, anna.publish("Zwei am Bach").await, anna.publish("Drei am Bach").await];
        anna.get(&format!("/ideas/{}", ids[0])).await.expect(200);
        mo.merged(ids[0], ids[1]).await;
        mo.merged(ids[1], ids[2]).await;
        for id in [ids[0], ids[1]] {
            for mut reader in [world.citizen(), anna.clone()] {
                let page = reader.get(&format!("/ideas/{id}?lang=en")).await.expect(302);
                assert_eq!(page.header("location"), format!("/ideas/{}#idea-{id}", ids[2]));
            }
        }
        let page = world.citizen().get(&format!("/ideas/{}", ids[2])).await.expect(200);
        for id in [ids[0], ids[1]] {
            assert!(page.body.contains(&format!("id=\"idea-{id}\"")), "{}", page.body);
        }
        // A form that comes too late is answered with its page.
        let answer = anna.form(&format!("/api/ideas/{}/comments", ids[0]), &[("text", "Zu spät?")]).await;
        assert!(answer.expect(409).body.contains("Zu spät?"));
        for feed in ["/ideas.atom", "/sitemap.xml"] {
            let told = anna.get(feed).await.expect(200).body;
            assert!(told.contains(&format!("/ideas/{}", ids[2])) && !told.contains(&format!("/ideas/{}<", ids[0])), "{told}");
            assert!(!told.contains(&format!("/ideas/{}\"", ids[0])));
        }
        assert_eq!(anna.board("q=Bach").await.total, 1);
        mo.unmerge(ids[1]).await.expect(200);
        let page = anna.get(&format!("/ideas/{}", ids[0])).await.expect(302);
        assert_eq!(page.header("location"), format!("/ideas/{}#idea-{}", ids[1], ids[0]));
        assert_eq!(anna.board("q=Bach").await.total, 2);
        anna.get(&format!("/ideas/{}", ids[1])).await.expect(200);
    }
}

both! {
    async fn both_ideas_tell_of_it_live_and_in_their_timelines(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let (bank, baenke) = (anna.publish("Eine Bank").await, anna.publish("Zwei Bänke").await);
        anna.support(bank).await.expect(200);
        let head = world.number("SELECT MAX(seq) FROM activity").await;
        let mut stream = world.citizen().listen(&format!("/api/live?after={head}"), None).await;
        mo.merged(bank, baenke).await;
        for (id, supports) in [(baenke, 1), (bank, 1)] {
            let event = stream.event().await;
            assert_eq!((event.kind, event.idea), (ActivityKind::IdeaMerged, id));
            assert_eq!(event.card.unwrap().supports, supports);
        }
        mo.unmerge(bank).await.expect(200);
        for id in [baenke, bank] {
            let event = stream.event().await;
            assert_eq!((event.kind, event.idea), (ActivityKind::IdeaUnmerged, id));
        }
        for (id, other) in [(bank, baenke), (baenke, bank)] {
            let told = anna.idea(id).await.timeline;
            let told: Vec<_> = told.iter().rev().take(2).map(|e| (e.kind, e.other.as_ref().map(|o| o.id))).collect();
            let parted = (id == baenke).then_some(other);
            assert_eq!(told, [(ActivityKind::IdeaUnmerged, parted), (ActivityKind::IdeaMerged, Some(other))]);
        }
    }
}

both! {
    async fn not_everything_is_merged(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let (bank, baum) = (anna.publish("Eine Bank").await, anna.publish("Ein Baum").await);
        let waits = anna.post_idea(&waiting("Noch eine Bank")).await.id;
        for bad in [json!({}), json!({ "into": waits }), json!({ "into": 999 }), json!({ "into": -1 }), json!({ "into": i64::MAX }), json!({ "into": bank })] {
            mo.post(&format!("/api/staff/ideas/{bank}/merge"), &bad).await.problem(422);
        }
        for bad in [json!({ "into": "x" }), json!({ "into": 1.5 }), json!({ "into": "99999999999999999999" })] {
            mo.post(&format!("/api/staff/ideas/{bank}/merge"), &bad).await.problem(400);
        }
        for id in [0, 999, i64::MAX] {
            mo.merge(id, bank).await.problem(404);
            mo.unmerge(id).await.problem(404);
        }
        mo.unmerge(bank).await.problem(409);
        for status in ["planned", "in_progress", "done"] {
            mo.post(&format!("/api/staff/ideas/{bank}/status"), &json!({ "status": status })).await.expect(200);
        }
        mo.merge(bank, baum).await.problem(409);
        // What is done may lead, and the plans of what is merged come back.
        mo.post(&format!("/api/staff/ideas/{baum}/status"), &json!({ "status": "planned" })).await.expect(200);
        mo.merged(baum, bank).await;
        mo.post(&format!("/api/staff/ideas/{baum}/status"), &json!({ "status": "done" })).await.problem(409);
        mo.unmerge(baum).await.expect(200);
        assert_eq!(anna.idea(baum).await.card.status, IdeaStatus::Planned);
        // A form comes back with what was typed.
        let form = mo.form(&format!("/api/staff/ideas/{baum}/merge"), &[("into", "nichts")]).await;
        form.expect(422);
        let form = mo.form(&format!("/api/staff/ideas/{baum}/merge"), &[("into", &format!("#{bank}"))]).await;
        assert!(form.expect(303).header("location").starts_with("/staff/queue?undo="));
    }
}

both! {
    async fn forms_go_back_to_where_they_stood(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let (bank, baum) = (anna.publish("Eine Bank").await, anna.publish("Ein Baum").await);
        let page = format!("/staff/ideas/{bank}");
        // Linked by number, and taken back where that stood.
        let path = format!("/api/staff/ideas/{bank}/links");
        let form = mo.form(&path, &[("other", &format!("#{baum}")), ("note", "Beides Schatten")]).await.expect(303);
        let to = form.header("location").to_owned();
        let seq = to.strip_prefix(&format!("{page}?undo=")).unwrap().to_owned();
        assert_eq!(anna.idea(bank).await.links[0].note.as_deref(), Some("Beides Schatten"));
        let undo = format!("/api/staff/undo/{seq}?back={}", app::api::encode(&page));
        assert_eq!(mo.form(&undo, &[]).await.expect(303).header("location"), page);
        assert!(anna.idea(bank).await.links.is_empty());
        for bad in ["", "x", "999", "-1", &bank.to_string()] {
            mo.form(&path, &[("other", bad)]).await.expect(422);
        }
        // To a part of the queue, and nowhere else.
        let part = "/staff/queue?lab=offen";
        let hide = format!("/api/staff/ideas/{baum}/hide");
        let form = mo.form(&hide, &[("reason", "Doppelt"), ("back", part)]).await.expect(303);
        let to = form.header("location").to_owned();
        assert!(to.starts_with(&format!("{part}&undo=")), "{to}");
        let seq = to.rsplit('=').next().unwrap();
        for away in ["https://example.org/", "//example.org", "/\\example.org"] {
            let undo = format!("/api/staff/undo/{seq}?back={}", app::api::encode(away));
            let to = mo.form(&undo, &[]).await;
            assert!(!to.header("location").contains("example"), "{away}");
        }
        let form = mo.form(&hide, &[("reason", ""), ("back", part)]).await.expect(422);
        assert!(form.body.contains("lab=offen"), "the same part of the queue comes back");
    }
}

both! {
    async fn what_was_hidden_while_merged_stays_hidden(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let (bank, baenke) = (anna.publish("Eine Grobheit").await, anna.publish("Zwei Bänke").await);
        let seq = mo.merged(bank, baenke).await;
        let report = json!({ "reason": "offensive", "text": "" });
        world.citizen().post(&format!("/api/ideas/{bank}/reports"), &report).await;
        let reported = mo.queue().await.items[0].id;
        mo.decided(Kind::Report, reported, "hide").await;
        assert!(anna.idea(baenke).await.merged.is_empty());
        mo.undo(seq).await.problem(409);
        mo.unmerge(bank).await.expect(200);
        let gone = anna.get(&format!("/api/ideas/{bank}")).await.status;
        assert!([404, 410].contains(&gone), "{gone}");
        let page = anna.get(&format!("/ideas/{bank}")).await.status;
        assert!([404, 410].contains(&page), "{page}");
        counters_hold(&world).await;
        // What had waited before does not wait again: it is decided.
        let waits = anna.post_idea(&waiting("Noch eine Grobheit")).await.id;
        mo.merged(waits, baenke).await;
        let hiding = json!({ "reason": "Grob." });
        mo.post(&format!("/api/staff/ideas/{waits}/hide"), &hiding).await.expect(200);
        mo.unmerge(waits).await.expect(200);
        assert_eq!(mo.queue().await.total, 0);
    }
}

both! {
    async fn a_leader_is_not_taken_back(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let made = anna.post_idea(&waiting("Eine Bank")).await;
        let seq = mo.decided(Kind::Idea, made.id, "publish").await;
        let other = anna.publish("Zwei Bänke").await;
        let merged = mo.merged(other, made.id).await;
        mo.undo(seq).await.problem(409);
        mo.undo(merged).await.expect(204);
        mo.undo(seq).await.expect(204);
    }
}

both! {
    async fn limited_moderators_merge_what_is_theirs(world: World) {
        let mut lim = world.limited("Lim", "moderator", &["soest"], &[]).await;
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let offen = anna.publish("Bänke am Markt").await;
        let soest = anna.post_idea(&waiting("Bänke am Marktplatz")).await.id;
        let mut nowhere = new_idea("Bänke auf dem Markt");
        nowhere.lab = String::new();
        let nowhere = anna.post_idea(&nowhere).await.id;
        let like = |answer: Answer| -> Vec<i64> {
            let mut ids: Vec<_> = answer.expect(200).json::<SimilarIdeas>().items.iter().map(|one| one.card.id).collect();
            ids.sort_unstable();
            ids
        };
        let path = |id: i64| format!("/api/staff/ideas/{id}/similar");
        assert_eq!(like(lim.get(&path(soest)).await), [offen]);
        assert_eq!(like(mo.get(&path(soest)).await), [offen, nowhere]);
        lim.get(&path(offen)).await.problem(404);
        lim.merge(offen, soest).await.problem(404);
        lim.merge(nowhere, offen).await.problem(404);
        lim.merged(soest, offen).await;
        let mut other = world.limited("Offi", "editor", &["offen"], &[]).await;
        other.merge(soest, offen).await.problem(404);
        // Whoever has the one that leads may take it apart.
        other.unmerge(soest).await.expect(200);
        other.unmerge(nowhere).await.problem(404);
    }
}

both! {
    async fn like_ideas_are_offered(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        for n in 0..12 {
            world.citizen().publish(&format!("Trinkbrunnen am Marktplatz Nummer {n}")).await;
        }
        anna.publish("Ein Radweg zum Bahnhof").await;
        let first = anna.post_idea(&waiting("Trinkbrunnen am Marktplatz")).await.id;
        let mut other = waiting("Ein Trinkbrunnen auf dem Marktplatz");
        other.topic = "klima".to_owned();
        let second = anna.post_idea(&other).await.id;
        let answer = mo.get(&format!("/api/staff/ideas/{first}/similar")).await.expect(200);
        let like = answer.json::<SimilarIdeas>().items;
        assert_eq!(like.len(), 8);
        assert!(like.iter().all(|one| one.card.title.contains("Trinkbrunnen") && one.card.id != first));
        let answer = mo.get(&format!("/api/staff/ideas/{second}/similar")).await.expect(200);
        let like = answer.json::<SimilarIdeas>().items;
        let one = like.iter().find(|one| one.card.id == first).unwrap();
        assert!(one.waiting && !one.public && one.same_lab && !one.same_topic);
        mo.get("/api/staff/ideas/999/similar").await.problem(404);
        // Nobody else learns of what waits.
        assert_eq!(anna.board("q=Trinkbrunnen").await.total, 12);
        let public: app::api::IdeaPage = anna.get("/api/ideas/similar?q=Trinkbrunnen%20Marktplatz").await.expect(200).json();
        assert!(public.items.iter().all(|card| card.id != first && card.id != second));
    }
}

both! {
    async fn like_ideas_are_found_among_ten_thousand(world: World) {
        let mut mo = world.moderator().await;
        let id = world.citizen().post_idea(&waiting("Eine Bank am Brunnen")).await.id;
        for (status, public, from) in [("submitted", "FALSE", 1), ("published", "TRUE", 20_001)] {
            world.sql(&format!(
                "WITH RECURSIVE n (i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i < {from} + 9999)
                 INSERT INTO ideas (lab, topic, title, text, source, status, is_public, token_hash,
                    created_at, published_at, active_at, waits_since)
                 SELECT 'soest', 'klima',
                    CASE WHEN i % 500 = 0 THEN 'Noch eine Bank am Brunnen' ELSE 'Weg ' || i END,
                    'Wort' || (i % 1009) || ' und Sache' || (i % 2003),
                    'web', '{status}', {public}, 'token ' || i, i, CASE WHEN {public} THEN i END, i,
                    CASE WHEN {public} THEN NULL ELSE i END FROM n"
            ))
            .await;
        }
        let fresh = world.restarted(|_| {}).await;
        mo.world = fresh;
        let path = format!("/api/staff/ideas/{id}/similar");
        mo.get(&path).await.expect(200);
        let began = std::time::Instant::now();
        for _ in 0..5 {
            assert_eq!(mo.get(&path).await.expect(200).json::<SimilarIdeas>().items.len(), 8);
        }
        let each = began.elapsed() / 5;
        println!("similar among 10,000 waiting and 10,000 public ideas: {each:?}");
        // Nothing is optimised in a test; released it is many times faster.
        assert!(each.as_millis() < 1000, "{each:?}");
    }
}
