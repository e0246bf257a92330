//! The session as a pure state machine: what may happen when.
//!
//! [`step`] takes a state and an event and gives the next state and what is to be done.
//! Everything that takes time carries a serial number, and its end is an event with that number:
//! an end that nobody waits for any more (the person signed out meanwhile, or began anew) changes
//! nothing. Sign-in and session are two parts, so that signing in again loses no session before
//! it has succeeded.

#[cfg(test)]
mod tests;

use std::rc::Rc;

use super::grant::Grant;
use super::secrets::{AccessToken, AuthorizeUrl};

/// What the person is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Never signed in, or signed out.
    SignedOut,
    /// On the way: preparing, gone to the instance's page, or redeeming the code.
    SigningIn,
    /// There is an access token, or the means to get one.
    SignedIn,
    /// Was signed in; the instance accepts it no longer. Signing in again goes on from here.
    Expired,
}

/// All that is known at a moment.
#[derive(Clone, Debug, Default)]
pub struct State {
    serial: u32,
    /// The way to a session.
    pub sign_in: SignIn,
    /// The session.
    pub held: Held,
}

/// How far a sign-in is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignIn {
    /// There is none.
    #[default]
    Idle,
    /// Its random values are being made.
    Preparing(u32),
    /// The page is about to go to this URL.
    Leaving(AuthorizeUrl),
    /// The code is being redeemed.
    Exchanging(u32),
}

/// The session itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// There is none.
    #[default]
    Nothing,
    /// There is one.
    Granted(Rc<Grant>),
    /// There is one, and its access token is being renewed.
    Refreshing {
        /// What is there now.
        grant: Rc<Grant>,
        /// The number of this renewal.
        serial: u32,
        /// Whether the instance refused the access token, so that it is good for nothing.
        refused: bool,
    },
    /// There was one, until the instance ended it.
    Expired,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The person wants to sign in.
    StartWanted,
    /// The sign-in's URL is there.
    Prepared(u32, AuthorizeUrl),
    /// The page shows again although it had left for the sign-in.
    CameBack,
    /// The instance's page sent a code back.
    CodeArrived,
    /// The code was redeemed.
    Exchanged(u32, Rc<Grant>),
    /// Preparing or redeeming failed.
    SignInFailed(u32),
    /// A request needs an access token, at this time.
    TokenWanted(u64),
    /// A REST API refused this access token with 401.
    AccessRefused(AccessToken),
    /// There is a new access token.
    Refreshed(u32, Rc<Grant>),
    /// The renewal failed at a time, which says nothing about the session. The next one is to
    /// wait for so many milliseconds, if the instance said so.
    RefreshFailed(u32, u64, Option<u64>),
    /// The instance refused the refresh token at a time.
    RefreshRefused(u32, u64),
    /// The person signs out.
    SignOutWanted,
    /// The page leaves for a sign-in, and nobody will hold the tokens when it comes back.
    GivenUp,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make the sign-in's URL.
    Prepare(u32),
    /// Redeem the code.
    Exchange(u32),
    /// Renew this grant.
    Refresh(u32, Rc<Grant>),
    /// Keep this grant for after a reload, where that is wished.
    Keep(Rc<Grant>),
    /// Forget what was kept.
    Forget,
    /// Tell the instance that this grant is not needed any more.
    Revoke(Rc<Grant>),
}

impl State {
    /// The state after a reload that kept a session.
    #[must_use]
    pub fn restored(grant: Rc<Grant>) -> Self {
        Self {
            held: Held::Granted(grant),
            ..Self::default()
        }
    }

    /// What the person is told.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match (&self.sign_in, &self.held) {
            (SignIn::Idle, Held::Nothing) => Phase::SignedOut,
            (SignIn::Idle, Held::Granted(_) | Held::Refreshing { .. }) => Phase::SignedIn,
            (SignIn::Idle, Held::Expired) => Phase::Expired,
            _ => Phase::SigningIn,
        }
    }

    /// What is good for requests, if anything is.
    #[must_use]
    pub fn grant(&self) -> Option<&Grant> {
        match &self.held {
            Held::Granted(grant) | Held::Refreshing { grant, .. } => Some(grant),
            Held::Nothing | Held::Expired => None,
        }
    }

    /// Whether that piece of work is still waited for.
    #[must_use]
    pub fn awaits(&self, wanted: u32) -> bool {
        matches!(self.sign_in, SignIn::Preparing(serial) | SignIn::Exchanging(serial) if serial == wanted)
            || matches!(self.held, Held::Refreshing { serial, .. } if serial == wanted)
    }

    fn next_serial(&mut self) -> u32 {
        self.serial = self.serial.wrapping_add(1);
        self.serial
    }

    fn refresh(&mut self, grant: Rc<Grant>, refused: bool) -> Vec<Effect> {
        if grant.refresh.is_none() {
            self.held = Held::Expired;
            return vec![Effect::Forget];
        }
        let serial = self.next_serial();
        self.held = Held::Refreshing {
            grant: grant.clone(),
            serial,
            refused,
        };
        vec![Effect::Refresh(serial, grant)]
    }

    /// Takes away what is held.
    fn give_up(&mut self) -> Option<Rc<Grant>> {
        match std::mem::take(&mut self.held) {
            Held::Granted(grant) | Held::Refreshing { grant, .. } => Some(grant),
            Held::Nothing | Held::Expired => None,
        }
    }

    /// A grant that came too late. After a sign-out nobody wants it; nor in a new session, unless
    /// it is the very same token, or may become it: ServiceNow gives one token to one user and
    /// client.
    fn too_late(&self, grant: Rc<Grant>) -> Vec<Effect> {
        let is_unwanted = match &self.held {
            _ if matches!(self.sign_in, SignIn::Exchanging(_)) => false,
            Held::Nothing => true,
            Held::Granted(current) => !current.shares_with(&grant),
            Held::Refreshing { .. } | Held::Expired => false,
        };
        revoking(Vec::new(), Some(grant).filter(|_| is_unwanted))
    }
}

/// The next state, and what is to be done.
#[must_use]
pub fn step(mut state: State, event: Event) -> (State, Vec<Effect>) {
    let effects = match event {
        Event::StartWanted => start(&mut state),
        Event::Prepared(serial, url) => {
            if state.sign_in == SignIn::Preparing(serial) {
                state.sign_in = SignIn::Leaving(url);
            }
            Vec::new()
        }
        Event::CameBack => {
            if matches!(state.sign_in, SignIn::Preparing(_) | SignIn::Leaving(_)) {
                state.sign_in = SignIn::Idle;
            }
            Vec::new()
        }
        Event::CodeArrived => {
            let serial = state.next_serial();
            state.sign_in = SignIn::Exchanging(serial);
            vec![Effect::Exchange(serial)]
        }
        Event::Exchanged(serial, grant) => {
            if state.sign_in == SignIn::Exchanging(serial) {
                state.sign_in = SignIn::Idle;
                let former = state.give_up();
                state.held = Held::Granted(grant.clone());
                // Whose it was, nobody will use it any more.
                let former = former.filter(|former| !former.shares_with(&grant));
                revoking(vec![Effect::Keep(grant)], former)
            } else {
                state.too_late(grant)
            }
        }
        Event::SignInFailed(serial) => {
            if matches!(state.sign_in, SignIn::Preparing(current) | SignIn::Exchanging(current) if current == serial)
            {
                state.sign_in = SignIn::Idle;
            }
            Vec::new()
        }
        Event::TokenWanted(now) => token_wanted(&mut state, now),
        Event::AccessRefused(access) => access_refused(&mut state, &access),
        Event::Refreshed(..) | Event::RefreshFailed(..) | Event::RefreshRefused(..) => {
            refresh_ended(&mut state, event)
        }
        Event::SignOutWanted => {
            state.sign_in = SignIn::Idle;
            revoking(vec![Effect::Forget], state.give_up())
        }
        Event::GivenUp => revoking(Vec::new(), state.give_up()),
    };
    (state, effects)
}

/// The effects, and the revocation of a grant if there is one.
fn revoking(mut effects: Vec<Effect>, grant: Option<Rc<Grant>>) -> Vec<Effect> {
    if let Some(grant) = grant {
        effects.push(Effect::Revoke(grant));
    }
    effects
}

/// One sign-in at a time: a second click finds the first one under way.
fn start(state: &mut State) -> Vec<Effect> {
    match state.sign_in {
        SignIn::Preparing(_) | SignIn::Exchanging(_) => Vec::new(),
        SignIn::Idle | SignIn::Leaving(_) => {
            let serial = state.next_serial();
            state.sign_in = SignIn::Preparing(serial);
            vec![Effect::Prepare(serial)]
        }
    }
}

fn token_wanted(state: &mut State, now: u64) -> Vec<Effect> {
    let Held::Granted(grant) = &state.held else {
        return Vec::new();
    };
    let renews = grant.refresh.is_some();
    if renews && grant.is_due(now) || !renews && grant.is_expired(now) {
        let grant = grant.clone();
        return state.refresh(grant, false);
    }
    Vec::new()
}

/// A token that is not the current one has been replaced meanwhile: its refusal means nothing.
fn access_refused(state: &mut State, access: &AccessToken) -> Vec<Effect> {
    match &mut state.held {
        Held::Granted(grant) if grant.access == *access => {
            let grant = grant.clone();
            return state.refresh(grant, true);
        }
        Held::Refreshing { grant, refused, .. } if grant.access == *access => *refused = true,
        _ => {}
    }
    Vec::new()
}

fn refresh_ended(state: &mut State, event: Event) -> Vec<Effect> {
    let ended = match &event {
        Event::Refreshed(serial, _)
        | Event::RefreshFailed(serial, ..)
        | Event::RefreshRefused(serial, _) => *serial,
        _ => return Vec::new(),
    };
    let (grant, refused) = match &state.held {
        Held::Refreshing {
            grant,
            serial,
            refused,
        } if *serial == ended => (grant.clone(), *refused),
        _ => {
            return match event {
                Event::Refreshed(_, new) => state.too_late(new),
                _ => Vec::new(),
            };
        }
    };
    match event {
        Event::Refreshed(_, new) if !refused || new.access != grant.access => {
            let grant = grant.renewed(&new);
            state.held = Held::Granted(grant.clone());
            vec![Effect::Keep(grant)]
        }
        Event::RefreshFailed(_, now, wait) => {
            state.held = Held::Granted(grant.postponed(now, wait, refused));
            Vec::new()
        }
        // Renewing ahead of time was not allowed. What is there stays good until its end.
        Event::RefreshRefused(_, now) if !refused && !grant.is_expired(now) => {
            let grant = grant.without_refresh();
            state.held = Held::Granted(grant.clone());
            vec![Effect::Keep(grant)]
        }
        _ => {
            state.held = Held::Expired;
            vec![Effect::Forget]
        }
    }
}
