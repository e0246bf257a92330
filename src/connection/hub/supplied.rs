//! What the page supplies, in the ways in which it does.

use std::rc::Rc;

use snowline_core::access::{Supplied, TokenKind};
use snowline_core::oauth::InstanceUrl;

use crate::browser::navigation;
use crate::connection::Way;
use crate::options::Options;

use super::Hub;

/// Takes it, once. Every mount offers what its host says; the first one's holds.
pub(crate) fn take(hub: &Rc<Hub>, options: &Options) {
    if !hub.is_supplied.get() || hub.state.borrow().live.is_some() {
        return;
    }
    if connect(hub, options).is_some() {
        hub.state.borrow_mut().leaving = false;
        hub.ask_anew();
        hub.tell();
    }
}

fn connect(hub: &Rc<Hub>, options: &Options) -> Option<()> {
    let function = options.token_function.clone()?;
    let origin = navigation::origin();
    let (kind, address) = match options.way? {
        Way::Session => (TokenKind::Session, origin.as_str()),
        _ => (TokenKind::Bearer, options.instance_url.as_deref()?),
    };
    let proxy = options.proxy_path.as_ref();
    let proxy = proxy.filter(|_| kind == TokenKind::Bearer);
    let proxy = proxy.map(|path| [&origin, path.as_str()].concat());
    let instance = InstanceUrl::parse(address).ok()?.through(proxy);
    hub.state.borrow_mut().saved = Some(hub.saved_as(&instance, "", ""));
    hub.live(Supplied::new(instance, kind, Box::new(function)), None);
    Some(())
}
