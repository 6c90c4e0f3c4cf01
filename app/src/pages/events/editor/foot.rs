//! The end of the form: what happens on saving, and the button; above it, what became of a draft.

use leptos::prelude::*;

use super::state::{Editor, FORM, Note};
use crate::{
    components::{Icon, ProblemNotice, handler, piece},
    domain::{EVENT_LINE_MAX, EventState, excerpt},
    held::{Held, memo},
    i18n::{admin, events, t},
    pages::events::fields::{Field, area},
};

/// What became of a draft, and the way back.
#[component]
pub(super) fn DraftNote(editor: Editor) -> AnyView {
    let lang = editor.lang;
    let note = move || match editor.note.get() {
        Note::None => None,
        Note::Restored => Some(piece(view! {
            <p>{events::DRAFT_RESTORED.get(lang)}</p>
            <button type="button" class="button button-quiet" on:click=handler(move |_| editor.discard())>
                {events::DRAFT_DISCARD.get(lang)}
            </button>
        })),
        Note::Offered(draft) => {
            let title = excerpt(draft.title.trim(), 60);
            let take = move |_| editor.take((*draft).clone());
            Some(piece(view! {
                <p>{events::DRAFT_OFFERED.get(lang)} " " <q>{title}</q></p>
                <button type="button" class="button button-quiet" on:click=handler(take)>
                    {events::DRAFT_TAKE.get(lang)}
                </button>
            }))
        }
    };
    piece(view! { <div class="draft-note" role="status">{note}</div> })
}

/// What happens on saving, and the button.
#[component]
pub(super) fn Foot(
    editor: Editor,
    /// How many registrations would be told of a move by mail.
    reachable: Held<u32>,
) -> AnyView {
    let lang = editor.lang;
    // Without a script nobody sees whether time or place change: the field is there for it.
    let still = move || reachable.get() == 0 || (editor.awake.get() && !editor.moves());
    let told = move || events::told_of_move(lang, reachable.get());
    let note = Field::new(FORM, "note", t(events::MOVE_NOTE), "")
        .hint(t(events::MOVE_NOTE_HINT))
        .optional()
        .errors(editor.errors("note"));
    let raises = memo(move || editor.awake.get() && editor.raises());
    let raised = move || {
        raises.get().then(|| piece(view! { <p class="event-says">{events::RAISED.get(lang)}</p> }))
    };
    let problem = move || {
        editor.problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))
    };
    let here = format!("/staff/events/{}", editor.id);
    let stale = move || {
        let stale = editor.problem.with(|p| p.as_ref().is_some_and(|p| p.status == 412));
        stale.then(|| {
            piece(view! {
                <p class="settings-note">
                    {admin::STALE.get(lang)} " "
                    <a href=here.clone() target="_blank">{admin::STALE_LINK.get(lang)}</a>
                </p>
            })
        })
    };
    let label = move || match (editor.busy.get(), editor.id) {
        (true, _) => admin::SAVING.get(lang),
        (false, 0) => events::CREATE.get(lang),
        (false, _) => admin::SAVE.get(lang),
    };
    let unsaved = move || editor.awake.get() && editor.dirty.get();
    piece(view! {
        <div class="event-move" class:gone=still>
            <p class="event-says"><Icon name="mail" /> <span>{told}</span></p>
            {area(note, 2, EVENT_LINE_MAX * 5)}
        </div>
        <div role="status">{raised}</div>
        <div class="event-foot">
            {problem}
            {stale}
            <button id="event-save" class="button button-main"
                aria-busy=move || editor.busy.get().then_some("true")>{label}</button>
            <span class="event-unsaved" class:gone=move || !unsaved()>{t(events::UNSAVED)}</span>
        </div>
    })
}

/// Whether somebody besides staff may see an event in this state.
pub(super) fn is_public(state: EventState) -> bool {
    state != EventState::Draft
}
