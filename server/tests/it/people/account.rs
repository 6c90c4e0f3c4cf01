//! One's own account.

use app::api::Account;
use serde_json::json;

use crate::harness::{PASSWORD, World};

const NEW: &str = "drei Linden und ein Teich";

both! {
    async fn another_password_ends_other_sessions(world: World) {
        let mut here = world.moderator().await;
        let mut there = world.citizen();
        there.sign_in("mo", PASSWORD).await.expect(200);
        let path = "/api/staff/account/password";
        for (old, new, wrong) in [
            ("falsch geraten", NEW, "old"),
            (PASSWORD, "kurz", "new"),
            (PASSWORD, "Passwort123", "new"),
            (PASSWORD, "mo@example.org", "new"),
        ] {
            let answer = here.post(path, &json!({ "old": old, "new": new })).await.problem(422);
            assert!(answer["fields"][wrong].is_array(), "{answer}");
        }
        there.get("/api/staff/me").await.expect(200);
        here.post(path, &json!({ "old": PASSWORD, "new": NEW })).await.expect(204);
        here.get("/api/staff/me").await.expect(200);
        there.get("/api/staff/me").await.problem(401);
        there.sign_in("mo", PASSWORD).await.problem(401);
        there.sign_in("mo", NEW).await.expect(200);
    }
}

both! {
    async fn guessing_the_old_password_slows_down(world: World) {
        let mut mo = world.moderator().await;
        let path = "/api/staff/account/password";
        for _ in 0..5 {
            mo.post(path, &json!({ "old": "falsch geraten", "new": NEW })).await.problem(422);
        }
        mo.post(path, &json!({ "old": PASSWORD, "new": NEW })).await.problem(429);
    }
}

both! {
    async fn sessions_are_listed_and_ended(world: World) {
        let mut here = world.moderator().await;
        let mut there = world.citizen();
        there.sign_in("mo", PASSWORD).await.expect(200);
        let account: Account = here.get("/api/staff/account").await.expect(200).json();
        assert_eq!(account.sessions.len(), 2);
        assert_eq!(account.sessions.iter().filter(|one| one.here).count(), 1);
        let other = account.sessions.iter().find(|one| !one.here).unwrap().id;
        let mut kim = world.staff("Kim", "admin").await;
        let path = format!("/api/staff/account/sessions/{other}/end");
        kim.ask("POST", &path, None).await.problem(404);
        here.ask("POST", &path, None).await.expect(204);
        there.get("/api/staff/me").await.problem(401);
        here.ask("POST", &path, None).await.problem(404);
    }
}

both! {
    async fn name_language_and_mail_are_ones_own(world: World) {
        let mut mo = world.moderator().await;
        let path = "/api/staff/account";
        let body = json!({ "name": " Mona  Muster ", "lang": "en", "mail": "off" });
        let saved = mo.post(path, &body).await.expect(204);
        assert!(saved.header("set-cookie").starts_with("lang=en;"));
        let account: Account = mo.get(path).await.expect(200).json();
        assert_eq!(account.me.name, "Mona Muster");
        assert_eq!((account.lang.as_str(), account.mail), ("en", false));
        assert_eq!(account.email, "mo@example.org");
        for (body, wrong) in [
            (json!({ "name": "", "lang": "de", "mail": "now" }), "name"),
            (json!({ "name": "\0", "lang": "de", "mail": "now" }), "name"),
            (json!({ "name": "Mo", "lang": "xx", "mail": "now" }), "lang"),
            (json!({ "name": "Mo", "lang": "de", "mail": "hourly" }), "mail"),
        ] {
            let answer = mo.post(path, &body).await.problem(422);
            assert!(answer["fields"][wrong].is_array(), "{answer}");
        }
    }
}
