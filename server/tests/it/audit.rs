//! The activity log, for those who answer for it.

use app::api::{ActivityKind, AuditPage, NewIdea, WaitingKind};
use serde_json::json;

use crate::harness::{Citizen, World, new_idea};

async fn log(person: &mut Citizen, query: &str) -> AuditPage {
    person.get(&format!("/api/staff/audit?{query}")).await.expect(200).json()
}

fn kinds(page: &AuditPage) -> Vec<&'static str> {
    page.items.iter().map(|entry| entry.kind.as_str()).collect()
}

both! {
    async fn the_log_is_filtered_and_says_who_did_what(world: World) {
        let mut anna = world.citizen();
        let waiting = NewIdea { lab: "soest".into(), ..new_idea("Ein Baum am Wall") };
        let id = anna.post_idea(&waiting).await.id;
        let other = anna.publish("Mehr Bänke am Markt").await;
        let mut mo = world.moderator().await;
        mo.decided(WaitingKind::Idea, id, "decline").await;
        let mut ada = world.staff("Ada", "admin").await;
        let rules = json!({ "trust_after": "3", "hold_links": "1", "hold_caps": true, "hold_burst": "5" });
        ada.json("PUT", "/api/staff/settings/rules", &rules).await.expect(200);

        let all = log(&mut ada, "").await;
        assert!(all.items.is_sorted_by(|a, b| a.seq > b.seq), "newest first");
        assert_eq!(all.items[0].kind, ActivityKind::SettingsChanged);
        assert_eq!(all.items[0].subject.as_deref(), Some("rules"));
        assert_eq!(all.items[0].note.as_deref(), Some("trust_after: 5 → 3"));
        assert_eq!(all.staff.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["Ada", "Mo"]);
        let of_idea = log(&mut ada, &format!("idea={id}")).await;
        assert_eq!(kinds(&of_idea), ["idea.status", "idea.submitted"]);
        let declined = &of_idea.items[0];
        assert_eq!((declined.name.as_deref(), declined.by_participant), (Some("Mo"), false));
        assert_eq!(declined.title.as_deref(), Some("Ein Baum am Wall"));
        assert_eq!(declined.to.as_deref(), Some("declined"));
        assert!(of_idea.items[1].by_participant);
        assert_eq!(kinds(&log(&mut ada, "kind=settings").await), ["settings.changed"]);
        // Supports are told where they are asked for.
        anna.support(other).await.expect(200);
        assert!(!kinds(&log(&mut ada, "").await).contains(&"idea.supports"));
        assert_eq!(kinds(&log(&mut ada, "kind=all").await)[0], "idea.supports");
        let mo_id = all.staff.iter().find(|s| s.name == "Mo").unwrap().id;
        assert_eq!(kinds(&log(&mut ada, &format!("staff={mo_id}")).await), ["idea.status"]);
        let both = log(&mut ada, &format!("kind=idea.submitted&idea=%23{other}")).await;
        assert_eq!(kinds(&both), ["idea.submitted"]);
        // A day of the lab's zone, from its beginning to its end.
        world.sql(&format!(
            "INSERT INTO activity (at, kind, idea_id, details) VALUES
             ({}, 'idea.noted', {id}, '{{}}'), ({}, 'idea.noted', {id}, '{{}}'), ({}, 'idea.noted', {id}, '{{}}')",
            // 2020-06-01 00:00 and 23:59:59.999, and 2020-06-02 00:00, all summer time.
            1_590_962_400_000_i64, 1_591_048_799_999_i64, 1_591_048_800_000_i64)).await;
        assert_eq!(log(&mut ada, "from=2020-06-01&to=1.6.2020").await.items.len(), 2);
        assert_eq!(log(&mut ada, "to=2020-06-02").await.items.len(), 3);
        assert_eq!(log(&mut ada, "from=2020-06-02&to=2020-06-01").await.items.len(), 0);
        for (query, field) in [("kind=king", "kind"), ("staff=Mo", "staff"), ("idea=x", "idea"),
            ("from=gestern", "from"), ("to=31.4.2026", "to"), ("after=5", "after"),
            ("after=l%2B5", "after"), ("idea=99999999999999999999", "idea"), ("kind=%00", "kind")] {
            let problem = ada.get(&format!("/api/staff/audit?{query}")).await.problem(422);
            assert!(problem["fields"][field].is_array(), "{query}");
        }
    }
}

both! {
    async fn pages_and_the_file_tell_the_same(world: World) {
        let mut anna = world.citizen();
        let id = anna.publish("=Mehr Bänke").await;
        for n in 0..1130 {
            world.sql(&format!("INSERT INTO activity (at, kind, idea_id, details) VALUES ({n}, 'idea.noted', {id}, '{{\"note\":\"@{n}\"}}')")).await;
        }
        let mut ada = world.staff("Ada", "admin").await;
        world.statements();
        assert_eq!(log(&mut ada, "kind=idea.submitted").await.items.len(), 1);
        let most = world.statements();
        let (mut seqs, mut after) = (Vec::new(), String::new());
        loop {
            world.statements();
            let page = log(&mut ada, &format!("kind=idea.noted&after={after}")).await;
            let read = world.statements();
            assert!(read <= most, "{read} statements for a page of fifty, and not {most}");
            seqs.extend(page.items.iter().map(|entry| entry.seq.to_string()));
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(seqs.len(), 1130);
        let rows = ada.get("/api/staff/audit.csv?kind=idea.noted").await.expect(200).csv();
        let in_file: Vec<String> = rows[1..].iter().map(|row| row[0].clone()).collect();
        assert_eq!(in_file, seqs, "exactly the filtered log");
        assert_eq!(rows[1][3], "Interne Notiz");
        assert_eq!(rows[1][6], "'=Mehr Bänke");
        assert_eq!(rows[1][8], "'@1129");
        ada.get("/api/staff/audit.csv?kind=king").await.problem(422);
    }
}

both! {
    async fn whoever_is_limited_sees_their_labs_and_moderators_nothing(world: World) {
        let mut anna = world.citizen();
        let soest = NewIdea { lab: "soest".into(), ..new_idea("Ein Baum am Wall") };
        let soest = anna.post_idea(&soest).await.id;
        anna.publish("Mehr Bänke am Markt").await;
        let mut lim = world.limited("Lim", "admin", &["soest"], &[]).await;
        let lab = json!({ "name": "Soest", "town": "Soest", "text_de": "x", "text_en": "x" });
        lim.json("PUT", "/api/staff/settings/labs/soest", &lab).await.expect(200);
        let seen = log(&mut lim, "").await;
        assert!(!seen.items.is_empty());
        assert!(seen.items.iter().all(|entry| entry.idea == Some(soest)), "nothing else");
        let rows = lim.get("/api/staff/audit.csv").await.expect(200).csv();
        assert_eq!(rows.len() - 1, seen.items.len());
        let mut mo = world.moderator().await;
        mo.get("/api/staff/audit").await.problem(403);
        mo.get("/api/staff/audit.csv").await.problem(403);
    }
}
