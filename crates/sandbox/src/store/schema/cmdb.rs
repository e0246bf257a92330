//! Configuration items.

use super::{Column, Kind, Table, system};

pub(super) static CI: Table = Table {
    name: "cmdb_ci",
    label: "Configuration Item",
    system: system::DOMAIN,
    own: COLUMNS,
    indexes: &[&["name"]],
    ..Table::BASE
};

const COLUMNS: &[Column] = &[
    Column::text("name", "Name", 255),
    Column::new("sys_class_name", "Class", Kind::ClassName),
    Column::text("sys_class_path", "Sys class path", 255),
    Column::text("short_description", "Description", 1000),
    Column::text("asset_tag", "Asset tag", 40),
    Column::text("serial_number", "Serial number", 255),
    Column::text("category", "Category", 40),
    Column::text("subcategory", "Subcategory", 40),
    Column::text("environment", "Environment", 40),
    Column::text("ip_address", "IP Address", 255),
    Column::text("mac_address", "MAC Address", 18),
    Column::text("dns_domain", "DNS Domain", 255),
    Column::text("fqdn", "Fully qualified domain name", 255),
    Column::text("model_number", "Model number", 255),
    Column::text("attributes", "Attributes", 65_000),
    Column::text("comments", "Comments", 4000),
    Column::text("correlation_id", "Correlation ID", 512),
    Column::text("discovery_source", "Discovery source", 40),
    Column::text("cost_cc", "Cost currency", 3).or("USD"),
    Column::number_choice("install_status", "Status").or("1"),
    Column::number_choice("operational_status", "Operational status").or("1"),
    Column::flag("unverified", "Requires verification"),
    Column::flag("monitor", "Monitor"),
    Column::flag("can_print", "Can Print"),
    Column::flag("skip_sync", "Skip sync"),
    Column::whole("fault_count", "Fault count").or("0"),
    Column::link("assigned_to", "Assigned to", "sys_user"),
    Column::link("owned_by", "Owned by", "sys_user"),
    Column::link("managed_by", "Managed by", "sys_user"),
    Column::link("assignment_group", "Change Group", "sys_user_group"),
    Column::link("support_group", "Support group", "sys_user_group"),
    Column::link("managed_by_group", "Managed By Group", "sys_user_group"),
    Column::link("location", "Location", "cmn_location"),
    Column::link("company", "Company", "core_company"),
    Column::link("department", "Department", "cmn_department"),
    Column::link("manufacturer", "Manufacturer", "core_company"),
    Column::link("vendor", "Vendor", "core_company"),
    Column::link("model_id", "Model ID", "cmdb_model"),
    Column::link("asset", "Asset", "alm_asset"),
    Column::time("assigned", "Assigned"),
    Column::time("install_date", "Installed"),
    Column::time("first_discovered", "First discovered"),
    Column::time("last_discovered", "Most recent discovery"),
    Column::new("purchase_date", "Purchased", Kind::Date),
    Column::new("warranty_expiration", "Warranty expiration", Kind::Date),
];

pub(super) static COMPUTER: Table = Table {
    name: "cmdb_ci_computer",
    label: "Computer",
    extends: Some(&CI),
    own: &[
        Column::text("os", "Operating System", 255),
        Column::text("os_version", "OS Version", 255),
        Column::text("os_service_pack", "OS Service Pack", 255),
        Column::text("host_name", "Hostname", 255),
        Column::text("cpu_name", "CPU name", 255),
        Column::text("cpu_manufacturer", "CPU manufacturer", 32),
        Column::whole("cpu_count", "CPU count"),
        Column::whole("cpu_core_count", "CPU core count"),
        Column::whole("ram", "RAM (MB)"),
        Column::whole("disk_space", "Disk space (GB)"),
        Column::flag("virtual", "Is Virtual"),
    ],
    ..CI
};

pub(super) static SERVER: Table = Table {
    name: "cmdb_ci_server",
    label: "Server",
    extends: Some(&COMPUTER),
    own: &[
        Column::text("classification", "Classification", 40).or("Production"),
        Column::text("used_for", "Used for", 40).or("Production"),
        Column::flag("firewall_status", "Firewall status"),
    ],
    ..CI
};

pub(super) static SERVICE: Table = Table {
    name: "cmdb_ci_service",
    label: "Service",
    extends: Some(&CI),
    own: &[
        Column::choice("busines_criticality", "Business criticality"),
        Column::choice("service_classification", "Service classification"),
        Column::text("used_for", "Used for", 40).or("Production"),
        Column::text("version", "Version", 40),
        Column::text("user_group", "Users supported", 40),
    ],
    ..CI
};
