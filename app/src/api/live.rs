//! What the live stream carries. The browser's end is [`crate::live`].

use serde::{Deserialize, Serialize};

use super::{Comment, EventSeats, IdeaCard};

/// Declares the kinds of the activity log: variant, identifier, who hears of it.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $key:literal $audience:ident,)+) => {
        /// What happened; see the variants. Names are those of the activity log.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        pub enum ActivityKind {
            $($(#[$doc])* #[serde(rename = $key)] $name,)+
        }

        impl ActivityKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The identifier on the wire and in the database.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// Whether only staff hear of it.
            pub fn is_internal(self) -> bool {
                match self {
                    $(Self::$name => kinds!($audience),)+
                }
            }
        }
    };
    (public) => { false };
    (staff) => { true };
}

kinds! {
    /// An idea came in. Staff only, as long as it is not public.
    IdeaSubmitted = "idea.submitted" staff,
    /// Its author edited it while it waited. Staff only.
    IdeaEdited = "idea.edited" staff,
    /// Its author withdrew it while it waited. Staff only.
    IdeaWithdrawn = "idea.withdrawn" staff,
    /// An idea got another status, its first publication included.
    IdeaStatus = "idea.status" public,
    /// A decision on an idea was taken back.
    IdeaUndone = "idea.undone" public,
    /// Its supporters changed.
    IdeaSupports = "idea.supports" public,
    /// Somebody wants to help.
    IdeaCompanion = "idea.companion" public,
    /// The town answered.
    IdeaAnswered = "idea.answered" public,
    /// Staff asked its author something. Staff only.
    IdeaAsked = "idea.asked" staff,
    /// Its author answered what staff asked. Staff only.
    IdeaReplied = "idea.replied" staff,
    /// Its author did not answer in time: it waits for staff again. Staff only.
    IdeaReturned = "idea.returned" staff,
    /// Staff edited its wording.
    IdeaReworded = "idea.reworded" public,
    /// It was merged into another idea, which leads.
    IdeaMerged = "idea.merged" public,
    /// It stands for itself again.
    IdeaUnmerged = "idea.unmerged" public,
    /// It was linked with another idea.
    IdeaLinked = "idea.linked" public,
    /// A link with another idea was taken away.
    IdeaUnlinked = "idea.unlinked" public,
    /// A department got it to work on, or another date.
    IdeaAssigned = "idea.assigned" public,
    /// A department handed it on to another.
    IdeaHandedOn = "idea.handed_on" public,
    /// A department began with it, or is done with it.
    IdeaWorked = "idea.worked" public,
    /// Somebody wrote an internal note. Staff only.
    IdeaNoted = "idea.noted" staff,
    /// An answer was drafted, or its draft changed. Staff only.
    AnswerDrafted = "answer.drafted" staff,
    /// A second pair of eyes approved an answer. Staff only.
    AnswerApproved = "answer.approved" staff,
    /// A comment came in. Staff only.
    CommentSubmitted = "comment.submitted" staff,
    /// A comment became public.
    CommentPublished = "comment.published" public,
    /// A comment was declined or hidden.
    CommentDeclined = "comment.declined" public,
    /// A decision on a comment was taken back.
    CommentUndone = "comment.undone" public,
    /// Staff edited the wording of a comment.
    CommentReworded = "comment.reworded" public,
    /// Something was reported. Staff only.
    ReportSubmitted = "report.submitted" staff,
    /// A report was settled. Staff only.
    ReportSettled = "report.settled" staff,
    /// A settled report was opened again. Staff only.
    ReportUndone = "report.undone" staff,
    /// The author of a public idea proposed an edit, changed or withdrew it. Staff only.
    EditSubmitted = "edit.submitted" staff,
    /// A proposed edit was accepted: the idea reads anew.
    EditAccepted = "edit.accepted" public,
    /// A proposed edit was declined. Staff only.
    EditDeclined = "edit.declined" staff,
    /// A decision on a proposed edit was taken back.
    EditUndone = "edit.undone" public,
    /// Staff took up an offer to help, or declined it. Staff only.
    CompanionSettled = "companion.settled" staff,
    /// A decision on an offer to help was taken back. Staff only.
    CompanionUndone = "companion.undone" staff,
    /// A participant is trusted, or no longer. Staff only.
    TrustChanged = "participant.trust" staff,
    /// A member of staff was invited, joined, was changed or removed. Staff only.
    StaffChanged = "staff.changed" staff,
    /// Labs, topics, projects, departments, templates or rules were changed. Staff only.
    SettingsChanged = "settings.changed" staff,
    /// An event was drafted, or a draft changed. Staff only.
    EventDrafted = "event.drafted" staff,
    /// An event came into the programme.
    EventPublished = "event.published" public,
    /// An event of the programme was changed.
    EventChanged = "event.changed" public,
    /// An event does not take place.
    EventCancelled = "event.cancelled" public,
    /// An event takes place after all.
    EventRestored = "event.restored" public,
    /// An event is a draft again: nobody had signed up. Staff only.
    EventWithdrawn = "event.withdrawn" public,
    /// Results, photos or files of an event were changed.
    EventResults = "event.results" public,
    /// Staff wrote to participants. Staff only.
    EventMessage = "event.message" staff,
    /// Somebody signed up.
    RegistrationMade = "registration.made" public,
    /// Somebody changed a registration.
    RegistrationChanged = "registration.changed" public,
    /// Somebody took a registration back, or left the line.
    RegistrationCancelled = "registration.cancelled" public,
    /// A cancelled registration was restored by staff.
    RegistrationRestored = "registration.restored" public,
    /// Freed seats are kept for somebody from the line.
    RegistrationOffered = "registration.offered" public,
    /// Somebody from the line has seats now.
    RegistrationSeated = "registration.seated" public,
    /// An offer, or the time to confirm an address, ran out.
    RegistrationLapsed = "registration.lapsed" public,
    /// Somebody confirmed a mail address. Staff only.
    RegistrationConfirmed = "registration.confirmed" staff,
    /// Somebody was checked in, or not after all. Staff only.
    RegistrationArrived = "registration.arrived" staff,
    /// Personal data of a registration were erased. Staff only.
    RegistrationErased = "registration.erased" staff,
    /// Somebody said how an event was. Staff only.
    FeedbackGiven = "feedback.given" staff,
}

/// By hand: the derived one does not see the names that a macro gives.
#[cfg(feature = "ssr")]
mod description {
    use utoipa::openapi::{
        ObjectBuilder, RefOr, Schema,
        schema::{SchemaType, Type},
    };

    use super::ActivityKind;

    impl utoipa::PartialSchema for ActivityKind {
        fn schema() -> RefOr<Schema> {
            let names = ActivityKind::ALL.iter().map(|kind| kind.as_str());
            ObjectBuilder::new()
                .schema_type(SchemaType::Type(Type::String))
                .description(Some("What happened, named as in the activity log."))
                .enum_values(Some(names))
                .into()
        }
    }
    impl utoipa::ToSchema for ActivityKind {}
}

impl ActivityKind {
    /// The kind with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == key)
    }
}

crate::domain::read_by_key!(ActivityKind);

/// One event of the live stream. It tells the state after the change, so that hearing it late
/// or on top of a fresh page does no harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct LiveEvent {
    /// Its place in the log; also the event's `id`.
    pub seq: i64,
    /// What happened.
    pub kind: ActivityKind,
    /// The idea that it happened to; 0 where it is about an event.
    pub idea: i64,
    /// The idea as it is now; none where it is not, or no longer, public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<IdeaCard>,
    /// The comment that it is about, where it is public now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Comment>,
    /// Number of the comment that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_id: Option<i64>,
    /// Number of the report that it is about; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_id: Option<i64>,
    /// Whether the idea or comment that it is about waits for staff now; staff only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// Number of the edit, the companion or the question that it is about; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<i64>,
    /// Who of the staff did it, if one did; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// How the event that it is about stands now; then `idea` is 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventSeats>,
    /// Number of the registration that it is about; staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<i64>,
}
