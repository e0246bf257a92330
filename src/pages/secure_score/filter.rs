//! Finding an action by its title.

use std::rc::Rc;

use snowline_core::secure_score::ImprovementAction;

/// The actions whose title holds every word that was typed, in any order and case. The
/// `lower_case` is the browser's: the standard library's tables weigh 4 KiB.
pub(super) fn with_title(
    actions: &[Rc<ImprovementAction>],
    typed: &str,
    lower_case: fn(&str) -> String,
) -> Vec<Rc<ImprovementAction>> {
    let typed = lower_case(typed);
    let mut found = Vec::new();
    for action in actions {
        if has_words(&lower_case(&action.title), &typed) {
            found.push(action.clone());
        }
    }
    found
}

fn has_words(title: &str, words: &str) -> bool {
    let mut words = words.split(char::is_whitespace);
    words.all(|word| word.is_empty() || has(title.as_bytes(), word.as_bytes()))
}

/// Titles are short: the standard library's search weighs more than it saves here.
fn has(title: &[u8], word: &[u8]) -> bool {
    title.windows(word.len()).any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, typed: &str, expect: bool) {
        let found = has_words(&title.to_lowercase(), &typed.to_lowercase());
        assert_eq!(found, expect, "{typed:?} in {title:?}");
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
