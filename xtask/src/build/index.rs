//! The page: `index.html` without what is in it for Trunk.

use anyhow::{Context, Result, bail};

/// Removes the `<link data-trunk ...>` elements, which tell Trunk what to build.
pub(crate) fn without_trunk(page: &str) -> Result<String> {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        let (before, tag_on) = rest.split_at(start);
        let end = end_of_tag(tag_on);
        let Some(end) = end else { break };
        let (tag, after) = tag_on.split_at(end);
        kept.push_str(before);
        if !has_attribute(tag, "data-trunk") {
            kept.push_str(tag);
            rest = after;
            continue;
        }
        if !tag.starts_with("<link") {
            bail!("index.html: {tag} is more than a link, which only Trunk could build");
        }
        // A line of its own goes as a whole.
        let indent = kept.trim_end_matches([' ', '\t']).len();
        let alone = kept.get(..indent).is_some_and(|head| head.ends_with('\n'));
        rest = match after.strip_prefix('\n') {
            Some(next) if alone => {
                kept.truncate(indent);
                next
            }
            _ => after,
        };
    }
    kept.push_str(rest);
    if kept.contains("data-trunk") {
        return Err(anyhow::anyhow!("something for Trunk is left")).context("index.html");
    }
    Ok(kept)
}

/// Where the tag or comment that the text begins with is over.
fn end_of_tag(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| end + 3);
    }
    let mut quote = None;
    for (position, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return Some(position + 1),
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

fn has_attribute(tag: &str, name: &str) -> bool {
    !tag.starts_with("<!--")
        && tag
            .split(|character: char| character.is_whitespace() || matches!(character, '/' | '>'))
            .any(|word| {
                word == name
                    || word
                        .strip_prefix(name)
                        .is_some_and(|rest| rest.starts_with('='))
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: &str) {
        assert_eq!(without_trunk(page).unwrap(), expected);
    }

    #[test]
    fn a_page_without_trunk_stays_as_it_is() {
        check(
            "<!doctype html>\n<p title=\"a > b\">c</p>\n",
            "<!doctype html>\n<p title=\"a > b\">c</p>\n",
        );
        check("1 < 2", "1 < 2");
    }

    #[test]
    fn a_link_for_trunk_goes_with_its_line() {
        check(
            "<head>\n  <link data-trunk rel=\"rust\" href=\"a>b\" />\n  <title>T</title>\n</head>\n",
            "<head>\n  <title>T</title>\n</head>\n",
        );
        check("<a><link rel=\"rust\" data-trunk><b>", "<a><b>");
        check(
            "<a>\n<link data-trunk=\"\"\n  rel=\"rust\"/>\n<b>",
            "<a>\n<b>",
        );
    }

    #[test]
    fn other_links_stay() {
        check(
            "<link rel=\"icon\" href=\"trunk.svg\">",
            "<link rel=\"icon\" href=\"trunk.svg\">",
        );
    }

    #[test]
    fn what_only_trunk_could_build_is_refused() {
        assert!(without_trunk("<script data-trunk src=\"x.js\"></script>").is_err());
    }
}
