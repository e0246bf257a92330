use proptest::prelude::*;

use super::*;

#[test]
fn an_address_is_reduced_to_its_origin() {
    #[track_caller]
    fn check(text: &str, url: &str, host: &str) {
        let parsed = InstanceUrl::parse(text).unwrap();
        assert_eq!((parsed.as_str(), parsed.host()), (url, host));
    }
    check(
        "https://dev1.service-now.com",
        "https://dev1.service-now.com",
        "dev1.service-now.com",
    );
    check(
        "  HTTPS://Dev1.Service-Now.com/ ",
        "https://dev1.service-now.com",
        "dev1.service-now.com",
    );
    check("https://a.b:443", "https://a.b", "a.b");
    check("https://a.b:8443/", "https://a.b:8443", "a.b:8443");
    check("https://a.b:", "https://a.b", "a.b");
    check(
        "http://localhost:8080",
        "http://localhost:8080",
        "localhost:8080",
    );
    check("http://127.0.0.1:80/", "http://127.0.0.1", "127.0.0.1");
    check("http://[::1]:9000", "http://[::1]:9000", "[::1]:9000");
    check("http://[::1]", "http://[::1]", "[::1]");
}

#[test]
fn what_is_wrong_with_an_address_is_said_exactly() {
    #[track_caller]
    fn check(text: &str, problem: UrlProblem) {
        let error = InstanceUrl::parse(text).unwrap_err();
        assert_eq!(*error.kind(), Kind::InstanceUrl(problem), "{text}");
    }
    use UrlProblem::*;
    check("", Empty);
    check(" \n", Empty);
    check("dev1.service-now.com", NotHttps);
    check("http://dev1.service-now.com", NotHttps);
    check("http://localhost.evil.example", NotHttps);
    check("ftp://a.b", NotHttps);
    check("javascript://a.b", NotHttps);
    check("https://me@a.b", UserInfo);
    check("https://me:p/w@a.b", UserInfo);
    check("https://a.b@evil.example/", UserInfo);
    check("https://a.b/nav_to.do", Path);
    check("https://a.b//", Path);
    check("https://a.b\\c", Path);
    check("https://a.b?x", Query);
    check("https://a.b/#x", Fragment);
    check("https://a.b/c?d#e", Fragment);
    check("https://", Host);
    check("https:///", Host);
    check("https://a b", Host);
    check("https://a..b", Host);
    check("https://a.b.", Host);
    check("https://-a.b", Host);
    check("https://a_b.c", Host);
    check("https://ä.example", OtherLetters);
    check("https://servіce-now.com", OtherLetters);
    check("https://10.0.0.1", IpAddress);
    check("https://10.1:8443", IpAddress);
    check("https://0x7f.1", IpAddress);
    check("https://0xa000001", IpAddress);
    check("https://[::2]", IpAddress);
    check("https://*.service-now.com", Host);
    check("https://a.b:0", Port);
    check("https://a.b:65536", Port);
    check("https://a.b:+443", Port);
    check("https://a.b:x", Port);
    check("https://a.b:1:2", Port);
    check("https://[::1", Port);
}

#[test]
fn what_was_meant_is_proposed_where_it_is_clear() {
    #[track_caller]
    fn check(text: &str, meant: Option<&str>) {
        let found = InstanceUrl::meant(text);
        assert_eq!(found.as_ref().map(InstanceUrl::as_str), meant, "{text}");
    }
    let acme = Some("https://acme.service-now.com");
    check("acme", acme);
    check(" Acme ", acme);
    check("https://acme/", acme);
    check("acme.service-now.com", acme);
    check("http://acme.service-now.com", acme);
    check(
        "https://acme.service-now.com/now/nav/ui/home?utm_source=mail#top",
        acme,
    );
    check("acme.service-now.com/incident.do?sys_id=1", acme);
    check("https://acme.service-now.com:443/x", acme);
    check(
        "tickets.acme.example/x",
        Some("https://tickets.acme.example"),
    );
    check("", None);
    check("two words", None);
    check("https://me:secret@acme.service-now.com", None);
    check("10.0.0.1", None);
    check("äcme", None);
    check("ftp://", None);
    let here = Some("http://localhost:8281");
    check("http://localhost:8281/now/nav", here);
    check("localhost:8281", here);
    check("https://localhost:8281/x", Some("https://localhost:8281"));
    check("http://127.0.0.1:8281?x", Some("http://127.0.0.1:8281"));
    check("http://10.0.0.1/x", None);
}

#[test]
fn a_host_that_only_looks_like_servicenows_is_told_apart() {
    #[track_caller]
    fn check(host: &str, alike: bool) {
        let url = InstanceUrl::parse(&["https://", host].concat()).unwrap();
        assert_eq!(url.is_look_alike(), alike, "{host}");
    }
    check("acme.service-now.com", false);
    check("acme.service-now.com:8443", false);
    check("acme.servicenowservices.com", false);
    check("tickets.acme.example", false);
    check("acme.service-now.com.evil.example", true);
    check("acmeservice-now.com", true);
    check("acme.servicenow.com", true);
    check("acme.service-now.co", true);
    check("acme.service.now.com", true);
    check("acme.service-n0w.com", true);
    check("xn--srvice-now-2jg.com", true);
}

#[test]
fn a_path_is_joined_to_the_origin() {
    let url = InstanceUrl::parse("https://a.b/").unwrap();
    assert_eq!(url.join("/api/now"), "https://a.b/api/now");
}

#[test]
fn a_client_id_is_printable_and_not_blank() {
    #[track_caller]
    fn check(text: &str, expected: std::result::Result<&str, ClientIdProblem>) {
        let parsed = ClientId::parse(text);
        let parsed = parsed.as_ref().map(ClientId::as_str).map_err(Error::kind);
        let problem = expected.map_err(Kind::ClientId);
        assert_eq!(parsed, problem.as_ref().copied());
    }
    check(" 5e0a1f94 ", Ok("5e0a1f94"));
    check("a-b_c.d~e", Ok("a-b_c.d~e"));
    check("\t", Err(ClientIdProblem::Empty));
    check("a b", Err(ClientIdProblem::Characters));
    check("a\u{7f}b", Err(ClientIdProblem::Characters));
    check("é", Err(ClientIdProblem::Characters));
}

proptest! {
    #[test]
    fn what_was_parsed_parses_to_itself(text in "(https?://)?[a-zA-Z0-9.:/@?#\\[\\] -]{0,30}") {
        if let Ok(url) = InstanceUrl::parse(&text) {
            prop_assert_eq!(InstanceUrl::parse(url.as_str()).unwrap(), url.clone());
            prop_assert!(!url.host().is_empty());
            prop_assert!(url.as_str().starts_with("https://") || url.as_str().starts_with("http://"));
        }
    }

    #[test]
    fn no_text_makes_the_parsers_panic(text in any::<String>()) {
        let _ = InstanceUrl::parse(&text);
        let _ = InstanceUrl::parse(&["https://", &text].concat());
        let _ = ClientId::parse(&text);
    }
}
