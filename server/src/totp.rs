//! Codes from an authenticator app (RFC 6238: HMAC-SHA-1, six digits, 30 seconds).

use data_encoding::BASE32_NOPAD;
use rand::RngCore;
use ring::hmac;
use subtle::ConstantTimeEq;

use app::domain::Timestamp;

/// Length of a secret, in bytes (RFC 4226, section 4, recommends 160 bits).
const SECRET: usize = 20;
/// How long a code is shown, in milliseconds.
const STEP: i64 = 30_000;
/// A clock may be so many steps off, either way.
const DRIFT: i64 = 1;

/// A fresh secret in Base32, as apps take it.
pub fn secret() -> String {
    let mut bytes = [0; SECRET];
    rand::rng().fill_bytes(&mut bytes);
    BASE32_NOPAD.encode(&bytes)
}

/// The address that an app reads from the QR code.
pub fn uri(secret: &str, issuer: &str, account: &str) -> String {
    let (issuer, account) = (app::api::encode(issuer), app::api::encode(account));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
}

/// The step that a code belongs to, if it is one of a secret's codes around now and later than
/// `last`: no code is taken twice.
pub fn step_of(secret: &str, code: &str, last: i64, now: Timestamp) -> Option<i64> {
    let key = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let present = now.0.div_euclid(STEP);
    let mut found = None;
    for step in present - DRIFT..=present + DRIFT {
        let right = at(&key, step).as_bytes().ct_eq(code.as_bytes());
        if bool::from(right) && step > last {
            found = Some(step);
        }
    }
    found
}

/// The code of a moment.
pub fn code(secret: &str, now: Timestamp) -> Option<String> {
    let key = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    Some(at(&key, now.0.div_euclid(STEP)))
}

fn at(key: &[u8], step: i64) -> String {
    // The name warns of SHA-1 in signatures; in an HMAC it is what every app speaks.
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag.last().copied().unwrap_or(0) & 15);
    let four = tag.get(offset..offset + 4).and_then(|four| four.try_into().ok());
    let number = u32::from_be_bytes(four.unwrap_or_default()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, the last six digits.
    #[test]
    fn the_codes_of_the_standard() {
        let secret = BASE32_NOPAD.encode(b"12345678901234567890");
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Timestamp(seconds * 1000);
            assert_eq!(super::code(&secret, now).unwrap(), code);
            assert_eq!(step_of(&secret, code, 0, now), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_taken_once_and_around_its_time() {
        let secret = secret();
        assert_eq!(secret.len(), 32);
        let now = Timestamp(1_700_000_000_000);
        let code = super::code(&secret, now).unwrap();
        let step = step_of(&secret, &format!(" {} {} ", &code[..3], &code[3..]), 0, now).unwrap();
        assert_eq!(step_of(&secret, &code, step, now), None, "replayed");
        assert_eq!(step_of(&secret, &code, 0, now.plus_ms(30_000)), Some(step));
        assert_eq!(step_of(&secret, &code, 0, now.plus_ms(-30_000)), Some(step));
        assert_eq!(step_of(&secret, &code, 0, now.plus_ms(90_000)), None);
        for bad in ["", "000", "12345a", "１２３４５６", "1234567"] {
            assert_eq!(step_of(&secret, bad, 0, now), None, "{bad}");
        }
        assert_eq!(step_of("no base32!", &code, 0, now), None);
    }

    #[test]
    fn apps_read_the_address() {
        assert_eq!(
            uri("ABC", "Stadtlabor Süd", "mo@example.org"),
            "otpauth://totp/Stadtlabor%20S%C3%BCd:mo%40example.org?secret=ABC&issuer=Stadtlabor%20S%C3%BCd"
        );
    }
}
