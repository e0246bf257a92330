//! The styles in two files: those of the home page, and those that come with what is loaded when
//! it is first needed.
//!
//! They are written in files by topic, which become one in the order of their names; comments and
//! indentation go.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::assets::sorted;

/// The first file in the bundle.
const FIRST: &str = "snowline.css";
/// The other file, whose sources have a folder of their own.
pub(super) const LATER: &str = "snowline.later.css";
const FOLDER_OF_LATER: &str = "later";

/// Writes both files into a bundle.
pub(super) fn write(styles: &Path, bundle: &Path) -> Result<()> {
    let later = styles.join(FOLDER_OF_LATER);
    for (folder, file) in [(styles, FIRST), (&later, LATER)] {
        fs::write(bundle.join(file), terse(&concatenate(folder)?)).context(file)?;
    }
    Ok(())
}

fn concatenate(folder: &Path) -> Result<String> {
    let mut all = String::new();
    for file in sorted(folder)? {
        if file.extension().is_some_and(|extension| extension == "css") {
            all += &fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        }
    }
    Ok(all)
}

/// Styles without their comments, indentation and empty lines.
fn terse(styles: &str) -> String {
    let mut out = String::with_capacity(styles.len());
    for line in without_comments(styles).lines().map(str::trim) {
        if !line.is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn without_comments(styles: &str) -> String {
    let mut out = String::with_capacity(styles.len());
    let mut rest = styles;
    let mut quote = None;
    while let Some(character) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            let end = rest.find("*/").map_or(rest.len(), |end| end + 2);
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        match quote {
            None if matches!(character, '"' | '\'') => quote = Some(character),
            Some(open) if open == character => quote = None,
            _ => {}
        }
        out.push(character);
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::build::split;

    #[test]
    fn comments_and_indentation_go() {
        let styles = "/* Why\n   so. */\n\n.a {\n  b: c; /* d */\n}\n";
        assert_eq!(terse(styles), ".a {\nb: c;\n}\n");
    }

    #[test]
    fn what_stands_between_quotes_stays() {
        for styles in ["a { content: \"/* x */\"; }\n", "a { b: '\"/*'; }\n"] {
            assert_eq!(terse(styles), styles);
        }
    }

    /// What has a rule in the later sheet only, and is used by the home page, would look odd there.
    #[test]
    fn the_home_page_has_no_class_whose_rules_all_come_later() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let styles = root.join("www/styles");
        let first = classes(&concatenate(&styles).unwrap());
        let later = classes(&concatenate(&styles.join(FOLDER_OF_LATER)).unwrap());
        let mut wrong = Vec::new();
        split::each_source_of_the_first_part(&root.join("src"), &mut |module, source| {
            for kind in source.split("el(\"").skip(1) {
                let kind = kind.split('"').next().unwrap_or_default();
                let used = kind.split_once('.').map_or("", |(_, classes)| classes);
                let odd = used
                    .split(' ')
                    .filter(|class| later.contains(*class) && !first.contains(*class));
                wrong.extend(odd.map(|class| format!("{module}: {class}")));
            }
        });
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    fn classes(styles: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let styles = without_comments(styles);
        let selectors = styles.split(['{', '}']).filter(|text| !text.contains(';'));
        for part in selectors.flat_map(|selector| selector.split('.').skip(1)) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
            found.insert(part[..end.unwrap_or(part.len())].to_owned());
        }
        found
    }

    #[test]
    fn every_file_goes_to_one_of_the_two_in_the_order_of_names() {
        let folder = std::env::temp_dir().join(format!("snowline-styles-{}", std::process::id()));
        let styles = folder.join("styles");
        fs::create_dir_all(styles.join("later")).unwrap();
        for (file, text) in [("2.css", "b\n"), ("1.css", "a\n"), ("later/1.css", "c\n")] {
            fs::write(styles.join(file), text).unwrap();
        }
        write(&styles, &folder).unwrap();
        let read = |file| fs::read_to_string(folder.join(file)).unwrap();
        let written = (read(FIRST), read(LATER));
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(written, ("a\nb\n".to_owned(), "c\n".to_owned()));
    }
}
