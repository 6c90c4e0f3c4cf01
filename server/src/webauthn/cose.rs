//! Public keys of passkeys (RFC 9052, RFC 9053, RFC 8230).

use data_encoding::BASE64URL_NOPAD;
use minicbor::{Decoder, data::Type};
use ring::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use serde::{Deserialize, Serialize};

use super::{Refused, broken, length};

/// COSE's numbers of the algorithms that are taken, best first.
pub const ALGORITHMS: [i64; 3] = [EDDSA, ES256, RS256];
const ES256: i64 = -7;
const EDDSA: i64 = -8;
const RS256: i64 = -257;

/// A public key; its parts are in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "alg")]
pub enum PublicKey {
    /// A point on P-256, uncompressed.
    ES256 {
        /// `04`, x, y.
        point: String,
    },
    /// Ed25519.
    EdDSA {
        /// 32 bytes.
        point: String,
    },
    /// RSA of 2048 bits or more.
    RS256 {
        /// Modulus.
        n: String,
        /// Exponent.
        e: String,
    },
}

#[derive(Default)]
struct Cose {
    kind: Option<i64>,
    algorithm: Option<i64>,
    /// The curve of EC2 and OKP.
    curve: Option<i64>,
    /// Under -1 where it is bytes: `n` of RSA.
    first: Option<Vec<u8>>,
    /// Under -2: `x` of EC2 and OKP, `e` of RSA.
    second: Option<Vec<u8>>,
    /// Under -3: `y` of EC2.
    third: Option<Vec<u8>>,
}

impl Cose {
    fn read(raw: &[u8]) -> Result<Self, Refused> {
        let mut decoder = Decoder::new(raw);
        let mut key = Self::default();
        for _ in 0..length(decoder.map())? {
            let name = decoder.i64().map_err(broken)?;
            let is_bytes = decoder.datatype().map_err(broken)? == Type::Bytes;
            match (name, is_bytes) {
                (1, false) => key.kind = Some(decoder.i64().map_err(broken)?),
                (3, false) => key.algorithm = Some(decoder.i64().map_err(broken)?),
                (-1, false) => key.curve = Some(decoder.i64().map_err(broken)?),
                (-1, true) => key.first = Some(decoder.bytes().map_err(broken)?.to_vec()),
                (-2, true) => key.second = Some(decoder.bytes().map_err(broken)?.to_vec()),
                (-3, true) => key.third = Some(decoder.bytes().map_err(broken)?.to_vec()),
                _ => decoder.skip().map_err(broken)?,
            }
        }
        if decoder.position() == raw.len() { Ok(key) } else { Err(Refused("key goes on")) }
    }
}

impl PublicKey {
    /// Reads a COSE key that is of one of [`ALGORITHMS`].
    ///
    /// # Errors
    /// It is not.
    pub fn read(raw: &[u8]) -> Result<Self, Refused> {
        let cose = Cose::read(raw)?;
        let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match (cose.kind, cose.algorithm, cose.curve, cose.first, cose.second, cose.third) {
            (Some(2), Some(ES256), Some(1), None, Some(x), Some(y))
                if x.len() == 32 && y.len() == 32 =>
            {
                Ok(Self::ES256 { point: encode(&[&[4], &x[..], &y[..]].concat()) })
            }
            (Some(1), Some(EDDSA), Some(6), None, Some(x), None) if x.len() == 32 => {
                Ok(Self::EdDSA { point: encode(&x) })
            }
            (Some(3), Some(RS256), None, Some(n), Some(e), None)
                if (256..=1024).contains(&n.len()) && e.len() <= 8 =>
            {
                Ok(Self::RS256 { n: encode(&n), e: encode(&e) })
            }
            _ => Err(Refused("kind of key")),
        }
    }

    /// COSE's number of its algorithm.
    pub fn algorithm(&self) -> i64 {
        match self {
            Self::ES256 { .. } => ES256,
            Self::EdDSA { .. } => EDDSA,
            Self::RS256 { .. } => RS256,
        }
    }

    /// Verifies a signature.
    ///
    /// # Errors
    /// It is not this key's.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refused> {
        let decode =
            |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| Refused("stored key"));
        let verified = match self {
            Self::ES256 { point } => {
                UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_ASN1, decode(point)?)
                    .verify(message, signature)
            }
            Self::EdDSA { point } => UnparsedPublicKey::new(&signature::ED25519, decode(point)?)
                .verify(message, signature),
            Self::RS256 { n, e } => RsaPublicKeyComponents { n: decode(n)?, e: decode(e)? }.verify(
                &signature::RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
        };
        verified.map_err(|_| Refused("signature"))
    }
}
