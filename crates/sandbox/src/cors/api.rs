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

    #[test]
    fn no_rule_reaches_beyond_the_apis() {
        check("/oauth_token.do", None);
        check("/api/now/ui/user/current_user", None);
        check("/api/now/tables/incident", None);
        check("/incident.do", None);
        check("/", None);
    }
}
