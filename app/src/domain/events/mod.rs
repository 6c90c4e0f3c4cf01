//! The programme: what an event is, who may sign up when, and who gets a seat.

mod asked;
mod draft;
mod kinds;
mod personal;
mod registration;
mod seats;

pub use asked::{
    ANSWER_MAX as REGISTRATION_ANSWER_MAX, AnswerKind, AskedDraft, FIELDS_MAX, KEEP_DAYS_MAX,
    USUAL_FIELDS, UsualField,
};
pub use draft::{
    DATES_MAX, EVENT_CAPACITY_MAX, EVENT_LINE_MAX, EVENT_TEXT_MAX, EVENT_TITLE_MAX, EventDraft,
    GROUP_MAX, GROUP_USUAL, MessageDraft, OFFER_HOURS, Period, REMIND_HOURS, RESULTS_MAX,
    parse_results,
};
pub use kinds::{EventAccess, EventKind, EventState, FileKind, RegistrationState, SignUp};
pub use personal::{parse_birth_date, parse_phone};
pub use registration::{
    AnswerDraft as GivenAnswer, FeedbackDraft, RegistrationDraft, registration_input,
};
pub use seats::{SeatCount, Waiting, Window, confirm_until, offer_until, who_moves_up};
