//! Passwords are kept salted and hashed even here: the file may be copied
//! about, and someone may have typed a password of their own.

use sha2::{Digest, Sha256};

use super::id::hex;
use super::{Result, new_id};

const ROUNDS: usize = 100;

/// What the store keeps of a password.
pub fn hash(password: &str) -> Result<String> {
    let salt = new_id()?;
    let digest = digest(&salt, password);
    Ok(format!("{salt}:{digest}"))
}

/// Whether `given` is the password of which `kept` was made. Nothing is the
/// password of a user without one.
pub fn is_password(kept: &str, given: &str) -> bool {
    kept.split_once(':')
        .is_some_and(|(salt, kept)| same(kept, &digest(salt, given)))
}

fn digest(salt: &str, password: &str) -> String {
    let mut digest = Sha256::digest(format!("{salt}{password}"));
    for _ in 0..ROUNDS {
        digest = Sha256::digest(digest);
    }
    hex(&digest)
}

/// Takes the same time wherever the two differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |differs, (a, b)| differs | (a ^ b))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_fits() {
        let kept = hash("snowline").expect("a hash");
        assert!(!kept.contains("snowline"));
        assert!(is_password(&kept, "snowline"));
        assert!(!is_password(&kept, "Snowline"));
        assert!(!is_password(&kept, ""));
        assert!(!is_password("", ""));
        assert_ne!(kept, hash("snowline").expect("a hash"));
    }
}
