//! The file for "Import XML".

use super::script::contents;
use super::{Provisioning, script};
use crate::date::Timestamp;

pub(super) fn write(plan: &Provisioning, body: &str, now: Timestamp) -> String {
    let description = [
        "Connects a security portal to this instance. Open it and choose Run Fix Script. It makes ",
        &contents(plan).join("; "),
        ". It deletes nothing, sets no password and can be run again.",
    ]
    .concat();
    let script = script::write(plan, body);
    [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<unload unload_date=\"",
        &now.to_servicenow().unwrap_or_default(),
        "\">\n<sys_script_fix action=\"INSERT_OR_UPDATE\">\n",
        "<active>true</active>\n",
        &element("description", &description),
        &element("name", &plan.name()),
        "<run_once>false</run_once>\n<script><![CDATA[",
        // A text that ends the section is written in two.
        &script.replace("]]>", "]]]]><![CDATA[>"),
        "]]></script>\n<sys_class_name>sys_script_fix</sys_class_name>\n",
        &element("sys_id", &plan.sys_id),
        "</sys_script_fix>\n</unload>\n",
    ]
    .concat()
}

fn element(name: &str, text: &str) -> String {
    ["<", name, ">", &escaped(text), "</", name, ">\n"].concat()
}

/// Text as XML has it. What XML cannot hold at all is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() && !matches!(c, '\n' | '\t') => {}
            c => out.push(c),
        }
    }
    out
}
