use crate::bulk::Selection;
use crate::ports::Store;
use crate::ports::memory::MemoryStore;

#[test]
fn an_action_is_chosen_once_and_taken_out_again() {
    let mut selection = Selection::of("tenant");
    for id in ["b", "a", "b"] {
        selection.set(id, true);
    }
    assert_eq!(selection.len(), 2);
    selection.set("b", false);
    selection.set("c", false);
    assert!(selection.has("a") && !selection.has("b"));
}

#[test]
fn what_was_chosen_comes_back_for_its_tenant_only() {
    let store = MemoryStore::default();
    let mut selection = Selection::of("tenant");
    selection.set("say \"no\"", true);
    selection.keep(&store);
    assert_eq!(Selection::find(&store, "tenant"), selection);
    assert!(Selection::find(&store, "other").is_empty());
    selection.clear();
    selection.keep(&store);
    assert!(store.keys("").is_empty());
    for text in ["", "[]", "{\"tenant\":\"tenant\",\"ids\":1}"] {
        store.set("snowline.selected", text);
        assert!(Selection::find(&store, "tenant").is_empty(), "{text}");
    }
}
