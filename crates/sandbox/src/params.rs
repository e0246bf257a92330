//! Names and values of a query string or of a submitted form.

use url::form_urlencoded;

/// The parameters in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `a=1&b=2`. There is nothing that cannot be read.
    pub fn of(encoded: &str) -> Self {
        Self(
            form_urlencoded::parse(encoded.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The first value of this name, empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        let pair = self.0.iter().find(|(has, _)| has == name);
        pair.map_or("", |(_, value)| value)
    }

    /// These, and behind them the others.
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Every name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

/// Writes parameters as a query string.
pub fn encode<'a, 'b>(pairs: impl IntoIterator<Item = (&'a str, &'b str)>) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_read_back() {
        let pairs = [("uri", "/a.do?b=1&c=2"), ("name", "Ω + ü"), ("empty", "")];
        let encoded = encode(pairs);
        assert_eq!(Params::of(&encoded).iter().collect::<Vec<_>>(), pairs);
    }

    #[test]
    fn the_first_value_counts() {
        let params = Params::of("a=1&a=2&b");
        assert_eq!(params.get("a"), "1");
        assert_eq!(params.get("b"), "");
        assert_eq!(params.get("c"), "");
    }
}
