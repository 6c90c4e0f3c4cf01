//! What admins change about accounts.

use app::api::{NewIdea, People, WaitingKind};
use serde_json::json;

use crate::harness::{Citizen, PASSWORD, World, new_idea};

async fn id(world: &World, name: &str) -> i64 {
    world.number(&format!("SELECT id FROM staff WHERE email = '{name}@example.org'")).await
}

async fn act(by: &mut Citizen, id: i64, what: &str) -> u16 {
    by.ask("POST", &format!("/api/staff/people/{id}/{what}"), None).await.status
}

async fn rights(by: &mut Citizen, id: i64, role: &str, labs: &[&str]) -> u16 {
    let body = json!({ "role": role, "labs": labs });
    by.post(&format!("/api/staff/people/{id}"), &body).await.status
}

both! {
    async fn the_last_admin_stays(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        world.limited("Kim", "admin", &["soest"], &[]).await;
        let me = id(&world, "ada").await;
        for what in ["disable", "remove"] {
            assert_eq!(act(&mut ada, me, what).await, 409, "{what}");
        }
        assert_eq!(rights(&mut ada, me, "editor", &[]).await, 409);
        assert_eq!(rights(&mut ada, me, "admin", &["soest"]).await, 409, "limits count");
        ada.get("/api/staff/me").await.expect(200);
        let mut bea = world.staff("Bea", "admin").await;
        assert_eq!(rights(&mut ada, me, "editor", &[]).await, 204);
        ada.get("/api/staff/me").await.problem(401);
        let last = id(&world, "bea").await;
        assert_eq!(act(&mut bea, last, "disable").await, 409);
        assert_eq!(act(&mut bea, 999_999, "disable").await, 404);
        assert_eq!(act(&mut bea, me, "explode").await, 404);
    }
}

both! {
    async fn two_admins_at_once_leave_one(world: World) {
        for round in 0..4 {
            let (a, b) = (format!("A{round}"), format!("B{round}"));
            let mut ada = world.staff(&a, "admin").await;
            let mut bea = world.staff(&b, "admin").await;
            world.sql(&format!(
                "UPDATE staff SET role = 'editor' WHERE name <> '{a}' AND name <> '{b}'"
            )).await;
            let (of_ada, of_bea) =
                (id(&world, &a.to_lowercase()).await, id(&world, &b.to_lowercase()).await);
            let both = tokio::join!(act(&mut ada, of_bea, "disable"), act(&mut bea, of_ada, "remove"));
            assert!(matches!(both, (204, 403 | 401) | (403 | 401, 204)), "{both:?}");
            let left = "SELECT COUNT(*) FROM staff WHERE role = 'admin' AND disabled_at IS NULL";
            assert_eq!(world.number(left).await, 1);
        }
    }
}

both! {
    async fn sessions_end_where_rights_shrink(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let mut mo = world.moderator().await;
        let of_mo = id(&world, "mo").await;
        assert_eq!(rights(&mut ada, of_mo, "editor", &[]).await, 204);
        mo.get("/api/staff/me").await.expect(200);
        assert_eq!(rights(&mut ada, of_mo, "editor", &["soest"]).await, 204);
        mo.get("/api/staff/me").await.problem(401);
        mo.sign_in("mo", PASSWORD).await.expect(200);
        assert_eq!(rights(&mut ada, of_mo, "editor", &["soest", "offen"]).await, 204);
        mo.get("/api/staff/me").await.expect(200);
        assert_eq!(rights(&mut ada, of_mo, "moderator", &["soest", "offen"]).await, 204);
        mo.get("/api/staff/me").await.problem(401);
        mo.sign_in("mo", PASSWORD).await.expect(200);
        assert_eq!(act(&mut ada, of_mo, "disable").await, 204);
        mo.get("/api/staff/me").await.problem(401);
        mo.sign_in("mo", PASSWORD).await.problem(401);
        assert_eq!(act(&mut ada, of_mo, "enable").await, 204);
        mo.sign_in("mo", PASSWORD).await.expect(200);
        assert_eq!(rights(&mut ada, of_mo, "moderator", &["nirgends"]).await, 422);
        let entries = "SELECT COUNT(*) FROM activity WHERE kind = 'staff.changed'";
        assert_eq!(world.number(entries).await, 6);
    }
}

both! {
    async fn a_stream_ends_with_the_account(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let mo = world.moderator().await;
        let mut stream = mo.listen("/api/staff/live", None).await;
        let of_mo = id(&world, "mo").await;
        assert_eq!(act(&mut ada, of_mo, "disable").await, 204);
        world.citizen().post_idea(&NewIdea { lab: "soest".to_owned(), ..new_idea("Eine Bank") }).await;
        // It does not wait for the next heartbeat, and says nothing of what came after.
        while let Some(told) = stream.next().await {
            assert_eq!(told.live(), None);
        }
    }
}

both! {
    async fn who_is_removed_leaves_nothing_personal(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let mut mo = world.limited("Mo", "moderator", &["soest"], &[]).await;
        let mut idea = new_idea("Bäume am Wall");
        idea.lab = "soest".to_owned();
        let idea = world.citizen().post_idea(&idea).await.id;
        mo.decided(WaitingKind::Idea, idea, "publish").await;
        let of_mo = id(&world, "mo").await;
        assert_eq!(act(&mut ada, of_mo, "remove").await, 204);
        mo.get("/api/staff/me").await.problem(401);
        mo.sign_in("mo", PASSWORD).await.problem(401);
        assert_eq!(act(&mut ada, of_mo, "enable").await, 404, "for good");
        let people: People = ada.get("/api/staff/people").await.expect(200).json();
        assert_eq!(people.people.len(), 1);
        let kept = format!(
            "SELECT COUNT(*) FROM staff WHERE id = {of_mo} AND name = 'Moderation'
             AND email NOT LIKE '%example.org'"
        );
        assert_eq!(world.number(&kept).await, 1);
        let decided = format!("SELECT COUNT(*) FROM activity WHERE staff_id = {of_mo}");
        assert_eq!(world.number(&decided).await, 1, "the log stays");
        world.staff("Mo", "moderator").await;
    }
}

both! {
    async fn an_admin_with_limits_manages_within_them(world: World) {
        let mut kim = world.limited("Kim", "admin", &["soest"], &[]).await;
        world.staff("Ada", "admin").await;
        world.limited("Soe", "moderator", &["soest"], &[]).await;
        world.limited("Two", "moderator", &["soest", "offen"], &[]).await;
        let (ada, soe, two) =
            (id(&world, "ada").await, id(&world, "soe").await, id(&world, "two").await);
        for person in [ada, two] {
            assert_eq!(act(&mut kim, person, "disable").await, 403);
            assert_eq!(rights(&mut kim, person, "editor", &["soest"]).await, 403);
        }
        assert_eq!(rights(&mut kim, soe, "editor", &["soest"]).await, 204);
        assert_eq!(rights(&mut kim, soe, "editor", &[]).await, 403);
        assert_eq!(rights(&mut kim, soe, "editor", &["offen"]).await, 403);
        let people: People = kim.get("/api/staff/people").await.expect(200).json();
        let mine: Vec<_> =
            people.people.iter().filter(|p| p.mine_to_change).map(|p| p.name.as_str()).collect();
        assert_eq!(mine, ["Kim", "Soe"]);
    }
}

both! {
    async fn many_people_come_in_pages(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        for n in 0..120 {
            world.sql(&format!(
                "INSERT INTO staff (email, name, role, password_hash, created_at)
                 VALUES ('{n}@example.org', 'N{n}', 'moderator', 'x', 1)"
            )).await;
        }
        world.statements();
        let first: People = ada.get("/api/staff/people").await.expect(200).json();
        assert!(world.statements() < 12);
        assert_eq!(first.people.len(), 100);
        let next = format!("/api/staff/people?after={}", first.next.unwrap());
        let second: People = ada.get(&next).await.expect(200).json();
        assert_eq!((second.people.len(), second.next), (21, None));
        ada.get("/api/staff/people?after=x").await.problem(400);
    }
}
