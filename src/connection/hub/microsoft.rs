//! The sign-in at Microsoft, for Graph: always in a window of its own. Leaving the page for it
//! would lose the tokens for ServiceNow, and leaving for those would lose these.

use std::cell::RefCell;
use std::rc::Rc;

use snowline_core::Result;
use snowline_core::access::Access;
use snowline_core::graph::{SignInFault, SignedIn, told};
use snowline_core::oauth::{
    Callback as OAuthCallback, Connection, InstanceUrl, Phase, Session, TokenStorage,
};
use wasm_bindgen_futures::spawn_local;

use super::{Hub, PageSession, popup};

/// Who is told how the sign-in ended.
type OnEnd = Rc<dyn Fn(Result<()>)>;

thread_local! {
    /// The sign-in of this page, shared by its mounts.
    static SESSION: RefCell<Option<Rc<PageSession>>> = const { RefCell::new(None) };
    /// Who waits, while the latest window is one of Microsoft's.
    static WAITING: RefCell<Option<OnEnd>> = const { RefCell::new(None) };
}

/// Access to that Graph, while somebody is signed in for it.
pub(crate) fn access(graph: InstanceUrl, connection: &Connection) -> Option<Rc<dyn Access>> {
    let session = SESSION.with(|known| known.borrow().clone())?;
    let is_signed_in = session.phase() == Phase::SignedIn;
    if session.connection() != connection || !is_signed_in {
        return None;
    }
    Some(Rc::new(SignedIn::new(graph, session)))
}

/// Opens the window. To be called in answer to a click, or the browser blocks it.
pub(crate) fn sign_in(connection: Connection, on_end: impl Fn(Result<()>) + 'static) {
    let hub = Hub::of_page();
    let on_end: OnEnd = Rc::new(on_end);
    if !popup::open(&hub, &connection.redirect_uri) {
        on_end(Err(SignInFault::Window.into()));
        return;
    }
    WAITING.with(|waiting| waiting.replace(Some(on_end.clone())));
    let session = session(&hub, connection);
    spawn_local(async move {
        match session.start("/secure-score").await {
            // Its answer is taken even after that: it may only be out of sight.
            Ok(url) => popup::go(&hub, &url, move || {
                session.came_back();
                on_end(Err(SignInFault::Window.into()));
            }),
            Err(error) => {
                popup::close();
                on_end(Err(told(error, session.connection())));
            }
        }
    });
}

/// Nobody waits for Microsoft's window any more: another took its place.
pub(super) fn give_way() {
    WAITING.with(RefCell::take);
}

/// Takes the answer of a window, if it is Microsoft's; gives back any other.
pub(super) fn hear(answer: Result<OAuthCallback>) -> Option<Result<OAuthCallback>> {
    let waiting = WAITING.with(|waiting| waiting.borrow().clone());
    match (answer, waiting) {
        (Ok(callback), waiting) if !callback.connection().is_servicenow() => {
            let session = session(&Hub::of_page(), callback.connection().clone());
            spawn_local(async move {
                let ended = session.finish(callback).await;
                if let Some(on_end) = waiting {
                    let ended = ended.map(|_| ());
                    on_end(ended.map_err(|error| told(error, session.connection())));
                }
            });
            None
        }
        (Err(error), Some(on_end)) => {
            let session = SESSION.with(|known| known.borrow().clone());
            if let Some(session) = session {
                session.came_back();
                on_end(Err(told(error, session.connection())));
            }
            None
        }
        (answer, _) => Some(answer),
    }
}

/// The session for that connection: the one that there is, or another in its place.
fn session(hub: &Hub, connection: Connection) -> Rc<PageSession> {
    let known = SESSION.with(|known| known.borrow().clone());
    if let Some(known) = known.filter(|known| known.connection() == &connection) {
        return known;
    }
    // In memory always, whatever holds for ServiceNow's.
    let session = Session::new(hub.browser.clone(), connection, TokenStorage::Memory);
    SESSION.with(|known| known.replace(Some(session.clone())));
    session
}
