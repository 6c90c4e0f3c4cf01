//! The sign-up as it is now, and what can be done with it.

use leptos::{prelude::*, task::spawn_local};

use super::stand::words;
use crate::{
    api::{self, ApiError, ApiResult, EventSeats, MyRegistration, Problem},
    browser,
    components::effect,
    domain::RegistrationState,
    held::Held,
    i18n::{self, Lang, Text, programme::registration as texts},
    live, site,
};

/// How long the page waits until it asks after it heard something, in milliseconds: in a rush it
/// hears a lot.
const ASK_MS: u64 = 1000;

/// What one tap does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// Confirms the mail address.
    Confirm,
    /// Takes the offered seats.
    Accept,
    /// Declines them.
    Decline,
    /// Takes the sign-up back, or leaves the line.
    Cancel,
    /// Erases what was answered.
    Erase,
}

impl Act {
    /// Its name in forms and addresses.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Cancel => "cancel",
            Self::Erase => "erase",
        }
    }

    async fn call(self, token: &str, code: &str) -> ApiResult<MyRegistration> {
        match self {
            Self::Confirm => api::confirm_registration(token, code).await,
            Self::Cancel => api::cancel_registration(token).await,
            other => api::registration_act(token, other.as_str()).await,
        }
    }
}

/// The sign-up, kept current.
#[derive(Clone, Copy)]
pub(super) struct Current {
    /// The sign-up.
    pub(super) my: Held<MyRegistration>,
    /// The token of its link.
    pub(super) token: StoredValue<String>,
    /// What the link in the mail has besides, to confirm the address with; empty without.
    pub(super) code: StoredValue<String>,
    /// What was just done.
    pub(super) done: Held<Option<Text>>,
    /// What went wrong.
    pub(super) problem: Held<Option<Problem>>,
    /// What is on its way.
    pub(super) busy: Held<Option<Act>>,
    /// What a screen reader is told.
    pub(super) said: RwSignal<String>,
    /// The sign-up as it was before it was cancelled on this page.
    pub(super) before: Held<Option<MyRegistration>>,
    asks: StoredValue<bool>,
    /// The page's language: after a wait there is no context to ask.
    pub(super) lang: Lang,
}

impl Current {
    /// Begins with what the page came with.
    pub(super) fn new(token: String, code: String, my: MyRegistration) -> Self {
        Self {
            my: Held::new(my),
            token: StoredValue::new(token),
            code: StoredValue::new(code),
            done: Held::new(None),
            problem: Held::new(None),
            busy: Held::new(None),
            said: RwSignal::new(String::new()),
            before: Held::new(None),
            asks: StoredValue::new(false),
            lang: i18n::lang(),
        }
    }

    /// Puts in what the server answered. A new standing is said.
    pub(super) fn put(self, fresh: MyRegistration) {
        let Some(before) = self.my.try_get_untracked() else { return };
        let (was, is) = (words(self.lang, &before), words(self.lang, &fresh));
        if was != is {
            self.said.set(texts::stands_now(self.lang, &is));
        }
        if before != fresh {
            self.my.set(fresh);
        }
    }

    /// What went wrong with a call.
    pub(super) fn failed(self, error: ApiError) {
        let problem = match error {
            ApiError::Problem(problem) => problem,
            ApiError::Network => Problem {
                kind: "about:blank".to_owned(),
                title: texts::NO_ANSWER.get(self.lang).to_owned(),
                status: 0,
                detail: None,
                fields: std::collections::BTreeMap::new(),
                request_id: None,
            },
        };
        self.problem.set(Some(problem));
    }

    /// Does it; the focus goes to how it stands then.
    pub(super) fn act(self, act: Act) {
        if self.busy.with_untracked(Option::is_some) {
            return;
        }
        self.busy.set(Some(act));
        self.problem.set(None);
        self.done.set(None);
        let (token, code) = (self.token.get_value(), self.code.get_value());
        spawn_local(async move {
            let answer = act.call(&token, &code).await;
            if self.busy.try_update(|busy| *busy = None).is_none() {
                return;
            }
            match answer {
                Ok(my) => {
                    self.before.set(self.my.try_get_untracked().filter(|_| act == Act::Cancel));
                    self.done.set(super::done(act.as_str()));
                    self.put(my);
                    browser::after_ms(20, || browser::focus("stand-title"));
                }
                Err(error) => {
                    self.failed(error);
                    // What was tried may be impossible because something has changed.
                    self.ask();
                }
            }
        });
    }

    /// Asks the server once. Quiet where it does not answer: the page still says what it knew.
    fn ask(self) {
        let Some(token) = self.token.try_get_value() else { return };
        spawn_local(async move {
            if let Ok(fresh) = api::my_registration(&token).await {
                self.put(fresh);
            }
        });
    }

    /// Asks soon, once for all that is heard until then.
    fn ask_soon(self) {
        let asked = self.asks.try_update_value(|asks| std::mem::replace(asks, true));
        if asked != Some(false) {
            return;
        }
        browser::after_ms(ASK_MS, move || {
            if self.asks.try_set_value(false).is_none() {
                self.ask();
            }
        });
    }

    /// Keeps it current: by what happens to the event, when a deadline has passed, and when the
    /// page is looked at again.
    pub(super) fn follow(self) {
        let seq = self.my.with_untracked(|my| my.seq);
        live::listen(seq, false, move |event| {
            let concerned =
                |now: EventSeats| self.my.try_with_untracked(|my| concerns(my, now)) == Some(true);
            if event.event.is_some_and(concerned) {
                self.ask_soon();
            }
        });
        let (now, resets) = (site::now(), use_context::<live::Live>().map(|live| live.resets));
        effect(move || {
            let over = now.get();
            let passed = self.my.with_untracked(|my| {
                let mut until = [my.offered_until, my.confirm_by].into_iter().flatten();
                until.any(|until| until <= over)
            });
            if passed {
                self.ask_soon();
            }
        });
        effect(move || {
            if resets.is_some_and(|resets| resets.get() > 0) {
                self.ask_soon();
            }
        });
        effect(move || {
            let seen = window_event_listener_untyped("visibilitychange", move |_| {
                if !document().hidden() {
                    self.ask_soon();
                }
            });
            on_cleanup(move || seen.remove());
        });
    }
}

/// Whether what happened to an event may have changed this sign-up. Whoever has a seat keeps it.
fn concerns(my: &MyRegistration, now: EventSeats) -> bool {
    let settled = match my.status {
        RegistrationState::Confirmed => my.confirm_by.is_none(),
        RegistrationState::Cancelled => true,
        RegistrationState::Waitlisted | RegistrationState::Offered => false,
    };
    now.id == my.event && (!settled || now.state != my.event_state)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::{EventState, SeatCount, SignUp, Timestamp};

    /// A sign-up of somebody who waits.
    pub(crate) fn waiting() -> MyRegistration {
        MyRegistration {
            event: 7,
            title: "Löten".into(),
            event_state: EventState::Published,
            cancelled_note: None,
            dates: Vec::new(),
            address: None,
            online_url: None,
            status: RegistrationState::Waitlisted,
            position: Some(3),
            offered_until: None,
            confirm_by: None,
            people: 1,
            answers: Vec::new(),
            fields: Vec::new(),
            group_max: 4,
            code: "ABCD".into(),
            created_at: Timestamp(0),
            editable: true,
            may_give_feedback: false,
            gave_feedback: false,
            erased_at: None,
            seq: 0,
        }
    }

    #[test]
    fn only_who_waits_asks_again() {
        let seats = SeatCount { capacity: Some(1), taken: 1, waiting: 3 };
        let (state, sign_up) = (EventState::Published, SignUp::Waitlist);
        let now = EventSeats { id: 7, state, seats, sign_up };
        assert!(concerns(&waiting(), now));
        assert!(!concerns(&waiting(), EventSeats { id: 8, ..now }));
        let seated = MyRegistration { status: RegistrationState::Confirmed, ..waiting() };
        assert!(!concerns(&seated, now), "a seat is a seat, however many come");
        assert!(concerns(&seated, EventSeats { state: EventState::Cancelled, ..now }));
        let unconfirmed = MyRegistration { confirm_by: Some(Timestamp(1)), ..seated };
        assert!(concerns(&unconfirmed, now));
    }
}
