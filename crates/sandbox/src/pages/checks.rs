//! What a form does not take, whoever sends it.

use crate::{
    cors::Domain,
    records::{is_true, text},
    store::{Row, Table},
    table_api::Dictionary,
};

/// The mandatory fields of the form that nothing was typed into, if any, in the
/// words that people report.
pub(super) fn missing(table: &Table, dictionary: &Dictionary, typed: &Row) -> Option<String> {
    let empty = typed.iter().filter(|(_, value)| value.trim().is_empty());
    let columns = empty.filter_map(|(name, _)| table.column(name));
    let missing = columns.filter(|column| dictionary.is_mandatory(column));
    let labels: Vec<_> = missing.map(|column| table.label_of(column)).collect();
    (!labels.is_empty()).then(|| {
        let labels = labels.join(", ");
        format!("The following mandatory fields are not filled in: {labels}")
    })
}

/// What is wrong with the record as it would be, if anything.
pub(super) fn wrong(table: &Table, before: &Row, sent: &Row) -> Option<&'static str> {
    let mut after = before.clone();
    after.extend(sent.clone());
    match table.name {
        "sys_cors_rule" => rule(&after),
        "oauth_entity" | "sys_properties" => text(&after, "name")
            .trim()
            .is_empty()
            .then_some("The name is missing."),
        "sys_user" => text(&after, "user_name")
            .trim()
            .is_empty()
            .then_some("The user ID is missing."),
        _ => None,
    }
}

/// r_CORSDomainRequirements; and that credentials forbid a wildcard is with
/// the field in t_DefineACORSRule.
fn rule(rule: &Row) -> Option<&'static str> {
    let Some(domain) = Domain::parse(text(rule, "domain")) else {
        return Some(
            "The domain is not valid. It begins with http:// or https:// and is an origin, or has one wildcard right after the scheme.",
        );
    };
    if domain.is_wildcard() && is_true(rule, "access_control_allow_credentials") {
        return Some("A rule that allows credentials cannot have a wildcard in its domain.");
    }
    (text(rule, "rest_api").is_empty() && !is_true(rule, "use_resource_path"))
        .then_some("The REST API is missing.")
}
