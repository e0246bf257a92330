//! The module in two files: what the page begins with, and what is loaded when it is first needed.
//!
//! Rust compiles and links one module. Here its functions are divided: `snowline_bg.wasm` keeps
//! those that the beginning needs, `snowline_later.wasm` gets the others, and lays them into the
//! table of functions of the first when it is loaded, and their constants into its memory;
//! everything else stays where it is. The beginning reaches the other part through its *doors* only, the functions
//! in `src/later/doors.rs`, which nothing calls before `src/later/mod.rs` has loaded it.

mod data;
mod first;
mod later;
mod linked;
mod module;
mod plan;
mod reach;
mod slots;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use anyhow::{Context, Result};

pub(super) use linked::{Linked, read as read_linked, without as without_linked};
use module::Module;

/// The first part, which keeps the name of the whole.
pub(super) const FIRST: &str = "snowline_bg.wasm";
/// The other part.
pub(super) const LATER: &str = "snowline_later.wasm";

/// What the names of the doors begin with.
const DOORS: &str = "snowline::later::doors::";

/// Whose objects only the later part makes: what belongs to them is not needed before. The rest
/// is found by what calls it.
const OF_LATER: &[&str] = &[
    "<snowline_core::servicenow::client::ServiceNow<snowline::browser::Browser>>::add_all",
    "<snowline_core::servicenow::client::ServiceNow<snowline::browser::Browser>>::parts",
    "<snowline_core::servicenow::client::ServiceNow<snowline::browser::Browser>>::who_am_i",
    "snowline::browser::download",
    "snowline::browser::host",
    "snowline::browser::sign_in_window",
    "snowline::bulk",
    "snowline::components::brief",
    "snowline::components::copy_line",
    "snowline::components::dialog",
    "snowline::components::field",
    "snowline::components::lookup_field",
    "snowline::components::menu_button",
    "snowline::components::pager",
    "snowline::components::popover",
    "snowline::components::rich_text",
    "snowline::components::select_field",
    "snowline::components::text_field",
    "snowline::connection::hub::leaving",
    "snowline::connection::hub::microsoft",
    "snowline::connection::hub::popup",
    "snowline::connection::hub::removing",
    "snowline::connection::hub::supplied",
    "snowline::connection::hub::user",
    "snowline::later::contact",
    "snowline::later::doors",
    "snowline::later::offered",
    "snowline::later::score",
    "snowline::later::source",
    "snowline::later::tickets",
    "snowline::later::waiting",
    "snowline::pages::configuration",
    "snowline::pages::data",
    "snowline::pages::provisioning",
    "snowline::pages::secure_score",
    "snowline::pages::ticket",
    "snowline::pages::tickets",
    "snowline::posture",
    "snowline::task_dialog",
    "snowline_core::access::supplied",
    "snowline_core::bulk",
    "snowline_core::configuration::check",
    "snowline_core::configuration::defaults",
    "snowline_core::configuration::fault",
    "snowline_core::configuration::fields",
    "snowline_core::configuration::whole",
    "snowline_core::graph",
    "snowline_core::order",
    "snowline_core::rich_text",
    "snowline_core::secure_score",
    "snowline_core::servicenow::change_request",
    "snowline_core::servicenow::choices",
    "snowline_core::servicenow::connection_record",
    "snowline_core::servicenow::exchange",
    "snowline_core::servicenow::filter",
    "snowline_core::servicenow::form",
    "snowline_core::servicenow::found",
    "snowline_core::servicenow::groups",
    "snowline_core::servicenow::labels",
    "snowline_core::servicenow::leftovers",
    "snowline_core::servicenow::list",
    "snowline_core::servicenow::lookup",
    "snowline_core::servicenow::one_ticket",
    "snowline_core::servicenow::provisioning",
    "snowline_core::servicenow::records",
    "snowline_core::servicenow::reopen",
    "snowline_core::servicenow::send",
    "snowline_core::servicenow::setup",
    "snowline_core::servicenow::sign_out",
    "snowline_core::servicenow::users",
    "snowline_core::task",
    "snowline_core::tickets::csv",
    "snowline_core::tickets::detail",
    "snowline_core::tickets::filter",
];

/// Looks at the sources in a folder but for the modules that are there for what comes later.
#[cfg(test)]
pub(super) fn each_source_of_the_first_part(folder: &Path, look: &mut dyn FnMut(&str, &str)) {
    each_source(folder, "snowline", look);
}

#[cfg(test)]
fn each_source(folder: &Path, module: &str, look: &mut dyn FnMut(&str, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy();
        let module = match &*name {
            "lib" | "mod" => module.to_owned(),
            name => format!("{module}::{name}"),
        };
        if OF_LATER.contains(&&*module) {
            continue;
        }
        if path.is_dir() {
            each_source(&path, &module, look);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            look(&module, &fs::read_to_string(&path).unwrap());
        }
    }
}

/// Divides the folder's module, and its data with what the linker knows of them.
pub(super) fn split(folder: &Path, linked: &Linked) -> Result<()> {
    let (first, later) = (folder.join(FIRST), folder.join(LATER));
    let bytes = fs::read(&first).context(FIRST)?;
    let parts = parts(&bytes, linked).context("the module cannot be divided")?;
    fs::write(first, parts.first)?;
    fs::write(later, parts.later)?;
    Ok(())
}

struct Parts {
    first: Vec<u8>,
    later: Vec<u8>,
}

fn parts(bytes: &[u8], linked: &Linked) -> Result<Parts> {
    let module = Module::read(bytes)?;
    let plan = plan::plan(&module, linked, DOORS, OF_LATER)?;
    let pieces = data::later(&module, &plan, linked)?;
    let link = link(bytes);
    Ok(Parts {
        first: first::write(&module, &plan, &pieces, &link)?,
        later: later::write(&module, &plan, &pieces, &link)?,
    })
}

/// The name by which two parts of the same module know each other: a part of another build, left
/// in some cache, must not be taken for this one's.
fn link(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("later:{:016x}", hasher.finish())
}

/// The name under which the first part exports a function for the other.
fn shared_name(place: usize) -> String {
    format!("{place:x}")
}

#[cfg(test)]
mod tests;
