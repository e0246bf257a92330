//! Which REST API a path belongs to. A CORS rule is for one API only.

/// The name of the path's API as CORS rules refer to it, `None` when the path
/// belongs to no API that a rule could be for.
pub fn api_of(path: &str) -> Option<&'static str> {
    let below = path.strip_prefix("/api/")?;
    let mut segments = below.split('/').filter(|segment| !is_version(segment));
    match (segments.next()?, segments.next()?) {
        ("now", "table") => Some("Table API"),
        ("now", "stats") => Some("Aggregate API"),
        ("now", "batch") => Some("Batch API"),
        ("now", "attachment") => Some("Attachment API"),
        ("sn_chg_rest", _) => Some("Change Management API"),
        _ => None,
    }
}

/// Whether a rule by path may be for this one: it is no REST API, which has
/// rules of its own, and no processor (`.do`), which by assumption has none.
pub(super) fn is_resource(path: &str) -> bool {
    api_of(path).is_none() && !path.ends_with(".do")
}

/// Whether a Web Resource Path covers this path: it is the same, or begins it
/// up to a slash, or up to a `*` at its end.
pub(super) fn resource_covers(resource: &str, path: &str) -> bool {
    let (resource, may_be) = (resource.trim(), is_resource(path));
    let resource = resource.strip_prefix('/').unwrap_or(resource);
    let path = path.strip_prefix('/').unwrap_or(path);
    if resource.is_empty() || !may_be {
        return false;
    }
    match resource.strip_suffix('*') {
        Some(begin) => path.starts_with(begin),
        None => path.strip_prefix(resource).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('/') || resource.ends_with('/')
        }),
    }
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, api: Option<&str>) {
        assert_eq!(api_of(path), api, "{path}");
    }

    #[test]
    fn every_api_has_its_own_rules_in_all_its_versions() {
        check("/api/now/table/incident", Some("Table API"));
        check("/api/now/v2/table/incident/1", Some("Table API"));
        check("/api/now/stats/incident", Some("Aggregate API"));
        check("/api/now/v1/batch", Some("Batch API"));
        check("/api/now/batch", Some("Batch API"));
        check("/api/now/attachment", Some("Attachment API"));
        check(
            "/api/sn_chg_rest/v1/change/normal",
            Some("Change Management API"),
        );
    }

    #[track_caller]
    fn check_resource(resource: &str, path: &str, covers: bool) {
        assert_eq!(resource_covers(resource, path), covers, "{resource} {path}");
    }

    #[test]
    fn a_resource_path_covers_itself_and_what_is_below() {
        check_resource("/api/now/ui/meta", "/api/now/ui/meta", true);
        check_resource("api/now/ui/meta", "/api/now/ui/meta/incident", true);
        check_resource("/api/now/ui/meta/", "/api/now/ui/meta/incident", true);
        check_resource("/api/now/ui/meta", "/api/now/ui/metadata", false);
        check_resource("/api/now/ui/*", "/api/now/ui/meta/incident", true);
        check_resource("/api/now/ui/*", "/api/now/oauth/jwks", false);
        check_resource("*", "/api/now/oauth/jwks", true);
        check_resource("", "/api/now/oauth/jwks", false);
        check_resource("*", "/oauth_token.do", false);
        check_resource("/oauth_token.do", "/oauth_token.do", false);
        check_resource("*", "/api/now/table/incident", false);
    }

    #[test]
    fn no_rule_reaches_beyond_the_apis() {
        check("/oauth_token.do", None);
        check("/api/now/ui/user/current_user", None);
        check("/api/now/tables/incident", None);
        check("/incident.do", None);
        check("/", None);
    }
}
