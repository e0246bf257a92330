//! What a setup leaves behind.

use crate::servicenow::leftovers::{Leftover, Setup, leftovers};
use crate::servicenow::needs;

const SETUP: Setup<'_> = Setup {
    origin: "https://portal.example",
    portal: "https://portal.example/security/",
    client_id: "5e0a1f94",
    user_name: "snowline.integration",
    proxied: false,
};

fn keys(left: &[Leftover]) -> Vec<&str> {
    let key = |left: &Leftover| left.key.strip_prefix("remove.left.").unwrap();
    left.iter().map(key).collect()
}

#[test]
fn all_that_a_setup_makes_is_named() {
    let left = leftovers(&SETUP);
    let expected = ["entity", "rules", "property", "user", "word", "script"];
    assert_eq!(keys(&left), expected);
    let proxied = Setup {
        proxied: true,
        ..SETUP
    };
    let expected = ["entity", "user", "word", "script"];
    assert_eq!(keys(&leftovers(&proxied)), expected);

    let said: String = left
        .iter()
        .flat_map(|left| &left.arguments)
        .map(|(_, value)| format!("{value}\n"))
        .collect();
    for rule in needs::CORS_RULES {
        assert!(said.contains(rule.name), "{said}");
    }
    for name in needs::ROLES.into_iter().chain([needs::TOKEN_PROPERTY]) {
        assert!(said.contains(name), "{said}");
    }
}

#[test]
fn each_list_has_the_record_and_no_value_changes_what_is_asked_for() {
    #[track_caller]
    fn check(setup: &Setup<'_>, at: usize, expected: &str) {
        let left = leftovers(setup);
        let path = left[at].path.strip_prefix("/nav_to.do?uri=");
        assert_eq!(path, Some(expected));
    }
    check(
        &SETUP,
        0,
        "oauth_entity_list.do%3Fsysparm_query%3Dclient_id%253D5e0a1f94",
    );
    check(
        &SETUP,
        1,
        "sys_cors_rule_list.do%3Fsysparm_query%3Ddomain%253Dhttps%253A%252F%252Fportal.example",
    );
    check(
        &SETUP,
        3,
        "sys_user_list.do%3Fsysparm_query%3Duser_name%253Dsnowline.integration",
    );
    let strange = Setup {
        client_id: "a^ORactive=true",
        ..SETUP
    };
    check(&strange, 0, "oauth_entity_list.do");
}
