//! Words as the index sees them: folded, without endings, compared letter by letter.

use app::domain::fold;

/// Longest word, in bytes; what is longer is no word.
const WORD_MAX: usize = 48;
/// Shortest part of a word that stays when its ending goes, in letters.
const ROOT_MIN: usize = 4;
/// Endings of German nouns, verbs and adjectives, and the English plural; the longest first.
const ENDINGS: [&str; 7] = ["ern", "en", "er", "es", "e", "n", "s"];

/// Words that say too little to be searched for, folded.
#[rustfmt::skip]
const STOP: [&str; 94] = [
    "aber", "alle", "als", "am", "an", "and", "auch", "auf", "aus", "bei", "beim", "bis",
    "bitte", "da", "damit", "dann", "das", "dass", "dem", "den", "der", "des", "die", "dies",
    "diese", "doch", "dort", "durch", "ein", "eine", "einem", "einen", "einer", "eines", "er",
    "es", "for", "fuer", "gibt", "hab", "haben", "hat", "hier", "ich", "ihr", "im", "in",
    "ins", "ist", "kann", "koennen", "man", "mehr", "mit", "more", "nach", "nicht", "noch",
    "nur", "oder", "of", "ohne", "on", "or", "schon", "sehr", "sein", "sich", "sie", "sind",
    "so", "soll", "sollte", "the", "to", "ueber", "um", "und", "uns", "unser", "unsere",
    "viel", "viele", "vom", "von", "vor", "waere", "was", "wenn", "wie", "wir", "wird", "zu",
    "zum",
];

/// The folded words of a text, in order.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= WORD_MAX)
}

/// Whether a folded word says too little to be searched for.
pub(super) fn is_stop(word: &str) -> bool {
    STOP.binary_search(&word).is_ok()
}

/// The words of what somebody searches for: folded, each once, `max` at the most. Words that
/// say too little are left out, unless there are no others.
pub(super) fn asked(text: &str, chars: usize, max: usize) -> Vec<String> {
    let cut: String = text.chars().take(chars).collect();
    let folded = fold(&cut);
    let mut all: Vec<String> = Vec::new();
    for word in words(&folded) {
        if !all.iter().any(|known| known == word) {
            all.push(word.to_owned());
        }
    }
    if all.iter().any(|word| !is_stop(word)) {
        all.retain(|word| !is_stop(word));
    }
    all.truncate(max);
    all
}

/// A folded word with umlauts and doubled `s` as one plain letter, so that `Bänke` and `Bank`
/// begin alike and a wrong umlaut is one wrong letter.
pub(super) fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let second = match c {
            'a' | 'o' | 'u' => 'e',
            's' => 's',
            _ => continue,
        };
        chars.next_if_eq(&second);
    }
    out
}

/// A plain word without its ending.
pub(super) fn root(plain: &str) -> &str {
    let stripped = ENDINGS.iter().filter_map(|ending| plain.strip_suffix(ending));
    stripped.into_iter().find(|root| root.chars().count() >= ROOT_MIN).unwrap_or(plain)
}

/// Which letters a word has: one bit for each of `a` to `z`, and the rest share six.
pub(super) fn letters(word: &str) -> u32 {
    word.bytes().fold(0, |bits, b| {
        let bit = if b.is_ascii_lowercase() { b - b'a' } else { 26 + b % 6 };
        bits | 1 << bit
    })
}

/// Whether one letter too many, too few, another one, or two neighbours swapped turn `a` into
/// `b` (optimal string alignment distance of at most 1), by bytes.
pub(super) fn within_one(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same..], &long[same..]);
    match (short, long) {
        ([], []) | ([], [_]) => true,
        ([x1, x2, xs @ ..], [y1, y2, ys @ ..]) if short.len() == long.len() => {
            short[1..] == long[1..] || (x1 == y2 && x2 == y1 && xs == ys)
        }
        ([_], [_]) => true,
        _ if long.len() == short.len() + 1 => *short == long[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted_and_folded() {
        assert!(STOP.is_sorted());
        assert!(STOP.iter().all(|word| fold(word) == **word));
    }

    #[test]
    fn words_of_a_search() {
        assert_eq!(asked("Mehr Bänke am Markt, am MARKT!", 200, 8), ["baenke", "markt"]);
        assert_eq!(asked("und so", 200, 8), ["und", "so"]);
        assert_eq!(asked("a b c d e f g h i j", 200, 8).len(), 8);
        assert_eq!(asked(" -- !\0 ", 200, 8), Vec::<String>::new());
    }

    #[test]
    fn endings_and_umlauts() {
        let of = |word: &str| root(&plain(&fold(word))).to_owned();
        for (one, many) in [
            ("Grünfläche", "Grünflächen"),
            ("Bank", "Bänke"),
            ("Baum", "Bäumen"),
            ("Haus", "Häuser"),
            ("Straße", "Strassen"),
            ("Radweg", "Radweges"),
            ("Kind", "Kindern"),
        ] {
            assert_eq!(of(one), of(many));
        }
        assert_ne!(of("Markt"), of("Mark"));
    }

    #[test]
    fn one_letter_wrong() {
        let near = |a: &str, b: &str| within_one(a.as_bytes(), b.as_bytes());
        for b in [
            "spielplatz",
            "spielplat",
            "pielplatz",
            "spielplatzz",
            "xpielplatz",
            "psielplatz",
            "spieplatz",
            "spielpaltz",
        ] {
            assert!(near("spielplatz", b), "{b}");
            assert!(near(b, "spielplatz"), "{b}");
        }
        for b in ["spielpla", "xpielplaty", "", "platzspiel"] {
            assert!(!near("spielplatz", b), "{b}");
        }
        assert!(near("", "a") && near("a", "b") && !near("", "ab") && near("ab", "ba"));
    }
}
