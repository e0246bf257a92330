//! The ticket's files, and adding one.

use std::rc::Rc;

use snowline_core::servicenow::{FILE_LIMIT, UploadProblem};
use snowline_core::tickets::{Attachment, WholeTicket};
use snowline_core::{Error, Kind};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, HtmlInputElement};
use yew::{AttrValue, Callback, Html};

use crate::browser::{file, navigation};
use crate::components::{Shape, Tone, error_note, external_link, icon, note, note_body};
use crate::connection::Status;
use crate::dom::{El, el, list};
use crate::i18n::Messages;
use crate::part::{Cx, Part, State};

use super::desk::Desk;

/// The files, and the button that adds one.
pub(super) struct Attachments {
    pub(super) desk: Desk,
    pub(super) whole: Rc<WholeTicket>,
}

/// How it goes with a file that was chosen.
#[derive(Clone, PartialEq)]
enum Upload {
    Nothing,
    Sending(String),
    Done(String),
    /// It is none that is sent.
    Unfit(String, UploadProblem),
    Failed(Error),
}

impl Part for Attachments {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.desk.app.messages();
        let upload = cx.state(|| Upload::Nothing);
        let files = match &self.whole.attachments {
            Ok(files) if files.is_empty() => el("p.muted")
                .says(&messages, "ticketPage.files.empty")
                .html(),
            Ok(files) => self.files(files).html(),
            Err(error) => self.failure(error).html(),
        };
        let state = upload.get();
        let (said, failed) = match &state {
            Upload::Nothing => (AttrValue::default(), None),
            Upload::Sending(name) => (
                messages.format("ticketPage.file.sending", &[("name", name)]),
                None,
            ),
            Upload::Done(name) => (
                messages.format("ticketPage.file.sent", &[("name", name)]),
                None,
            ),
            Upload::Unfit(name, problem) => {
                let limit = messages.number((FILE_LIMIT / 1024 / 1024) as f64);
                let what = [("name", name.as_str()), ("limit", limit.as_str())];
                let body = note_body().child(messages.format(problem.key(), &what));
                let unfit = note(Tone::Bad, body).attr("role", "alert");
                (AttrValue::default(), Some(unfit))
            }
            Upload::Failed(error) => (AttrValue::default(), Some(self.failure(error))),
        };
        let row = el("div.row")
            .child(self.add(&upload))
            .child(el("span.muted").attr("role", "status").child(said));
        list(vec![
            files,
            failed.map(El::html).unwrap_or_default(),
            row.html(),
        ])
    }
}

impl Attachments {
    fn files(&self, files: &[Attachment]) -> El {
        let messages = self.desk.app.messages();
        let mut shown = el("ul.files");
        for file in files {
            let link = external_link(
                &messages,
                file.url.clone().into(),
                el("bdi").child(file.name.as_str()),
            );
            let added = file.added.map(|at| messages.moment(at));
            let facts = [
                file.size.map(|size| size_of(&messages, size)),
                Some(file.content_type.clone()).filter(|kind| !kind.is_empty()),
                added,
                Some(file.added_by.clone()).filter(|by| !by.is_empty()),
            ];
            let facts: Vec<_> = facts.into_iter().flatten().collect();
            let facts = facts.join(" \u{b7} ");
            let item = el("li.stack").key(&file.id);
            shown = shown.child(
                item.child(link)
                    .child(el("span.muted small").child(facts.as_str())),
            );
        }
        shown
    }

    /// Why there are none to see, or none can be added. Without its CORS rule the API is hidden
    /// from this page, and nothing else is amiss.
    fn failure(&self, error: &Error) -> El {
        let messages = self.desk.app.messages();
        if !matches!(error.kind(), Kind::RestApiHidden { .. }) {
            let desk = self.desk.clone();
            let retry = Callback::from(move |()| desk.load());
            return error_note(&messages, error, Some(retry), Vec::new());
        }
        let origin = navigation::origin();
        let body = note_body()
            .child(el("strong").says(&messages, "ticketPage.files.hidden"))
            .child(
                el("p")
                    .child(messages.format("ticketPage.files.hidden.do", &[("origin", &origin)])),
            );
        note(Tone::Warn, body).attr("role", "alert")
    }

    fn add(&self, upload: &State<Upload>) -> Option<El> {
        if self.desk.app.connection().status != Status::SignedIn {
            return None;
        }
        let is_sending = matches!(upload.get(), Upload::Sending(_));
        let (desk, upload) = (self.desk.clone(), upload.clone());
        let choose = Callback::from(move |event: Event| {
            let Some(target) = event.target() else {
                return;
            };
            let input: HtmlInputElement = target.unchecked_into();
            let chosen = input.files().and_then(|files| files.get(0));
            if let Some(chosen) = chosen.filter(|_| !matches!(upload.get(), Upload::Sending(_))) {
                spawn_local(send(desk.clone(), upload.clone(), chosen));
            }
            // So that the same file can be chosen again.
            input.set_value("");
        });
        let input = el("input")
            .attr("type", "file")
            .attr("class", "visually-hidden")
            .attr_if(is_sending, "aria-disabled", "true")
            .on("change", choose);
        Some(
            el("label.btn file-button")
                .child(icon(Shape::Upload))
                .says(&self.desk.app.messages(), "ticketPage.file.add")
                .child(input),
        )
    }
}

async fn send(desk: Desk, upload: State<Upload>, chosen: File) {
    let name = chosen.name();
    if let Some(problem) = UploadProblem::of(&name, chosen.size() as u64) {
        upload.set(Upload::Unfit(name, problem));
        return;
    }
    let Some(servicenow) = desk.app.connection().servicenow.clone() else {
        return;
    };
    upload.set(Upload::Sending(name.clone()));
    let Some(bytes) = file::bytes_of(&chosen).await else {
        upload.set(Upload::Failed(Kind::FileUnreadable.into()));
        return;
    };
    let kind = chosen.type_();
    let kind = match kind.as_str() {
        "" => "application/octet-stream",
        kind => kind,
    };
    let attaching = servicenow.attach(desk.ticket_type, &desk.sys_id, (&name, kind), bytes);
    match attaching.await {
        Ok(_) => {
            upload.set(Upload::Done(name));
            desk.load();
        }
        Err(error) => upload.set(Upload::Failed(error)),
    }
}

/// In kilobytes, as people know them from their files.
fn size_of(messages: &Messages, bytes: u64) -> String {
    let (key, unit) = match bytes {
        0..1_000_000 => ("ticketPage.file.kilobytes", 1_000.0),
        _ => ("ticketPage.file.megabytes", 1_000_000.0),
    };
    let number = (bytes as f64 / unit * 10.0).ceil() / 10.0;
    messages
        .format(key, &[("n", &messages.number(number))])
        .to_string()
}
