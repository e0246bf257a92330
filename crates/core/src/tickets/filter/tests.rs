use proptest::prelude::*;

use super::{DueFilter, ListColumn, Order, SortBy, StateFilter, TEXT_LIMIT, TicketFilter};
use crate::order::SortKey;
use crate::task::{Category, Priority, Reference};

fn filters() -> impl Strategy<Value = TicketFilter> {
    let states = prop_oneof![
        Just(StateFilter::Any),
        Just(StateFilter::Open),
        prop::collection::btree_set(any::<i32>(), 1..5)
            .prop_map(|states| StateFilter::Only(states.into_iter().collect())),
    ];
    let priorities = prop::sample::subsequence(Priority::ALL.to_vec(), 0..=5);
    let category = prop::option::of(prop::sample::select(Category::ALL.to_vec()));
    let group = prop::option::of(("[0-9a-f]{32}", "[^ ].{0,20}[^ ]").prop_map(|(id, name)| {
        let name = name.trim().to_owned();
        Reference { id, name }
    }));
    let due = prop::option::of(prop::sample::select(DueFilter::ALL.to_vec()));
    let order = (prop::sample::select(SortBy::ALL.to_vec()), any::<bool>())
        .prop_map(|(by, descending)| Order { by, descending });
    let columns = prop::option::of(prop::sample::subsequence(ListColumn::ALL.to_vec(), 0..=6));
    let text = prop::collection::vec(any::<char>(), 0..TEXT_LIMIT)
        .prop_map(|text| text.into_iter().collect::<String>());
    (
        (any::<bool>(), any::<bool>(), text, states, priorities),
        (category, group, due, order, columns, 0_u64..u64::MAX - 1),
    )
        .prop_map(
            |(
                (everywhere, mine, text, states, priorities),
                (category, group, due, order, columns, page),
            )| TicketFilter {
                everywhere,
                text,
                states,
                priorities,
                category,
                group,
                mine,
                due,
                order,
                columns,
                page,
            },
        )
}

proptest! {
    #[test]
    fn a_filter_comes_back_from_its_address(filter in filters()) {
        prop_assert_eq!(TicketFilter::read(&filter.write()), filter);
    }

    #[test]
    fn whatever_is_in_an_address_is_read(query in any::<String>()) {
        let filter = TicketFilter::read(&query);
        prop_assert_eq!(TicketFilter::read(&filter.write()), filter);
    }
}

#[test]
fn an_address_says_what_is_unusual_and_nothing_else() {
    for (filter, query) in [
        (TicketFilter::default(), ""),
        (TicketFilter::everything(), "all=1"),
        (
            TicketFilter {
                states: StateFilter::Open,
                text: "mfa & co".to_owned(),
                ..TicketFilter::default()
            },
            "text=mfa%20%26%20co&state=open",
        ),
        (
            TicketFilter {
                states: StateFilter::Only(vec![-5, 3]),
                priorities: vec![Priority::Critical, Priority::High],
                due: Some(DueFilter::Overdue),
                order: Order::of(SortBy::Updated),
                page: 2,
                ..TicketFilter::default()
            },
            "state=-5%2C3&priority=1%2C2&due=overdue&sort=-updated&page=3",
        ),
    ] {
        assert_eq!(filter.write(), query);
        assert_eq!(TicketFilter::read(query), filter);
    }
}

#[test]
fn what_an_address_says_wrongly_counts_as_not_said() {
    for query in [
        "state=",
        "state=new,x",
        "priority=0,9,high",
        "category=everything",
        "group=1234",
        "groupName=Network",
        "due=later",
        "sort=-colour",
        "page=0",
        "page=-1",
        "page=first",
        "mine=yes",
        "all=0",
        "unknown=1",
        "&&=&",
    ] {
        assert_eq!(
            TicketFilter::read(query),
            TicketFilter::default(),
            "{query}"
        );
    }
}

#[test]
fn states_and_columns_are_added_and_taken_away() {
    let mut filter = TicketFilter {
        states: StateFilter::Open,
        ..TicketFilter::default()
    };
    filter.toggle_state(3);
    filter.toggle_state(-1);
    assert_eq!(filter.states, StateFilter::Only(vec![-1, 3]));
    filter.toggle_state(3);
    filter.toggle_state(-1);
    assert_eq!(filter.states, StateFilter::Any);

    assert_eq!(filter.shown_columns(), ListColumn::USUAL);
    filter.toggle_column(ListColumn::Group);
    filter.toggle_column(ListColumn::Due);
    let shown = [ListColumn::Priority, ListColumn::Group, ListColumn::Created];
    assert_eq!(filter.shown_columns(), shown);
    filter.toggle_column(ListColumn::Group);
    filter.toggle_column(ListColumn::Due);
    assert_eq!(filter.columns, None);
}

#[test]
fn what_narrows_a_list_is_told_from_how_it_is_shown() {
    let shown = TicketFilter {
        everywhere: true,
        order: Order::of(SortBy::Name),
        columns: Some(vec![ListColumn::Due]),
        page: 4,
        ..TicketFilter::default()
    };
    assert!(!shown.narrows());
    let narrowed = TicketFilter {
        mine: true,
        ..shown.clone()
    };
    assert!(narrowed.narrows());
    assert_eq!(narrowed.widened(), TicketFilter { page: 0, ..shown });
}

#[test]
fn a_second_press_on_a_head_turns_the_order_round() {
    let order = Order::default().pressed(SortBy::Due);
    assert_eq!((order.by, order.descending), (SortBy::Due, false));
    let order = order.pressed(SortBy::Due);
    assert_eq!((order.by, order.descending), (SortBy::Due, true));
    let order = order.pressed(SortBy::Created);
    assert_eq!((order.by, order.descending), (SortBy::Created, true));
}
