//! How many passed and failed, from what the test programs say.

use std::fmt;
use std::iter::Sum;

use anyhow::{Context, Result};
use serde_json::Value;

/// A number of tests, or of checks that count as one each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Counts {
    /// One check that passed.
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// One check that failed.
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// One check.
    pub(crate) fn one(passed: bool) -> Self {
        if passed { Self::PASSED } else { Self::FAILED }
    }

    /// Adds up the `test result:` lines of cargo's tests, which wasm-bindgen's runner writes too.
    pub(crate) fn of_cargo(output: &str) -> Self {
        output
            .lines()
            .filter_map(|line| line.split_once("test result:"))
            .map(|(_, line)| Self {
                passed: before(line, " passed"),
                failed: before(line, " failed"),
            })
            .sum()
    }

    /// Reads Playwright's JSON report. A test that passed only when tried again has failed.
    pub(crate) fn of_playwright(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report)?;
        let number = |name: &str| {
            let number = report
                .pointer(&format!("/stats/{name}"))
                .and_then(Value::as_u64);
            number.with_context(|| format!("stats.{name} is missing in Playwright's report"))
        };
        Ok(Self {
            passed: number("expected")?,
            failed: number("unexpected")? + number("flaky")?,
        })
    }

    /// The same with at least one failure, unless the program that counted ended well: what
    /// does not compile, or dies half-way, reports no failed test.
    pub(crate) fn or_failed(self, ended_well: bool) -> Self {
        if ended_well {
            self
        } else {
            Self {
                failed: self.failed.max(1),
                ..self
            }
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            passed: sum.passed + one.passed,
            failed: sum.failed + one.failed,
        })
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The number that stands before a word.
fn before(line: &str, word: &str) -> u64 {
    line.find(word)
        .and_then(|end| line.get(..end)?.rsplit(' ').next()?.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(output: &str, passed: u64, failed: u64) {
        assert_eq!(
            Counts::of_cargo(output),
            Counts { passed, failed },
            "{output}"
        );
    }

    #[test]
    fn the_results_of_all_test_programs_are_added() {
        check("", 0, 0);
        check("test passed ... ok\n", 0, 0);
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured",
            12,
            0,
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored\nx\ntest result: ok. 4 passed; 0 failed",
            7,
            2,
        );
        check(
            "\u{1b}[2Ktest result: \u{1b}[32mok\u{1b}[0m. 5 passed; 0 failed; finished in 0.1s",
            5,
            0,
        );
    }

    #[test]
    fn a_test_that_passed_at_the_second_try_has_failed() {
        let report = r#"{"stats":{"expected":7,"unexpected":1,"flaky":2,"skipped":3}}"#;
        assert_eq!(
            Counts::of_playwright(report).unwrap(),
            Counts {
                passed: 7,
                failed: 3
            }
        );
    }

    #[test]
    fn a_report_without_numbers_is_an_error() {
        assert!(Counts::of_playwright("{}").is_err());
        assert!(Counts::of_playwright("").is_err());
    }

    #[test]
    fn a_bad_end_is_a_failure_even_if_no_test_failed() {
        let two = Counts {
            passed: 2,
            failed: 0,
        };
        assert_eq!(
            two.or_failed(false),
            Counts {
                passed: 2,
                failed: 1
            }
        );
        assert_eq!(two.or_failed(true), two);
        assert_eq!(
            Counts {
                passed: 2,
                failed: 3
            }
            .or_failed(false)
            .failed,
            3
        );
    }

    #[test]
    fn the_last_line_is_the_documented_one() {
        assert_eq!(
            Counts {
                passed: 412,
                failed: 0
            }
            .to_string(),
            "412 passed, 0 failed"
        );
    }
}
