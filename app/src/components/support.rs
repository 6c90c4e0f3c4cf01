//! The yes to an idea: one tap, felt at once.

use super::once::handler;
use leptos::{prelude::*, task::spawn_local};

use super::{Icon, piece};
use crate::{
    api, browser,
    i18n::{self, board, common, t},
    live,
};

/// Where the browser remembers that it takes part, so that others need not be asked about.
pub(crate) const PARTICIPATES: &str = "participates";

/// Supports an idea, or takes that back. A plain form before the page is alive; then
/// optimistic: counts at once and rolls back, with a word, where the server said no.
#[component]
pub(crate) fn SupportButton(
    /// Number of the idea.
    id: i64,
    /// Title of the idea, for screen readers.
    #[prop(into)]
    title: Signal<String>,
    /// Whether this browser supports it.
    supported: RwSignal<bool>,
    /// How many support it; live.
    supports: RwSignal<u32>,
    /// Whether supporting is still possible.
    #[prop(into)]
    open: Signal<bool>,
    /// The page to come back to without script.
    #[prop(into)]
    back: String,
) -> AnyView {
    let lang = i18n::lang();
    let busy = RwSignal::new(false);
    let toggle = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let on = !supported.get_untracked();
        let (before, count_before) = (!on, supports.get_untracked());
        busy.set(true);
        supported.set(on);
        supports.set(if on { count_before + 1 } else { count_before.saturating_sub(1) });
        spawn_local(async move {
            match api::support(id, on).await {
                Ok(state) => {
                    browser::store(PARTICIPATES, "1");
                    supported.set(state.supported);
                    supports.set(state.supports);
                }
                Err(error) => {
                    supported.set(before);
                    supports.set(count_before);
                    live::say(match error.status() {
                        Some(_) => error.to_string(),
                        None => t(board::SUPPORT_FAILED).to_owned(),
                    });
                }
            }
            busy.set(false);
        });
    };
    piece(view! {
        <form class="support" method="post" action=format!("/api/ideas/{id}/support") on:submit=handler(toggle)>
            <input type="hidden" name="back" value=back />
            <input type="hidden" name="on" value=move || if supported.get() { "0" } else { "1" } />
            <button
                class="button button-support"
                aria-pressed=move || supported.get().to_string()
                disabled=move || !open.get()
            >
                <Icon name="heart" />
                <span class="support-count">{move || i18n::count(lang, u64::from(supports.get()))}</span>
                <span class="support-word">
                    {move || t(if supported.get() { board::SUPPORTED } else { board::SUPPORT })}
                </span>
                <span class="visually-hidden">
                    {move || format!(" – {}, {}", title.get(), common::supports(lang, supports.get()))}
                </span>
            </button>
        </form>
    })
}
