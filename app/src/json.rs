//! JSON, read by what is at hand: serde_json on the server, the browser's own parser in the
//! browser. A second parser with words for every mistake would be a tenth of the download.

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
mod object;

use leptos::server::codee::{Decoder, Encoder};
use serde::{Serialize, de::DeserializeOwned};

/// Reads a value; none where the text is no JSON or something else.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Option<T> {
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    return object::from_str(text);
    #[cfg(not(all(feature = "hydrate", not(feature = "ssr"))))]
    serde_json::from_str(text).ok()
}

/// How the data of a page travel with it.
pub(crate) struct Json;

/// It is not what was expected. Nobody reads why.
#[derive(Debug)]
pub(crate) struct NotIt;

impl<T: Serialize> Encoder<T> for Json {
    type Error = NotIt;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, NotIt> {
        #[cfg(feature = "ssr")]
        return serde_json::to_string(value).map_err(|_| NotIt);
        // The browser sends no page to anybody.
        #[cfg(not(feature = "ssr"))]
        {
            let _ = value;
            Err(NotIt)
        }
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = NotIt;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, NotIt> {
        from_str(text).ok_or(NotIt)
    }
}
