//! Events and people who sign up for them.

use app::{
    api::{
        DateForm, Event, EventForm, EventPage, FieldForm, MyRegistration, RegistrationCreated,
        StaffEvent,
    },
    domain::{Date, Timestamp},
};
use serde_json::{Value, json};
use server::clock::now;

use super::{Answer, Citizen};

/// A field of the form that asks for something.
pub(crate) fn ask(key: &str, mode: &str) -> FieldForm {
    FieldForm {
        key: key.to_owned(),
        mode: mode.to_owned(),
        purpose: "Damit wir uns vorbereiten können.".to_owned(),
        keep_days: "30".to_owned(),
        ..FieldForm::default()
    }
}

/// An event in so many days with so many seats, that asks for the usual.
pub(crate) fn new_event(title: &str, days: i64, capacity: u32) -> EventForm {
    let day = Date::of(now()).plus_days(days);
    EventForm {
        kind: "workshop".to_owned(),
        title: title.to_owned(),
        text: format!("{title}: Kommen Sie gern vorbei."),
        lab: "offen".to_owned(),
        dates: vec![DateForm {
            date: day.to_string(),
            from: "10:00".to_owned(),
            to: "12:00".to_owned(),
        }],
        topics: vec!["klima".to_owned()],
        signs_up: true,
        capacity: capacity.to_string(),
        waitlist: true,
        group_max: "6".to_owned(),
        remind_hours: "24".to_owned(),
        thanks: true,
        fields: vec![
            ask("first_name", "required"),
            ask("last_name", "required"),
            ask("email", "optional"),
            ask("phone", "optional"),
        ],
        ..EventForm::default()
    }
}

/// A sign-up of so many people, with an address of their own.
pub(crate) fn group(name: &str, people: u32) -> Value {
    let mut sent = json!({
        "first_name": name,
        "last_name": "Beispiel",
        "email": format!("{}@example.org", name.to_lowercase()),
    });
    for n in 2..=people {
        sent[format!("first_name_{n}")] = json!(format!("{name} {n}"));
        sent[format!("last_name_{n}")] = json!("Beispiel");
    }
    sent
}

/// The token of a private page.
pub(crate) fn token_of(made: &RegistrationCreated) -> String {
    made.manage_url.strip_prefix("/my/").unwrap().to_owned()
}

impl Citizen {
    /// Drafts an event; its number.
    pub(crate) async fn draft_event(&mut self, form: &EventForm) -> i64 {
        let made: StaffEvent =
            self.post("/api/staff/events", &json!(form)).await.expect(201).json();
        made.card.id
    }

    /// Puts an event into the programme; its number.
    pub(crate) async fn add_event(&mut self, form: &EventForm) -> i64 {
        let id = self.draft_event(form).await;
        self.event_step(id, "publish").await.expect(200);
        id
    }

    /// A step of an event.
    pub(crate) async fn event_step(&mut self, id: i64, what: &str) -> Answer {
        self.post(&format!("/api/staff/events/{id}/{what}"), &json!({})).await
    }

    /// An event as staff see it.
    pub(crate) async fn staff_event(&mut self, id: i64) -> StaffEvent {
        self.get(&format!("/api/staff/events/{id}")).await.expect(200).json()
    }

    /// Changes an event.
    pub(crate) async fn change_event(
        &mut self,
        id: i64,
        change: impl FnOnce(&mut EventForm),
    ) -> Answer {
        let mut form = self.staff_event(id).await.form;
        change(&mut form);
        self.json("PUT", &format!("/api/staff/events/{id}"), &json!(form)).await
    }

    /// An event as everybody sees it.
    pub(crate) async fn event(&mut self, id: i64) -> Event {
        self.get(&format!("/api/events/{id}")).await.expect(200).json()
    }

    /// The programme as this query shows it.
    pub(crate) async fn programme(&mut self, query: &str) -> EventPage {
        self.get(&format!("/api/events?{query}")).await.expect(200).json()
    }

    /// Signs up, whatever comes of it.
    pub(crate) async fn register(&mut self, event: i64, sent: &Value) -> Answer {
        self.post(&format!("/api/events/{event}/registrations"), sent).await
    }

    /// Signs a group up that must be taken.
    pub(crate) async fn sign_up(
        &mut self,
        event: i64,
        name: &str,
        people: u32,
    ) -> RegistrationCreated {
        self.register(event, &group(name, people)).await.expect(201).json()
    }

    /// A registration by its token.
    pub(crate) async fn registration(&mut self, token: &str) -> MyRegistration {
        self.get(&format!("/api/registrations/{token}")).await.expect(200).json()
    }

    /// Does something with a registration.
    pub(crate) async fn registration_step(&mut self, token: &str, what: &str) -> Answer {
        self.ask("POST", &format!("/api/registrations/{token}/{what}"), None).await
    }

    /// Takes a registration back.
    pub(crate) async fn leave(&mut self, token: &str) -> Answer {
        self.ask("DELETE", &format!("/api/registrations/{token}"), None).await
    }
}

/// So many hours from now.
pub(crate) fn in_hours(hours: i64) -> Timestamp {
    now().plus_ms(hours * 3_600_000)
}
