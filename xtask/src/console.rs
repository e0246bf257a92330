//! What a person reads while the commands work.

use std::time::{Duration, Instant};

/// Announces a part of the work.
pub(crate) fn heading(text: &str) {
    println!("\n== {text}");
}

/// Something worth knowing that does not stop the work.
pub(crate) fn note(text: &str) {
    println!("   {text}");
}

/// A duration as people say it.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds / 60 {
        0 => format!("{:.1} s", duration.as_secs_f64()),
        minutes => format!("{minutes} min {} s", seconds % 60),
    }
}

/// Says how long a part of the work took.
pub(crate) fn done(what: &str, since: Instant) {
    note(&format!("{what}: {}", duration(since.elapsed())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_readable() {
        assert_eq!(duration(Duration::from_millis(1540)), "1.5 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 5 s");
    }
}
