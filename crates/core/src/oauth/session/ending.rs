//! The end of a session, or of its tokens alone: the instance is told that they are not needed any
//! more.

use std::cell::Cell;
use std::rc::Rc;

use super::{AccessToken, Event, Grant, Session, Work};
use crate::join;
use crate::oauth::{form, rotation};
use crate::ports::Ports;

/// What is known of a session's tokens after their end here.
pub struct SignedOut {
    /// The access token: whether the instance takes it no longer can be asked with it alone.
    pub access: AccessToken,
    /// Whether the instance was reached with every token's revocation. What it answered cannot be
    /// read across origins.
    pub told: bool,
}

impl<P: Ports> Session<P> {
    /// Signs out: forgets the tokens and any sign-in under way, and tells the instance that the
    /// tokens are not needed any more. `None` where none were held.
    pub async fn sign_out(&self) -> Option<SignedOut> {
        match self.end() {
            Some(grant) => Some(self.revoke(&grant).await),
            None => None,
        }
    }

    /// The same without waiting for the instance: another tab has removed the connection.
    pub fn sign_out_too(&self) {
        if let Some(grant) = self.end() {
            self.revoke_later(&grant);
        }
    }

    /// Gives up the tokens but not a sign-in under way: the page leaves for it, and they would
    /// live on with nobody to use or to end them. Waits for the instance to hear of it, because
    /// the sign-in may give the very same token if it comes first.
    pub async fn give_up(&self) {
        if let Some(Work::Revoke(grant)) = self.apply(Event::GivenUp) {
            self.revoke(&grant).await;
        }
    }

    fn end(&self) -> Option<Rc<Grant>> {
        let work = self.apply(Event::SignOutWanted);
        rotation::forget(&*self.ports);
        match work {
            Some(Work::Revoke(grant)) => Some(grant),
            _ => None,
        }
    }

    /// Ends what a step of the machine left over, if anything: tokens that came too late, or those
    /// of the user before.
    pub(super) fn revoke_unwanted(&self, work: Option<Work>) {
        if let Some(Work::Revoke(grant)) = work {
            self.revoke_later(&grant);
        }
    }

    async fn revoke(&self, grant: &Grant) -> SignedOut {
        let told = Cell::new(true);
        let mut tasks: Vec<join::Task<'_>> = Vec::new();
        for address in self.revocations(grant).into_iter().flatten() {
            let told = &told;
            tasks.push(Box::pin(async move {
                let heard = self.ports.tell(&address).await;
                told.set(told.get() && heard);
                Ok(())
            }));
        }
        // None of them fails.
        join::all(tasks).await.ok();
        SignedOut {
            access: grant.access.clone(),
            told: told.get(),
        }
    }

    fn revoke_later(&self, grant: &Grant) {
        for address in self.revocations(grant).into_iter().flatten() {
            self.ports.fire_and_forget(&address);
        }
    }

    fn revocations(&self, grant: &Grant) -> [Option<String>; 2] {
        let refresh = grant.refresh.as_ref();
        let refresh = refresh.map(|token| self.revocation(token.secret()));
        [refresh, Some(self.revocation(grant.access.secret()))]
    }

    /// ServiceNow takes the token in the URL; there is no other way to revoke it.
    fn revocation(&self, token: &str) -> String {
        let path = ["/oauth_revoke_token.do?token=", &form::encoded(token)].concat();
        self.connection.instance.request_url(&path)
    }
}
