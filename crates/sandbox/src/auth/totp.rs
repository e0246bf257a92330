//! Codes that change with time (RFC 6238), as authenticator apps show them:
//! six digits by HMAC-SHA-1, new every 30 seconds.

use ring::hmac;

/// How long a code is shown, in seconds.
const STEP: i64 = 30;

/// Whether this is the code of the secret at this second, or one step before
/// or after it: clocks differ.
pub(super) fn fits(secret: &str, code: &str, second: i64) -> bool {
    let Some(key) = base32(secret) else {
        return false;
    };
    let now = second.div_euclid(STEP);
    [now - 1, now, now + 1]
        .into_iter()
        .filter_map(|step| u64::try_from(step).ok())
        .any(|step| self::code(&key, step) == code)
}

/// RFC 4226, section 5.3.
fn code(key: &[u8], step: u64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, key);
    let digest = hmac::sign(&key, &step.to_be_bytes());
    let digest = digest.as_ref();
    let at = usize::from(digest.last().copied().unwrap_or_default() & 0xf);
    let mut number = [0; 4];
    for (to, from) in number.iter_mut().zip(digest.iter().skip(at)) {
        *to = *from;
    }
    let number = u32::from_be_bytes(number) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

/// The bytes of a secret as apps show it (RFC 4648, section 6), `None` when it
/// is none.
fn base32(text: &str) -> Option<Vec<u8>> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut bytes, mut bits, mut left) = (Vec::new(), 0_u32, 0);
    let text = text.bytes().filter(|byte| !matches!(byte, b' ' | b'='));
    for letter in text.map(|letter| letter.to_ascii_uppercase()) {
        let value = LETTERS.iter().position(|has| *has == letter)?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        left += 5;
        if left >= 8 {
            left -= 8;
            bytes.push(u8::try_from(bits >> left & 0xff).ok()?);
            bits &= (1 << left) - 1;
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "12345678901234567890", the secret of RFC 6238, appendix B.
    const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn the_standards_codes_fit() {
        // The last six of the eight digits in the standard's table.
        for (second, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            assert!(fits(SECRET, code, second), "{second}");
            assert!(
                fits(&SECRET.to_lowercase(), code, second + STEP),
                "{second}"
            );
            assert!(!fits(SECRET, code, second + 3 * STEP), "{second}");
        }
        assert!(!fits(SECRET, "", 59));
        assert!(!fits("", "287082", 59));
        assert!(!fits("1", "287082", 59));
    }
}
