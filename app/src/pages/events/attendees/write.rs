//! Writing to participants: to all, to some kinds, or to those who are ticked in the list.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::state::People;
use crate::{
    browser,
    components::{Icon, effect, piece},
    domain::EVENT_TITLE_MAX,
    i18n::{Text, events, t},
    pages::events::{
        acts::{Act, Acts, Send},
        fields::{Field, area, line},
        op::Op,
    },
};

/// The id of the form: the boxes in the list belong to it.
pub(super) const FORM_ID: &str = "event-message";

/// To whom, by the identifier on the wire.
const TO: [(&str, Text); 4] = [
    ("all", events::TO_ALL),
    ("confirmed", events::TO_CONFIRMED),
    ("waitlisted", events::TO_WAITLISTED),
    ("", events::TO_CHOSEN),
];

/// The form.
#[component]
pub(super) fn Write(acts: Acts, people: People) -> AnyView {
    let op = Op::Message(people.event);
    let (open, sent) = use_query_map().with_untracked(|query| {
        let sent = query.get("done").is_some_and(|done| done == "message");
        (query.get("write").is_some() || acts.came_back(op), sent)
    });
    let node = NodeRef::<leptos::html::Form>::new();
    effect(move || {
        if let Some(form) = node.get() {
            browser::keep_form(&form, "message", people.event, sent);
        }
    });
    let chosen = match (acts.came_back(op), acts.typed(op, "to")) {
        (true, to) => to,
        (false, _) => "all".to_owned(),
    };
    let to = TO.map(|(key, label)| {
        let checked = key == chosen;
        piece(view! {
            <label class="choice">
                <input type="radio" name="to" value=key checked=checked />
                <span>{t(label)}</span>
            </label>
        })
    });
    let subject = Field::new("message", "subject", t(events::SUBJECT), acts.typed(op, "subject"))
        .errors(acts.errors(op, "subject"));
    let text = Field::new("message", "text", t(events::MESSAGE), acts.typed(op, "text"))
        .hint(t(events::MESSAGE_HINT))
        .errors(acts.errors(op, "text"));
    piece(view! {
        <details class="event-box work-fold" id="write" open=open>
            <summary><h2><Icon name="mail" /> {t(events::WRITE)}</h2></summary>
            <Act acts=acts op=op class="work-form" id=FORM_ID node=node>
                <fieldset class="field">
                    <legend>{t(events::TO_WHOM)}</legend>
                    {to.into_iter().collect_view()}
                </fieldset>
                {line(subject, "text", EVENT_TITLE_MAX)}
                {area(text, 5, 4000)}
                <Send acts=acts op=op class="button button-main" label=t(events::WRITE_SEND) />
            </Act>
        </details>
    })
}
