//! Keeping the score and its tickets fresh.

use std::rc::Rc;

use yew::Callback;

use crate::app::App;
use crate::later::tickets::try_again;
use crate::pages::keep_fresh;
use crate::part::Cx;

/// Tries again what has failed of the score and its tickets, when the page is shown and when the
/// person or the network comes back.
pub(super) fn keep_score(cx: &mut Cx<'_>, app: &Rc<App>) {
    let trying = app.clone();
    let again = Callback::from(move |()| try_again(&trying));
    keep_fresh(cx, app, 0, &again);
}
