//! What a mail says, as data: it is put into words only when it is sent.

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
    /// To whoever signed up: how it stands now is looked up when it is sent.
    Registration {
        /// Its number.
        registration: i64,
        /// Number of the event.
        event: i64,
        /// From which the token of the private page is derived ([`crate::token::private`]).
        seed: Vec<String>,
        /// What happened.
        #[serde(flatten)]
        about: About,
    },
    /// To participants, in the team's words.
    Message {
        /// Number of the event.
        event: i64,
        /// Its title.
        title: String,
        /// What it is about.
        subject: String,
        /// What it says.
        text: String,
        /// From which the token of the private page is derived ([`crate::token::private`]).
        seed: Vec<String>,
    },
}

/// What happened to a registration or to its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum About {
    /// Somebody signed up.
    SignedUp,
    /// Somebody signed up once more with this address: the way in.
    Existing,
    /// Freed seats are kept for them.
    Offered,
    /// They have seats now, without being asked.
    Seated,
    /// They said yes to an offer.
    Accepted,
    /// The offer ran out.
    Expired,
    /// The address was not confirmed in time.
    Unconfirmed,
    /// They took it back.
    CancelledByPerson,
    /// Staff took it back.
    CancelledByStaff,
    /// Time or place changed.
    Changed {
        /// What staff say of it.
        note: Option<String>,
        /// `time`, `place`.
        what: Vec<String>,
    },
    /// The event does not take place.
    EventCancelled {
        /// What staff say of it.
        note: Option<String>,
    },
    /// It takes place after all.
    EventRestored,
    /// It is soon.
    Reminder,
    /// It is over.
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
