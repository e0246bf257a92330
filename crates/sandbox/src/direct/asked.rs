//! What an address asks for.

use axum::http::Uri;

use crate::params::Params;
use crate::store::Table;

/// A format that an address can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `CSV`
    Csv,
    /// `XML`
    Xml,
    /// `JSONv2`, and its older name `JSON`
    Json,
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        match name {
            "CSV" => Some(Self::Csv),
            "XML" => Some(Self::Xml),
            "JSON" | "JSONv2" => Some(Self::Json),
            _ => None,
        }
    }
}

/// A table in a format, and the parameters besides.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The name in the address, whether or not there is such a table.
    pub(super) table: String,
    pub(super) format: Format,
    pub(super) params: Params,
}

impl Asked {
    /// `None` unless the address ends in `.do` and names a format.
    pub(super) fn of(uri: &Uri) -> Option<Self> {
        let name = uri.path().strip_prefix('/')?.strip_suffix(".do")?;
        let params = Params::of(uri.query()?);
        let bare = params.iter().filter(|(_, value)| value.is_empty());
        let format = bare
            .map(|(name, _)| Format::named(name))
            .find(Option::is_some)??;
        let list = name.strip_suffix("_list");
        // A table may itself end in `_list`.
        let name = match (Table::named(name), list) {
            (None, Some(list)) => list,
            _ => name,
        };
        Some(Self {
            table: name.to_owned(),
            format,
            params,
        })
    }

    /// Parameters that came as a form.
    pub(super) fn add_form(&mut self, form: &str) {
        let own = std::mem::replace(&mut self.params, Params::of(""));
        self.params = own.and(Params::of(form));
    }

    /// The first of these parameters that has a value.
    pub(super) fn first(&self, names: &[&str]) -> &str {
        let mut values = names.iter().map(|name| self.params.get(name));
        values.find(|value| !value.is_empty()).unwrap_or_default()
    }

    /// What the parameter says, if it says either.
    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        match self.params.get(name).to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expect: Option<(&str, Format)>) {
        let asked = Asked::of(&address.parse().expect("an address"));
        let found = asked.as_ref().map(|asked| (&*asked.table, asked.format));
        assert_eq!(found, expect, "{address}");
    }

    #[test]
    fn a_parameter_without_a_value_names_the_format() {
        check("/incident.do?JSONv2", Some(("incident", Format::Json)));
        check("/incident.do?JSON&x=1", Some(("incident", Format::Json)));
        check("/incident_list.do?CSV", Some(("incident", Format::Csv)));
        check(
            "/task_list.do?sysparm_query=a=b&XML",
            Some(("task", Format::Xml)),
        );
        check("/u_no_list.do?XML", Some(("u_no", Format::Xml)));
        check("/incident_list.do?sysparm_query=CSV", None);
        check("/incident_list.do", None);
        check("/api/now/table/incident?CSV", None);
    }
}
