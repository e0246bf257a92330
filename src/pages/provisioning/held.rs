//! A sign-in that is held back, once: the checks have found what it will fail by, or nobody has
//! checked what was typed.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::{Callback, NodeRef};

use crate::app::App;
use crate::components::{Tone, note, note_body};
use crate::dom::{El, button, el};
use crate::i18n::Messages;
use crate::part::{Cx, State};

use super::checks::list;
use super::looked::{Checks, Settings};

/// Whether there is something to say before one leaves, and whether it is being said.
pub(super) struct Held {
    /// What was found that a sign-in will fail by; nothing was found where nothing was looked at.
    checked: Checks,
    settings: Option<Settings>,
    /// There is something to say.
    is_due: bool,
    /// The settings that the person wanted to leave with, and how often.
    wanted: State<(Option<Rc<Settings>>, u64)>,
    place: NodeRef,
}

impl Held {
    /// For settings and what was found of them.
    pub(super) fn new(
        cx: &mut Cx<'_>,
        app: &App,
        checked: &Checks,
        settings: Option<&Settings>,
    ) -> Self {
        let wanted = cx.state(|| (None, 0));
        let place = cx.node();
        let to = place.clone();
        // As it is with what is wrong in a field: the person is led there.
        let times = wanted.look().1;
        cx.on_change(times, move || {
            if let (true, Some(note)) = (times > 0, to.cast::<HtmlElement>()) {
                note.focus().ok();
            }
        });
        let is_due = match (checked.value(), settings) {
            (Some(found), _) => found.iter().any(|finding| finding.is_in_the_way()),
            (None, Some(settings)) => !settings.are_known(app),
            (None, None) => false,
        };
        Self {
            checked: checked.clone(),
            settings: settings.cloned(),
            is_due,
            wanted,
            place,
        }
    }

    /// What is done instead of leaving; `None` where nothing is to be said.
    pub(super) fn hold(&self) -> Option<Callback<()>> {
        if !self.is_due {
            return None;
        }
        let settings = self.settings.clone().map(Rc::new);
        let wanted = self.wanted.clone();
        Some(Callback::from(move |()| {
            let settings = settings.clone();
            wanted.update(|(_, times)| (settings, times + 1));
        }))
    }

    /// What is to be said, with the ways on: checking (again), and leaving all the same.
    pub(super) fn draw(
        &self,
        messages: &Messages,
        check: Callback<()>,
        leave: Callback<()>,
    ) -> Option<El> {
        let wanted = self.wanted.look();
        if !self.is_due || wanted.0.as_deref() != self.settings.as_ref() {
            return None;
        }
        let found = self.checked.value();
        let (title, button_key) = match found {
            Some(_) => ("setup.held.found", "check.again"),
            None => ("setup.held.unchecked", "check.button"),
        };
        let found = found.map(|found| {
            let in_the_way = found.iter().filter(|finding| finding.is_in_the_way());
            let instance = None;
            list(messages, in_the_way, instance)
        });
        let check = button("button.btn", check)
            .attr_if(self.checked.is_loading(), "aria-disabled", "true")
            .says(messages, button_key);
        let anyway = button("button.btn", leave).says(messages, "setup.held.anyway");
        let body = note_body()
            .child(el("strong").attr("id", "held").says(messages, title))
            .child(found)
            .child(el("div.row").child(check).child(anyway));
        let note = note(Tone::Warn, body)
            .attr("role", "group")
            .attr("aria-labelledby", "held")
            .attr("tabindex", "-1");
        Some(note.node(&self.place))
    }
}
