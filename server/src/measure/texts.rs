//! Sentences such as people send in, well enough for searching and for looking at.

use rand::{Rng, seq::IndexedRandom};

use super::vocabulary::{ADJECTIVES, Gender, Noun, VERBS, Vocabulary};

/// Writes ideas.
pub(super) struct Writer {
    words: Vocabulary,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { words: Vocabulary::new() }
    }

    /// One line, within the bounds of a title.
    pub(super) fn title(&self, rng: &mut impl Rng) -> String {
        let (a, b) = (self.words.draw(rng), self.words.draw(rng));
        match rng.random_range(0..5) {
            0 => format!("{} {}", upper(&nominative(a)), at(b)),
            1 => format!("Mehr Platz für {}", accusative(a)),
            2 => format!("{} {} machen", a.word, adjective(rng)),
            3 => format!("{} statt {}", a.word, b.word),
            _ => format!("Wer hilft mit? {} {}", a.word, at(b)),
        }
    }

    /// A paragraph or two.
    pub(super) fn text(&self, rng: &mut impl Rng) -> String {
        let mut text = String::new();
        for n in 0..rng.random_range(3..11) {
            if n > 0 {
                text.push_str(if n % 5 == 0 { "\n\n" } else { " " });
            }
            text.push_str(&self.sentence(rng));
        }
        text
    }

    pub(super) fn sentence(&self, rng: &mut impl Rng) -> String {
        let (a, b) = (self.words.draw(rng), self.words.draw(rng));
        match rng.random_range(0..10) {
            0 => format!("{} fehlt {}.", upper(&at(a)), nominative(b)),
            1 => format!("Wir wünschen uns {} {}.", accusative(b), at(a)),
            2 => format!("{} ist es abends oft zu {}.", upper(&at(a)), adjective(rng)),
            3 => format!("Wer {} will, braucht {}.", verb(rng), accusative(b)),
            4 => format!("Viele würden gern {} und {}.", verb(rng), verb(rng)),
            5 => format!("Das wäre {} und {}.", adjective(rng), adjective(rng)),
            6 => format!("{} und {} gehören zusammen.", a.word, b.word),
            7 => {
                format!("Seit {} Jahren reden wir über {}.", rng.random_range(2..20), accusative(a))
            }
            8 => format!("Kinder und Ältere könnten dort {}, und {}.", verb(rng), verb(rng)),
            _ => {
                format!("Ich stelle mir {} vor, {} und {}.", accusative(a), adjective(rng), at(b))
            }
        }
    }
}

fn adjective(rng: &mut impl Rng) -> &'static str {
    ADJECTIVES.choose(rng).copied().unwrap_or_default()
}

fn verb(rng: &mut impl Rng) -> &'static str {
    VERBS.choose(rng).copied().unwrap_or_default()
}

fn nominative(noun: &Noun) -> String {
    let article = if noun.gender == Gender::Feminine { "eine" } else { "ein" };
    format!("{article} {}", noun.word)
}

fn accusative(noun: &Noun) -> String {
    let article = match noun.gender {
        Gender::Masculine => "einen",
        Gender::Feminine => "eine",
        Gender::Neuter => "ein",
    };
    format!("{article} {}", noun.word)
}

fn at(noun: &Noun) -> String {
    let article = if noun.gender == Gender::Feminine { "an der" } else { "am" };
    format!("{article} {}", noun.word)
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use app::domain::{TEXT_MAX, TITLE_MAX};
    use rand::{SeedableRng, rngs::StdRng};

    use super::*;

    #[test]
    fn ideas_are_within_their_bounds() {
        let writer = Writer::new();
        let mut rng = StdRng::seed_from_u64(3);
        for _ in 0..2000 {
            let (title, text) = (writer.title(&mut rng), writer.text(&mut rng));
            assert!((5..=TITLE_MAX).contains(&title.chars().count()), "{title}");
            assert!((10..=TEXT_MAX).contains(&text.chars().count()), "{text}");
        }
    }
}
