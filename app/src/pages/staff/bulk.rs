//! What is ticked, and one decision on all of it.

use leptos::prelude::*;

use super::{
    actions::back_to,
    boxes::value_of,
    desk::Desk,
    more::{More, now},
    ready::Ready,
};
use crate::{
    api::TemplateKind,
    browser,
    components::{Icon, handler, piece, rendered, textarea_html},
    domain::REASON_MAX,
    held::{Held, memo},
    i18n::{desk as words, staff, t},
};

/// The form of what is ticked, before the page is alive.
pub(super) const FORM: &str = "queue-many-form";
/// Field of the reason for all.
const REASON: &str = "queue-many-reason";

/// Ticking everything, and the bar as long as something is ticked.
#[component]
pub(super) fn Bulk(
    /// The desk.
    desk: Desk,
) -> AnyView {
    let some = memo(move || desk.more.get() && desk.selection.with(|ticked| !ticked.is_empty()));
    piece(view! {
        {rendered(move || piece(view! { <Plain desk=desk /> }))}
        <div class="queue-ticks alive-only">
            <button type="button" class="button button-quiet queue-tick-all" on:click=handler(move |_| desk.tick_all())>
                {t(words::TICK_ALL)}
            </button>
        </div>
        {move || some.get().then(|| now(desk, More::Bulk))}
    })
}

/// The bar over the list.
#[component]
pub(super) fn Bar(
    /// The desk.
    desk: Desk,
) -> AnyView {
    let n = memo(move || desk.selection.with(|ticked| ticked.len()));
    let why = Held::new(false);
    let refuse = move |_| {
        why.update(|why| *why = !*why);
        browser::after_ms(30, || browser::focus(REASON));
    };
    piece(view! {
        <section class="queue-many" aria-label=t(words::TICKED)>
            <p><strong>{move || words::ticked(desk.lang, n.get())}</strong></p>
            <button type="button" class="button button-main" on:click=handler(move |_| desk.decide_ticked(true, String::new()))>
                <Icon name="check" />
                {t(words::MANY_YES)}
            </button>
            <button type="button" class="button button-danger" aria-expanded=move || why.get().to_string() on:click=handler(refuse)>
                <Icon name="close" />
                {t(words::MANY_NO)}
                " …"
            </button>
            <button type="button" class="button button-quiet" on:click=handler(move |_| desk.selection.update(|t| t.clear()))>
                {t(words::TICK_NONE)}
            </button>
            {move || why.get().then(|| view! { <Reason desk=desk /> })}
        </section>
    })
}

/// The same as a plain form, before the page is alive.
#[component]
fn Plain(desk: Desk) -> AnyView {
    piece(view! {
        <details class="queue-plain dead-only">
            <summary>{t(words::TICKED)} " …"</summary>
            <form id=FORM class="queue-box" method="post" action="/api/staff/decisions">
                {back_to(desk, None)}
                <button class="button button-main button-wide" name="action" value="publish">{t(words::MANY_YES)}</button>
                <label for="queue-plain-reason">{t(words::MANY_REASON)}</label>
                <textarea id="queue-plain-reason" name="reason" rows="3" maxlength=REASON_MAX></textarea>
                <button class="button button-danger button-wide" name="action" value="decline">{t(words::MANY_NO)}</button>
            </form>
        </details>
    })
}

/// One reason for all.
#[component]
fn Reason(desk: Desk) -> AnyView {
    let errors = Held::new(Vec::new());
    let missing = t(staff::REASON_NEEDED);
    let decline = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let reason = value_of(&event, "reason");
        if reason.is_empty() {
            errors.set(vec![missing.to_owned()]);
            browser::focus(REASON);
        } else {
            desk.decide_ticked(false, reason);
        }
    };
    piece(view! {
        <form class="queue-box" on:submit=handler(decline) novalidate>
            <label for=REASON>{t(words::MANY_REASON)}</label>
            <Ready desk=desk key=None kind=TemplateKind::Decline field=REASON errors=errors />
            <textarea
                id=REASON
                name="reason"
                rows="3"
                maxlength=REASON_MAX
                required
                aria-describedby="queue-many-errors"
                aria-invalid=move || (!errors.with(Vec::is_empty)).then_some("true")
                inner_html=textarea_html("")
            ></textarea>
            <div class="field-errors" id="queue-many-errors" aria-live="polite">
                {move || errors.get().into_iter().map(|error| view! { <p>{error}</p> }).collect_view()}
            </div>
            <button class="button button-danger button-wide">{t(words::MANY_NO)}</button>
        </form>
    })
}
