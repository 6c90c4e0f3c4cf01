//! Ideas that are the same: one leads, the others are merged into it, and every merge can be
//! taken apart again.
//!
//! A *group* is an idea that is not merged, its *leader*, and all that is merged into it, into
//! those, and so on. Each yes and each offer to help stays a row of the idea that it was given
//! to; the leader counts the different people of its whole group. A comment stands under the
//! leader (`idea_id`) and remembers its home (`origin_id`), so it goes home with its idea. What
//! a merged idea counts rests until it stands for itself again.
//!
//! On PostgreSQL: who changes a group, or what it counts, holds the row of its leader; who
//! merges or unmerges holds the row of that idea as well, and takes both in the order of their
//! numbers. So no two wait for each other in a circle, and no two make a circle of ideas.

mod counts;
mod group;
mod links;
mod merge;
mod told;
mod unmerge;

pub use links::{LINKS_MAX, Linked, link, unlink};
pub(crate) use merge::bring_together;
pub use merge::{GROUP_MAX, Merged, merge};
pub use told::{links, merged, readable, supported};
pub use unmerge::unmerge;

pub(super) use group::{MEMBERS, has_members, leader};
pub(super) use links::undo_link;
pub(super) use unmerge::{again, undo};
