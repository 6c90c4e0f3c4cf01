//! The words for what an event, a registration and a file of an event can be.

use serde::Serialize;

use crate::domain::read_by_key;

/// Declares an enumeration whose variants have an identifier on the wire, in addresses, in forms
/// and in the database.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident { $($(#[$one:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$one])* $variant,)+
        }

        impl $name {
            /// Every one, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The identifier on the wire, in addresses, in forms and in the database.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// The one with this identifier, if there is one.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == key)
            }
        }

        read_by_key!($name);
    };
}

keys! {
    /// What kind of event it is.
    EventKind {
        /// Workshop
        Workshop = "workshop",
        /// Schulung
        Training = "training",
        /// Vortrag
        Talk = "talk",
        /// World-Café
        WorldCafe = "world_cafe",
        /// Exkursion
        Excursion = "excursion",
        /// Treffen
        Meeting = "meeting",
    }
}

keys! {
    /// Who sees an event, and whether it takes place.
    EventState {
        /// Seen by staff only.
        Draft = "draft",
        /// In the programme.
        Published = "published",
        /// In the programme as cancelled.
        Cancelled = "cancelled",
    }
}

keys! {
    /// What makes an event accessible.
    EventAccess {
        /// Stufenlos
        StepFree = "step_free",
        /// Induktionsschleife
        HearingLoop = "hearing_loop",
        /// Einfache Sprache
        PlainLanguage = "plain_language",
        /// Gebärdensprache
        SignLanguage = "sign_language",
    }
}

keys! {
    /// How a registration stands.
    RegistrationState {
        /// It has its seats.
        Confirmed = "confirmed",
        /// It stands in line.
        Waitlisted = "waitlisted",
        /// Freed seats are kept for it until it says yes, for a while.
        Offered = "offered",
        /// It is over: taken back, declined, lapsed, or the event does not take place.
        Cancelled = "cancelled",
    }
}

keys! {
    /// What a file of an event is.
    FileKind {
        /// Something to read before.
        Document = "document",
        /// What came out of it.
        Result = "result",
    }
}

keys! {
    /// What somebody who wants to sign up finds.
    SignUp {
        /// Nobody needs to: just come.
        None = "none",
        /// Not yet.
        Soon = "soon",
        /// There are seats.
        Open = "open",
        /// It is full; there is a line.
        Waitlist = "waitlist",
        /// It is full, and there is no line.
        Full = "full",
        /// No longer.
        Closed = "closed",
        /// It does not take place.
        Cancelled = "cancelled",
        /// It is over.
        Over = "over",
    }
}

impl RegistrationState {
    /// Whether seats are kept for it.
    pub fn has_seats(self) -> bool {
        matches!(self, Self::Confirmed | Self::Offered)
    }

    /// Whether it is still wanted.
    pub fn is_open(self) -> bool {
        self != Self::Cancelled
    }
}
