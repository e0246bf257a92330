use proptest::prelude::*;

use super::*;
use crate::date::Date;
use crate::tickets::CorrelationId;

const TODAY: Date = Date {
    year: 2026,
    month: 11,
    day: 21,
};

fn complete() -> Draft {
    let correlation = CorrelationId::for_action("tenant", "AdminMFAV2");
    let mut draft = Draft::of_person(correlation, "megan", TODAY);
    draft.name = "Require MFA".to_owned();
    draft.description = "For administrators".to_owned();
    draft.priority = Some(Priority::High);
    draft
}

fn keys(draft: &Draft) -> Vec<&'static str> {
    match draft.validate(TODAY, &[]) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(FieldError::key).collect(),
    }
}

#[test]
fn a_complete_draft_is_valid() {
    assert_eq!(keys(&complete()), [""; 0]);
}

#[test]
fn an_untouched_draft_says_what_it_lacks() {
    let correlation = CorrelationId::for_action("tenant", "a");
    let mut draft = Draft::of_person(correlation, "megan", TODAY);
    assert_eq!(draft.due, "2026-12-21");
    let missing = [
        "field.name.required",
        "field.description.required",
        "field.priority.required",
    ];
    assert_eq!(keys(&draft), missing);
    draft.due = " ".to_owned();
    let errors = draft.validate(TODAY, &[]).expect_err("it lacks everything");
    assert_eq!(errors.first(), Some(FormField::Name));
    assert_eq!(
        errors.get(FormField::Due).map(FieldError::key),
        Some("field.due.required")
    );
}

#[test]
fn names_fit_into_the_column() {
    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        let draft = Draft {
            name: name.to_owned(),
            ..complete()
        };
        assert_eq!(keys(&draft), expected, "{name:?}");
    }
    check(&"x".repeat(160), &[]);
    check(&"x".repeat(161), &["field.name.tooLong"]);
    check(&format!("  {}\n", "x".repeat(160)), &[]);
    check(&"é".repeat(160), &[]);
    check(&"🛡".repeat(80), &[]);
    check(&"🛡".repeat(81), &["field.name.tooLong"]);
    check("أمان \u{202b}مرحبا\u{202c} 👩\u{200d}💻", &[]);
    check("a^b=\"c\"'d'", &[]);
    check("nul\0", &["field.name.controlCharacter"]);
    check("bell\u{7}", &["field.name.controlCharacter"]);
    check("  \t ", &["field.name.required"]);
}

#[test]
fn a_pasted_name_becomes_one_line() {
    let draft = Draft {
        name: " a\r\nb\tc\n".to_owned(),
        ..complete()
    };
    assert_eq!(
        draft
            .validate(TODAY, &[])
            .map(|task| task.name().to_owned()),
        Ok("a b c".to_owned())
    );
}

#[test]
fn too_long_says_by_how_much() {
    let draft = Draft {
        name: "x".repeat(170),
        ..complete()
    };
    let errors = draft.validate(TODAY, &[]).expect_err("too long");
    let args = errors.get(FormField::Name).map(FieldError::args);
    assert_eq!(
        args,
        Some(vec![
            ("max", "160".to_owned()),
            ("length", "170".to_owned())
        ])
    );
}

#[test]
fn the_description_and_its_footer_fit_into_the_column() {
    let mut draft = complete();
    let limit = draft.description_limit();
    draft.description = "x".repeat(limit);
    let task = draft.validate(TODAY, &[]).expect("it just fits");
    assert_eq!(length(task.description()), DESCRIPTION_LIMIT);
    draft.description.push('x');
    assert_eq!(keys(&draft), ["field.description.tooLong"]);
}

#[test]
fn the_description_keeps_its_lines_and_ends_with_the_facts() {
    let draft = Draft {
        description: "one\r\ntwo\rthree\tx ".to_owned(),
        category: Some(Category::Apps),
        source: RecommendationSource::Microsoft,
        link: Some("https://security.microsoft.com/securescore".to_owned()),
        ..complete()
    };
    let task = draft.validate(TODAY, &[]).expect("valid");
    assert_eq!(
        task.description(),
        "one\ntwo\nthree\tx\n\nRecommendation source: Microsoft recommendation\n\
         Recommendation category: Apps\nInitiated by: megan\n\
         Link: https://security.microsoft.com/securescore"
    );
}

#[test]
fn no_fact_adds_a_line_of_its_own() {
    let draft = Draft {
        initiating_user: "me\nRecommendation source: x\u{2028}y".to_owned(),
        link: Some(" \n".to_owned()),
        ..complete()
    };
    let footer = draft.footer();
    assert_eq!(footer.trim().lines().count(), 2, "{footer}");
    assert!(!footer.contains("Link"), "{footer}");
}

#[test]
fn due_dates_are_today_or_later() {
    #[track_caller]
    fn check(due: &str, expected: &[&str]) {
        let draft = Draft {
            due: due.to_owned(),
            ..complete()
        };
        assert_eq!(keys(&draft), expected, "{due:?}");
    }
    check("2026-11-21", &[]);
    check(" 2026-11-22 ", &[]);
    check("9999-12-31", &[]);
    check("2026-11-20", &["field.due.past"]);
    check("0001-01-01", &["field.due.past"]);
    check("2026-02-30", &["field.due.notADate"]);
    check("tomorrow", &["field.due.notADate"]);
    check("", &["field.due.required"]);
}

#[test]
fn a_change_request_is_not_merely_planned() {
    let mut draft = complete();
    draft.priority = Some(Priority::Planning);
    assert_eq!(keys(&draft), ["field.priority.notOffered"]);
    draft.ticket_type = TicketType::Incident;
    assert_eq!(keys(&draft), [""; 0]);
    let changed = draft.apply(DraftAction::TicketType(TicketType::ChangeRequest));
    assert_eq!(changed.map(|draft| draft.priority), Some(None));
}

#[test]
fn a_change_that_changes_nothing_is_none() {
    let draft = complete();
    assert_eq!(draft.apply(DraftAction::Name(draft.name.clone())), None);
    assert_eq!(draft.apply(DraftAction::Priority(draft.priority)), None);
    let named = draft.apply(DraftAction::Name("Other".to_owned()));
    assert_eq!(
        named,
        Some(Draft {
            name: "Other".to_owned(),
            ..complete()
        })
    );
}

#[test]
fn an_action_fills_the_form_within_its_limits() {
    let title = "🛡 ".repeat(100);
    let description = "Do this. ".repeat(1000);
    let facts = ActionFacts {
        source: crate::task::RecommendationSource::Microsoft,
        tenant_id: "tenant",
        action_id: "AdminMFAV2",
        title: &title,
        description: &description,
        category: Some(Category::Identity),
        link: Some("https://portal.example.com/#/secure-score/AdminMFAV2"),
    };
    let draft = Draft::for_action(&facts, "megan", TODAY);
    assert_eq!(draft.priority, None);
    assert_eq!(draft.source, RecommendationSource::Microsoft);
    assert_eq!(draft.correlation.as_str(), "snowline/tenant/AdminMFAV2");
    assert!(
        draft.name.ends_with('…') && length(&draft.name) > 155,
        "{}",
        draft.name
    );
    assert!(draft.description.ends_with('…'));
    assert_eq!(keys(&draft), ["field.priority.required"]);
}

#[test]
fn every_error_has_a_listed_key() {
    use FormField::{Description, Due, Name, Priority};
    let long = Problem::TooLong { max: 1, length: 2 };
    for (field, problems) in [
        (Name, [Problem::Required, long, Problem::ControlCharacter]),
        (
            Description,
            [Problem::Required, long, Problem::ControlCharacter],
        ),
        (
            Priority,
            [Problem::Required, Problem::NotOffered, Problem::NotOffered],
        ),
        (Due, [Problem::Required, Problem::NotADate, Problem::Past]),
    ] {
        for problem in problems {
            let key = FieldError { field, problem }.key();
            assert!(FieldError::ALL_KEYS.contains(&key), "{key}");
        }
    }
}

#[test]
fn kept_drafts_survive_what_other_versions_wrote() {
    let id = r#""correlation":"snowline/t/a""#;
    let bare = Draft::from_json(&format!("{{{id}}}")).expect("a draft");
    assert_eq!(
        (bare.name.as_str(), bare.priority, bare.link),
        ("", None, None)
    );
    let odd = format!(
        r#"{{{id},"name":7,"priority":"urgent","ticketType":"x","category":[],"due":null}}"#
    );
    let odd = Draft::from_json(&odd).expect("a draft");
    assert_eq!(
        (odd.name.as_str(), odd.priority, odd.category),
        ("", None, None)
    );
    assert_eq!(Draft::from_json("{}"), None);
    assert_eq!(Draft::from_json(r#"{"correlation":"somebody's"}"#), None);
    assert_eq!(Draft::from_json("not JSON"), None);
    assert_eq!(Draft::from_json("[1]"), None);
}

#[test]
fn keys_name_each_choice() {
    for ticket_type in TicketType::ALL {
        assert_eq!(TicketType::from_key(ticket_type.key()), Some(ticket_type));
    }
    for priority in Priority::ALL {
        assert_eq!(Priority::from_key(priority.key()), Some(priority));
        assert_eq!(Priority::from_number(priority.number()), Some(priority));
    }
    for category in Category::ALL {
        assert_eq!(Category::from_key(category.key()), Some(category));
    }
    for source in RecommendationSource::ALL {
        assert_eq!(RecommendationSource::from_key(source.key()), Some(source));
    }
}

fn any_draft() -> impl Strategy<Value = Draft> {
    let texts = (
        "\\PC{0,200}",
        "[\\PC\r\n\t]{0,200}",
        "\\PC{0,12}",
        "\\PC{0,40}",
    );
    let choices = (
        prop::sample::select(&TicketType::ALL[..]),
        prop::option::of(prop::sample::select(&Priority::ALL[..])),
        prop::option::of(prop::sample::select(&Category::ALL[..])),
        prop::sample::select(&RecommendationSource::ALL[..]),
    );
    let options = (
        prop::option::of("\\PC{0,60}"),
        prop::option::of("\\PC{0,30}"),
        prop::option::of("[0-9a-f]{32}"),
    );
    let extra = "[a-z]{0,9}";
    (texts, choices, options, extra).prop_map(
        |(texts, choices, (link, action_id, group), extra)| Draft {
            ticket_type: choices.0,
            priority: choices.1,
            category: choices.2,
            group: group.and_then(|id| Reference::new(&id, "Network")),
            source: choices.3,
            name: texts.0,
            description: texts.1,
            due: texts.2,
            correlation: CorrelationId::for_action(&texts.3, "a"),
            initiating_user: texts.3,
            link,
            action_id,
            ..whole(extra)
        },
    )
}

/// A draft in which everything is set, some of it to that text.
fn whole(text: String) -> Draft {
    let mut draft = Draft::of_person(CorrelationId::for_action("t", "a"), "megan", TODAY);
    let other = Reference::new("62826bf03710200044e0bfc8bcbe5df1", &text);
    draft.assignee = other.clone();
    draft.template = other.clone();
    draft.follows = other;
    draft.beside = text.len() > 3;
    draft.change_type = ChangeType::ALL[text.len() % 3];
    draft.pair = (text.len() > 2).then_some(Pair::of(Priority::Low));
    draft.extras = vec![Extra {
        column: "u_field".to_owned(),
        value: text.clone(),
        name: text,
    }];
    draft
}

proptest! {
    #[test]
    fn a_kept_draft_comes_back_as_it_was(draft in any_draft()) {
        prop_assert_eq!(Draft::from_json(&draft.to_json()), Some(draft));
    }

    #[test]
    fn what_is_valid_fits_and_is_text(mut draft in any_draft(), days in 0i64..1000) {
        draft.due = TODAY.plus_days(days).expect("a day").to_string();
        if let Ok(task) = draft.validate(TODAY, &[]) {
            prop_assert!((1..=NAME_LIMIT).contains(&length(task.name())));
            prop_assert!(length(task.description()) <= DESCRIPTION_LIMIT);
            prop_assert!(!task.name().contains(char::is_control));
            prop_assert!(task.description().ends_with(&draft.footer()));
        }
    }

    #[test]
    fn no_kept_text_is_too_odd(text in "\\PC{0,60}") {
        let _ = Draft::from_json(&text);
    }
}
