//! One step of an idea's way, in words.

use leptos::prelude::*;

use super::piece;
use crate::{
    api::{ActivityKind, TimelineEntry},
    domain::IdeaStatus,
    i18n::{common, merging, t},
};

/// What happened: the status that the idea got, and the other idea where there is one.
pub(crate) fn step(entry: &TimelineEntry) -> AnyView {
    let other = entry.other.as_ref().map(|other| {
        let href = format!("/ideas/{}", other.id);
        piece(view! { " " <a href=href>{other.title.clone()}</a> })
    });
    let words = match entry.kind {
        ActivityKind::IdeaMerged if entry.status == IdeaStatus::Merged => {
            other.is_some().then_some(merging::INTO)
        }
        ActivityKind::IdeaMerged => Some(merging::JOINED),
        ActivityKind::IdeaUnmerged if other.is_some() => Some(merging::LEFT),
        ActivityKind::IdeaUnmerged => Some(merging::PARTED),
        ActivityKind::IdeaLinked => Some(merging::LINKED),
        _ => None,
    };
    // What happened to others leaves the status as it was.
    let told = match entry.kind {
        ActivityKind::IdeaMerged => entry.status == IdeaStatus::Merged,
        ActivityKind::IdeaUnmerged => other.is_none(),
        ActivityKind::IdeaLinked => false,
        _ => true,
    };
    let status = told.then(|| {
        let words = t(common::status(entry.status));
        piece(view! { <span class="status" data-status=entry.status.as_str()>{words}</span> })
    });
    let words =
        words.map(|words| piece(view! { <span class="step-words">{t(words)} {other}</span> }));
    piece(view! { {status} {words} })
}
