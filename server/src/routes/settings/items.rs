//! Listing, changing and adding: the same for every section, so written once.

use app::{
    api::{
        DepartmentForm, DepartmentSettingsPage, LabForm, LabSettingsPage, ProjectForm,
        ProjectSettingsPage, RulesForm, RulesSettings, Saved, Section, TemplateForm,
        TemplateSettingsPage, TopicForm, TopicSettingsPage,
    },
    domain::{
        DepartmentDraft, FieldErrors, LabDraft, ProjectDraft, RulesDraft, TemplateDraft, TopicDraft,
    },
};
use axum::{Json, extract::State, http::HeaderMap, response::Response};

use super::{Asked, admin, answer, saved};
use crate::{
    routes::{
        error::Error,
        params::Path,
        posted::{FormValues, FromForm, Posted},
        staff::{Administrator, Governor},
        visitor::Reader,
    },
    state::AppState,
    store::{
        Db, StoreResult, activity,
        places::{self, Admin, Change},
        rules as rules_store, templates as templates_store,
    },
};

macro_rules! forms {
    ($($form:ident)+) => {
        $(impl FromForm for $form {
            fn from_form(form: &FormValues) -> Result<Self, FieldErrors> {
                Ok(Self::of(|field| form.one(field)))
            }
        })+
    };
}

forms! { LabForm TopicForm ProjectForm DepartmentForm TemplateForm RulesForm }

/// Declares the handlers of a section: its list, and how one of its items is added and changed.
macro_rules! section {
    (
        $module:ident, $path:literal, $item_path:literal, $section:expr, $who:ident,
        $page:ident, $form:ident, $draft:ident, $list:path, $save:path,
        $list_doc:literal, $add_doc:literal, $change_doc:literal
    ) => {
        #[doc = $list_doc]
        pub mod $module {
            use super::*;

            #[doc = $list_doc]
            #[utoipa::path(get, path = $path, responses((status = 200, body = $page)))]
            pub async fn list(
                _staff: Administrator,
                State(state): State<AppState>,
            ) -> Result<Json<$page>, Error> {
                // First: whatever is changed from here on was not seen.
                let seq = activity::head(&state.db).await?;
                Ok(Json($page { items: $list(&state.db).await?, seq }))
            }

            #[doc = $add_doc]
            #[doc = ""]
            #[doc = "The slug is made from the name, and never changes. 409 where there are as many as there can be."]
            #[utoipa::path(
                post,
                path = $path,
                request_body(content(($form = "application/json"), ($form = "application/x-www-form-urlencoded"))),
                responses(
                    (status = 200, body = Saved),
                    (status = 303, description = "A form was sent: back to the list."),
                ),
            )]
            pub async fn add(
                staff: $who,
                State(state): State<AppState>,
                Reader(lang): Reader,
                headers: HeaderMap,
                posted: Posted<$form>,
            ) -> Response {
                let scope = staff.scope();
                let outcome = async {
                    let draft = $draft::parse(&posted.value?)?;
                    saved($save(&state.db, None, &draft, admin(&staff, &scope, "")).await?)
                };
                let outcome = outcome.await;
                let asked = Asked {
                    headers: &headers, lang, typed: posted.form, section: $section, id: None,
                    done: "added",
                };
                answer(asked, outcome).await
            }

            #[doc = $change_doc]
            #[utoipa::path(
                put,
                path = $item_path,
                params(("id" = String, Path, description = "Its slug, or the number of a template")),
                request_body(content(($form = "application/json"), ($form = "application/x-www-form-urlencoded"))),
                responses(
                    (status = 200, body = Saved),
                    (status = 303, description = "A form was sent: back to the list."),
                    (status = 412, body = app::api::Problem, content_type = "application/problem+json",
                        description = "Somebody else changed it after it was `seen`."),
                ),
            )]
            pub async fn put(
                staff: $who,
                State(state): State<AppState>,
                Path(id): Path<String>,
                Reader(lang): Reader,
                headers: HeaderMap,
                posted: Posted<$form>,
            ) -> Response {
                let scope = staff.scope();
                let outcome = async {
                    let form = posted.value?;
                    let draft = $draft::parse(&form)?;
                    let admin = admin(&staff, &scope, &form.seen);
                    saved($save(&state.db, Some(&id), &draft, admin).await?)
                };
                let outcome = outcome.await;
                let asked = Asked {
                    headers: &headers, lang, typed: posted.form, section: $section,
                    id: Some(&id), done: "saved",
                };
                answer(asked, outcome).await
            }

            #[doc = $change_doc]
            #[doc = ""]
            #[doc = "The same as `PUT`, for plain forms."]
            #[utoipa::path(
                post,
                path = $item_path,
                params(("id" = String, Path, description = "Its slug, or the number of a template")),
                request_body(content(($form = "application/json"), ($form = "application/x-www-form-urlencoded"))),
                responses(
                    (status = 200, body = Saved),
                    (status = 303, description = "A form was sent: back to the list."),
                    (status = 412, body = app::api::Problem, content_type = "application/problem+json",
                        description = "Somebody else changed it after it was `seen`."),
                ),
            )]
            pub async fn post(
                staff: $who,
                state: State<AppState>,
                id: Path<String>,
                lang: Reader,
                headers: HeaderMap,
                posted: Posted<$form>,
            ) -> Response {
                put(staff, state, id, lang, headers, posted).await
            }
        }
    };
}

section! {
    labs, "/api/staff/settings/labs", "/api/staff/settings/labs/{id}", Section::Labs,
    Administrator, LabSettingsPage, LabForm, LabDraft, places::labs, places::save_lab,
    "All labs, those that are put away included", "Add a lab", "Change a lab"
}

section! {
    topics, "/api/staff/settings/topics", "/api/staff/settings/topics/{id}", Section::Topics,
    Governor, TopicSettingsPage, TopicForm, TopicDraft, places::topics, places::save_topic,
    "All topics, those that are put away included", "Add a topic", "Change a topic"
}

section! {
    projects, "/api/staff/settings/projects", "/api/staff/settings/projects/{id}",
    Section::Projects, Administrator, ProjectSettingsPage, ProjectForm, ProjectDraft,
    places::projects, places::save_project,
    "All projects, those that are put away included", "Add a project", "Change a project"
}

section! {
    departments, "/api/staff/settings/departments", "/api/staff/settings/departments/{id}",
    Section::Departments, Governor, DepartmentSettingsPage, DepartmentForm, DepartmentDraft,
    places::departments, places::save_department,
    "All departments, those that are put away included", "Add a department",
    "Change a department"
}

section! {
    templates, "/api/staff/settings/templates", "/api/staff/settings/templates/{id}",
    Section::Templates, Governor, TemplateSettingsPage, TemplateForm, TemplateDraft,
    templates_store::all, save_template,
    "All templates, those that are put away included", "Add a template", "Change a template"
}

/// By its number, as its address has it.
async fn save_template(
    db: &Db,
    id: Option<&str>,
    draft: &TemplateDraft,
    admin: Admin<'_>,
) -> StoreResult<Change> {
    let id = match id.map(str::parse) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return Ok(Change::NotFound),
    };
    templates_store::save(db, id, draft, admin).await
}

/// The rules of moderation.
pub mod rules {
    use super::*;

    /// What holds a contribution, and who is trusted
    #[utoipa::path(get, path = "/api/staff/settings/rules", responses((status = 200, body = RulesSettings)))]
    pub async fn list(
        _staff: Administrator,
        State(state): State<AppState>,
    ) -> Result<Json<RulesSettings>, Error> {
        Ok(Json(rules_store::settings(&state.db).await?))
    }

    /// Set what holds a contribution, and who is trusted
    #[utoipa::path(
        put,
        path = "/api/staff/settings/rules",
        request_body(content((RulesForm = "application/json"), (RulesForm = "application/x-www-form-urlencoded"))),
        responses(
            (status = 200, body = Saved),
            (status = 303, description = "A form was sent: back to the rules."),
            (status = 412, body = app::api::Problem, content_type = "application/problem+json",
                description = "Somebody else changed them after they were `seen`."),
        ),
    )]
    pub async fn put(
        staff: Governor,
        State(state): State<AppState>,
        Reader(lang): Reader,
        headers: HeaderMap,
        posted: Posted<RulesForm>,
    ) -> Response {
        let scope = staff.scope();
        let outcome = async {
            let form = posted.value?;
            let draft = RulesDraft::parse(&form)?;
            let admin = admin(&staff, &scope, &form.seen);
            saved(rules_store::save(&state.db, &draft, admin).await?)
        };
        let outcome = outcome.await;
        let asked = Asked {
            headers: &headers,
            lang,
            typed: posted.form,
            section: Section::Rules,
            id: None,
            done: "saved",
        };
        answer(asked, outcome).await
    }

    /// Set what holds a contribution, and who is trusted
    ///
    /// The same as `PUT`, for plain forms.
    #[utoipa::path(
        post,
        path = "/api/staff/settings/rules",
        request_body(content((RulesForm = "application/json"), (RulesForm = "application/x-www-form-urlencoded"))),
        responses(
            (status = 200, body = Saved),
            (status = 303, description = "A form was sent: back to the rules."),
            (status = 412, body = app::api::Problem, content_type = "application/problem+json",
                description = "Somebody else changed them after they were `seen`."),
        ),
    )]
    pub async fn post(
        staff: Governor,
        state: State<AppState>,
        lang: Reader,
        headers: HeaderMap,
        posted: Posted<RulesForm>,
    ) -> Response {
        put(staff, state, lang, headers, posted).await
    }
}
