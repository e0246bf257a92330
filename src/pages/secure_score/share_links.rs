//! Addresses that hand an action to another program.

use js_sys::encode_uri_component;

/// Begins a letter.
#[must_use]
pub(super) fn mail(subject: &str, link: &str) -> String {
    let body = [subject, "\r\n\r\n", link].concat();
    address("mailto:?subject=", subject, "&body=", &body)
}

/// Opens Microsoft Teams' own page to choose with whom to share.
#[must_use]
pub(super) fn teams(subject: &str, link: &str) -> String {
    address(
        "https://teams.microsoft.com/share?href=",
        link,
        "&msgText=",
        subject,
    )
}

fn address(start: &str, first: &str, between: &str, second: &str) -> String {
    let first: String = encode_uri_component(first).into();
    let second: String = encode_uri_component(second).into();
    [start, &first, between, &second].concat()
}
