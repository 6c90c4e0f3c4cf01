//! Which part of the queue is looked at. In the address, so that it can be kept and shared.

use leptos_router::params::ParamsMap;

use super::events::{Key, key_text};
use crate::api::{QueueQuery, Waiting, encode};

/// A lab, a topic, a kind; empty is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    /// Slug of a lab.
    pub(super) lab: String,
    /// Slug of a topic.
    pub(super) topic: String,
    /// Segment of a kind: `ideas`, `comments` …
    pub(super) kind: String,
}

impl Filter {
    /// What the address says.
    pub(super) fn from_params(params: &ParamsMap) -> Self {
        let get = |name| params.get(name).unwrap_or_default();
        Self { lab: get("lab"), topic: get("topic"), kind: get("kind") }
    }

    /// How many of them are set.
    pub(super) fn set(&self) -> usize {
        [&self.lab, &self.topic, &self.kind].iter().filter(|value| !value.is_empty()).count()
    }

    /// As a query string without the question mark, `more` pairs first.
    fn query(&self, more: &[(&str, &str)]) -> String {
        let own = [("lab", &self.lab[..]), ("topic", &self.topic), ("kind", &self.kind)];
        let given = more.iter().chain(&own).filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    fn address(&self, more: &[(&str, &str)]) -> String {
        let query = self.query(more);
        let mark = if query.is_empty() { "" } else { "?" };
        format!("/staff/queue{mark}{query}")
    }

    /// The address of this part of the queue.
    pub(super) fn href(&self) -> String {
        self.address(&[])
    }

    /// The address at which a thing of it is open.
    pub(super) fn item_href(&self, key: Key) -> String {
        self.address(&[("item", &key_text(key))])
    }

    /// The address of its next page.
    pub(super) fn after_href(&self, after: &str) -> String {
        self.address(&[("after", after)])
    }

    /// What the server is asked for behind this place.
    pub(super) fn ask(&self, after: &str) -> QueueQuery {
        let Self { lab, topic, kind } = self.clone();
        QueueQuery { after: after.to_owned(), lab, topic, kind }
    }

    /// Whether a thing belongs to it.
    pub(super) fn matches(&self, item: &Waiting) -> bool {
        let card = &item.idea.card;
        (self.lab.is_empty() || card.lab.as_deref() == Some(&self.lab))
            && (self.topic.is_empty() || card.topic == self.topic)
            && (self.kind.is_empty() || item.kind.segment() == self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::WaitingKind;

    #[test]
    fn addresses_say_what_is_chosen() {
        let all = Filter::default();
        assert_eq!((all.href(), all.set()), ("/staff/queue".to_owned(), 0));
        let some = Filter { lab: "soest".into(), kind: "ideas".into(), ..Filter::default() };
        assert_eq!(some.href(), "/staff/queue?lab=soest&kind=ideas");
        assert_eq!(
            some.item_href((WaitingKind::Idea, 5)),
            "/staff/queue?item=ideas-5&lab=soest&kind=ideas"
        );
        assert_eq!(all.after_href("w1.2.3"), "/staff/queue?after=w1.2.3");
        assert_eq!(some.set(), 2);
    }
}
