//! What changed between two texts, word by word. Pure.

/// A stretch of words that stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// In both.
    Same,
    /// Only in the text before.
    Gone,
    /// Only in the text after.
    New,
}

/// The most pairs of words that are compared; beyond it the middle counts as written anew.
const PAIRS_MAX: usize = 1_500_000;

/// Words with the space behind them, so that together they are the text again.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut from, mut spaced) = (0, false);
    for (at, c) in text.char_indices() {
        if spaced && !c.is_whitespace() {
            words.push(&text[from..at]);
            from = at;
        }
        spaced = c.is_whitespace();
    }
    if from < text.len() {
        words.push(&text[from..]);
    }
    words
}

/// The changes from `before` to `after`, in the order in which they are read.
pub(super) fn changes(before: &str, after: &str) -> Vec<(Change, String)> {
    let (a, b) = (words(before), words(after));
    let same = |(x, y): &(&&str, &&str)| x.trim_end() == y.trim_end();
    let head = a.iter().zip(&b).take_while(same).count();
    let (a_rest, b_rest) = (&a[head..], &b[head..]);
    let tail = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(same).count();
    let (a_mid, b_mid) = (&a_rest[..a_rest.len() - tail], &b_rest[..b_rest.len() - tail]);

    let mut found = Vec::new();
    push_all(&mut found, Change::Same, &b[..head]);
    if a_mid.len().saturating_mul(b_mid.len()) > PAIRS_MAX {
        push_all(&mut found, Change::Gone, a_mid);
        push_all(&mut found, Change::New, b_mid);
    } else {
        middle(&mut found, a_mid, b_mid);
    }
    push_all(&mut found, Change::Same, &b_rest[b_rest.len() - tail..]);
    found
}

/// The longest common row of words stays; the rest went or came.
fn middle(found: &mut Vec<(Change, String)>, a: &[&str], b: &[&str]) {
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i].trim_end() == b[j].trim_end() {
                longest[(i + 1) * width + j + 1].saturating_add(1)
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].trim_end() == b[j].trim_end() {
            push(found, Change::Same, b[j]);
            (i, j) = (i + 1, j + 1);
        } else if i < a.len()
            && (j == b.len() || longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            push(found, Change::Gone, a[i]);
            i += 1;
        } else {
            push(found, Change::New, b[j]);
            j += 1;
        }
    }
}

fn push_all(found: &mut Vec<(Change, String)>, change: Change, words: &[&str]) {
    for word in words {
        push(found, change, word);
    }
}

fn push(found: &mut Vec<(Change, String)>, change: Change, word: &str) {
    match found.last_mut() {
        Some((last, text)) if *last == change => text.push_str(word),
        _ => found.push((change, word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::{Change::*, *};

    fn side(found: &[(Change, String)], not: Change) -> String {
        found.iter().filter(|(c, _)| *c != not).map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn one_word_is_one_change() {
        let found = changes("Mehr Bänke am Markt.", "Mehr Stühle am Markt.");
        let wanted = [(Same, "Mehr "), (Gone, "Bänke "), (New, "Stühle "), (Same, "am Markt.")];
        assert_eq!(found, wanted.map(|(c, t)| (c, t.to_owned())));
    }

    #[test]
    fn both_texts_can_be_read_from_it() {
        let pairs = [
            ("", ""),
            ("", "Neu"),
            ("Alt", ""),
            ("a b c d", "d c b a"),
            ("  führend", "führend"),
            ("eins zwei\n\ndrei", "eins\n\nzwei drei vier"),
            ("x y z", "x y z"),
        ];
        for (before, after) in pairs {
            let found = changes(before, after);
            let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(squeeze(&side(&found, New)), squeeze(before), "{before} → {after}");
            assert_eq!(squeeze(&side(&found, Gone)), squeeze(after), "{before} → {after}");
            assert!(found.windows(2).all(|w| w[0].0 != w[1].0));
        }
    }

    #[test]
    fn the_longest_texts_do_not_take_long() {
        let long = |word: &str| format!("{word} ").repeat(2000);
        assert!(changes(&long("a"), &long("b")).len() == 2);
    }
}
