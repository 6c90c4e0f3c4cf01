//! Who is here and looks at what, and what each of the staff hears of.

use app::api::{Presence, WaitingKind as Kind};
use serde_json::json;

use crate::harness::{Citizen, Listener, World, new_idea};

const TAB: &str = "tab-0000001";

/// The next list of who is here.
async fn people(stream: &mut Listener) -> Presence {
    loop {
        let told = stream.next().await.expect("the stream has ended");
        if told.event == "presence" {
            assert_eq!(told.id, None, "no place in the log");
            return serde_json::from_str(&told.data).unwrap();
        }
    }
}

/// Waits until the list is like this: lists in between may come or not.
async fn until(stream: &mut Listener, wanted: &[(&str, Option<(Kind, i64)>)]) {
    loop {
        let now = people(stream).await;
        let now: Vec<_> =
            now.people.iter().map(|one| (one.name.as_str(), one.kind.zip(one.item))).collect();
        if now == wanted {
            return;
        }
    }
}

async fn claim(who: &mut Citizen, tab: &str, kind: &str, id: Option<i64>) {
    let sent = json!({ "tab": tab, "kind": kind, "id": id });
    who.json("PUT", "/api/staff/presence", &sent).await.expect(204);
}

both! {
    async fn claims_are_seen_and_lapse(world: World) {
        let mut mo = world.moderator().await;
        let mut kim = world.staff("Kim", "editor").await;
        let mut stream = kim.listen("/api/staff/live", None).await;
        until(&mut stream, &[]).await;
        claim(&mut mo, TAB, "", None).await;
        until(&mut stream, &[("Mo", None)]).await;
        let id = world.citizen().publish("Ein Brunnen").await;
        claim(&mut mo, TAB, "idea", Some(id)).await;
        until(&mut stream, &[("Mo", Some((Kind::Idea, id)))]).await;
        let before = server::clock::now().0;
        claim(&mut mo, TAB, "idea", Some(id)).await;
        let two_minutes = world.number("SELECT until FROM claims").await - 120_000;
        assert!((before..=server::clock::now().0).contains(&two_minutes));
        // Renewed, it is the same, since the same moment.
        let since = world.number("SELECT since FROM claims").await;
        claim(&mut mo, TAB, "idea", Some(id)).await;
        assert_eq!(world.number("SELECT since FROM claims").await, since);
        // Whoever comes later hears the whole list at once.
        let mut late = kim.listen("/api/staff/live", None).await;
        until(&mut late, &[("Mo", Some((Kind::Idea, id)))]).await;
        // A tab is its owner's.
        let theirs = json!({ "tab": TAB, "kind": "", "id": null });
        kim.json("PUT", "/api/staff/presence", &theirs).await.problem(422);
        kim.ask("DELETE", &format!("/api/staff/presence/{TAB}"), None).await.expect(204);
        assert_eq!(world.number("SELECT COUNT(*) FROM claims").await, 1);
        // Two minutes later.
        world.sql("UPDATE claims SET until = 1000").await;
        world.state.db.wake_presence();
        until(&mut stream, &[]).await;
        claim(&mut mo, TAB, "idea", Some(id)).await;
        until(&mut stream, &[("Mo", Some((Kind::Idea, id)))]).await;
        mo.ask("POST", &format!("/api/staff/presence/{TAB}/gone"), None).await.expect(204);
        until(&mut stream, &[]).await;
        // Whose account is closed is not here any more.
        claim(&mut mo, "another-tab", "", None).await;
        until(&mut stream, &[("Mo", None)]).await;
        world.sql("UPDATE staff SET disabled_at = 1 WHERE name = 'Mo'").await;
        world.state.db.wake_presence();
        until(&mut stream, &[]).await;
    }
}

both! {
    async fn a_claim_lapses_by_itself(world: World) {
        let mut mo = world.moderator().await;
        let mut stream = mo.listen("/api/staff/live", None).await;
        claim(&mut mo, TAB, "", None).await;
        until(&mut stream, &[("Mo", None)]).await;
        // Nobody wakes the hub when the time is over.
        let soon = server::clock::now().0 + 300;
        world.sql(&format!("UPDATE claims SET until = {soon}")).await;
        world.state.db.wake_presence();
        until(&mut stream, &[]).await;
        assert!(server::clock::now().0 >= soon);
    }
}

both! {
    async fn nonsense_is_refused(world: World) {
        let mut mo = world.moderator().await;
        for sent in [
            json!({ "tab": "", "kind": "" }),
            json!({ "tab": "kurz", "kind": "" }),
            json!({ "tab": "mit leerem", "kind": "" }),
            json!({ "tab": "x".repeat(65), "kind": "" }),
            json!({ "tab": "nul\u{0}nul\u{0}nul", "kind": "" }),
            json!({ "tab": TAB, "kind": "lab", "id": 1 }),
            json!({ "tab": TAB, "kind": "idea" }),
            json!({ "tab": TAB, "kind": "", "id": 5 }),
        ] {
            mo.json("PUT", "/api/staff/presence", &sent).await.problem(422);
        }
        mo.ask("DELETE", "/api/staff/presence/%00", None).await.problem(404);
        claim(&mut mo, TAB, "idea", Some(i64::MAX)).await;
        world.citizen().json("PUT", "/api/staff/presence", &json!({})).await.problem(401);
    }
}

both! {
    async fn another_instance_hears_of_it(world: World) {
        if !world.state.db.is_postgres() {
            return;
        }
        let mut mo = world.moderator().await;
        let other = world.restarted(|_| {}).await;
        let mut kim = other.citizen();
        kim.cookies = mo.cookies.clone();
        let mut stream = kim.listen("/api/staff/live", None).await;
        claim(&mut mo, TAB, "", None).await;
        until(&mut stream, &[("Mo", None)]).await;
        mo.ask("DELETE", &format!("/api/staff/presence/{TAB}"), None).await.expect(204);
        until(&mut stream, &[]).await;
    }
}

both! {
    async fn limits_hold_for_the_stream(world: World) {
        let mut mo = world.moderator().await;
        let lim = world.limited("Lim", "moderator", &["soest"], &[]).await;
        let mut all = mo.listen("/api/staff/live", None).await;
        let mut some = lim.listen("/api/staff/live", None).await;
        all.place().await;
        some.place().await;
        let mut anna = world.citizen();
        let nowhere = app::api::NewIdea { lab: String::new(), ..new_idea("Geheime Bank") };
        let nowhere = anna.post_idea(&nowhere).await.id;
        let soest = app::api::NewIdea { lab: "soest".into(), ..new_idea("Ein Baum") };
        let soest = anna.post_idea(&soest).await.id;
        assert_eq!(all.event().await.idea, nowhere);
        let event = all.event().await;
        assert_eq!((event.idea, event.waits), (soest, true));
        // Of the other, not even the number.
        assert_eq!(some.event().await.idea, soest);
        // Resumed, it is the same.
        let mut again = lim.listen("/api/staff/live?after=0", None).await;
        assert_eq!(again.event().await.idea, soest);
        // That somebody looks at something is heard, and not at what.
        claim(&mut mo, TAB, "idea", Some(nowhere)).await;
        until(&mut all, &[("Mo", Some((Kind::Idea, nowhere)))]).await;
        until(&mut some, &[("Mo", None)]).await;
        claim(&mut mo, TAB, "idea", Some(soest)).await;
        until(&mut some, &[("Mo", Some((Kind::Idea, soest)))]).await;
    }
}
