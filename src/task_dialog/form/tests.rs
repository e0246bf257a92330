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
        open: true,
        correlation: None,
        made_here: true,
        created: None,
        updated: None,
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
            FormAction::StartOver(fresh.clone()),
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
