//! The app with codes, and recovery codes.

use app::api::{Account, Codes, SignedIn, TotpSetup};
use serde_json::json;
use server::{clock::now, totp};

use crate::harness::{Citizen, PASSWORD, World};

/// Sets the app up; its secret and the recovery codes.
async fn set_up(who: &mut Citizen) -> (String, Vec<String>) {
    let setup: TotpSetup =
        who.ask("POST", "/api/staff/account/totp", None).await.expect(200).json();
    assert!(setup.qr.starts_with("<svg ") && setup.uri.contains(&setup.secret));
    let confirm = "/api/staff/account/totp/confirm";
    who.post(confirm, &json!({ "code": "000000" })).await.problem(422);
    let account: Account = who.get("/api/staff/account").await.expect(200).json();
    assert!(!account.totp && account.setup.unwrap() == setup);
    let code = totp::code(&setup.secret, now()).unwrap();
    let codes: Codes = who.post(confirm, &json!({ "code": code })).await.expect(200).json();
    assert_eq!(codes.codes.len(), 10);
    let account: Account = who.get("/api/staff/account").await.expect(200).json();
    assert!(account.totp && account.setup.is_none());
    assert_eq!(account.recovery_left, 10);
    (setup.secret, codes.codes)
}

/// Signs in as far as the second step.
async fn first_step(world: &World) -> Citizen {
    let mut mo = world.citizen();
    let signed: SignedIn = mo.sign_in("mo", PASSWORD).await.expect(200).json();
    assert!(signed.me.is_none());
    let second = signed.second.unwrap();
    assert!(second.totp && !second.passkey);
    assert!(!mo.cookies.contains_key("staff"));
    mo.get("/api/staff/me").await.problem(401);
    mo
}

const SECOND: &str = "/api/staff/session/second";

both! {
    async fn a_code_of_the_app_is_asked_for_and_taken_once(world: World) {
        let mut here = world.moderator().await;
        let (secret, _) = set_up(&mut here).await;
        let mut mo = first_step(&world).await;
        mo.get(SECOND).await.expect(200);
        // The code that turned the app on is used.
        let used = totp::code(&secret, now()).unwrap();
        mo.post(SECOND, &json!({ "code": used })).await.problem(422);
        let next = totp::code(&secret, now().plus_ms(30_000)).unwrap();
        let signed: SignedIn = mo.post(SECOND, &json!({ "code": next })).await.expect(200).json();
        assert_eq!(signed.me.unwrap().name, "Mo");
        mo.get("/api/staff/me").await.expect(200);
        mo.post(SECOND, &json!({ "code": next })).await.problem(401);
        let mut thief = first_step(&world).await;
        thief.post(SECOND, &json!({ "code": next })).await.problem(422);
        thief.get("/api/staff/me").await.problem(401);
        world.citizen().get(SECOND).await.problem(401);
        world.citizen().post(SECOND, &json!({ "code": next })).await.problem(401);
    }
}

both! {
    async fn of_several_with_the_same_code_one_gets_in(world: World) {
        let mut here = world.moderator().await;
        let (secret, _) = set_up(&mut here).await;
        let code = totp::code(&secret, now().plus_ms(30_000)).unwrap();
        let mut all = Vec::new();
        for _ in 0..4 {
            let mut one = first_step(&world).await;
            let body = json!({ "code": code });
            all.push(async move { one.post(SECOND, &body).await.status });
        }
        let got = futures::future::join_all(all).await;
        assert_eq!(got.iter().filter(|status| **status == 200).count(), 1, "{got:?}");
    }
}

both! {
    async fn a_recovery_code_works_once(world: World) {
        let mut here = world.moderator().await;
        let (_, codes) = set_up(&mut here).await;
        let plain = codes[0].replace('-', "");
        let stored = format!(
            "SELECT COUNT(*) FROM recovery_codes WHERE code_hash IN ('{}', '{plain}')", codes[0]
        );
        assert_eq!(world.number(&stored).await, 0);
        let mut mo = first_step(&world).await;
        let typed = format!(" {} ", plain.to_uppercase());
        mo.post(SECOND, &json!({ "code": typed })).await.expect(200);
        let mut again = first_step(&world).await;
        again.post(SECOND, &json!({ "code": codes[0] })).await.problem(422);
        again.post(SECOND, &json!({ "code": codes[1] })).await.expect(200);
        let account: Account = again.get("/api/staff/account").await.expect(200).json();
        assert_eq!(account.recovery_left, 8);
        // New ones take the place of the old.
        let path = "/api/staff/account/codes";
        again.post(path, &json!({ "password": "falsch geraten" })).await.problem(422);
        let new: Codes = again.post(path, &json!({ "password": PASSWORD })).await.expect(200).json();
        assert_eq!(new.codes.len(), 10);
        let mut late = first_step(&world).await;
        late.post(SECOND, &json!({ "code": codes[2] })).await.problem(422);
        late.post(SECOND, &json!({ "code": new.codes[2] })).await.expect(200);
    }
}

both! {
    async fn wrong_codes_slow_down_wherever_they_come_from(world: World) {
        let mut here = world.moderator().await;
        let (secret, _) = set_up(&mut here).await;
        let mut mo = first_step(&world).await;
        for odd in ["", "000000", "\0", "ä", &"9".repeat(9000)] {
            mo.post(SECOND, &json!({ "code": odd })).await.problem(422);
        }
        let right = totp::code(&secret, now().plus_ms(30_000)).unwrap();
        let slowed = mo.post(SECOND, &json!({ "code": right })).await;
        slowed.problem(429);
        assert!(!slowed.header("retry-after").is_empty());
        // Another first step is no way around.
        let mut other = first_step(&world).await;
        other.post(SECOND, &json!({ "code": right })).await.problem(429);
    }
}

both! {
    async fn the_app_goes_by_password(world: World) {
        let mut mo = world.moderator().await;
        set_up(&mut mo).await;
        let path = "/api/staff/account/totp/remove";
        mo.post(path, &json!({ "password": "falsch geraten" })).await.problem(422);
        first_step(&world).await;
        mo.post(path, &json!({ "password": PASSWORD })).await.expect(204);
        let signed: SignedIn =
            world.citizen().sign_in("mo", PASSWORD).await.expect(200).json();
        assert!(signed.me.is_some());
        assert_eq!(world.number("SELECT COUNT(*) FROM recovery_codes").await, 0);
        mo.post("/api/staff/account/codes", &json!({ "password": PASSWORD })).await.problem(404);
    }
}

both! {
    async fn an_admin_takes_a_lost_factor_away(world: World) {
        let mut mo = world.moderator().await;
        set_up(&mut mo).await;
        let mut ada = world.staff("Ada", "admin").await;
        let id = world.number("SELECT id FROM staff WHERE email = 'mo@example.org'").await;
        ada.ask("POST", &format!("/api/staff/people/{id}/reset"), None).await.expect(204);
        let signed: SignedIn = world.citizen().sign_in("mo", PASSWORD).await.expect(200).json();
        assert!(signed.me.is_some());
    }
}

both! {
    async fn half_a_sign_in_ends(world: World) {
        let mut here = world.moderator().await;
        let (secret, _) = set_up(&mut here).await;
        let code = json!({ "code": totp::code(&secret, now().plus_ms(30_000)).unwrap() });
        let mut slow = first_step(&world).await;
        world.sql(&format!("UPDATE sign_in_steps SET expires_at = {}", now().0)).await;
        slow.post(SECOND, &code).await.problem(401);
        let mut mo = first_step(&world).await;
        world.sql("UPDATE staff SET disabled_at = 1").await;
        mo.post(SECOND, &code).await.problem(401);
        assert!(!mo.cookies.contains_key("staff"));
    }
}
