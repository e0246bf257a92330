use std::cell::RefCell;

use super::*;
use crate::date::Date;
use crate::ports::{Clock as _, Http as _, Locks as _, Method, Random as _, Store as _};

fn get(url: &str) -> Request {
    Request {
        method: Method::Get,
        url: url.into(),
        headers: Vec::new(),
        body: None,
        cookies: false,
        timeout_ms: 1,
    }
}

#[test]
fn the_queue_answers_before_the_server_and_every_request_is_kept() {
    let memory = Memory::new();
    memory.serve(|request| json(200, &request.url));
    memory.expect(json(503, ""));
    let status = |url| pollster::block_on(memory.send(get(url))).map(|answer| answer.status);
    assert_eq!(status("/a"), Ok(503));
    assert_eq!(status("/b"), Ok(200));
    let urls: Vec<_> = memory
        .requests()
        .into_iter()
        .map(|request| request.url)
        .collect();
    assert_eq!(urls, ["/a", "/b"]);
}

#[test]
fn requests_that_are_joined_interleave() {
    let memory = Memory::new();
    let order = RefCell::new(Vec::new());
    let note = async |name: &'static str| {
        order.borrow_mut().push([name, " sent"].concat());
        let _ = memory.send(get("/")).await;
        order.borrow_mut().push([name, " answered"].concat());
    };
    pollster::block_on(join(note("one"), note("two")));
    assert_eq!(
        *order.borrow(),
        ["one sent", "two sent", "one answered", "two answered"]
    );
}

#[test]
fn a_lock_has_one_holder_over_all_tabs_and_each_name_is_its_own() {
    #[track_caller]
    fn check(names: [&str; 2], together: usize) {
        let (one, other) = (Memory::new(), Memory::new());
        let other = if names[0] == "alone" {
            other
        } else {
            one.new_tab()
        };
        let (inside, most) = (RefCell::new(0), RefCell::new(0));
        let work = async || {
            *inside.borrow_mut() += 1;
            let now = *inside.borrow();
            most.replace_with(|most| now.max(*most));
            turns(3).await;
            *inside.borrow_mut() -= 1;
        };
        pollster::block_on(join(
            one.exclusive(names[0], work()),
            other.exclusive(names[1], work()),
        ));
        assert_eq!(*most.borrow(), together);
    }
    check(["a", "a"], 1);
    check(["a", "b"], 2);
    check(["alone", "alone"], 2);
}

#[test]
fn tabs_share_what_a_browsers_tabs_share() {
    let first = Memory::new();
    first.session().set("k", "session");
    first.local().set("k", "local");
    first.advance(5);
    let (new, copy) = (first.new_tab(), first.duplicate_tab());
    first.session().set("k", "changed");
    assert_eq!(new.session().get("k"), None);
    assert_eq!(copy.session().get("k").as_deref(), Some("session"));
    assert_eq!(new.local().get("k").as_deref(), Some("local"));
    assert_eq!((first.monotonic_ms(), new.monotonic_ms()), (5, 0));
    assert_eq!(first.now(), new.now());
}

#[test]
fn a_store_that_is_switched_off_keeps_nothing() {
    let memory = Memory::new();
    assert!(memory.local().set("k", "v"));
    memory.local().close();
    assert!(!memory.local().set("k", "v"));
    assert_eq!(memory.local().get("k"), None);
}

#[test]
fn the_day_is_the_persons_day() {
    #[track_caller]
    fn check(offset_minutes: i32, today: &str, end: &str) {
        let memory = Memory::new();
        memory.advance(11 * 3_600_000 + 30 * 60_000);
        memory.set_utc_offset(offset_minutes);
        assert_eq!(Some(memory.today()), Date::parse(today));
        let end_of_day = memory.end_of_day(Date::parse("2026-12-31").unwrap());
        assert_eq!(end_of_day.to_servicenow().as_deref(), Some(end));
    }
    check(0, "2026-11-21", "2026-12-31 23:59:59");
    check(60, "2026-11-22", "2026-12-31 22:59:59");
    check(-600, "2026-11-21", "2027-01-01 09:59:59");
}

#[test]
fn sleep_lets_time_pass_and_randomness_follows_its_seed() {
    let memory = Memory::new();
    pollster::block_on(memory.sleep(250));
    assert_eq!(memory.monotonic_ms(), 250);
    let bytes = || {
        let mut bytes = [0; 4];
        assert!(memory.fill(&mut bytes));
        bytes
    };
    let first = bytes();
    assert_ne!(first, bytes());
    memory.set_seed(Some(1));
    assert_eq!(first, bytes());
    memory.set_seed(None);
    assert!(!memory.fill(&mut [0]));
}
