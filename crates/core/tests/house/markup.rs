//! What is drawn: no words but those of the message files, nothing that the page's policy forbids.

use crate::assert_none;
use crate::project::read;
use crate::source::{Source, Token, product};

/// The contents of every `html!` of a file.
fn markup(source: &Source) -> Vec<&[Token]> {
    let mut found = Vec::new();
    let tokens = source.tokens.as_slice();
    for (at, token) in tokens.iter().enumerate() {
        let Some([Token::Mark('!'), Token::Open(_), inside @ ..]) = tokens.get(at + 1..) else {
            continue;
        };
        if token.is_name("html") {
            found.push(&inside[..end_of_group(inside)]);
        }
    }
    found
}

fn end_of_group(tokens: &[Token]) -> usize {
    let mut depth = 1;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// The strings that a person would read: `<p>{ "Hello" }</p>`, and texts in attributes that are
/// shown or read aloud.
fn readable(markup: &[Token]) -> Vec<&str> {
    const SHOWN: [&str; 5] = ["title", "alt", "placeholder", "label", "caption"];
    let mut found = Vec::new();
    for window in markup.windows(3) {
        let text = match window {
            [Token::Mark('>'), Token::Text(text), _] => text,
            [Token::Open('{'), Token::Text(text), Token::Close('}')] => text,
            [Token::Name(name), Token::Mark('='), Token::Text(text)]
                if SHOWN.contains(&name.as_str()) =>
            {
                text
            }
            _ => continue,
        };
        found.push(text.as_str());
    }
    found.retain(|text| has_letters(text));
    found
}

/// Letters, but for those of an escaped character.
fn has_letters(text: &str) -> bool {
    let mut parts = text.split("\\u{");
    let is_word = |text: &str| text.chars().any(char::is_alphabetic);
    parts.next().is_some_and(is_word)
        || parts.any(|part| part.split_once('}').is_some_and(|(_, rest)| is_word(rest)))
}

#[test]
fn every_word_comes_from_the_message_files() {
    let mut found = Vec::new();
    for source in product("src") {
        for markup in markup(&source) {
            // A property named `label` may hold a message's key.
            let texts = readable(markup)
                .into_iter()
                .filter(|text| !is_key(text) && *text != "Snowline");
            found.extend(texts.map(|text| format!("{}: \"{text}\"", source.path)));
        }
    }
    assert_none(&found, "a person reads only what www/messages says");
}

fn is_key(text: &str) -> bool {
    text.contains('.') && !text.contains(' ')
}

#[test]
fn a_word_in_the_markup_is_found() {
    #[track_caller]
    fn check(source: &str, expect: &[&str]) {
        let source = Source::of_text(source);
        let found: Vec<_> = markup(&source).into_iter().flat_map(readable).collect();
        assert_eq!(found, expect);
    }
    check(r#"html! { <p>{ "Hello" }</p> }"#, &["Hello"]);
    check(r#"html! { <p>{ messages.text("hello") }</p> }"#, &[]);
    check(r#"html! { <p class="row">{ "·" }{ "\u{b7} 1" }</p> }"#, &[]);
    check(r#"html! { <p>{ "\u{b7} one" }</p> }"#, &["\\u{b7} one"]);
    check(r#"html! { <img alt="A lake" /> }"#, &["A lake"]);
    check(r#"let hello = { "Hello" };"#, &[]);
}

#[test]
fn nothing_turns_text_into_markup() {
    let sinks = [
        "set_inner_html",
        "set_outer_html",
        "insert_adjacent_html",
        "from_html_unchecked",
        "DomParser",
        "document_write",
        "eval",
        "set_css_text",
    ];
    let found: Vec<_> = product("src")
        .iter()
        .flat_map(|source| {
            let names = source.names().filter(|name| sinks.contains(name));
            names
                .map(|name| format!("{}: {name}", source.path))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none(&found, "what comes from outside is text");
}

#[test]
fn no_element_has_a_style_of_its_own() {
    let mut found = Vec::new();
    for source in product("src") {
        for markup in markup(&source) {
            let styled = markup
                .windows(2)
                .any(|pair| pair[0].is_name("style") && pair[1] == Token::Mark('='));
            if styled {
                found.push(source.path.clone());
            }
        }
    }
    assert_none(&found, "style-src 'self' allows no style attribute");
}

#[test]
fn the_page_keeps_its_own_policy() {
    let page = read("index.html");
    for forbidden in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for script in page.split("<script").skip(1) {
        assert!(
            script.contains(" src=") && script.contains("></script>"),
            "{script}"
        );
    }
    // Where no header can be set, the page's own policy is the only one. `frame-ancestors` is
    // for headers alone, and whom a page may speak to is its host's affair.
    let server = product("xtask/src/serve");
    let headers = server
        .iter()
        .find(|source| source.path.ends_with("/headers.rs"))
        .unwrap();
    let directives = headers.texts().filter(|text| {
        text.split_once(' ').is_some_and(|(name, value)| {
            value.starts_with('\'')
                && (name.ends_with("-src") || name.ends_with("-uri") || name.contains("-t"))
        })
    });
    let directives: Vec<_> = directives
        .filter(|text| !text.starts_with("connect-src"))
        .collect();
    assert!(directives.len() >= 8, "{directives:?}");
    for directive in directives {
        assert!(page.contains(directive), "index.html lacks {directive}");
    }
}
