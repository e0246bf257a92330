//! Where the names of the states come from.

use snowline_core::servicenow::LabelSource;

use crate::components::error_note;
use crate::connection::Status;
use crate::dom::{El, el};

use super::editor::Editor;

/// Says who has named the states, or why nobody has; what failed in whole only `at_first`, not
/// for both types.
pub(super) fn source(editor: &Editor, at_first: bool) -> El {
    let messages = editor.app.messages();
    let heard = editor.heard.states.look();
    if let Some(error) = heard.error().filter(|_| at_first) {
        return error_note(&messages, error, Some(editor.heard.ask.clone()), Vec::new());
    }
    let line = el("p.muted").attr("role", "status");
    if heard.is_loading() && heard.value().is_none() {
        return line.says(&messages, "configuration.source.asking");
    }
    if editor.app.connection().status != Status::SignedIn {
        return line.says(&messages, "configuration.source.signedOut");
    }
    let key = match editor.heard.states().source {
        LabelSource::Forms => "configuration.source.forms",
        LabelSource::Choices => "configuration.source.choices",
        LabelSource::Tickets => "configuration.source.tickets",
        LabelSource::Nobody => "configuration.source.nobody",
    };
    line.says(&messages, key)
}
