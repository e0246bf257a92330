//! From a request's path to a file, without ever leaving the folder.

use std::path::{Path, PathBuf};

/// JSON is UTF-8 by definition.
pub(crate) const JSON: &str = "application/json";

/// The file inside the folder that a path names. `None` for everything that is not plainly
/// a name below a name: such a path cannot lead out of the folder on any system.
pub(crate) fn relative(path: &str) -> Option<PathBuf> {
    let path = decoded(path)?;
    let path = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path
    };
    path.split('/')
        .all(is_plain_name)
        .then(|| path.split('/').collect())
}

/// Not empty, not hidden, not `..`, no drive, no stream, no separator of another system.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && !name
            .chars()
            .any(|c| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|'))
}

/// Undoes percent-encoding, once. `None` if that does not give text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? << 4 | hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16)?.try_into().ok()
}

/// The media type that a browser insists on, by the file's extension.
pub(crate) fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => JSON,
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("ts" | "txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(relative(path), expected.map(PathBuf::from), "{path}");
    }

    #[test]
    fn names_below_names_are_files() {
        check("", Some("index.html"));
        check("boot.js", Some("boot.js"));
        check("messages/zh-Hans.json", Some("messages/zh-Hans.json"));
        check("messages/zh%2DHans.json", Some("messages/zh-Hans.json"));
        check("docs/", Some("docs/index.html"));
    }

    #[test]
    fn nothing_leads_out_of_the_folder() {
        for path in [
            "../Cargo.toml",
            "a/../../Cargo.toml",
            "%2e%2e/Cargo.toml",
            "..%2fCargo.toml",
            "%2fetc/passwd",
            "/etc/passwd",
            "a//b",
            "..\\Cargo.toml",
            "..%5cCargo.toml",
            "C:/Windows/win.ini",
            "a%00.js",
            ".git/config",
            "%",
            "%2",
            "%zz",
            "%ff",
        ] {
            check(path, None);
        }
    }

    #[test]
    fn the_module_has_the_type_that_streaming_compilation_needs() {
        assert_eq!(
            content_type(Path::new("snowline_bg.wasm")),
            "application/wasm"
        );
        assert_eq!(
            content_type(Path::new("snowline.js")),
            "text/javascript; charset=utf-8"
        );
        assert_eq!(
            content_type(Path::new("noextension")),
            "application/octet-stream"
        );
    }
}
