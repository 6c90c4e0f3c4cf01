//! `/staff/ideas/{id}`: one idea with all that staff know and do.

mod answers;
mod departments;
mod head;
mod hiding;
mod history;
mod notes;
mod people;
mod related;
mod trust;
mod way;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use super::desk::{Desk, Said};
use crate::{
    api::{self, ApiResult, Catalog, CommentPage, Department, Me, StaffIdea},
    browser::Debounce,
    components::{Busy, PageHead, effect, piece},
    data,
    held::memo,
    i18n::{staff, t, work},
    live,
    pages::staff_frame::{StaffClosed, StaffFrame},
    site,
};

/// So long after the last of several changes the idea is read anew, in milliseconds.
const SOON_MS: u64 = 400;

/// What the page begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Loaded {
    me: Me,
    idea: StaffIdea,
    departments: Vec<Department>,
    /// The first page of the public comments; empty for whoever may not hide them.
    comments: CommentPage,
    /// How a draft looks that a plain post wanted to see.
    preview: Option<String>,
}

async fn load(id: i64, preview: Option<String>, comments: String) -> ApiResult<Loaded> {
    let me = api::me().await?;
    let idea = api::staff_idea(id).await?;
    let departments = api::departments().await?.items;
    let preview = match preview {
        Some(text) => api::preview_answer(&text).await.ok().map(|preview| preview.html),
        None => None,
    };
    let comments = match idea.public && idea.powers.route {
        true => api::comments(id, &comments).await.unwrap_or_default(),
        false => CommentPage::default(),
    };
    Ok(Loaded { me, idea, departments, comments, preview })
}

/// The page of an idea, for staff.
#[component]
pub(super) fn StaffIdeaPage() -> impl IntoView {
    let params = use_params_map();
    let id = memo(move || params.read().get("id").and_then(|id| id.parse().ok()).unwrap_or(-1));
    let desk = Desk::new();
    let preview = desk.to_preview();
    let wanted = preview.clone().map(|(_, text)| text);
    let comments =
        use_query_map().with_untracked(|query| query.get("comments")).unwrap_or_default();
    let data = data::load(move || id.get(), move |id| load(id, wanted.clone(), comments.clone()));
    let catalog = site::catalog();
    let preview_of = preview.map(|(department, _)| department);
    view! {
        <Suspense fallback=|| view! { <Busy /> }>
            {move || {
                let preview_of = preview_of.clone();
                Suspend::new(async move {
                    let catalog = catalog.await;
                    match data.await {
                        Ok(loaded) => {
                            view! { <Workplace loaded=loaded desk=desk catalog=catalog preview_of=preview_of /> }
                        }
                        Err(error) => {
                            let back = format!("/staff/ideas/{}", id.get_untracked());
                            view! { <StaffClosed title=staff::ALL_IDEAS error=error back=back /> }
                        }
                    }
                })
            }}
        </Suspense>
    }
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct State {
    /// The idea, kept current.
    idea: RwSignal<StaffIdea>,
    /// All departments.
    departments: StoredValue<Vec<Department>>,
    /// Whether the reader may not see it any more.
    gone: RwSignal<bool>,
    desk: Desk,
}

impl State {
    fn id(self) -> i64 {
        self.idea.with_untracked(|idea| idea.idea.card.id)
    }

    /// The name of a department.
    fn name(self, slug: &str) -> String {
        let lang = crate::i18n::lang();
        let known = self.departments.with_value(|all| {
            let found = all.iter().find(|department| department.slug == slug);
            found.map(|d| lang.pick(d.name_de.clone(), d.name_en.clone()))
        });
        known.unwrap_or_else(|| slug.to_owned())
    }

    /// Reads the idea anew.
    fn read(self) {
        let id = self.id();
        spawn_local(async move {
            match api::staff_idea(id).await {
                Ok(fresh) => {
                    self.idea.try_set(fresh);
                }
                // Handed on: it is somebody else's now.
                Err(error) if error.status() == Some(404) => {
                    self.gone.try_set(true);
                }
                Err(_) => {}
            }
        });
    }

    /// Reads it whenever something was changed, here or by somebody else.
    fn follow(self, seq: i64, staff: bool) {
        let id = self.id();
        let soon = Debounce::new();
        let navigate = use_navigate();
        let changed = self.desk.changed;
        Effect::new(move |before: Option<u32>| {
            let now = changed.get();
            if before.is_some_and(|before| before != now) {
                self.read();
            }
            now
        });
        effect(move || {
            if self.gone.get() {
                navigate("/staff/departments?done=handed-on", Default::default());
            }
        });
        // The staff's stream tells more than a member of a department may hear.
        live::listen(seq, staff, move |event| {
            if event.idea == id {
                soon.after_ms(SOON_MS, move || self.read());
            }
        });
    }
}

#[component]
fn Workplace(loaded: Loaded, desk: Desk, catalog: Catalog, preview_of: Option<String>) -> AnyView {
    let Loaded { me, idea, departments, comments, preview } = loaded;
    let routes = idea.powers.route;
    let (seq, title) = (idea.seq, idea.idea.card.title.clone());
    let id = idea.idea.card.id;
    let state = State {
        idea: RwSignal::new(idea),
        departments: StoredValue::new(departments),
        gone: RwSignal::new(false),
        desk,
    };
    state.follow(seq, me.role.may_moderate());
    let preview = preview_of.zip(preview);
    view! {
        <PageHead title=format!("#{id} {title}") description=t(work::IDEA) path=format!("/staff/ideas/{id}") private=true />
        <StaffFrame me=me>
            <div class="work-idea">
                <head::Head state=state catalog=catalog />
                <Said desk=desk />
                <div class="work-main">
                    <head::Words state=state />
                    <answers::Answers state=state preview=preview />
                    <notes::Notes state=state />
                    {routes.then(|| piece(view! { <hiding::Comments state=state comments=comments /> }))}
                </div>
                <div class="work-side">
                    <departments::Departments state=state />
                    <way::Way state=state />
                    {routes.then(|| piece(view! { <related::Related state=state /> }))}
                    {routes.then(|| piece(view! { <hiding::Hiding state=state /> }))}
                    <people::People state=state />
                    {routes.then(|| piece(view! { <trust::Trusted state=state /> }))}
                    <history::History state=state />
                </div>
            </div>
        </StaffFrame>
    }
    .into_any()
}
