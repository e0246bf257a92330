//! Whether a configuration that somebody hands over is right in every word. The first thing that
//! is not is said with its place; nothing of it is taken then.

use super::defaults::due_days;
use super::fields;
use super::name::is_stray;
use super::{Configuration, Fault, LowerCase, MARK, NAME_LIMIT, NameProblem, VERSION};
use crate::json::{self, Value};
use crate::task::{Category, Priority, Reference, TicketType};
use crate::text::integer;

/// The most bytes that a configuration may have.
pub const MAX_BYTES: usize = 64 * 1024;

/// The numbers of a type's states that an instance has.
type Known<'a> = &'a dyn Fn(TicketType) -> Vec<i32>;

/// Reads a configuration. `known` gives the numbers of all states that the instance has; without
/// it any number may be a state's. Names that differ in case alone are the same, by `lower`.
///
/// # Errors
/// The first [`Fault`] in it.
pub fn read_file(
    text: &str,
    known: Option<Known<'_>>,
    lower: LowerCase,
) -> Result<Configuration, Fault> {
    if text.len() > MAX_BYTES {
        return Err(Fault::too_large());
    }
    let json = json::parse(text).map_err(|at| Fault::NotJson {
        line: at.line,
        column: at.column,
    })?;
    if json.text("snowline") != Some(MARK) {
        return Err(Fault::NotOurs);
    }
    match json.get("version") {
        Some(version) if version.as_i64() == Some(VERSION) => {}
        Some(version) => {
            return Err(Fault::Version {
                found: version.excerpt(),
            });
        }
        None => return Err(missing("version", "number")),
    }
    let allowed = ["snowline", "version", "states", "defaults", "fields"];
    for (name, value) in members("", &json, &allowed)? {
        match name {
            "states" => states(value, known, lower)?,
            "defaults" => defaults(value)?,
            "fields" => fields::check(value)?,
            _ => {}
        }
    }
    Ok(Configuration::read(&json))
}

fn states(json: &Value, known: Option<Known<'_>>, lower: LowerCase) -> Result<(), Fault> {
    let types = TicketType::ALL.map(TicketType::key);
    for (name, list) in members("states", json, &types)? {
        let path = ["states.", name].concat();
        let Value::Array(list) = list else {
            return Err(shape(&path, "array", list));
        };
        let known = TicketType::from_key(name)
            .zip(known)
            .map(|(ticket_type, known)| known(ticket_type));
        let mut before = Before {
            values: Vec::new(),
            names: Vec::new(),
            lower,
        };
        for (at, one) in list.iter().enumerate() {
            let path = [&path, "[", &at.to_string(), "]"].concat();
            state(&path, one, known.as_deref(), &mut before)?;
        }
    }
    Ok(())
}

/// The states of a list before another one.
struct Before<'a> {
    values: Vec<i32>,
    names: Vec<&'a str>,
    lower: LowerCase,
}

/// One state. Its number and its name are added to those before it.
fn state<'a>(
    path: &str,
    json: &'a Value,
    known: Option<&[i32]>,
    before: &mut Before<'a>,
) -> Result<(), Fault> {
    let mut has_value = false;
    for (name, value) in members(path, json, &["value", "name", "open"])? {
        let path = [path, ".", name].concat();
        match name {
            "value" => {
                has_value = true;
                let number = value.as_i64().and_then(|number| i32::try_from(number).ok());
                let number = number.ok_or_else(|| shape(&path, "number", value))?;
                if before.values.contains(&number) {
                    return Err(Fault::Twice { path });
                }
                if let Some(known) = known
                    && !known.contains(&number)
                {
                    return Err(Fault::NoSuchState {
                        path,
                        found: integer(number),
                        known: known
                            .iter()
                            .map(|one| integer(*one))
                            .collect::<Vec<_>>()
                            .join(", "),
                    });
                }
                before.values.push(number);
            }
            "name" => {
                let name = text(&path, value)?;
                NameProblem::check(name, before.names.iter().copied(), before.lower)
                    .map_err(|problem| Fault::Name { path, problem })?;
                before.names.push(name);
            }
            _ => {
                value
                    .as_bool()
                    .ok_or_else(|| shape(&path, "boolean", value))?;
            }
        }
    }
    if has_value {
        Ok(())
    } else {
        Err(missing(&[path, ".value"].concat(), "number"))
    }
}

fn defaults(json: &Value) -> Result<(), Fault> {
    let allowed = ["ticketType", "assignmentGroup", "dueDays", "priorities"];
    for (name, value) in members("defaults", json, &allowed)? {
        let path = ["defaults.", name].concat();
        match name {
            "ticketType" => {
                let chosen = text(&path, value)?;
                let expected = "\"change\", \"incident\"";
                TicketType::from_key(chosen).ok_or_else(|| shape(&path, expected, value))?;
            }
            "assignmentGroup" => group(&path, value)?,
            "dueDays" => {
                due_days(value).ok_or_else(|| shape(&path, "0 – 730", value))?;
            }
            _ => priorities(&path, value)?,
        }
    }
    Ok(())
}

fn group(path: &str, json: &Value) -> Result<(), Fault> {
    let allowed = ["id", "name"];
    let found = members(path, json, &allowed)?;
    for name in allowed {
        let path = [path, ".", name].concat();
        let Some((_, value)) = found.iter().find(|(known, _)| *known == name) else {
            return Err(missing(&path, "string"));
        };
        let text = text(&path, value)?;
        if name == "id" && !Reference::is_id(text) {
            return Err(shape(&path, "[0-9a-f]{32}", value));
        }
        if name == "name" && (text.trim().is_empty() || text.contains(is_stray)) {
            return Err(shape(&path, "string", value));
        }
    }
    Ok(())
}

fn priorities(path: &str, json: &Value) -> Result<(), Fault> {
    let categories = Category::ALL.map(Category::key);
    for (name, value) in members(path, json, &categories)? {
        let path = [path, ".", name].concat();
        let expected = "\"critical\", \"high\", \"moderate\", \"low\", \"planning\"";
        Priority::from_key(text(&path, value)?).ok_or_else(|| shape(&path, expected, value))?;
    }
    Ok(())
}

/// The members of an object of which no others and none twice are allowed.
pub(super) fn members<'a>(
    path: &str,
    json: &'a Value,
    allowed: &[&str],
) -> Result<Vec<(&'a str, &'a Value)>, Fault> {
    let Value::Object(members) = json else {
        return Err(shape(path, "object", json));
    };
    let mut found: Vec<(&str, &Value)> = Vec::new();
    for (name, value) in members {
        let here = || match path {
            "" => shortened(name),
            _ => [path, ".", &shortened(name)].concat(),
        };
        if !allowed.contains(&name.as_str()) {
            return Err(Fault::UnknownKey { path: here() });
        }
        if found.iter().any(|(known, _)| known == name) {
            return Err(Fault::Twice { path: here() });
        }
        found.push((name, value));
    }
    Ok(found)
}

/// Enough of a key to find it by.
fn shortened(key: &str) -> String {
    key.chars()
        .filter(|c| !is_stray(*c))
        .take(NAME_LIMIT)
        .collect()
}

pub(super) fn text<'a>(path: &str, json: &'a Value) -> Result<&'a str, Fault> {
    json.as_str().ok_or_else(|| shape(path, "string", json))
}

pub(super) fn shape(path: &str, expected: &'static str, found: &Value) -> Fault {
    Fault::Shape {
        path: path.to_owned(),
        expected,
        found: found.excerpt(),
    }
}

pub(super) fn missing(path: &str, expected: &'static str) -> Fault {
    Fault::Missing {
        path: path.to_owned(),
        expected,
    }
}
