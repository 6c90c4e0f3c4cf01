//! Passwords of staff: argon2id, two at a time.

use std::sync::Arc;

use app::domain::{FieldError, fold};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{Salt, SaltString},
};
use rand::RngCore;
use tokio::sync::Semaphore;

/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters: hashing takes its time.
pub const PASSWORD_MAX: usize = 200;

/// Memory in KiB, passes, lanes: OWASP Password Storage Cheat Sheet, argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);
/// One hash takes 19 MB and some 20 ms of a core.
const AT_ONCE: usize = 2;
/// A hash that no password has, made with the same cost: an unknown address takes as long to
/// refuse as a known one.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Hashes and verifies; cloning is cheap.
#[derive(Clone, Debug)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

/// Hashing did not work; for the log.
#[derive(Debug, thiserror::Error)]
#[error("password: {0}")]
pub struct PasswordError(String);

fn broken(error: impl std::fmt::Display) -> PasswordError {
    PasswordError(error.to_string())
}

/// What many people take, folded or not; long enough to be taken for a password.
const COMMON: &str = include_str!("password/common.txt");
/// A password needs so many different characters.
const DIFFERENT_MIN: usize = 5;
/// So many characters of a password must be neither its owner's nor the site's name.
const OWN_WORK_MIN: usize = 6;

/// Whether a new password is good enough for somebody with these names (name, mail address):
/// of the right length, not one that many take, and not made of the names alone.
///
/// # Errors
/// It is not.
pub fn check_own(password: &str, names: &[&str]) -> Result<(), FieldError> {
    check_new(password)?;
    let plain = password.to_lowercase();
    let different: std::collections::HashSet<char> = plain.chars().collect();
    let folded = fold(password);
    let is_common = COMMON.lines().any(|common| common == plain || fold(common) == folded);
    if is_common || different.len() < DIFFERENT_MIN {
        return Err(FieldError::PasswordCommon);
    }
    let mut rest = folded;
    let words = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    for word in words.chain(["stadtlabor", "passwort", "password"]).map(fold) {
        if word.chars().count() >= 2 {
            rest = rest.replace(&word, "");
        }
    }
    match rest.chars().filter(|c| c.is_alphanumeric()).count() {
        0..OWN_WORK_MIN => Err(FieldError::PasswordPersonal),
        _ => Ok(()),
    }
}

/// Whether a new password is long enough, and not too long.
///
/// # Errors
/// It is not.
pub fn check_new(password: &str) -> Result<(), FieldError> {
    match password.chars().count() {
        0 => Err(FieldError::Required),
        n if n < PASSWORD_MIN => Err(FieldError::TooShort { min: PASSWORD_MIN }),
        n if n > PASSWORD_MAX => Err(FieldError::TooLong { max: PASSWORD_MAX }),
        _ => Ok(()),
    }
}

impl Passwords {
    /// The hash of a password, to be stored.
    ///
    /// # Errors
    /// Hashing did not work.
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.work(move || {
            let mut salt = [0; Salt::RECOMMENDED_LENGTH];
            rand::rng().fill_bytes(&mut salt);
            let salt = SaltString::encode_b64(&salt).map_err(broken)?;
            let hash = argon2()?.hash_password(password.as_bytes(), &salt).map_err(broken)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether a password belongs to a stored hash. Takes as long where there is none.
    ///
    /// # Errors
    /// Verifying did not work.
    pub async fn verify(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, PasswordError> {
        self.work(move || {
            // Nobody has a password that long; the work is done all the same.
            let password: String = password.chars().take(PASSWORD_MAX + 1).collect();
            let known = stored.is_some();
            let stored = stored.unwrap_or_else(|| DUMMY.to_owned());
            let hash = PasswordHash::new(&stored).map_err(broken)?;
            let right = argon2()?.verify_password(password.as_bytes(), &hash).is_ok();
            Ok(right && known)
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let turn = self.0.clone().acquire_owned().await.map_err(broken)?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(broken)?
    }
}

fn argon2() -> Result<Argon2<'static>, PasswordError> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(broken)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_password_itself() {
        let passwords = Passwords::default();
        let stored = passwords.hash("fünf Bänke am Markt".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let verify = async |password: &str, stored: Option<&str>| {
            passwords.verify(password.to_owned(), stored.map(str::to_owned)).await.unwrap()
        };
        assert!(verify("fünf Bänke am Markt", Some(&stored)).await);
        assert!(!verify("fünf Bänke am Mark", Some(&stored)).await);
        assert!(!verify("", Some(&stored)).await);
        assert!(!verify("fünf Bänke am Markt", None).await);
        // The stand-in is a hash that can be worked on, or nothing would take time.
        assert!(PasswordHash::new(DUMMY).unwrap().hash.is_some());
    }

    #[test]
    fn neither_common_nor_personal() {
        let check = |password| check_own(password, &["Mo Muster", "mo.muster@example.org"]);
        for common in
            ["Passwort123", "STADTLABOR2026", "qwertzuiop", "aaaaaaaaaaaa", "abababababab"]
        {
            assert_eq!(check(common), Err(FieldError::PasswordCommon), "{common}");
        }
        for personal in
            ["momuster1234", "Muster-2026!!", "mo.muster@example.org", "StadtlaborMuster7"]
        {
            assert_eq!(check(personal), Err(FieldError::PasswordPersonal), "{personal}");
        }
        for good in ["fünf Bänke am Markt", "Muster ohne Wert und Ziel", "x9!kW2&pLq4z"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("kurz"), Err(FieldError::TooShort { min: 10 }));
    }

    #[test]
    fn length() {
        assert_eq!(check_new("123456789"), Err(FieldError::TooShort { min: 10 }));
        assert_eq!(check_new("zehnzeiche"), Ok(()));
        assert_eq!(check_new(&"x".repeat(201)), Err(FieldError::TooLong { max: 200 }));
    }
}
