//! Values and rules, pure: no clock, no database, no browser. `now` is a parameter.

mod affiliation;
mod comment;
mod companion;
mod contact;
mod date;
mod events;
mod fields;
mod follower;
mod hold;
mod hours;
mod idea;
mod link;
mod named;
mod report;
mod rights;
mod role;
mod scope;
mod settings;
mod status;
mod text;
mod timestamp;
mod working;

pub use affiliation::Affiliation;
pub use comment::{COMMENT_MAX, CommentDraft};
pub use companion::{CONTACT_MAX, CompanionDraft};
pub use contact::{EMAIL_MAX, NAME_MAX, parse_email, parse_name};
pub use date::Date;
pub use events::*;
pub use fields::{FieldError, FieldErrors};
pub use follower::FollowDraft;
pub use hold::{BURST_MS, HoldReason, HoldRules, TrustRule};
pub use hours::{hours_line, parse_hours};
pub use idea::{
    IdeaDraft, PHOTOS_MAX, TEXT_MAX, TEXT_MIN, TITLE_MAX, TITLE_MIN, WordingDraft, excerpt,
    parse_text,
};
pub use link::{LINK_NOTE_MAX, parse_link_note};
pub(crate) use named::{by_key, read_by_key};
pub use report::{REPORT_MAX, ReportDraft, ReportReason};
pub use rights::Rights;
pub use role::Role;
pub use scope::Scope;
pub use settings::{
    COLOURS, DepartmentDraft, HOLD_WORDS_MAX, ICONS, LabDraft, PLACE_LINE_MAX, PLACE_NAME_MAX,
    PLACE_TEXT_MAX, ProjectDraft, RulesDraft, TEMPLATE_TEXT_MAX, TEMPLATE_TITLE_MAX, TemplateDraft,
    TopicDraft, slug_of,
};
pub use status::{IdeaStatus, REASON_MAX, StatusMove};
pub use text::{clean_line, clean_text, fold};
pub use timestamp::{Civil, Timestamp};
pub use working::{
    ANSWER_MAX, AnswerDraft, AssignDraft, HandOnDraft, NOTE_MAX, WORD_MAX, WorkState, parse_note,
    parse_word,
};
