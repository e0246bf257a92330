use proptest::prelude::*;

use super::*;
use crate::oauth::RefreshToken;

/// What the world does next.
#[derive(Clone, Debug)]
enum Move {
    Start,
    ComeBack,
    BringCode,
    WantToken,
    RefuseCurrent,
    RefuseOther,
    SignOut,
    GiveUp,
    Wait(u64),
    /// Ends a piece of work that was begun, whether it is still awaited or not.
    End(prop::sample::Index, End),
}

#[derive(Clone, Copy, Debug)]
enum End {
    New { rotated: bool },
    Same,
    Failed,
    Refused,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let end = prop_oneof![
        3 => any::<bool>().prop_map(|rotated| End::New { rotated }),
        1 => Just(End::Same),
        1 => Just(End::Failed),
        1 => Just(End::Refused),
    ];
    let next = prop_oneof![
        2 => Just(Move::Start),
        1 => Just(Move::ComeBack),
        2 => Just(Move::BringCode),
        3 => Just(Move::WantToken),
        2 => Just(Move::RefuseCurrent),
        1 => Just(Move::RefuseOther),
        1 => Just(Move::SignOut),
        1 => Just(Move::GiveUp),
        2 => (1_u64..2_000_000).prop_map(Move::Wait),
        6 => (any::<prop::sample::Index>(), end).prop_map(|(at, end)| Move::End(at, end)),
    ];
    prop::collection::vec(next, 0..60)
}

/// A world that plays the moves and looks at every step.
#[derive(Default)]
struct World {
    state: State,
    now: u64,
    tokens: u32,
    codes: usize,
    begun: Vec<Effect>,
    exchanges: usize,
    /// The refresh token of the latest grant that was taken over.
    latest: Option<RefreshToken>,
    /// Work begun before this place in `begun` was begun before the last sign-out.
    since_sign_out: usize,
}

impl World {
    fn grant(&mut self, refresh: bool) -> Rc<Grant> {
        self.tokens += 1;
        let name = self.tokens.to_string();
        let refresh = refresh.then(|| RefreshToken::new(["r", &name].concat()));
        Grant::new(AccessToken::new(name), refresh, Some(1_800_000), self.now)
    }

    fn current(&self) -> Option<Rc<Grant>> {
        match &self.state.held {
            Held::Granted(grant) | Held::Refreshing { grant, .. } => Some(grant.clone()),
            Held::Nothing | Held::Expired => None,
        }
    }

    fn play(&mut self, next: &Move) {
        match next {
            Move::Start => self.happen(Event::StartWanted),
            Move::ComeBack => self.happen(Event::CameBack),
            Move::BringCode => {
                self.codes += 1;
                self.happen(Event::CodeArrived);
            }
            Move::WantToken => self.happen(Event::TokenWanted(self.now)),
            Move::RefuseCurrent => {
                if let Some(grant) = self.current() {
                    self.happen(Event::AccessRefused(grant.access.clone()));
                }
            }
            Move::RefuseOther => self.happen(Event::AccessRefused(AccessToken::new("x".into()))),
            Move::SignOut => {
                self.since_sign_out = self.begun.len();
                self.happen(Event::SignOutWanted);
                assert_eq!(self.state.phase(), Phase::SignedOut);
            }
            Move::GiveUp => {
                let sign_in = self.state.sign_in.clone();
                self.happen(Event::GivenUp);
                assert_eq!((self.current(), &self.state.sign_in), (None, &sign_in));
            }
            Move::Wait(ms) => self.now += ms,
            Move::End(at, end) => {
                if !self.begun.is_empty() {
                    self.end(at.index(self.begun.len()), *end);
                }
            }
        }
    }

    fn end(&mut self, at: usize, end: End) {
        let before = self.current();
        let event = match (self.begun[at].clone(), end) {
            (Effect::Prepare(serial), End::New { .. } | End::Same) => {
                Event::Prepared(serial, AuthorizeUrl::new("https://a.b".into()))
            }
            (Effect::Exchange(serial), End::New { .. } | End::Same) => {
                Event::Exchanged(serial, self.grant(true))
            }
            (Effect::Prepare(serial) | Effect::Exchange(serial), _) => Event::SignInFailed(serial),
            (Effect::Refresh(serial, _), End::New { rotated }) => {
                Event::Refreshed(serial, self.grant(rotated))
            }
            (Effect::Refresh(serial, old), End::Same) => Event::Refreshed(
                serial,
                Grant::new(old.access.clone(), None, Some(60_000), self.now),
            ),
            (Effect::Refresh(serial, _), End::Failed) => {
                Event::RefreshFailed(serial, self.now, None)
            }
            (Effect::Refresh(serial, _), End::Refused) => Event::RefreshRefused(serial, self.now),
            (other, _) => panic!("{other:?} takes no time"),
        };
        self.happen(event);
        if at < self.since_sign_out {
            assert_eq!(
                self.current(),
                before,
                "work from before a sign-out changed the session"
            );
        }
        if matches!(end, End::Failed) {
            assert_eq!(
                self.current().is_some(),
                before.is_some(),
                "a failure ended the session"
            );
        }
    }

    fn happen(&mut self, event: Event) {
        let late = match &event {
            Event::Exchanged(serial, grant) | Event::Refreshed(serial, grant) => {
                (!self.state.awaits(*serial)).then(|| grant.clone())
            }
            _ => None,
        };
        let was_refreshing = matches!(self.state.held, Held::Refreshing { .. });
        let (next, effects) = step(std::mem::take(&mut self.state), event);
        self.state = next;
        if let Some(grant) = late {
            let current = self.current();
            let unwanted = match &self.state.held {
                _ if matches!(self.state.sign_in, SignIn::Exchanging(_)) => false,
                Held::Nothing => true,
                Held::Granted(_) => current.is_some_and(|held| held.access != grant.access),
                Held::Refreshing { .. } | Held::Expired => false,
            };
            let expected = if unwanted {
                vec![Effect::Revoke(grant)]
            } else {
                vec![]
            };
            assert_eq!(effects, expected, "a late grant is revoked or dropped");
            return;
        }
        for effect in effects {
            match effect {
                Effect::Refresh(_, ref grant) => {
                    assert!(!was_refreshing, "two renewals at once");
                    assert_eq!(grant.refresh, self.latest, "an old refresh token is used");
                    assert!(grant.refresh.is_some());
                    self.begun.push(effect);
                }
                Effect::Exchange(_) => {
                    self.exchanges += 1;
                    self.begun.push(effect);
                }
                Effect::Prepare(_) => self.begun.push(effect),
                Effect::Keep(grant) => {
                    self.latest.clone_from(&grant.refresh);
                    assert_eq!(self.state.held, Held::Granted(grant));
                }
                Effect::Forget => assert_eq!(self.current(), None),
                // What is still in use is not revoked.
                Effect::Revoke(old) => {
                    assert!(self.current().is_none_or(|held| !held.shares_with(&old)));
                }
            }
        }
        let awaited = |effect: &&Effect| match effect {
            Effect::Prepare(serial) | Effect::Exchange(serial) | Effect::Refresh(serial, _) => {
                self.state.awaits(*serial)
            }
            _ => false,
        };
        assert!(
            self.begun.iter().filter(awaited).count() <= 2,
            "one sign-in, one renewal"
        );
    }
}

proptest! {
    #[test]
    fn no_order_of_events_breaks_the_session(moves in moves()) {
        let mut world = World::default();
        for next in &moves {
            world.play(next);
            prop_assert!(world.exchanges <= world.codes, "a code is redeemed twice");
        }
    }

    #[test]
    fn nothing_stays_under_way_once_all_work_has_ended(moves in moves()) {
        let mut world = World::default();
        for next in &moves {
            world.play(next);
        }
        for at in 0..world.begun.len() {
            world.end(at, End::Failed);
        }
        world.play(&Move::ComeBack);
        prop_assert_ne!(world.state.phase(), Phase::SigningIn);
        prop_assert!(!matches!(world.state.held, Held::Refreshing { .. }), "a renewal is stuck");
    }
}

fn granted(refresh: Option<&str>) -> State {
    let refresh = refresh.map(|token| RefreshToken::new(token.into()));
    State::restored(Grant::new(
        AccessToken::new("a".into()),
        refresh,
        Some(1_800_000),
        0,
    ))
}

#[test]
fn a_token_is_renewed_ahead_of_its_end_where_it_can_be() {
    #[track_caller]
    fn check(refresh: Option<&str>, now: u64, renews: bool, phase: Phase) {
        let (state, effects) = step(granted(refresh), Event::TokenWanted(now));
        let begun = matches!(effects.as_slice(), [Effect::Refresh(..)]);
        assert_eq!(
            (begun, state.phase()),
            (renews, phase),
            "{refresh:?} at {now}"
        );
    }
    check(Some("r"), 1_739_999, false, Phase::SignedIn);
    check(Some("r"), 1_740_000, true, Phase::SignedIn);
    check(Some("r"), 9_999_999, true, Phase::SignedIn);
    check(None, 1_740_000, false, Phase::SignedIn);
    check(None, 1_799_999, false, Phase::SignedIn);
    check(None, 1_800_000, false, Phase::Expired);
}

#[test]
fn a_failed_renewal_is_tried_again_after_a_while() {
    #[track_caller]
    fn check(wanted_at: u64, refused: bool, wait: Option<u64>, due_at: u64) {
        let event = if refused {
            Event::AccessRefused(AccessToken::new("a".into()))
        } else {
            Event::TokenWanted(wanted_at)
        };
        let (state, _) = step(granted(Some("r")), event);
        let (state, _) = step(state, Event::RefreshFailed(1, wanted_at, wait));
        let Held::Granted(grant) = state.held else {
            panic!("the session is lost");
        };
        assert_eq!(grant.due_at, Some(due_at));
    }
    check(1_740_000, false, None, 1_750_000);
    check(1_740_000, false, Some(30_000), 1_770_000);
    check(1_800_000, false, None, 1_800_000);
    check(1_800_000, false, Some(5_000), 1_805_000);
    check(1_800_000, false, Some(u64::MAX), 2_100_000);
    check(50, true, None, 50);
}

#[test]
fn the_tokens_of_the_sign_in_before_are_revoked_unless_they_are_the_new_ones() {
    fn tokens(access: &str, refresh: Option<&str>) -> Rc<Grant> {
        let refresh = refresh.map(|token| RefreshToken::new(token.into()));
        Grant::new(AccessToken::new(access.into()), refresh, None, 0)
    }
    #[track_caller]
    fn check(before: (&str, Option<&str>), after: (&str, Option<&str>), revoked: bool) {
        let before = tokens(before.0, before.1);
        let refreshing = Held::Refreshing {
            grant: before.clone(),
            serial: 7,
            refused: false,
        };
        for held in [Held::Granted(before.clone()), refreshing] {
            let state = State {
                held,
                ..State::default()
            };
            let (state, _) = step(state, Event::CodeArrived);
            let new = tokens(after.0, after.1);
            let (state, effects) = step(state, Event::Exchanged(1, new.clone()));
            let mut expected = vec![Effect::Keep(new.clone())];
            expected.extend(revoked.then(|| Effect::Revoke(before.clone())));
            assert_eq!(effects, expected);
            assert_eq!(state.held, Held::Granted(new));
        }
    }
    // Another user, or the same one with tokens that are all new.
    check(("a", None), ("b", None), true);
    check(("a", Some("r")), ("b", Some("s")), true);
    check(("a", Some("r")), ("b", None), true);
    check(("a", None), ("b", Some("s")), true);
    // The same user, whom ServiceNow gives what is there already.
    check(("a", None), ("a", None), false);
    check(("a", Some("r")), ("a", Some("r")), false);
    check(("a", Some("r")), ("a", Some("s")), false);
    check(("a", Some("r")), ("b", Some("r")), false);
}

#[test]
fn a_sign_in_that_fails_leaves_the_session_before_it_as_it_is() {
    let (state, _) = step(granted(Some("r")), Event::CodeArrived);
    let (state, effects) = step(state, Event::SignInFailed(1));
    assert_eq!(effects, []);
    assert_eq!(state.phase(), Phase::SignedIn);
}

#[test]
fn a_grant_that_comes_too_late_is_revoked_unless_it_is_in_use() {
    #[track_caller]
    fn check(late: &str, expected: usize) {
        let (state, _) = step(
            granted(Some("r")),
            Event::AccessRefused(AccessToken::new("a".into())),
        );
        let (state, _) = step(state, Event::CodeArrived);
        let new = Grant::new(AccessToken::new("b".into()), None, None, 0);
        let (state, _) = step(state, Event::Exchanged(2, new));
        let late = Grant::new(AccessToken::new(late.into()), None, None, 0);
        let (_, effects) = step(state, Event::Refreshed(1, late));
        assert_eq!(effects.len(), expected);
    }
    check("of the user before", 1);
    check("b", 0);
}
