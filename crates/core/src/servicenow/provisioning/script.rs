//! The script.

use super::{Provisioning, needs};
use crate::json::Object;

pub(super) fn write(plan: &Provisioning, body: &str) -> String {
    let mut script = String::from("// Connects a security portal to this instance: ");
    script.push_str(&comment(&plan.origin));
    script.push_str("\n//\n// What it makes, or changes where it is there already:\n");
    for line in contents(plan) {
        script.push_str("// - ");
        script.push_str(&comment(&line));
        script.push('\n');
    }
    script.push_str(
        "// It deletes nothing, sets no password and can be run again at any time.\n\
         var snowline = ",
    );
    script.push_str(&values(plan));
    script.push_str(";\n");
    script.push_str(body);
    script
}

/// What is made, in words that an administrator of ServiceNow uses.
pub(super) fn contents(plan: &Provisioning) -> Vec<String> {
    let Provisioning {
        origin,
        redirect_uri,
        client_id,
        user_name,
        ..
    } = plan;
    let property = ["the system property ", needs::TOKEN_PROPERTY, " = ", origin];
    let entity = [
        "an OAuth entity for a public client, ",
        client_id,
        ", with the redirect URL ",
        redirect_uri,
    ];
    let mut contents = vec![property.concat(), entity.concat()];
    let rules = needs::made_rules().map(|rule| [rule.api, " (", rule.methods, ")"].concat());
    let rules: Vec<_> = rules.collect();
    contents.push(
        [
            "CORS rules with the domain ",
            origin,
            ": ",
            &rules.join(", "),
        ]
        .concat(),
    );
    let roles = needs::ROLES.join(", ");
    contents.push(["the user ", user_name, " with the roles ", &roles].concat());
    contents
}

/// The values as a JavaScript literal. JSON is one, but for two line ends that ECMAScript 5 does
/// not take in a text; `<` is written so that nothing in it can end the file's CDATA.
fn values(plan: &Provisioning) -> String {
    let rules = needs::made_rules().map(|rule| {
        Object::new()
            .text("api", rule.api)
            .text("name", rule.name)
            .text("methods", &rule.methods.to_ascii_lowercase())
            .end()
    });
    let rules: Vec<_> = rules.collect();
    let roles = needs::ROLES.map(|role| ["\"", role, "\""].concat());
    let [first_name, last_name] = needs::USER_FULL_NAME;
    let values = Object::new()
        .text("origin", &plan.origin)
        .text("redirectUrl", &plan.redirect_uri)
        .text("clientId", &plan.client_id)
        .text("entityName", needs::ENTITY_NAME)
        .text("userName", &plan.user_name)
        .text("firstName", first_name)
        .text("lastName", last_name)
        .text("property", needs::TOKEN_PROPERTY)
        .text("allowed", needs::ALLOWED_HEADERS)
        .text("exposed", needs::EXPOSED_HEADERS)
        .number("maxAge", needs::MAX_AGE.into())
        .json("rules", &["[", &rules.join(","), "]"].concat())
        .json("roles", &["[", &roles.join(","), "]"].concat())
        .end();
    values
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
        .replace('>', "\\u003e")
        .replace('<', "\\u003c")
}

/// A value that stays in its comment.
fn comment(text: &str) -> String {
    let kept = |c: &char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '<' | '>');
    text.chars().filter(kept).collect()
}
