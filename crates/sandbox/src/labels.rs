//! What tables and columns are called in other languages than English.

use crate::locale::LANGUAGES;

/// The label in each language, the English one first.
const LABELS: &str = include_str!("labels.txt");

/// The label in that language; what has none there keeps its English one.
pub fn translated(label: &'static str, language: &str) -> &'static str {
    if language == "en" {
        return label;
    }
    let at = LANGUAGES.iter().position(|one| *one == language);
    let line = lines().find(|line| line.first() == Some(&label));
    match (line, at) {
        (Some(line), Some(at)) => line.get(at).copied().unwrap_or(label),
        _ => label,
    }
}

fn lines() -> impl Iterator<Item = Vec<&'static str>> {
    let written = LABELS.lines().filter(|line| !line.starts_with('#'));
    written.map(|line| line.split('|').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_is_there_in_every_language() {
        for line in lines() {
            assert_eq!(line.len(), LANGUAGES.len(), "{line:?}");
            assert!(line.iter().all(|label| !label.is_empty()), "{line:?}");
        }
    }

    #[test]
    fn what_is_not_translated_stays_english() {
        for (label, language, expect) in [
            ("Incident", "ko", "인시던트"),
            ("Work notes", "sv", "Arbetsanteckningar"),
            ("Work notes", "en", "Work notes"),
            ("Work notes", "de", "Work notes"),
            ("Asset tag", "zh", "Asset tag"),
        ] {
            assert_eq!(translated(label, language), expect, "{label} {language}");
        }
    }
}
