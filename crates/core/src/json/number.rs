//! What a number is worth.

use crate::text::number;

/// No float's exponent is beyond this one, however many digits stand before it.
const MAX_EXPONENT: i32 = 400;

/// The whole number that a text stands for.
pub(crate) fn whole(text: &str) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(digits) => 0_i64.checked_sub_unsigned(number(digits)?),
        None => number(text)?.try_into().ok(),
    }
}

/// The number that a JSON number stands for, if a float can hold it.
pub(super) fn float(text: &str) -> Option<f64> {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, large(exponent)),
        None => (text, 0),
    };
    let mut whole = 0_u64;
    let mut scale = 0_i32;
    let mut fraction = false;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            fraction |= byte == b'.';
            continue;
        }
        // Digits that do not fit are far beyond a float's precision: only their number counts.
        let longer = whole
            .checked_mul(10)
            .and_then(|tens| tens.checked_add(u64::from(byte - b'0')));
        scale += i32::from(longer.is_none()) - i32::from(fraction);
        whole = longer.unwrap_or(whole);
    }
    let power = scale.saturating_add(exponent);
    let mut size = whole as f64;
    let mut left = power.unsigned_abs().min(MAX_EXPONENT.unsigned_abs());
    while left > 0 {
        // Powers of ten are exact up to this one, so that each step rounds only once.
        let step = left.min(22);
        let mut tens = 1.0;
        for _ in 0..step {
            tens *= 10.0;
        }
        size = if power < 0 { size / tens } else { size * tens };
        left -= step;
    }
    let signed = if text.starts_with('-') { -size } else { size };
    signed.is_finite().then_some(signed)
}

/// An exponent; one that is too long to be read is as good as the largest.
fn large(exponent: &str) -> i32 {
    let negative = exponent.starts_with('-');
    let digits = exponent.trim_start_matches(['+', '-']);
    let size = number(digits).and_then(|size| i32::try_from(size).ok());
    let size = size.unwrap_or(MAX_EXPONENT).min(MAX_EXPONENT);
    if negative { -size } else { size }
}
