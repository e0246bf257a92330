//! The session against an authorization server in memory. The bugs that this field has had are
//! in `bugs`.

mod bugs;
mod ending;
mod flow;
mod server;
mod storms;

use super::*;
use crate::oauth::{ClientId, InstanceUrl, take_callback};
use crate::ports::memory::Memory;
use server::Server;

const PAGE: &str = "https://portal.example.com/";

fn connection() -> Connection {
    Connection {
        instance: InstanceUrl::parse("https://dev1.service-now.com").unwrap(),
        client_id: ClientId::parse("client").unwrap(),
        redirect_uri: PAGE.into(),
        endpoints: None,
    }
}

/// A tab, its session and the server behind it.
struct Tab {
    memory: Rc<Memory>,
    session: Rc<Session<Memory>>,
    server: Rc<Server>,
}

impl Tab {
    fn open(storage: TokenStorage) -> Self {
        let server = Rc::new(Server::default());
        let memory = Memory::new();
        server.attach(&memory);
        Self::around(memory, server, storage)
    }

    fn around(memory: Memory, server: Rc<Server>, storage: TokenStorage) -> Self {
        let memory = Rc::new(memory);
        let session = Session::new(Rc::clone(&memory), connection(), storage);
        Self {
            memory,
            session,
            server,
        }
    }

    fn signed_in(storage: TokenStorage) -> Self {
        let tab = Self::open(storage);
        tab.sign_in();
        tab
    }

    /// To the instance's page and back.
    fn sign_in(&self) {
        let url = run(self.session.start("/home")).unwrap();
        let back = self.server.approve(&url);
        let callback = take_callback(&*self.memory, &back).unwrap().unwrap();
        assert_eq!(run(self.session.finish(callback)).unwrap(), "/home");
        assert_eq!(self.session.phase(), Phase::SignedIn);
    }

    fn reloaded(&self, storage: TokenStorage) -> Self {
        Self::around(self.memory.reload(), Rc::clone(&self.server), storage)
    }

    fn duplicated(&self, storage: TokenStorage) -> Self {
        Self::around(
            self.memory.duplicate_tab(),
            Rc::clone(&self.server),
            storage,
        )
    }

    fn token(&self) -> Result<AccessToken> {
        run(self.session.access_token())
    }

    /// Whether a REST API would accept what the session gives.
    fn works(&self) -> bool {
        self.token()
            .is_ok_and(|token| self.server.accepts(token.secret()))
    }
}

fn run<T>(future: impl Future<Output = T>) -> T {
    pollster::block_on(future)
}
