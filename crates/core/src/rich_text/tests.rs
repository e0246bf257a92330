use std::time::{Duration, Instant};

use super::{Block, HttpsUrl, Inline, MAX_LISTS, RichText, Run};

/// Writes the tree in a notation of its own, so that a case is one line.
fn show(blocks: &[Block]) -> String {
    blocks.iter().map(show_block).collect::<Vec<_>>().join("")
}

fn show_block(block: &Block) -> String {
    match block {
        Block::Paragraph(inlines) => {
            format!("p[{}]", inlines.iter().map(inline).collect::<String>())
        }
        Block::List { ordered, items } => {
            let items: Vec<_> = items.iter().map(|item| show(item)).collect();
            format!(
                "{}[{}]",
                if *ordered { "ol" } else { "ul" },
                items.join("|")
            )
        }
    }
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => run(text),
        Inline::Link { href, runs } => {
            format!("<{href}|{}>", runs.iter().map(run).collect::<String>())
        }
        Inline::Break => "/".to_owned(),
    }
}

fn run(run: &Run) -> String {
    let text = if run.strong {
        format!("*{}*", run.text)
    } else {
        run.text.clone()
    };
    if run.emphasis {
        format!("_{text}_")
    } else {
        text
    }
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(show(RichText::parse(html).blocks()), expected, "{html}");
}

#[test]
fn reads_paragraphs_and_styles() {
    check("plain", "p[plain]");
    check("<p>one</p><p>two", "p[one]p[two]");
    check("<P CLASS=x>one</P >", "p[one]");
    check("a <b>b</b> <strong>c</strong>", "p[a *b* *c*]");
    check("<i>a</i><em>b</em>", "p[_ab_]");
    check("<strong>a<em>b</em></strong>c", "p[*a*_*b*_c]");
    check("<strong>a<p>b</p></strong>c", "p[*a*]p[*b*]p[c]");
    check("<h2>Title</h2>text", "p[*Title*]p[text]");
    check("<table><tr><td>a<td>b<tr><td>c</table>", "p[a b]p[c]");
}

#[test]
fn tags_that_mean_nothing_here_leave_their_text() {
    let html = r#"<div class="x" dir="ltr" data-y="1"><span style="a">a</span> <u>b</u>
        <abbr title="c > d">c</abbr> <label for="e">e</label> <foo>f</foo></div>"#;
    check(html, "p[a b c e f]");
}

#[test]
fn collapses_white_space_as_html_does() {
    check("  a \r\n\t b  ", "p[a b]");
    check("a <b> b</b>", "p[a *b*]");
    check("a<br> b <br/>", "p[a/b]");
    check("<br>a<br><br>b", "p[a]p[b]");
    check("<p>&nbsp;</p><p> </p><div></div>", "");
    check("a&nbsp;b", "p[a\u{a0}b]");
}

#[test]
fn reads_lists() {
    check("<ol><li>a</li><li>b</li></ol>", "ol[p[a]|p[b]]");
    check("<ul><li>a<li>b</ul>c", "ul[p[a]|p[b]]p[c]");
    check("<ol>\n<li>\na\n</li>\n</ol>", "ol[p[a]]");
    check("<ul><li>a<ul><li>b</ul>c</li></ul>", "ul[p[a]ul[p[b]]p[c]]");
    check("<ul>a<li>b</ul>", "ul[p[a]|p[b]]");
    check("<li>a", "ul[p[a]]");
    check("<ul><ol><li>a</ol></ul>", "ul[ol[p[a]]]");
    check("<ul><li></li><li> </li></ul><ol></ol>", "");
    check("</li></ul>a</ol>", "p[a]");
}

#[test]
fn lists_nest_only_so_deep() {
    let html = format!(
        "{}a{}b",
        "<ul><li>".repeat(MAX_LISTS + 3),
        "</ul>".repeat(MAX_LISTS + 3)
    );
    let nested = format!(
        "{}p[a]{}p[b]",
        "ul[".repeat(MAX_LISTS),
        "]".repeat(MAX_LISTS)
    );
    check(&html, &nested);
}

#[test]
fn only_https_addresses_become_links() {
    check(
        r#"<a href="https://a.example/b?c=d&amp;e=f">x</a>"#,
        "p[<https://a.example/b?c=d&e=f|x>]",
    );
    check(
        "<a target=_blank href=https://a.example/>x</a>",
        "p[<https://a.example/|x>]",
    );
    check(
        "<a title='href=\"http://b\"' HREF = 'https://a.example'>x</a>",
        "p[<https://a.example|x>]",
    );
    check(
        "<a href=\"HTTPS://a.example/b c\">x</a>",
        "p[<https://a.example/b%20c|x>]",
    );
    check(
        "<a href=https://a.example>x<b>y</b></a>z",
        "p[<https://a.example|x*y*>z]",
    );
    for href in [
        "http://a.example",
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "https:a.example",
        "https://",
        "https:///a",
        "https://user@a.example",
        "https://microsoft.com\\@a.example",
        "https://m\u{456}crosoft.com",
        "https://a.example/\u{1}",
        "/relative",
        "",
    ] {
        check(&format!("<a href=\"{href}\">x</a>"), "p[x]");
    }
    check("<a>x</a><a href>y</a>", "p[xy]");
}

#[test]
fn an_address_has_a_longest_length() {
    let url = |length: usize| format!("https://a.example/{}", "b".repeat(length - 18));
    assert!(HttpsUrl::parse(&url(2048)).is_some());
    assert_eq!(HttpsUrl::parse(&url(2049)), None);
}

#[test]
fn a_link_that_is_not_closed_ends_with_its_paragraph() {
    check(
        "<p><a href=https://a.example>x</p>y",
        "p[<https://a.example|x>]p[y]",
    );
    check(
        "<a href=https://a.example>x<br>y</a>",
        "p[<https://a.example|x>/<https://a.example|y>]",
    );
}

#[test]
fn programs_styles_and_comments_are_no_text() {
    check("a<script>if (b<c) d('</p>')</script>e", "p[ae]");
    check("a<STYLE>b</Style >c", "p[ac]");
    check("a<script>b", "p[a]");
    check("a<!-- <b>b</b> -->c<!doctype d><?e?></ f>g", "p[acg]");
    check("a<!-- b", "p[a]");
}

#[test]
fn decodes_character_references() {
    check(
        "&lt;b&gt; &amp;amp; &quot;&apos;&#39;&#x2014;",
        "p[<b> &amp; \"''—]",
    );
    check(
        "AT&T &unknown; &; & &#; &#xg; &amp",
        "p[AT&T &unknown; &; & &#; &#xg; &amp]",
    );
    check("&#xD800;&#99999999;", "p[\u{fffd}\u{fffd}]");
    check("&verylongname;", "p[&verylongname;]");
}

#[test]
fn broken_tags_are_text() {
    check("1 < 2 <3", "p[1 < 2 <3]");
    check("a <b", "p[a <b]");
    check("a <a href=\"x>y", "p[a <a href=\"x>y]");
    check("<", "p[<]");
    check("<>a", "p[<>a]");
    check("</>a", "p[a]");
}

#[test]
fn control_characters_are_dropped() {
    check("a\0b\u{7}c\u{85}d&#0;&#27;e", "p[abcde]");
}

#[test]
fn other_scripts_pass_unharmed() {
    check("שלום 👩🏽‍💻 <b>보안</b>", "p[שלום 👩🏽‍💻 *보안*]");
}

#[track_caller]
fn check_plain(html: &str, expected: &str) {
    assert_eq!(RichText::parse(html).to_plain_text(), expected, "{html}");
}

#[test]
fn writes_plain_text() {
    check_plain("", "");
    check_plain("<p>a</p><p>b<br>c</p>", "a\n\nb\nc");
    check_plain(
        "<p>Steps:</p><ol><li>a<li>b</ol><p>c",
        "Steps:\n1. a\n2. b\n\nc",
    );
    check_plain(
        "<ul><li>a<ol><li>b<li>c<br>d</ol>e</ul>",
        "- a\n   1. b\n   2. c\n      d\n   e",
    );
    check_plain(
        "<a href=https://a.example>x </a>y",
        "x (https://a.example) y",
    );
    check_plain(
        "<a href=https://a.example>https://a.example</a>",
        "https://a.example",
    );
}

/// A reader that begins anew at each piece needs minutes for these; this one, milliseconds.
#[test]
fn takes_time_linear_in_the_text() {
    const SIZE: usize = 400_000;
    for piece in [
        "<",
        "</",
        "<a ",
        "<a href=\"",
        "<!--",
        "<script>",
        "<style></",
        "&",
        "&amp",
        "<ul><li>",
        "</ul>",
        "<b>",
        "<li>",
        "<br>",
        " ",
        "<a href=https://a.example>x<b>y",
        "<p>",
        "=\"",
        "<a b=",
    ] {
        let html = piece.repeat(SIZE / piece.len());
        let begin = Instant::now();
        let plain = RichText::parse(&html).to_plain_text();
        assert!(begin.elapsed() < Duration::from_secs(5), "{piece}");
        assert!(plain.len() < 20 * SIZE, "{piece}");
    }
}
