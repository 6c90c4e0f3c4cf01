//! Cleaning and folding of what people type.

/// Whether a character may stand in stored text: no control characters, and none of the
/// invisible ones that turn the direction of what follows or hide words in words.
fn is_allowed(c: char) -> bool {
    !c.is_control()
        && !matches!(c,
            '\u{200B}' | '\u{2060}' | '\u{FEFF}'
            | '\u{200E}' | '\u{200F}' | '\u{061C}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Cleans a single line: control and direction characters go, runs of white space become one
/// blank, the ends are trimmed.
pub fn clean_line(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().filter(|c| is_allowed(*c)));
        if out.len() == before {
            out.truncate(start);
        }
    }
    out
}

/// Cleans text of several paragraphs: line ends become `\n`, at most one empty line in a row,
/// trailing blanks go, everything else as in [`clean_line`].
pub fn clean_text(raw: &str) -> String {
    let raw = raw.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut out = String::with_capacity(raw.len());
    let mut empty = 0;
    for line in raw.split('\n') {
        let line: String = line
            .chars()
            .map(|c| if c == '\t' { ' ' } else { c })
            .filter(|c| is_allowed(*c))
            .collect();
        let line = line.trim_end();
        if line.trim().is_empty() {
            empty += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        out.push_str(line);
    }
    out.trim().to_owned()
}

/// Folds text for comparing: lower case, `ß` as `ss`, umlauts as `ae oe ue`, the commonest
/// accents dropped. `Straße`, `STRASSE` and `strasse` fold to the same.
///
/// The umlaut rule is that of DIN 5007-2.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'œ' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' | 'ī' => out.push('i'),
            'ł' => out.push('l'),
            'ñ' | 'ń' | 'ň' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => out.push('o'),
            'ř' => out.push('r'),
            'ş' | 'ś' | 'š' => out.push('s'),
            'ğ' => out.push('g'),
            'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'ź' | 'ż' | 'ž' => out.push('z'),
            // A combining diaeresis after its letter: the decomposed form of an umlaut.
            '\u{308}' => out.push('e'),
            '\u{300}'..='\u{36f}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_what_cannot_be_seen() {
        assert_eq!(clean_line("  Mehr \t Bänke\n\u{202E}bitte\0 "), "Mehr Bänke bitte");
        assert_eq!(clean_line("\u{200B} \u{FEFF}"), "");
        assert_eq!(clean_line("a \u{200B} b"), "a b");
    }

    #[test]
    fn texts_keep_paragraphs() {
        assert_eq!(clean_text("eins\r\nzwei\r\n\r\n\r\n\r\ndrei  \n"), "eins\nzwei\n\ndrei");
        assert_eq!(clean_text("\n\n"), "");
    }

    #[test]
    fn folding_knows_german() {
        for word in ["Straße", "STRASSE", "strasse", "Strasse"] {
            assert_eq!(fold(word), "strasse");
        }
        assert_eq!(fold("Grünfläche"), "gruenflaeche");
        assert_eq!(fold("Gru\u{308}nfla\u{308}che"), "gruenflaeche");
        assert_eq!(fold("Café"), "cafe");
    }
}
