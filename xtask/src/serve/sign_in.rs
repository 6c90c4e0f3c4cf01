//! The staff account of a development server.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// Who the account belongs to.
pub(crate) const EMAIL: &str = "moderation@example.org";

/// How staff sign in, remembered beside the database it holds for.
pub(crate) struct SignIn {
    path: PathBuf,
}

impl SignIn {
    /// The note in a data folder.
    pub(crate) fn new(data: &Path) -> Self {
        Self { path: data.join("staff-sign-in.txt") }
    }

    /// What an earlier start noted.
    pub(crate) fn read(&self) -> Option<String> {
        std::fs::read_to_string(&self.path).ok()
    }

    /// Notes a new account; only its owner may read that.
    pub(crate) fn write(&self, password: &str) -> Result<String> {
        let text = format!("{EMAIL}\n{password}\n");
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&self.path)?
            .write_all(text.as_bytes())?;
        Ok(text)
    }
}

/// Twenty letters and digits that nobody mixes up: a hundred random bits.
pub(crate) fn password() -> Result<String> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut random = [0; 20];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
    Ok(random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_differ() -> Result<()> {
        let (one, other) = (password()?, password()?);
        assert_eq!(one.len(), 20);
        assert_ne!(one, other);
        Ok(())
    }
}
