//! Whole sessions in any order: what may never happen, never happens.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::ports::HttpFailure;
use crate::ports::memory::{Answer, join, json};

#[derive(Clone, Debug)]
enum Act {
    Start,
    Approve,
    Return(Index),
    Use,
    UseTwiceAtOnce,
    Refuse,
    Wait(u64),
    ServerIs(Weather),
    Reload,
    ComeBack,
    SignOut,
    SignOutDuringUse,
}

#[derive(Clone, Copy, Debug)]
enum Weather {
    Fine,
    Down,
    Silent,
    LosesAnswers,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let weather = prop_oneof![
        3 => Just(Weather::Fine),
        1 => Just(Weather::Down),
        1 => Just(Weather::Silent),
        1 => Just(Weather::LosesAnswers),
    ];
    let act = prop_oneof![
        3 => Just(Act::Start),
        3 => Just(Act::Approve),
        4 => any::<Index>().prop_map(Act::Return),
        3 => Just(Act::Use),
        2 => Just(Act::UseTwiceAtOnce),
        1 => Just(Act::Refuse),
        3 => (1_u64..4_000_000).prop_map(Act::Wait),
        2 => weather.prop_map(Act::ServerIs),
        2 => Just(Act::Reload),
        1 => Just(Act::ComeBack),
        1 => Just(Act::SignOut),
        1 => Just(Act::SignOutDuringUse),
    ];
    prop::collection::vec(act, 0..40)
}

fn storage() -> impl Strategy<Value = TokenStorage> {
    prop_oneof![
        Just(TokenStorage::Memory),
        Just(TokenStorage::SessionStorage)
    ]
}

/// Plays the acts and gives the tab as it is then.
fn play(acts: &[Act], storage: TokenStorage) -> Tab {
    let mut tab = Tab::open(storage);
    let (mut left_for, mut returns) = (None, Vec::new());
    for act in acts {
        match act {
            Act::Start => left_for = Some(run(tab.session.start("/home")).unwrap()),
            Act::Approve => returns.extend(left_for.as_ref().map(|url| tab.server.approve(url))),
            // Any of the addresses that ever came back, as the history lets one.
            Act::Return(at) if !returns.is_empty() => {
                let url: &String = at.get(&returns);
                if let Some(Ok(callback)) = take_callback(&*tab.memory, url) {
                    let _ = run(tab.session.finish(callback));
                }
            }
            Act::Return(_) => {}
            Act::Use => drop(tab.token()),
            Act::UseTwiceAtOnce => {
                let before = tab.memory.requests().len();
                tab.memory.set_latency(4);
                let (one, other) =
                    run(join(tab.session.access_token(), tab.session.access_token()));
                assert_eq!(one, other);
                assert!(
                    tab.memory.requests().len() <= before + 1,
                    "two renewals at once"
                );
            }
            Act::Refuse => {
                if let Ok(token) = tab.token() {
                    let _ = run(tab.session.after_refusal(&token));
                }
            }
            Act::Wait(ms) => tab.memory.advance(*ms),
            Act::ServerIs(weather) => set(&tab.server, *weather),
            Act::Reload => tab = tab.reloaded(storage),
            Act::ComeBack => tab.session.came_back(),
            Act::SignOut => drop(run(tab.session.sign_out())),
            Act::SignOutDuringUse => {
                let _ = run(join(tab.session.access_token(), tab.session.sign_out()));
                assert_eq!(tab.session.phase(), Phase::SignedOut);
                assert_eq!(tab.memory.session().entries(), []);
            }
        }
    }
    tab
}

fn set(server: &Server, weather: Weather) {
    let down: Option<Answer> = match weather {
        Weather::Fine | Weather::LosesAnswers => None,
        Weather::Down => Some(json(503, "")),
        Weather::Silent => Some(Err(HttpFailure::Timeout)),
    };
    *server.down.borrow_mut() = down;
    server
        .loses_answers
        .set(matches!(weather, Weather::LosesAnswers));
}

proptest! {
    #[test]
    fn no_code_is_redeemed_twice(acts in acts(), storage in storage()) {
        let tab = play(&acts, storage);
        prop_assert_eq!(tab.server.replays.get(), 0);
    }

    #[test]
    fn only_a_lost_answer_makes_a_replaced_token_be_used(acts in acts(), storage in storage()) {
        let lost = acts.iter().any(|act| matches!(act, Act::ServerIs(Weather::LosesAnswers)));
        let tab = play(&acts, storage);
        prop_assert!(lost || tab.server.reuses.get() == 0);
    }

    #[test]
    fn after_any_history_a_sign_in_mends_everything(acts in acts(), storage in storage()) {
        let tab = play(&acts, storage);
        set(&tab.server, Weather::Fine);
        tab.sign_in();
        prop_assert!(tab.works());
    }

    #[test]
    fn after_a_sign_out_there_is_no_token(acts in acts(), storage in storage()) {
        let tab = play(&acts, storage);
        run(tab.session.sign_out());
        prop_assert!(tab.token().is_err());
        prop_assert_eq!(tab.memory.session().entries(), []);
        prop_assert!(tab.reloaded(storage).token().is_err());
    }
}
