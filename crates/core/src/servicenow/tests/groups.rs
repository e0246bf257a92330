use pollster::block_on;

use super::{requests, signed_in};
use crate::ports::memory::{answer, json};

const TWO: &str = r#"{"result":[
  {"sys_id":{"value":"287ebd7da9fe198100f92cc8d1d2154e","display_value":"x"},"name":"Network"},
  {"sys_id":"d625dccec0a8016700a222a0f7900d06","name":"R&D, Network"}]}"#;

#[test]
fn groups_are_asked_for_by_what_a_query_can_hold_of_what_was_typed() {
    #[track_caller]
    fn check(typed: &str, condition: Option<&str>, expect: &[&str]) {
        let (ports, client) = signed_in();
        ports.expect(json(200, TWO));
        let found = block_on(client.groups(typed, str::to_lowercase)).expect("groups");
        let names: Vec<_> = found
            .offers
            .iter()
            .map(|offer| offer.reference.name.as_str())
            .collect();
        assert_eq!(names, expect, "{typed}");
        let url = &requests(&ports)[0].url;
        assert!(url.contains("/sys_user_group?"), "{url}");
        assert_eq!(url.contains("LIKE"), condition.is_some(), "{url}");
        let condition = condition.map_or_else(String::new, |part| format!("%5EnameLIKE{part}"));
        let query = format!("sysparm_query=active%3Dtrue{condition}%5EORDERBYname&");
        assert!(url.contains(&query), "{url}");
    }
    check("net", Some("net"), &["Network", "R&D, Network"]);
    check("", None, &["Network", "R&D, Network"]);
    check("D, Network", Some("Network"), &["R&D, Network"]);
    check("=network", Some("network"), &[]);
    check("^", None, &[]);
    check(
        "network^ORsys_idISNOTEMPTY",
        Some("ORsys_idISNOTEMPTY"),
        &[],
    );
    check("javascript:x", None, &[]);
}

#[test]
fn groups_that_may_not_be_read_are_known_to_be_there() {
    let (ports, client) = signed_in();
    ports.expect(answer(200, &[("x-total-count", "7")], r#"{"result":[]}"#));
    let found = block_on(client.groups("x", str::to_lowercase)).expect("groups");
    assert!(found.hidden && found.offers.is_empty());
}
