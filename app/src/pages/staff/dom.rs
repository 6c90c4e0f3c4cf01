//! What the queue asks of the document. Called from events only, never while rendering.

use leptos::{
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement},
};

use super::desk::Tool;

/// The heading of the open item, or of the empty queue: where the focus goes.
pub(super) const HEADING: &str = "queue-open";
/// The field of the reason.
pub(super) const REASON: &str = "queue-reason";
/// The field of the question.
pub(super) const QUESTION: &str = "queue-question";
/// The field of another wording.
pub(super) const EDIT: &str = "queue-edit";
/// What opens the filters.
pub(super) const FILTER: &str = "queue-filter";
/// What is shown on top.
pub(super) const TOP: &str = "queue-top";
/// The heading of what is shown on top.
pub(super) const DIALOG: &str = "queue-dialog-title";
/// The card of the open item.
pub(super) const CARD: &str = "queue-card";
/// The pane of the open item.
pub(super) const PANE: &str = "queue-pane";
/// The list of what waits.
pub(super) const LIST: &str = "queue-list";

/// Where one writes in a box.
pub(super) fn field_of(tool: Tool) -> &'static str {
    match tool {
        Tool::No => REASON,
        Tool::Ask => QUESTION,
        Tool::Edit => EDIT,
    }
}

/// The id of a row in the list.
pub(super) fn row_id(key: super::events::Key) -> String {
    format!("row-{}", super::events::key_text(key))
}

/// Whether the focus is inside the element with this id, or on it.
pub(super) fn has_focus(id: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|e| e.closest(&format!("#{id}")).ok().flatten().is_some())
}

/// Whether the focus is nowhere: what had it is gone.
pub(super) fn nothing_has_focus() -> bool {
    document().active_element().is_none_or(|focused| focused.tag_name() == "BODY")
}

/// Whether an event came from where somebody types, so that a letter is a letter.
pub(super) fn types_text(event: &leptos::ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typing =
        "textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])";
    target.is_some_and(|e| e.closest(typing).ok().flatten().is_some())
}

/// The element with this id.
pub(super) fn html(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The field of several lines with this id.
pub(super) fn textarea(id: &str) -> Option<HtmlTextAreaElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The field with this id.
pub(super) fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Scrolls the list, and only the list, so that a row is seen.
pub(super) fn show_row(row: &str) {
    let (Some(list), Some(row)) = (html(LIST), html(row)) else { return };
    let (top, bottom) = (row.offset_top(), row.offset_top() + row.offset_height());
    if top < list.scroll_top() {
        list.set_scroll_top(top);
    } else if bottom > list.scroll_top() + list.client_height() {
        list.set_scroll_top(bottom - list.client_height());
    }
}

/// Opens the fold with this summary, and puts the focus there.
pub(super) fn open_fold(summary: &str) {
    let found = document().get_element_by_id(summary);
    if let Some(details) = found.as_ref().and_then(|summary| summary.parent_element()) {
        let _ = details.set_attribute("open", "");
    }
    crate::browser::focus(summary);
}

/// Closes the fold with this summary, and puts the focus there.
pub(super) fn close_fold(summary: &str) {
    let found = document().get_element_by_id(summary);
    if let Some(details) = found.and_then(|summary| summary.parent_element()) {
        let _ = details.remove_attribute("open");
    }
    crate::browser::focus(summary);
}

/// Whether the fold that this stands in is open.
pub(super) fn is_unfolded(id: &str) -> bool {
    let fold = html(id).and_then(|field| field.closest("details").ok().flatten());
    fold.is_some_and(|fold| fold.has_attribute("open"))
}

/// What stands in a field.
pub(super) fn value_of(id: &str) -> Option<String> {
    textarea(id).map(|field| field.value()).or_else(|| input(id).map(|field| field.value()))
}

/// Whether something else stands in a field than what it came with.
pub(super) fn was_changed(id: &str) -> bool {
    textarea(id).is_some_and(|field| field.default_value().ok() != Some(field.value()))
        || input(id).is_some_and(|field| field.value() != field.default_value())
}

/// The id of what has the focus.
pub(super) fn focused_id() -> Option<String> {
    document().active_element().map(|focused| focused.id()).filter(|id| !id.is_empty())
}
