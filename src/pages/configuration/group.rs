//! Who is to work on new tickets: a group of the instance.

use snowline_core::task::Reference;
use yew::{Callback, Html};

use crate::components::{Lookup, LookupField};
use crate::part::part;

use super::editor::Editor;

/// The field to choose a group.
pub(super) fn group_field(editor: &Editor) -> Html {
    let messages = editor.app.messages();
    let on_choose = {
        let editor = editor.clone();
        Callback::from(move |group: Option<Reference>| {
            let messages = editor.app.messages();
            editor.say(match &group {
                Some(group) => {
                    messages.format("configuration.group.chosen", &[("name", &group.name)])
                }
                None => messages.text("configuration.group.forgotten"),
            });
            editor.set_defaults(|defaults| defaults.group = group);
        })
    };
    part(LookupField {
        app: editor.app.clone(),
        id: "default-group",
        label: messages.text("configuration.group"),
        error: None,
        chosen: editor.defaults().group,
        lookup: Lookup::Group,
        on_choose,
    })
}
