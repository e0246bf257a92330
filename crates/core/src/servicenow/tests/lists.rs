use pollster::block_on;

use super::{requests, signed_in};
use crate::ports::memory::{Answer, answer, json};
use crate::servicenow::{ListPlace, PageRequest, unaskable};
use crate::task::{Category, Priority, Reference, TicketType};
use crate::tickets::{DueFilter, Order, SortBy, StateFilter, TicketFilter, TicketPage};

fn page(filter: &TicketFilter) -> PageRequest<'_> {
    PageRequest {
        filter,
        person: Some("megan"),
        offset: 40,
        limit: 20,
    }
}

fn usual() -> TicketFilter {
    TicketFilter::default()
}
const OURS: &str = r#"{"result":[{"sys_id":"1","number":"CHG1","correlation_display":"Microsoft 365 Security and Configuration Change Request"}]}"#;
const MIXED: &str = r#"{"result":[{"sys_id":"1","number":"CHG1","correlation_display":"Microsoft 365 Security and Configuration Change Request"},{"sys_id":"2","number":"CHG2"}]}"#;

fn numbers(page: TicketPage) -> (Vec<String>, Option<u64>, u64) {
    (
        page.tickets
            .into_iter()
            .map(|ticket| ticket.number)
            .collect(),
        page.total,
        page.offset,
    )
}

#[test]
fn a_page_of_the_tickets_that_were_made_here() {
    let (ports, client) = signed_in();
    ports.expect(answer(200, &[("x-total-count", "41")], OURS));
    let page = block_on(client.tickets(TicketType::ChangeRequest, page(&usual()))).expect("a page");
    assert_eq!(numbers(page), (vec!["CHG1".to_owned()], Some(41), 40));
    let url = &requests(&ports)[0].url;
    assert!(url.contains("/api/now/table/change_request?"), "{url}");
    assert!(url.contains("&sysparm_limit=20&sysparm_offset=40"), "{url}");
    assert!(
        url.contains("&sysparm_query=correlation_display%3DMicrosoft%20365%20Security%20and%20"),
        "{url}"
    );
    assert!(
        url.contains("%5EORDERBYDESCsys_created_on%5EORDERBYDESCnumber"),
        "{url}"
    );
}

#[test]
fn what_is_missing_on_a_page_may_not_be_read() {
    #[track_caller]
    fn check(total: &str, hidden: bool) {
        let (ports, client) = signed_in();
        ports.expect(answer(200, &[("x-total-count", total)], OURS));
        let page =
            block_on(client.tickets(TicketType::ChangeRequest, page(&usual()))).expect("a page");
        assert_eq!(page.hidden, hidden, "{total}");
    }
    check("41", false);
    check("42", true);
    check("400", true);
    check("3", false);
    check("", false);
}

#[test]
fn others_among_them_show_that_the_filter_was_ignored() {
    let (ports, client) = signed_in();
    ports.expect(json(200, MIXED));
    let page = block_on(client.tickets(TicketType::ChangeRequest, page(&usual())));
    assert_eq!(page.map_err(|error| error.key()), Err("filterIgnored"));
}

#[test]
fn all_tickets_come_without_a_filter() {
    let (ports, client) = signed_in();
    ports.expect(json(200, MIXED));
    let everything = TicketFilter::everything();
    let page = block_on(client.tickets(TicketType::Incident, page(&everything))).expect("a page");
    assert_eq!(
        numbers(page),
        (vec!["CHG1".to_owned(), "CHG2".to_owned()], None, 40)
    );
    let url = &requests(&ports)[0].url;
    assert!(
        url.contains("&sysparm_query=ORDERBYDESCsys_created_on"),
        "{url}"
    );
}

#[test]
fn no_tickets_are_an_empty_page() {
    let (ports, client) = signed_in();
    ports.expect(json(200, r#"{"result":[]}"#));
    let page = block_on(client.tickets(TicketType::Incident, page(&usual()))).expect("a page");
    assert_eq!(numbers(page), (vec![], None, 40));
}

const MADE: &str = "correlation_display=Microsoft 365 Security and Configuration Change Request";

/// What an instance is asked for, as it reads it.
fn asked(ticket_type: TicketType, filter: &TicketFilter) -> String {
    let (ports, client) = signed_in();
    ports.expect(json(200, r#"{"result":[]}"#));
    block_on(client.tickets(ticket_type, page(filter))).expect("a page");
    let url = requests(&ports)[0].url.clone();
    let query = crate::oauth::form::decode(&url);
    let query = query.into_iter().find(|(name, _)| name == "sysparm_query");
    query.expect("a query").1
}

#[test]
fn a_filter_is_an_encoded_query() {
    let newest = "ORDERBYDESCsys_created_on^ORDERBYDESCnumber";
    let only = |change: fn(&mut TicketFilter)| {
        let mut filter = TicketFilter::default();
        change(&mut filter);
        filter
    };
    for (filter, conditions) in [
        (only(|_| {}), String::new()),
        (
            only(|filter| filter.text = "  mfa admin ".to_owned()),
            "^numberLIKEmfa^ORshort_descriptionLIKEmfa\
             ^numberLIKEadmin^ORshort_descriptionLIKEadmin"
                .to_owned(),
        ),
        (
            only(|filter| filter.text = "a^state=1 b".to_owned()),
            "^numberLIKEb^ORshort_descriptionLIKEb".to_owned(),
        ),
        (
            only(|filter| filter.states = StateFilter::Open),
            "^stateNOT IN6,7,8".to_owned(),
        ),
        (
            only(|filter| filter.states = StateFilter::Only(vec![-5, 1])),
            "^stateIN-5,1".to_owned(),
        ),
        (
            only(|filter| filter.priorities = vec![Priority::Critical, Priority::Low]),
            "^priorityIN1,4".to_owned(),
        ),
        (
            only(|filter| filter.category = Some(Category::Identity)),
            "^descriptionLIKERecommendation category: Identity".to_owned(),
        ),
        (
            only(|filter| filter.group = Reference::new("0123456789abcdef0123456789abcdef", "Any")),
            "^assignment_group=0123456789abcdef0123456789abcdef".to_owned(),
        ),
        (
            only(|filter| filter.mine = true),
            "^assigned_to=javascript:gs.getUserID()^ORdescriptionLIKEInitiated by: megan"
                .to_owned(),
        ),
    ] {
        let query = [MADE, &conditions, "^", newest].concat();
        assert_eq!(asked(TicketType::Incident, &filter), query);
    }
    let late = only(|filter| filter.due = Some(DueFilter::Overdue));
    let late = asked(TicketType::ChangeRequest, &late);
    let begins = [MADE, "^stateNOT IN3,4^due_dateISNOTEMPTY^due_date<"].concat();
    assert!(late.starts_with(&begins), "{late}");
    let soon = only(|filter| filter.due = Some(DueFilter::Soon));
    let soon = asked(TicketType::ChangeRequest, &soon);
    assert!(
        soon.contains("^due_date>=") && soon.contains("^due_date<"),
        "{soon}"
    );
}

#[test]
fn an_order_ends_with_the_number() {
    for (order, query) in [
        (Order::of(SortBy::Number), "ORDERBYnumber"),
        (Order::of(SortBy::Due), "ORDERBYdue_date^ORDERBYDESCnumber"),
        (
            Order::of(SortBy::Updated),
            "ORDERBYDESCsys_updated_on^ORDERBYDESCnumber",
        ),
        (
            Order::of(SortBy::Group),
            "ORDERBYassignment_group^ORDERBYDESCnumber",
        ),
    ] {
        let filter = TicketFilter {
            order,
            ..TicketFilter::everything()
        };
        assert_eq!(asked(TicketType::Incident, &filter), query);
    }
}

#[test]
fn what_cannot_be_asked_for_is_said() {
    assert_eq!(unaskable("mfa =x a,b  NULL off"), ["=x", "a,b", "NULL"]);
    assert!(unaskable("block legacy").is_empty());
}

#[test]
fn a_state_that_was_not_asked_for_shows_that_the_filter_was_ignored() {
    let (ports, client) = signed_in();
    ports.expect(json(
        200,
        r#"{"result":[{"sys_id":"1","number":"CHG1","state":"3"}]}"#,
    ));
    let filter = TicketFilter {
        states: StateFilter::Only(vec![-5]),
        ..TicketFilter::everything()
    };
    let page = block_on(client.tickets(TicketType::ChangeRequest, page(&filter)));
    assert_eq!(page.map_err(|error| error.key()), Err("filterIgnored"));
}

fn part_of(ids: std::ops::Range<u32>, total: u32) -> Answer {
    let rows: Vec<_> = ids
        .map(|id| format!(r#"{{"sys_id":"{id:032x}","number":"INC{id}"}}"#))
        .collect();
    let body = format!(r#"{{"result":[{}]}}"#, rows.join(","));
    answer(200, &[("x-total-count", &total.to_string())], &body)
}

#[test]
fn a_whole_list_is_read_part_by_part_also_past_what_may_not_be_read() {
    let (ports, client) = signed_in();
    // A thousand, then a thousand of which none may be read, then the last five.
    ports.expect(part_of(0..1000, 2005));
    ports.expect(part_of(0..0, 1005));
    ports.expect(part_of(2000..2005, 1005));
    let (mut place, mut numbers, mut left) = (Some(ListPlace::default()), 0, Vec::new());
    let everything = TicketFilter::everything();
    while let Some(from) = place {
        let part = client.part(TicketType::Incident, &everything, None, from);
        let part = block_on(part).expect("a part");
        numbers += part.tickets.len();
        left.push(part.left.expect("a count"));
        place = part.next;
    }
    assert_eq!((numbers, left), (1005, vec![2005, 1005, 5]));
    let requests = requests(&ports);
    assert!(requests[1].url.contains(&format!("sys_id%3E{:032x}", 999)));
    assert!(requests[2].url.contains("sysparm_offset=1000"));
}

#[test]
fn an_instance_that_gives_the_same_part_again_is_not_asked_for_ever() {
    let (ports, client) = signed_in();
    ports.expect(part_of(0..1000, 5000));
    ports.expect(part_of(0..1000, 5000));
    let everything = TicketFilter::everything();
    let first = client.part(
        TicketType::Incident,
        &everything,
        None,
        ListPlace::default(),
    );
    let next = block_on(first).expect("a part").next.expect("more");
    let again = block_on(client.part(TicketType::Incident, &everything, None, next));
    assert_eq!(again.map_err(|error| error.key()), Err("filterIgnored"));
}
