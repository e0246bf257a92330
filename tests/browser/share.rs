//! Sharing an improvement action, as a person with a keyboard does it.

use crate::support::{Stage, enter, fire, focused, press, settle, value_of, words};
use snowline::i18n::Language;
use snowline::route::Route;
use wasm_bindgen_test::wasm_bindgen_test;

const ACTIONS: [(&str, &str); 2] = [
    ("AdminMFAV2", "Require multifactor authentication"),
    ("BlockLegacyAuthentication", "Block legacy authentication"),
];
const SHARE: &str = "Share: Block legacy authentication";

async fn list() -> Stage {
    Stage::of_app(Route::SecureScore, words(Language::English), &ACTIONS).await
}

async fn open_dialog(stage: &Stage) {
    stage.click(SHARE).await;
    stage.click("ServiceNow").await;
}

#[wasm_bindgen_test]
async fn arrows_open_the_menu_and_move_in_it() {
    let stage = list().await;
    let button = stage.button(SHARE);
    button.focus().unwrap();
    press(&button, "ArrowDown");
    settle().await;
    assert_eq!(
        stage.texts("[role=menuitem]"),
        ["Copy link", "E-mail", "Microsoft Teams", "ServiceNow"]
    );
    assert_eq!(focused().text_content().unwrap(), "Copy link");
    press(&focused(), "End");
    settle().await;
    assert_eq!(focused().text_content().unwrap(), "ServiceNow");
    press(&focused(), "m");
    settle().await;
    assert_eq!(focused().text_content().unwrap(), "Microsoft Teams");
}

#[wasm_bindgen_test]
async fn escape_closes_the_menu_and_gives_the_focus_back() {
    let stage = list().await;
    let button = stage.button(SHARE);
    button.focus().unwrap();
    press(&button, "ArrowUp");
    settle().await;
    assert_eq!(button.get_attribute("aria-expanded").unwrap(), "true");
    press(&focused(), "Escape");
    settle().await;
    assert!(stage.find("[role=menu]").is_none());
    assert!(
        button.is_same_node(Some(&focused())),
        "the focus is elsewhere"
    );
    assert_eq!(button.get_attribute("aria-expanded").unwrap(), "false");
}

#[wasm_bindgen_test]
async fn servicenow_opens_the_dialog_with_the_action_in_it() {
    let stage = list().await;
    open_dialog(&stage).await;
    assert_eq!(
        stage.get("dialog h2").text_content().unwrap(),
        "Share to ServiceNow"
    );
    assert_eq!(
        value_of(&stage.get("#task-name")),
        "Block legacy authentication"
    );
    assert_eq!(value_of(&stage.get("#task-priority")), "");
    assert!(value_of(&stage.get("#task-description")).contains("Open the portal."));
    let added = stage.get(".added").text_content().unwrap();
    for line in [
        "Recommendation source: Microsoft recommendation",
        "Recommendation category: Identity",
        "Initiated by: megan.bowen@contoso.example",
    ] {
        assert!(added.contains(line), "{line} is not in {added}");
    }
}

#[wasm_bindgen_test]
async fn closing_the_dialog_gives_the_focus_back() {
    let stage = list().await;
    open_dialog(&stage).await;
    fire(&stage.get("dialog"), "cancel");
    settle().await;
    assert!(stage.find("dialog").is_none());
    assert!(stage.button(SHARE).is_same_node(Some(&focused())));
}

#[wasm_bindgen_test]
async fn a_draft_comes_back_when_its_action_is_shared_again() {
    let stage = list().await;
    open_dialog(&stage).await;
    assert!(!restored(&stage));
    enter(
        &stage.get("#task-name"),
        "Block it, \u{1f512} \u{5d0}\u{5d1} \"^\"",
    );
    settle().await;
    stage.click("Cancel").await;
    open_dialog(&stage).await;
    assert_eq!(
        value_of(&stage.get("#task-name")),
        "Block it, \u{1f512} \u{5d0}\u{5d1} \"^\""
    );
    assert!(restored(&stage), "nothing says that the draft is not new");
    enter(&stage.get("#task-priority"), "low");
    settle().await;
    stage.click("Start over").await;
    assert_eq!(
        value_of(&stage.get("#task-name")),
        "Block legacy authentication"
    );
    assert_eq!(value_of(&stage.get("#task-priority")), "");
    assert!(!restored(&stage));
}

#[wasm_bindgen_test]
async fn a_draft_that_nobody_touched_is_not_kept() {
    let stage = list().await;
    open_dialog(&stage).await;
    stage.click("Cancel").await;
    open_dialog(&stage).await;
    assert!(!restored(&stage));
}

fn restored(stage: &Stage) -> bool {
    stage
        .texts("dialog .note")
        .iter()
        .any(|text| text.contains("was restored"))
}

#[wasm_bindgen_test]
async fn the_search_box_finds_by_title() {
    let stage = list().await;
    assert_eq!(stage.texts("tbody .title a").len(), 2);
    enter(&stage.get("input[type=search]"), "LEGACY block");
    settle().await;
    assert_eq!(
        stage.texts("tbody .title a"),
        ["Block legacy authentication"]
    );
    enter(&stage.get("input[type=search]"), "nothing like it");
    settle().await;
    assert!(stage.find("table").is_none());
}

#[wasm_bindgen_test]
async fn no_more_than_a_page_of_rows_is_mounted() {
    let names: Vec<String> = (0..60).map(|n| format!("Action{n:03}")).collect();
    let actions: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), name.as_str()))
        .collect();
    let stage = Stage::of_app(Route::SecureScore, words(Language::English), &actions).await;
    assert_eq!(stage.texts("tbody tr").len(), 20);
    stage.click("Next").await;
    stage.click("Next").await;
    assert_eq!(stage.texts("tbody tr").len(), 20);
}

#[wasm_bindgen_test]
async fn an_action_has_a_page_of_its_own_and_an_unknown_one_says_so() {
    let messages = words(Language::English);
    let stage = Stage::of_app(
        Route::Action("AdminMFAV2".into()),
        messages.clone(),
        &ACTIONS,
    )
    .await;
    assert_eq!(
        stage.get("h1").text_content().unwrap(),
        "Require multifactor authentication"
    );
    assert_eq!(stage.texts("ol li"), ["Open the portal."]);
    drop(stage);
    let stage = Stage::of_app(Route::Action("Gone".into()), messages.clone(), &ACTIONS).await;
    assert_eq!(
        stage.get("h1").text_content().unwrap(),
        messages.text("score.noSuchAction").as_str()
    );
}

#[wasm_bindgen_test]
async fn the_dialog_speaks_the_languages() {
    for language in Language::ALL {
        let messages = words(language);
        let stage = Stage::of_app(Route::SecureScore, messages.clone(), &ACTIONS[..1]).await;
        let title = ACTIONS[0].1;
        stage
            .click(&messages.format("share.of", &[("title", title)]))
            .await;
        stage.click("ServiceNow").await;
        let labels = stage.texts("dialog label");
        for key in [
            "task.type",
            "task.priority",
            "task.name",
            "task.description",
            "task.due",
        ] {
            let label = messages.text(key);
            assert!(
                labels.iter().any(|known| *known == *label),
                "{language:?}: {key}"
            );
        }
        assert_eq!(
            stage
                .get("dialog")
                .closest("[lang]")
                .unwrap()
                .unwrap()
                .get_attribute("lang")
                .unwrap(),
            language.tag()
        );
    }
}
