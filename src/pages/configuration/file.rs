//! The configuration as a file: to keep it, to give it to others, to take it from them.

use snowline_core::configuration::{Configuration as Set, Fault, MAX_BYTES};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, HtmlInputElement};
use yew::{AttrValue, Callback, Html};

use crate::browser::{download, file};
use crate::components::{Shape, Tone, icon, note, note_body};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::{Cx, Part, State};

use super::editor::{Editor, FILE};

/// What a browser is to call the file.
pub(in crate::pages) const NAME: &str = "snowline-configuration.json";

/// Why a file was not taken: its name, and what is wrong with it; nothing where it cannot be read.
type Refused = Option<(String, Option<Fault>)>;

/// Exports, imports and resets the configuration.
pub(super) struct FileCard {
    pub(super) editor: Editor,
}

impl Part for FileCard {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let editor = &self.editor;
        let messages = editor.app.messages();
        let refused = cx.state(|| None);
        let heading = el("h2").attr("id", "configuration-file");
        let changes = !editor.is_of_host();
        let actions = el("div.row")
            .child(self.export())
            .child(changes.then(|| self.import(&refused)))
            .child(changes.then(|| self.reset()));
        let said = el("div.stack")
            .child(el("p.muted").says(&messages, "configuration.file.what"))
            .child(refusal(&messages, &refused))
            .child(editor.undo(FILE));
        el("section.card")
            .attr("aria-labelledby", "configuration-file")
            .child(heading.says(&messages, "configuration.file"))
            .child(said)
            .child(actions)
            .html()
    }
}

impl FileCard {
    fn export(&self) -> El {
        let address = download::address("application/json", &self.editor.set().write());
        el("a.btn")
            .set("href", address.into())
            .attr("download", NAME)
            .says(&self.editor.app.messages(), "configuration.export")
    }

    fn import(&self, refused: &State<Refused>) -> El {
        let (editor, refused) = (self.editor.clone(), refused.clone());
        let choose = Callback::from(move |event: Event| {
            let Some(target) = event.target() else {
                return;
            };
            let input: HtmlInputElement = target.unchecked_into();
            if let Some(chosen) = input.files().and_then(|files| files.get(0)) {
                spawn_local(take(editor.clone(), refused.clone(), chosen));
            }
            // So that the same file, corrected, can be chosen again.
            input.set_value("");
        });
        let input = el("input")
            .attr("type", "file")
            .attr("class", "visually-hidden")
            .attr("accept", ".json,application/json")
            .on("change", choose);
        el("label.btn file-button")
            .child(icon(Shape::Upload))
            .says(&self.editor.app.messages(), "configuration.import")
            .child(input)
    }

    fn reset(&self) -> El {
        let editor = self.editor.clone();
        let nothing = editor.set() == Set::default();
        let reset = Callback::from(move |()| {
            if !nothing {
                let what = editor.app.messages().text("configuration.resetFile.done");
                editor.begin_anew(FILE);
                editor.replace(FILE, what, &Set::default());
            }
        });
        button("button.btn", reset)
            .attr_if(nothing, "aria-disabled", "true")
            .says(&self.editor.app.messages(), "configuration.resetFile")
    }
}

/// Takes a file, if every word of it is right; else the configuration stays as it is.
async fn take(editor: Editor, refused: State<Refused>, chosen: File) {
    let name = chosen.name();
    let is_too_large = chosen.size() > MAX_BYTES as f64;
    let text = match is_too_large {
        true => Some(String::new()),
        false => file::read(&chosen).await,
    };
    let Some(text) = text else {
        refused.set(Some((name, None)));
        return;
    };
    let taken = match is_too_large {
        true => Err(Fault::too_large()),
        false => editor.read(&text),
    };
    match taken {
        Ok(next) => {
            refused.set(None);
            let messages = editor.app.messages();
            let what = messages.format("configuration.import.done", &[("name", &name)]);
            editor.begin_anew(FILE);
            editor.replace(FILE, what, &next);
        }
        Err(fault) => refused.set(Some((name, Some(fault)))),
    }
}

/// Why the file that was chosen last was not taken.
fn refusal(messages: &Messages, refused: &State<Refused>) -> Option<El> {
    let shown = refused.look();
    let (name, fault) = shown.as_ref()?;
    let close = {
        let refused = refused.clone();
        Callback::from(move |()| refused.set(None))
    };
    let reason = match fault {
        Some(fault) => reason(messages, fault),
        None => messages.text("error.fileUnreadable.why"),
    };
    let file = messages.format("score.refused", &[("name", name)]);
    let row = el("div.row")
        .child(el("bdi.muted").child(file))
        .child(button("button.btn", close).says(messages, "action.close"));
    let body = note_body()
        .child(el("strong").says(messages, "configuration.refused"))
        .child(el("p").child(reason))
        .child(el("p").says(messages, "configuration.refused.do"))
        .child(row);
    Some(note(Tone::Bad, body).attr("role", "alert"))
}

/// What is wrong with a configuration, in the person's language.
pub(super) fn reason(messages: &Messages, fault: &Fault) -> AttrValue {
    let args = fault.args();
    let args: Vec<_> = args
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    messages.format(fault.key(), &args)
}
