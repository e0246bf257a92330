//! An action as the plain text of a ticket.

use super::ImprovementAction;
use crate::rich_text::RichText;
use crate::task::length;

/// The words between an action's facts, in the reader's language.
#[derive(Clone, Copy, Debug)]
pub struct DescriptionLabels<'a> {
    /// "Points to gain"; the number follows.
    pub points_to_gain: &'a str,
    /// "Steps"; a heading.
    pub steps: &'a str,
    /// "Impact on users"; a heading.
    pub impact: &'a str,
}

impl ImprovementAction {
    /// What the action is about, its points, steps and impact, in at most `limit` UTF-16 units.
    /// A text that is too long loses whole lines at its end and closes with `…`.
    #[must_use]
    pub fn describe(&self, labels: &DescriptionLabels<'_>, limit: usize) -> String {
        let mut parts = Vec::new();
        if !self.description.is_empty() {
            parts.push(self.description.to_plain_text());
        }
        if let Some(points) = self.points_left() {
            parts.push([labels.points_to_gain, ": ", &hundredths(points)].concat());
        }
        let mut section = |label: &str, text: &RichText| {
            if !text.is_empty() {
                parts.push([label, ":\n", &text.to_plain_text()].concat());
            }
        };
        section(labels.steps, &self.remediation);
        section(labels.impact, &self.impact);
        shorten(&parts.join("\n\n"), limit)
    }
}

/// A number that has two decimals at most, without the zeros at its end. The library's way to
/// write any float there is weighs more than all of this module.
fn hundredths(points: f64) -> String {
    let all = (points * 100.0).round() as u64;
    let (whole, rest) = (all / 100, all % 100);
    let mut text = whole.to_string();
    if rest > 0 {
        // A hundred more keeps the zero of `.05`.
        let decimals = (rest + 100).to_string();
        text.push('.');
        text.push_str(decimals.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
    text
}

fn shorten(text: &str, limit: usize) -> String {
    if length(text) <= limit {
        return text.to_owned();
    }
    // Room for the line break and the ellipsis.
    let Some(room) = limit.checked_sub(2) else {
        return String::new();
    };
    let mut used = 0;
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        used += length(line);
        if used > room {
            break;
        }
        kept.push_str(line);
    }
    if kept.is_empty() {
        kept = first_units(text, room);
    }
    [kept.trim_end(), "\n…"].concat()
}

fn first_units(text: &str, units: usize) -> String {
    let mut used = 0;
    let mut first = String::new();
    for c in text.chars() {
        used += c.len_utf16();
        if used > units {
            break;
        }
        first.push(c);
    }
    first
}
