use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::configuration::States;
use crate::error::{Error, Kind};
use crate::ports::memory::Memory;
use crate::task::TicketType;

#[test]
fn an_actions_id_is_readable_where_it_can_be() {
    #[track_caller]
    fn check(tenant: &str, action: &str, expected: &str) {
        assert_eq!(CorrelationId::for_action(tenant, action).as_str(), expected);
    }
    let tenant = "7d1c3a52-0f7e-4b8e-9a55-2f1f6f3f9c10";
    check(
        tenant,
        "AdminMFAV2",
        &format!("snowline/{tenant}/AdminMFAV2"),
    );
    check("t", "scid_2011", "snowline/t/scid_2011");
    // The hashes are part of what other browsers must find: they may never change.
    check("t", "a^b", "snowline/t/a_b-9c42cacd293c336b");
    check("t", "a b", "snowline/t/a_b-9c04e2cd2906fb15");
    check(
        "t",
        &"x".repeat(100),
        &format!("snowline/t/{}-728054ebbe22af2c", "x".repeat(66)),
    );
}

#[test]
fn two_actions_have_two_ids() {
    let long = |end: &str| "x".repeat(120) + end;
    let actions = [
        "a",
        "A",
        "a~2",
        "a_2",
        "a^2",
        "a,2",
        "ä",
        "ö",
        "",
        &long("1"),
        &long("2"),
    ];
    let ids = actions
        .iter()
        .map(|action| CorrelationId::for_action("t", action));
    assert_eq!(ids.collect::<HashSet<_>>().len(), actions.len());
}

#[test]
fn a_persons_ids_are_random() {
    let ports = Memory::new();
    let first = CorrelationId::for_person(&ports).expect("randomness");
    let second = CorrelationId::for_person(&ports).expect("randomness");
    assert_ne!(first, second);
    let hex = first
        .as_str()
        .strip_prefix("snowline/user/")
        .expect("the prefix");
    assert!(
        hex.len() == 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{hex}"
    );
    ports.set_seed(None);
    assert_eq!(CorrelationId::for_person(&ports), None);
}

#[test]
fn only_our_ids_are_read() {
    #[track_caller]
    fn check(text: &str, ordinal: Option<u16>) {
        assert_eq!(
            CorrelationId::parse(text).map(|id| id.ordinal()),
            ordinal,
            "{text:?}"
        );
    }
    check("snowline/t/a", Some(1));
    check("snowline/t/a~2", Some(2));
    check("snowline/t/a~65535", Some(65535));
    check("snowline/t/a~1", None);
    check("snowline/t/a~0", None);
    check("snowline/t/a~02", None);
    check("snowline/t/a~+2", None);
    check("snowline/t/a~65536", None);
    check("snowline/t/a~2~3", None);
    check("snowline/t/a~", None);
    check("snowline/t/a^b", None);
    check("Snowline/t/a", None);
    check("INC0010001", None);
    check("", None);
    check(&format!("snowline/{}", "x".repeat(100)), None);
}

#[test]
fn a_card_is_in_the_workflows_order_and_counts_what_is_open() {
    #[track_caller]
    fn check(ticket_type: TicketType, counts: &[(&str, u64)], order: &[&str], open: u64) {
        let by_state = counts
            .iter()
            .map(|(value, count)| {
                (
                    TicketState {
                        value: (*value).to_owned(),
                        label: None,
                    },
                    *count,
                )
            })
            .collect();
        let card = Card::new(ticket_type, &States::default(), by_state, 0, 0, Vec::new());
        let states: Vec<_> = card
            .by_state
            .iter()
            .map(|(state, _)| state.value.as_str())
            .collect();
        assert_eq!((states.as_slice(), card.open), (order, open));
    }
    check(TicketType::Incident, &[], &[], 0);
    check(
        TicketType::Incident,
        &[("8", 1), ("6", 2), ("2", 3), ("1", 4), ("3", 0), ("7", 5)],
        &["1", "2", "6", "7", "8"],
        7,
    );
    check(
        TicketType::ChangeRequest,
        &[
            ("4", 1),
            ("3", 1),
            ("0", 1),
            ("-1", 1),
            ("-5", 1),
            ("-2", 1),
        ],
        &["-5", "-2", "-1", "0", "3", "4"],
        4,
    );
    // An added state comes last, and is taken for open.
    check(
        TicketType::Incident,
        &[("42", 1), ("7", 1), ("", 1)],
        &["7", "42", ""],
        2,
    );
}

#[test]
fn states_without_a_name_have_a_message() {
    #[track_caller]
    fn check(ticket_type: TicketType, value: &str, key: &str, open: Option<bool>) {
        let state = TicketState {
            value: value.to_owned(),
            label: None,
        };
        assert_eq!(state.fallback_key(ticket_type), key);
        assert_eq!(state.is_open(ticket_type), open);
        assert!(TicketState::ALL_KEYS.contains(&key));
    }
    check(
        TicketType::ChangeRequest,
        "-5",
        "state.change.-5",
        Some(true),
    );
    check(TicketType::ChangeRequest, "0", "state.change.0", Some(true));
    check(
        TicketType::ChangeRequest,
        "3",
        "state.change.3",
        Some(false),
    );
    check(TicketType::ChangeRequest, "1", "state.unknown", None);
    check(TicketType::Incident, "3", "state.incident.3", Some(true));
    check(TicketType::Incident, "6", "state.incident.6", Some(false));
    check(TicketType::Incident, "-5", "state.unknown", None);
    check(TicketType::Incident, "", "state.unknown", None);
    check(TicketType::Incident, "known", "state.unknown", None);
}

#[test]
fn what_a_card_leads_to_is_what_a_list_reads() {
    #[track_caller]
    fn check(query: &str, filter: TicketFilter) {
        assert_eq!(TicketFilter::read(query), filter);
    }
    let due = |due| TicketFilter {
        due: Some(due),
        ..TicketFilter::default()
    };
    let query = |value: &str| {
        let state = TicketState {
            value: value.to_owned(),
            label: None,
        };
        state.query()
    };
    check(Card::OVERDUE, due(DueFilter::Overdue));
    check(Card::DUE_SOON, due(DueFilter::Soon));
    for number in [-5, 0, 2, 8, 1000] {
        let filter = TicketFilter {
            states: StateFilter::Only(vec![number]),
            ..TicketFilter::default()
        };
        check(&query(&number.to_string()).unwrap_or_default(), filter);
    }
    for value in ["", "known", "1&all=1", "-"] {
        assert_eq!(query(value), None, "{value}");
    }
}

#[test]
fn what_was_known_stays_in_sight() {
    let error = || Error::new(Kind::NotFound);
    let loaded = Remote::Idle.start().finish(Ok(1));
    assert_eq!((loaded.value(), loaded.is_loading()), (Some(&1), false));
    let again = loaded.start();
    assert_eq!(
        (again.value(), again.is_loading(), again.error()),
        (Some(&1), true, None)
    );
    let failed = again.finish(Err(error()));
    assert_eq!((failed.value(), failed.error()), (Some(&1), Some(&error())));
    let retried = failed.start();
    assert_eq!((retried.value(), retried.error()), (Some(&1), None));
    assert_eq!(retried.finish(Ok(2)), Remote::Ready(2));
    let never: Remote<u8> = Remote::default().start().finish(Err(error()));
    assert_eq!((never.value(), never.error()), (None, Some(&error())));
}

proptest! {
    #[test]
    fn ids_fit_are_plain_and_come_back(
        tenant in "\\PC{0,60}", action in "\\PC{0,120}", ordinal in 1u16..,
    ) {
        let first = CorrelationId::for_action(&tenant, &action);
        let id = first.with_ordinal(ordinal);
        prop_assert!(id.as_str().len() <= CORRELATION_LIMIT);
        prop_assert!(id.as_str().is_ascii() && !id.as_str().contains(['^', ',', ' ']));
        prop_assert_eq!(CorrelationId::parse(id.as_str()), Some(id.clone()));
        prop_assert_eq!(id.ordinal(), ordinal);
        prop_assert!(id.is_same_task(&first));
        prop_assert_eq!(id.with_ordinal(1), first);
    }

    #[test]
    fn one_action_has_one_id(tenant in "\\PC{0,60}", action in "\\PC{0,120}") {
        let id = || CorrelationId::for_action(&tenant, &action);
        prop_assert_eq!(id(), id());
    }
}
