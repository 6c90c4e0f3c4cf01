//! Secrets that browsers and authors hold: random, and stored only as a hash.

use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::{Digest, Sha256};

/// Length of a token in its written form: 128 bits in hexadecimal.
pub const TOKEN_LEN: usize = 32;

/// A fresh random token of 128 bits, in hexadecimal.
pub fn random() -> String {
    let mut bytes = [0; TOKEN_LEN / 2];
    rand::rng().fill_bytes(&mut bytes);
    hex(&bytes)
}

/// A token of 128 bits that is the same for the same key and parts (HMAC-SHA256).
pub fn derived(key: &[u8; 32], parts: &[&str]) -> String {
    // An HMAC takes a key of any length: the error cannot happen, and a random token is a
    // safe answer to it.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return random() };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    let bytes = mac.finalize().into_bytes();
    hex(&bytes[..TOKEN_LEN / 2])
}

/// The token of an author's private page, from the parts that it was made from: what is kept of
/// it can be such parts, which are nothing without the installation's key.
pub fn private(key: &[u8; 32], seed: &[String]) -> String {
    let parts: Vec<&str> = std::iter::once("my").chain(seed.iter().map(String::as_str)).collect();
    derived(key, &parts)
}

/// What is mailed to an address besides a private link, to confirm this address with: whoever has
/// the link alone has not read the mail.
pub fn confirmation(key: &[u8; 32], token: &str, address: &str) -> String {
    derived(key, &["confirm", token, address])
}

/// What is stored of a token: its SHA-256, in hexadecimal.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn hash_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 of several parts that cannot run into each other, in hexadecimal.
pub fn hash_parts(parts: &[&str]) -> String {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part.as_bytes());
    }
    hex(&sha.finalize())
}

/// Whether a string has the form of a token; everything else is looked up nowhere.
pub fn is_token(text: &str) -> bool {
    text.len() == TOKEN_LEN
        && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_their_form() {
        assert!(is_token(&random()));
        assert_ne!(random(), random());
        assert!(is_token(&derived(&[7; 32], &["a", "b"])));
        assert!(!is_token("ABCDEF00ABCDEF00ABCDEF00ABCDEF00"));
        assert!(!is_token("' OR 1=1"));
    }

    #[test]
    fn parts_cannot_run_into_each_other() {
        assert_ne!(derived(&[7; 32], &["ab", "c"]), derived(&[7; 32], &["a", "bc"]));
        assert_ne!(hash_parts(&["ab", "c"]), hash_parts(&["a", "bc"]));
        assert_eq!(derived(&[7; 32], &["ab"]), derived(&[7; 32], &["ab"]));
    }
}
