//! Data that the server loads for a page and that travel with it, so that the browser begins
//! with what the server rendered.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::json::Json;

/// Data of a page.
pub(crate) type Data<T> = Resource<T, Json>;

/// What data of a page have to be.
pub(crate) trait Travels: Serialize + DeserializeOwned + Send + Sync + 'static {}
impl<T: Serialize + DeserializeOwned + Send + Sync + 'static> Travels for T {}

/// Loads data, and again whenever `source` changes.
pub(crate) fn load<S, T, Fut>(
    source: impl Fn() -> S + Send + Sync + 'static,
    fetch: impl Fn(S) -> Fut + Send + Sync + 'static,
) -> Data<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Travels,
    Fut: Future<Output = T> + Send + 'static,
{
    Resource::new_with_options(source, fetch, false)
}

/// What the server makes for the page, and the browser takes over.
pub(crate) fn shared<T: Serialize + DeserializeOwned + 'static>(make: impl FnOnce() -> T) -> T {
    SharedValue::<T, Json>::new_with_encoding(make).into_inner()
}
