//! A passkey in software.

use app::api::{NewPasskey, PasskeyOptions, PasskeySignature};
use data_encoding::BASE64URL_NOPAD;
use minicbor::Encoder;
use ring::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;

const ORIGIN: &str = "http://stadtlabor.test";
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const ATTESTED: u8 = 64;

/// Holds one passkey.
pub(super) struct Authenticator {
    pair: EcdsaKeyPair,
    id: [u8; 16],
    count: u32,
    /// Whether it makes sure who is there.
    pub(super) verifies: bool,
    /// What was called the user when it was made.
    user: String,
    /// The page that it believes to be on.
    pub(super) origin: &'static str,
}

fn encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

impl Authenticator {
    pub(super) fn new() -> Self {
        let rng = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &rng).unwrap();
        Self {
            pair: EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &rng).unwrap(),
            id: rand::random(),
            count: 0,
            verifies: true,
            user: String::new(),
            origin: ORIGIN,
        }
    }

    pub(super) fn id(&self) -> String {
        encode(&self.id)
    }

    fn client(&self, kind: &str, challenge: &str) -> Vec<u8> {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin })
            .to_string()
            .into_bytes()
    }

    fn data(&self, rp: &str, more: u8) -> Vec<u8> {
        let mut data = digest::digest(&digest::SHA256, rp.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | more | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.count.to_be_bytes());
        data
    }

    /// Makes the passkey.
    pub(super) fn make(&mut self, options: &PasskeyOptions, name: &str) -> NewPasskey {
        assert!(options.algorithms.contains(&-7));
        self.user = options.user.clone().unwrap();
        let mut data = self.data(&options.rp, ATTESTED);
        data.extend([0; 16]);
        data.extend(16_u16.to_be_bytes());
        data.extend(self.id);
        let point = self.pair.public_key().as_ref();
        let mut key = Encoder::new(Vec::new());
        key.map(5).unwrap().i8(1).unwrap().i8(2).unwrap().i8(3).unwrap().i8(-7).unwrap();
        key.i8(-1).unwrap().i8(1).unwrap();
        key.i8(-2).unwrap().bytes(&point[1..33]).unwrap();
        key.i8(-3).unwrap().bytes(&point[33..]).unwrap();
        data.extend(key.into_writer());
        let mut object = Encoder::new(Vec::new());
        object.map(3).unwrap().str("fmt").unwrap().str("none").unwrap();
        object.str("attStmt").unwrap().map(0).unwrap();
        object.str("authData").unwrap().bytes(&data).unwrap();
        NewPasskey {
            name: name.to_owned(),
            client_data: encode(&self.client("webauthn.create", &options.challenge)),
            attestation: encode(&object.into_writer()),
        }
    }

    /// Signs in.
    pub(super) fn sign(&mut self, options: &PasskeyOptions) -> PasskeySignature {
        self.count += 1;
        let client = self.client("webauthn.get", &options.challenge);
        let data = self.data(&options.rp, 0);
        let hash = digest::digest(&digest::SHA256, &client);
        let signed = [&data[..], hash.as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        PasskeySignature {
            id: self.id(),
            client_data: encode(&client),
            authenticator_data: encode(&data),
            signature: encode(signature.as_ref()),
            user: self.user.clone(),
        }
    }
}
