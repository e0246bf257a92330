//! Users, roles and who has which.

use super::{Column, Kind, Table, system};

pub(super) static TABLE: Table = Table {
    name: "sys_user",
    label: "User",
    system: system::DOMAIN,
    own: USER,
    indexes: &[&["user_name"], &["name"], &["email"]],
    ..Table::BASE
};

const USER: &[Column] = &[
    Column::text("user_name", "User ID", 40),
    Column::text("name", "Name", 151),
    Column::text("first_name", "First name", 50),
    Column::text("middle_name", "Middle name", 50),
    Column::text("last_name", "Last name", 50),
    Column::text("email", "Email", 100),
    Column::text("title", "Title", 60),
    Column::text("employee_number", "Employee number", 40),
    Column::text("phone", "Business phone", 40),
    Column::text("mobile_phone", "Mobile phone", 40),
    Column::text("home_phone", "Home phone", 40),
    Column::text("street", "Street", 255),
    Column::text("city", "City", 40),
    Column::text("state", "State / Province", 40),
    Column::text("zip", "Zip / Postal code", 40),
    Column::text("country", "Country code", 3),
    Column::text("gender", "Gender", 40),
    Column::text("introduction", "Prefix", 40),
    Column::link("company", "Company", "core_company"),
    Column::link("department", "Department", "cmn_department"),
    Column::link("location", "Location", "cmn_location"),
    Column::link("building", "Building", "cmn_building"),
    Column::link("cost_center", "Cost center", "cmn_cost_center"),
    Column::link("manager", "Manager", "sys_user"),
    Column::link("schedule", "Schedule", "cmn_schedule"),
    Column::link("ldap_server", "LDAP server", "ldap_server_config"),
    Column::link(
        "default_perspective",
        "Default perspective",
        "sys_perspective",
    ),
    Column::text("time_zone", "Time zone", 40),
    Column::text("date_format", "Date format", 40),
    Column::text("time_format", "Time format", 40),
    Column::text("preferred_language", "Language", 3),
    Column::whole("notification", "Notification").or("2"),
    Column::whole("calendar_integration", "Calendar integration").or("1"),
    Column::flag("active", "Active").or("true"),
    Column::flag("locked_out", "Locked out"),
    Column::flag("password_needs_reset", "Password needs reset"),
    Column::flag("web_service_access_only", "Web service access only"),
    Column::flag("internal_integration_user", "Internal Integration User"),
    Column::flag(
        "enable_multifactor_authn",
        "Enable Multifactor Authentication",
    ),
    Column::flag("vip", "VIP"),
    Column::whole("failed_attempts", "Failed login attempts").or("0"),
    Column::new("last_login", "Last login", Kind::Date),
    Column::time("last_login_time", "Last login time"),
    Column::text("roles", "Roles", 40),
    Column::text("source", "Source", 255),
    Column::text("sso_source", "SSO Source", 255),
    Column::text("federated_id", "Federated ID", 255),
    Column::text("correlation_id", "Correlation ID", 255),
    Column::text("avatar", "Avatar", 40),
    Column::text("photo", "Photo", 40),
    Column::new("sys_class_name", "Class", Kind::ClassName),
    Column::new("user_password", "Password", Kind::Password),
];

pub(super) static ROLE: Table = Table {
    name: "sys_user_role",
    label: "Role",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100).required(),
        Column::text("description", "Description", 1000),
        Column::text("suffix", "Suffix", 100),
        Column::flag("elevated_privilege", "Elevated privilege"),
        Column::flag("grantable", "Grantable").or("true"),
        Column::flag("can_delegate", "Can delegate").or("true"),
        Column::flag("scoped_admin", "Application Administrator"),
        Column::text("includes_roles", "Includes roles", 40),
        Column::text("requires_subscription", "Requires Subscription", 40).or("unspecified"),
        Column::link("assignable_by", "Assignable by", "sys_user_role"),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

pub(super) static HAS_ROLE: Table = Table {
    name: "sys_user_has_role",
    label: "User Role",
    own: &[
        Column::link("user", "User", "sys_user").required(),
        Column::link("role", "Role", "sys_user_role").required(),
        Column::flag("inherited", "Inherited").fixed(),
        Column::link("granted_by", "Granted by", "sys_user_group"),
        Column::link("included_in_role", "Included in role", "sys_user_role"),
        Column::text("state", "State", 40).or("active"),
        Column::whole("inh_count", "Inheritance Count").fixed(),
        Column::text("inh_map", "Inheritance Map", 4000).fixed(),
    ],
    display: "role",
    indexes: &[&["user"]],
    ..Table::BASE
};

/// Which role brings which other.
pub(super) static CONTAINS: Table = Table {
    name: "sys_user_role_contains",
    label: "Contained Role",
    system: system::METADATA,
    own: &[
        Column::link("role", "Role", "sys_user_role").required(),
        Column::link("contains", "Contains", "sys_user_role").required(),
    ],
    display: "contains",
    indexes: &[&["role"]],
    ..Table::BASE
};
