//! How long to wait before trying again.

use crate::error::{Error, Kind};
use crate::ports::Random;

/// No request is tried more often.
pub(super) const TRIES: u32 = 4;
/// No retry begins later than this after the first try.
pub(super) const BUDGET_MS: u64 = 20_000;

const FIRST_MS: u32 = 500;
const LONGEST_MS: u32 = 8_000;

/// The pause after that many failed tries: anything up to twice as long as the time before
/// ("full jitter"), so that many pages do not come back together; but no less than the instance
/// asks for.
pub(super) fn pause_ms(random: &impl Random, failed: u32, error: &Error) -> u32 {
    let longest = FIRST_MS.saturating_mul(1 << failed.min(8)).min(LONGEST_MS);
    let mut bytes = [0; 4];
    let jittered = if random.fill(&mut bytes) {
        u32::from_be_bytes(bytes) % (longest + 1)
    } else {
        longest
    };
    match error.kind() {
        Kind::RateLimited {
            retry_after: Some(seconds),
        } => seconds.saturating_mul(1000).saturating_add(jittered),
        _ => jittered,
    }
}
