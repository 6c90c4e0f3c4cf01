//! Members of staff, signed in.

use app::api::{Decided, Decision, QueuePage, WaitingKind};
use serde_json::json;
use server::store::staff::{self, Added, NewStaff};

use super::{Answer, Citizen, World};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "fünf Bänke am Markt";

impl World {
    /// Makes an account, and somebody who is signed in to it: `name@example.org`.
    pub(crate) async fn staff(&self, name: &str, role: &str) -> Citizen {
        let new = NewStaff::parse(&format!("{name}@example.org"), name, role).unwrap();
        let hash = self.state.passwords.hash(PASSWORD.to_owned()).await.unwrap();
        let added = staff::add(&self.state.db, &new, hash, server::clock::now()).await.unwrap();
        assert!(matches!(added, Added::Done(_)));
        let mut person = self.citizen();
        person.sign_in(name, PASSWORD).await.expect(200);
        person
    }

    /// As [`World::staff`], limited to these labs and departments.
    pub(crate) async fn limited(
        &self,
        name: &str,
        role: &str,
        labs: &[&str],
        departments: &[&str],
    ) -> Citizen {
        let person = self.staff(name, role).await;
        let email = format!("{}@example.org", name.to_lowercase());
        for (table, column, slugs) in
            [("staff_labs", "lab", labs), ("staff_departments", "department", departments)]
        {
            for slug in slugs {
                self.sql(&format!(
                    "INSERT INTO {table} (staff_id, {column})
                     SELECT id, '{slug}' FROM staff WHERE email = '{email}'"
                ))
                .await;
            }
        }
        person
    }

    /// Somebody who may decide.
    pub(crate) async fn moderator(&self) -> Citizen {
        self.staff("Mo", "moderator").await
    }
}

impl Citizen {
    /// Signs in as `name@example.org`.
    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let sent = json!({ "email": format!("{name}@example.org"), "password": password });
        self.post("/api/staff/session", &sent).await
    }

    /// The first page of the queue.
    pub(crate) async fn queue(&mut self) -> QueuePage {
        self.get("/api/staff/queue").await.expect(200).json()
    }

    /// Asks for a decision.
    pub(crate) async fn decide(
        &mut self,
        kind: WaitingKind,
        id: i64,
        action: &str,
        reason: &str,
    ) -> Answer {
        let decision = Decision {
            action: action.to_owned(),
            reason: reason.to_owned(),
            ..Decision::default()
        };
        let path = format!("/api/staff/{}/{id}/decision", kind.segment());
        self.post(&path, &json!(decision)).await
    }

    /// Decides; the decision's place in the log.
    pub(crate) async fn decided(&mut self, kind: WaitingKind, id: i64, action: &str) -> i64 {
        let answer = self.decide(kind, id, action, "Das gehört nicht hierher.").await;
        answer.expect(200).json::<Decided>().seq
    }

    /// Takes a decision back.
    pub(crate) async fn undo(&mut self, seq: i64) -> Answer {
        self.ask("POST", &format!("/api/staff/undo/{seq}"), None).await
    }
}
