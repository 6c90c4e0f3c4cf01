//! What makes somebody of the staff look first: trust, and the rules that hold a contribution.

use serde::Serialize;

use super::fold;

/// Why a contribution is held until somebody has looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// It has more links than are taken without a look.
    Links,
    /// It has a word of the list.
    Words,
    /// Much came from the same browser in a short time.
    Burst,
    /// It is all in capitals.
    Caps,
}

crate::domain::read_by_key!(HoldReason);

impl HoldReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Links, Self::Words, Self::Burst, Self::Caps];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Links => "links",
            Self::Words => "words",
            Self::Burst => "burst",
            Self::Caps => "caps",
        }
    }

    /// The reason with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == key)
    }

    /// Reads what [`HoldReason::to_list`] wrote; what is unknown is left out.
    pub fn from_list(list: &str) -> Vec<Self> {
        list.split(',').filter_map(Self::from_key).collect()
    }

    /// As the database has them: their identifiers with commas; none where nothing is held.
    pub fn to_list(reasons: &[Self]) -> Option<String> {
        let keys: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
        (!keys.is_empty()).then(|| keys.join(","))
    }
}

/// How it is settled whether a participant is trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrustRule {
    /// By what was published before.
    #[default]
    Earned,
    /// Staff decided: trusted, whatever was published, and no hold rule applies.
    Always,
    /// Staff decided: not trusted, whatever was published.
    Never,
}

crate::domain::read_by_key!(TrustRule);

impl TrustRule {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Earned, Self::Always, Self::Never];

    /// The identifier on the wire and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Earned => "earned",
            Self::Always => "always",
            Self::Never => "never",
        }
    }

    /// The rule with this identifier, if there is one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == key)
    }
}

/// The rules of an installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRules {
    /// After so many published contributions a participant is trusted; none is never.
    pub trust_after: Option<u32>,
    /// The most links that are taken without a look; none takes any number.
    pub hold_links: Option<u32>,
    /// Whether what is all in capitals is held.
    pub hold_caps: bool,
    /// The most contributions of one participant in ten minutes; none takes any number.
    pub hold_burst: Option<u32>,
    /// Words that are held; see [`HoldRules::has_word`].
    pub words: Vec<String>,
}

/// The time that [`HoldRules::hold_burst`] counts in, in milliseconds: ten minutes.
pub const BURST_MS: i64 = 600_000;
/// So few letters are no shouting: `OK`, `ÖPNV`.
const CAPS_LETTERS: usize = 12;
/// Shouting has at least so many capitals among ten letters.
const CAPS_OF_TEN: usize = 8;

impl Default for HoldRules {
    fn default() -> Self {
        Self {
            trust_after: Some(5),
            hold_links: Some(1),
            hold_caps: true,
            hold_burst: Some(5),
            words: Vec::new(),
        }
    }
}

impl HoldRules {
    /// Why these lines (title and text, or a text alone) of somebody who sent so many
    /// contributions in the last ten minutes, this one included, are held.
    pub fn holds(&self, lines: &[&str], recent: u32) -> Vec<HoldReason> {
        let text = lines.join("\n");
        let mut reasons = Vec::new();
        if self.hold_links.is_some_and(|most| links(&text) > most as usize) {
            reasons.push(HoldReason::Links);
        }
        if self.has_word(&text) {
            reasons.push(HoldReason::Words);
        }
        if self.hold_burst.is_some_and(|most| recent > most) {
            reasons.push(HoldReason::Burst);
        }
        // A title alone, or a text alone, may shout.
        if self.hold_caps && lines.iter().any(|line| is_shouted(line)) {
            reasons.push(HoldReason::Caps);
        }
        reasons
    }

    /// Whether a text has a word of the list. Both are folded (`ß` as `ss`, `ü` as `ue`, no
    /// difference between capitals and others); a word is found as a whole, with `*` at its
    /// end as the beginning of a word, and with `*` on both ends anywhere. Several words in one
    /// entry are found one after the other.
    pub fn has_word(&self, text: &str) -> bool {
        if self.words.is_empty() {
            return false;
        }
        let text = spaced(text);
        self.words.iter().any(|word| {
            let word = word.trim();
            let (open_end, word) = strip(word.strip_suffix('*'), word);
            let (open_start, word) = strip(word.strip_prefix('*'), word);
            let mut wanted = spaced(word);
            if wanted.trim().is_empty() {
                return false;
            }
            if open_end {
                wanted.truncate(wanted.trim_end().len());
            }
            text.contains(if open_start { wanted.trim_start() } else { &wanted })
        })
    }

    /// Whether a participant with so many published contributions is trusted.
    pub fn trusts(&self, rule: TrustRule, published: u32) -> bool {
        match rule {
            TrustRule::Always => true,
            TrustRule::Never => false,
            TrustRule::Earned => self.trust_after.is_some_and(|after| published >= after),
        }
    }
}

fn strip<'a>(stripped: Option<&'a str>, word: &'a str) -> (bool, &'a str) {
    stripped.map_or((false, word), |short| (true, short))
}

/// Folded, with one blank between the words and at both ends.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len() + 2);
    out.push(' ');
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// How many links a text has: whatever begins as an address does, or reads like one.
fn links(text: &str) -> usize {
    let lower = text.to_lowercase();
    let schemes = lower.matches("://").count();
    let bare = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | '"' | ','))
        .filter(|word| !word.contains("://") && word.starts_with("www."))
        .count();
    schemes + bare
}

fn is_shouted(line: &str) -> bool {
    let (mut letters, mut capitals) = (0, 0);
    for c in line.chars() {
        // What has no capitals (digits, Arabic, ß) is no letter here.
        if c.is_uppercase() {
            capitals += 1;
            letters += 1;
        } else if c.is_lowercase() {
            letters += 1;
        }
    }
    letters >= CAPS_LETTERS && capitals * 10 >= letters * CAPS_OF_TEN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> HoldRules {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        HoldRules { words, ..HoldRules::default() }
    }

    #[test]
    fn nothing_is_held_without_a_reason() {
        let rules = words(&["dumm"]);
        let fine = ["Mehr Bänke am Markt", "Siehe https://example.org/bank, das ist gut."];
        assert_eq!(rules.holds(&fine, 5), []);
        assert_eq!(rules.holds(&["", ""], 0), []);
        assert_eq!(rules.holds(&["ÖPNV und WLAN"], 1), []);
    }

    #[test]
    fn links_are_counted() {
        let rules = HoldRules::default();
        let two = ["Titel", "http://a.example und HTTPS://b.example"];
        assert_eq!(rules.holds(&two, 1), [HoldReason::Links]);
        let bare = ["Titel", "www.a.example, (www.b.example)"];
        assert_eq!(rules.holds(&bare, 1), [HoldReason::Links]);
        assert_eq!(rules.holds(&["Titel", "http://www.a.example"], 1), []);
        let none = HoldRules { hold_links: Some(0), ..rules.clone() };
        assert_eq!(none.holds(&["Titel", "www.a.example"], 1), [HoldReason::Links]);
        let off = HoldRules { hold_links: None, ..rules };
        assert_eq!(off.holds(&two, 1), []);
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        let rules = words(&["Straßenköter", "mist*", "*wucher*", "böse Menschen", " * ", ""]);
        for held in [
            "Ein STRASSENKOETER!",
            "so ein Strassenko\u{308}ter.",
            "Mistkerl",
            "MIST",
            "Mietwucherei",
            "lauter böse\nMenschen",
            "(boese-menschen)",
        ] {
            assert!(rules.has_word(held), "{held}");
        }
        for fine in ["Straßenköterchen", "Kompostmist", "böse", "Menschen, böse", ""] {
            assert!(!rules.has_word(fine), "{fine}");
        }
        assert_eq!(rules.holds(&["Ein Titel", "So ein Mist"], 1), [HoldReason::Words]);
    }

    #[test]
    fn much_at_once_and_shouting() {
        let rules = HoldRules::default();
        assert_eq!(rules.holds(&["Noch eine Idee"], 6), [HoldReason::Burst]);
        assert_eq!(rules.holds(&["MEHR BÄNKE JETZT!", "Bitte bald."], 1), [HoldReason::Caps]);
        assert_eq!(rules.holds(&["Mehr Bänke", "JETZT UND SOFORT, bitte"], 1), []);
        let off = HoldRules { hold_caps: false, hold_burst: None, ..rules };
        assert_eq!(off.holds(&["MEHR BÄNKE JETZT!"], 99), []);
    }

    #[test]
    fn reasons_round_trip() {
        let all = HoldReason::ALL.to_vec();
        assert_eq!(HoldReason::to_list(&all).as_deref(), Some("links,words,burst,caps"));
        assert_eq!(HoldReason::from_list("links,words,burst,caps"), all);
        assert_eq!(HoldReason::to_list(&[]), None);
        assert_eq!(HoldReason::from_list("new,caps"), [HoldReason::Caps]);
    }

    #[test]
    fn trust_is_earned_given_or_taken() {
        let rules = HoldRules::default();
        assert!(!rules.trusts(TrustRule::Earned, 4) && rules.trusts(TrustRule::Earned, 5));
        assert!(rules.trusts(TrustRule::Always, 0) && !rules.trusts(TrustRule::Never, 99));
        let off = HoldRules { trust_after: None, ..rules };
        assert!(!off.trusts(TrustRule::Earned, 1000) && off.trusts(TrustRule::Always, 0));
    }
}
