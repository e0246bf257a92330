//! The form's fields that many tasks have in common, for a page that sends them in one go.

use std::rc::Rc;

use snowline_core::ports::Clock;
use snowline_core::task::{DraftAction, FieldErrors};
use yew::{AttrValue, Callback, Html, NodeRef};

use crate::app::App;
use crate::browser::Browser;
use crate::dom::el;
use crate::part::{Cx, State};

use super::controls::Controls;
use super::form::{Form, FormAction};
use super::learn::{learn, look_up_templates};
use super::seed::defaults;
use super::view::{focus_first_wrong, follow_pair};

/// The fields that many tasks have in common.
pub(crate) struct CommonFields<'a> {
    /// What all parts share.
    pub(crate) app: &'a Rc<App>,
    /// What stands in them.
    pub(crate) form: &'a State<Rc<Form>>,
    /// What is wrong with them.
    pub(crate) errors: &'a FieldErrors,
    /// What stands for the priority that each task has of its own, if they have any.
    pub(crate) own_priority: Option<AttrValue>,
    /// The element around them.
    pub(crate) node: &'a NodeRef,
}

impl CommonFields<'_> {
    /// The fields. They learn from the instance what it has to tell.
    pub(crate) fn view(&self, cx: &mut Cx<'_>) -> Html {
        let form = self.form.get();
        learn(cx, self.app, self.form);
        follow_pair(cx, &form, self.node);
        let (node, tries) = (self.node.clone(), form.tries);
        cx.on_change(tries.into(), move || {
            if tries > 0 {
                focus_first_wrong(&node);
            }
        });
        let edit = {
            let form = self.form.clone();
            Callback::from(move |edit: DraftAction| form.dispatch(FormAction::Edit(edit)))
        };
        let controls = Controls {
            app: self.app,
            messages: &self.app.messages(),
            form: &form,
            errors: self.errors,
            own_priority: self.own_priority.clone(),
            defaults: &defaults(self.app),
            today: Browser::new().today(),
            edit: &edit,
            on_standard: &look_up_templates(self.app, self.form),
        };
        // Another form, other controls: a select keeps what a person chose in it.
        let fields = el("div.task").key(&form.begun.to_string());
        fields.child(controls.common()).html()
    }
}
