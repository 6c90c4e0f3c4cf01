//! Asking the index.

use std::cmp::Reverse;

use app::api::IdeaSort;

use super::index::{Doc, Index};
use super::vocabulary::Match;
use super::words::asked;
use super::{Filter, Hits, Like, Page};
use crate::store::ideas::Place;

/// The most words that a search has; the rest is not looked at.
const WORDS_MAX: usize = 8;
/// The most words that similar ideas are looked for with.
const SIMILAR_WORDS_MAX: usize = 10;
/// The most of a search that is looked at, in characters.
const CHARS_MAX: usize = 200;
/// How much of what a text says an idea must say too to be similar.
const SIMILAR_SHARE: f32 = 0.33;

/// The most words that ideas like another one are looked for with.
const LIKE_WORDS_MAX: usize = 16;
/// How much of title and text they are taken from, in characters.
const LIKE_CHARS_MAX: usize = 400;
/// How much of what an idea says another one must say too to be like it.
const LIKE_SHARE: f32 = 0.2;
/// For that, an index counts as one of at least so many: of three ideas that wait, a word in all three is
/// still worth something.
const FEW: f32 = 20.0;
/// How much the same topic counts, where saying all the same is 1.
const SAME_TOPIC: f32 = 0.15;
/// How much the same lab counts.
const SAME_LAB: f32 = 0.1;

/// What the words of the vocabulary that one asked word stands for say about the ideas.
struct Asked {
    /// Number in the vocabulary, and how much it counts.
    words: Vec<(u32, f32)>,
    /// How rare it is, and so how much it says.
    rarity: f32,
    /// How many places it has in the index.
    places: usize,
}

fn ask(index: &Index, word: &str, letters_wrong: bool, at_least: f32) -> Asked {
    let matches = index.vocabulary.matches(word, letters_wrong);
    let places: usize = matches.iter().map(|(n, _)| index.vocabulary.postings(*n).len()).sum();
    let there = index.len() as f32;
    let (all, having) = (there.max(at_least), (places as f32).min(there));
    let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
    let words = matches.into_iter().map(|(n, how): (u32, Match)| (n, how.factor() * rarity));
    Asked { words: words.collect(), rarity, places }
}

/// Memory for one search: a number for each idea, all of them 0 before and after.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    scores: Vec<u32>,
    best: Vec<u32>,
}

/// See [`super::Search::query`].
pub(super) fn query(
    index: &Index,
    scratch: &mut Scratch,
    q: &str,
    filter: &Filter,
    page: Page,
) -> Hits {
    let words = asked(q, CHARS_MAX, WORDS_MAX);
    let Some(filter) = index.filter(filter) else { return Hits::default() };
    let mut asked: Vec<Asked> = words.iter().map(|word| ask(index, word, true, 0.0)).collect();
    // The rarest word first: the others then look at few ideas.
    asked.sort_by_key(|asked| asked.places);
    scratch.scores.resize(index.docs.len(), 0);
    scratch.best.resize(index.docs.len(), 0);
    let slots = scored(index, scratch, &asked);
    let passes = |slot: u32| {
        let kind = index.kinds.get(slot as usize).copied().flatten();
        kind.is_some_and(|kind| filter.passes(&kind))
    };
    let mut hits = Vec::with_capacity(slots.len());
    for slot in slots {
        let score = std::mem::take(&mut scratch.scores[slot as usize]);
        if passes(slot) {
            hits.push((score, slot));
        }
    }
    let total = hits.len() as u64;
    let (ids, next) = match page.sort {
        IdeaSort::Newest => (best(index, hits, page), None),
        IdeaSort::Supported => after(index, hits, page, |doc| doc.supports),
        IdeaSort::Active => after(index, hits, page, |doc| doc.active_at),
    };
    Hits { ids, total, next }
}

/// Who has all the words, with their scores in `scratch`.
fn scored(index: &Index, scratch: &mut Scratch, asked: &[Asked]) -> Vec<u32> {
    let Scratch { scores, best } = scratch;
    let Some((first, others)) = asked.split_first() else { return Vec::new() };
    let mut slots = Vec::with_capacity(first.places);
    let score = |factor: &f32, weight: &u16| ((factor * f32::from(*weight)) as u32).max(1);
    for (number, factor) in &first.words {
        for (slot, weight) in index.vocabulary.postings(*number) {
            let sum = &mut scores[*slot as usize];
            if *sum == 0 {
                slots.push(*slot);
            }
            *sum = (*sum).max(score(factor, weight));
        }
    }
    for word in others {
        for (number, factor) in &word.words {
            for (slot, weight) in index.vocabulary.postings(*number) {
                let at = *slot as usize;
                if scores[at] > 0 {
                    best[at] = best[at].max(score(factor, weight));
                }
            }
        }
        slots.retain(|slot| {
            let at = *slot as usize;
            let more = std::mem::take(&mut best[at]);
            scores[at] = if more == 0 { 0 } else { scores[at].saturating_add(more) };
            more > 0
        });
    }
    slots
}

/// The page of the best, and of those that are as good the newest first.
fn best(index: &Index, mut hits: Vec<(u32, u32)>, page: Page) -> Vec<i64> {
    let doc = |slot: u32| &index.docs[slot as usize];
    let order = |a: &(u32, u32), b: &(u32, u32)| {
        let newest = |slot| (doc(slot).published_at, doc(slot).id);
        b.0.cmp(&a.0).then_with(|| newest(b.1).cmp(&newest(a.1)))
    };
    let end = page.offset.saturating_add(page.limit);
    first(&mut hits, end, order);
    hits.into_iter().skip(page.offset).map(|(_, slot)| doc(slot).id).collect()
}

/// The page behind a place, greatest value first, and its last place if there are more.
fn after(
    index: &Index,
    hits: Vec<(u32, u32)>,
    page: Page,
    value: impl Fn(&Doc) -> i64,
) -> (Vec<i64>, Option<Place>) {
    let place = |(_, slot): (u32, u32)| {
        let doc = &index.docs[slot as usize];
        (value(doc), doc.id)
    };
    let behind =
        |place: &(i64, i64)| page.after.is_none_or(|after| *place < (after.value, after.id));
    let mut places: Vec<(i64, i64)> = hits.into_iter().map(place).filter(behind).collect();
    let more = places.len() > page.limit;
    first(&mut places, page.limit, |a, b| b.cmp(a));
    let last = places.last().filter(|_| more).map(|(value, id)| Place { value: *value, id: *id });
    (places.into_iter().map(|(_, id)| id).collect(), last)
}

/// Leaves the first `n` in order.
fn first<T>(all: &mut Vec<T>, n: usize, order: impl Fn(&T, &T) -> std::cmp::Ordering) {
    if n == 0 {
        all.clear();
    } else if n < all.len() {
        all.select_nth_unstable_by(n - 1, &order);
        all.truncate(n);
    }
    all.sort_unstable_by(&order);
}

/// Best first, and the newest of those that are as good.
fn order((score, doc): &(u32, &Doc)) -> (Reverse<u32>, Reverse<i64>, Reverse<i64>) {
    (Reverse(*score), Reverse(doc.published_at), Reverse(doc.id))
}

/// What an idea of the index has of the words of a text.
struct Alike {
    slot: u32,
    /// How well it matches.
    score: f32,
    /// How much of what the text says it says too: 0 to 1.
    share: f32,
}

/// Who says something of what these words say.
fn alike(index: &Index, words: &[String], at_least: f32) -> Vec<Alike> {
    let mut scores = vec![(0_f32, 0_f32); index.docs.len()];
    let mut slots = Vec::new();
    let mut said = 0.0;
    for word in words {
        let word = ask(index, word, false, at_least);
        said += word.rarity;
        let mut having: Vec<(u32, f32)> = Vec::with_capacity(word.places);
        for (number, factor) in &word.words {
            let postings = index.vocabulary.postings(*number).iter();
            having.extend(postings.map(|(slot, weight)| (*slot, factor * f32::from(*weight))));
        }
        having.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        having.dedup_by_key(|(slot, _)| *slot);
        for (slot, score) in having {
            let (sum, share) = &mut scores[slot as usize];
            if *share == 0.0 {
                slots.push(slot);
            }
            *sum += score;
            *share += word.rarity;
        }
    }
    let there = |slot: &u32| index.kinds.get(*slot as usize).is_some_and(Option::is_some);
    let alike = |slot: u32| {
        let (score, share) = scores[slot as usize];
        Alike { slot, score, share: share / said }
    };
    slots.into_iter().filter(there).map(alike).collect()
}

/// See [`super::Search::similar`].
pub(super) fn similar(index: &Index, text: &str, limit: usize) -> Vec<i64> {
    let mut alike = alike(index, &asked(text, CHARS_MAX, SIMILAR_WORDS_MAX), 0.0);
    alike.retain(|one| one.share >= SIMILAR_SHARE);
    let doc = |one: Alike| Some((one.score as u32, index.docs.get(one.slot as usize)?));
    let mut hits: Vec<(u32, &Doc)> = alike.into_iter().filter_map(doc).collect();
    hits.sort_unstable_by_key(order);
    hits.into_iter().take(limit).map(|(_, doc)| doc.id).collect()
}

/// See [`super::Search::like`]: numbers with how much they are like it. Of each index what is
/// common there says little; so shares are compared between indexes, and never scores.
pub(super) fn like(index: &Index, idea: &Like<'_>, limit: usize) -> Vec<(f32, i64)> {
    let text = format!("{} {}", idea.title, idea.text);
    let alike = alike(index, &asked(&text, LIKE_CHARS_MAX, LIKE_WORDS_MAX), FEW);
    let mut hits: Vec<(f32, i64)> = alike
        .into_iter()
        .filter(|one| one.share >= LIKE_SHARE)
        .filter_map(|one| {
            let (topic, lab) = index.shares(one.slot, idea.topic, idea.lab);
            let more = if topic { SAME_TOPIC } else { 0.0 } + if lab { SAME_LAB } else { 0.0 };
            Some((one.share + more, index.docs.get(one.slot as usize)?.id))
        })
        .filter(|(_, id)| *id != idea.id)
        .collect();
    first(&mut hits, limit, |a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    hits
}
