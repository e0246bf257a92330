//! The operators of an encoded query.

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Is,
    /// `!=`
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `IN`
    In,
    /// `NOT IN`
    NotIn,
    /// `LIKE` and `*`
    Contains,
    /// `NOT LIKE` and `!*`
    ContainsNot,
    /// `STARTSWITH`
    StartsWith,
    /// `ENDSWITH` and `%`
    EndsWith,
    /// `ISEMPTY`
    IsEmpty,
    /// `ISNOTEMPTY`
    IsNotEmpty,
    /// `EMPTYSTRING`
    IsEmptyString,
    /// `ANYTHING`
    Anything,
    /// `BETWEEN a@b`
    Between,
    /// `ON label@from@to`
    On,
    /// `NOTON label@from@to`
    NotOn,
    /// `SAMEAS`
    SameAs,
    /// `NSAMEAS`
    NotSameAs,
    /// `GT_FIELD`
    GreaterThanField,
    /// `GT_OR_EQUALS_FIELD`
    AtLeastField,
    /// `LT_FIELD`
    LessThanField,
    /// `LT_OR_EQUALS_FIELD`
    AtMostField,
    /// `RELATIVEGT@unit@ago@n`
    After,
    /// `RELATIVELT@unit@ago@n`
    Before,
    /// `RELATIVEGE@unit@ago@n`
    NotBefore,
    /// `RELATIVELE@unit@ago@n`
    NotAfter,
    /// `RELATIVEEE@unit@ago@n`
    Within,
    /// `DYNAMIC`
    Dynamic,
    /// `IN_HIERARCHY hierarchy@sys_id`
    InHierarchy,
    /// `IN_HIERARCHY_DYNAMIC hierarchy@dynamic`
    InDynamicHierarchy,
    /// `INSTANCEOF table`
    InstanceOf,
    /// `DATEPART label@javascript:gs.datePart(…)`
    DatePart,
    /// `MORETHAN field@unit@before@n`
    MoreThan,
    /// `LESSTHAN field@unit@before@n`
    LessThan,
    /// An operator of ServiceNow that needs what this instance does not
    /// have: it is understood, and nothing passes.
    Unavailable,
}

use Operator::*;

/// In the order in which they are tried: no text is behind one of its
/// beginnings.
const ALL: &[(&str, Operator)] = &[
    ("IN_HIERARCHY_DYNAMIC", InDynamicHierarchy),
    ("GT_OR_EQUALS_FIELD", AtLeastField),
    ("LT_OR_EQUALS_FIELD", AtMostField),
    ("IN_HIERARCHY", InHierarchy),
    ("CHANGESFROM", Unavailable),
    ("EMPTYSTRING", IsEmptyString),
    ("ISNOTEMPTY", IsNotEmpty),
    ("INSTANCEOF", InstanceOf),
    ("RELATIVEGT", After),
    ("RELATIVELT", Before),
    ("RELATIVEGE", NotBefore),
    ("RELATIVELE", NotAfter),
    ("RELATIVEEE", Within),
    ("STARTSWITH", StartsWith),
    ("VALCHANGES", Unavailable),
    ("CHANGESTO", Unavailable),
    ("ENDSWITH", EndsWith),
    ("NOT LIKE", ContainsNot),
    ("ANYTHING", Anything),
    ("DATEPART", DatePart),
    ("MORETHAN", MoreThan),
    ("LESSTHAN", LessThan),
    ("GT_FIELD", GreaterThanField),
    ("LT_FIELD", LessThanField),
    ("NOTEMPTY", IsNotEmpty),
    ("NSAMEAS", NotSameAs),
    ("ISEMPTY", IsEmpty),
    ("BETWEEN", Between),
    ("DYNAMIC", Dynamic),
    ("NOT IN", NotIn),
    ("SAMEAS", SameAs),
    ("NOTON", NotOn),
    ("EMPTY", IsEmpty),
    ("LIKE", Contains),
    ("IN", In),
    ("ON", On),
    ("!=", IsNot),
    ("!*", ContainsNot),
    ("<=", AtMost),
    (">=", AtLeast),
    ("=", Is),
    ("<", Less),
    (">", Greater),
    ("*", Contains),
    ("%", EndsWith),
];

/// The operator that `text` begins with, and what follows it.
pub(super) fn split(text: &str) -> Option<(Operator, &str)> {
    ALL.iter()
        .find_map(|(name, operator)| Some((*operator, text.strip_prefix(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operator_hides_a_longer_one() {
        for (at, (longer, _)) in ALL.iter().enumerate() {
            for (earlier, _) in ALL.iter().take(at) {
                assert!(!longer.starts_with(earlier), "{earlier} hides {longer}");
            }
        }
    }
}
