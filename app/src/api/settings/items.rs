//! Labs, topics, projects, departments and rules as those see them who set them, and the forms
//! that change them.

use serde::{Deserialize, Serialize};

use super::Template;
use crate::api::Hours;

/// Declares an item, the list of items, and the form that changes one: its fields carry raw
/// strings, and ticks.
macro_rules! items {
    ($(
        $(#[$doc:meta])* $item:ident, $page:ident {
            $($(#[$field_doc:meta])* $field:ident: $kind:ty,)+
        }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
            pub struct $item {
                $($(#[$field_doc])* pub $field: $kind,)+
            }

            /// A list of them, those that are put away included.
            #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
            pub struct $page {
                /// In the order in which they are shown (200 at the most).
                pub items: Vec<$item>,
                /// Up to which place in the log they have been seen; to be sent as `seen`.
                pub seq: i64,
            }
        )+
    };
}

/// Declares a form: lines of text by name, and ticks.
macro_rules! forms {
    ($(
        $(#[$doc:meta])* $form:ident {
            $($(#[$line_doc:meta])* $line:ident,)*
            [$($(#[$tick_doc:meta])* $tick:ident,)*]
        }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
            #[serde(default)]
            pub struct $form {
                $($(#[$line_doc])* pub $line: String,)*
                $($(#[$tick_doc])* pub $tick: bool,)*
                /// The `seq` of what was read, so that nobody writes over what they have not seen;
                /// empty asks nothing. Ignored for something new.
                pub seen: String,
            }

            impl $form {
                /// The form as its fields say, by their names.
                pub fn of(field: impl Fn(&str) -> String) -> Self {
                    Self {
                        $($line: field(stringify!($line)),)*
                        $($tick: ticked(&field(stringify!($tick))),)*
                        seen: field("seen"),
                    }
                }
            }
        )+
    };
}

/// Whether a box is ticked.
fn ticked(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

items! {
    /// A place, fixed or mobile.
    LabSettings, LabSettingsPage {
        /// Its name in addresses; it never changes.
        slug: String,
        /// As it calls itself.
        name: String,
        /// The town that runs it.
        town: String,
        /// Whether it comes to people.
        mobile: bool,
        /// Street and town; none for a mobile lab.
        address: Option<String>,
        /// Telephone number of the room.
        phone: Option<String>,
        /// Mail address of the room.
        email: Option<String>,
        /// What it is, German.
        text_de: String,
        /// What it is, English.
        text_en: String,
        /// The question that it asks the town, German.
        question_de: Option<String>,
        /// Weekly opening hours.
        hours: Vec<Hours>,
        /// What the weekly hours do not say, German.
        hours_note_de: Option<String>,
        /// What the weekly hours do not say, English.
        hours_note_en: Option<String>,
        /// Whether a moderator looks before something is public.
        pre_moderation: bool,
        /// Its place among the labs, smallest first.
        position: i64,
        /// Whether it is put away.
        archived: bool,
    }
    /// What ideas are about.
    TopicSettings, TopicSettingsPage {
        /// Its name in addresses; it never changes.
        slug: String,
        /// On screen, German.
        name_de: String,
        /// On screen, English.
        name_en: String,
        /// Name of its icon in the icon set.
        icon: String,
        /// Name of its colour in the palette.
        colour: String,
        /// What it is, German.
        text_de: String,
        /// What it is, English.
        text_en: String,
        /// Its place among the topics, smallest first.
        position: i64,
        /// Whether it is put away.
        archived: bool,
    }
    /// A running project of a lab.
    ProjectSettings, ProjectSettingsPage {
        /// Its name in addresses; it never changes.
        slug: String,
        /// Slug of its lab.
        lab: String,
        /// On screen, German.
        name_de: String,
        /// On screen, English.
        name_en: String,
        /// What it is, German.
        text_de: String,
        /// What it is, English.
        text_en: String,
        /// Whether it is put away.
        archived: bool,
    }
    /// A unit of the administration.
    DepartmentSettings, DepartmentSettingsPage {
        /// Its name in addresses; it never changes.
        slug: String,
        /// On screen, German.
        name_de: String,
        /// On screen, English.
        name_en: String,
        /// Whether it is put away.
        archived: bool,
    }
}

/// A list of templates, those that are put away included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct TemplateSettingsPage {
    /// By kind, a topic's before the general ones (500 at the most).
    pub items: Vec<Template>,
    /// Up to which place in the log they have been seen; to be sent as `seen`.
    pub seq: i64,
}

/// The rules of moderation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct RulesSettings {
    /// After how many published contributions a participant skips the queue; 0: never.
    pub trust_after: i64,
    /// The most links that a contribution may have without being held; -1: any number.
    pub hold_links: i64,
    /// Whether what is written in capitals is held.
    pub hold_caps: bool,
    /// The most contributions of one participant in ten minutes without being held; 0: any
    /// number.
    pub hold_burst: i64,
    /// Words that hold a contribution.
    pub words: Vec<String>,
    /// Up to which place in the log they have been seen; to be sent as `seen`.
    pub seq: i64,
}

/// The form of a lab.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct LabForm {
    /// As it calls itself.
    pub name: String,
    /// The town that runs it.
    pub town: String,
    /// Whether it comes to people.
    pub mobile: bool,
    /// Street and town.
    pub address: String,
    /// Telephone number of the room.
    pub phone: String,
    /// Mail address of the room.
    pub email: String,
    /// What it is, German.
    pub text_de: String,
    /// What it is, English.
    pub text_en: String,
    /// The question that it asks the town, German.
    pub question_de: String,
    /// Opening hours from Monday to Sunday, such as `10:00–12:30, 14:00–16:00`; a plain form
    /// sends `hours_1` to `hours_7`.
    pub hours: Vec<String>,
    /// What the weekly hours do not say, German.
    pub hours_note_de: String,
    /// What the weekly hours do not say, English.
    pub hours_note_en: String,
    /// Whether a moderator looks before something is public.
    pub pre_moderation: bool,
    /// Its place among the labs, smallest first.
    pub position: String,
    /// The `seq` of what was read, so that nobody writes over what they have not seen; empty asks
    /// nothing. Ignored for something new.
    pub seen: String,
}

impl LabForm {
    /// The form as its fields say, by their names.
    pub fn of(field: impl Fn(&str) -> String) -> Self {
        Self {
            name: field("name"),
            town: field("town"),
            mobile: ticked(&field("mobile")),
            address: field("address"),
            phone: field("phone"),
            email: field("email"),
            text_de: field("text_de"),
            text_en: field("text_en"),
            question_de: field("question_de"),
            hours: (1..=7).map(|day| field(&format!("hours_{day}"))).collect(),
            hours_note_de: field("hours_note_de"),
            hours_note_en: field("hours_note_en"),
            pre_moderation: ticked(&field("pre_moderation")),
            position: field("position"),
            seen: field("seen"),
        }
    }
}

forms! {
    /// The form of a topic.
    TopicForm {
        /// On screen, German.
        name_de,
        /// On screen, English.
        name_en,
        /// Name of its icon in the icon set.
        icon,
        /// Name of its colour in the palette.
        colour,
        /// What it is, German.
        text_de,
        /// What it is, English.
        text_en,
        /// Its place among the topics, smallest first.
        position,
        []
    }
    /// The form of a project.
    ProjectForm {
        /// Slug of its lab.
        lab,
        /// On screen, German.
        name_de,
        /// On screen, English.
        name_en,
        /// What it is, German.
        text_de,
        /// What it is, English.
        text_en,
        []
    }
    /// The form of a department.
    DepartmentForm {
        /// On screen, German.
        name_de,
        /// On screen, English.
        name_en,
        []
    }
    /// The form of a template.
    TemplateForm {
        /// `decline`, `hide`, `ask` or `answer`.
        kind,
        /// Slug of the topic that it is for; empty: for all.
        topic,
        /// A word or two, for a button.
        title,
        /// The text itself.
        text,
        /// Its place among those of its kind, smallest first.
        position,
        []
    }
    /// The form of the rules of moderation.
    RulesForm {
        /// After how many published contributions a participant skips the queue; 0 or empty:
        /// never.
        trust_after,
        /// The most links that a contribution may have without being held; -1 or empty: any
        /// number.
        hold_links,
        /// The most contributions of one participant in ten minutes without being held; 0 or
        /// empty: any number.
        hold_burst,
        /// Words that hold a contribution, one a line.
        hold_words,
        [
            /// Whether what is written in capitals is held.
            hold_caps,
        ]
    }
}
