//! What encoded queries let through, and that none can break the store.

use proptest::prelude::*;
use url::form_urlencoded::byte_serialize;

use crate::auth::Caller;
use crate::dates::Zone;
use crate::query::{Query, Reader};
use crate::store::{Select, Table};
use crate::table_api::testing::Instance;

async fn count(instance: &Instance, query: &str) -> usize {
    let query: String = byte_serialize(query.as_bytes()).collect();
    let path = format!("/table/incident?sysparm_query={query}&sysparm_limit=1000");
    let answer = instance.get(&path).await;
    let rows = answer.at("").as_array().expect("a list").len();
    assert_eq!(rows, answer.total());
    rows
}

#[tokio::test]
async fn conditions_let_through_what_they_say() {
    let instance = Instance::as_user("integration.user");
    // One row for each case of text and emptiness.
    for (title, correlation, due) in [
        ("100% of_it", "a", "2026-11-20 00:00:00"),
        ("100x ofxit", "B", "2026-11-21 12:00:00"),
        ("Zoë \u{202e}rtl", "", ""),
    ] {
        let mut row = crate::store::Row::new();
        for (name, value) in [
            ("short_description", title),
            ("correlation_id", correlation),
            ("due_date", due),
            ("category", "probe"),
        ] {
            row.insert(name.to_owned(), value.to_owned());
        }
        let store = &instance.state.store;
        store.insert("incident", row, "admin").expect("a record");
    }
    for (query, expect) in [
        ("category=probe", 3),
        ("category=PROBE", 3),
        ("category=probe^correlation_id=b", 1),
        ("category=probe^correlation_id!=b", 2),
        ("category=probe^correlation_idINa,b,c", 2),
        ("category=probe^correlation_idNOT INa,c", 2),
        ("category=probe^correlation_idINa,", 2),
        ("category=probe^hold_reasonIN", 3),
        ("category=probe^escalationIN", 0),
        ("category=probe^escalationIN,0", 3),
        ("category=probe^correlation_idISEMPTY", 1),
        ("category=probe^correlation_id=", 1),
        ("category=probe^correlation_id=NULL", 1),
        ("category=probe^correlation_idISNOTEMPTY", 2),
        ("category=probe^short_descriptionLIKE100% of_", 1),
        ("category=probe^short_description*100", 2),
        ("category=probe^short_descriptionNOT LIKE%", 2),
        ("category=probe^short_descriptionSTARTSWITH100x", 1),
        ("category=probe^short_descriptionENDSWITHIT", 2),
        ("category=probe^due_date<2026-11-21 12:00:00", 1),
        ("category=probe^due_date<=2026-11-21 12:00:00", 2),
        ("category=probe^due_date>2026-11-20", 1),
        ("category=probe^due_date>gestern", 0),
        (
            "category=probe^due_dateBETWEEN2026-11-19 00:00:00@2026-11-20 00:00:00",
            1,
        ),
        (
            "category=probe^due_dateONToday@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()",
            1,
        ),
        ("category=probe^due_dateRELATIVELT@hour@ago@1", 1),
        ("category=probe^due_date<javascript:gs.nowDateTime()", 1),
        ("category=probe^correlation_id=a^ORcorrelation_id=b", 2),
        ("correlation_id=a^ORcorrelation_id=b^category=none", 0),
        ("correlation_id=a^category=none^NQcorrelation_id=b", 1),
        ("category=probe^stateANYTHING", 3),
        ("category=probe^stateSAMEASincident_state", 3),
        ("category=probe^stateGT_FIELDpriority", 0),
        ("category=probe^opened_by.nameLIKEsystem", 0),
    ] {
        assert_eq!(count(&instance, query).await, expect, "{query}");
    }
}

#[tokio::test]
async fn a_query_that_is_wrong_is_no_error() {
    let instance = Instance::as_user("integration.user");
    for (query, expect) in [
        ("nosuchfield=1", 60),
        ("nosuchfield=1^state=6", 8),
        ("caller_id.nosuchfield=1", 60),
        ("state.name=1", 60),
        ("^^^", 60),
        ("State=6", 60),
        ("state=99999", 0),
        ("state=NOT_A_NUMBER", 0),
        ("state==1", 0),
        ("state<abc", 0),
        ("state=javascript:gs.halt()", 0),
        ("commentsLIKEx", 0),
    ] {
        assert_eq!(count(&instance, query).await, expect, "{query}");
    }
    let row = [("name", "glide.invalid_query.returns_no_rows")];
    let store = &instance.state.store;
    let property = store.find("sys_properties", &row).expect("a property");
    let value = [("value".to_owned(), "true".to_owned())].into();
    store
        .update("sys_properties", &property[0]["sys_id"], value, "admin")
        .expect("an update");
    assert_eq!(count(&instance, "nosuchfield=1").await, 0);
}

#[tokio::test]
async fn plain_parameters_are_conditions_too() {
    let instance = Instance::as_user("integration.user");
    let answer = instance
        .get("/table/incident?state=2&sysparm_query=priority=1^NQpriority=3&nonsense=7")
        .await;
    assert_eq!(answer.total(), 7);
}

#[test]
fn a_thousand_conditions_are_not_too_many() {
    let all = vec!["state=1"; 1_000].join("^");
    let any = vec!["state=1"; 1_000].join("^OR");
    let parts = vec!["state=1"; 1_000].join("^NQ");
    let deep = format!("{}number=1", "parent.".repeat(1_000));
    let none = format!("numberLIKE{}", "%".repeat(20_000));
    for (query, expect) in [(all, 11), (any, 11), (parts, 11), (deep, 60), (none, 0)] {
        assert_eq!(run(&query), expect, "{query:.40}");
    }
}

/// How many incidents the store finds for a query.
fn run(query: &str) -> usize {
    thread_local!(static INSTANCE: Instance = Instance::new());
    INSTANCE.with(|instance| {
        let caller = Caller {
            user_name: "admin".to_owned(),
            sys_id: "1".to_owned(),
            roles: vec!["admin".to_owned()],
        };
        let table = Table::named("incident").expect("a table");
        let reader = Reader {
            table,
            caller: &caller,
            zone: &Zone::default(),
            now: instance.state.clock.now(),
            strict: false,
            seen: |_, _| crate::store::Filter::all(),
        };
        let query = Query::parse(query);
        let select = Select {
            order: reader.order(&query),
            ..Select::new(reader.filter(&query))
        };
        let store = &instance.state.store;
        let rows = store.select(table, &select).expect("rows").len();
        let counted = store.count(table, &select.filter).expect("a count");
        assert_eq!(rows as u64, counted);
        rows
    })
}

proptest! {
    #[test]
    fn no_query_breaks_the_store(
        parts in prop::collection::vec(
            (
                "(\\^|\\^OR|\\^NQ|\\^ORDERBY|\\^ORDERBYDESC|\\^EQ|\\^RLQUERYtask.parent,>=[0-9]\\^|\\^ENDRLQUERY|\\^JOINincident.sys_id=task.parent!|\\^\\^)?",
                "(state|number|due_date|active|caller_id|caller_id\\.name|comments|x|\"|')",
                "(=|!=|<|>=|IN|NOT IN|LIKE|STARTSWITH|%|ISEMPTY|BETWEEN|ON|GT_FIELD|DYNAMIC|SAMEAS|MORETHAN|DATEPART|RELATIVEEE|IN_HIERARCHY|INSTANCEOF|)",
                "(due_date@day@before@[0-9]{0,3}|x@javascript:gs.datePart\\('month','aug','EE'\\)|[0-9]{0,20}|\\PC{0,8}|javascript:gs\\.\\PC{0,8}|javascript:gs.daysAgo\\([0-9]{1,12}\\)|a@b@c|state)",
            ),
            0..6,
        )
    ) {
        let query: String = parts.into_iter().map(|(a, b, c, d)| [a, b, c, d].concat()).collect();
        prop_assert!(run(&query) <= 60);
    }
}
