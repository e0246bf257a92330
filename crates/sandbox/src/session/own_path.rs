//! Addresses that lead nowhere but into this instance.

use url::{Origin, Url};

/// The address as a path of this instance, `None` when following it would
/// leave the instance. Read as a browser reads it, so that no trick with
/// slashes, backslashes or control characters gets past.
pub fn own_path(address: &str) -> Option<String> {
    let here = Url::parse("http://instance.invalid/").ok()?;
    let there = here.join(address).ok()?;
    let stays = there.origin() == here.origin()
        && matches!(there.origin(), Origin::Tuple(..))
        && there.username().is_empty()
        && there.password().is_none();
    // A path of two slashes would be read as a host by the next to join it.
    if !stays || there.path().starts_with("//") {
        return None;
    }
    let query = there.query().map(|query| format!("?{query}"));
    Some(format!("{}{}", there.path(), query.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(address: &str, path: Option<&str>) {
        assert_eq!(own_path(address).as_deref(), path, "{address}");
    }

    #[test]
    fn own_addresses_become_paths() {
        check("incident.do?sys_id=1", Some("/incident.do?sys_id=1"));
        check("/incident.do?sys_id=1", Some("/incident.do?sys_id=1"));
        check("/incident_list.do#top", Some("/incident_list.do"));
        check("../../incident_list.do", Some("/incident_list.do"));
        check("a b", Some("/a%20b"));
        check("", Some("/"));
    }

    #[test]
    fn addresses_elsewhere_are_refused() {
        for address in [
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "\\\\evil.example",
            "\t//evil.example",
            "/\n/evil.example",
            "/.//evil.example",
            "http:evil.example//x//../..//evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "http://instance.invalid.evil.example/",
            "http://me@instance.invalid/",
        ] {
            let path = own_path(address);
            let again = path.as_deref().map(|path| {
                let base = Url::parse("http://localhost:8181/").unwrap();
                base.join(path).unwrap()
            });
            assert!(
                again.is_none_or(|url| url.host_str() == Some("localhost")),
                "{address} {path:?}"
            );
        }
        check("https://evil.example/", None);
        check("//evil.example/", None);
        check("/\\evil.example/", None);
        check("/.//evil.example", None);
        check("javascript:alert(1)", None);
    }

    proptest! {
        #[test]
        fn no_address_leads_away(address in "[/\\\\.:@a-z\t\n ?#%&=]{0,24}|.{0,24}") {
            if let Some(path) = own_path(&address) {
                let base = Url::parse("http://localhost:8181/").unwrap();
                let there = base.join(&path).unwrap();
                prop_assert_eq!(there.origin(), base.origin());
                prop_assert!(axum::http::HeaderValue::from_str(&path).is_ok());
            }
        }
    }
}
