//! Where the author of a contribution stands.

use serde::Serialize;

/// The perspective that an author speaks from, shown beside the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Affiliation {
    /// Bürgerschaft
    Citizens,
    /// Verwaltung
    Administration,
    /// Politik
    Politics,
    /// Institution
    Institution,
    /// Wirtschaft
    Business,
    /// Wissenschaft
    Science,
}

crate::domain::read_by_key!(Affiliation);

impl Affiliation {
    /// Every perspective, in the order in which forms offer them.
    pub const ALL: [Self; 6] = [
        Self::Citizens,
        Self::Administration,
        Self::Politics,
        Self::Institution,
        Self::Business,
        Self::Science,
    ];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Citizens => "citizens",
            Self::Administration => "administration",
            Self::Politics => "politics",
            Self::Institution => "institution",
            Self::Business => "business",
            Self::Science => "science",
        }
    }

    /// The perspective with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.as_str() == key)
    }
}
