//! What things are called in a line.

use crate::{
    api::{Waiting, WaitingKind},
    i18n::{Lang, desk, staff},
};

/// What something is called in a line.
pub(in crate::pages::staff) fn title_of(lang: Lang, item: &Waiting) -> String {
    let title = &item.idea.card.title;
    match item.kind {
        WaitingKind::Idea => title.clone(),
        WaitingKind::Comment => staff::comment_on(lang, title),
        WaitingKind::Report => staff::report_of(lang, item.comment.is_some(), title),
        WaitingKind::Edit => desk::edit_of(lang, title),
        WaitingKind::Companion => {
            let name = item.offer.as_ref().map_or("", |offer| &offer.name);
            desk::offer_of(lang, name, title)
        }
    }
}
