//! The rules.

use std::net::{IpAddr, Ipv4Addr};

use crate::{
    records::{is_true, text},
    store::{Result, Row, Store},
};

/// Whether the rules block requests from this address.
pub(super) fn blocks(store: &Store, address: IpAddr) -> Result<bool> {
    let rules = store.find("ip_access", &[("active", "true")])?;
    let has = |kind: &str| {
        rules
            .iter()
            .any(|rule| of(rule, kind) && covers(rule, address))
    };
    Ok(has("deny") && !has("allow"))
}

/// Whether the row, as it is to be, is a rule that denies this address.
pub(crate) fn denies(row: &Row, address: IpAddr) -> bool {
    is_true(row, "active") && of(row, "deny") && covers(row, address)
}

/// Whether it is of this type, and for requests to the instance.
fn of(rule: &Row, kind: &str) -> bool {
    text(rule, "type").eq_ignore_ascii_case(kind)
        && !text(rule, "direction").eq_ignore_ascii_case("outbound")
}

/// Whether the address is within the range, whose ends belong to it. A range
/// without an end is one address. What is no address covers nothing.
fn covers(rule: &Row, address: IpAddr) -> bool {
    let (start, end) = (text(rule, "range_start"), text(rule, "range_end"));
    let end = if end.is_empty() { start } else { end };
    match (
        start.parse().map(plain),
        end.parse().map(plain),
        plain(address),
    ) {
        (Ok(IpAddr::V4(start)), Ok(IpAddr::V4(end)), IpAddr::V4(at)) => (start..=end).contains(&at),
        (Ok(IpAddr::V6(start)), Ok(IpAddr::V6(end)), IpAddr::V6(at)) => (start..=end).contains(&at),
        _ => false,
    }
}

/// The same in its plainest form: browsers reach `localhost` by either of two
/// addresses, and an IPv4 address may be written as one of IPv6.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(at) if at.is_loopback() => Ipv4Addr::LOCALHOST.into(),
        other => other.to_canonical(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: &str, end: &str, address: &str, expect: bool) {
        let rule = Row::from([
            ("range_start".to_owned(), start.to_owned()),
            ("range_end".to_owned(), end.to_owned()),
        ]);
        let address = address.parse().expect("an address");
        assert_eq!(covers(&rule, address), expect, "{start} {end} {address}");
    }

    #[test]
    fn a_range_has_both_its_ends() {
        check("203.0.113.5", "203.0.113.7", "203.0.113.5", true);
        check("203.0.113.5", "203.0.113.7", "203.0.113.7", true);
        check("203.0.113.5", "203.0.113.7", "203.0.113.8", false);
        check("203.0.113.9", "203.0.113.20", "203.0.113.10", true);
        check("203.0.113.5", "", "203.0.113.5", true);
        check("203.0.113.5", "", "203.0.113.6", false);
        check("0.0.0.0", "255.255.255.255", "127.0.0.1", true);
        check("0.0.0.0", "255.255.255.255", "::1", true);
        check("0.0.0.0", "255.255.255.255", "::ffff:10.0.0.1", true);
        check("0.0.0.0", "255.255.255.255", "2001:db8::1", false);
        check("2001:db8::", "2001:db8::ffff", "2001:db8::1", true);
        check("nonsense", "", "10.0.0.1", false);
        check("", "", "10.0.0.1", false);
    }
}
