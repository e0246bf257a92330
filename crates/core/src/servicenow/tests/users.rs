use pollster::block_on;

use super::{requests, signed_in};
use crate::ports::memory::json;
use crate::task::Reference;

const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";
const NETWORK: &str = "287ebd7da9fe198100f92cc8d1d2154e";

#[track_caller]
fn check(of_group: bool, typed: &str, rows: &str, asked: &str, expect: &[&str]) {
    let (ports, client) = signed_in();
    ports.expect(json(200, &format!(r#"{{"result":[{rows}]}}"#)));
    let group = of_group.then(|| Reference::new(NETWORK, "Network").expect("an ID"));
    let found = block_on(client.users(typed, group.as_ref(), str::to_lowercase)).expect("users");
    let told = found.offers.iter();
    let told = told.map(|offer| format!("{} ({})", offer.reference.name, offer.detail));
    assert_eq!(told.collect::<Vec<_>>(), expect, "{typed}");
    let url = &requests(&ports)[0].url;
    assert!(url.contains(asked), "{url}");
}

#[test]
fn users_are_the_active_ones() {
    let abel = format!(
        r#"{{"sys_id":"{ABEL}","name":"Abel Tuter","user_name":"abel.tuter","active":"true"}}"#
    );
    let gone = abel
        .replace("Abel Tuter", "Abel Gone")
        .replace("true", "false");
    let rows = format!("{abel},{gone}");
    let asked = "/sys_user?";
    check(false, "abel", &rows, asked, &["Abel Tuter (abel.tuter)"]);
    check(false, "beth", &rows, asked, &[]);
    let asked = "sysparm_query=active%3Dtrue%5EnameLIKEabel%5EORDERBYname&";
    check(false, "abel", &rows, asked, &["Abel Tuter (abel.tuter)"]);
}

#[test]
fn the_members_of_a_group_are_of_that_group() {
    let member = format!(
        r#"{{"group":{{"value":"{NETWORK}","display_value":"Network"}},"user":"{ABEL}",
            "user.name":"Abel Tuter","user.user_name":"abel.tuter"}}"#
    );
    // Of an instance that does not heed the condition.
    let other = member.replace(NETWORK, ABEL);
    let rows = format!("{member},{other}");
    let expect = ["Abel Tuter (abel.tuter)"];
    check(true, "", &rows, "/sys_user_grmember?", &expect);
    let asked = format!(
        "sysparm_query=group%3D{NETWORK}%5Euser.active%3Dtrue%5Euser.nameLIKEabel%5EORDERBYuser.name&"
    );
    check(true, "abel", &rows, &asked, &expect);
}
