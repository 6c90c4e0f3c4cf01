//! The board: ideas to read, to support and to add.

mod cards;
mod filters;
mod idea;
mod lanes;
mod list;
mod new;
mod query;

pub(crate) use idea::IdeaPage;
pub(crate) use list::BoardPage;
pub(crate) use new::NewIdeaPage;
