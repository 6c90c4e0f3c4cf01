//! Photos: from whatever a phone sends to two plain JPEG files.
//!
//! Memory: pictures are decoded one at a time, and one takes at most [`DECODE_MAX`] bytes while
//! it is decoded, once more that much where it has to lose its transparency, and 13 MB for its
//! renditions; a usual phone photo of 12 megapixels takes
//! 36 MB. Size and pixels are checked from the header, before anything is decoded.

pub mod strays;

use std::{
    fs::{self, File},
    io::{self, Cursor, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use app::{
    api::{PHOTO_BYTES_MAX, PHOTO_LARGE, PHOTO_PIXELS_MAX, PhotoRef, PhotoUploaded, small_size},
    domain::FieldError,
};
use bytes::Bytes;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbImage, Rgba,
    codecs::jpeg::JpegEncoder, imageops::FilterType,
};
use tokio::sync::Semaphore;

use crate::{clock, state::AppState, store::photos, token};

/// The most memory that a decoded picture takes, in bytes: 50 megapixels with 16 bits in three
/// channels.
pub const DECODE_MAX: u64 = 300 * 1024 * 1024;
/// Quality of the JPEG files: beyond it they grow faster than anybody sees.
const QUALITY: u8 = 80;
/// Most pixels of a picture's side; what is longer is no photo.
const SIDE_MAX: u32 = 30_000;

/// Lets one picture be decoded at a time; cloning is cheap.
#[derive(Clone, Debug)]
pub struct Decoder(Arc<Semaphore>);

impl Default for Decoder {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

/// Why a photo was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeError {
    /// It is not in order, for this reason.
    Refused(FieldError),
    /// It could not be kept; for the log.
    Failed(String),
}

impl From<FieldError> for TakeError {
    fn from(error: FieldError) -> Self {
        Self::Refused(error)
    }
}

fn failed(error: impl std::fmt::Display) -> TakeError {
    TakeError::Failed(error.to_string())
}

/// Takes a photo: reads it, writes its renditions, and notes it as waiting for an idea to claim
/// it within a day. When this returns, it survives a power cut. `room` is held as long as the
/// picture is.
///
/// # Errors
/// The photo is not in order, or could not be kept.
pub async fn take(
    state: &AppState,
    bytes: Bytes,
    room: impl Send + 'static,
) -> Result<PhotoUploaded, TakeError> {
    check(&bytes)?;
    let state = state.clone();
    // By itself: whoever sent it may hang up, and files without a row would stay for ever.
    let taken = tokio::spawn(async move {
        let taken = read_and_keep(&state, bytes).await;
        drop(room);
        taken
    });
    taken.await.map_err(failed)?
}

async fn read_and_keep(state: &AppState, bytes: Bytes) -> Result<PhotoUploaded, TakeError> {
    let (key, claim) = (token::random(), token::random());
    let turn = state.decoder.0.clone().acquire_owned().await.map_err(failed)?;
    let folder = folder(&state.config.data, &key);
    let name = key.clone();
    let work = tokio::task::spawn_blocking(move || {
        let renditions = render(&bytes)?;
        drop((bytes, turn));
        keep(&folder, &name, &renditions.small, &renditions.large).map_err(failed)?;
        Ok::<_, TakeError>((renditions.width, renditions.height))
    });
    let (width, height) = work.await.map_err(failed)??;
    let photo = PhotoRef { key, width, height, alt: None };
    note(state, &photo, &claim).await?;
    Ok(PhotoUploaded { claim, photo })
}

/// Copies a photo, for something else to claim: files of its own, which stay when those of the first
/// go. None where its files are gone.
///
/// # Errors
/// The copy could not be kept.
pub async fn copy(state: &AppState, photo: &PhotoRef) -> Result<Option<PhotoUploaded>, TakeError> {
    let (state, photo) = (state.clone(), photo.clone());
    // By itself, as in [`take`].
    let copied = tokio::spawn(async move {
        let (key, claim) = (token::random(), token::random());
        let (old, new) = (photo.key, key.clone());
        let (from, to) = (folder(&state.config.data, &old), folder(&state.config.data, &new));
        let work = move || -> io::Result<bool> {
            let read = |size| fs::read(from.join(format!("{old}-{size}.jpg")));
            match read("s").and_then(|small| Ok((small, read("l")?))) {
                Ok((small, large)) => keep(&to, &new, &small, &large).map(|()| true),
                Err(gone) if gone.kind() == io::ErrorKind::NotFound => Ok(false),
                Err(error) => Err(error),
            }
        };
        if !tokio::task::spawn_blocking(work).await.map_err(failed)?.map_err(failed)? {
            return Ok(None);
        }
        let photo = PhotoRef { key, width: photo.width, height: photo.height, alt: photo.alt };
        note(&state, &photo, &claim).await?;
        Ok(Some(PhotoUploaded { claim, photo }))
    });
    copied.await.map_err(failed)?
}

/// Notes a photo whose files are written.
async fn note(state: &AppState, photo: &PhotoRef, claim: &str) -> Result<(), TakeError> {
    let noted = photos::insert(&state.db, photo, &token::hash(claim), clock::now()).await;
    if let Err(error) = noted {
        remove(&state.config.data, &photo.key).await;
        return Err(failed(error));
    }
    Ok(())
}

/// The file of a rendition, `name` being `KEY-s.jpg` or `KEY-l.jpg`; none for any other name.
pub fn file(data: &Path, name: &str) -> Option<(String, PathBuf)> {
    let key = name.strip_suffix("-s.jpg").or_else(|| name.strip_suffix("-l.jpg"))?;
    token::is_token(key).then(|| (key.to_owned(), folder(data, key).join(name)))
}

/// Removes the files of a photo. What is not there is no error: it is gone either way.
pub async fn remove(data: &Path, key: &str) {
    for size in ["s", "l"] {
        if let Some((_, path)) = file(data, &format!("{key}-{size}.jpg"))
            && let Err(error) = tokio::fs::remove_file(&path).await
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "a photo's file could not be removed");
        }
    }
}

fn folder(data: &Path, key: &str) -> PathBuf {
    data.join("photos").join(key.get(..2).unwrap_or("00"))
}

/// Both renditions of a photo, ready to be written.
struct Renditions {
    width: u32,
    height: u32,
    large: Vec<u8>,
    small: Vec<u8>,
}

/// What the header alone tells: the format by its content, and the size.
fn check(bytes: &[u8]) -> Result<ImageFormat, FieldError> {
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err(FieldError::FileTooLarge { max_mb: PHOTO_BYTES_MAX / 1024 / 1024 });
    }
    let format = image::guess_format(bytes).map_err(|_| FieldError::NotAPicture)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(FieldError::NotAPicture);
    }
    let reader = ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader.into_dimensions().map_err(unreadable)?;
    if width == 0 || height == 0 {
        return Err(FieldError::NotAPicture);
    }
    if u64::from(width) * u64::from(height) > PHOTO_PIXELS_MAX || width.max(height) > SIDE_MAX {
        return Err(too_many_pixels());
    }
    Ok(format)
}

fn too_many_pixels() -> FieldError {
    FieldError::TooManyPixels { max_mp: (PHOTO_PIXELS_MAX / 1_000_000) as usize }
}

fn unreadable(error: ImageError) -> FieldError {
    match error {
        ImageError::Limits(_) => too_many_pixels(),
        _ => FieldError::NotAPicture,
    }
}

/// Reads a photo and makes its renditions: upright, on white, without anything but the picture.
fn render(bytes: &[u8]) -> Result<Renditions, FieldError> {
    let format = check(bytes)?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODE_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    // Half-known orientation is none: the picture itself still counts.
    let orientation = decoder.orientation().ok();
    if decoder.total_bytes() > DECODE_MAX {
        return Err(too_many_pixels());
    }
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    let mut large = DynamicImage::ImageRgb8(reduced(picture, PHOTO_LARGE));
    if let Some(orientation) = orientation {
        large.apply_orientation(orientation);
    }
    let (width, height) = (large.width(), large.height());
    let (small_width, small_height) = small_size(width, height);
    let small = if small_width == width {
        large.clone()
    } else {
        large.resize_exact(small_width, small_height, FilterType::CatmullRom)
    };
    Ok(Renditions { width, height, large: jpeg(&large)?, small: jpeg(&small)? })
}

/// The picture on white, its longer side at most `side` pixels. Never larger than it was.
fn reduced(picture: DynamicImage, side: u32) -> RgbImage {
    let mut picture = on_white(picture);
    let longer = picture.width().max(picture.height());
    if longer > side * 2 {
        // Averages whole blocks: fast, and good enough for what comes after.
        picture = picture.thumbnail(side * 2, side * 2);
    }
    if longer > side {
        picture = picture.resize(side, side, FilterType::CatmullRom);
    }
    picture.into_rgb8()
}

/// The picture without transparency, in place where that is possible.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut picture = picture.into_rgba8();
    for Rgba([r, g, b, a]) in picture.pixels_mut() {
        let alpha = u32::from(*a);
        for channel in [r, g, b] {
            // At most 255 by construction.
            *channel = ((u32::from(*channel) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
        *a = 255;
    }
    DynamicImage::ImageRgba8(picture)
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, FieldError> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .encode_image(picture)
        .map_err(|_| FieldError::NotAPicture)?;
    Ok(out)
}

/// Writes both files so that they are whole or not there, even after a power cut.
fn keep(folder: &Path, key: &str, small: &[u8], large: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (size, bytes) in [("s", small), ("l", large)] {
        let part = folder.join(format!("{key}-{size}.part"));
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, folder.join(format!("{key}-{size}.jpg")))?;
    }
    File::open(folder)?.sync_all()?;
    folder.parent().map_or(Ok(()), |parent| File::open(parent)?.sync_all())
}

#[cfg(test)]
mod tests;
