//! The task form: what is wrong is said at the field, and nothing is lost or cut.

use std::cell::RefCell;
use std::rc::Rc;

use crate::support::{Stage, enter, focused, settle, value_of, words};
use snowline::app::App;
use snowline::i18n::Language;
use snowline::options::Options;
use snowline::part::{Cx, Part, part};
use snowline::route::Route;
use snowline::task_dialog::{Access, Form, FormAction, Opening, TaskView};
use snowline_core::Kind;
use snowline_core::date::Date;
use snowline_core::task::kept::Slot;
use snowline_core::task::{Draft, TicketType, ValidTask};
use snowline_core::tickets::CorrelationId;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::{Callback, Html};

type Tasks = Rc<RefCell<Vec<ValidTask>>>;
type Dispatch = Rc<RefCell<Option<Callback<FormAction>>>>;

/// The form by itself.
struct Harness {
    app: Rc<App>,
    access: Access,
    on_send: Callback<ValidTask>,
    on_sign_in: Callback<()>,
    dispatch: Dispatch,
}

impl Part for Harness {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let form = cx.state(|| Rc::new(first()));
        let change = form.clone();
        let change = Callback::from(move |action| change.dispatch(action));
        self.dispatch.replace(Some(change));
        part(TaskView {
            app: self.app.clone(),
            form,
            access: self.access,
            sign_in_error: None,
            on_send: self.on_send.clone(),
            on_reopen: Callback::noop(),
            on_standard: Callback::noop(),
            on_sign_in: self.on_sign_in.clone(),
            on_start_over: None,
            on_close: Callback::noop(),
        })
    }
}

fn first() -> Form {
    let correlation = CorrelationId::for_action("tenant", "AdminMFAV2");
    let today = Date::parse("2098-01-01").unwrap();
    let mut draft = Draft::of_person(correlation, "megan", today);
    draft.name = "Require multifactor authentication".to_owned();
    draft.description = "Open the portal.".to_owned();
    Form::new(Opening {
        slot: Slot::Own(TicketType::ChangeRequest),
        draft,
        kept: None,
        chosen: Default::default(),
    })
}

struct TestForm {
    stage: Stage,
    sent: Tasks,
    signed_in: Rc<RefCell<u32>>,
    dispatch: Dispatch,
}

impl TestForm {
    async fn new(access: Access) -> Self {
        let sent = Tasks::default();
        let signed_in = Rc::new(RefCell::new(0));
        let dispatch = Dispatch::default();
        let on_send = {
            let sent = sent.clone();
            Callback::from(move |task| sent.borrow_mut().push(task))
        };
        let on_sign_in = {
            let signed_in = signed_in.clone();
            Callback::from(move |()| *signed_in.borrow_mut() += 1)
        };
        let harness = |app| Harness {
            app,
            access,
            on_send,
            on_sign_in,
            dispatch: dispatch.clone(),
        };
        let words = words(Language::English);
        let stage = Stage::of(Options::default(), Route::Home, words, harness).await;
        Self {
            stage,
            sent,
            signed_in,
            dispatch,
        }
    }

    async fn enter(&self, field: &str, value: &str) {
        enter(&self.stage.get(&["#task-", field].concat()), value);
        settle().await;
    }

    async fn send(&self) {
        self.stage.click("Send to ServiceNow").await;
    }

    async fn happens(&self, action: FormAction) {
        self.dispatch.borrow().as_ref().unwrap().emit(action);
        settle().await;
    }

    /// The error at a field, as assistive technology finds it.
    fn error(&self, field: &str) -> Option<String> {
        let control = self.stage.get(&["#task-", field].concat());
        let invalid = control.get_attribute("aria-invalid").as_deref() == Some("true");
        let described = control
            .get_attribute("aria-describedby")
            .unwrap_or_default();
        let id = ["task-", field, "-error"].concat();
        let named = described.split(' ').any(|known| known == id);
        let text = self
            .stage
            .find(&["#", &id].concat())
            .map(|error| error.text_content().unwrap());
        assert_eq!(invalid, text.is_some(), "{field}: aria-invalid");
        assert_eq!(named, text.is_some(), "{field}: aria-describedby");
        text
    }
}

#[wasm_bindgen_test]
async fn nothing_is_wrong_before_the_first_try() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("name", "").await;
    assert_eq!(form.error("name"), None);
    form.send().await;
    assert_eq!(form.error("name").unwrap(), "Enter a name.");
    assert_eq!(form.error("priority").unwrap(), "Choose a priority.");
    assert!(form.sent.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn the_first_wrong_field_gets_the_focus_and_errors_go_while_typing() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("name", "").await;
    form.enter("priority", "high").await;
    form.send().await;
    assert_eq!(focused().id(), "task-name");
    form.enter("name", "A name").await;
    assert_eq!(form.error("name"), None);
    assert_eq!(focused().id(), "task-name", "the field was made anew");
    form.send().await;
    assert_eq!(form.sent.borrow()[0].name(), "A name");
}

#[wasm_bindgen_test]
async fn a_name_of_161_characters_is_kept_whole_and_refused() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("priority", "high").await;
    form.enter("name", &"x".repeat(161)).await;
    assert!(
        form.stage
            .texts(".hint .num")
            .contains(&"161 / 160".to_owned())
    );
    form.send().await;
    let error = form.error("name").unwrap();
    assert!(error.contains("161") && error.contains("160"), "{error}");
    assert_eq!(value_of(&form.stage.get("#task-name")).len(), 161);
    form.enter("name", &"x".repeat(160)).await;
    form.send().await;
    assert_eq!(form.sent.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn the_lines_that_are_added_count_into_the_descriptions_limit() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("priority", "high").await;
    form.enter("description", &"x".repeat(4000)).await;
    form.send().await;
    let error = form.error("description").unwrap();
    let used = form.stage.texts(".hint .num")[1].clone();
    let (length, limit) = used.split_once(" / ").unwrap();
    assert_eq!(limit, "4000");
    assert!(length.parse::<usize>().unwrap() > 4000);
    assert!(error.contains(length), "{error} does not speak of {length}");
    assert!(form.sent.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_day_in_the_past_is_refused() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("priority", "high").await;
    form.enter("due", "2020-01-01").await;
    form.send().await;
    assert_eq!(
        form.error("due").unwrap(),
        "This date is in the past. Choose today or later."
    );
}

#[wasm_bindgen_test]
async fn a_priority_that_the_type_lacks_is_to_be_chosen_again() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("type", "incident").await;
    form.enter("priority", "planning").await;
    form.enter("type", "change").await;
    assert_eq!(value_of(&form.stage.get("#task-priority")), "");
    form.send().await;
    assert_eq!(form.error("priority").unwrap(), "Choose a priority.");
}

#[wasm_bindgen_test]
async fn without_a_sign_in_it_offers_one_instead_of_sending() {
    let form = TestForm::new(Access::SignedOut).await;
    form.enter("priority", "high").await;
    form.stage.click("Sign in to ServiceNow").await;
    assert_eq!(*form.signed_in.borrow(), 1);
    assert!(form.sent.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn on_its_way_it_cannot_be_changed_or_sent_twice() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("priority", "high").await;
    form.happens(FormAction::Send).await;
    assert!(form.stage.find("fieldset:disabled").is_some());
    form.stage.click("Sending…").await;
    assert!(form.sent.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn a_failure_keeps_the_form_and_doubt_offers_to_send_again() {
    let form = TestForm::new(Access::Ready).await;
    form.enter("priority", "high").await;
    form.enter("name", "Mine").await;
    form.happens(FormAction::Send).await;
    form.happens(FormAction::Answer(Err(Kind::InDoubt.into())))
        .await;
    assert_eq!(value_of(&form.stage.get("#task-name")), "Mine");
    assert!(form.stage.find(".hindrance [role=alert]").is_some());
    assert!(form.stage.find("#task-type:disabled").is_some());
    form.stage.click("Send again").await;
    assert_eq!(form.sent.borrow()[0].name(), "Mine");
}
