//! Every word of the public ideas, and who has it.

use std::collections::HashMap;

use super::words::{letters, plain, root, within_one};

/// Shortest word that is looked for inside others, or with a letter wrong, in letters.
const INSIDE_MIN: usize = 4;
/// Shortest word that is taken for the beginning of others, in letters.
const PREFIX_MIN: usize = 3;
/// The most words of the vocabulary that one word of a search stands for; those that most
/// ideas have are kept.
const MATCHES_MAX: usize = 256;
/// Letters are taken for wrong only where fewer ideas than this have the word as it is.
const ENOUGH: usize = 5;

/// An idea that has a word, by its slot, and how much of it.
pub(super) type Posting = (u32, u16);

/// What of a word is compared before the word itself is looked at.
#[derive(Clone, Copy, Debug)]
struct Shape {
    letters: u32,
    plain_letters: u32,
    len: u8,
    plain_len: u8,
}

/// The words.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
    words: Vec<Box<str>>,
    shapes: Vec<Shape>,
    /// All plain words in one piece: walking through them touches little memory.
    plain: String,
    plain_starts: Vec<u32>,
    postings: Vec<Vec<Posting>>,
}

/// How a word of the vocabulary matches a word of a search; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Match {
    /// The same.
    Exact,
    /// With another ending.
    Ending,
    /// It begins with it.
    Prefix,
    /// It has it inside.
    Inside,
    /// One letter is different.
    Letter,
}

impl Match {
    /// How much a match counts.
    pub(super) fn factor(self) -> f32 {
        match self {
            Self::Exact => 1.0,
            Self::Ending => 0.9,
            Self::Prefix => 0.6,
            Self::Inside => 0.4,
            Self::Letter => 0.2,
        }
    }
}

impl Vocabulary {
    /// Notes that the idea in `slot` has `word`.
    pub(super) fn add(&mut self, word: &str, slot: u32, weight: u16) {
        let number = self.number(word) as usize;
        if let Some(postings) = self.postings.get_mut(number) {
            postings.push((slot, weight));
        }
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let plain = plain(word);
        self.shapes.push(Shape {
            letters: letters(word),
            plain_letters: letters(&plain),
            len: length(word),
            plain_len: length(&plain),
        });
        self.plain_starts.push(u32::try_from(self.plain.len()).unwrap_or(u32::MAX));
        self.plain.push_str(&plain);
        self.numbers.insert(word.into(), number);
        self.words.push(word.into());
        self.postings.push(Vec::new());
        number
    }

    /// Who has the word with this number.
    pub(super) fn postings(&self, number: u32) -> &[Posting] {
        self.postings.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// Every word that is still in use, with its postings in the new slots.
    pub(super) fn moved(&self, slot: impl Fn(u32) -> Option<u32>) -> Self {
        let mut moved = Self::default();
        for (word, postings) in self.words.iter().zip(&self.postings) {
            for (old, weight) in postings {
                if let Some(new) = slot(*old) {
                    moved.add(word, new, *weight);
                }
            }
        }
        moved
    }

    fn plain(&self, index: usize) -> &str {
        let start = self.plain_starts.get(index).map_or(0, |s| *s as usize);
        let end = self.plain_starts.get(index + 1).map_or(self.plain.len(), |s| *s as usize);
        self.plain.get(start..end).unwrap_or_default()
    }

    /// The words that a folded word of a search stands for. One walk over all shapes: bit
    /// patterns rule out nearly every word before it is looked at.
    pub(super) fn matches(&self, word: &str, letters_wrong: bool) -> Vec<(u32, Match)> {
        let plain_word = plain(word);
        let root_word = root(&plain_word);
        let root_letters = letters(root_word);
        let root_len = length(root_word);
        let chars = plain_word.chars().count();
        // Neither a short word nor one that is not Latin is taken for a mistyped one.
        let may_be_wrong = letters_wrong && chars >= INSIDE_MIN && word.is_ascii();
        let shape = Shape {
            letters: letters(word),
            plain_letters: letters(&plain_word),
            len: length(word),
            plain_len: length(&plain_word),
        };
        let mut found = Vec::new();
        let mut perhaps = Vec::new();
        if chars < PREFIX_MIN {
            found.extend(self.numbers.get(word).map(|number| (*number, Match::Exact)));
            return found;
        }
        for (index, known) in self.shapes.iter().enumerate() {
            if root_letters & !known.plain_letters == 0 && known.plain_len >= root_len {
                let (number, plain) = (index as u32, self.plain(index));
                if let Some(how) = self.how(index, plain, word, root_word, chars) {
                    found.push((number, how));
                    continue;
                }
            }
            if may_be_wrong && shape.near(known) {
                perhaps.push(index);
            }
        }
        let ideas: usize = found.iter().map(|(number, _)| self.postings(*number).len()).sum();
        if ideas < ENOUGH {
            let wrong = perhaps.into_iter().filter(|index| {
                let known = self.words.get(*index).map_or("", |word| word);
                within_one(known.as_bytes(), word.as_bytes())
                    || within_one(self.plain(*index).as_bytes(), plain_word.as_bytes())
            });
            found.extend(wrong.map(|index| (index as u32, Match::Letter)));
        }
        if found.len() > MATCHES_MAX {
            let order = |(number, how): &(u32, Match)| {
                (*how > Match::Ending, std::cmp::Reverse(self.postings(*number).len()))
            };
            found.sort_by_key(order);
            found.truncate(MATCHES_MAX);
        }
        found
    }

    fn how(
        &self,
        index: usize,
        plain: &str,
        word: &str,
        root_word: &str,
        chars: usize,
    ) -> Option<Match> {
        let at = plain.find(root_word)?;
        if at > 0 {
            return (chars >= INSIDE_MIN).then_some(Match::Inside);
        }
        if self.words.get(index).is_some_and(|known| **known == *word) {
            return Some(Match::Exact);
        }
        Some(if root(plain) == root_word { Match::Ending } else { Match::Prefix })
    }
}

impl Shape {
    /// Whether one letter could turn one word into the other.
    fn near(self, other: &Self) -> bool {
        let near = |a: u32, b: u32, m: u8, n: u8| (a ^ b).count_ones() <= 2 && m.abs_diff(n) <= 1;
        near(self.letters, other.letters, self.len, other.len)
            || near(self.plain_letters, other.plain_letters, self.plain_len, other.plain_len)
    }
}

fn length(word: &str) -> u8 {
    u8::try_from(word.len()).unwrap_or(u8::MAX)
}
