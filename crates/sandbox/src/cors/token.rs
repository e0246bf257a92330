//! CORS of the token endpoint. Rules do not reach it: one property does.

use url::Url;

/// The property that opens the token endpoint to pages of one host, or to all.
pub const PROPERTY: &str = "glide.oauth.cors.allowed.origin";

/// What `Access-Control-Allow-Origin` says to a page of this origin, `None`
/// when the property does not cover it.
///
/// The documentation says "a single hostname" where the header needs an
/// origin: both are taken, which is an assumption.
pub fn allowed_origin(property: &str, origin: &str) -> Option<String> {
    let property = property.trim();
    let covered = match property {
        "" => false,
        "*" => return Some("*".to_owned()),
        whole if whole.contains("://") => whole == origin,
        host => Url::parse(origin).is_ok_and(|url| url.host_str() == Some(host)),
    };
    covered.then(|| origin.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(property: &str, origin: &str, allowed: Option<&str>) {
        assert_eq!(
            allowed_origin(property, origin).as_deref(),
            allowed,
            "{property} {origin}"
        );
    }

    #[test]
    fn the_property_is_empty_one_host_or_everyone() {
        let portal = "http://localhost:8180";
        check("", portal, None);
        check("*", portal, Some("*"));
        check("http://localhost:8180", portal, Some(portal));
        check("localhost", portal, Some(portal));
        check("http://localhost", portal, None);
        check("other.example", portal, None);
        check("localhost,other.example", portal, None);
        check("localhost", "null", None);
    }
}
