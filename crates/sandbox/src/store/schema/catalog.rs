//! The service catalog: what can be ordered, and what was.

use super::{Column, Kind, Table, system, task};

/// What can be ordered.
pub(super) static ITEM: Table = Table {
    name: "sc_cat_item",
    label: "Catalog Item",
    system: system::METADATA,
    own: &[
        Column::text("name", "Name", 100),
        Column::text("short_description", "Short description", 200),
        Column::text("description", "Description", 8000),
        Column::flag("active", "Active").or("true"),
        Column::text("type", "Type", 40).or("item"),
        Column::link("category", "Category", "sc_category"),
        Column::new("sc_catalogs", "Catalogs", Kind::List("sc_catalog")),
        Column::text("price", "Price", 20).or("0"),
        Column::text("recurring_price", "Recurring price", 20).or("0"),
        Column::text("recurring_frequency", "Recurring price frequency", 40),
        Column::flag("omit_price", "Omit price in cart"),
        Column::new("delivery_time", "Delivery time", Kind::Duration),
        Column::link(
            "delivery_plan",
            "Execution Plan",
            "sc_cat_item_delivery_plan",
        ),
        Column::link("workflow", "Workflow", "wf_workflow"),
        Column::link("flow_designer_flow", "Flow", "sys_hub_flow"),
        Column::link("group", "Fulfillment group", "sys_user_group"),
        Column::link("owner", "Owner", "sys_user"),
        Column::link("vendor", "Vendor", "core_company"),
        Column::link("model", "Model", "cmdb_model"),
        Column::whole("order", "Order").or("0"),
        Column::text("roles", "Roles", 255),
        Column::text("meta", "Meta", 4000),
        Column::text("availability", "Availability", 40).or("on_both"),
        Column::text("visible_standalone", "Visible standalone", 5).or("true"),
        Column::flag("no_cart", "No cart"),
        Column::flag("no_quantity", "No quantity"),
        Column::flag("no_order", "No order"),
        Column::text("icon", "Icon", 40),
        Column::text("picture", "Picture", 40),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

/// An item that makes a record other than a request.
pub(super) static PRODUCER: Table = Table {
    name: "sc_cat_item_producer",
    label: "Record Producer",
    extends: Some(&ITEM),
    own: &[
        Column::text("table_name", "Table name", 80),
        Column::text("script", "Script", 8000),
        Column::text("template", "Template", 4000),
        Column::text("redirect_url", "Redirect To", 40).or("generatedRecord"),
    ],
    defaults: &[("type", "template")],
    ..ITEM
};

/// A standard change's template.
pub(super) static CHANGE_PRODUCER: Table = Table {
    name: "std_change_record_producer",
    label: "Standard Change Template",
    extends: Some(&PRODUCER),
    own: &[
        Column::link(
            "current_version",
            "Current version",
            "std_change_producer_version",
        ),
        Column::flag("retired", "Retired"),
    ],
    defaults: &[("table_name", "change_request")],
    ..PRODUCER
};

/// A template as it was at a time.
pub(super) static CHANGE_VERSION: Table = Table {
    name: "std_change_producer_version",
    label: "Standard Change Template Version",
    own: &[
        Column::text("name", "Name", 100),
        Column::whole("version", "Version").or("1"),
        Column::link(
            "std_change_producer",
            "Standard Change Template",
            "std_change_record_producer",
        ),
        Column::link(
            "std_change_proposal",
            "Standard Change Proposal",
            "std_change_proposal",
        ),
        Column::whole("closed_change_count", "Closed changes").or("0"),
        Column::whole("unsuccessful_change_count", "Unsuccessful changes").or("0"),
        Column::text("percent_successful", "Percent successful", 40),
    ],
    indexes: &[&["name"]],
    ..Table::BASE
};

/// An order, of one item or several.
pub(super) static REQUEST: Table = Table {
    name: "sc_request",
    label: "Request",
    extends: Some(&task::TABLE),
    own: &[
        Column::link("requested_for", "Requested for", "sys_user"),
        Column::choice("request_state", "Request state").or("requested"),
        Column::choice("stage", "Stage").or("requested"),
        Column::new("requested_date", "Requested date", Kind::Date),
        Column::text("price", "Price", 20).or("0"),
        Column::text("delivery_address", "Delivery address", 4000),
        Column::text("special_instructions", "Special instructions", 4000),
        Column::text("calendar_stc", "Resolve Time", 40),
        Column::link("parent_interaction", "Parent Interaction", "interaction"),
    ],
    numbering: Some(("REQ", 10_001)),
    ..task::TABLE
};

/// One item of an order.
pub(super) static REQUESTED: Table = Table {
    name: "sc_req_item",
    label: "Requested Item",
    extends: Some(&task::TABLE),
    own: &[
        Column::link("request", "Request", "sc_request"),
        Column::link("cat_item", "Item", "sc_cat_item"),
        Column::link("sc_catalog", "Catalog", "sc_catalog"),
        Column::link("requested_for", "Requested for", "sys_user"),
        Column::choice("stage", "Stage").or("waiting_for_approval"),
        Column::whole("quantity", "Quantity").or("1"),
        Column::text("price", "Price", 20).or("0"),
        Column::text("recurring_price", "Recurring price", 20).or("0"),
        Column::text("recurring_frequency", "Recurring frequency", 40),
        Column::flag("backordered", "Backordered"),
        Column::flag("billable", "Billable"),
        Column::time("estimated_delivery", "Estimated delivery"),
        Column::link("configuration_item", "Configuration item", "cmdb_ci"),
        Column::link("context", "Context", "wf_context"),
        Column::link("flow_context", "Flow context", "sys_flow_context"),
        Column::link("order_guide", "Order guide", "sc_cat_item_guide"),
    ],
    numbering: Some(("RITM", 10_001)),
    ..task::TABLE
};

/// A step by which an item is provided.
pub(super) static STEP: Table = Table {
    name: "sc_task",
    label: "Catalog Task",
    extends: Some(&task::TABLE),
    own: &[
        Column::link("request", "Request", "sc_request"),
        Column::link("request_item", "Request item", "sc_req_item"),
        Column::link("sc_catalog", "Catalog", "sc_catalog"),
        Column::text("calendar_stc", "Resolve Time", 40),
    ],
    numbering: Some(("SCTASK", 10_001)),
    ..task::TABLE
};
