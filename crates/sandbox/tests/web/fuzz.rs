//! Whatever is sent, the instance answers, soon and without a 500.
//!
//! The inputs are generated and the same in every run. `SANDBOX_FUZZ_CASES`
//! says how many of each kind there are; a few unless it does.

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

/// Longer than any answer takes on a busy machine: whoever needs more hangs.
const SOON: Duration = Duration::from_secs(30);

const TABLES: [&str; 12] = [
    "incident",
    "task",
    "change_request",
    "sys_user",
    "sys_choice",
    "sys_user_group",
    "sys_attachment",
    "cmdb_ci",
    "sys_journal_field",
    "oauth_entity",
    "sys_dictionary",
    "nonsense",
];

const FIELDS: [&str; 22] = [
    "state",
    "active",
    "number",
    "short_description",
    "caller_id",
    "caller_id.name",
    "caller_id.manager.manager.name",
    "assigned_to.department.name",
    "a.b.c.d.e.f.g.h.i.j.k.l.m",
    "sys_created_on",
    "due_date",
    "work_notes",
    "comments_and_work_notes",
    "watch_list",
    "sys_class_name",
    "business_duration",
    "user_password",
    "sys_id",
    "priority",
    "123TEXTQUERY321",
    "nonsense",
    "",
];

const OPERATORS: [&str; 46] = [
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "IN",
    "NOT IN",
    "LIKE",
    "*",
    "NOT LIKE",
    "!*",
    "STARTSWITH",
    "ENDSWITH",
    "%",
    "ISEMPTY",
    "ISNOTEMPTY",
    "EMPTYSTRING",
    "ANYTHING",
    "BETWEEN",
    "SAMEAS",
    "NSAMEAS",
    "GT_FIELD",
    "LT_FIELD",
    "GT_OR_EQUALS_FIELD",
    "LT_OR_EQUALS_FIELD",
    "DYNAMIC",
    "IN_HIERARCHY",
    "IN_HIERARCHY_DYNAMIC",
    "INSTANCEOF",
    "ON",
    "NOTON",
    "DATEPART",
    "RELATIVEGT",
    "RELATIVELT",
    "RELATIVEGE",
    "RELATIVELE",
    "RELATIVEEE",
    "MORETHAN",
    "LESSTHAN",
    "CHANGESTO",
    "VALCHANGES",
    "==",
    "^",
    "FOO",
    "",
];

const VALUES: [&str; 40] = [
    "",
    "1",
    "-5",
    "true",
    "NULL",
    "99999999999999999999",
    "a,b,,c",
    "%_\\'\"",
    "2026-11-21",
    "2026-11-21 12:00:00",
    "0000-00-00 00:00:00",
    "9999-12-31 23:59:59",
    "-9999-01-01",
    "a@b",
    "2026-01-01@2026-12-31",
    "1@2@3@4@5",
    "Today@javascript:gs.beginningOfToday()@javascript:gs.endOfToday()",
    "javascript:gs.beginningOfLastMonth()",
    "javascript:gs.daysAgo(99999999999)",
    "javascript:gs.daysAgoStart(-2147483648)",
    "javascript:gs.dateGenerate('2026-02-30','25:61:61')",
    "javascript:gs.dateGenerate(",
    "javascript:gs.getUserID()",
    "javascript:gs.monthsAgo(1e400)",
    "javascript:while(true){}",
    "javascript:((((((((((((((((((((",
    "javascript:",
    "hour@ago@1",
    "year@ahead@9223372036854775807",
    "dayofweek@@",
    "Monday@javascript:gs.datePart('dayofweek','monday','EE')",
    "sys_created_on@day@before@99999999999",
    "due_date@fortnight@after@-1",
    "manager@6816f79cc0a8016401c5a33be04be441",
    "90d1921e5f510100a9ad2572f2b477fe",
    "\u{0}",
    "Ω日本\u{10ffff}",
    "sys_updated_on",
    "state",
    "'; DROP TABLE incident; --",
];

const JOINTS: [&str; 14] = [
    "^",
    "^OR",
    "^NQ",
    "^EQ",
    "^^",
    "^ORDERBY",
    "^ORDERBYDESC",
    "^GROUPBY",
    "^RLQUERYincident.caller_id,>=1^",
    "^ENDRLQUERY^",
    "JOINsys_user.sys_id=task.assigned_to!",
    "^SUBQUERYsys_id,manager,sys_user^",
    "^ENDSUBQUERY",
    "",
];

/// How many cases there are of a kind.
fn cases() -> u32 {
    let asked = std::env::var("SANDBOX_FUZZ_CASES");
    asked.ok().and_then(|text| text.parse().ok()).unwrap_or(150)
}

/// Gives each generated input to `test`, the same ones every time.
fn each<S: Strategy>(inputs: S, test: impl Fn(S::Value)) {
    let config = Cases {
        cases: cases(),
        failure_persistence: None,
        ..Cases::default()
    };
    let chance = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
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
    each((select(&TABLES[..]), query()), |(table, text)| {
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
        };
        let page = Select {
            filter: reader.filter(&query),
            order: reader.order(&query),
            limit: 3,
            offset: 0,
        };
        let rows = store.select(table, &page);
        assert!(rows.is_ok(), "{} {text:?}: {rows:?}", table.name);
    });
}

const PATHS: [&str; 40] = [
    "/",
    "/login.do",
    "/logout.do",
    "/oauth_auth.do",
    "/oauth_token.do",
    "/oauth_revoke_token.do",
    "/oauth_revoke.do",
    "/nav_to.do",
    "/incident.do",
    "/incident_list.do",
    "/change_request.do",
    "/change_request_list.do",
    "/sandbox.css",
    "/favicon.ico",
    "/api",
    "/api/now",
    "/api/now/table/incident",
    "/api/now/table/incident/0",
    "/api/now/v1/table/task",
    "/api/now/v2/table/sys_user",
    "/api/now/table/sys_choice",
    "/api/now/table/nonsense",
    "/api/now/stats/incident",
    "/api/now/v1/stats/task",
    "/api/now/batch",
    "/api/now/v1/batch",
    "/api/now/tinyurl",
    "/api/now/attachment",
    "/api/now/attachment/file",
    "/api/now/attachment/upload",
    "/api/now/attachment/0/file",
    "/api/now/import/imp_user",
    "/api/now/import/nonsense/0",
    "/api/now/ui/meta/incident",
    "/api/sn_chg_rest/change",
    "/api/sn_chg_rest/v1/change/normal",
    "/api/sn_chg_rest/change/standard/508e02ec47410200e90d87e8dee49058",
    "/api/sn_chg_rest/change/0/nextstates",
    "/__sandbox/requests",
    "/%2e%2e/%00/ü",
];

const NAMES: [&str; 26] = [
    "sysparm_query",
    "sysparm_fields",
    "sysparm_limit",
    "sysparm_offset",
    "sysparm_display_value",
    "sysparm_exclude_reference_link",
    "sysparm_no_count",
    "sysparm_input_display_value",
    "sysparm_group_by",
    "sysparm_having",
    "sysparm_avg_fields",
    "sysparm_sum_fields",
    "sysparm_order_by",
    "sysparm_count",
    "sysparm_tiny",
    "sysparm_view",
    "table_name",
    "table_sys_id",
    "file_name",
    "response_type",
    "client_id",
    "redirect_uri",
    "uri",
    "sys_id",
    "state",
    "nonsense",
];

const BODIES: [&str; 18] = [
    "",
    "{}",
    "[]",
    "null",
    "{",
    "{'short_description':'a'}",
    "{\"short_description\":\"a\",\"state\":\"6\",\"sys_id\":\"x\"}",
    "{\"state\":{\"a\":[]},\"impact\":1e400,\"urgency\":null}",
    "{\"due_date\":\"2026-13-45\",\"work_notes\":\"\\u0000\",\"sys_class_name\":\"incident\"}",
    "{\"sys_id\":\"0123456789abcdef0123456789abcdef\",\"caller_id\":\"0\"}",
    "{\"rest_requests\":[{\"id\":1,\"url\":\"/api/now/table/incident\",\"method\":\"GET\"}]}",
    "{\"rest_requests\":[{\"url\":\"/api/now/table/incident?%\",\"body\":\"?\"},3,null]}",
    "{\"url\":\"/api/now/table/incident?sysparm_query=a\"}",
    "grant_type=password&username=admin&password=snowline&client_id=public-client",
    "grant_type=authorization_code&code=%00&client_id=public-client&code_verifier=a",
    "--x\r\nContent-Disposition: form-data; name=\"table_name\"\r\n\r\nincident\r\n--x--",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "\u{feff}{\"a\":\"\\ud800\"}",
];

const HEADERS: [(&str, &str); 18] = [
    ("content-type", "application/json"),
    ("content-type", "application/x-www-form-urlencoded"),
    ("content-type", "multipart/form-data; boundary=x"),
    ("content-type", "text/xml"),
    ("accept", "application/json"),
    ("accept", "application/xml"),
    ("accept", "x"),
    ("accept-language", "sv;q=NaN,ko;q=inf,*;q="),
    ("origin", "http://localhost:8180"),
    ("origin", "null"),
    ("access-control-request-method", "PATCH"),
    ("x-http-method-override", "DELETE"),
    ("x-http-method-override", "nonsense"),
    ("x-no-response-body", "true"),
    ("x-usertoken", "a"),
    ("cookie", "JSESSIONID=; =;;"),
    ("host", "[::1"),
    ("content-length", "99999999999999999999"),
];

fn parameter() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        3 => query(),
        3 => text(&FIELDS),
        3 => text(&VALUES),
        1 => select(&["all", "true", "0", "18446744073709551615", "-1", "count^priority^>^3"][..])
            .prop_map(str::to_owned),
    ];
    (text(&NAMES), value).prop_map(|(name, value)| {
        let mut pair = url::form_urlencoded::Serializer::new(String::new());
        pair.append_pair(&name, &value).finish()
    })
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
    let runtime = Runtime::new().unwrap();
    let instance = Instance::new();
    let tokens = runtime.block_on(sign_in_program(&instance));
    let token = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    each(
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
