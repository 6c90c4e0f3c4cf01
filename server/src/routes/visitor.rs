//! Who asks: language, address, and the browser that takes part.

use std::{convert::Infallible, net::IpAddr, net::SocketAddr};

use app::i18n::Lang;
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use axum_extra::extract::cookie::CookieJar;

use super::error::Error;
use crate::{
    limits::Action,
    state::AppState,
    store::participants::{self, Person},
    token,
};

/// Name of the cookie that knows a browser again.
pub const PARTICIPANT_COOKIE: &str = "participant";
/// Name of the cookie that keeps the chosen language.
pub const LANG_COOKIE: &str = "lang";
/// How long a browser is known, in seconds: a year.
const PARTICIPANT_AGE: u32 = 365 * 86_400;

/// The reader's language.
#[derive(Clone, Copy, Debug)]
pub struct Reader(pub Lang);

/// The language of `?lang=`, else of the cookie, else of `Accept-Language`, else German.
pub fn reader_lang(query: Option<&str>, headers: &HeaderMap) -> Lang {
    let asked = query.unwrap_or("").split('&').find_map(|pair| pair.strip_prefix("lang="));
    let accepted = || headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok().and_then(Lang::negotiate);
    asked
        .and_then(Lang::from_tag)
        .or_else(|| {
            let jar = CookieJar::from_headers(headers);
            jar.get(LANG_COOKIE).and_then(|c| Lang::from_tag(c.value()))
        })
        .or_else(accepted)
        .unwrap_or_default()
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(reader_lang(parts.uri.query(), &parts.headers)))
    }
}

/// The address that a request comes from: that of the peer, or, where the peer is a trusted
/// proxy, the last one in `X-Forwarded-For` that is not a trusted proxy itself.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

impl FromRequestParts<AppState> for ClientIp {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        // Without a connection the call comes from within the process.
        let peer = peer.map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip().to_canonical());
        Ok(Self(client_ip(peer, &state.config.trusted_proxies, &parts.headers)))
    }
}

fn client_ip(peer: IpAddr, trusted: &[IpAddr], headers: &HeaderMap) -> IpAddr {
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|t| t.to_canonical() == *ip);
    if !is_trusted(&peer) {
        return peer;
    }
    let listed: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    // From the right: what stands further left may be invented.
    let mut last = peer;
    for text in listed.iter().rev() {
        let Ok(ip) = text.trim().parse::<IpAddr>() else { return last };
        last = ip.to_canonical();
        if !is_trusted(&last) {
            return last;
        }
    }
    last
}

impl ClientIp {
    /// Counts one action of this participant from this address.
    ///
    /// # Errors
    /// It is one too many.
    pub fn allow(
        self,
        state: &AppState,
        action: Action,
        participant: Option<i64>,
    ) -> Result<(), Error> {
        state.limits.check(action, participant, self.0).map_err(Error::TooMany)
    }
}

/// The number of the browser that asks, where it has taken part before.
#[derive(Clone, Copy, Debug)]
pub struct MaybeParticipant(pub Option<i64>);

async fn known(parts: &Parts, state: &AppState) -> Result<Option<i64>, Error> {
    let jar = CookieJar::from_headers(&parts.headers);
    match jar.get(PARTICIPANT_COOKIE).map(|cookie| cookie.value()) {
        Some(held) if token::is_token(held) => {
            Ok(participants::find(&state.db, &token::hash(held)).await?)
        }
        _ => Ok(None),
    }
}

impl FromRequestParts<AppState> for MaybeParticipant {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        Ok(Self(known(parts, state).await?))
    }
}

/// The browser that does something: known, or about to be. The row of a new one is made in the
/// transaction of what it does; [`Participant::remember`] then tells the browser.
#[derive(Clone, Debug)]
pub struct Participant {
    /// For the store.
    pub person: Person,
    cookie: Option<HeaderValue>,
}

impl Participant {
    /// The number, where the browser is known.
    pub fn id(&self) -> Option<i64> {
        match self.person {
            Person::Known(id) => Some(id),
            Person::New { .. } => None,
        }
    }

    /// Sets the cookie of a new participant on the answer to what it did.
    #[must_use]
    pub fn remember(self, mut response: Response) -> Response {
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl FromRequestParts<AppState> for Participant {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        if let Some(id) = known(parts, state).await? {
            return Ok(Self { person: Person::Known(id), cookie: None });
        }
        let fresh = token::random();
        let secure = if state.config.https() { "; Secure" } else { "" };
        let cookie = format!(
            "{PARTICIPANT_COOKIE}={fresh}; Path=/; Max-Age={PARTICIPANT_AGE}; HttpOnly; SameSite=Lax{secure}"
        );
        let cookie = HeaderValue::try_from(cookie).map_err(|e| Error::Internal(e.to_string()))?;
        Ok(Self { person: Person::New { token_hash: token::hash(&fresh) }, cookie: Some(cookie) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(value: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_str(value).unwrap());
        headers
    }

    #[test]
    fn forwarded_addresses_are_believed_from_trusted_proxies_only() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let headers = forwarded("6.6.6.6, 198.51.100.7, 10.0.0.2");
        let trusted = [ip("10.0.0.1"), ip("10.0.0.2")];
        assert_eq!(client_ip(ip("10.0.0.1"), &trusted, &headers), ip("198.51.100.7"));
        assert_eq!(client_ip(ip("203.0.113.9"), &trusted, &headers), ip("203.0.113.9"));
        assert_eq!(client_ip(ip("10.0.0.1"), &trusted, &forwarded("rubbish")), ip("10.0.0.1"));
        assert_eq!(client_ip(ip("10.0.0.1"), &[], &headers), ip("10.0.0.1"));
    }

    #[test]
    fn the_reader_chooses_the_language() {
        let mut headers = HeaderMap::new();
        assert_eq!(reader_lang(None, &headers), Lang::De);
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB"));
        assert_eq!(reader_lang(None, &headers), Lang::En);
        headers.insert(header::COOKIE, HeaderValue::from_static("lang=de"));
        assert_eq!(reader_lang(None, &headers), Lang::De);
        assert_eq!(reader_lang(Some("a=b&lang=en"), &headers), Lang::En);
        assert_eq!(reader_lang(Some("lang=xx"), &headers), Lang::De);
    }
}
