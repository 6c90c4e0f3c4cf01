//! `/ideas/new`: an idea in a minute.
//!
//! A plain multipart form before the page is alive; then it helps: it checks while you write,
//! keeps the draft, uploads photos at once and shows ideas that say the same.

mod draft;
mod fields;
mod form;
mod model;
mod notes;
mod photos;
mod rules;
mod send;
mod similar;
mod uploads;
mod values;

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use crate::{
    api::{Catalog, NewIdea},
    components::{Busy, PageHead},
    forms,
    i18n::{form as texts, t},
    site,
};

pub(crate) use draft::forget_if_sent;
pub(crate) use form::{IdeaForm, Purpose};
pub(crate) use rules::{Progress, shown};

/// The page with the form.
#[component]
pub(crate) fn NewIdeaPage() -> impl IntoView {
    let catalog = site::catalog();
    let state = forms::form_state("idea");
    let failed = state.problem.is_some();
    let chosen = chosen(&use_query_map().get_untracked());
    let title = match failed {
        true => format!("{} – {}", t(texts::PAGE_FAILED), t(texts::PAGE)),
        false => t(texts::PAGE).to_owned(),
    };
    view! {
        <PageHead title=title description=t(texts::DESCRIPTION) path="/ideas/new" />
        <div class="form-page">
            <h1>{t(texts::TITLE)}</h1>
            <p class="form-lead">{t(texts::LEAD)}</p>
            <Transition fallback=|| view! { <Busy /> }>
                {move || {
                    let (chosen, state) = (chosen.clone(), state.clone());
                    Suspend::new(async move {
                        let catalog = catalog.await.offered();
                        let chosen = offered(chosen, &catalog);
                        view! { <IdeaForm purpose=Purpose::New begin=chosen state=state catalog=catalog /> }
                    })
                }}
            </Transition>
        </div>
    }
}

/// What a link to the form chooses beforehand, such as the lab on a poster.
fn chosen(params: &ParamsMap) -> NewIdea {
    let get = |name: &str| params.get(name).unwrap_or_default();
    NewIdea {
        topic: get("topic"),
        lab: get("lab"),
        project: get("project"),
        // A number or nothing: whether there is such an event, the server says.
        event: get("event").parse::<i64>().map(|id| id.to_string()).unwrap_or_default(),
        ..NewIdea::default()
    }
}

/// Drops what is not there to choose.
fn offered(mut idea: NewIdea, catalog: &Catalog) -> NewIdea {
    if !catalog.topics.iter().any(|topic| topic.slug == idea.topic) {
        idea.topic.clear();
    }
    if !catalog.labs.iter().any(|lab| lab.slug == idea.lab) {
        idea.lab.clear();
    }
    if !catalog.projects.iter().any(|project| project.slug == idea.project) {
        idea.project.clear();
    }
    idea
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::LabName;

    #[test]
    fn a_poster_chooses_only_what_there_is() {
        let mut params = ParamsMap::new();
        for (name, value) in [("lab", "soest"), ("topic", "\"><script>"), ("title", "x")] {
            params.insert(name, value.to_owned());
        }
        let lab =
            LabName { slug: "soest".into(), name: "Soest".into(), mobile: false, archived: false };
        let catalog = Catalog { labs: vec![lab], ..Catalog::default() };
        let begin = offered(chosen(&params), &catalog);
        assert_eq!(begin, NewIdea { lab: "soest".into(), ..NewIdea::default() });
    }
}
