use pollster::block_on;

use super::{requests, signed_in};
use crate::ports::memory::{answer, json};
use crate::servicenow::PageRequest;
use crate::task::TicketType;
use crate::tickets::TicketPage;

const PAGE: PageRequest = PageRequest {
    offset: 40,
    limit: 20,
    only_made_here: true,
};
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
    let page = block_on(client.tickets(TicketType::ChangeRequest, PAGE)).expect("a page");
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
        let page = block_on(client.tickets(TicketType::ChangeRequest, PAGE)).expect("a page");
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
    let page = block_on(client.tickets(TicketType::ChangeRequest, PAGE));
    assert_eq!(page.map_err(|error| error.key()), Err("filterIgnored"));
}

#[test]
fn all_tickets_come_without_a_filter() {
    let (ports, client) = signed_in();
    ports.expect(json(200, MIXED));
    let page = PageRequest {
        only_made_here: false,
        ..PAGE
    };
    let page = block_on(client.tickets(TicketType::Incident, page)).expect("a page");
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
    let page = block_on(client.tickets(TicketType::Incident, PAGE)).expect("a page");
    assert_eq!(numbers(page), (vec![], None, 40));
}
