//! Whether and how one signs up.

use leptos::prelude::*;

use super::{
    begin::{day_value, time_value},
    sections::section,
    state::{Editor, FORM},
};
use crate::{
    api::EventForm,
    components::piece,
    i18n::{Text, common, events, t},
    pages::events::fields::{line, says, tick},
};

/// Seats, line, period, group, and what happens before and after.
pub(super) fn signup(editor: Editor, form: &EventForm) -> AnyView {
    let yes = |name: &'static str, label: Text, hint: Option<Text>, on: bool| {
        let field = editor.field(name, label, "").hint(hint.map(t).unwrap_or_default());
        tick(field, on)
    };
    let number = |name: &'static str, label: Text, hint: Text, value: &str| {
        line(editor.field(name, label, value).hint(t(hint)).optional(), "number", 6)
    };
    let inner = piece(view! {
        <div class="event-signs-up">
            <div class="event-pair">
                {number("capacity", events::CAPACITY, events::CAPACITY_HINT, &form.capacity)}
                {number("group_max", events::GROUP, events::GROUP_HINT, &form.group_max)}
            </div>
            {yes("waitlist", events::WAITLIST, Some(events::WAITLIST_HINT), form.waitlist)}
            {number("offer_hours", events::OFFER, events::OFFER_HINT, &form.offer_hours)}
            {moment(editor, "opens", events::OPENS, events::OPENS_HINT, &form.opens_date, &form.opens_time)}
            {moment(editor, "closes", events::CLOSES, events::CLOSES_HINT, &form.closes_date, &form.closes_time)}
            {yes("must_confirm", events::CONFIRM, Some(events::CONFIRM_HINT), form.must_confirm)}
            {number("remind_hours", events::REMIND, events::REMIND_HINT, &form.remind_hours)}
            {yes("thanks", events::THANKS, Some(events::THANKS_HINT), form.thanks)}
        </div>
    });
    section(
        "signup",
        events::SIGN_UP,
        piece(view! {
            {yes("signs_up", events::SIGNS_UP, Some(events::SIGNS_UP_HINT), form.signs_up)}
            {inner}
        }),
    )
}

/// A day and a time that are one moment.
fn moment(
    editor: Editor,
    name: &'static str,
    label: Text,
    hint: Text,
    day: &str,
    time: &str,
) -> AnyView {
    let id = format!("{FORM}-{name}");
    let errors = editor.errors(name);
    let invalid = move || errors.with(|errors| (!errors.is_empty()).then_some("true"));
    let time = if time.is_empty() { String::new() } else { time_value(time) };
    let described = format!("{id}-hint {id}-errors");
    piece(view! {
        <fieldset class="field" id=id.clone() tabindex="-1" aria-describedby=described
            class:field-invalid=move || invalid().is_some()>
            <legend>{t(label)} <span class="field-optional">{t(common::OPTIONAL)}</span></legend>
            <p class="field-hint" id=format!("{id}-hint")>{t(hint)}</p>
            <div class="event-moment">
                <label>
                    <span>{t(events::DAY)}</span>
                    <input type="date" name=format!("{name}_date") value=day_value(day) min="2000-01-01" max="2199-12-31"
                        aria-invalid=invalid />
                </label>
                <label>
                    <span>{t(events::TIME)}</span>
                    <input type="time" name=format!("{name}_time") value=time aria-invalid=invalid />
                </label>
            </div>
            {says(&id, errors)}
        </fieldset>
    })
}
