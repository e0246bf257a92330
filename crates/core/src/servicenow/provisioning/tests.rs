use super::*;
use crate::ports::memory::Memory;
use pollster::block_on;

const BODY: &str = include_str!("../../../../../www/provisioning/connect.js");

fn plan(origin: &str, redirect_uri: &str, client_id: Option<&str>, user: &str) -> Provisioning {
    block_on(Provisioning::new(
        &Memory::new(),
        origin.into(),
        redirect_uri.into(),
        client_id.map(Into::into),
        user.into(),
    ))
    .unwrap()
}

fn usual() -> Provisioning {
    let origin = "https://portal.example.com";
    plan(
        origin,
        "https://portal.example.com/security/",
        None,
        "snowline.integration",
    )
}

#[test]
fn the_same_portal_always_gets_the_same_ids_and_another_gets_others() {
    let other = plan("https://b.example", "https://b.example/", None, "x");
    assert_eq!(usual(), usual());
    assert_ne!(usual().client_id, other.client_id);
    assert_ne!(usual().sys_id, other.sys_id);
    assert_ne!(usual().client_id, usual().sys_id);
    for id in [usual().client_id, usual().sys_id] {
        assert_eq!(id.len(), 32);
        assert!(id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
    }
}

#[test]
fn a_client_id_that_is_there_already_is_kept() {
    let plan = plan("https://b.example", "https://b.example/", Some("5e0a"), "x");
    assert!(plan.script(BODY).contains(r#""clientId":"5e0a""#));
}

#[test]
fn the_script_says_first_what_it_makes() {
    let script = usual().script(BODY);
    let head: Vec<_> = script
        .lines()
        .take_while(|line| line.starts_with("//"))
        .collect();
    let head = head.join("\n");
    for part in [
        "glide.oauth.cors.allowed.origin = https://portal.example.com",
        "redirect URL https://portal.example.com/security/",
        "Table API (GET, POST, PATCH)",
        "Aggregate API (GET)",
        "Batch API (POST)",
        "Attachment API (GET, POST)",
        "Change Management API (GET)",
        "snowline.integration with the roles sn_incident_read",
        "deletes nothing",
    ] {
        assert!(head.contains(part), "{part} in {head}");
    }
}

#[test]
fn no_value_ends_its_text_its_comment_or_its_file() {
    let nasty = "a\"; gs.evil(); //\n*/]]></script>\u{2028}gs.evil()<";
    let plan = plan(nasty, nasty, Some(nasty), nasty);
    let script = plan.script(BODY);
    let values = script
        .lines()
        .find(|line| line.starts_with("var snowline"))
        .unwrap();
    let json = values
        .trim_start_matches("var snowline = ")
        .trim_end_matches(';');
    let read: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(read["userName"], nasty);
    assert!(!script.contains(['\u{2028}', '\u{2029}']));
    assert!(!script.contains("]]>"));
    for line in script.lines().take_while(|line| !line.starts_with("var")) {
        assert!(line.starts_with("//"), "{line}");
    }
    let xml = plan.xml(BODY, Timestamp(0));
    assert_eq!(xml.matches("]]>").count(), 1);
    assert_eq!(xml.matches("</script>").count(), 1);
}

#[test]
fn the_file_holds_the_script_in_the_form_that_import_xml_takes() {
    let plan = usual();
    let xml = plan.xml(BODY, Timestamp(1_763_683_200_000));
    assert!(xml.starts_with(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<unload unload_date=\"2025-11-21 00:00:00\">"
    ));
    assert!(xml.contains("<sys_script_fix action=\"INSERT_OR_UPDATE\">"));
    assert!(xml.contains("<name>Snowline: connect https://portal.example.com</name>"));
    let script = xml.split("<![CDATA[").nth(1).unwrap();
    assert_eq!(script.split("]]>").next().unwrap(), plan.script(BODY));
}

#[test]
fn the_script_fits_into_the_column_of_a_fix_script() {
    let long = "https://security.portal.of.a.rather.long.name.example.com";
    let script = plan(long, &[long, "/portals/security/"].concat(), None, "x").script(BODY);
    assert!(script.len() <= 8000, "{} characters", script.len());
}
