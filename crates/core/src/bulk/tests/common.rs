use crate::bulk::{Common, NOTE_LIMIT, Offered};
use crate::configuration::Defaults;
use crate::date::Date;
use crate::task::{
    Category, Draft, FormField, NAME_LIMIT, Priority, Problem, Reference, TicketType, length,
};
use crate::tickets::CorrelationId;

const ID: &str = "62826bf03710200044e0bfc8bcbe5df1";

fn today() -> Date {
    Date::parse("2026-11-21").unwrap()
}

fn draft(name: &str) -> Draft {
    let mut draft = Draft::of_person(CorrelationId::for_action("t", name), "megan", today());
    draft.name = name.to_owned();
    draft.description = "Steps".to_owned();
    draft
}

fn defaults() -> Defaults {
    let mut defaults = Defaults::default();
    defaults.set_priority(Category::Identity, Some(Priority::High));
    defaults.set_priority(Category::Data, Some(Priority::Low));
    defaults
}

#[test]
fn what_is_common_is_taken_over_and_the_rest_is_the_actions_own() {
    let mut form = draft("form");
    form.ticket_type = TicketType::Incident;
    form.due = "2027-01-31".to_owned();
    form.group = Reference::new(ID, "Network");
    let mut own = draft("Block legacy sign-in");
    own.category = Some(Category::Identity);
    let follows = Reference::new(ID, "INC0010001");
    let common = Common {
        draft: &form,
        defaults: &defaults(),
        note: " Read this first. ",
    };
    let task = common.task(&own, follows.as_ref());
    assert_eq!(task.ticket_type, TicketType::Incident);
    assert_eq!((&task.due, &task.group), (&form.due, &form.group));
    assert_eq!(
        (&task.name, &task.correlation),
        (&own.name, &own.correlation)
    );
    assert_eq!(task.priority, Some(Priority::High), "of its category");
    assert_eq!(task.description, "Read this first.\n\nSteps");
    assert!(task.footer().ends_with("Follows: INC0010001"));
    let mut urgent = form.clone();
    urgent.priority = Some(Priority::Critical);
    let common = Common {
        draft: &urgent,
        ..common
    };
    assert_eq!(common.task(&own, None).priority, Some(Priority::Critical));
}

#[test]
fn whatever_an_action_says_can_be_sent() {
    let form = draft("form");
    for (name, description, note) in [
        ("", "", ""),
        ("\u{0}\u{1b}", "\u{0}", "\u{7}"),
        (&*"n\u{1f6e1}".repeat(NAME_LIMIT), "", ""),
        ("name", &*"long ".repeat(2000), &*"n".repeat(NOTE_LIMIT)),
        ("a\r\nb\tc", "x\r\ny", ""),
    ] {
        let mut own = draft("own");
        own.name = name.to_owned();
        own.description = description.to_owned();
        own.priority = None;
        let defaults = Defaults::default();
        let mut form = form.clone();
        form.priority = Some(Priority::Low);
        let common = Common {
            draft: &form,
            defaults: &defaults,
            note,
        };
        let task = common.task(&own, Reference::new(ID, "CHG0030001").as_ref());
        let valid = task.validate(today(), &[]);
        let valid = valid.unwrap_or_else(|errors| panic!("{name:?}: {errors:?}"));
        assert!(length(valid.description()) <= 4000);
    }
}

#[test]
fn a_priority_is_missing_where_a_category_has_none() {
    let form = draft("form");
    let defaults = defaults();
    let common = Common {
        draft: &form,
        defaults: &defaults,
        note: "",
    };
    let errors = |categories: &[Option<Category>]| {
        let errors = common.errors(categories, today(), &[]);
        errors.get(FormField::Priority).map(|error| error.problem)
    };
    assert_eq!(
        errors(&[Some(Category::Identity), Some(Category::Data)]),
        None
    );
    let apps = [Some(Category::Identity), Some(Category::Apps)];
    assert_eq!(errors(&apps), Some(Problem::Required));
    assert_eq!(errors(&[None]), Some(Problem::Required));
}

#[test]
fn the_defaults_of_categories_are_one_or_differ() {
    let defaults = defaults();
    let offered = |categories: &[Option<Category>]| {
        Offered::of(&defaults, TicketType::ChangeRequest, categories)
    };
    let [identity, data, apps] = [Category::Identity, Category::Data, Category::Apps].map(Some);
    assert_eq!(offered(&[]), Offered::None);
    assert_eq!(offered(&[None, apps]), Offered::None);
    assert_eq!(offered(&[data, data]), Offered::Same(Priority::Low));
    assert_eq!(offered(&[identity, data]), Offered::Differ);
    assert_eq!(offered(&[apps, data]), Offered::Differ);
}

#[test]
fn a_note_that_is_too_long_is_said() {
    let (form, defaults) = (draft("form"), Defaults::default());
    let long = "n".repeat(NOTE_LIMIT + 1);
    for (note, expect) in [("  ", None), (&*long, Some(NOTE_LIMIT + 1))] {
        let common = Common {
            draft: &form,
            defaults: &defaults,
            note,
        };
        assert_eq!(common.note_too_long(), expect);
    }
}
