//! What a mail says, as data: it is put into words only when it is sent.

use app::domain::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::followers::News;

/// The contents of a mail, kept as JSON until it is sent and erased then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Letter {
    /// To its author: an idea has arrived. Holds nothing that its author wrote, because nobody
    /// has said yet that the address is the author's.
    Arrived {
        /// Its number.
        idea: i64,
        /// From which the token of its private page is derived ([`crate::token::private`]).
        seed: Vec<String>,
        /// Whether a moderator looks at it first.
        waits: bool,
    },
    /// To somebody who asked to follow an idea, or in whose name somebody asked. Holds nothing
    /// that people wrote.
    Confirm {
        /// Number of the idea.
        idea: i64,
    },
    /// To a follower: something happened to an idea.
    News {
        /// Its number.
        idea: i64,
        /// Its title.
        title: String,
        /// What happened.
        news: News,
        /// The idea that is followed: this one, or one that was merged into it.
        via: i64,
    },
    /// To a follower: everything that happened since the last one.
    Digest {
        /// By idea.
        items: Vec<Digested>,
    },
    /// To a member of staff: an idea is theirs to work on.
    Assigned {
        /// Its number.
        idea: i64,
        /// Slug of the department.
        department: String,
        /// What was said with it.
        word: Option<String>,
        /// Until when, as `2026-05-31`.
        due: Option<String>,
    },
    /// To somebody who is invited to join the staff.
    Invited {
        /// From which the token of the link is derived ([`crate::token::private`]).
        seed: Vec<String>,
        /// Name of who invites.
        by: String,
    },
    /// To whoever signed up for an event. How it stands is looked up when it is sent; what they
    /// typed is in none of these.
    Registration {
        /// Number of the registration.
        registration: i64,
        /// Number of the event.
        event: i64,
        /// From which the token of its private page is derived ([`crate::token::private`]).
        seed: Vec<String>,
        /// What it is about.
        about: About,
    },
    /// To whoever signed up for an event, in the team's words.
    Message {
        /// Number of the event.
        event: i64,
        /// Its title.
        title: String,
        /// What it is about.
        subject: String,
        /// What it says.
        text: String,
        /// As in a [`Letter::Registration`]; empty where there is no private page.
        seed: Vec<String>,
    },
}

/// What somebody who signed up is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum About {
    /// The registration is made: there is a seat, or a place in line, or an address to confirm.
    SignedUp,
    /// Somebody signs up with an address that is signed up already: the way in.
    Existing,
    /// Seats are free, and kept until they are accepted.
    Offered,
    /// There is a seat now, without a question.
    Seated,
    /// Offered seats were accepted.
    Accepted,
    /// Offered seats were not accepted in time.
    Expired,
    /// The address was not confirmed in time.
    Unconfirmed,
    /// Taken back by whoever signed up.
    CancelledByPerson,
    /// Taken back by the team.
    CancelledByStaff,
    /// The registration has another address now; this goes to the one that it had.
    Readdressed,
    /// The event is at another time or place.
    Changed {
        /// What the team says with it.
        note: Option<String>,
        /// `time`, `place`, or both.
        what: Vec<String>,
        /// Dates that are no more: their place among all, beginning and end.
        #[serde(default)]
        gone: Vec<(u32, Timestamp, Timestamp)>,
    },
    /// The event does not take place.
    EventCancelled {
        /// What the team says with it.
        note: Option<String>,
    },
    /// The event takes place after all.
    EventRestored,
    /// It is soon.
    Reminder,
    /// It is over: thanks, and how was it?
    Thanks,
}

/// An idea in a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digested {
    /// Its number.
    pub idea: i64,
    /// Its title.
    pub title: String,
    /// The idea that is followed: this one, or one that was merged into it.
    pub via: i64,
    /// What happened, oldest first.
    pub news: Vec<News>,
}

impl Letter {
    /// The identifier in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Arrived { .. } => "arrived",
            Self::Confirm { .. } => "confirm",
            Self::News { .. } => "news",
            Self::Digest { .. } => "digest",
            Self::Assigned { .. } => "assigned",
            Self::Invited { .. } => "invited",
            Self::Registration { .. } => "registration",
            Self::Message { .. } => "message",
        }
    }

    pub(in crate::store) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
