//! Photos of ideas.

use serde::{Deserialize, Serialize};

/// The largest file taken, in bytes.
pub const PHOTO_BYTES_MAX: usize = 10 * 1024 * 1024;
/// The most pixels taken.
pub const PHOTO_PIXELS_MAX: u64 = 50_000_000;
/// Width of the small rendition, in pixels, at most.
pub const PHOTO_SMALL: u32 = 640;
/// Longer side of the large rendition, in pixels, at most.
pub const PHOTO_LARGE: u32 = 1600;

/// A photo in two sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PhotoRef {
    /// Its unguessable name; see [`PhotoRef::small_url`].
    pub key: String,
    /// Width of the large rendition, in pixels.
    pub width: u32,
    /// Height of the large rendition, in pixels.
    pub height: u32,
    /// What it shows, where somebody said so.
    pub alt: Option<String>,
}

impl PhotoRef {
    /// Address of the small rendition.
    pub fn small_url(&self) -> String {
        format!("/photos/{}-s.jpg", self.key)
    }

    /// Address of the large rendition.
    pub fn large_url(&self) -> String {
        format!("/photos/{}-l.jpg", self.key)
    }

    /// Width and height of the small rendition, in pixels.
    pub fn small_size(&self) -> (u32, u32) {
        small_size(self.width, self.height)
    }
}

/// Width and height of the small rendition of a photo of this size, in pixels.
pub fn small_size(width: u32, height: u32) -> (u32, u32) {
    if width <= PHOTO_SMALL {
        return (width, height);
    }
    let scaled = u64::from(height) * u64::from(PHOTO_SMALL) / u64::from(width);
    (PHOTO_SMALL, u32::try_from(scaled).unwrap_or(u32::MAX).max(1))
}

/// A photo that was uploaded and belongs to no idea yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct PhotoUploaded {
    /// Names the photo in the idea that is sent later; good for a day.
    pub claim: String,
    /// The photo itself.
    pub photo: PhotoRef,
}

/// `POST /api/photos`: uploads one file as multipart field `photo`, in the browser.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub async fn upload_photo(file: &web_sys::File) -> super::ApiResult<PhotoUploaded> {
    use super::ApiError;
    let form = web_sys::FormData::new().map_err(|_| ApiError::Network)?;
    form.append_with_blob_and_filename("photo", file, &file.name())
        .map_err(|_| ApiError::Network)?;
    let request = gloo_net::http::Request::post("/api/photos")
        .header("accept", "application/json")
        .body(form)
        .map_err(|_| ApiError::Network)?;
    let answer = request.send().await.map_err(|_| ApiError::Network)?;
    let body = answer.text().await.map_err(|_| ApiError::Network)?;
    super::transport::read(answer.status(), &body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_sizes_keep_the_shape() {
        assert_eq!(small_size(1600, 1200), (640, 480));
        assert_eq!(small_size(300, 4000), (300, 4000));
        assert_eq!(small_size(1600, 1), (640, 1));
    }
}
