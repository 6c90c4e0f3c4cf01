//! The board's view in its address: everything that is chosen, and nothing else.

use leptos_router::params::ParamsMap;

use crate::api::{IdeaCard, IdeaQuery, IdeaSort};

/// What the board shows: the query and the way of showing it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct BoardView {
    /// Filters, search and order.
    pub(crate) query: IdeaQuery,
    /// Lanes by status instead of a list.
    pub(crate) lanes: bool,
}

impl BoardView {
    /// Reads an address.
    pub(crate) fn from_params(params: &ParamsMap) -> Self {
        let get = |name: &str| params.get(name).unwrap_or_default();
        let query = IdeaQuery {
            lab: get("lab"),
            topic: get("topic"),
            project: get("project"),
            status: get("status"),
            q: get("q").trim().to_owned(),
            sort: get("sort"),
            after: get("after"),
            limit: 0,
        };
        Self { query, lanes: get("view") == "lanes" }
    }

    /// The address of this view.
    pub(crate) fn href(&self) -> String {
        let mut query = self.query.to_query();
        if self.lanes {
            query.push_str(if query.is_empty() { "view=lanes" } else { "&view=lanes" });
        }
        if query.is_empty() { "/ideas".to_owned() } else { format!("/ideas?{query}") }
    }

    /// The same view after a change, from its first page.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut view = self.clone();
        view.query.after = String::new();
        change(&mut view);
        view
    }

    /// How many filters beside search and topic are set.
    pub(crate) fn filters(&self) -> usize {
        let query = &self.query;
        [&query.lab, &query.project, &query.status].iter().filter(|v| !v.is_empty()).count()
    }

    /// Whether an idea that just became public belongs here. A search is for the server.
    pub(crate) fn takes(&self, card: &IdeaCard) -> bool {
        let query = &self.query;
        let fits = |wanted: &str, is: Option<&str>| wanted.is_empty() || is == Some(wanted);
        query.q.is_empty()
            && fits(&query.lab, card.lab.as_deref())
            && fits(&query.topic, Some(&card.topic))
            && fits(&query.project, card.project.as_deref())
            && fits(&query.status, Some(card.status.as_str()))
    }

    /// The order asked for.
    pub(crate) fn sort(&self) -> IdeaSort {
        IdeaSort::from_key(&self.query.sort).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        let mut params = ParamsMap::new();
        for (name, value) in
            [("topic", "klima"), ("q", " Grün & Bank "), ("view", "lanes"), ("junk", "x")]
        {
            params.insert(name, value.to_owned());
        }
        let view = BoardView::from_params(&params);
        assert_eq!(view.href(), "/ideas?topic=klima&q=Gr%C3%BCn%20%26%20Bank&view=lanes");
        assert_eq!(BoardView::default().href(), "/ideas");
    }

    #[test]
    fn a_change_begins_at_the_first_page() {
        let view = BoardView {
            query: IdeaQuery { after: "x".into(), ..IdeaQuery::default() },
            lanes: false,
        };
        assert_eq!(view.with(|v| v.query.topic = "klima".into()).href(), "/ideas?topic=klima");
    }
}
