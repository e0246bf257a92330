//! Graph's two answers as they come, in files of their own.

use serde_json::{Value, json};

use super::score;
use crate::error::Kind;
use crate::secure_score::{ChosenFile, Posture, load_files};

fn files(files: &[(&str, Value)]) -> Vec<ChosenFile> {
    let chosen = files.iter().map(|(name, value)| ChosenFile {
        name: (*name).to_owned(),
        text: value.to_string(),
    });
    chosen.collect()
}

#[track_caller]
fn read(chosen: &[(&str, Value)]) -> Posture {
    load_files(&files(chosen)).expect("files that can be read")
}

#[track_caller]
fn check_refused(chosen: &[(&str, Value)], file: &str, kind: Kind) {
    assert_eq!(
        load_files(&files(chosen)),
        Err((file.to_owned(), kind.into()))
    );
}

fn scores() -> Value {
    let controls = json!([{ "controlName": "A", "score": 1 }, { "controlName": "B", "score": 2 }]);
    json!({ "@odata.context": "x", "value": [score(controls)] })
}

fn profile(id: &str, title: &str) -> Value {
    json!({ "id": id, "title": title, "maxScore": 10 })
}

fn titles(posture: &Posture) -> Vec<&str> {
    let mut titles: Vec<_> = posture.actions.iter().map(|a| a.title.as_str()).collect();
    titles.sort_unstable();
    titles
}

#[test]
fn both_answers_are_joined_in_any_order_as_pages_or_as_lists() {
    let profiles = json!([profile("A", "First"), profile("B", "Second")]);
    let page = json!({ "value": profiles });
    for second in [profiles, page] {
        for chosen in [
            [("s.json", scores()), ("p.json", second.clone())],
            [
                ("p.json", second.clone()),
                ("s.json", scores()["value"].clone()),
            ],
        ] {
            let posture = read(&chosen);
            assert_eq!(titles(&posture), ["First", "Second"]);
            assert_eq!(posture.max, 50.0);
            assert!(!posture.profiles_cut_off);
        }
    }
}

#[test]
fn an_answer_without_profiles_shows_what_it_has_and_that_they_are_missing() {
    for alone in [
        scores(),
        scores()["value"].clone(),
        json!({ "secureScores": scores() }),
    ] {
        let posture = read(&[("scores.json", alone)]);
        assert_eq!(titles(&posture), ["A", "B"]);
        assert!(posture.profiles_cut_off);
    }
}

#[test]
fn pages_of_profiles_in_several_files_are_one_list() {
    let first = json!({ "value": [profile("A", "First")], "@odata.nextLink": "https://graph" });
    let last = json!({ "value": [profile("B", "Second")] });
    let both = read(&[("1", first.clone()), ("2", last), ("s", scores())]);
    assert_eq!(titles(&both), ["First", "Second"]);
    assert!(!both.profiles_cut_off);
    let one = read(&[("1", first), ("s", scores())]);
    assert_eq!(titles(&one), ["B", "First"]);
    assert!(one.profiles_cut_off);
}

#[test]
fn of_several_days_in_several_files_the_newest_counts() {
    let mut later = score(json!([]));
    later["createdDateTime"] = json!("2026-11-21T00:00:00Z");
    later["maxScore"] = json!(60);
    let later = json!({ "value": [later] });
    for chosen in [
        [("a", later.clone()), ("b", scores())],
        [("b", scores()), ("a", later)],
    ] {
        assert_eq!(read(&chosen).max, 60.0);
    }
}

#[test]
fn the_file_at_fault_is_named() {
    let wrong = json!({ "value": [profile("A", "First"), { "id": "B", "maxScore": "10" }] });
    check_refused(
        &[("scores.json", scores()), ("profiles.json", wrong)],
        "profiles.json",
        Kind::FileShape {
            path: "value[1].maxScore".to_owned(),
            expected: "number",
            found: "\"10\"".to_owned(),
        },
    );
    let mut chosen = files(&[("scores.json", scores()), ("page.json", json!([]))]);
    chosen[1].text = "<html>".to_owned();
    let error = Kind::FileNotJson { line: 1, column: 1 }.into();
    assert_eq!(load_files(&chosen), Err(("page.json".to_owned(), error)));
    assert!(load_files(&[]).is_err());
}
