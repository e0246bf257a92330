//! Queries about related records.

use crate::table_api::testing::Instance;

const U: [&str; 3] = [
    "a1000000000000000000000000000001",
    "a1000000000000000000000000000002",
    "a1000000000000000000000000000003",
];

/// Three people: the first has two incidents, the second a closed one, the
/// third none. The second manages the third.
fn instance() -> Instance {
    let instance = Instance::as_user("admin");
    for (at, (sys_id, manager)) in U.iter().zip(["", "", U[1]]).enumerate() {
        let name = format!("P{}", at + 1);
        let columns = [
            ("sys_id", *sys_id),
            ("user_name", &*name),
            ("name", &*name),
            ("title", "probe"),
            ("manager", manager),
        ];
        instance.insert("sys_user", &columns);
    }
    for (user, active) in [(U[0], "true"), (U[0], "true"), (U[1], "false")] {
        instance.insert("incident", &[("assigned_to", user), ("active", active)]);
    }
    instance
}

async fn check(instance: &Instance, cases: &[(&str, &str)]) {
    for (query, expect) in cases {
        let ordered = format!("{query}^ORDERBYuser_name");
        let answer = instance.query("sys_user", &ordered).await;
        assert_eq!(answer.column("user_name").join(" "), *expect, "{query}");
    }
}

#[tokio::test]
async fn records_are_found_by_how_many_name_them() {
    let cases = [
        (
            "title=probe^RLQUERYincident.assigned_to,>=1^ENDRLQUERY",
            "P1 P2",
        ),
        (
            "title=probe^RLQUERYincident.assigned_to,>=2^ENDRLQUERY",
            "P1",
        ),
        (
            "title=probe^RLQUERYincident.assigned_to,=0^ENDRLQUERY",
            "P3",
        ),
        (
            "title=probe^RLQUERYincident.assigned_to,<2^ENDRLQUERY",
            "P2 P3",
        ),
        (
            "title=probe^RLQUERYincident.assigned_to,!=1^ENDRLQUERY",
            "P1 P3",
        ),
        (
            "title=probe^RLQUERYtask.assigned_to,>=1,m2m^active=true^ENDRLQUERY",
            "P1",
        ),
        (
            "RLQUERYincident.assigned_to,>=1^active=false^ENDRLQUERY^title=probe",
            "P2",
        ),
        ("title=probe^RLQUERYsys_user.manager,>0", "P2"),
        (
            "title=probe^RLQUERYnonsense.user,>=1^ENDRLQUERY",
            "P1 P2 P3",
        ),
        (
            "title=probe^RLQUERYincident.nonsense,>=1^ENDRLQUERY",
            "P1 P2 P3",
        ),
    ];
    check(&instance(), &cases).await;
}

#[tokio::test]
async fn records_are_joined_with_those_that_name_them() {
    let cases = [
        (
            "title=probe^JOINsys_user.sys_id=incident.assigned_to!",
            "P1 P2",
        ),
        (
            "JOINsys_user.sys_id=task.assigned_to!active=true^title=probe",
            "P1",
        ),
        (
            "title=probe^JOINsys_user.sys_id=task.assigned_to!active=false^^state=1",
            "P2",
        ),
        (
            "title=probe^SUBQUERYsys_id,assigned_to,incident^active=true^ENDSUBQUERY",
            "P1",
        ),
        (
            "title=probe^SUBQUERYmanager,assigned_to,incident^sys_idANYTHING^ENDSUBQUERY",
            "P3",
        ),
        // Names of fields that are no references can be joined, too.
        (
            "title=probe^JOINsys_user.name=sys_user.user_name!",
            "P1 P2 P3",
        ),
        (
            "title=probe^JOINincident.sys_id=task.assigned_to!",
            "P1 P2 P3",
        ),
    ];
    check(&instance(), &cases).await;
}

#[tokio::test]
async fn a_hidden_field_is_hidden_in_a_join_too() {
    let instance = Instance::as_user("integration.user");
    for query in [
        "JOINincident.state=sys_choice.value!name=incident",
        "SUBQUERYstate,value,sys_choice^element=state^ENDSUBQUERY",
        "RLQUERYsys_user.manager,>=0^user_passwordSTARTSWITHa^ENDRLQUERY",
    ] {
        let answer = instance.query("incident", query).await;
        assert_eq!(answer.status, 403, "{query}");
    }
}
