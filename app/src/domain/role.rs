//! What a member of staff may do.

use serde::Serialize;

/// The role of a member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides what is published.
    Moderator,
    /// Moderates, and answers for the town.
    Editor,
    /// Works on the ideas of one department.
    Department,
    /// Everything, settings and people included.
    Admin,
}

crate::domain::read_by_key!(Role);

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Moderator, Self::Editor, Self::Department, Self::Admin];

    /// The identifier on the wire, on the command line and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Moderator => "moderator",
            Self::Editor => "editor",
            Self::Department => "department",
            Self::Admin => "admin",
        }
    }

    /// The role with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.as_str() == key)
    }

    /// Whether this role may publish and decline contributions.
    pub fn may_moderate(self) -> bool {
        matches!(self, Self::Moderator | Self::Editor | Self::Admin)
    }

    /// Whether this role may write answers, in the name of a department or of the town.
    pub fn may_draft(self) -> bool {
        matches!(self, Self::Department | Self::Editor | Self::Admin)
    }

    /// Whether this role may answer for the town.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Editor | Self::Admin)
    }

    /// Whether this role may manage people and look at the records.
    pub fn may_administer(self) -> bool {
        matches!(self, Self::Admin)
    }
}
