//! The form of an item: a plain one, saved at once where the page is alive.

use leptos::{prelude::*, task::spawn_local, wasm_bindgen::JsCast, web_sys::HtmlFormElement};
use leptos_router::{NavigateOptions, components::A, hooks::use_navigate};

use super::{
    control::{Control, FORM},
    fields,
    shown::{Loaded, load},
};
use crate::{
    api::{
        self, ApiError, ApiResult, Catalog, DepartmentForm, LabForm, Problem, ProjectForm,
        RulesForm, Saved, Section, TemplateForm, TopicForm, encode,
    },
    browser,
    components::{Icon, Notice, ProblemNotice, handler, piece},
    forms::form_state,
    i18n::{self, Lang, admin, common, problems, t},
    site,
};

/// The problem behind a failed call, when nobody knows the page's context any more.
pub(super) fn said(lang: Lang, error: ApiError) -> Problem {
    match error {
        ApiError::Problem(problem) => problem,
        ApiError::Network => Problem {
            kind: "about:blank".to_owned(),
            title: problems::NETWORK.get(lang).to_owned(),
            status: 0,
            detail: None,
            fields: std::collections::BTreeMap::new(),
            request_id: None,
        },
    }
}

/// Sends the fields of a form as what the section takes.
async fn save(
    section: Section,
    id: Option<String>,
    values: Vec<(String, String)>,
) -> ApiResult<Saved> {
    let field = |name: &str| {
        let found = values.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let id = id.as_deref();
    match section {
        Section::Labs => api::save_setting(section, id, &LabForm::of(field)).await,
        Section::Topics => api::save_setting(section, id, &TopicForm::of(field)).await,
        Section::Projects => api::save_setting(section, id, &ProjectForm::of(field)).await,
        Section::Departments => api::save_setting(section, id, &DepartmentForm::of(field)).await,
        Section::Templates => api::save_setting(section, id, &TemplateForm::of(field)).await,
        Section::Rules => api::save_setting(section, Some("rules"), &RulesForm::of(field)).await,
    }
}

/// The form of an item, or of a new one.
#[component]
pub(super) fn Item(
    loaded: Loaded,
    section: Section,
    id: Option<String>,
    catalog: Catalog,
) -> AnyView {
    let lang = i18n::lang();
    let failed = form_state(FORM);
    let segment = section.segment();
    let mut all = fields::of(&loaded, section, id.as_deref(), &catalog, lang);
    if failed.problem.is_some() {
        // What was typed counts, and not what is there; a box that is not ticked is not sent.
        for field in &mut all {
            field.value = failed.value(field.name);
        }
    }
    let name = fields::name(&loaded, section, id.as_deref(), lang);
    let title = match (section, &id) {
        (Section::Rules, _) => t(admin::section(section)).to_owned(),
        (_, None) => t(admin::add(section)).to_owned(),
        (_, Some(_)) => admin::change_named(lang, &name),
    };
    let mine = match section {
        Section::Labs | Section::Projects => match &id {
            Some(id) => {
                loaded.rows(section, &catalog, lang).iter().any(|row| row.id == *id && row.mine)
            }
            None => loaded.may_add(section),
        },
        _ => loaded.governs(),
    };
    let busy = RwSignal::new(false);
    let stored = leptos_router::hooks::use_query_map().with_untracked(|query| {
        (section == Section::Rules && query.get("saved").is_some()).then_some(())
    });
    let problem = RwSignal::new(failed.problem.clone());
    let is_stale = |problem: &Option<Problem>| problem.as_ref().is_some_and(|p| p.status == 412);
    // Whoever was told that somebody else changed it may write over it.
    let seen = match failed.value("seen") {
        typed if failed.problem.is_some() && !is_stale(&failed.problem) => typed,
        _ => loaded.seq.to_string(),
    };
    let seen = RwSignal::new(seen);
    let action = match (section, &id) {
        (Section::Rules, _) => "/api/staff/settings/rules".to_owned(),
        (_, Some(id)) => format!("/api/staff/settings/{segment}/{}", encode(id)),
        (_, None) => format!("/api/staff/settings/{segment}"),
    };
    let errors = move |name: &'static str| {
        Signal::derive(move || {
            problem
                .with(|p| p.as_ref().and_then(|p| p.fields.get(name).cloned()))
                .unwrap_or_default()
        })
    };
    let own = id.clone();
    let navigate = use_navigate();
    let places = site::catalog();
    let is_new = id.is_none() && section != Section::Rules;
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|_| !busy.get_untracked()) else { return };
        let values = browser::form_values(&form);
        let (id, navigate) = (id.clone(), navigate.clone());
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match save(section, id, values).await {
                Ok(saved) => {
                    let done = match (&saved.seq, is_new) {
                        (None, _) => "same",
                        (Some(_), true) => "added",
                        (Some(_), false) => "saved",
                    };
                    // The pages that are gone to next know of it.
                    places.refetch();
                    let to = format!("/staff/settings/{segment}?{done}={}", encode(&saved.id));
                    navigate(&to, NavigateOptions::default());
                    browser::scroll_to_top();
                }
                Err(error) => {
                    let error = said(lang, error);
                    if error.status == 412
                        && let Ok(fresh) = load(Some(section)).await
                    {
                        seen.try_set(fresh.seq.to_string());
                    }
                    let first = error.fields.keys().next().map(|name| format!("{FORM}-{name}"));
                    problem.try_set(Some(error));
                    if let Some(first) = first {
                        browser::focus(&first);
                    }
                }
            }
            busy.try_set(false);
        });
    };
    let control = move |field: fields::Field| {
        let errors = errors(field.name);
        piece(view! { <Control field=field errors=errors /> })
    };
    // Opening hours are seven fields and one question.
    let (hours, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|field| field.name.len() == 7 && field.name.starts_with("hours_"));
    let (before, behind): (Vec<_>, Vec<_>) = {
        let cut = others.iter().position(|f| f.name == "hours_note_de").unwrap_or(others.len());
        let mut others = others;
        let behind = others.split_off(cut);
        (others, behind)
    };
    let hours = (!hours.is_empty()).then(|| {
        piece(view! {
            <fieldset class="field settings-hours">
                <legend>{t(admin::HOURS)}</legend>
                <p class="field-hint">{admin::hint("hours").map(t)}</p>
                {hours.into_iter().map(control).collect_view()}
            </fieldset>
        })
    });
    let list = format!("/staff/settings/{segment}");
    let here = match &own {
        Some(id) => format!("{list}/{}", encode(id)),
        None => list.clone(),
    };
    let head = piece(view! {
        <h1>{title}</h1>
        <p class="admin-lead">{t(admin::section_text(section))}</p>
        {stored.map(|()| piece(view! { <Notice>{admin::done(lang, "saved", t(admin::section(section)))}</Notice> }))}
        {move || problem.get().map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
        {move || problem.with(is_stale).then(|| piece(view! {
            <p class="settings-note">
                {t(admin::STALE)} " "
                <a href=here.clone() target="_blank">{t(admin::STALE_LINK)}</a>
            </p>
        }))}
        {(!mine).then(|| piece(view! { <p class="settings-note">{t(admin::NOT_YOURS)}</p> }))}
    });
    piece(view! {
        {(section != Section::Rules).then(|| piece(view! {
            <p class="settings-back">
                <A href=list.clone()><Icon name="back" /> {t(admin::section(section))}</A>
            </p>
        }))}
        {head}
        <form class="settings-form" method="post" action=action on:submit=handler(send) novalidate>
            <input type="hidden" name="seen" value=move || seen.get() />
            <fieldset class="settings-all" disabled=!mine>
                {before.into_iter().map(control).collect_view()}
                {hours}
                {behind.into_iter().map(control).collect_view()}
                <div class="settings-foot">
                    <button class="button button-main" aria-busy=move || busy.get().then_some("true")>
                        {move || if busy.get() { admin::SAVING.get(lang) } else { admin::SAVE.get(lang) }}
                    </button>
                    {(section != Section::Rules).then(|| piece(view! {
                        <A href=list attr:class="button button-quiet">{t(common::CANCEL)}</A>
                    }))}
                </div>
            </fieldset>
        </form>
    })
}
