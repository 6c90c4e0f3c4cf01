//! A handful of ideas on a page that is about something else.

use leptos::prelude::*;

use super::{IdeaCardView, support::PARTICIPATES};
use crate::{
    api::{self, ApiResult, Catalog, IdeaCard, IdeaQuery},
    browser,
};

/// A few ideas and which of them this browser supports.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct FewIdeas {
    /// The cards, in the order asked for.
    pub(crate) items: Vec<IdeaCard>,
    /// Numbers of those that this browser supports.
    pub(crate) supported: Vec<i64>,
}

/// Loads the first ideas of a query.
pub(crate) async fn few_ideas(query: IdeaQuery) -> ApiResult<FewIdeas> {
    Ok(with_supports(api::ideas(&query).await?.items).await)
}

/// Loads which of these ideas this browser supports.
pub(crate) async fn with_supports(items: Vec<IdeaCard>) -> FewIdeas {
    let ids: Vec<i64> = items.iter().map(|card| card.id).collect();
    // Nobody is asked for a browser that never took part.
    let may = cfg!(feature = "ssr") || browser::stored(PARTICIPATES).is_some();
    let supported = if ids.is_empty() || !may {
        Vec::new()
    } else {
        api::supported(&ids).await.map(|s| s.items).unwrap_or_default()
    };
    FewIdeas { items, supported }
}

/// Those ideas as cards in columns.
#[component]
pub(crate) fn IdeaRow(
    /// The ideas.
    ideas: FewIdeas,
    /// Names of labs and topics.
    catalog: StoredValue<Catalog>,
    /// The page to come back to without script.
    #[prop(into)]
    back: String,
) -> impl IntoView {
    let FewIdeas { items, supported } = ideas;
    let cards = items.into_iter().map(|card| {
        let yes = RwSignal::new(supported.contains(&card.id));
        view! {
            <li class="idea-row-item">
                <IdeaCardView card=card supported=yes catalog=catalog back=back.clone() />
            </li>
        }
    });
    view! { <ul class="idea-row">{cards.collect_view()}</ul> }
}
