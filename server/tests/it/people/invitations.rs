//! From an invitation to an account.

use app::{
    api::{Invited, People, SignedIn, Welcome},
    domain::Role,
};
use serde_json::{Value, json};

use crate::harness::{Answer, Citizen, PASSWORD, World};

async fn invite(by: &mut Citizen, email: &str, more: Value) -> Answer {
    let mut body = json!({ "email": email, "name": "Neu Hier", "role": "moderator" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    by.post("/api/staff/invitations", &body).await
}

/// Where the link is answered.
async fn link(by: &mut Citizen, email: &str) -> String {
    let invited: Invited = invite(by, email, json!({})).await.expect(201).json();
    let token = invited.link.strip_prefix("http://stadtlabor.test/staff/invite/").unwrap();
    format!("/api/staff/welcome/{token}")
}

fn fields(answer: &Answer) -> Vec<String> {
    answer.problem(422)["fields"].as_object().unwrap().keys().cloned().collect()
}

both! {
    async fn an_invitation_becomes_an_account_once(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let rights = json!({ "labs": ["soest"], "role": "editor", "lang": "en" });
        let invited: Invited = invite(&mut ada, "Neu@Example.org", rights).await.expect(201).json();
        let token = invited.link.rsplit_once('/').unwrap().1.to_owned();
        let stored = format!("SELECT COUNT(*) FROM invitations WHERE token_hash = '{token}'");
        assert_eq!(world.number(&stored).await, 0, "stored hashed");
        let path = format!("/api/staff/welcome/{token}");
        let mut neu = world.citizen();
        let welcome: Welcome = neu.get(&path).await.expect(200).json();
        assert_eq!((welcome.email.as_str(), welcome.by.as_str()), ("neu@example.org", "Ada"));
        assert_eq!(welcome.role, Role::Editor);
        for weak in ["", "kurz", "Passwort123", "neuhier12345", "neu@example.org"] {
            let answer = neu.post(&path, &json!({ "name": "Neu Hier", "password": weak })).await;
            assert_eq!(fields(&answer), ["password"], "{weak}");
        }
        let mut late = neu.clone();
        let body = json!({ "name": "Nele Neu", "password": PASSWORD });
        let signed: SignedIn = neu.post(&path, &body).await.expect(200).json();
        let me = signed.me.unwrap();
        assert_eq!((me.name.as_str(), me.role), ("Nele Neu", Role::Editor));
        assert_eq!(me.labs, ["soest"]);
        neu.get("/api/staff/me").await.expect(200);
        late.post(&path, &body).await.problem(404);
        late.get(&path).await.problem(404);
        assert_eq!(world.number("SELECT COUNT(*) FROM staff WHERE lang = 'en'").await, 1);
        world.citizen().sign_in("neu", PASSWORD).await.expect(200);
        let log = "SELECT COUNT(*) FROM activity WHERE kind = 'staff.changed'";
        assert_eq!(world.number(log).await, 2, "invited, joined");
        let named = format!("{log} AND details LIKE '%xample.org%'");
        assert_eq!(world.number(&named).await, 0, "nothing personal in the log");
    }
}

both! {
    async fn an_invitation_ends(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let body = json!({ "password": PASSWORD });
        let mut anna = world.citizen();
        // Too old.
        let old = link(&mut ada, "old@example.org").await;
        anna.get(&old).await.expect(200);
        world.sql(&format!("UPDATE invitations SET expires_at = {}", server::clock::now().0)).await;
        anna.get(&old).await.problem(404);
        anna.post(&old, &body).await.problem(404);
        // What is too old makes room.
        let again = link(&mut ada, "old@example.org").await;
        assert_eq!(fields(&invite(&mut ada, "old@example.org", json!({})).await), ["email"]);
        // Taken back.
        let people: People = ada.get("/api/staff/people").await.expect(200).json();
        let [open] = people.invitations.as_slice() else { panic!("{people:?}") };
        assert_eq!((open.email.as_str(), open.by.as_str()), ("old@example.org", "Ada"));
        let revoke = format!("/api/staff/invitations/{}/revoke", open.id);
        ada.ask("POST", &revoke, None).await.expect(204);
        ada.ask("POST", &revoke, None).await.problem(404);
        anna.post(&again, &body).await.problem(404);
        // The inviter may no longer invite.
        let mut bea = world.staff("Bea", "admin").await;
        let orphan = link(&mut bea, "orphan@example.org").await;
        let bea = world.number("SELECT id FROM staff WHERE email = 'bea@example.org'").await;
        ada.ask("POST", &format!("/api/staff/people/{bea}/disable"), None).await.expect(204);
        anna.post(&orphan, &body).await.problem(404);
        for odd in ["x", "0", "%00", "ffffffffffffffffffffffffffffffff"] {
            anna.get(&format!("/api/staff/welcome/{odd}")).await.problem(404);
        }
    }
}

both! {
    async fn an_invitation_says_what_is_wrong(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        for (email, more, wrong) in [
            ("ada@example.org", json!({}), "email"),
            ("", json!({}), "email"),
            ("a\0b@example.org", json!({ "name": "" }), "name"),
            ("a@example.org", json!({ "role": "boss" }), "role"),
            ("a@example.org", json!({ "role": "department" }), "departments"),
            ("a@example.org", json!({ "labs": ["nirgends"] }), "labs"),
            ("a@example.org", json!({ "labs": ["a\0b"] }), "labs"),
            ("a@example.org", json!({ "lang": "xx" }), "lang"),
        ] {
            let answer = invite(&mut ada, email, more).await;
            assert!(fields(&answer).contains(&wrong.to_owned()), "{}", answer.body);
        }
        let right = json!({ "role": "department", "departments": ["tiefbau"] });
        invite(&mut ada, "a@example.org", right).await.expect(201);
    }
}

both! {
    async fn of_several_who_take_it_up_at_once_one_gets_in(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let path = link(&mut ada, "neu@example.org").await;
        let body = json!({ "password": PASSWORD });
        let join = |mut one: Citizen| {
            let (path, body) = (path.clone(), body.clone());
            async move { one.post(&path, &body).await.status }
        };
        let all = (0..4).map(|_| join(world.citizen()));
        let mut got = futures::future::join_all(all).await;
        got.sort_unstable();
        assert_eq!(got, [200, 404, 404, 404]);
    }
}

both! {
    async fn an_admin_with_limits_gives_no_more_than_they_have(world: World) {
        let mut kim = world.limited("Kim", "admin", &["soest"], &[]).await;
        invite(&mut kim, "a@example.org", json!({ "labs": ["soest"] })).await.expect(201);
        for labs in [json!([]), json!(["offen"]), json!(["offen", "soest"])] {
            let answer = invite(&mut kim, "b@example.org", json!({ "labs": labs })).await;
            assert_eq!(fields(&answer), ["labs"]);
        }
        let people: People = kim.get("/api/staff/people").await.expect(200).json();
        assert_eq!(people.labs.len(), 1);
        let mut ada = world.staff("Ada", "admin").await;
        let open: Invited = invite(&mut ada, "c@example.org", json!({})).await.expect(201).json();
        let revoke = format!("/api/staff/invitations/{}/revoke", open.id);
        kim.ask("POST", &revoke, None).await.problem(403);
    }
}

both! {
    async fn the_link_goes_by_mail_and_comes_with_the_page(world: World) {
        let mut ada = world.staff("Ada", "admin").await;
        let fields = [("email", "neu@example.org"), ("name", "Neu Hier"), ("role", "moderator")];
        let page = ada.form("/api/staff/invitations", &fields).await.expect(200);
        let (_, rest) = page.body.split_once("http://stadtlabor.test/staff/invite/").unwrap();
        let token = &rest[..32];
        let mail = "SELECT COUNT(*) FROM outbox WHERE recipient = 'neu@example.org' AND kind = 'invited'";
        assert_eq!(world.number(mail).await, 1);
        let path = format!("/api/staff/welcome/{token}");
        let mut neu = world.citizen();
        neu.get(&format!("/staff/invite/{token}")).await.expect(200);
        let weak = neu.form(&path, &[("name", "Neu Hier"), ("password", "passwort123")]).await;
        assert!(!weak.expect(422).body.contains("passwort123"));
        let done = neu.form(&path, &[("name", "Neu Hier"), ("password", PASSWORD)]).await;
        assert_eq!(done.expect(303).header("location"), "/staff/account");
        neu.get("/staff/account").await.expect(200);
        neu.get("/staff/people").await.expect(403);
        ada.get("/staff/people").await.expect(200);
        let gone = world.citizen().get(&format!("/staff/invite/{token}")).await.expect(404);
        assert!(gone.body.contains("Diese Einladung gilt nicht mehr"));
    }
}
