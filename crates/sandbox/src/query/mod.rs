//! Encoded queries: the text of `sysparm_query`, read as ServiceNow reads it
//! and made into SQL.
//!
//! Nothing a caller sends is an error here. What ServiceNow does not
//! understand it leaves out, so that a misspelt field gives the whole table.

mod filter;
mod operator;
mod parse;
mod relative;
mod script;

pub use filter::Reader;
pub use operator::Operator;

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The parts between `^NQ`: a record passes when it passes one of them.
    pub alternatives: Vec<Vec<AnyOf>>,
    /// `^ORDERBY` and `^ORDERBYDESC`: field, and whether largest first.
    pub order: Vec<(String, bool)>,
    /// `^GROUPBY`.
    pub group_by: Vec<String>,
}

/// Conditions joined by `^OR`: one of them has to hold.
pub type AnyOf = Vec<Condition>;

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The field, perhaps of a referenced record: `caller_id.name`.
    pub field: String,
    /// How it is compared.
    pub operator: Operator,
    /// With what.
    pub value: String,
}

impl Query {
    /// Reads an encoded query.
    pub fn parse(text: &str) -> Self {
        parse::parse(text)
    }

    /// Every condition, wherever it stands.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.alternatives.iter().flatten().flatten()
    }

    /// Adds a condition that has to hold in every alternative.
    pub fn require(&mut self, condition: Condition) {
        if self.alternatives.is_empty() {
            self.alternatives.push(Vec::new());
        }
        for all_of in &mut self.alternatives {
            all_of.push(vec![condition.clone()]);
        }
    }
}
