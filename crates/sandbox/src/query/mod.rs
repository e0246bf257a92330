//! Encoded queries: the text of `sysparm_query`, read as ServiceNow reads it
//! and made into SQL.
//!
//! Nothing a caller sends is an error here. What ServiceNow does not
//! understand it leaves out, so that a misspelt field gives the whole table.

mod compare;
mod dynamic;
mod filter;
mod operator;
mod order;
mod parse;
mod related;
mod relative;
mod script;

pub use filter::Reader;
pub use operator::Operator;
pub(crate) use order::Field;

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

/// Terms joined by `^OR`: one of them has to hold.
pub type AnyOf = Vec<Term>;

/// One thing that is asked of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A comparison of a field.
    Field(Condition),
    /// Other records that belong to it.
    Related(Related),
}

impl Term {
    /// The comparison, if it is one.
    pub(crate) fn condition(&mut self) -> Option<&mut Condition> {
        match self {
            Self::Field(condition) => Some(condition),
            Self::Related(_) => None,
        }
    }
}

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

/// `RLQUERY`, `SUBQUERY` and `JOIN`: a record passes when there are records
/// of another table that name it and pass a query of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The table asked, as far as the query names it.
    pub own_table: String,
    /// The field that the others name.
    pub own_field: String,
    /// The other table.
    pub table: String,
    /// The field of the other table that names this one.
    pub field: String,
    /// How many there have to be, as a sign and a number: `>=`, 1.
    pub count: (String, u32),
    /// Which of them count.
    pub query: Box<Query>,
}

impl Query {
    /// Reads an encoded query.
    pub fn parse(text: &str) -> Self {
        parse::parse(text)
    }

    /// Every term, wherever it stands.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.alternatives.iter().flatten().flatten()
    }

    /// Adds a condition that has to hold in every alternative.
    pub fn require(&mut self, condition: Condition) {
        if self.alternatives.is_empty() {
            self.alternatives.push(Vec::new());
        }
        for all_of in &mut self.alternatives {
            all_of.push(vec![Term::Field(condition.clone())]);
        }
    }
}
