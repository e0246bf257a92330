//! The invitation to connect.

use std::rc::Rc;

use crate::app::App;
use crate::components::link;
use crate::dom::{El, el};
use crate::route::Route;

/// "Do you use ServiceNow?"
pub(super) fn invitation(app: &Rc<App>) -> El {
    let messages = app.messages();
    let connect = link(app, Route::Provisioning).attr("class", "btn primary");
    let look = link(app, Route::SecureScore);
    let heading = el("h2").attr("id", "invitation-heading");
    el("section.card invitation")
        .attr("aria-labelledby", "invitation-heading")
        .child(heading.says(&messages, "invitation.title"))
        .child(el("p.muted").says(&messages, "invitation.what"))
        .child(
            el("div.row")
                .child(connect.says(&messages, "invitation.connect"))
                .child(look.says(
                    &messages,
                    match app.is_compliance() {
                        true => "invitation.complianceScore",
                        false => "invitation.secureScore",
                    },
                )),
        )
}
