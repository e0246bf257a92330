//! The frame around every page: where one can go, and the language.

use std::rc::Rc;

use snowline_core::ports::Ports;
use snowline_core::task::TicketType;
use snowline_core::task::kept::is_resumed;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlSelectElement;
use yew::{AttrValue, Callback, Html};

use crate::browser::{Browser, page};
use crate::components::link;
use crate::connection::{Hub, Status};
use crate::dom::{El, el, list};
use crate::i18n::Language;
use crate::later::{coming, doors, is_waited_for, not_loaded};
use crate::pages;
use crate::part::{Cx, Part, keyed, part};
use crate::route::Route;

use super::App;

/// Snowline in one element: the frame, the page of the current route, and the dialog.
pub struct Shell {
    /// What its parts share.
    pub app: Rc<App>,
}

impl Part for Shell {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let app = &self.app;
        let redraw = cx.redraw();
        // It follows the connection and the address for as long as it is kept.
        cx.keep(|| (app.start(redraw), app.follow_address()));
        let missing = app.clone();
        cx.keep(|| {
            page::listen_to_return(Rc::new(move || {
                if missing.later.borrow().error().is_some() {
                    missing.need_later();
                }
            }))
        });
        let route = app.route();
        let beginning = app.clone();
        cx.on_change(0, move || {
            // The person left for the sign-in in the middle of a task.
            // Or the page supplies tokens, which is not the first part's matter.
            if is_resumed(Browser::new().session_store())
                || beginning.options.token_function.is_some()
            {
                beginning.need_later();
            }
            if beginning.connection().error.is_some() {
                beginning.show_setup();
            }
        });
        let (needing, needs) = (app.clone(), is_later(&route));
        cx.on_change(needs.into(), move || {
            if needs {
                needing.need_later();
            }
        });
        // The cards ask it themselves, in one request with all that they ask.
        let asks_user = route != Route::Home
            && app.connection().status == Status::SignedIn
            && Hub::of_page().has_question();
        let here = app.later().filter(|_| asks_user);
        cx.on_change(here.is_some().into(), move || {
            if let Some(here) = here {
                doors::learn_user(here);
            }
        });
        if !app.in_memory() {
            let messages = app.messages();
            page::set_title(&title(app, &route), messages.language().tag());
        }
        let page = el("main")
            .child(waiting(app, &route))
            .child(page(app, &route));
        let whole = el("div").child(head(app)).child(page);
        let dialog = app.later().map(|here| doors::dialog(here, app));
        list(vec![whole.html(), dialog.unwrap_or_default()])
    }
}

/// The page of a route.
fn page(app: &Rc<App>, route: &Route) -> Html {
    match (route, app.later()) {
        (Route::Home, _) => keyed("/", pages::Home { app: app.clone() }),
        (Route::NotFound, _) => keyed("?", pages::NotFound { app: app.clone() }),
        (_, Some(here)) => doors::page(here, app, route),
        (_, None) => coming(app),
    }
}

/// Whether a route's page is loaded when it is first needed.
fn is_later(route: &Route) -> bool {
    !matches!(route, Route::Home | Route::NotFound)
}

/// What a person who waits for the dialog on the home page sees.
fn waiting(app: &Rc<App>, route: &Route) -> Option<El> {
    if is_later(route) {
        return None;
    }
    let bar = || {
        el("div.progress")
            .attr("role", "status")
            .child(el("span.visually-hidden").says(&app.messages(), "loading"))
    };
    is_waited_for(app).then(bar).or_else(|| not_loaded(app))
}

/// What the browser's page is called: what is special of it first.
fn title(app: &App, route: &Route) -> String {
    let page = app.messages().text(title_key(app, route));
    let special = app.later().and_then(|here| doors::title(here, app, route));
    match special {
        Some(special) => [special.as_str(), DOT, page.as_str(), DOT, NAME].concat(),
        None => [page.as_str(), DOT, NAME].concat(),
    }
}

const NAME: &str = "Snowline";
const DOT: &str = " \u{b7} ";

/// The key of a page's name.
fn title_key(app: &App, route: &Route) -> &'static str {
    match route {
        Route::Home => "nav.home",
        Route::SecureScore | Route::Share | Route::Action(_) if app.is_compliance() => {
            "nav.complianceScore"
        }
        Route::SecureScore | Route::Share | Route::Action(_) => "nav.secureScore",
        Route::Tickets(TicketType::ChangeRequest) | Route::Ticket(TicketType::ChangeRequest, _) => {
            "tickets.change.title"
        }
        Route::Tickets(TicketType::Incident) | Route::Ticket(TicketType::Incident, _) => {
            "tickets.incident.title"
        }
        Route::Provisioning => "nav.provisioning",
        Route::Configuration => "card.manage",
        Route::Data => "nav.data",
        Route::NotFound => "notFound.title",
    }
}

fn head(app: &Rc<App>) -> El {
    let messages = app.messages();
    let brand = link(app, Route::Home)
        .attr("class", "brand")
        .child(mark())
        .child("Snowline");
    let places = el("nav")
        .set("aria-label", messages.text("nav.label"))
        .child(item(app, Route::Home))
        .child(item(app, Route::SecureScore))
        .child(item(app, Route::Provisioning));
    // A host that names the language has a switch of its own for it.
    let switch = app.options.language.is_none();
    let switch = switch.then(|| part(LanguageSwitch { app: app.clone() }));
    el("header.shell-head").child(el("div").child(brand).child(places).child(switch))
}

/// Snowline's mark: a summit above its snow line.
fn mark() -> El {
    let summit = el("path")
        .attr("fill", "currentColor")
        .attr("d", "M10 2 1.5 17.5h17z");
    let snow = el("path.snow").attr("d", "M10 5.2 6.4 11.7l1.9-.9 1.7 1.6 1.8-1.6 1.8.9z");
    el("svg")
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .child(summit)
        .child(snow)
}

/// One of the places to go; the one that the page belongs to is marked.
fn item(app: &Rc<App>, to: Route) -> El {
    let here = match (&to, app.route()) {
        (Route::Home, Route::Tickets(_) | Route::Ticket(..))
        | (Route::SecureScore, Route::Share | Route::Action(_))
        | (Route::Provisioning, Route::Configuration | Route::Data) => true,
        (to, route) => *to == route,
    };
    let name = title_key(app, &to);
    link(app, to)
        .attr_if(here, "aria-current", "page")
        .says(&app.messages(), name)
}

/// The language switch. The old language stays until the new one's words are there.
struct LanguageSwitch {
    app: Rc<App>,
}

impl Part for LanguageSwitch {
    fn draw(&self, cx: &mut Cx<'_>) -> Html {
        let messages = self.app.messages();
        let failed = cx.state(AttrValue::default);
        let select = cx.node();
        let choose = {
            let (app, failed, select) = (self.app.clone(), failed.clone(), select.clone());
            Callback::from(move |tag: String| {
                let Some(language) = Language::from_tag(&tag) else {
                    return;
                };
                let (app, failed, select) = (app.clone(), failed.clone(), select.clone());
                spawn_local(async move {
                    let before = app.messages();
                    match app.switch_language(language).await {
                        Ok(()) => {
                            app.messages().language().remember();
                            failed.set(AttrValue::default());
                        }
                        Err(_) => {
                            let name = language.own_name();
                            let what = [("language", name)];
                            failed.set(before.format("nav.languageFailed", &what));
                            if let Some(select) = select.cast::<HtmlSelectElement>() {
                                select.set_value(app.messages().language().tag());
                            }
                        }
                    }
                });
            })
        };
        let mut options = el("select.compact-select")
            .node(&select)
            .on_value("change", choose);
        for language in Language::ALL {
            let option = el("option")
                .key(language.tag())
                .attr("value", language.tag())
                .attr("lang", language.tag())
                .attr_if(language == messages.language(), "selected", "selected");
            options = options.child(option.child(language.own_name()));
        }
        let label = el("label")
            .child(el("span.visually-hidden").says(&messages, "nav.language"))
            .child(options);
        let failed = failed.get();
        let class = if failed.is_empty() {
            "visually-hidden"
        } else {
            "muted"
        };
        let said = el("span").attr("class", class).attr("role", "status");
        let said = said.child(failed);
        list(vec![said.html(), label.html()])
    }
}
