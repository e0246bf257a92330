//! One field that is added to the form. It is kept as it is typed; what cannot be one stays in its
//! controls, with what is wrong about it, and the field from before holds.

use std::rc::Rc;

use snowline_core::configuration::{FIELD_TYPES, FieldProblem, field_kind, field_type};
use snowline_core::task::{ExtraField, ExtraKind, TicketType};
use web_sys::{Event, HtmlElement};
use yew::{AttrValue, Callback, Html};

use crate::dom::{El, button, el};
use crate::part::{Act, Cx, Part, State};

use super::editor::Editor;
use super::fields::{PLACE, SharedRows, with_fields};

/// One field among those of its type, or one that is being added behind them.
pub(super) struct FieldRow {
    pub(super) editor: Editor,
    pub(super) ticket_type: TicketType,
    pub(super) all: Rc<Vec<ExtraField>>,
    pub(super) place: usize,
    pub(super) rows: SharedRows,
    /// What tells its controls from those of others.
    pub(super) id: u32,
}

/// What stands in the controls while it is no field, or not as it was kept.
#[derive(Clone)]
struct Draft {
    field: ExtraField,
    /// The field over which it was typed: where that is another one by now, as from another tab,
    /// the draft is void.
    over: Option<ExtraField>,
}

/// What a person has done to a row.
#[derive(Clone)]
struct Typed {
    draft: State<Option<Draft>>,
    touched: State<Touched>,
}

/// The controls that were typed into or left, and the one that has the focus. Nothing is said of
/// the others of a row that is being added.
#[derive(Clone, Default)]
struct Touched {
    all: Vec<&'static str>,
    at: &'static str,
}

impl Touched {
    fn add(&mut self, name: &'static str) {
        if !self.all.contains(&name) {
            self.all.push(name);
        }
    }

    /// Another control has the focus. To go to a button leaves none: what would be said then
    /// moves it away from under the pointer.
    fn go_to(&mut self, name: &'static str) {
        if self.at != name {
            let left = std::mem::replace(&mut self.at, name);
            self.add(left);
        }
    }
}

impl Part for FieldRow {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let typed = Typed {
            draft: cx.state(|| None),
            touched: cx.state(Touched::default),
        };
        let first = cx.node();
        if self.place >= self.all.len() {
            let first = first.clone();
            cx.on_arrival(move || {
                if let Some(control) = first.cast::<HtmlElement>() {
                    control.focus().ok();
                }
                Box::new(|| ()) as Act
            });
        } else {
            // Asked for in the same order whatever it is.
            cx.on_arrival(|| Box::new(|| ()) as Act);
        }
        let messages = self.editor.app.messages();
        let field = self.shown(&typed);
        let mut problems = self.problems(&field);
        if !self.is_known() {
            let touched = typed.touched.look();
            problems.retain(|problem| touched.all.contains(&problem.place()));
        }
        let text = |name: &'static str, value: &str| {
            self.control(&typed, name, "input", move |field, typed| match name {
                "label" => field.label = typed,
                "column" => field.column = typed,
                _ => field.first = typed,
            })(el("input").attr("type", "text").attr("autocomplete", "off"))
            .value(value.to_owned().into())
        };
        let label = text("label", &field.label).attr("dir", "auto").node(&first);
        let column = text("column", &field.column).attr("spellcheck", "false");
        let kind = self.kind(&typed, &field);
        let begins = self.begins(&typed, &field);
        let hint = match field.kind {
            ExtraKind::Reference(_) => Some("configuration.fields.value.id"),
            _ => None,
        };
        let required = {
            let (again, typed, required) = (self.again(), typed.clone(), field.required);
            let toggle = move |_: Event| again.change(&typed, |field| field.required = !required);
            el("input")
                .attr("type", "checkbox")
                .checked(field.required)
                .on("change", Callback::from(toggle))
        };
        let remove = {
            let again = self.again();
            Callback::from(move |()| again.remove())
        };
        let named = messages.format(
            "configuration.fields.remove",
            &[("name", &self.name(&field))],
        );
        let last = el("div.row between")
            .child(
                el("label.check")
                    .child(required)
                    .says(&messages, "configuration.fields.required"),
            )
            .child(
                (!self.editor.is_of_host())
                    .then(|| button("button.btn quiet", remove).child(named.clone())),
            );
        let entry = |name, control, hint| self.entry(name, control, hint, &problems);
        el("div")
            .attr("role", "group")
            .set("aria-label", self.name(&field))
            .child(
                el("div.two")
                    .child(entry("label", label, None))
                    .child(entry(
                        "column",
                        column,
                        Some("configuration.fields.column.hint"),
                    ))
                    .child(entry("kind", kind, None))
                    .child(entry("value", begins, hint)),
            )
            .child(last)
            .html()
    }
}

impl FieldRow {
    fn again(&self) -> Self {
        Self {
            editor: self.editor.clone(),
            ticket_type: self.ticket_type,
            all: self.all.clone(),
            place: self.place,
            rows: self.rows.clone(),
            id: self.id,
        }
    }

    fn is_known(&self) -> bool {
        self.place < self.all.len()
    }

    /// What stands in the controls: what is typed, else what is set, else nothing yet.
    fn shown(&self, typed: &Typed) -> ExtraField {
        let set = self.all.get(self.place);
        let draft = typed.draft.look();
        let draft = draft.as_ref().filter(|draft| draft.over.as_ref() == set);
        let shown = draft.map(|draft| &draft.field).or(set).cloned();
        shown.unwrap_or_else(|| ExtraField {
            column: String::new(),
            label: String::new(),
            kind: ExtraKind::Text { max: None },
            required: false,
            first: String::new(),
        })
    }

    fn problems(&self, field: &ExtraField) -> Vec<FieldProblem> {
        let others = self.all.iter().enumerate();
        let others = others.filter(|(place, _)| *place != self.place);
        FieldProblem::of(self.ticket_type, field, others.map(|(_, other)| other))
    }

    /// Changes something of it, which is kept if it makes a field.
    fn change(&self, typed: &Typed, change: impl FnOnce(&mut ExtraField)) {
        let mut next = self.shown(typed);
        change(&mut next);
        let mut over = self.all.get(self.place).cloned();
        if self.problems(&next).is_empty() {
            let mut kept = next.clone();
            kept.label = kept.label.trim().to_owned();
            if !self.is_known() {
                self.rows.borrow_mut().added(&kept.column);
            }
            over = Some(kept.clone());
            let place = self.place;
            self.editor.set_with(|set| {
                with_fields(set, self.ticket_type, |all| match all.get_mut(place) {
                    Some(field) => *field = kept,
                    None => all.push(kept),
                })
            });
        }
        // A space at the end is no part of a label, but of what is being typed.
        let draft = Draft { field: next, over };
        let is_kept = draft.over.as_ref() == Some(&draft.field);
        typed.draft.set((!is_kept).then_some(draft));
    }

    fn remove(&self) {
        let messages = self.editor.app.messages();
        self.editor.focus_undo(PLACE);
        let Some(field) = self.all.get(self.place) else {
            let mut rows = self.rows.borrow_mut();
            rows.remove(self.place);
            drop(rows);
            self.editor
                .say(messages.text("configuration.fields.dropped"));
            return;
        };
        self.rows.borrow_mut().remove(self.place);
        let what = messages.format("configuration.fields.removed", &[("name", &field.label)]);
        let set = self.editor.set();
        let next = with_fields(&set, self.ticket_type, |all| {
            if self.place < all.len() {
                all.remove(self.place);
            }
        });
        self.editor.replace(PLACE, what, &next);
    }

    /// A control that changes something of the field.
    fn control(
        &self,
        typed: &Typed,
        name: &'static str,
        event: &'static str,
        set: impl Fn(&mut ExtraField, String) + 'static,
    ) -> impl FnOnce(El) -> El {
        let touched = typed.touched.clone();
        let come = Callback::from(move |_: Event| {
            touched.update(|mut touched| {
                touched.go_to(name);
                touched
            });
        });
        let (again, typed) = (self.again(), typed.clone());
        let take = Callback::from(move |value: String| {
            typed.touched.update(|mut touched| {
                touched.add(name);
                touched
            });
            again.change(&typed, |field| set(field, value));
        });
        move |control| control.on_value(event, take).on("focusin", come)
    }

    fn kind(&self, typed: &Typed, field: &ExtraField) -> El {
        let messages = self.editor.app.messages();
        let mut select = self.control(typed, "kind", "change", |field, name| {
            if let Some(kind) = field_kind(&name) {
                field.kind = kind;
                // What one kind begins with is nothing to another.
                field.first.clear();
            }
        })(el("select"));
        let now = field_type(&field.kind);
        for name in FIELD_TYPES {
            let option =
                el("option")
                    .attr("value", name)
                    .attr_if(name == now, "selected", "selected");
            let key = ["configuration.fields.kind.", name].concat();
            select = select.child(option.says(&messages, &key));
        }
        select
    }

    /// The control for what stands in the field at the beginning.
    fn begins(&self, typed: &Typed, field: &ExtraField) -> El {
        let first = AttrValue::from(field.first.clone());
        let set = |field: &mut ExtraField, value: String| field.first = value;
        let input = |kind| el("input").attr("type", kind).attr("autocomplete", "off");
        let control = match field.kind {
            ExtraKind::Flag => {
                let messages = self.editor.app.messages();
                let mut select =
                    self.control(typed, "value", "change", set)(el("select").key("flag"));
                for (value, key) in [
                    ("", "configuration.fields.value.none"),
                    ("true", "configuration.fields.value.yes"),
                    ("false", "configuration.fields.value.no"),
                ] {
                    let chosen = field.first == value;
                    let option = el("option")
                        .attr("value", value)
                        .attr_if(chosen, "selected", "selected");
                    select = select.child(option.says(&messages, key));
                }
                return select;
            }
            ExtraKind::Date | ExtraKind::DateTime => input("date").key("day"),
            _ => input("text").attr("dir", "auto").key("text"),
        };
        self.control(typed, "value", "input", set)(control).value(first)
    }

    /// What it is called for assistive technology.
    fn name(&self, field: &ExtraField) -> AttrValue {
        match field.label.trim() {
            "" => self.editor.app.messages().text("configuration.fields.new"),
            label => label.to_owned().into(),
        }
    }

    /// A control with its label, and what is wrong with what stands in it.
    fn entry(
        &self,
        name: &'static str,
        control: El,
        hint: Option<&str>,
        problems: &[FieldProblem],
    ) -> El {
        let messages = self.editor.app.messages();
        let id = [
            "added-field-",
            &self.id.to_string(),
            "-",
            self.ticket_type.key(),
            "-",
            name,
        ];
        let id = AttrValue::from(id.concat());
        let own = problems.iter().find(|problem| problem.place() == name);
        let error = own.map(|problem| {
            let key = ["configuration.fields.wrong.", problem.key()].concat();
            el("span.err")
                .set("id", [&id, "-error"].concat().into())
                .attr("role", "alert")
                .says(&messages, &key)
        });
        let described_by = match (own.is_some(), hint.is_some()) {
            (true, true) => [&id, "-error ", &id, "-hint"].concat(),
            (true, false) => [&id, "-error"].concat(),
            (false, true) => [&id, "-hint"].concat(),
            (false, false) => String::new(),
        };
        let described_by = Some(described_by).filter(|ids| !ids.is_empty());
        let hint = hint.map(|key| {
            el("span.hint")
                .set("id", [&id, "-hint"].concat().into())
                .says(&messages, key)
        });
        let label = ["configuration.fields.", name].concat();
        el("div.field")
            .child(el("label").set("for", id.clone()).says(&messages, &label))
            .child(
                control
                    .set("id", id)
                    .attr_if(own.is_some(), "aria-invalid", "true")
                    .set_if_any("aria-describedby", described_by.map(Into::into)),
            )
            .child(error)
            .child(hint)
    }
}
