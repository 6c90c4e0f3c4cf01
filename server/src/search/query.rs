//! Asking the index.

use std::cmp::Reverse;

use super::index::{Doc, FacetFilter, Index};
use super::vocabulary::Match;
use super::words::asked;
use super::{Filter, Hits};

/// The most words that a search has; the rest is not looked at.
const WORDS_MAX: usize = 8;
/// The most words that similar ideas are looked for with.
const SIMILAR_WORDS_MAX: usize = 10;
/// The most of a search that is looked at, in characters.
const CHARS_MAX: usize = 200;
/// How much of what a text says an idea must say too to be similar.
const SIMILAR_SHARE: f32 = 0.33;

/// What the words of the vocabulary that one asked word stands for say about the ideas.
struct Asked {
    /// Number in the vocabulary, and how much it counts.
    words: Vec<(u32, f32)>,
    /// How rare it is, and so how much it says.
    rarity: f32,
    /// How many places it has in the index.
    places: usize,
}

fn ask(index: &Index, word: &str, letters_wrong: bool) -> Asked {
    let matches = index.vocabulary.matches(word, letters_wrong);
    let places: usize = matches.iter().map(|(n, _)| index.vocabulary.postings(*n).len()).sum();
    let all = index.len() as f32;
    let having = (places as f32).min(all);
    let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
    let words = matches.into_iter().map(|(n, how): (u32, Match)| (n, how.factor() * rarity));
    Asked { words: words.collect(), rarity, places }
}

/// See [`super::Search::query`].
pub(super) fn query(index: &Index, q: &str, filter: &Filter, offset: usize, limit: usize) -> Hits {
    let words = asked(q, CHARS_MAX, WORDS_MAX);
    let Some(filter) = index.filter(filter) else { return Hits::default() };
    let mut asked: Vec<Asked> = words.iter().map(|word| ask(index, word, true)).collect();
    // The rarest word first: the others then look at few ideas.
    asked.sort_by_key(|asked| asked.places);
    let mut scores = vec![0_u32; index.docs.len()];
    let mut slots = Vec::new();
    for (nth, word) in asked.iter().enumerate() {
        let mut best = vec![0_u32; index.docs.len()];
        let mut having = Vec::new();
        for (number, factor) in &word.words {
            for (slot, weight) in index.vocabulary.postings(*number) {
                let at = *slot as usize;
                if nth > 0 && scores[at] == 0 {
                    continue;
                }
                let score = ((factor * f32::from(*weight)) as u32).max(1);
                if best[at] == 0 {
                    having.push(*slot);
                }
                best[at] = best[at].max(score);
            }
        }
        for slot in &slots {
            let at = *slot as usize;
            if best[at] == 0 {
                scores[at] = 0;
            }
        }
        for slot in &having {
            let at = *slot as usize;
            scores[at] = scores[at].saturating_add(best[at]);
        }
        slots = having;
    }
    let mut hits = found(index, &slots, &scores, &filter);
    let total = hits.len() as u64;
    let end = offset.saturating_add(limit);
    if end < hits.len() && end > 0 {
        hits.select_nth_unstable_by_key(end - 1, order);
        hits.truncate(end);
    }
    hits.sort_unstable_by_key(order);
    let ids = hits.into_iter().skip(offset).take(limit).map(|(_, doc)| doc.id).collect();
    Hits { ids, total }
}

fn found<'a>(
    index: &'a Index,
    slots: &[u32],
    scores: &[u32],
    filter: &FacetFilter,
) -> Vec<(u32, &'a Doc)> {
    let hit = |slot: &u32| {
        let at = *slot as usize;
        let doc = index.docs.get(at).filter(|doc| doc.alive && filter.passes(&doc.facets))?;
        Some((*scores.get(at)?, doc))
    };
    slots.iter().filter_map(hit).collect()
}

/// Best first, and the newest of those that are as good.
fn order((score, doc): &(u32, &Doc)) -> (Reverse<u32>, Reverse<i64>, Reverse<i64>) {
    (Reverse(*score), Reverse(doc.published_at), Reverse(doc.id))
}

/// See [`super::Search::similar`].
pub(super) fn similar(index: &Index, text: &str, limit: usize) -> Vec<i64> {
    let words = asked(text, CHARS_MAX, SIMILAR_WORDS_MAX);
    let mut scores = vec![(0_f32, 0_f32); index.docs.len()];
    let mut slots = Vec::new();
    let mut said = 0.0;
    for word in &words {
        let word = ask(index, word, false);
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
    let alike = |slot: &u32| {
        let (sum, share) = scores[*slot as usize];
        let doc = index.docs.get(*slot as usize).filter(|doc| doc.alive)?;
        (share >= said * SIMILAR_SHARE).then_some((sum as u32, doc))
    };
    let mut hits: Vec<(u32, &Doc)> = slots.iter().filter_map(alike).collect();
    hits.sort_unstable_by_key(order);
    hits.into_iter().take(limit).map(|(_, doc)| doc.id).collect()
}
