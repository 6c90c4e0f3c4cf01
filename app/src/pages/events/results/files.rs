//! Files of an event: to read before, and of its results.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{EventFile, Problem, StaffEvent},
    browser,
    components::{Icon, ProblemNotice, handler, piece, problem_of},
    domain::FileKind,
    forms::form_state,
    held::Held,
    i18n::{self, Lang, events, t},
    live,
    pages::events::{
        acts::{Act, Acts, Send},
        fields::says,
        op::Op,
    },
};

/// The input that picks the file.
const INPUT: &str = "event-file";
/// What may be put up.
const KINDS: &str = ".pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx,.txt,.csv";

/// The files, and the form for another.
#[component]
pub(super) fn Files(event: Held<StaffEvent>, acts: Acts, may_edit: bool) -> AnyView {
    let lang = i18n::lang();
    let id = event.with_untracked(|event| event.card.id);
    let failed = form_state("files");
    let (problem, busy) = (Held::new(failed.problem.clone()), Held::new(false));
    let node = NodeRef::<leptos::html::Form>::new();
    let upload = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        let Some(form) = node.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let values = browser::form_values(&form);
        let kind = values.into_iter().find(|(name, _)| name == "kind").map(|(_, kind)| kind);
        let Some(file) = browser::take_files(INPUT).into_iter().next() else {
            return browser::focus(INPUT);
        };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match file.upload_to_event(id, &kind.unwrap_or_default()).await {
                Ok(now) => {
                    event.set(now);
                    live::say(events::FILE_ADDED.get(lang));
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
            busy.set(false);
        });
    };
    let errors = Signal::derive(move || {
        let of = |problem: &Option<Problem>| problem.as_ref()?.fields.get("file").cloned();
        problem.with(of).unwrap_or_default()
    });
    let kinds = [FileKind::Document, FileKind::Result].map(|kind| {
        let checked = kind == FileKind::Result;
        piece(view! {
            <label class="choice">
                <input type="radio" name="kind" value=kind.as_str() checked=checked />
                <span>{t(events::file_kind(kind))}</span>
            </label>
        })
    });
    let rows = move || {
        let files = event.with(|event| event.files.clone());
        let none = files
            .is_empty()
            .then(|| piece(view! { <p class="muted">{events::NO_FILES.get(lang)}</p> }));
        let files =
            files.into_iter().map(|file| row(lang, acts, id, file, may_edit)).collect_view();
        piece(view! { {none} <ul class="event-files">{files}</ul> })
    };
    let form = may_edit.then(|| {
        piece(view! {
            <form class="work-form" method="post" action=format!("/api/staff/events/{id}/files")
                enctype="multipart/form-data" node_ref=node on:submit=handler(upload) novalidate>
                {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
                <fieldset class="field">
                    <legend>{t(events::FILE_KIND)}</legend>
                    {kinds.into_iter().collect_view()}
                </fieldset>
                <div class="field">
                    <label for=INPUT>{t(events::FILE)}</label>
                    <p class="field-hint" id="event-file-hint">{t(events::FILE_HINT)}</p>
                    <input id=INPUT type="file" name="file" required accept=KINDS aria-describedby="event-file-hint event-file-errors" />
                    {says(INPUT, errors)}
                </div>
                <button class="button" aria-busy=move || busy.get().then_some("true")>{t(events::FILE_ADD)}</button>
            </form>
        })
    });
    piece(view! {
        <section class="event-box" aria-labelledby="event-files">
            <h2 id="event-files">{t(events::FILES)}</h2>
            {rows}
            {form}
        </section>
    })
}

fn row(lang: Lang, acts: Acts, event: i64, file: EventFile, may_edit: bool) -> AnyView {
    let op = Op::RemoveFile(event, file.id);
    let (name, size) = (file.name.clone(), events::size(lang, file.size));
    let remove = may_edit.then(|| {
        piece(view! {
            <Act acts=acts op=op>
                <Send acts=acts op=op class="button button-quiet" label=events::REMOVE.get(lang) about=name.clone() />
            </Act>
        })
    });
    piece(view! {
        <li>
            <a href=file.url rel="external" download=""><Icon name="copy" /> <span dir="auto">{file.name}</span></a>
            <span class="muted">{events::file_kind(file.kind).get(lang)} ", " {size}</span>
            {remove}
        </li>
    })
}
