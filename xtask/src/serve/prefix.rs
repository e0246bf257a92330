//! The path that a bundle is served below.

/// A path without its last slash: empty for the root, or `/tools/portal`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Prefix(String);

impl Prefix {
    /// Reads a path, with or without the slashes at its ends.
    pub(crate) fn new(path: &str) -> Self {
        let path = path.trim_matches('/');
        Self(if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        })
    }

    /// What a browser is given to open.
    pub(crate) fn address(&self, port: u16) -> String {
        format!("http://localhost:{port}{}/", self.0)
    }

    /// The part of a request's path below the prefix.
    pub(crate) fn strip<'path>(&self, path: &'path str) -> Option<&'path str> {
        path.strip_prefix(self.0.as_str())?.strip_prefix('/')
    }

    /// Whether it is the folder that is asked for, without the slash that relative links need.
    pub(crate) fn lacks_only_its_slash(&self, path: &str) -> bool {
        !self.0.is_empty() && path == self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(prefix: &str, path: &str, expected: Option<&str>) {
        assert_eq!(
            Prefix::new(prefix).strip(path),
            expected,
            "{path} below {prefix}"
        );
    }

    #[test]
    fn the_prefix_is_taken_off_whole() {
        check("/", "/", Some(""));
        check("/", "/a/b.js", Some("a/b.js"));
        check("/tools/portal", "/tools/portal/", Some(""));
        check("tools/portal/", "/tools/portal/a.js", Some("a.js"));
        check("/tools", "/tools", None);
        check("/tools", "/toolshed/a.js", None);
        check("/tools", "/a.js", None);
    }

    #[test]
    fn a_folder_without_its_slash_is_recognised() {
        assert!(Prefix::new("/tools").lacks_only_its_slash("/tools"));
        assert!(!Prefix::new("/tools").lacks_only_its_slash("/tools/"));
        assert!(!Prefix::new("/").lacks_only_its_slash(""));
    }

    #[test]
    fn the_address_ends_in_a_slash() {
        assert_eq!(Prefix::new("/").address(8180), "http://localhost:8180/");
        assert_eq!(
            Prefix::new("tools").address(80),
            "http://localhost:80/tools/"
        );
    }
}
