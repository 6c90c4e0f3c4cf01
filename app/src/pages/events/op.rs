//! What is done to an event or a registration by one button: where the plain form posts to, and
//! the call that makes it instant. The form itself is in `acts`.

use crate::{
    api::{
        self, ApiResult, EventNote, MessageSent, NewCopies, NewMessage, StaffEvent,
        StaffRegistration,
    },
    i18n::{Lang, events},
};

/// One thing to do, with the number of the event, or of the event and the registration or file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// Into the programme.
    Publish(i64),
    /// A draft again.
    Withdraw(i64),
    /// It takes place after all.
    Restore(i64),
    /// It does not take place.
    Cancel(i64),
    /// Once more, on other days.
    Copies(i64),
    /// A message to participants.
    Message(i64),
    /// A file goes.
    RemoveFile(i64, i64),
    /// A registration is taken back.
    CancelSeat(i64, i64),
    /// It holds again.
    RestoreSeat(i64, i64),
    /// From the line to a seat.
    Seat(i64, i64),
}

/// What came of it.
#[derive(Clone, Debug)]
pub(super) enum Done {
    /// The event as it is now.
    Event(Box<StaffEvent>),
    /// A message went out.
    Sent(MessageSent),
    /// The registration as it is now.
    Registration(Box<StaffRegistration>),
}

fn one(values: &[(String, String)], name: &str) -> String {
    let found = values.iter().find(|(field, _)| field == name);
    found.map(|(_, value)| value.clone()).unwrap_or_default()
}

impl Op {
    /// Names its form, as the server does.
    fn form(self) -> &'static str {
        match self {
            Self::Publish(_) => "publish",
            Self::Withdraw(_) => "withdraw",
            Self::Restore(_) | Self::RestoreSeat(..) => "restore",
            Self::Cancel(_) | Self::CancelSeat(..) => "cancel",
            Self::Copies(_) => "copies",
            Self::Message(_) => "message",
            Self::RemoveFile(..) => "remove",
            Self::Seat(..) => "seat",
        }
    }

    /// Tells its form from every other of the page.
    pub(super) fn key(self) -> String {
        match self {
            Self::RemoveFile(_, id)
            | Self::CancelSeat(_, id)
            | Self::RestoreSeat(_, id)
            | Self::Seat(_, id) => format!("{}-{id}", self.form()),
            _ => self.form().to_owned(),
        }
    }

    /// Where the plain form posts to.
    pub(super) fn path(self) -> String {
        let name = self.form();
        match self {
            Self::RemoveFile(event, file) => {
                format!("/api/staff/events/{event}/files/{file}/remove")
            }
            Self::CancelSeat(_, id) | Self::RestoreSeat(_, id) | Self::Seat(_, id) => {
                format!("/api/staff/registrations/{id}/{name}")
            }
            Self::Message(id) => format!("/api/staff/events/{id}/messages"),
            Self::Publish(id)
            | Self::Withdraw(id)
            | Self::Restore(id)
            | Self::Cancel(id)
            | Self::Copies(id) => format!("/api/staff/events/{id}/{name}"),
        }
    }

    /// Does it.
    pub(super) async fn send(self, values: Vec<(String, String)>) -> ApiResult<Done> {
        let event = match self {
            Self::Publish(id) => api::event_act(id, "publish").await?,
            Self::Withdraw(id) => api::event_act(id, "withdraw").await?,
            Self::Restore(id) => api::event_act(id, "restore").await?,
            Self::Cancel(id) => {
                api::cancel_event(id, &EventNote { note: one(&values, "note") }).await?
            }
            Self::Copies(id) => {
                let copies = NewCopies { days: one(&values, "days") };
                api::copy_event(id, &copies, &one(&values, "idempotency_key")).await?
            }
            Self::RemoveFile(event, file) => api::remove_event_file(event, file).await?,
            Self::Message(id) => {
                let chosen = values.iter().filter(|(name, _)| name == "registrations");
                let message = NewMessage {
                    subject: one(&values, "subject"),
                    text: one(&values, "text"),
                    to: one(&values, "to"),
                    registrations: chosen.filter_map(|(_, id)| id.parse().ok()).collect(),
                };
                return api::write_to(id, &message).await.map(Done::Sent);
            }
            Self::CancelSeat(_, id) | Self::RestoreSeat(_, id) | Self::Seat(_, id) => {
                let registration = api::staff_registration_act(id, self.form()).await?;
                return Ok(Done::Registration(Box::new(registration)));
            }
        };
        Ok(Done::Event(Box::new(event)))
    }

    /// What takes it back.
    pub(super) fn undo(self) -> Option<Self> {
        match self {
            Self::Publish(id) => Some(Self::Withdraw(id)),
            Self::Withdraw(id) => Some(Self::Publish(id)),
            Self::Cancel(id) => Some(Self::Restore(id)),
            Self::CancelSeat(event, id) => Some(Self::RestoreSeat(event, id)),
            _ => None,
        }
    }

    /// What is said when it is done.
    pub(super) fn said(self, lang: Lang, done: &Done) -> String {
        match (self, done) {
            (_, Done::Sent(sent)) => events::sent(lang, sent.mails, sent.unreachable),
            (Self::CancelSeat(..), _) => events::SEAT_CANCELLED.get(lang).to_owned(),
            (Self::RestoreSeat(..), _) => events::SEAT_RESTORED.get(lang).to_owned(),
            (Self::Seat(..), _) => events::SEATED.get(lang).to_owned(),
            (Self::RemoveFile(..), _) => events::FILE_REMOVED.get(lang).to_owned(),
            _ => events::done(self.done()).get(lang).to_owned(),
        }
    }

    /// What the address of the page says after a plain post.
    fn done(self) -> &'static str {
        match self {
            Self::Publish(_) => "published",
            Self::Withdraw(_) => "withdrawn",
            Self::Restore(_) => "restored",
            Self::Cancel(_) => "cancelled",
            Self::Copies(_) => "copied",
            _ => "saved",
        }
    }
}
