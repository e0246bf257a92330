//! The pages of an instance where it is run, and where the rest is done.

use crate::oauth::form::encoded;
use crate::servicenow::columns::USER_NAME;
use crate::servicenow::query::{Condition, Query, QueryValue};

/// The path of the list of Fix Scripts, whose header has Import XML.
pub const FIX_SCRIPTS: &str = "/nav_to.do?uri=sys_script_fix_list.do";
/// The path of Scripts - Background.
pub const BACKGROUND: &str = "/nav_to.do?uri=sys.scripts.do";

/// The path of the user of that name; of all users, if the name cannot be asked for.
#[must_use]
pub fn user(user_name: &str) -> String {
    let mut list = String::from("sys_user_list.do");
    if let Ok(name) = QueryValue::parse(user_name) {
        let query = Query::new().and(&Condition::equals(USER_NAME, name));
        list.push_str("?sysparm_query=");
        list.push_str(&encoded(query.as_str()));
    }
    ["/nav_to.do?uri=", &encoded(&list)].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_name_and_no_name_changes_the_query() {
        assert_eq!(
            user("snowline.integration"),
            "/nav_to.do?uri=sys_user_list.do%3Fsysparm_query%3Duser_name%253Dsnowline.integration"
        );
        assert_eq!(user("a^b"), "/nav_to.do?uri=sys_user_list.do");
    }
}
