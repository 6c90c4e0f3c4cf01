//! Links between ideas.

use app::api::{ActivityKind, Decided, Idea};
use serde_json::json;

use super::waiting;
use crate::harness::{Citizen, World};

async fn link(who: &mut Citizen, id: i64, other: i64, note: &str) -> u16 {
    let path = format!("/api/staff/ideas/{id}/links/{other}");
    who.json("PUT", &path, &json!({ "note": note })).await.status
}

both! {
    async fn linked_ideas_tell_of_each_other(world: World) {
        let mut mo = world.moderator().await;
        let mut anna = world.citizen();
        let (bank, baum) = (anna.publish("Eine Bank").await, anna.publish("Ein Baum").await);
        assert_eq!(link(&mut mo, baum, bank, " Unter dem Baum. ").await, 200);
        for (id, other, title) in [(bank, baum, "Ein Baum"), (baum, bank, "Eine Bank")] {
            let idea: Idea = anna.get(&format!("/api/ideas/{id}")).await.expect(200).json();
            let link = &idea.links[0];
            assert_eq!((link.id, link.title.as_str(), link.note.as_deref()), (other, title, Some("Unter dem Baum.")));
            let told = idea.timeline.last().unwrap();
            assert_eq!(told.kind, ActivityKind::IdeaLinked);
            assert_eq!(told.other.as_ref().map(|other| other.id), Some(other));
            let page = anna.get(&format!("/ideas/{id}")).await.expect(200);
            assert!(page.body.contains("Unter dem Baum.") && page.body.contains(title));
        }
        // Again, it only reads anew.
        assert_eq!(link(&mut mo, bank, baum, "").await, 200);
        assert_eq!(world.number("SELECT COUNT(*) FROM idea_links WHERE note IS NULL").await, 1);
        let path = format!("/api/staff/ideas/{bank}/links/{baum}");
        let gone = mo.form(&path, &[("action", "unlink"), ("back", "/staff/queue")]).await;
        assert!(gone.expect(303).header("location").starts_with("/staff/queue?undo="));
        mo.ask("DELETE", &path, None).await.problem(404);
        let linked: Decided = mo.json("PUT", &path, &json!({ "note": "Doch." })).await.expect(200).json();
        // Other words, and the old ones again; the older entry is not the last word any more.
        let words = || world.number("SELECT COUNT(*) FROM idea_links WHERE note = 'Doch.'");
        let reworded: Decided = mo.json("PUT", &path, &json!({ "note": "Oder?" })).await.expect(200).json();
        mo.undo(linked.seq).await.problem(409);
        mo.undo(reworded.seq).await.expect(204);
        assert_eq!(words().await, 1);
        mo.undo(reworded.seq).await.problem(409);
        mo.ask("DELETE", &path, None).await.expect(200);
        let linked: Decided = mo.json("PUT", &path, &json!({ "note": "Doch." })).await.expect(200).json();
        mo.undo(linked.seq).await.expect(204);
        mo.undo(linked.seq).await.problem(409);
        mo.json("PUT", &path, &json!({ "note": "Doch." })).await.expect(200);
        let unlinked: Decided = mo.ask("DELETE", &path, None).await.expect(200).json();
        mo.undo(unlinked.seq).await.expect(204);
        assert_eq!(world.number("SELECT COUNT(*) FROM idea_links WHERE note = 'Doch.'").await, 1);
        mo.ask("DELETE", &path, None).await.expect(200);
        let idea: Idea = anna.get(&format!("/api/ideas/{bank}")).await.expect(200).json();
        assert!(idea.links.is_empty() && idea.timeline.iter().all(|e| e.kind != ActivityKind::IdeaLinked));
    }
}

both! {
    async fn links_have_their_limits(world: World) {
        let mut mo = world.moderator().await;
        let mut lim = world.limited("Lim", "moderator", &["soest"], &[]).await;
        let mut anna = world.citizen();
        let bank = anna.publish("Eine Bank").await;
        let waits = anna.post_idea(&waiting("Noch eine Bank")).await.id;
        assert_eq!(link(&mut mo, bank, bank, "").await, 404);
        assert_eq!(link(&mut mo, bank, 999, "").await, 404);
        assert_eq!(link(&mut mo, bank, i64::MIN, "").await, 404);
        assert_eq!(link(&mut mo, bank, waits, &"x".repeat(501)).await, 422);
        assert_eq!(link(&mut mo, bank, waits, "a\0b").await, 200);
        // What waits is nobody's business.
        let idea: Idea = anna.get(&format!("/api/ideas/{bank}")).await.expect(200).json();
        assert!(idea.links.is_empty() && idea.timeline.iter().all(|e| e.other.is_none()));
        assert!(!anna.get(&format!("/ideas/{bank}")).await.expect(200).body.contains("Noch eine Bank"));
        assert_eq!(link(&mut lim, bank, waits, "").await, 404);
        assert_eq!(link(&mut lim, waits, bank, "").await, 200);
        for n in 0..19 {
            let other = anna.publish(&format!("Ein Baum {n}")).await;
            assert_eq!(link(&mut mo, bank, other, "").await, 200);
        }
        let other = anna.publish("Ein Baum zu viel").await;
        assert_eq!(link(&mut mo, other, bank, "").await, 409);
    }
}
