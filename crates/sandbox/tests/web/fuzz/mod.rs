//! Whatever is sent, the instance answers, soon and without a 500.
//!
//! The inputs are generated and the same in every run. `SANDBOX_FUZZ_CASES`
//! says how many of each kind there are; a few unless it does.

mod words;

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config as Cases, RngAlgorithm, TestRng, TestRunner};
use snowline_sandbox::auth::Caller;
use snowline_sandbox::dates::Zone;
use snowline_sandbox::query::{Query, Reader};
use snowline_sandbox::store::{Select, Table};
use tokio::runtime::Runtime;

use crate::instance::Instance;
use crate::token::sign_in_program;
use words::{BODIES, FIELDS, HEADERS, JOINTS, NAMES, OPERATORS, PATHS, TABLES, VALUES};

/// Longer than any answer takes on a busy machine: whoever needs more hangs.
const SOON: Duration = Duration::from_secs(30);

/// So many cases share an instance: what they leave behind makes it slower.
const ROUND: u32 = 20_000;

/// The rounds of cases: which it is, and how many it has.
fn rounds() -> impl Iterator<Item = (u8, u32)> {
    let asked = std::env::var("SANDBOX_FUZZ_CASES");
    let asked = asked.ok().and_then(|text| text.parse().ok());
    let mut left: u32 = asked.unwrap_or(150);
    (0..=u8::MAX).map_while(move |round| {
        let cases = left.min(ROUND);
        left -= cases;
        (cases > 0).then_some((round, cases))
    })
}

/// Gives each generated input of a round to `test`, the same ones every time.
fn each<S: Strategy>((round, cases): (u8, u32), inputs: S, test: impl Fn(S::Value)) {
    let config = Cases {
        cases,
        failure_persistence: None,
        ..Cases::default()
    };
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &[round; 32]);
    let mut runner = TestRunner::new_with_rng(config, chance);
    let ran = runner.run(&inputs, |input| {
        let began = Instant::now();
        test(input);
        prop_assert!(began.elapsed() < SOON, "took {:?}", began.elapsed());
        Ok(())
    });
    if let Err(why) = ran {
        panic!("{why}");
    }
}

/// Some text: of the list as a rule, and now and then anything at all.
fn text(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        12 => select(of).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

/// An encoded query, or what could be taken for one.
fn query() -> impl Strategy<Value = String> {
    let part = (
        text(&JOINTS),
        text(&FIELDS),
        text(&OPERATORS),
        text(&VALUES),
    );
    let parts = prop::collection::vec(part, 0..9);
    prop_oneof![
        20 => parts.prop_map(|parts| parts
            .into_iter()
            .map(|(joint, field, operator, value)| format!("{joint}{field}{operator}{value}"))
            .collect()),
        1 => any::<String>(),
        1 => (select(&JOINTS[..]), 0..400_usize)
            .prop_map(|(joint, times)| format!("{joint}state=1").repeat(times)),
    ]
}

#[test]
fn any_query_is_read_and_carried_out() {
    let instance = Instance::new();
    let store = &instance.state.store;
    for at in 0..5 {
        instance.insert("incident", &[("short_description", &format!("a{at}"))]);
    }
    let caller = Caller {
        user_name: "admin".to_owned(),
        sys_id: "6816f79cc0a8016401c5a33be04be441".to_owned(),
        roles: vec!["admin".to_owned()],
    };
    let zone = Zone::named("America/Los_Angeles").unwrap();
    let carry_out = |(table, text): (&str, String)| {
        let Some(table) = Table::named(table) else {
            return;
        };
        let query = Query::parse(&text);
        let reader = Reader {
            table,
            caller: &caller,
            zone: &zone,
            now: instance.state.clock.now(),
            strict: text.len() % 2 == 0,
            seen: |_, _| snowline_sandbox::store::Filter::all(),
        };
        let page = Select {
            filter: reader.filter(&query),
            order: reader.order(&query),
            limit: 3,
            offset: 0,
        };
        let rows = store.select(table, &page);
        assert!(rows.is_ok(), "{} {text:?}: {rows:?}", table.name);
    };
    for round in rounds() {
        each(round, (select(&TABLES[..]), query()), carry_out);
    }
}

fn parameter() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        3 => query(),
        3 => text(&FIELDS),
        3 => text(&VALUES),
        1 => select(&["all", "true", "0", "18446744073709551615", "-1", "count^priority^>^3"][..])
            .prop_map(str::to_owned),
    ];
    let pair = (text(&NAMES), value).prop_map(|(name, value)| {
        let mut pair = url::form_urlencoded::Serializer::new(String::new());
        pair.append_pair(&name, &value).finish()
    });
    prop_oneof![
        12 => pair,
        1 => select(&["CSV", "XML", "JSONv2", "sysparm_action=update"][..])
            .prop_map(str::to_owned),
    ]
}

type Sent = (
    &'static str,
    String,
    Vec<String>,
    Vec<(&'static str, &'static str)>,
    Vec<u8>,
    bool,
);

fn request() -> impl Strategy<Value = Sent> {
    let methods = [
        "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "FOO",
    ];
    let path = prop_oneof![
        10 => select(&PATHS[..]).prop_map(str::to_owned),
        1 => "/[!-~]{0,40}",
        1 => (select(&PATHS[..]), "[!-~]{1,12}").prop_map(|(path, more)| format!("{path}/{more}")),
    ];
    let body = prop_oneof![
        10 => select(&BODIES[..]).prop_map(|text| text.as_bytes().to_vec()),
        1 => any::<Vec<u8>>(),
    ];
    (
        select(methods.to_vec()),
        path,
        prop::collection::vec(parameter(), 0..5),
        prop::collection::vec(select(&HEADERS[..]), 0..4),
        body,
        prop::bool::weighted(0.9),
    )
}

#[test]
fn any_request_is_answered_without_a_500() {
    rounds().for_each(any_request_of_a_round_is_answered);
}

fn any_request_of_a_round_is_answered(round: (u8, u32)) {
    let runtime = Runtime::new().unwrap();
    let instance = Instance::new();
    let tokens = runtime.block_on(sign_in_program(&instance));
    let token = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    each(
        round,
        request(),
        |(method, path, pairs, headers, body, signed_in)| {
            let address = match pairs.is_empty() {
                true => path,
                false => format!("{path}?{}", pairs.join("&")),
            };
            let shown = format!("{method} {address} {headers:?} {body:?}");
            let method: Method = method.parse().unwrap();
            let mut request = Request::builder().method(method).uri(address);
            if signed_in {
                request = request.header("authorization", &token);
            }
            for (name, value) in headers {
                request = request.header(name, value);
            }
            // What is no address or no header never reaches an instance.
            let Ok(request) = request.body(Body::from(body)) else {
                return;
            };
            let answer = runtime.block_on(instance.try_ask(request));
            assert!(answer.status.as_u16() < 500, "{shown}: {answer:?}");
        },
    );
}
