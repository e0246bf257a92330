//! The objects of server-side scripts, in the engine's own language. Whatever
//! they know and do they ask of the host.

/// One function, which is given the global object and the host's function.
/// The names that it begins with are kept from what a script may do to them.
pub(super) fn source() -> String {
    let parts = [
        include_str!("values.js"),
        include_str!("glide_date_time.js"),
        include_str!("glide_element.js"),
        include_str!("glide_record.js"),
        include_str!("gs.js"),
        include_str!("globals.js"),
    ];
    format!("{BEGIN}{}\n}})", parts.join("\n"))
}

const BEGIN: &str = r#"(function (global, host) {
"use strict";
const JSON_parse = JSON.parse, JSON_stringify = JSON.stringify, Proxy_ = Proxy, reflect_get = Reflect.get;
const has_own = Object.prototype.hasOwnProperty, Array_slice = Array.prototype.slice, is_array = Array.isArray;
const to_primitive = Symbol.toPrimitive, state_of = new WeakMap();
"#;
