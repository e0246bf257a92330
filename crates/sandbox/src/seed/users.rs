//! Roles, users, and where they work.

use super::data::{id, lines, names};
use super::{is_empty, put, row};
use crate::store::{Result, Store, hash};

/// The password of every user of the demo.
pub const PASSWORD: &str = "snowline";

/// `sys_id` of the integration user.
pub(super) const INTEGRATION: &str = "c1a4d9e07b5f4c0c8e2b6f93a7d05e18";
/// `sys_id` of a user without roles.
pub(super) const ABEL: &str = "62826bf03710200044e0bfc8bcbe5df1";
/// `sys_id` of the administrator.
pub(super) const ADMIN: &str = "6816f79cc0a8016401c5a33be04be441";

/// User name, names, title, manager, department, place, zone, language and
/// groups.
const PEOPLE: &str = include_str!("data/users.txt");

const ROLES: &[(&str, &str)] = &[
    ("admin", "Everything"),
    ("itil", "Incidents, changes and users"),
    ("sn_incident_read", "Incidents, to read"),
    ("sn_incident_write", "Incidents, to write"),
    ("sn_change_read", "Changes, to read"),
    ("sn_change_write", "Changes, to write"),
    ("sn_problem_read", "Problems, to read"),
    ("sn_problem_write", "Problems, to write"),
    ("oauth_admin", "The application registry"),
    ("mi_admin", "Machine identities"),
    ("cors_rule_admin", "CORS rules"),
    ("web_service_admin", "Web services and their CORS rules"),
    ("user_admin", "Users"),
    ("asset", "Assets"),
    ("catalog", "Requests and their tasks"),
    ("catalog_admin", "The service catalog"),
    ("knowledge", "Articles"),
    ("knowledge_admin", "Articles and knowledge bases"),
    (
        "snc_read_only",
        "Nothing may be written; grants nothing by itself",
    ),
];

/// Which role brings which other, as documented for the roles of ITSM.
const CONTAINED: &[(&str, &str)] = &[
    ("sn_incident_write", "sn_incident_read"),
    ("sn_change_write", "sn_change_read"),
    ("sn_problem_write", "sn_problem_read"),
];

/// `sys_id`, user name, first name, last name, roles.
type User = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const USERS: &[User] = &[
    (ADMIN, "admin", "System", "Administrator", &["admin"]),
    (
        INTEGRATION,
        "integration.user",
        "Integration",
        "User",
        &[
            "sn_incident_read",
            "sn_incident_write",
            "sn_change_read",
            "sn_change_write",
        ],
    ),
    (ABEL, "abel.tuter", "Abel", "Tuter", &[]),
];

const COMPANY: &str = "Contoso";

/// City, country, time zone.
const PLACES: &[(&str, &str, &str)] = &[
    ("San Diego", "US", "America/Los_Angeles"),
    ("London", "GB", "Europe/London"),
    ("Gothenburg", "SE", "Europe/Stockholm"),
    ("Busan", "KR", "Asia/Seoul"),
    ("Shanghai", "CN", "Asia/Shanghai"),
    ("Chennai", "IN", "Asia/Kolkata"),
];

/// The roles that are missing, and which contains which, unless that is
/// written already.
pub(super) fn roles(store: &Store) -> Result<()> {
    if !is_empty(store, "sys_user_role_contains")? {
        return Ok(());
    }
    for (name, description) in ROLES {
        let columns = [("name", *name), ("description", *description)];
        put(store, "sys_user_role", &id("role", name), &columns)?;
    }
    for (role, contains) in CONTAINED {
        let columns = [
            ("role", &*id("role", role)),
            ("contains", &*id("role", contains)),
        ];
        let contained = id("contained role", contains);
        put(store, "sys_user_role_contains", &contained, &columns)?;
    }
    Ok(())
}

/// People, and where they work.
pub(super) fn seed(store: &Store) -> Result<()> {
    roles(store)?;
    // As in every instance with demo data.
    let finance = id("department", "Finance");
    for (sys_id, user_name, first, last, roles) in USERS {
        let more: &[_] = match *sys_id {
            ADMIN => &[("department", &*finance)],
            _ => &[],
        };
        person(store, sys_id, user_name, first, last, more)?;
        for role in *roles {
            grant(store, sys_id, role)?;
        }
    }
    places(store)?;
    for [
        user_name,
        first,
        last,
        title,
        manager,
        department,
        place,
        zone,
        language,
        _,
    ] in lines(PEOPLE)
    {
        let manager = match manager {
            "" => String::new(),
            manager => user(manager),
        };
        let more = [
            ("title", title),
            ("manager", &*manager),
            ("department", &*id("department", department)),
            ("location", &*id("location", place)),
            ("company", &*id("company", COMPANY)),
            ("city", place),
            ("time_zone", zone),
            ("preferred_language", language),
        ];
        person(store, &user(user_name), user_name, first, last, &more)?;
    }
    grant(store, &user("fred.luddy"), "admin")
}

fn person(
    store: &Store,
    sys_id: &str,
    user_name: &str,
    first: &str,
    last: &str,
    more: &[(&str, &str)],
) -> Result<()> {
    let email = format!("{user_name}@example.com");
    let columns = [
        ("user_name", user_name),
        ("first_name", first),
        ("last_name", last),
        ("name", &format!("{first} {last}")),
        ("email", &email),
        ("user_password", &hash(PASSWORD)?),
    ];
    put(store, "sys_user", sys_id, &[&columns, more].concat())
}

fn grant(store: &Store, user: &str, role: &str) -> Result<()> {
    let has = row(&[("user", user), ("role", &id("role", role))]);
    store.insert("sys_user_has_role", has, "admin").map(drop)
}

fn places(store: &Store) -> Result<()> {
    let company = id("company", COMPANY);
    let columns = [("name", COMPANY), ("city", "San Diego"), ("country", "US")];
    put(store, "core_company", &company, &columns)?;
    for (city, country, zone) in PLACES {
        let columns = [
            ("name", *city),
            ("full_name", *city),
            ("city", *city),
            ("country", *country),
            ("time_zone", *zone),
            ("company", &*company),
        ];
        put(store, "cmn_location", &id("location", city), &columns)?;
    }
    let mut departments: Vec<_> = lines::<10>(PEOPLE).map(|person| person[5]).collect();
    departments.sort_unstable();
    departments.dedup();
    for department in departments {
        // Who has no manager leads the department.
        let head =
            lines::<10>(PEOPLE).find(|person| person[5] == department && person[4].is_empty());
        let head = head.map(|person| user(person[0])).unwrap_or_default();
        let columns = [
            ("name", department),
            ("dept_head", &*head),
            ("company", &*company),
        ];
        put(
            store,
            "cmn_department",
            &id("department", department),
            &columns,
        )?;
    }
    Ok(())
}

/// `sys_id` of a user by name.
pub(super) fn user(user_name: &str) -> String {
    let known = USERS.iter().find(|(_, name, ..)| *name == user_name);
    known.map_or_else(
        || id("user", user_name),
        |(sys_id, ..)| (*sys_id).to_owned(),
    )
}

/// The user names of a group's members.
pub(super) fn members(group: &str) -> Vec<&'static str> {
    let people = lines::<10>(PEOPLE).filter(|person| names(person[9]).any(|name| name == group));
    people.map(|person| person[0]).collect()
}

/// The user names of those who are in no group: who call for help.
pub(super) fn callers() -> Vec<&'static str> {
    let people = lines::<10>(PEOPLE).filter(|person| person[9].is_empty());
    people
        .map(|person| person[0])
        .chain(["abel.tuter"])
        .collect()
}
