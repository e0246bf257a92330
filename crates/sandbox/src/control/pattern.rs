//! Which requests a failure is for.

use axum::http::Method;

/// `POST /api/now/table/*`: a method, or `*` or nothing for every method, and
/// a path in which `*` stands for anything. Queries are not looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    method: Option<Method>,
    path: String,
}

impl Pattern {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let (method, path) = match text.trim().split_once(' ') {
            None => ("*", text.trim()),
            Some((method, path)) => (method, path.trim()),
        };
        if !path.starts_with(['/', '*']) {
            return Err(format!("{path} is no path: it begins with / or *"));
        }
        let method = match method {
            "*" => None,
            name => Some(name.parse().map_err(|_| format!("{name} is no method"))?),
        };
        Ok(Self {
            method,
            path: path.to_owned(),
        })
    }

    pub(super) fn fits(&self, method: &Method, path: &str) -> bool {
        self.method.as_ref().is_none_or(|own| own == method) && is_like(&self.path, path)
    }
}

fn is_like(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else {
        return false;
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, request: &str, fits: bool) {
        let (method, path) = request.split_once(' ').unwrap();
        let pattern = Pattern::read(pattern).unwrap();
        assert_eq!(pattern.fits(&method.parse().unwrap(), path), fits);
    }

    #[test]
    fn method_and_path_both_count() {
        let create = "POST /api/now/table/incident";
        check(create, create, true);
        check("POST /api/now/table/*", create, true);
        check("* /api/now/table/*", create, true);
        check("/api/now/table/*", create, true);
        check("*", create, true);
        check("* *", create, true);
        check("/api/*/incident", create, true);
        check("/*/now/*/inc*", create, true);
        check("GET /api/now/table/*", create, false);
        check("/api/now/table", create, false);
        check("/api/now/stats/*", create, false);
        check("/api/*/change_request", create, false);
        check("/*/stats/*/inc*", create, false);
        check("/a*a", "GET /a", false);
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for text in ["", "POST", "POST api", "PO(T /"] {
            assert!(Pattern::read(text).is_err(), "{text}");
        }
    }
}
