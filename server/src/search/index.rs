//! The ideas of the index, by slot, and how many there are of each kind.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use app::domain::{IdeaStatus, fold};

use super::Filter;
use super::vocabulary::Vocabulary;
use super::words::{is_stop, words};
use crate::store::search::Searchable;

/// Words of an idea of ordinary length; longer ones count a little less for each word.
const USUAL_WORDS: f32 = 60.0;
/// How much a word of the title counts more than one of the text.
const TITLE: f32 = 2.5;
/// So many slots of ideas that went are kept, and a quarter of those in use, before the rest
/// moves together.
const DEAD_MAX: usize = 1024;

/// What ideas are filtered by, as numbers; 0 means none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Facets {
    lab: u16,
    topic: u16,
    project: u16,
    status: IdeaStatus,
}

/// An idea.
#[derive(Clone, Debug)]
pub(super) struct Doc {
    pub(super) id: i64,
    pub(super) published_at: i64,
    pub(super) active_at: i64,
    pub(super) supports: i64,
    /// Hash of title and text: a new status alone leaves the words as they are.
    content: u64,
}

/// The index.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) docs: Vec<Doc>,
    /// Of which kind each is; none where it went. Apart, because a search looks at many of
    /// these and at few of those.
    pub(super) kinds: Vec<Option<Facets>>,
    pub(super) vocabulary: Vocabulary,
    slots: HashMap<i64, u32>,
    slugs: HashMap<String, u16>,
    counts: HashMap<Facets, u64>,
}

/// A filter in the index's numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct FacetFilter {
    lab: Option<u16>,
    topic: Option<u16>,
    project: Option<u16>,
    status: Option<IdeaStatus>,
}

impl FacetFilter {
    /// Whether ideas of this kind pass.
    pub(super) fn passes(&self, facets: &Facets) -> bool {
        self.lab.is_none_or(|lab| lab == facets.lab)
            && self.topic.is_none_or(|topic| topic == facets.topic)
            && self.project.is_none_or(|project| project == facets.project)
            && self.status.is_none_or(|status| status == facets.status)
    }
}

impl Index {
    /// Takes over the state of the ideas `ids`: those of `ideas` that belong here are in the
    /// index afterwards, and the others are not.
    pub(super) fn apply(&mut self, ids: &[i64], ideas: &[Searchable], belongs: Belongs) {
        let mut rest: HashMap<i64, &Searchable> =
            ideas.iter().map(|idea| (idea.id, idea)).collect();
        for id in ids {
            match rest.remove(id).and_then(|idea| Some((idea, belongs(idea)?))) {
                Some((idea, status)) => self.put(idea, status),
                None => self.remove(*id),
            }
        }
        if self.docs.len() > self.slots.len() + self.slots.len() / 4 + DEAD_MAX {
            self.compact();
        }
    }

    /// Whether the idea in this slot has this topic, and whether it has this lab.
    pub(super) fn shares(&self, slot: u32, topic: &str, lab: Option<&str>) -> (bool, bool) {
        let Some(facets) = self.kinds.get(slot as usize).copied().flatten() else {
            return (false, false);
        };
        let is = |slug: &str, number| self.slugs.get(slug).is_some_and(|known| *known == number);
        (is(topic, facets.topic), lab.is_some_and(|lab| is(lab, facets.lab)))
    }

    /// How many ideas there are.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// How many ideas pass the filter.
    pub(super) fn total(&self, filter: &Filter) -> u64 {
        let Some(filter) = self.filter(filter) else { return 0 };
        self.counts.iter().filter(|(facets, _)| filter.passes(facets)).map(|(_, n)| n).sum()
    }

    /// The filter in numbers; none where it names something that no idea has.
    pub(super) fn filter(&self, filter: &Filter) -> Option<FacetFilter> {
        let number = |slug: &Option<String>| match slug {
            None => Some(None),
            Some(slug) => self.slugs.get(slug).map(|number| Some(*number)),
        };
        Some(FacetFilter {
            lab: number(&filter.lab)?,
            topic: number(&filter.topic)?,
            project: number(&filter.project)?,
            status: filter.status,
        })
    }

    fn put(&mut self, idea: &Searchable, status: IdeaStatus) {
        let facets = Facets {
            lab: self.slug(idea.lab.as_deref()),
            topic: self.slug(Some(&idea.topic)),
            project: self.slug(idea.project.as_deref()),
            status,
        };
        let content = content(idea);
        let published_at = idea.published_at.unwrap_or_default();
        let Searchable { id, active_at, supports, .. } = *idea;
        let doc = Doc { id, published_at, active_at, supports, content };
        if let Some(slot) = self.slots.get(&id).map(|slot| *slot as usize)
            && let Some(known) = self.docs.get_mut(slot).filter(|doc| doc.content == content)
        {
            *known = doc;
            let before = self.kinds.get_mut(slot).and_then(|kind| kind.replace(facets));
            before.into_iter().for_each(|before| self.count(before, false));
            self.count(facets, true);
            return;
        }
        self.remove(id);
        let Ok(slot) = u32::try_from(self.docs.len()) else { return };
        self.docs.push(doc);
        self.kinds.push(Some(facets));
        self.slots.insert(id, slot);
        self.count(facets, true);
        for (word, weight) in weights(idea) {
            self.vocabulary.add(&word, slot, weight);
        }
    }

    fn remove(&mut self, id: i64) {
        let slot = self.slots.remove(&id);
        let kind = slot.and_then(|slot| self.kinds.get_mut(slot as usize));
        if let Some(facets) = kind.and_then(Option::take) {
            self.count(facets, false);
        }
    }

    fn count(&mut self, facets: Facets, up: bool) {
        let count = self.counts.entry(facets).or_default();
        *count = if up { *count + 1 } else { count.saturating_sub(1) };
        if *count == 0 {
            self.counts.remove(&facets);
        }
    }

    fn slug(&mut self, slug: Option<&str>) -> u16 {
        let Some(slug) = slug else { return 0 };
        if let Some(number) = self.slugs.get(slug) {
            return *number;
        }
        let number = u16::try_from(self.slugs.len() + 1).unwrap_or(u16::MAX);
        self.slugs.insert(slug.to_owned(), number);
        number
    }

    /// Moves the ideas together and forgets the words that only those that went had.
    fn compact(&mut self) {
        let mut moved = vec![None; self.docs.len()];
        let mut docs = Vec::with_capacity(self.slots.len());
        for (old, doc) in self.docs.iter().enumerate() {
            if self.kinds.get(old).is_some_and(Option::is_some) {
                let new = docs.len() as u32;
                moved[old] = Some(new);
                self.slots.insert(doc.id, new);
                docs.push(doc.clone());
            }
        }
        self.docs = docs;
        self.kinds.retain(Option::is_some);
        let slot = |old: u32| moved.get(old as usize).copied().flatten();
        self.vocabulary = self.vocabulary.moved(slot);
    }
}

/// Says which ideas an index has: the status of one that belongs there, none for the others.
pub(super) type Belongs = fn(&Searchable) -> Option<IdeaStatus>;

/// The status of an idea that waits for a moderator; none for the others.
pub(super) fn waits(idea: &Searchable) -> Option<IdeaStatus> {
    let status = IdeaStatus::from_key(&idea.status)?;
    (!idea.is_public && status == IdeaStatus::Submitted).then_some(status)
}

/// The status of an idea that is found by everybody; none for the others.
pub(super) fn shown(idea: &Searchable) -> Option<IdeaStatus> {
    let status = IdeaStatus::from_key(&idea.status)?;
    (idea.is_public && status != IdeaStatus::Merged).then_some(status)
}

fn content(idea: &Searchable) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&idea.title, &idea.text).hash(&mut hasher);
    hasher.finish()
}

/// Each word of an idea with its weight: BM25 (Robertson and Zaragoza, "The Probabilistic
/// Relevance Framework", 2009; k₁ = 1.2, b = 0.75) in thousandths, title words on top.
fn weights(idea: &Searchable) -> HashMap<String, u16> {
    let (title, text) = (fold(&idea.title), fold(&idea.text));
    let mut counts: HashMap<&str, (f32, bool)> = HashMap::new();
    for word in words(&text) {
        counts.entry(word).or_default().0 += 1.0;
    }
    let length = counts.values().map(|(n, _)| n).sum::<f32>() / USUAL_WORDS;
    for word in words(&title) {
        counts.entry(word).or_default().1 = true;
    }
    let weight = |(word, (n, in_title)): (&str, (f32, bool))| {
        let text = n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length));
        let title = if in_title { TITLE } else { 0.0 };
        // Nobody orders ideas by how often they say "und".
        let sum = if is_stop(word) { 0.01 } else { text + title };
        (word.to_owned(), (sum * 1000.0) as u16)
    };
    counts.into_iter().map(weight).collect()
}
