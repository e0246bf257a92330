//! `sys_id`s that every instance with demo data has: programs and scripts
//! name them.

/// Kind, name, `sys_id`.
const KNOWN: &[(&str, &str, &str)] = &[
    ("role", "admin", "2831a114c611228501d4ea6c309d626d"),
    ("role", "itil", "282bf1fac6112285017366cb5f867469"),
    ("user", "fred.luddy", "5137153cc611227c000bbd1bd8cd2005"),
    ("user", "david.loo", "5137153cc611227c000bbd1bd8cd2007"),
    ("user", "don.goodliffe", "9ee1b13dc6112271007f9d0efdb69cd0"),
    ("user", "beth.anglin", "46d44a23a9fe19810012d100cca80666"),
    ("user", "employee", "681ccaf9c0a8016400b98a06818d57c7"),
    ("user", "natasha.ingram", "46c5bf6ca9fe1981010713e3ac7d3384"),
    ("user", "problem.admin", "26fbff173b331300ad3cc9bb34efc4bd"),
    ("department", "Finance", "a581ab703710200044e0bfc8bcbe5de8"),
    ("department", "Sales", "221db0edc611228401760aec06c9d929"),
    ("group", "Service Desk", "d625dccec0a8016700a222a0f7900d06"),
    ("group", "Hardware", "8a5055c9c61122780043563ef53438e3"),
    ("group", "Network", "287ebd7da9fe198100f92cc8d1d2154e"),
    ("group", "Software", "8a4dde73c6112278017a6a4baf547aa7"),
    ("group", "Database", "287ee6fea9fe198100ada7950d0b1b73"),
];

pub(super) fn known(kind: &str, name: &str) -> Option<&'static str> {
    let named = |known: &&(&str, &str, &str)| (known.0, known.1) == (kind, name);
    KNOWN.iter().find(named).map(|(.., sys_id)| *sys_id)
}

#[cfg(test)]
mod tests {
    use super::KNOWN;
    use crate::seed::demo;
    use crate::store::Store;

    #[test]
    fn what_every_instance_has_is_here_by_its_own_id() {
        let store = Store::open(None).expect("a store");
        demo(&store, None).expect("demo records");
        for (kind, name, sys_id) in KNOWN {
            let (table, column) = match *kind {
                "role" => ("sys_user_role", "name"),
                "user" => ("sys_user", "user_name"),
                "department" => ("cmn_department", "name"),
                _ => ("sys_user_group", "name"),
            };
            let row = store.get(table, sys_id).expect("a store");
            let row = row.unwrap_or_else(|| panic!("no {kind} {name}"));
            assert_eq!(row[column], *name);
        }
    }
}
