//! Assets, and how configuration items belong together.

use super::{Column, Kind, Table, system};

pub(super) static TABLE: Table = Table {
    name: "alm_asset",
    label: "Asset",
    system: system::DOMAIN,
    own: &[
        Column::text("display_name", "Display name", 100),
        Column::new("sys_class_name", "Class", Kind::ClassName),
        Column::text("asset_tag", "Asset tag", 40),
        Column::text("serial_number", "Serial number", 100),
        Column::link("model", "Model", "cmdb_model"),
        Column::link("model_category", "Model category", "cmdb_model_category"),
        Column::link("ci", "Configuration Item", "cmdb_ci"),
        Column::number_choice("install_status", "State").or("1"),
        Column::text("substatus", "Substate", 40),
        Column::whole("quantity", "Quantity").or("1"),
        Column::link("assigned_to", "Assigned to", "sys_user"),
        Column::link("owned_by", "Owned by", "sys_user"),
        Column::link("managed_by", "Managed by", "sys_user"),
        Column::link("reserved_for", "Reserved for", "sys_user"),
        Column::link("support_group", "Support group", "sys_user_group"),
        Column::link("location", "Location", "cmn_location"),
        Column::link("stockroom", "Stockroom", "alm_stockroom"),
        Column::link("company", "Company", "core_company"),
        Column::link("department", "Department", "cmn_department"),
        Column::link("vendor", "Vendor", "core_company"),
        Column::link("cost_center", "Cost center", "cmn_cost_center"),
        Column::text("cost", "Cost", 20).or("0"),
        Column::text("salvage_value", "Salvage value", 20).or("0"),
        Column::text("acquisition_method", "Acquisition method", 40),
        Column::text("po_number", "PO number", 40),
        Column::text("invoice_number", "Invoice number", 40),
        Column::text("lease_id", "Lease contract", 40),
        Column::time("assigned", "Assigned"),
        Column::time("install_date", "Installed"),
        Column::time("order_date", "Ordered"),
        Column::time("delivery_date", "Delivery date"),
        Column::new("purchase_date", "Purchased", Kind::Date),
        Column::new("warranty_expiration", "Warranty expiration", Kind::Date),
        Column::new("retired", "Retired date", Kind::Date),
        Column::text("comments", "Comments", 4000),
        Column::text("justification", "Justification", 80),
        Column::link("parent", "Parent", "alm_asset"),
    ],
    display: "display_name",
    indexes: &[&["asset_tag"], &["ci"]],
    ..Table::BASE
};

pub(super) static HARDWARE: Table = Table {
    name: "alm_hardware",
    label: "Hardware",
    extends: Some(&TABLE),
    own: &[
        Column::text("resale_price", "Resale price", 20).or("0"),
        Column::text("disposal_reason", "Disposal reason", 40),
        Column::time("redundant", "Redundant"),
        Column::flag("pre_allocated", "Pre-allocated"),
    ],
    ..TABLE
};

/// Which item depends on which, and how.
pub(super) static RELATION: Table = Table {
    name: "cmdb_rel_ci",
    label: "CI Relationship",
    own: &[
        Column::link("parent", "Parent", "cmdb_ci"),
        Column::link("child", "Child", "cmdb_ci"),
        Column::link("type", "Type", "cmdb_rel_type"),
        Column::text("connection_strength", "Connection strength", 40).or("always"),
        Column::whole("percent_outage", "Percent outage"),
        Column::whole("port", "Port"),
    ],
    display: "parent",
    indexes: &[&["parent"], &["child"]],
    ..Table::BASE
};

/// In the words of the parent and of the child.
pub(super) static RELATION_TYPE: Table = Table {
    name: "cmdb_rel_type",
    label: "CI Relationship Type",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("parent_descriptor", "Parent descriptor", 40),
        Column::text("child_descriptor", "Child descriptor", 40),
    ],
    ..Table::BASE
};
