//! Randomness, by `crypto.getRandomValues`.

use snowline_core::ports::Random;

use super::Browser;

impl Random for Browser {
    fn fill(&self, buffer: &mut [u8]) -> bool {
        web_sys::window()
            .and_then(|window| window.crypto().ok())
            .is_some_and(|crypto| crypto.get_random_values_with_u8_array(buffer).is_ok())
    }
}
