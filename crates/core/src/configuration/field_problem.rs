//! What is wrong with a field that somebody adds to the form.

use super::name::is_stray;
use crate::date::Date;
use crate::servicenow::exchange;
use crate::task::{ExtraField, ExtraKind, Reference, TicketType};

/// Why something cannot be a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// It has no label, or one with invisible control characters.
    Label,
    /// No column is called so.
    Column,
    /// The column is filled in anyway, by the form's own fields or by the instance.
    Own,
    /// Another field of the type is in that column.
    Twice,
    /// It is to begin with what is no day.
    Day,
    /// It is to begin with what is no record's ID.
    Id,
    /// It is to begin with what is neither yes nor no.
    Flag,
}

impl FieldProblem {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Label,
        Self::Column,
        Self::Own,
        Self::Twice,
        Self::Day,
        Self::Id,
        Self::Flag,
    ];

    /// All that is wrong with a field of tickets of that type, among the others of it; at most one
    /// for each place.
    pub fn of<'a>(
        ticket_type: TicketType,
        field: &ExtraField,
        mut others: impl Iterator<Item = &'a ExtraField>,
    ) -> Vec<Self> {
        let mut all = Vec::new();
        let label = field.label.trim();
        if label.is_empty() || label.contains(is_stray) {
            all.push(Self::Label);
        }
        if !ExtraField::is_column(&field.column) {
            all.push(Self::Column);
        } else if !exchange::may_be_added(ticket_type, &field.column) {
            all.push(Self::Own);
        } else if others.any(|other| other.column == field.column) {
            all.push(Self::Twice);
        }
        let first = field.first.as_str();
        let problem = match &field.kind {
            ExtraKind::Text { .. } | ExtraKind::Choice(_) => None,
            ExtraKind::Date | ExtraKind::DateTime => {
                Date::parse(first).is_none().then_some(Self::Day)
            }
            ExtraKind::Reference(_) => (!Reference::is_id(first)).then_some(Self::Id),
            ExtraKind::Flag => (!["true", "false"].contains(&first)).then_some(Self::Flag),
        };
        all.extend(problem.filter(|_| !first.is_empty()));
        all
    }

    /// The tail of its message key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Column => "column",
            Self::Own => "own",
            Self::Twice => "twice",
            Self::Day => "day",
            Self::Id => "id",
            Self::Flag => "flag",
        }
    }

    /// Whether only what it is to begin with is wrong.
    pub(super) fn is_of_value(self) -> bool {
        matches!(self, Self::Day | Self::Id | Self::Flag)
    }

    /// What of the field is wrong, as the configuration calls it.
    #[must_use]
    pub fn place(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Column | Self::Own | Self::Twice => "column",
            Self::Day | Self::Id | Self::Flag => "value",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration::{FIELD_TYPES, field_kind, field_type};

    #[track_caller]
    fn check(label: &str, column: &str, kind: &str, first: &str, expected: &[FieldProblem]) {
        let field = |column: &str| ExtraField {
            column: column.to_owned(),
            label: label.to_owned(),
            kind: field_kind(kind).unwrap(),
            required: false,
            first: first.to_owned(),
        };
        let other = field("u_taken");
        assert_eq!(
            FieldProblem::of(
                TicketType::ChangeRequest,
                &field(column),
                [&other].into_iter()
            ),
            expected
        );
    }

    #[test]
    fn what_is_wrong_is_said_of_each_place() {
        use FieldProblem::{Column, Day, Flag, Id, Label, Own, Twice};
        check("Costs", "u_costs", "text", "", &[]);
        check(" Costs ", "u_costs", "text", "anything", &[]);
        check(" ", "u_costs", "text", "", &[Label]);
        check("Co\u{202e}sts", "u_costs", "text", "", &[Label]);
        check("", "", "date", "soon", &[Label, Column, Day]);
        check("Costs", "U costs", "text", "", &[Column]);
        check("Costs", "u_taken", "text", "", &[Twice]);
        for column in [
            "correlation_id",
            "correlation_display",
            "short_description",
            "work_notes",
            "due_date",
            "type",
            "number",
            "state",
            "sys_id",
            "sys_domain",
        ] {
            check("Ours", column, "text", "", &[Own]);
        }
        check("Costs", "u_costs", "date", "2026-11-21", &[]);
        check("Costs", "u_costs", "dateTime", "2026-02-30", &[Day]);
        check("Costs", "u_costs", "boolean", "true", &[]);
        check("Costs", "u_costs", "boolean", "yes", &[Flag]);
        check("Costs", "u_costs", "user", "megan", &[Id]);
        check("Costs", "u_costs", "group", &"0f".repeat(16), &[]);
    }

    #[test]
    fn every_type_is_read_as_it_is_written() {
        for name in FIELD_TYPES {
            assert_eq!(field_kind(name).as_ref().map(field_type), Some(name));
        }
    }
}
