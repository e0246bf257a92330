//! What the documentation of a release says, by its family's name.

/// Families before the ones that are documented to have what Snowline needs, in their order. The
/// last of them has public clients and not yet the token endpoint's property.
const EARLIER: [&str; 20] = [
    "Fuji",
    "Geneva",
    "Helsinki",
    "Istanbul",
    "Jakarta",
    "Kingston",
    "London",
    "Madrid",
    "New York",
    "Orlando",
    "Paris",
    "Quebec",
    "Rome",
    "San Diego",
    "Tokyo",
    "Utah",
    "Vancouver",
    "Washington DC",
    "Xanadu",
    "Yokohama",
];
/// The first whose documentation has public clients.
const PUBLIC_CLIENTS: &str = "Zurich";
/// The first whose documentation has `glide.oauth.cors.allowed.origin`.
const TOKEN_PROPERTY: &str = "Australia";

/// The first release whose documentation has all that is needed, where this one is earlier. Through
/// a proxy the token endpoint need not let the page in. A name that is not known is a newer one.
pub(super) fn documented_later(release: &str, proxied: bool) -> Option<&'static str> {
    let is = |name: &&str| name.eq_ignore_ascii_case(release.trim());
    let needed = match proxied {
        true => PUBLIC_CLIENTS,
        false => TOKEN_PROPERTY,
    };
    let earlier = EARLIER.iter().any(is);
    (earlier || (!proxied && is(&PUBLIC_CLIENTS))).then_some(needed)
}

#[cfg(test)]
mod tests {
    use super::documented_later;

    #[test]
    fn a_release_is_older_than_what_is_needed_or_it_is_not() {
        for (release, straight, proxied) in [
            ("Kingston", Some("Australia"), Some("Zurich")),
            ("washington dc", Some("Australia"), Some("Zurich")),
            ("Yokohama", Some("Australia"), Some("Zurich")),
            ("Zurich", Some("Australia"), None),
            ("Australia", None, None),
            ("Brazil", None, None),
            ("Something new", None, None),
            ("", None, None),
        ] {
            assert_eq!(documented_later(release, false), straight, "{release}");
            assert_eq!(documented_later(release, true), proxied, "{release}");
        }
    }
}
