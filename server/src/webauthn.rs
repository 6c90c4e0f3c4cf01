//! Passkeys: what a relying party verifies (Web Authentication Level 2, sections 7.1 and 7.2).
//!
//! No attestation is asked for, so none is trusted: `none` and the self attestation of `packed`
//! are taken. Signatures are ES256, EdDSA and RS256, which covers phones, security keys and
//! Windows Hello.

mod cose;
#[cfg(test)]
mod tests;

use data_encoding::BASE64URL_NOPAD;
use minicbor::Decoder;
use ring::digest;
use serde::{Deserialize, Serialize};

pub use cose::{ALGORITHMS, PublicKey};

/// How long the browser may take, in milliseconds.
pub const TIMEOUT: u32 = 300_000;

/// The site that passkeys are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rp {
    /// Its name without scheme and port.
    pub id: String,
    /// Where its pages come from.
    pub origin: String,
}

/// Why a passkey was not taken; for the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("passkey: {0}")]
pub struct Refused(pub(crate) &'static str);

/// A passkey as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Its public key.
    pub key: PublicKey,
    /// How often it has signed, as far as it tells; 0 where it does not.
    pub count: u32,
}

/// A new passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its id, in base64url.
    pub id: String,
    /// What is stored.
    pub credential: Credential,
}

/// What a browser sends after making a passkey, everything in base64url.
#[derive(Clone, Debug, Default)]
pub struct Registration<'a> {
    /// `response.clientDataJSON`
    pub client_data: &'a str,
    /// `response.attestationObject`
    pub attestation: &'a str,
}

/// What a browser sends after signing with a passkey, everything in base64url.
#[derive(Clone, Debug, Default)]
pub struct Assertion<'a> {
    /// `response.clientDataJSON`
    pub client_data: &'a str,
    /// `response.authenticatorData`
    pub authenticator_data: &'a str,
    /// `response.signature`
    pub signature: &'a str,
}

impl Rp {
    /// The site at this address. Browsers make no passkeys for a bare loopback address: a site
    /// on one is `localhost`, at the same port.
    pub fn of(base_url: &str) -> Option<Self> {
        let (scheme, rest) = base_url.split_once("://")?;
        let authority = rest.split('/').next().unwrap_or(rest);
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (host, Some(port)),
            _ => (authority, None),
        };
        let host = match host {
            "127.0.0.1" | "[::1]" | "0.0.0.0" | "[::]" => "localhost".to_owned(),
            host => host.to_ascii_lowercase(),
        };
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        Some(Self { origin: format!("{scheme}://{host}{port}"), id: host })
    }

    /// Verifies a new passkey against the challenge that was given out (section 7.1).
    ///
    /// # Errors
    /// Something in it is wrong.
    pub fn register(
        &self,
        sent: &Registration<'_>,
        challenge: &str,
    ) -> Result<Registered, Refused> {
        let client_data = decode(sent.client_data)?;
        self.client_data(&client_data, "webauthn.create", challenge)?;
        let attestation = Attestation::read(&decode(sent.attestation)?)?;
        // Whoever makes a passkey is asked for who they are: it alone will sign them in.
        let data = self.authenticator_data(&attestation.data, true)?;
        let Some(attested) = data.attested else { return Err(Refused("no credential")) };
        if attested.id.is_empty() || attested.id.len() > 1023 {
            return Err(Refused("length of the id"));
        }
        let key = PublicKey::read(&attested.key)?;
        match (attestation.format.as_str(), attestation.signature) {
            ("none", None) => {}
            ("packed", Some((algorithm, signature))) if algorithm == key.algorithm() => {
                key.verify(&signed(&attestation.data, &client_data), &signature)?;
            }
            _ => return Err(Refused("attestation")),
        }
        let credential = Credential { key, count: data.count };
        Ok(Registered { id: BASE64URL_NOPAD.encode(&attested.id), credential })
    }

    /// Verifies a signature against the challenge that was given out (section 7.2), and gives
    /// what is to be stored from now on.
    ///
    /// `alone`: the passkey is all that is asked for, so it must know its user.
    ///
    /// # Errors
    /// Something in it is wrong.
    pub fn verify(
        &self,
        sent: &Assertion<'_>,
        challenge: &str,
        credential: &Credential,
        alone: bool,
    ) -> Result<Credential, Refused> {
        let client_data = decode(sent.client_data)?;
        self.client_data(&client_data, "webauthn.get", challenge)?;
        let raw = decode(sent.authenticator_data)?;
        let data = self.authenticator_data(&raw, alone)?;
        credential.key.verify(&signed(&raw, &client_data), &decode(sent.signature)?)?;
        // A copy of the key would have counted for itself.
        if (data.count > 0 || credential.count > 0) && data.count <= credential.count {
            return Err(Refused("counter"));
        }
        Ok(Credential { key: credential.key.clone(), count: data.count })
    }

    fn client_data(&self, json: &[u8], kind: &str, challenge: &str) -> Result<(), Refused> {
        #[derive(Deserialize)]
        struct ClientData {
            r#type: String,
            challenge: String,
            origin: String,
            #[serde(default, rename = "crossOrigin")]
            cross_origin: bool,
        }
        let data: ClientData =
            serde_json::from_slice(json).map_err(|_| Refused("client data cannot be read"))?;
        if data.r#type != kind {
            return Err(Refused("type"));
        }
        if data.challenge != challenge {
            return Err(Refused("challenge"));
        }
        if data.origin != self.origin || data.cross_origin {
            return Err(Refused("origin"));
        }
        Ok(())
    }

    fn authenticator_data(&self, raw: &[u8], knows_user: bool) -> Result<AuthData, Refused> {
        let data = AuthData::read(raw)?;
        if data.rp != digest::digest(&digest::SHA256, self.id.as_bytes()).as_ref() {
            return Err(Refused("site"));
        }
        if data.flags & PRESENT == 0 {
            return Err(Refused("nobody was there"));
        }
        if knows_user && data.flags & VERIFIED == 0 {
            return Err(Refused("user not verified"));
        }
        if data.flags & BACKED_UP != 0 && data.flags & MAY_BACK_UP == 0 {
            return Err(Refused("backup flags"));
        }
        Ok(data)
    }
}

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BACK_UP: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;
const EXTENDED: u8 = 1 << 7;

/// Authenticator data (section 6.1).
struct AuthData {
    rp: Vec<u8>,
    flags: u8,
    count: u32,
    attested: Option<Attested>,
}

struct Attested {
    id: Vec<u8>,
    key: Vec<u8>,
}

impl AuthData {
    fn read(raw: &[u8]) -> Result<Self, Refused> {
        const SHORT: Refused = Refused("authenticator data end early");
        let (rp, rest) = raw.split_at_checked(32).ok_or(SHORT)?;
        let (flags, rest) = rest.split_first().ok_or(SHORT)?;
        let (count, mut rest) = rest.split_first_chunk::<4>().ok_or(SHORT)?;
        let mut attested = None;
        if flags & ATTESTED != 0 {
            let (_aaguid, after) = rest.split_at_checked(16).ok_or(SHORT)?;
            let (len, after) = after.split_first_chunk::<2>().ok_or(SHORT)?;
            let len = usize::from(u16::from_be_bytes(*len));
            let (id, after) = after.split_at_checked(len).ok_or(SHORT)?;
            let (key, after) = after.split_at_checked(item(after)?).ok_or(SHORT)?;
            attested = Some(Attested { id: id.to_vec(), key: key.to_vec() });
            rest = after;
        }
        if flags & EXTENDED != 0 {
            // None was asked for; what comes all the same says nothing.
            rest = rest.get(item(rest)?..).ok_or(SHORT)?;
        }
        if !rest.is_empty() {
            return Err(Refused("authenticator data go on"));
        }
        let count = u32::from_be_bytes(*count);
        Ok(Self { rp: rp.to_vec(), flags: *flags, count, attested })
    }
}

/// Length of the one CBOR item that begins here, in bytes.
fn item(bytes: &[u8]) -> Result<usize, Refused> {
    let mut decoder = Decoder::new(bytes);
    decoder.skip().map_err(broken)?;
    Ok(decoder.position())
}

/// An attestation object (section 6.5.4).
struct Attestation {
    format: String,
    data: Vec<u8>,
    /// Algorithm and signature of a self attestation.
    signature: Option<(i64, Vec<u8>)>,
}

impl Attestation {
    fn read(raw: &[u8]) -> Result<Self, Refused> {
        let mut decoder = Decoder::new(raw);
        let (mut format, mut data, mut signature) = (None, None, None);
        for _ in 0..length(decoder.map())? {
            match decoder.str().map_err(broken)? {
                "fmt" => format = Some(decoder.str().map_err(broken)?.to_owned()),
                "authData" => data = Some(decoder.bytes().map_err(broken)?.to_vec()),
                "attStmt" => signature = Self::statement(&mut decoder)?,
                _ => decoder.skip().map_err(broken)?,
            }
        }
        match (format, data) {
            (Some(format), Some(data)) if decoder.position() == raw.len() => {
                Ok(Self { format, data, signature })
            }
            _ => Err(Refused("attestation object")),
        }
    }

    fn statement(decoder: &mut Decoder<'_>) -> Result<Option<(i64, Vec<u8>)>, Refused> {
        let (mut algorithm, mut signature) = (None, None);
        let entries = length(decoder.map())?;
        for _ in 0..entries {
            match decoder.str().map_err(broken)? {
                "alg" => algorithm = Some(decoder.i64().map_err(broken)?),
                "sig" => signature = Some(decoder.bytes().map_err(broken)?.to_vec()),
                _ => return Err(Refused("attestation by somebody else")),
            }
        }
        match (entries, algorithm, signature) {
            (0, ..) => Ok(None),
            (2, Some(algorithm), Some(signature)) => Ok(Some((algorithm, signature))),
            _ => Err(Refused("attestation statement")),
        }
    }
}

/// The number of entries of a map; CTAP knows no maps of unknown length.
fn length(map: Result<Option<u64>, minicbor::decode::Error>) -> Result<u64, Refused> {
    map.map_err(broken)?.ok_or(Refused("map without a length"))
}

fn broken<E>(_: E) -> Refused {
    Refused("CBOR cannot be read")
}

/// What is signed: the authenticator's data, then the hash of the client's.
fn signed(authenticator_data: &[u8], client_data: &[u8]) -> Vec<u8> {
    let hash = digest::digest(&digest::SHA256, client_data);
    [authenticator_data, hash.as_ref()].concat()
}

fn decode(text: &str) -> Result<Vec<u8>, Refused> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Refused("base64url cannot be read"))
}

/// A fresh challenge of 32 bytes, in base64url.
pub fn challenge() -> String {
    use rand::RngCore;
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    BASE64URL_NOPAD.encode(&bytes)
}
