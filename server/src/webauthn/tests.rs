use minicbor::Encoder;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair},
};

use super::*;

const ORIGIN: &str = "https://stadt.example.org";

fn rp() -> Rp {
    Rp::of(ORIGIN).unwrap()
}

enum Pair {
    Es(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
}

impl Pair {
    fn es() -> Self {
        let rng = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(kind, &rng).unwrap();
        Self::Es(EcdsaKeyPair::from_pkcs8(kind, pkcs8.as_ref(), &rng).unwrap())
    }

    fn ed() -> Self {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        Self::Ed(Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap())
    }

    fn cose(&self) -> Vec<u8> {
        let mut cbor = Encoder::new(Vec::new());
        match self {
            Self::Es(pair) => {
                let point = pair.public_key().as_ref();
                cbor.map(5).unwrap().i8(1).unwrap().i8(2).unwrap().i8(3).unwrap().i8(-7).unwrap();
                cbor.i8(-1).unwrap().i8(1).unwrap();
                cbor.i8(-2).unwrap().bytes(&point[1..33]).unwrap();
                cbor.i8(-3).unwrap().bytes(&point[33..]).unwrap();
            }
            Self::Ed(pair) => {
                cbor.map(4).unwrap().i8(1).unwrap().i8(1).unwrap().i8(3).unwrap().i8(-8).unwrap();
                cbor.i8(-1).unwrap().i8(6).unwrap();
                cbor.i8(-2).unwrap().bytes(pair.public_key().as_ref()).unwrap();
            }
        }
        cbor.into_writer()
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Es(pair) => pair.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec(),
            Self::Ed(pair) => pair.sign(message).as_ref().to_vec(),
        }
    }
}

fn client(kind: &str, challenge: &str, origin: &str) -> Vec<u8> {
    serde_json::json!({ "type": kind, "challenge": challenge, "origin": origin, "extra": [1] })
        .to_string()
        .into_bytes()
}

fn data(flags: u8, count: u32, pair: Option<&Pair>) -> Vec<u8> {
    let mut data = digest::digest(&digest::SHA256, b"stadt.example.org").as_ref().to_vec();
    data.push(flags);
    data.extend(count.to_be_bytes());
    if let Some(pair) = pair {
        data.extend([0; 16]);
        data.extend(4_u16.to_be_bytes());
        data.extend(b"cred");
        data.extend(pair.cose());
    }
    data
}

fn attestation(data: &[u8], own: Option<(i64, &[u8])>) -> Vec<u8> {
    let mut cbor = Encoder::new(Vec::new());
    cbor.map(3).unwrap().str("fmt").unwrap();
    match own {
        None => cbor.str("none").unwrap().str("attStmt").unwrap().map(0).unwrap(),
        Some((algorithm, signature)) => {
            cbor.str("packed").unwrap().str("attStmt").unwrap().map(2).unwrap();
            cbor.str("alg").unwrap().i64(algorithm).unwrap();
            cbor.str("sig").unwrap().bytes(signature).unwrap()
        }
    };
    cbor.str("authData").unwrap().bytes(data).unwrap();
    cbor.into_writer()
}

fn register(
    pair: &Pair,
    flags: u8,
    client: &[u8],
    own: Option<(i64, &[u8])>,
) -> Result<Registered, Refused> {
    let object = attestation(&data(flags, 0, Some(pair)), own);
    let sent = Registration {
        client_data: &BASE64URL_NOPAD.encode(client),
        attestation: &BASE64URL_NOPAD.encode(&object),
    };
    rp().register(&sent, "Y2hhbGxlbmdl")
}

fn assert(
    pair: &Pair,
    credential: &Credential,
    (flags, count): (u8, u32),
    client: &[u8],
    alone: bool,
) -> Result<Credential, Refused> {
    let data = data(flags, count, None);
    let signature = pair.sign(&signed(&data, client));
    let sent = Assertion {
        client_data: &BASE64URL_NOPAD.encode(client),
        authenticator_data: &BASE64URL_NOPAD.encode(&data),
        signature: &BASE64URL_NOPAD.encode(&signature),
    };
    rp().verify(&sent, "Y2hhbGxlbmdl", credential, alone)
}

const CREATE: &str = "webauthn.create";
const GET: &str = "webauthn.get";
const ALL: u8 = PRESENT | VERIFIED;

#[test]
fn a_passkey_is_made_and_signs() {
    for pair in [Pair::es(), Pair::ed()] {
        let made = register(&pair, ALL | ATTESTED, &client(CREATE, "Y2hhbGxlbmdl", ORIGIN), None);
        let made = made.unwrap();
        assert_eq!(made.id, BASE64URL_NOPAD.encode(b"cred"));
        let stored: Credential =
            serde_json::from_str(&serde_json::to_string(&made.credential).unwrap()).unwrap();
        let get = client(GET, "Y2hhbGxlbmdl", ORIGIN);
        let after = assert(&pair, &stored, (ALL, 7), &get, true).unwrap();
        assert_eq!(after.count, 7);
        assert_eq!(assert(&pair, &after, (ALL, 7), &get, true), Err(Refused("counter")));
        assert_eq!(assert(&pair, &after, (ALL, 0), &get, true), Err(Refused("counter")));
        assert!(assert(&pair, &after, (PRESENT, 8), &get, false).is_ok());
        let unverified = assert(&pair, &after, (PRESENT, 8), &get, true);
        assert_eq!(unverified, Err(Refused("user not verified")));
        assert_eq!(
            assert(&pair, &after, (VERIFIED, 8), &get, true),
            Err(Refused("nobody was there"))
        );
        // Synced passkeys do not count.
        let zero = Credential { count: 0, ..stored };
        assert!(assert(&pair, &zero, (ALL | MAY_BACK_UP | BACKED_UP, 0), &get, true).is_ok());
        let odd = assert(&pair, &zero, (ALL | BACKED_UP, 0), &get, true);
        assert_eq!(odd, Err(Refused("backup flags")));
        let other = if matches!(pair, Pair::Es(_)) { Pair::es() } else { Pair::ed() };
        assert_eq!(assert(&other, &zero, (ALL, 1), &get, true), Err(Refused("signature")));
    }
}

#[test]
fn what_the_browser_says_must_fit() {
    let pair = Pair::es();
    let made = register(&pair, ALL | ATTESTED, &client(CREATE, "Y2hhbGxlbmdl", ORIGIN), None);
    let credential = made.unwrap().credential;
    let cross = br#"{"type":"webauthn.get","challenge":"Y2hhbGxlbmdl","origin":"https://stadt.example.org","crossOrigin":true}"#;
    for (client, why) in [
        (client(CREATE, "Y2hhbGxlbmdl", ORIGIN), "type"),
        (client(GET, "YW5kZXJl", ORIGIN), "challenge"),
        (client(GET, "Y2hhbGxlbmdl", "https://evil.example.org"), "origin"),
        (client(GET, "Y2hhbGxlbmdl", "http://stadt.example.org"), "origin"),
        (cross.to_vec(), "origin"),
        (b"[]".to_vec(), "client data cannot be read"),
    ] {
        assert_eq!(assert(&pair, &credential, (ALL, 1), &client, true), Err(Refused(why)));
    }
    let elsewhere = Rp::of("https://other.example.org").unwrap();
    assert_ne!(elsewhere, rp());
}

#[test]
fn attestation_is_none_or_the_keys_own() {
    let pair = Pair::es();
    let create = client(CREATE, "Y2hhbGxlbmdl", ORIGIN);
    let raw = data(ALL | ATTESTED, 0, Some(&pair));
    let right = pair.sign(&signed(&raw, &create));
    assert!(register(&pair, ALL | ATTESTED, &create, Some((-7, &right))).is_ok());
    let wrong_kind = register(&pair, ALL | ATTESTED, &create, Some((-8, &right)));
    assert_eq!(wrong_kind, Err(Refused("attestation")));
    let forged = Pair::es().sign(&signed(&raw, &create));
    let forged = register(&pair, ALL | ATTESTED, &create, Some((-7, &forged)));
    assert_eq!(forged, Err(Refused("signature")));
    let unverified = register(&pair, PRESENT | ATTESTED, &create, None);
    assert_eq!(unverified, Err(Refused("user not verified")));
}

#[test]
fn nonsense_is_refused_and_nothing_panics() {
    let pair = Pair::es();
    let create = client(CREATE, "Y2hhbGxlbmdl", ORIGIN);
    let whole = attestation(&data(ALL | ATTESTED, 0, Some(&pair)), None);
    let try_one = |object: &[u8]| {
        let sent = Registration {
            client_data: &BASE64URL_NOPAD.encode(&create),
            attestation: &BASE64URL_NOPAD.encode(object),
        };
        rp().register(&sent, "Y2hhbGxlbmdl")
    };
    assert!(try_one(&whole).is_ok());
    for end in 0..whole.len() {
        assert!(try_one(&whole[..end]).is_err(), "cut at {end}");
    }
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut turned = whole.clone();
            turned[at] ^= 1 << bit;
            let _ = try_one(&turned);
        }
    }
    assert!(try_one(&[0xa1; 4000]).is_err(), "maps in maps in maps");
    assert!(try_one(&[0xbf, 0xff]).is_err(), "of unknown length");
    let sent = Registration { client_data: "ä", attestation: "=" };
    assert!(rp().register(&sent, "x").is_err());
}

#[test]
fn the_site_has_a_name() {
    let of = |url: &str| Rp::of(url).map(|rp| (rp.id, rp.origin)).unwrap();
    let pair = |id: &str, origin: &str| (id.to_owned(), origin.to_owned());
    assert_eq!(
        of("https://Stadt.example.org/"),
        pair("stadt.example.org", "https://stadt.example.org")
    );
    assert_eq!(of("http://127.0.0.1:3000"), pair("localhost", "http://localhost:3000"));
    assert_eq!(of("http://[::1]:3000"), pair("localhost", "http://localhost:3000"));
    assert_eq!(Rp::of("nonsense"), None);
}
