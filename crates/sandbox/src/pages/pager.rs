//! The way from one page of a list to the next.

use super::{escape, list::PAGE, view::View};
use crate::params::encode;

/// Which records are shown, and the links to their neighbours.
pub(super) fn pager(view: &View, query: &str, first: u64, shown: u64, total: u64) -> String {
    if total == 0 {
        return String::new();
    }
    let link = |first: u64, label: &str| {
        let first = first.to_string();
        let pairs = [("sysparm_query", query), ("sysparm_first_row", &first)];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let address = format!("/{}_list.do?{}", view.table, encode(pairs));
        format!(r#"<a href="{}">{label}</a>"#, escape(&address))
    };
    let last = first + shown - shown.min(1);
    let mut parts = vec![format!("<span>{first} to {last} of {total}</span>")];
    if first > 1 {
        parts.push(link(first.saturating_sub(PAGE).max(1), "Previous"));
    }
    if last < total {
        parts.push(link(last + 1, "Next"));
    }
    format!(
        r#"<nav class="row" aria-label="Pages of the list">{}</nav>"#,
        parts.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::{super::view::VIEWS, *};

    #[test]
    fn pages_lead_to_their_neighbours() {
        let view = &VIEWS[1];
        let middle = pager(view, "", 21, 20, 45);
        assert!(middle.contains("21 to 40 of 45"), "{middle}");
        assert!(middle.contains("sysparm_first_row=1\""), "{middle}");
        assert!(middle.contains("sysparm_first_row=41\""), "{middle}");
        let last = pager(view, "", 41, 5, 45);
        assert!(last.contains("41 to 45 of 45"), "{last}");
        assert!(!last.contains("Next"), "{last}");
        let only = pager(view, "", 1, 1, 1);
        assert!(!only.contains("href"), "{only}");
    }

    #[test]
    fn the_filter_is_kept_from_page_to_page() {
        let page = pager(&VIEWS[1], "a=\"1\"&b", 1, 20, 45);
        assert!(
            page.contains("sysparm_query=a%3D%221%22%26b&amp;sysparm_first_row=21"),
            "{page}"
        );
    }
}
