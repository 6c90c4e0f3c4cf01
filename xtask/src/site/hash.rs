//! Names that change with the contents, so that browsers may keep a file for ever.

use sha2::{Digest, Sha256};

/// `style.css` → `style.1f0c2a9b44d1e3aa.css`; `frontend_bg.wasm` → `frontend.HASH_bg.wasm`
pub(crate) fn hashed(name: &str, contents: &[u8]) -> String {
    let mut hash = String::new();
    for byte in &Sha256::digest(contents)[..8] {
        hash.push_str(&format!("{byte:02x}"));
    }
    let (stem, ending) = name.split_once('.').unwrap_or((name, ""));
    match stem.strip_suffix("_bg") {
        Some(stem) => format!("{stem}.{hash}_bg.{ending}"),
        None => format!("{stem}.{hash}.{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_endings_and_follow_the_contents() {
        assert_eq!(hashed("style.css", b""), "style.e3b0c44298fc1c14.css");
        assert_eq!(hashed("frontend_bg.wasm", b""), "frontend.e3b0c44298fc1c14_bg.wasm");
        assert_ne!(hashed("a.js", b"1"), hashed("a.js", b"2"));
    }
}
