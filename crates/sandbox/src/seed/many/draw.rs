//! Chance that falls the same way every time: SplitMix64.

/// A row of random numbers.
#[derive(Clone, Debug)]
pub(super) struct Draw(u64);

impl Draw {
    pub(super) fn from(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below this one; 0 when there is none.
    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.next().checked_rem(most).unwrap_or_default()
    }

    /// One of these.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len() as u64);
        of.get(usize::try_from(at).ok()?)
    }

    /// One of these texts, `""` when there is none.
    pub(super) fn text<T: AsRef<str>>(&mut self, of: &[T]) -> String {
        self.one(of)
            .map_or_else(String::new, |one| one.as_ref().to_owned())
    }

    /// One of these values, each as often as its weight says.
    pub(super) fn weighed(&mut self, of: &[(&'static str, u64)]) -> &'static str {
        let mut left = self.below(of.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in of {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return value,
            }
        }
        ""
    }

    /// A `sys_id`.
    pub(super) fn id(&mut self) -> String {
        format!("{:016x}{:016x}", self.next(), self.next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_falls_the_same_way_every_time_and_by_weight() {
        let (mut one, mut two) = (Draw::from(7), Draw::from(7));
        assert_eq!(one.id(), two.id());
        assert_eq!(one.id().len(), 32);
        assert_eq!(one.below(0), 0);
        assert_eq!(one.text::<&str>(&[]), "");
        let often = (0..1000).filter(|_| one.weighed(&[("a", 9), ("b", 1)]) == "a");
        assert!((850..950).contains(&often.count()));
    }
}
