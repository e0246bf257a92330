//! Through a proxy.

use super::*;

const PROXY: &str = "https://portal.example/servicenow";
const INDEX: &str = "<html><title>The portal</title>";

/// Through a proxy that gives the same to everything, beside which the portal says something.
fn through(seen: &mut Observed, all: &Seen, beside: Option<Seen>) {
    seen.through = Some(PROXY.into());
    seen.token = all.clone();
    seen.rest = vec![all.clone(); PROBES.len()];
    seen.beside = beside;
}

#[test]
fn through_a_proxy_it_is_told_apart_who_answers() {
    let proxied = |seen: &mut Observed| seen.through = Some(PROXY.into());
    before(proxied, "pp--?n?", Step::Authorize, &["todo"]);
    let page = || read(200, "<html>Maintenance");
    let not_found = || read(404, r#"{"error":"not_found"}"#);
    let forbidden = || read(403, "<Error><RequestId>1</RequestId></Error>");
    let other_forbidden = || read(403, "<Error><RequestId>2</RequestId></Error>");
    for (what, all, beside, reason) in [
        ("no such path", read(404, INDEX), None, "noProxy"),
        ("the same as JSON", not_found(), None, "noProxy"),
        ("a method too many", read(405, ""), None, "noProxy"),
        (
            "its own page for everything",
            read(200, INDEX),
            Some(read(200, INDEX)),
            "noProxy",
        ),
        (
            "a store of files that refuses what it has not",
            forbidden(),
            Some(other_forbidden()),
            "noProxy",
        ),
        (
            "a sign-in of its own before everything",
            Seen::Hidden,
            Some(Seen::Hidden),
            "noProxy",
        ),
        (
            "a page of another's",
            page(),
            Some(read(200, INDEX)),
            "page",
        ),
        (
            "no instance behind it",
            read(502, "<html>"),
            None,
            "unreached",
        ),
        (
            "an address that is not let in",
            read(403, REFUSED),
            None,
            "blocked",
        ),
        ("an instance asleep", read(200, ASLEEP), None, "hibernating"),
        ("one that is off", read(200, OFFLINE), None, "offline"),
    ] {
        let mut observed = well();
        through(&mut observed, &all, beside);
        for signed_in in [None, Some(&integration_user())] {
            let found = judge(&observed, signed_in, None);
            assert_eq!(letters(&found), "n?--???", "{what}");
            assert_eq!(reasons(&found, Step::Instance), [reason], "{what}");
            let waits = match reason {
                "noProxy" => "noProxy",
                _ => "waits",
            };
            for step in [Step::Entity, Step::User, Step::Authorize, Step::Rights] {
                assert_eq!(reasons(&found, step), [waits], "{what}");
            }
        }
    }
    let mut silent = well();
    through(&mut silent, &Seen::Hidden, None);
    silent.answers = false;
    let found = judge(&silent, None, None);
    let host = ("host", PROXY.to_owned());
    assert_eq!(reasons(&found, Step::Instance), ["silent"]);
    assert!(found[0].arguments.contains(&host));
    // The page of the portal that answers POST with 405 and GET with its own.
    let mut mixed = well();
    through(&mut mixed, &read(405, ""), Some(read(200, INDEX)));
    mixed.rest[0] = read(200, INDEX);
    assert_eq!(
        reasons(&judge(&mixed, None, None), Step::Instance),
        ["noProxy"]
    );
}

#[test]
fn beside_a_proxy_is_asked_where_nothing_is_servicenows() {
    let connection = |proxy: Option<&str>| Connection {
        instance: InstanceUrl::parse("https://acme.service-now.com")
            .unwrap()
            .through(proxy.map(str::to_owned)),
        client_id: ClientId::parse("c1").unwrap(),
        redirect_uri: "https://portal.example/".to_owned(),
        endpoints: None,
    };
    #[track_caller]
    fn check(connection: &Connection, status: u16, body: &'static str, beside: bool) {
        let memory = Memory::new();
        memory.set_answers(true);
        memory.serve(move |_| {
            Ok(crate::ports::Response {
                status,
                body: body.to_owned(),
                headers: Vec::new(),
            })
        });
        let observed = block_on(observe(&memory, connection));
        assert_eq!(observed.beside.is_some(), beside);
        assert_eq!(
            memory.requests().len(),
            1 + PROBES.len() + usize::from(beside)
        );
    }
    check(&connection(Some(PROXY)), 200, INDEX, true);
    check(&connection(Some(PROXY)), 401, REFUSED, false);
    check(&connection(None), 200, INDEX, false);
}
