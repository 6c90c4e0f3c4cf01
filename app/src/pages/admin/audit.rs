//! `/staff/audit`: the activity log in words, newest first.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::A,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use serde::{Deserialize, Serialize};

use crate::{
    api::{self, ActivityKind, ApiResult, AuditEntry, AuditPage, AuditQuery, Me, StaffName},
    browser,
    components::{Busy, Icon, PageHead, ProblemNotice, handler, piece, problem_of},
    data,
    held::memo,
    i18n::{self, admin, t},
    pages::staff_frame::{StaffClosed, StaffFrame},
};

fn asked(params: &ParamsMap) -> AuditQuery {
    let get = |name: &str| params.get(name).unwrap_or_default().trim().to_owned();
    AuditQuery {
        kind: get("kind"),
        staff: get("staff"),
        idea: get("idea"),
        from: get("from"),
        to: get("to"),
        after: get("after"),
    }
}

fn href(query: &AuditQuery) -> String {
    match query.to_query() {
        query if query.is_empty() => "/staff/audit".to_owned(),
        query => format!("/staff/audit?{query}"),
    }
}

/// Who looks, and what the log says; a filter that makes no sense is told at its fields.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    page: ApiResult<AuditPage>,
}

async fn load(query: AuditQuery) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let page = api::audit(&query).await;
    match page {
        Err(error) if error.status() != Some(422) => Err(error),
        page => Ok(Loaded { me, page }),
    }
}

/// The log. Only admins see it.
#[component]
pub(super) fn AuditView() -> AnyView {
    let params = use_query_map();
    let query = memo(move || asked(&params.read()));
    let data = data::load(move || query.get(), load);
    piece(view! {
        <PageHead title=t(admin::AUDIT) description=t(admin::AUDIT_TEXT) path="/staff/audit" private=true />
        <Transition fallback=|| view! { <Busy /> }>
            {move || {
                let query = query.get();
                Suspend::new(async move {
                    match data.await {
                        Ok(loaded) => view! { <Log loaded=loaded query=query /> },
                        Err(error) => {
                            let back = href(&query);
                            view! { <StaffClosed title=admin::AUDIT error=error back=back /> }
                        }
                    }
                })
            }}
        </Transition>
    })
}

#[component]
fn Log(loaded: Loaded, query: AuditQuery) -> AnyView {
    let Loaded { me, page } = loaded;
    let (page, problem) = match page {
        Ok(page) => (page, None),
        Err(error) => (AuditPage::default(), Some(problem_of(error))),
    };
    let csv = AuditQuery { after: String::new(), ..query.clone() }.to_query();
    let older = page.next.clone().map(|after| href(&AuditQuery { after, ..query.clone() }));
    let newest = (!query.after.is_empty())
        .then(|| href(&AuditQuery { after: String::new(), ..query.clone() }));
    let none = (page.items.is_empty() && problem.is_none())
        .then(|| piece(view! { <p class="empty">{t(admin::AUDIT_NONE)}</p> }));
    let fields = problem.as_ref().map(|p| p.fields.clone()).unwrap_or_default();
    let entries = page.items.into_iter().map(|entry| piece(view! { <Entry entry=entry /> }));
    let entries = entries.collect_view();
    piece(view! {
        <StaffFrame me=me>
            <div class="admin audit">
                <div class="admin-head">
                    <h1>{t(admin::AUDIT)}</h1>
                    <a class="button" href=format!("/api/staff/audit.csv?{csv}") rel="external" download="">
                        <Icon name="list" />
                        {t(admin::AUDIT_CSV)}
                    </a>
                </div>
                <p class="admin-lead">{t(admin::AUDIT_TEXT)}</p>
                {problem.map(|problem| piece(view! { <ProblemNotice problem=problem /> }))}
                <Filter query=query staff=page.staff errors=fields />
                {none}
                <ol class="audit-entries" aria-label=t(admin::AUDIT_LIST)>{entries}</ol>
                <p class="audit-pages">
                    {newest.map(|to| piece(view! { <A href=to attr:class="button">{t(admin::AUDIT_NEWEST)}</A> }))}
                    {older.map(|to| piece(view! { <A href=to attr:class="button">{t(admin::AUDIT_OLDER)}</A> }))}
                </p>
            </div>
        </StaffFrame>
    })
}

/// What is looked for.
#[component]
fn Filter(
    query: AuditQuery,
    staff: Vec<StaffName>,
    errors: std::collections::BTreeMap<String, Vec<String>>,
) -> AnyView {
    let navigate = use_navigate();
    let go = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let mut params = ParamsMap::new();
        for (name, value) in browser::form_values(&event_target(&event)) {
            params.insert(name, value);
        }
        navigate(&href(&asked(&params)), NavigateOptions { scroll: false, ..Default::default() });
    };
    let groups = admin::AUDIT_GROUPS.map(|(group, name)| {
        let prefix = format!("{group}.");
        let kinds = ActivityKind::ALL.iter().copied();
        let kinds = kinds.filter(|kind| kind.as_str().starts_with(&prefix)).map(|kind| {
            let chosen = kind.as_str() == query.kind;
            piece(view! { <option value=kind.as_str() selected=chosen>{t(admin::kind(kind))}</option> })
        });
        let (kinds, chosen) = (kinds.collect_view(), query.kind == group);
        piece(view! {
            <optgroup label=t(name)>
                <option value=group selected=chosen>{format!("{}: {}", t(name), t(admin::AUDIT_ALL))}</option>
                {kinds}
            </optgroup>
        })
    });
    let people = staff.into_iter().map(|person| {
        let id = person.id.to_string();
        let chosen = id == query.staff;
        piece(view! { <option value=id selected=chosen>{person.name}</option> })
    });
    let said = |name: &str| {
        let told = errors.get(name).cloned().unwrap_or_default();
        let invalid = (!told.is_empty()).then_some("true");
        let told = told.into_iter().map(|error| piece(view! { <p>{error}</p> })).collect_view();
        let id = format!("audit-{name}-errors");
        (invalid, piece(view! { <div class="field-errors" id=id>{told}</div> }))
    };
    let ((idea_wrong, idea_says), (from_wrong, from_says), (to_wrong, to_says)) =
        (said("idea"), said("from"), said("to"));
    let filtered = query != AuditQuery { after: query.after.clone(), ..AuditQuery::default() };
    piece(view! {
        <search>
            <form class="audit-filter" method="get" action="/staff/audit" on:submit=handler(go) aria-label=t(admin::AUDIT_FILTER)>
                <div class="field audit-wide">
                    <label for="audit-kind">{t(admin::AUDIT_KIND)}</label>
                    <select id="audit-kind" name="kind">
                        <option value="">{t(admin::AUDIT_USUAL)}</option>
                        <option value="all" selected=query.kind == "all">{t(admin::AUDIT_ALL_KINDS)}</option>
                        {groups.into_iter().collect_view()}
                    </select>
                </div>
                <div class="field audit-wide">
                    <label for="audit-staff">{t(admin::AUDIT_STAFF)}</label>
                    <select id="audit-staff" name="staff">
                        <option value="">{t(admin::AUDIT_EVERYBODY)}</option>
                        {people.collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="audit-idea">{t(admin::AUDIT_IDEA)}</label>
                    <input id="audit-idea" name="idea" inputmode="numeric" maxlength="20" autocomplete="off" value=query.idea
                        aria-invalid=idea_wrong aria-describedby="audit-idea-errors" />
                    {idea_says}
                </div>
                <div class="field">
                    <label for="audit-from">{t(admin::AUDIT_FROM)}</label>
                    <input id="audit-from" name="from" type="date" value=query.from
                        aria-invalid=from_wrong aria-describedby="audit-from-errors" />
                    {from_says}
                </div>
                <div class="field">
                    <label for="audit-to">{t(admin::AUDIT_TO)}</label>
                    <input id="audit-to" name="to" type="date" value=query.to
                        aria-invalid=to_wrong aria-describedby="audit-to-errors" />
                    {to_says}
                </div>
                <div class="audit-go">
                    <button class="button button-main">{t(admin::AUDIT_GO)}</button>
                    {filtered.then(|| piece(view! {
                        <A href="/staff/audit" attr:class="button button-quiet">{t(admin::AUDIT_CLEAR)}</A>
                    }))}
                </div>
            </form>
        </search>
    })
}

#[component]
fn Entry(entry: AuditEntry) -> AnyView {
    let lang = i18n::lang();
    let (line, who) = (admin::entry(lang, &entry), admin::who(lang, &entry));
    let note = admin::entry_note(lang, &entry);
    let note = (!note.is_empty()).then(|| {
        let lines = note.into_iter().map(|line| piece(view! { <li>{line}</li> })).collect_view();
        piece(view! { <ul class="audit-note">{lines}</ul> })
    });
    let idea = entry.idea.map(|id| {
        let title = admin::audit_title(lang, id, entry.title.as_deref());
        piece(view! { <A href=format!("/staff/ideas/{id}") attr:class="audit-idea">{title}</A> })
    });
    // What was set is set there.
    let setting = entry.subject.clone().filter(|_| entry.kind == ActivityKind::SettingsChanged);
    let setting = setting.map(|subject| {
        let to = match subject.split_once('/') {
            Some((section, id)) => format!("/staff/settings/{section}s/{}", api::encode(id)),
            None => "/staff/settings/rules".to_owned(),
        };
        piece(view! { <A href=to attr:class="audit-idea">{subject}</A> })
    });
    let at = i18n::date_time(lang, entry.at);
    piece(view! {
        <li class="audit-entry">
            <p class="audit-when">
                <time datetime=entry.at.to_string()>{at}</time>
                <span class="audit-who"><Icon name="user" /> <span dir="auto">{who}</span></span>
            </p>
            <div class="audit-what">
                <strong>{line}</strong>
                {idea}
                {setting}
                {note}
            </div>
        </li>
    })
}
