//! Compressed once, here, as hard as it goes; the server only picks a file.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

/// What compresses; fonts and pictures already are.
const TEXT: [&str; 13] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "mjs",
    "pack",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
    "map",
];

/// Writes `.br` and `.gz` beside a file, where they are smaller.
pub(crate) fn beside(path: &Path, contents: &[u8]) -> Result<()> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    for (suffix, bytes) in if TEXT.contains(&ending.as_ref()) {
        vec![("br", brotli(contents)?), ("gz", gzip(contents)?)]
    } else {
        Vec::new()
    } {
        let beside = path.with_extension(format!("{ending}.{suffix}"));
        if bytes.len() < contents.len() {
            std::fs::write(beside, bytes)?;
        } else if beside.exists() {
            std::fs::remove_file(beside)?;
        }
    }
    Ok(())
}

/// Brotli at its highest quality, with a window that holds the whole page.
pub(crate) fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: contents.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &contents[..], &mut bytes, &parameters)?;
    Ok(bytes)
}

fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_shrinks_and_comes_back() -> Result<()> {
        let text = "Ideen für die Stadt. ".repeat(50);
        let small = brotli(text.as_bytes())?;
        assert!(small.len() < text.len() / 10);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &small[..], &mut back)?;
        assert_eq!(back, text.as_bytes());
        Ok(())
    }
}
