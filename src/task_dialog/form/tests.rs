use snowline_core::task::kept::KeptDraft;
use snowline_core::task::{Category, FormField, Priority, TicketType};
use snowline_core::tickets::{CorrelationId, Ticket, TicketState};

use super::*;

fn today() -> Date {
    Date::parse("2026-11-21").unwrap()
}

fn opening() -> Opening {
    let correlation = CorrelationId::for_action("tenant", "AdminMFAV2");
    let mut draft = Draft::of_person(correlation.clone(), "megan", today());
    draft.name = "Require multifactor authentication".to_owned();
    draft.description = "Steps".to_owned();
    Opening {
        slot: Slot::Task(correlation),
        draft,
        kept: None,
        chosen: Default::default(),
    }
}

fn restored(in_doubt: bool) -> Opening {
    let opening = opening();
    let kept = KeptDraft {
        draft: opening.draft.clone(),
        at: Timestamp(0),
        in_doubt,
        instance: String::new(),
    };
    Opening {
        kept: Some(kept),
        ..opening
    }
}

fn sent(outcome: Outcome) -> Rc<Sent> {
    let ticket = Ticket {
        ticket_type: TicketType::ChangeRequest,
        sys_id: "1".to_owned(),
        number: "CHG0030018".to_owned(),
        name: String::new(),
        state: TicketState {
            value: "-5".to_owned(),
            label: None,
        },
        priority: None,
        due: None,
        group: None,
        assignee: None,
        open: true,
        correlation: None,
        made_here: true,
        created: None,
        updated: None,
        closed: None,
    };
    Rc::new(Sent {
        ticket,
        outcome,
        priority_differs: false,
    })
}

fn run(opening: Opening, actions: impl IntoIterator<Item = FormAction>) -> Rc<Form> {
    actions
        .into_iter()
        .fold(Rc::new(Form::new(opening)), Reducible::reduce)
}

fn name(text: &str) -> FormAction {
    FormAction::Edit(DraftAction::Name(text.to_owned()))
}

#[track_caller]
fn check_keeping(opening: Opening, actions: Vec<FormAction>, expect: Keeping) {
    let told = format!("{actions:?}");
    assert_eq!(run(opening, actions).keeping(), expect, "{told}");
}

#[test]
fn a_draft_is_kept_from_the_first_change_on() {
    check_keeping(opening(), vec![], Keeping::AsItIs);
    check_keeping(
        opening(),
        vec![FormAction::Initiator("abel".to_owned())],
        Keeping::AsItIs,
    );
    check_keeping(
        opening(),
        vec![name("x")],
        Keeping::Keep { in_doubt: false },
    );
}

#[test]
fn a_draft_on_its_way_is_in_doubt_until_the_answer_is_there() {
    let refused = || FormAction::Answer(Err(Kind::NotFound.into()));
    let lost = || FormAction::Answer(Err(Kind::InDoubt.into()));
    let made = || FormAction::Answer(Ok(sent(Outcome::Created)));
    check_keeping(
        opening(),
        vec![FormAction::Send],
        Keeping::Keep { in_doubt: true },
    );
    check_keeping(
        opening(),
        vec![FormAction::Send, refused()],
        Keeping::Keep { in_doubt: false },
    );
    check_keeping(
        opening(),
        vec![FormAction::Send, lost()],
        Keeping::Keep { in_doubt: true },
    );
    check_keeping(opening(), vec![FormAction::Send, made()], Keeping::Forget);
    check_keeping(
        opening(),
        vec![FormAction::Send, lost(), FormAction::Send, refused()],
        Keeping::Keep { in_doubt: true },
    );
}

#[test]
fn what_was_typed_stays_when_a_ticket_from_before_was_found() {
    let there = || FormAction::Answer(Ok(sent(Outcome::AlreadyThere)));
    check_keeping(
        opening(),
        vec![name("x"), FormAction::Send, there()],
        Keeping::Keep { in_doubt: false },
    );
    check_keeping(opening(), vec![FormAction::Send, there()], Keeping::Forget);
    // Sent before: the ticket that was found is the draft's own.
    check_keeping(
        restored(true),
        vec![FormAction::Send, there()],
        Keeping::Forget,
    );
}

#[test]
fn a_draft_that_was_in_doubt_opens_so_and_keeps_its_type() {
    let form = run(
        restored(true),
        [FormAction::Edit(DraftAction::TicketType(
            TicketType::Incident,
        ))],
    );
    assert_eq!(form.phase, Phase::Failed(Kind::InDoubt.into()));
    assert_eq!(form.draft.ticket_type, TicketType::ChangeRequest);
    assert_eq!(run(restored(false), []).phase, Phase::Editing);
}

#[test]
fn nothing_changes_while_it_is_on_its_way() {
    let before = run(opening(), [FormAction::Send]);
    let after = before.clone().reduce(name("too late"));
    assert!(Rc::ptr_eq(&before, &after));
}

#[test]
fn errors_are_told_from_the_first_try_on_and_live_from_then() {
    let form = run(opening(), [name("")]);
    assert!(form.errors(today()).is_empty());
    let form = form.reduce(FormAction::Tried);
    assert!(form.errors(today()).get(FormField::Name).is_some());
    assert!(form.errors(today()).get(FormField::Priority).is_some());
    let form = form.reduce(name("A name"));
    assert!(form.errors(today()).get(FormField::Name).is_none());
    let form = form.reduce(FormAction::Edit(DraftAction::Priority(Some(
        Priority::High,
    ))));
    assert!(form.errors(today()).is_empty());
}

#[test]
fn an_edit_that_changes_nothing_draws_nothing_anew() {
    let form = run(opening(), []);
    let same = form.draft.name.clone();
    let after = form.clone().reduce(name(&same));
    assert!(Rc::ptr_eq(&form, &after));
}

#[test]
fn starting_over_forgets_what_was_restored() {
    let fresh = opening().draft;
    let form = run(
        restored(false),
        [
            name("x"),
            FormAction::Tried,
            FormAction::StartOver(Box::new(fresh.clone())),
        ],
    );
    assert_eq!(form.draft, fresh);
    assert_eq!((form.restored, form.tries), (None, 0));
    assert_eq!(form.keeping(), Keeping::AsItIs);
}

#[test]
fn microsofts_category_is_not_the_persons_to_choose() {
    let mut of_microsoft = opening();
    of_microsoft.draft.source = RecommendationSource::Microsoft;
    assert!(Form::new(of_microsoft.clone()).chooses_category);
    of_microsoft.draft.category = Some(Category::Identity);
    assert!(!Form::new(of_microsoft).chooses_category);
    assert!(Form::new(opening()).chooses_category);
}

fn refusal(fields: &str) -> FormAction {
    let reason = format!("Data Policy Exception: The following fields are mandatory: {fields}");
    FormAction::Answer(Err(Kind::Forbidden { reason }.into()))
}

#[test]
fn what_the_instance_refused_is_said_at_its_field_until_it_is_seen_to() {
    let mut complete = opening();
    complete.draft.priority = Some(Priority::High);
    let form = run(
        complete,
        [
            FormAction::Send,
            refusal("Assignment group, Due date, Unknown"),
        ],
    );
    let wrong = |form: &Form| {
        let errors = form.errors(today());
        errors.iter().map(|error| error.field).collect::<Vec<_>>()
    };
    assert_eq!(wrong(&form), [FormField::Group, FormField::Due]);
    assert_eq!(form.tries, 1, "the first of them gets the focus");
    let form = form.reduce(FormAction::Edit(DraftAction::Due("2026-12-24".to_owned())));
    assert_eq!(wrong(&form), [FormField::Group]);
    let form = form.reduce(FormAction::Send);
    assert!(wrong(&form).is_empty());
}

fn before(open: bool) -> FormAction {
    let mut ticket = sent(Outcome::Created).ticket.clone();
    ticket.sys_id = "62826bf03710200044e0bfc8bcbe5df1".to_owned();
    ticket.open = open;
    FormAction::Ticket(Remote::Ready(Some(Rc::new(ticket))))
}

#[test]
fn a_closed_ticket_is_followed_and_an_open_one_is_not_doubled_unsaid() {
    let closed = run(opening(), [before(false)]);
    let follows = closed.draft.follows.as_ref().map(|ticket| &*ticket.name);
    assert_eq!((follows, closed.draft.beside), (Some("CHG0030018"), false));
    assert!(closed.doubled().is_none());
    assert_eq!(closed.keeping(), Keeping::AsItIs, "the person did nothing");
    let open = run(opening(), [before(true)]);
    assert_eq!(open.draft.follows, None);
    assert!(open.doubled().is_some());
}

#[test]
fn a_draft_in_doubt_is_not_changed_by_the_ticket_that_is_found() {
    let form = run(restored(true), [before(false)]);
    assert_eq!(form.draft.follows, None);
    let form = form.reduce(before(true));
    assert!(form.doubled().is_none());
}

#[test]
fn a_standard_change_without_templates_becomes_a_normal_one() {
    let standard = || FormAction::Edit(DraftAction::ChangeType(ChangeType::Standard));
    let answer = |answer| FormAction::Templates(Remote::Idle.finish(answer));
    let form = run(opening(), [standard(), answer(Ok(Rc::new(Vec::new())))]);
    assert_eq!(form.draft.change_type, ChangeType::Standard);
    let form = run(opening(), [standard(), answer(Err(Kind::NotFound.into()))]);
    assert_eq!(form.draft.change_type, ChangeType::Normal);
}
