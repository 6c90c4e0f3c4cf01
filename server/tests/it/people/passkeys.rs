//! Passkeys: as the second step, and alone.

use app::api::{Account, Codes, PasskeyOptions, SignedIn};
use serde_json::json;

use super::authenticator::Authenticator;
use crate::harness::{Answer, Citizen, PASSWORD, World};

const ADD: &str = "/api/staff/account/passkeys";
const SIGN_IN: &str = "/api/staff/session/passkey";

async fn options(who: &mut Citizen, path: &str) -> PasskeyOptions {
    who.ask("POST", &format!("{path}/options"), None).await.expect(200).json()
}

async fn add(who: &mut Citizen, key: &mut Authenticator) -> Answer {
    let options = options(who, ADD).await;
    assert_eq!(options.rp, "stadtlabor.test");
    let made = key.make(&options, "Diensthandy");
    who.post(ADD, &json!(made)).await
}

async fn sign_in(who: &mut Citizen, key: &mut Authenticator) -> Answer {
    let options = options(who, SIGN_IN).await;
    let signed = key.sign(&options);
    who.post(SIGN_IN, &json!(signed)).await
}

both! {
    async fn a_passkey_takes_the_place_of_password_and_code(world: World) {
        let mut mo = world.moderator().await;
        let mut key = Authenticator::new();
        let codes: Codes = add(&mut mo, &mut key).await.expect(201).json();
        assert_eq!(codes.codes.len(), 10, "the first factor brings recovery codes");
        let account: Account = mo.get("/api/staff/account").await.expect(200).json();
        let [passkey] = account.passkeys.as_slice() else { panic!("{account:?}") };
        assert_eq!((passkey.name.as_str(), passkey.used_at), ("Diensthandy", None));
        // Alone.
        let mut there = world.citizen();
        let opened = options(&mut there, SIGN_IN).await;
        assert!(opened.verify && opened.credentials.is_empty());
        let signed = key.sign(&opened);
        let done: SignedIn = there.post(SIGN_IN, &json!(signed)).await.expect(200).json();
        assert_eq!(done.me.unwrap().name, "Mo");
        there.get("/api/staff/me").await.expect(200);
        let account: Account = there.get("/api/staff/account").await.expect(200).json();
        assert!(account.passkeys[0].used_at.is_some());
        // What was signed once is over.
        there.post(SIGN_IN, &json!(signed)).await.problem(401);
        let mut thief = world.citizen();
        options(&mut thief, SIGN_IN).await;
        thief.post(SIGN_IN, &json!(signed)).await.problem(422);
        thief.get("/api/staff/me").await.problem(401);
    }
}

both! {
    async fn a_passkey_is_a_second_step(world: World) {
        let mut mo = world.moderator().await;
        let mut key = Authenticator::new();
        add(&mut mo, &mut key).await.expect(201);
        let mut there = world.citizen();
        let signed: SignedIn = there.sign_in("mo", PASSWORD).await.expect(200).json();
        let second = signed.second.unwrap();
        assert!(second.passkey && !second.totp && second.recovery);
        // Here the password has said who it is.
        key.verifies = false;
        let opened = options(&mut there, SIGN_IN).await;
        assert_eq!(opened.credentials, [key.id()]);
        let signed = key.sign(&opened);
        there.post(SIGN_IN, &json!(signed)).await.expect(200);
        there.get("/api/staff/me").await.expect(200);
        // Alone it has to make sure.
        sign_in(&mut world.citizen(), &mut key).await.problem(422);
        key.verifies = true;
        sign_in(&mut world.citizen(), &mut key).await.expect(200);
        // Somebody else's passkey is none.
        let mut kim = world.staff("Kim", "moderator").await;
        let mut other = Authenticator::new();
        add(&mut kim, &mut other).await.expect(201);
        let mut there = world.citizen();
        there.sign_in("mo", PASSWORD).await.expect(200);
        sign_in(&mut there, &mut other).await.problem(422);
        there.get("/api/staff/me").await.problem(401);
    }
}

both! {
    async fn what_does_not_fit_is_refused(world: World) {
        let mut mo = world.moderator().await;
        let mut key = Authenticator::new();
        key.origin = "http://evil.example.org";
        add(&mut mo, &mut key).await.problem(422);
        key.origin = Authenticator::new().origin;
        let stale = options(&mut mo, ADD).await;
        options(&mut mo, ADD).await;
        mo.post(ADD, &json!(key.make(&stale, ""))).await.problem(422);
        mo.post(ADD, &json!(key.make(&stale, ""))).await.problem(404);
        add(&mut mo, &mut key).await.expect(201);
        add(&mut mo, &mut key).await.problem(422);
        let long = json!({ "name": "x".repeat(81) });
        mo.post(ADD, &long).await.problem(422);
        for odd in [json!({}), json!({ "client_data": "\0", "attestation": "ä" })] {
            options(&mut mo, ADD).await;
            mo.post(ADD, &odd).await.problem(422);
        }
        let mut anna = world.citizen();
        anna.post(SIGN_IN, &json!({})).await.problem(401);
        for odd in [json!({}), json!({ "id": "\0" }), json!({ "id": key.id(), "signature": "?" })] {
            options(&mut anna, SIGN_IN).await;
            anna.post(SIGN_IN, &odd).await.problem(422);
        }
        key.origin = "http://evil.example.org";
        sign_in(&mut anna, &mut key).await.problem(422);
        key.origin = Authenticator::new().origin;
        let mut copy = Authenticator::new();
        copy.origin = key.origin;
        sign_in(&mut anna, &mut copy).await.problem(422);
        sign_in(&mut anna, &mut key).await.expect(200);
    }
}

both! {
    async fn a_passkey_goes_and_no_longer_works(world: World) {
        let mut mo = world.moderator().await;
        let mut key = Authenticator::new();
        add(&mut mo, &mut key).await.expect(201);
        let account: Account = mo.get("/api/staff/account").await.expect(200).json();
        let path = format!("{ADD}/{}/remove", account.passkeys[0].id);
        let mut kim = world.staff("Kim", "admin").await;
        kim.post(&path, &json!({ "password": PASSWORD })).await.problem(404);
        mo.post(&path, &json!({ "password": "falsch geraten" })).await.problem(422);
        mo.post(&path, &json!({ "password": PASSWORD })).await.expect(204);
        sign_in(&mut world.citizen(), &mut key).await.problem(422);
        let signed: SignedIn = world.citizen().sign_in("mo", PASSWORD).await.expect(200).json();
        assert!(signed.me.is_some());
        // Nobody signs in to a disabled account.
        add(&mut mo, &mut key).await.expect(201);
        world.sql("UPDATE staff SET disabled_at = 1 WHERE name = 'Mo'").await;
        sign_in(&mut world.citizen(), &mut key).await.problem(422);
    }
}
