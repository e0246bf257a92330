mod faults;

use proptest::prelude::*;

use super::*;
use crate::date::Date;
use crate::json;
use crate::ports::memory::Memory;
use crate::task::{
    ActionFacts, Category, Draft, ExtraField, ExtraKind, Priority, Reference, TicketType,
};
use crate::tickets::{CorrelationId, TicketState};

const SERVICE_DESK: &str = "d625dccec0a8016700a222a0f7900d06";

/// What an instance out of the box has.
fn usual(ticket_type: TicketType) -> Vec<i32> {
    TicketState::usual(ticket_type).collect()
}

fn read(text: &str) -> Result<Configuration, Fault> {
    read_file(text, Some(&usual), str::to_lowercase)
}

fn file(rest: &str) -> String {
    [r#"{"snowline":"configuration","version":1,"#, rest, "}"].concat()
}

fn state(value: &str) -> TicketState {
    TicketState {
        value: value.to_owned(),
        label: None,
    }
}

#[test]
fn nothing_set_is_what_is_usual() {
    let states = States::default();
    assert_eq!(states.closed(TicketType::Incident), [6, 7, 8]);
    assert_eq!(states.closed(TicketType::ChangeRequest), [3, 4]);
    for ticket_type in TicketType::ALL {
        for (place, value) in TicketState::usual(ticket_type).enumerate() {
            let state = state(&value.to_string());
            assert_eq!(states.place(ticket_type, &state), place);
            assert_eq!(
                states.is_open(ticket_type, &state),
                state.is_open(ticket_type)
            );
            let closed = states.closed(ticket_type).contains(&value);
            assert_eq!(state.is_open(ticket_type), Some(!closed), "{value}");
        }
    }
    assert_eq!(
        usual(TicketType::ChangeRequest),
        [-5, -4, -3, -2, -1, 0, 3, 4]
    );
    assert_eq!(usual(TicketType::Incident), [1, 2, 3, 6, 7, 8]);
}

#[test]
fn a_whole_configuration_is_read_and_written_as_it_was() {
    let text = r#"{
  "snowline": "configuration",
  "version": 1,
  "states": {
    "change": [],
    "incident": [
      {"value":6,"name":"Gelöst 🔒","open":true},
      {"value":1}
    ]
  },
  "defaults": {
    "ticketType": "incident",
    "assignmentGroup": {"id":"d625dccec0a8016700a222a0f7900d06","name":"Service Desk"},
    "dueDays": 0,
    "priorities": {"devices":"planning","identity":"high"}
  }
}
"#;
    let configuration = read(text).unwrap();
    assert_eq!(configuration.write(), text);
    let states = &configuration.states;
    let name = |value| states.name(TicketType::Incident, &state(value));
    assert_eq!(
        (name("6"), name("1"), name("2")),
        (Some("Gelöst 🔒"), None, None)
    );
    assert_eq!(states.name(TicketType::ChangeRequest, &state("6")), None);
    assert_eq!(states.closed(TicketType::Incident), [7, 8]);
    let place = |value| states.place(TicketType::Incident, &state(value));
    assert!(place("6") < place("1") && place("1") < place("2") && place("2") < place("x"));
    assert_eq!(
        states.is_open(TicketType::Incident, &state("6")),
        Some(true)
    );
    assert_eq!(
        read(&Configuration::default().write()),
        Ok(Configuration::default())
    );
}

#[test]
fn a_state_that_was_added_is_known_from_the_instance_or_taken_on_trust() {
    let text = file(r#""states":{"incident":[{"value":42,"open":false}]}"#);
    assert_eq!(
        read(&text).unwrap_err().key(),
        "configuration.fault.noSuchState"
    );
    let own = |_| vec![1, 42];
    assert!(read_file(&text, Some(&own), str::to_lowercase).is_ok());
    let taken = read_file(&text, None, str::to_lowercase).unwrap();
    assert_eq!(taken.states.closed(TicketType::Incident), [6, 7, 8, 42]);
}

#[test]
fn what_was_kept_is_read_as_far_as_it_goes() {
    let text = file(
        r#""states":{"incident":[{"value":"x"},7,{"value":1,"name":5,"open":"no"}],"change":7},
           "defaults":{"ticketType":1,"dueDays":9999,"priorities":{"data":"high","apps":7}}"#,
    );
    let read = Configuration::read(&json::parse(&text).unwrap());
    let only = StateSetting {
        value: 1,
        ..StateSetting::default()
    };
    assert_eq!(read.states.of(TicketType::Incident), [only]);
    assert_eq!(read.defaults.priorities, [(Category::Data, Priority::High)]);
    assert_eq!(
        (read.defaults.ticket_type, read.defaults.due_days),
        (None, None)
    );
}

#[test]
fn rows_are_changed_and_changed_back() {
    let incident = TicketType::Incident;
    let mut known = KnownState::usual(incident);
    known.push(KnownState {
        value: 42,
        label: Some("Parked".to_owned()),
    });
    let nothing = Configuration::default();
    let first = nothing.rows(incident, &known);
    assert_eq!(nothing.with_rows(incident, &first), nothing);
    let values = |rows: &[StateRow]| rows.iter().map(|row| row.value).collect::<Vec<_>>();
    assert_eq!(values(&first), [1, 2, 3, 6, 7, 8, 42]);

    let mut rows = first.clone();
    rows.swap(0, 1);
    rows[1].name = Some("Fresh".to_owned());
    rows[3].open = true;
    let set = nothing.with_rows(incident, &rows);
    assert_eq!(set.rows(incident, &known), rows);
    assert_eq!(set.states.closed(incident), [7, 8]);
    assert_eq!(set.states.of(TicketType::ChangeRequest), []);
    // Where the instance does not tell, nothing that is set is lost.
    assert_eq!(values(&set.rows(incident, &[])), values(&rows));
    // What is new on the instance comes last.
    known.push(KnownState {
        value: 9,
        label: None,
    });
    assert_eq!(
        values(&set.rows(incident, &known)),
        [2, 1, 3, 6, 7, 8, 42, 9]
    );
    assert_eq!(set.with_rows(incident, &first), nothing);
}

#[test]
fn a_name_is_checked_against_the_others() {
    #[track_caller]
    fn check(name: &str, expect: Result<(), NameProblem>) {
        assert_eq!(
            NameProblem::check(name, ["New", "종결됨"], str::to_lowercase),
            expect,
            "{name:?}"
        );
    }
    check("Newer", Ok(()));
    check(&"x".repeat(40), Ok(()));
    check("new", Err(NameProblem::Taken));
    check(" 종결됨", Err(NameProblem::Taken));
    check("\t", Err(NameProblem::Empty));
    check("a\nb", Err(NameProblem::ControlCharacter));
    check(&"🔒".repeat(21), Err(NameProblem::TooLong { length: 42 }));
}

#[test]
fn a_new_draft_begins_with_the_defaults() {
    let today = Date::parse("2026-11-21").unwrap();
    let defaults = Defaults {
        ticket_type: Some(TicketType::Incident),
        group: Reference::new(SERVICE_DESK, "Service Desk"),
        due_days: Some(14),
        priorities: vec![
            (Category::Data, Priority::High),
            (Category::Identity, Priority::Planning),
        ],
    };
    let action = |category| {
        let facts = ActionFacts {
            source: crate::task::RecommendationSource::Microsoft,
            tenant_id: "t",
            action_id: "a",
            title: "",
            description: "",
            category,
            link: None,
        };
        Draft::for_action(&facts, "megan", today)
    };
    let mut draft = action(Some(Category::Identity));
    defaults.fill(&mut draft, today);
    assert_eq!(
        (draft.ticket_type, draft.priority),
        (TicketType::Incident, Some(Priority::Planning))
    );
    assert_eq!(
        (draft.due.as_str(), &draft.group),
        ("2026-12-05", &defaults.group)
    );

    let mut own = Draft::of_person(
        CorrelationId::for_person(&Memory::new()).unwrap(),
        "m",
        today,
    );
    defaults.fill(&mut own, today);
    assert_eq!(
        (own.ticket_type, own.priority),
        (TicketType::ChangeRequest, None)
    );
    // No change request is planned.
    let change = TicketType::ChangeRequest;
    assert_eq!(defaults.offered(change, Some(Category::Identity)), None);
    assert_eq!(
        defaults.offered(change, Some(Category::Data)),
        Some(Priority::High)
    );

    let mut as_ever = action(None);
    Defaults::default().fill(&mut as_ever, today);
    assert_eq!(as_ever, action(None));
}

fn any_states(ticket_type: TicketType) -> impl Strategy<Value = Vec<StateSetting>> {
    let one = (
        prop::option::of("[a-z]{1,5}"),
        prop::option::of(any::<bool>()),
    );
    let values = Just(usual(ticket_type)).prop_shuffle();
    (values, prop::collection::vec(one, 0..6)).prop_map(|(values, settings)| {
        let settings = values.into_iter().zip(settings);
        let named = settings.map(|(value, (name, open))| StateSetting {
            value,
            name: name.map(|name| format!("{name}{value}")),
            open,
        });
        named.collect()
    })
}

fn any_fields() -> impl Strategy<Value = Vec<ExtraField>> {
    let kinds = vec![
        ExtraKind::Text { max: None },
        ExtraKind::Date,
        ExtraKind::DateTime,
        ExtraKind::Flag,
        ExtraKind::Reference("sys_user".to_owned()),
        ExtraKind::Reference("sys_user_group".to_owned()),
    ];
    let field = (
        "[a-zé\"]{1,9}",
        prop::sample::select(kinds),
        any::<bool>(),
        "[a-zé\"]{0,9}",
    )
        .prop_map(|(label, kind, required, first)| {
            let first = match kind {
                ExtraKind::Text { .. } => first,
                ExtraKind::Flag => "true".to_owned(),
                ExtraKind::Reference(_) => "0f".repeat(16),
                _ => "2026-11-21".to_owned(),
            };
            (label, kind, required, first)
        });
    prop::collection::btree_map("u_[a-z0-9_]{0,9}", field, 0..4).prop_map(|fields| {
        let fields = fields.into_iter();
        let field = |(column, (label, kind, required, first))| ExtraField {
            column,
            label,
            kind,
            required,
            first,
        };
        fields.map(field).collect()
    })
}

fn any_configuration() -> impl Strategy<Value = Configuration> {
    let states = (
        any_states(TicketType::ChangeRequest),
        any_states(TicketType::Incident),
    );
    let defaults = (
        prop::option::of(prop::sample::select(&TicketType::ALL[..])),
        prop::option::of(("[0-9a-f]{32}", "[a-zé\"\\\\]{1,9}")),
        prop::option::of(0..=MAX_DUE_DAYS),
        prop::collection::btree_map(
            prop::sample::select(&Category::ALL[..]),
            prop::sample::select(&Priority::ALL[..]),
            0..5,
        ),
    );
    let fields = [any_fields(), any_fields()];
    (states, defaults, fields).prop_map(
        |((change, incident), (ticket_type, group, due_days, priorities), fields)| {
            let mut configuration = Configuration::default();
            *configuration.states.list(TicketType::ChangeRequest) = change;
            *configuration.states.list(TicketType::Incident) = incident;
            configuration.defaults = Defaults {
                ticket_type,
                group: group.and_then(|(id, name)| Reference::new(&id, &name)),
                due_days,
                priorities: priorities.into_iter().collect(),
            };
            configuration.fields = fields;
            configuration
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_whole(configuration in any_configuration()) {
        prop_assert_eq!(read(&configuration.write()), Ok(configuration));
    }

    /// A configuration in which a character was replaced is read or refused, never half of it.
    #[test]
    fn no_file_is_too_odd(
        configuration in any_configuration(),
        at in any::<prop::sample::Index>(),
        by in "[]\\[{}\",:0-9e.a-z-]",
    ) {
        let mut text: Vec<_> = configuration.write().chars().collect();
        let at = at.index(text.len());
        text.splice(at..=at, by.chars());
        if let Ok(taken) = read(&text.iter().collect::<String>()) {
            prop_assert_eq!(read(&taken.write()), Ok(taken));
        }
    }
}
