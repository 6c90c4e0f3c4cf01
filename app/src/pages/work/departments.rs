//! `/staff/departments`: the departments, and what waits for each.

use leptos::prelude::*;
use leptos_router::components::A;
use serde::{Deserialize, Serialize};

use super::desk::{Desk, Said};
use crate::{
    api::{self, ApiResult, Department, Me},
    components::{Busy, PageHead, piece},
    data,
    i18n::{self, staff, t, work},
    pages::staff_frame::{StaffClosed, StaffFrame},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    departments: Vec<Department>,
}

async fn load() -> ApiResult<Loaded> {
    let me = api::me().await?;
    let departments = api::departments().await?.items;
    Ok(Loaded { me, departments })
}

/// All departments.
#[component]
pub(super) fn DepartmentsPage() -> impl IntoView {
    let desk = Desk::new();
    let data = data::load(|| (), |()| load());
    view! {
        <PageHead title=t(staff::DEPARTMENTS) description=t(work::DEPARTMENTS_TEXT) path="/staff/departments" private=true />
        <Suspense fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(loaded) => view! { <List loaded=loaded desk=desk /> },
                    Err(error) => view! { <StaffClosed title=staff::DEPARTMENTS error=error back="/staff/departments" /> },
                }
            })}
        </Suspense>
    }
}

#[component]
fn List(loaded: Loaded, desk: Desk) -> AnyView {
    let Loaded { me, mut departments } = loaded;
    // Whoever belongs to some sees those.
    if !me.departments.is_empty() {
        departments.retain(|department| department.mine);
    }
    // Where something is late first, then where most waits.
    departments
        .sort_by_key(|department| std::cmp::Reverse((department.overdue, department.waiting)));
    let items = departments.into_iter().map(card).collect_view();
    piece(view! {
        <StaffFrame me=me>
            <h1>{t(staff::DEPARTMENTS)}</h1>
            <p class="section-lead">{t(work::DEPARTMENTS_TEXT)}</p>
            <Said desk=desk />
            <ul class="work-departments">{items}</ul>
        </StaffFrame>
    })
}

fn card(department: Department) -> AnyView {
    let lang = i18n::lang();
    let late = department.overdue > 0;
    let overdue = late.then(|| {
        piece(view! { <span class="work-due" data-urgency="overdue">{work::overdue(lang, department.overdue)}</span> })
    });
    let name = lang.pick(department.name_de, department.name_en);
    piece(view! {
        <li class="work-department-card" class:work-late=late>
            <A href=format!("/staff/departments/{}", department.slug)>
                <strong>{name}</strong>
                <span>{work::waiting(lang, department.waiting)}</span>
                {overdue}
            </A>
        </li>
    })
}
