//! Absolute URLs: `Link`, `Location` and the links of references.

use axum::http::{HeaderMap, Uri, header};

/// The origin that the caller used.
pub(crate) fn origin(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    format!("http://{}", host.unwrap_or("localhost"))
}

/// Where a record is.
pub(super) fn record(origin: &str, table: &str, sys_id: &str) -> String {
    format!("{origin}/api/now/table/{table}/{sys_id}")
}

/// Where the record of this name is: the link of a reference by name.
pub(super) fn named(origin: &str, table: &str, name: &str) -> String {
    format!("{origin}/api/now/table/{table}?name={name}")
}

/// A page of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    pub(crate) offset: u64,
    pub(crate) limit: u64,
    /// How many records there are in all, if they were counted.
    pub(crate) total: Option<u64>,
}

/// The `Link` header: the same URL with other offsets.
pub(crate) fn pages(origin: &str, uri: &Uri, page: Page) -> String {
    let limit = page.limit.max(1);
    let last = page
        .total
        .map(|total| total.saturating_sub(1) / limit * limit);
    let next = page.offset.saturating_add(limit);
    let next = page.total.is_none_or(|total| next < total).then_some(next);
    let prev = (page.offset > 0).then(|| page.offset.saturating_sub(limit));
    let links = [
        ("first", Some(0)),
        ("next", next),
        ("prev", prev),
        ("last", last),
    ];
    let links = links.into_iter().filter_map(|(rel, offset)| {
        let url = at_offset(origin, uri, offset?);
        Some(format!("<{url}>;rel=\"{rel}\""))
    });
    links.collect::<Vec<_>>().join(",")
}

fn at_offset(origin: &str, uri: &Uri, offset: u64) -> String {
    let kept = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("sysparm_offset="))
        .map(str::to_owned);
    let query: Vec<_> = kept.chain([format!("sysparm_offset={offset}")]).collect();
    format!("{origin}{}?{}", uri.path(), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, (offset, limit, total): (u64, u64, Option<u64>), expect: &str) {
        let uri = format!("/t?{query}").parse().expect("a URI");
        let page = Page {
            offset,
            limit,
            total,
        };
        let links = pages("http://i", &uri, page).replace("http://i/t?", "");
        assert_eq!(links.replace("sysparm_", ""), expect);
    }

    #[test]
    fn links_name_the_other_pages() {
        check(
            "sysparm_limit=10",
            (0, 10, Some(25)),
            "<limit=10&offset=0>;rel=\"first\",<limit=10&offset=10>;rel=\"next\",\
             <limit=10&offset=20>;rel=\"last\"",
        );
        check(
            "sysparm_offset=20&a=b",
            (20, 10, Some(25)),
            "<a=b&offset=0>;rel=\"first\",<a=b&offset=10>;rel=\"prev\",\
             <a=b&offset=20>;rel=\"last\"",
        );
        check(
            "",
            (0, 10, Some(0)),
            "<offset=0>;rel=\"first\",<offset=0>;rel=\"last\"",
        );
        check(
            "",
            (0, 10, None),
            "<offset=0>;rel=\"first\",<offset=10>;rel=\"next\"",
        );
    }
}
