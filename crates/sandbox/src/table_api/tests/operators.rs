//! Operators that compare dates, hierarchies and what depends on the caller.

use crate::table_api::testing::Instance;

const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";
const ADMIN: &str = "6816f79cc0a8016401c5a33be04be441";

/// Three records around noon UTC of Saturday 21 November 2026, which is four
/// in the morning for the caller.
fn instance() -> Instance {
    let instance = Instance::as_user("admin");
    for (number, opened, due, closed, by) in [
        ("P1", "2026-11-21 11:30:00", "2026-11-23 11:30:00", "", ABEL),
        (
            "P2",
            "2026-11-20 07:30:00",
            "2026-11-20 08:30:00",
            "2026-11-20 07:40:00",
            ADMIN,
        ),
        ("P3", "2026-08-16 12:00:00", "", "2026-11-16 12:00:00", ""),
    ] {
        instance.insert(
            "incident",
            &[
                ("category", "probe"),
                ("number", number),
                ("opened_at", opened),
                ("due_date", due),
                ("closed_at", closed),
                ("assigned_to", by),
            ],
        );
    }
    instance
}

async fn check(instance: &Instance, cases: &[(&str, &str)]) {
    for (query, expect) in cases {
        let query = format!("category=probe^{query}^ORDERBYnumber");
        let answer = instance.query("incident", &query).await;
        assert_eq!(answer.column("number").join(" "), *expect, "{query}");
    }
}

#[tokio::test]
async fn dates_have_parts_in_the_callers_zone() {
    // P2 was opened on Thursday evening by the caller's clock.
    let part = |part: &str| format!("opened_atDATEPARTx@javascript:gs.datePart({part})");
    let cases = [
        ("'dayofweek','saturday','EE'", "P1"),
        ("'dayofweek','thursday','EE'", "P2"),
        ("'dayofweek','sunday','LE'", "P3"),
        ("'dayofweek','monday','GE'", "P1 P2"),
        ("'month','aug','EE'", "P3"),
        ("'month','october','GT'", "P1 P2"),
        ("'quarter','3','EE'", "P3"),
        ("'year','2026','LT'", ""),
        ("'hour','23','EE'", "P2"),
        ("'hour','5','LE'", "P1 P3"),
        ("'week','46','EE'", "P1 P2"),
        ("'era','1','EE'", ""),
        ("'month','aug'", ""),
    ];
    let cases = cases.map(|(arguments, expect)| (part(arguments), expect));
    let cases: Vec<_> = cases.iter().map(|(query, e)| (&**query, *e)).collect();
    check(&instance(), &cases).await;
}

#[tokio::test]
async fn dates_are_compared_with_now() {
    let cases = [
        ("opened_atRELATIVEGT@hour@ago@1", "P1"),
        ("opened_atRELATIVELT@hour@ago@1", "P2 P3"),
        ("opened_atRELATIVEGE@dayofweek@ago@2", "P1 P2"),
        ("opened_atRELATIVELE@month@ago@1", "P3"),
        ("due_dateRELATIVEGT@day@ahead@1", "P1"),
        ("opened_atRELATIVEEE@dayofweek@ago@2", "P2"),
        ("opened_atRELATIVEEE@hour@ago@1", "P1"),
        ("opened_atRELATIVEGT@decade@ago@1", ""),
        (
            "opened_atONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)",
            "P1",
        ),
        (
            "opened_atNOTONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)",
            "P2 P3",
        ),
        ("opened_at>=javascript:gs.beginningOfLastMonth()", "P1 P2"),
        ("opened_at<javascript:gs.monthsAgoStart(1)", "P3"),
    ];
    check(&instance(), &cases).await;
}

#[tokio::test]
async fn dates_are_compared_with_each_other() {
    let cases = [
        ("opened_atMORETHANdue_date@day@before@1", "P1"),
        ("opened_atLESSTHANdue_date@hour@before@2", "P2"),
        ("closed_atMORETHANopened_at@month@after@2", "P3"),
        ("opened_atMORETHANclosed_at@day@before or after@1", "P3"),
        ("opened_atSAMEASclosed_at@hour", "P2"),
        ("opened_atSAMEASdue_date@month", "P1 P2"),
        ("opened_atNSAMEASdue_date@day", "P1 P2"),
        ("opened_atLT_FIELDdue_date", "P1 P2"),
        ("opened_atMORETHANnumber@day@before@1", ""),
        ("opened_atMORETHANdue_date@day", ""),
    ];
    check(&instance(), &cases).await;
}

#[tokio::test]
async fn references_are_searched_by_what_people_see() {
    let cases = [
        ("assigned_toLIKEtuter", "P1"),
        ("assigned_toSTARTSWITHSystem", "P2"),
        ("assigned_toENDSWITHadministrator", "P2"),
        ("assigned_toNOT LIKEtuter", "P2 P3"),
        ("assigned_to=Abel Tuter", ""),
        ("assigned_toISEMPTY", "P3"),
        ("assigned_toEMPTY", "P3"),
        ("assigned_toNOTEMPTY", "P1 P2"),
    ];
    check(&instance(), &cases).await;
}

#[tokio::test]
async fn me_is_the_caller() {
    let instance = instance();
    let cases = [
        ("assigned_toDYNAMIC90d1921e5f510100a9ad2572f2b477fe", "P2"),
        ("assigned_to=javascript:gs.getUserID()", "P2"),
        ("assigned_toINjavascript:gs.getUserID()", "P2"),
        ("assigned_toDYNAMIC00000000000000000000000000000000", ""),
    ];
    check(&instance, &cases).await;
}

#[tokio::test]
async fn my_groups_are_those_the_caller_is_in() {
    let instance = instance();
    const GROUP: &str = "8a4dde73c6112278017a6a4baf547aa7";
    instance.insert("sys_user_grmember", &[("user", ADMIN), ("group", GROUP)]);
    instance.insert(
        "incident",
        &[
            ("category", "probe"),
            ("number", "P4"),
            ("assignment_group", GROUP),
        ],
    );
    let cases = [
        (
            "assignment_groupDYNAMICd6435e965f510100a9ad2572f2b47744",
            "P4",
        ),
        (
            "assignment_groupINjavascript:gs.getUser().getMyGroups()",
            "P4",
        ),
        ("assignment_groupINjavascript:getMyGroups()", "P4"),
    ];
    check(&instance, &cases).await;
    let instance = instance.by("abel.tuter").with_roles(&["itil"]);
    check(&instance, &cases.map(|(query, _)| (query, ""))).await;
}

#[tokio::test]
async fn a_hierarchy_is_followed_downwards() {
    let instance = Instance::as_user("admin");
    for (sys_id, manager) in [("a", ""), ("b", "a"), ("c", "b"), ("d", "x")] {
        let sys_id = sys_id.repeat(32);
        let columns = [
            ("sys_id", &*sys_id),
            ("user_name", &*sys_id),
            ("title", "probe"),
            ("manager", &manager.repeat(32)),
        ];
        instance.insert("sys_user", &columns);
    }
    let below = |top: &str| format!("managerIN_HIERARCHYfdd0fa0f@{}", top.repeat(32));
    for (query, expect) in [
        (below("a"), 2),
        (below("b"), 1),
        (below("c"), 0),
        (format!("managerIN_HIERARCHY{}", "a".repeat(32)), 2),
        (
            "managerIN_HIERARCHY_DYNAMICh@90d1921e5f510100a9ad2572f2b477fe".into(),
            0,
        ),
        ("managerIN_HIERARCHY_DYNAMICh@nobody".into(), 0),
        ("titleIN_HIERARCHYh@a".into(), 0),
    ] {
        let query = format!("title=probe^{query}");
        assert_eq!(
            instance.query("sys_user", &query).await.total(),
            expect,
            "{query}"
        );
    }
}

#[tokio::test]
async fn a_class_is_also_what_it_extends() {
    let instance = Instance::as_user("admin");
    for (class, count) in [("incident", 1), ("problem", 0), ("task", 2), ("cmdb_ci", 0)] {
        instance.insert("incident", &[("short_description", "probe")]);
        instance.insert("task", &[("short_description", "probe")]);
        let query = format!("short_description=probe^sys_class_nameINSTANCEOF{class}");
        let answer = instance.query("task", &query).await;
        let rows = instance
            .query("task", "short_description=probe")
            .await
            .total();
        assert_eq!(answer.total(), count * rows / 2, "{class}");
    }
}

#[tokio::test]
async fn operators_for_notifications_find_nothing() {
    let cases = [
        ("stateVALCHANGES", ""),
        ("stateCHANGESFROM1", ""),
        ("stateCHANGESTO1", ""),
    ];
    check(&instance(), &cases).await;
}
