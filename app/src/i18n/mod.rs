//! The two languages, their texts, and the formatting of dates and numbers.
//!
//! A text is a constant [`Text`] with both languages side by side, so that neither can be
//! forgotten; one with values in it is a function that takes the language first. A file per
//! area of the site.

pub mod admin;
pub mod board;
pub mod common;
pub mod desk;
pub mod events;
pub mod follow;
pub mod form;
mod format;
pub mod legal;
pub mod merging;
pub mod people;
pub mod problems;
pub mod programme;
pub mod related;
pub mod staff;
pub mod visit;
pub mod work;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use format::{
    ago, count, date, date_time, day, moment, month, period, time, time_range, weekday,
    weekday_day, weekday_of, weekday_short,
};

/// A language of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// German, the first language.
    #[default]
    De,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `de-AT`, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "de" => Some(Self::De),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, section 12.5.4).
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',').take(20) {
            let mut parts = range.trim().split(';');
            let lang = parts.next().and_then(Self::from_tag);
            let quality =
                parts.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            if let Some(lang) = lang
                && quality > 0.0
                && best.is_none_or(|(q, _)| quality > q)
            {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    /// The other language, for the switch.
    pub fn other(self) -> Self {
        match self {
            Self::De => Self::En,
            Self::En => Self::De,
        }
    }

    /// One of two texts.
    pub fn pick<T>(self, de: T, en: T) -> T {
        match self {
            Self::De => de,
            Self::En => en,
        }
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// In this language.
    pub fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.de, self.en)
    }
}

/// A text in both languages.
pub const fn text(de: &'static str, en: &'static str) -> Text {
    Text { de, en }
}

/// The language of the page that is being rendered. Fixed for the life of a page: switching
/// loads the page anew.
pub fn lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// A text in the language of the page.
pub fn t(text: Text) -> &'static str {
    text.get(lang())
}

/// Address of the same view in another language.
pub fn switch_href(path: &str, query: &str, to: Lang) -> String {
    let kept = query
        .trim_start_matches('?')
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("lang="));
    let mut pairs: Vec<&str> = kept.collect();
    let lang = format!("lang={}", to.tag());
    pairs.push(&lang);
    format!("{path}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiation() {
        assert_eq!(Lang::negotiate("en-GB,en;q=0.9,de;q=0.8"), Some(Lang::En));
        assert_eq!(Lang::negotiate("fr, de;q=0.5, en;q=0.4"), Some(Lang::De));
        assert_eq!(Lang::negotiate("en;q=0, de;q=0.1"), Some(Lang::De));
        assert_eq!(Lang::negotiate("fr"), None);
        assert_eq!(Lang::negotiate("ü;q=é,;;,=,d"), None);
    }

    #[test]
    fn the_other_language_keeps_the_view() {
        assert_eq!(
            switch_href("/ideas", "?q=a&lang=de&sort=active", Lang::En),
            "/ideas?q=a&sort=active&lang=en"
        );
        assert_eq!(switch_href("/", "", Lang::De), "/?lang=de");
    }
}
