//! Files that a person picks.

#[cfg(feature = "hydrate")]
mod real {
    use send_wrapper::SendWrapper;
    use wasm_bindgen::JsCast;

    use crate::api::{self, ApiResult, PhotoUploaded, StaffEvent};

    /// A picked file.
    #[derive(Clone)]
    pub(crate) struct Picked(SendWrapper<web_sys::File>);

    impl Picked {
        /// Its name on the person's device.
        pub(crate) fn name(&self) -> String {
            self.0.name()
        }

        /// Its media type as the device sees it; empty where the device knows none.
        pub(crate) fn media_type(&self) -> String {
            self.0.type_()
        }

        /// Its size in bytes.
        pub(crate) fn size(&self) -> f64 {
            self.0.size()
        }

        /// An address under which this page can show it; see [`Picked::forget_url`].
        pub(crate) fn url(&self) -> Option<String> {
            web_sys::Url::create_object_url_with_blob(&self.0).ok()
        }

        /// Frees what an address of [`Picked::url`] holds.
        pub(crate) fn forget_url(url: &str) {
            let _ = web_sys::Url::revoke_object_url(url);
        }

        /// Uploads it as a photo.
        pub(crate) async fn upload(&self) -> ApiResult<PhotoUploaded> {
            #[cfg(not(feature = "ssr"))]
            return api::upload_photo(&self.0).await;
            #[cfg(feature = "ssr")]
            return Err(api::ApiError::Network);
        }

        /// Uploads it as a file of an event.
        pub(crate) async fn upload_to_event(
            &self,
            event: i64,
            kind: &str,
        ) -> ApiResult<StaffEvent> {
            #[cfg(not(feature = "ssr"))]
            return api::upload_event_file(event, kind, &self.0).await;
            #[cfg(feature = "ssr")]
            {
                let _ = (event, kind);
                Err(api::ApiError::Network)
            }
        }
    }

    /// Takes the files out of the file input with this id; it is empty afterwards.
    pub(crate) fn take_files(id: &str) -> Vec<Picked> {
        let input = leptos::prelude::document().get_element_by_id(id);
        let input = input.and_then(|i| i.dyn_into::<web_sys::HtmlInputElement>().ok());
        let Some((input, files)) = input.and_then(|i| i.files().map(|files| (i, files))) else {
            return Vec::new();
        };
        let picked = (0..files.length()).filter_map(|i| files.get(i));
        let picked = picked.map(|file| Picked(SendWrapper::new(file))).collect();
        input.set_value("");
        picked
    }
}

#[cfg(feature = "hydrate")]
pub(crate) use real::{Picked, take_files};

#[cfg(not(feature = "hydrate"))]
mod quiet {
    use crate::api::{ApiError, ApiResult, PhotoUploaded, StaffEvent};

    /// There are no files on the server.
    #[derive(Clone)]
    pub(crate) enum Picked {}

    impl Picked {
        pub(crate) fn name(&self) -> String {
            String::new()
        }

        pub(crate) fn media_type(&self) -> String {
            String::new()
        }

        pub(crate) fn size(&self) -> f64 {
            0.0
        }

        pub(crate) fn url(&self) -> Option<String> {
            None
        }

        pub(crate) fn forget_url(_: &str) {}

        pub(crate) async fn upload(&self) -> ApiResult<PhotoUploaded> {
            Err(ApiError::Network)
        }

        pub(crate) async fn upload_to_event(&self, _: i64, _: &str) -> ApiResult<StaffEvent> {
            Err(ApiError::Network)
        }
    }

    pub(crate) fn take_files(_: &str) -> Vec<Picked> {
        Vec::new()
    }
}

#[cfg(not(feature = "hydrate"))]
pub(crate) use quiet::{Picked, take_files};
