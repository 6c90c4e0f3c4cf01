//! Bodies that come in chunks.

use anyhow::{Context, Result, bail, ensure};

/// Takes a chunked body apart, however it is cut on its way.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    state: State,
    /// Digits of a chunk's size that have come so far.
    size: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Size,
    Data(usize),
    /// The line end behind the data.
    After,
    /// The empty line behind the last chunk.
    Trailer,
    End,
}

impl Chunks {
    /// Appends to `out` what is data in `bytes`.
    pub(crate) fn push(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) -> Result<()> {
        while !bytes.is_empty() {
            match self.state {
                State::Data(left) => {
                    let n = left.min(bytes.len());
                    out.extend_from_slice(&bytes[..n]);
                    bytes = &bytes[n..];
                    self.state = if n == left { State::After } else { State::Data(left - n) };
                }
                State::End => bail!("{} bytes behind the end of an answer", bytes.len()),
                _ => {
                    self.line(bytes[0])?;
                    bytes = &bytes[1..];
                }
            }
        }
        Ok(())
    }

    /// Whether the last chunk has come.
    pub(crate) fn ended(&self) -> bool {
        self.state == State::End
    }

    fn line(&mut self, byte: u8) -> Result<()> {
        if byte != b'\n' {
            self.size.push(byte);
            ensure!(self.size.len() < 100, "a chunk's size is too long");
            return Ok(());
        }
        let line = std::mem::take(&mut self.size);
        let line = std::str::from_utf8(&line).context("a chunk's size")?.trim_end();
        self.state = match self.state {
            State::After => State::Size,
            State::Trailer => State::End,
            _ => match usize::from_str_radix(line, 16).context("a chunk's size")? {
                0 => State::Trailer,
                size => State::Data(size),
            },
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_come_together_however_they_are_cut() -> Result<()> {
        let sent = b"5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";
        for cut in 1..sent.len() {
            let (mut chunks, mut out) = (Chunks::default(), Vec::new());
            chunks.push(&sent[..cut], &mut out)?;
            assert!(!chunks.ended());
            chunks.push(&sent[cut..], &mut out)?;
            assert!(chunks.ended());
            assert_eq!(out, b"hello, world");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_chunk_is_refused() {
        assert!(Chunks::default().push(b"xyz\r\n", &mut Vec::new()).is_err());
        assert!(Chunks::default().push(b"0\r\n\r\nmore", &mut Vec::new()).is_err());
    }
}
