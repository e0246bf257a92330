use proptest::prelude::*;

use super::{Block, HttpsUrl, Inline, MAX_LISTS, RichText};

/// Pieces that make broken HTML far likelier than random characters do.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "<",
            ">",
            "</",
            "/>",
            "\"",
            "'",
            "=",
            "&",
            ";",
            "&#",
            "&lt;",
            "<!--",
            "-->",
            "<!",
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<li>",
            "</li>",
            "<b>",
            "</b>",
            "<em>",
            "<br>",
            "<h1>",
            "<a href=",
            "<a href=\"https://a.example\">",
            "<a href=javascript:x>",
            "</a>",
            "<script>",
            "</script>",
            "<style",
            "<td>",
            " ",
            "\n",
            "\u{a0}",
            "é",
            "👍",
        ])
        .prop_map(str::to_owned),
        ".{0,8}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// HTML that is in order, with the words it holds.
fn in_order() -> impl Strategy<Value = (String, Vec<String>)> {
    let word = "[a-zA-Z0-9.,é보<>&\"]{1,8}".prop_map(|word| {
        let escaped = word
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        (escaped, vec![word])
    });
    word.prop_recursive(8, 64, 5, |inner| {
        let tag = prop::sample::select(vec![
            "p", "ul", "ol", "li", "b", "strong", "em", "i", "span", "div", "a", "u", "label",
            "abbr",
        ]);
        (tag, prop::collection::vec(inner, 1..5)).prop_map(|(tag, parts)| {
            let (html, words): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
            (format!("<{tag}>{}</{tag}>", html.join(" ")), words.concat())
        })
    })
}

fn depth(blocks: &[Block]) -> usize {
    let deepest = blocks.iter().map(|block| match block {
        Block::Paragraph(_) => 0,
        Block::List { items, .. } => 1 + items.iter().map(|item| depth(item)).max().unwrap_or(0),
    });
    deepest.max().unwrap_or(0)
}

fn inlines<'a>(blocks: &'a [Block], found: &mut Vec<&'a Inline>) {
    for block in blocks {
        match block {
            Block::Paragraph(parts) => found.extend(parts),
            Block::List { items, .. } => items.iter().for_each(|item| inlines(item, found)),
        }
    }
}

/// All that can be read, without white space.
fn visible(text: &RichText) -> String {
    let mut parts = Vec::new();
    inlines(text.blocks(), &mut parts);
    let runs = parts.into_iter().flat_map(|part| match part {
        Inline::Text(run) => std::slice::from_ref(run),
        Inline::Link { runs, .. } => runs.as_slice(),
        Inline::Break => &[],
    });
    runs.flat_map(|run| run.text.chars())
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[track_caller]
fn check_sound(html: &str) {
    let text = RichText::parse(html);
    assert!(depth(text.blocks()) <= MAX_LISTS);
    let mut parts = Vec::new();
    inlines(text.blocks(), &mut parts);
    for part in parts {
        if let Inline::Link { href, runs } = part {
            assert_eq!(HttpsUrl::parse(href.as_str()).as_ref(), Some(href));
            assert!(!runs.is_empty());
        }
    }
    let plain = text.to_plain_text();
    assert!(!plain.chars().any(|c| c.is_control() && c != '\n'));
    assert_eq!(plain.trim_matches([' ', '\n']), plain);
    assert_eq!(text.is_empty(), plain.is_empty());
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_tree(html in any::<String>()) {
        check_sound(&html);
    }

    #[test]
    fn any_broken_html_gives_a_sound_tree(html in soup()) {
        check_sound(&html);
    }

    #[test]
    fn no_text_is_lost_or_moved((html, words) in in_order()) {
        prop_assert_eq!(visible(&RichText::parse(&html)), words.concat());
    }

    #[test]
    fn text_without_markup_stays(text in "[^<&\\p{Cc}]*") {
        let kept: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        prop_assert_eq!(visible(&RichText::parse(&text)), kept);
    }
}
