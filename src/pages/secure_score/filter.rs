//! Finding an action by its title.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;

/// The actions whose title holds every word that was typed, in any order and case.
#[must_use]
pub(super) fn with_title(
    actions: &[Rc<ImprovementAction>],
    typed: &str,
) -> Vec<Rc<ImprovementAction>> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    actions
        .iter()
        .filter(|action| has_words(&action.title, &words))
        .cloned()
        .collect()
}

fn has_words(title: &str, words: &[String]) -> bool {
    let title = title.to_lowercase();
    words.iter().all(|word| title.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, typed: &str, expect: bool) {
        let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        assert_eq!(has_words(title, &words), expect, "{typed:?} in {title:?}");
    }

    #[test]
    fn a_title_is_found_by_any_of_its_words_in_any_order() {
        check("Block legacy authentication", "", true);
        check("Block legacy authentication", "  ", true);
        check("Block legacy authentication", "AUTH", true);
        check("Block legacy authentication", "auth block", true);
        check("Block legacy authentication", "block mail", false);
        check("Åtkomst för gäster", "ÅTKOMST", true);
    }
}
