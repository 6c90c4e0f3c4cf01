//! Signing in and out, and who may do what.

use app::api::Me;
use axum::body::Body;
use serde_json::json;
use server::{
    clock::now,
    store::sessions::{ABSOLUTE, IDLE},
};

use crate::harness::{PASSWORD, World};

both! {
    async fn in_and_out(world: World) {
        let mut mo = world.moderator().await;
        let me: Me = mo.get("/api/staff/me").await.expect(200).json();
        assert_eq!(me.name, "Mo");
        let cookie = mo.cookies["staff"].clone();
        assert_eq!(cookie.len(), 32);
        let stored = format!("SELECT COUNT(*) FROM sessions WHERE token_hash = '{cookie}'");
        assert_eq!(world.number(&stored).await, 0, "tokens are stored hashed");
        mo.ask("DELETE", "/api/staff/session", None).await.expect(204);
        assert_eq!(mo.cookies["staff"], "");
        mo.cookies.insert("staff".to_owned(), cookie);
        mo.get("/api/staff/me").await.problem(401);
        mo.ask("DELETE", "/api/staff/session", None).await.expect(204);
    }
}

both! {
    async fn everywhere_means_everywhere(world: World) {
        let mut here = world.moderator().await;
        let mut there = world.citizen();
        there.sign_in("MO", PASSWORD).await.expect(200);
        let mut other = world.staff("Kim", "admin").await;
        let ended = here.form("/api/staff/session/end", &[("everywhere", "1")]).await.expect(303);
        assert_eq!(ended.header("location"), "/staff");
        here.get("/api/staff/me").await.problem(401);
        there.get("/api/staff/me").await.problem(401);
        other.get("/api/staff/me").await.expect(200);
    }
}

both! {
    async fn the_cookie_is_guarded(world: World) {
        world.moderator().await;
        let secure = world.restarted(|c| c.base_url = Some("https://stadt.example.org".into())).await;
        let answer = secure.citizen().sign_in("Mo", PASSWORD).await.expect(200);
        let cookie = answer.header("set-cookie");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Secure", "Max-Age=604800"] {
            assert!(cookie.contains(part), "{part} in {cookie}");
        }
    }
}

both! {
    async fn a_wrong_password_says_nothing_more(world: World) {
        world.moderator().await;
        let mut anna = world.citizen();
        let wrong = anna.sign_in("Mo", "falsch geraten").await;
        let unknown = anna.sign_in("Niemand", "falsch geraten").await;
        assert_eq!(wrong.problem(401), unknown.problem(401));
        assert!(!anna.cookies.contains_key("staff"));
        for odd in [json!({}), json!({ "email": "\0", "password": "\0" }),
            json!({ "email": "x".repeat(5000), "password": "x".repeat(50_000) })] {
            anna.post("/api/staff/session", &odd).await.problem(401);
        }
        anna.post("/api/staff/session", &json!({ "email": 5 })).await.problem(400);
        anna.post("/api/staff/session", &json!([])).await.problem(400);
    }
}

both! {
    async fn failures_slow_down(world: World) {
        world.moderator().await;
        let mut anna = world.citizen();
        for _ in 0..5 {
            anna.sign_in("Mo", "falsch geraten").await.problem(401);
        }
        let slowed = anna.sign_in("Mo", PASSWORD).await;
        slowed.problem(429);
        let wait: u64 = slowed.header("retry-after").parse().unwrap();
        assert!((1..=3).contains(&wait), "{wait}");
    }
}

both! {
    async fn a_plain_form_signs_in_and_comes_back_with_what_was_typed(world: World) {
        world.moderator().await;
        let mut mo = world.citizen();
        let fields = |password| [("email", "mo@example.org"), ("password", password), ("back", "/ideas/5")];
        let failed = mo.form("/api/staff/session", &fields("falsch geraten")).await.expect(401);
        assert!(!failed.body.contains("falsch geraten"));
        let done = mo.form("/api/staff/session", &fields(PASSWORD)).await.expect(303);
        assert_eq!(done.header("location"), "/ideas/5");
        mo.get("/api/staff/me").await.expect(200);
        for back in ["", "//evil.example.org", "https://evil.example.org"] {
            let fields = [("email", "mo@example.org"), ("password", PASSWORD), ("back", back)];
            let done = world.citizen().form("/api/staff/session", &fields).await.expect(303);
            assert_eq!(done.header("location"), "/staff/queue");
        }
    }
}

both! {
    async fn sessions_end_by_themselves(world: World) {
        let mut mo = world.moderator().await;
        let idle = now().0 - IDLE - 1000;
        world.sql(&format!("UPDATE sessions SET seen_at = {idle}")).await;
        mo.get("/api/staff/me").await.problem(401);
        world.sql(&format!("UPDATE sessions SET seen_at = {}", now().0 - IDLE / 2)).await;
        mo.get("/api/staff/me").await.expect(200);
        let seen = world.number("SELECT seen_at FROM sessions").await;
        assert!(seen > now().0 - 60_000, "being here is noted");
        world.sql(&format!("UPDATE sessions SET expires_at = {}", now().0 - 1)).await;
        mo.get("/api/staff/me").await.problem(401);
        world.sql(&format!("UPDATE sessions SET expires_at = {}", now().0 + ABSOLUTE)).await;
        world.sql("UPDATE staff SET disabled_at = 1").await;
        mo.get("/api/staff/me").await.problem(401);
    }
}

both! {
    async fn departments_do_not_moderate(world: World) {
        let mut dep = world.staff("Dep", "department").await;
        dep.get("/api/staff/me").await.expect(200);
        dep.get("/api/staff/queue").await.problem(403);
        dep.get("/api/staff/live").await.problem(403);
        dep.undo(1).await.problem(403);
        let body = Some(("application/json", Body::from(r#"{"action":"publish"}"#)));
        dep.ask("POST", "/api/staff/ideas/1/decision", body).await.problem(403);
    }
}
