//! The board: ideas to read, to support and to add.

mod cards;
mod filters;
mod further;
mod idea;
mod lanes;
mod list;
mod new;
mod query;

pub(crate) use list::BoardPage;
pub(crate) use new::{IdeaForm, Progress, Purpose, forget_if_sent, shown};

/// An idea's page, a chunk of its own.
pub(crate) mod one {
    use super::idea::IdeaPage;
    use crate::pages::lazy::lazy_pages;

    lazy_pages!(
        /// Shows an idea.
        idea_page, __preload_idea_page, {
            /// `/ideas/{id}`
            IdeaRoute => IdeaPage,
        }
    );
}

/// Writing an idea, and what becomes of it: a chunk of its own.
pub(crate) mod write {
    use super::new::NewIdeaPage;
    use crate::pages::{lazy::lazy_pages, my::MyPage};

    lazy_pages!(
        /// Shows the form or the private page.
        write_page, __preload_write_page, {
            /// `/ideas/new`
            NewIdeaRoute => NewIdeaPage,
            /// `/my/{token}`
            MyRoute => MyPage,
        }
    );
}
