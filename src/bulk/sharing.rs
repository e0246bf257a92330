//! A run with its form: what is kept of both, and how they begin.

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use snowline_core::Error;
use snowline_core::bulk::{Common, Fault, KEYS, Kept, Row, RowState, Run, Selection};
use snowline_core::configuration::Defaults;
use snowline_core::date::Date;
use snowline_core::oauth::InstanceUrl;
use snowline_core::ports::{Clock, Ports, Store};
use snowline_core::secure_score::Posture;
use snowline_core::task::{Draft, ExtraField, ValidTask};
use snowline_core::tickets::CorrelationId;
use yew::Callback;

use crate::app::App;
use crate::browser::Browser;
use crate::connection::{Hub, PageServiceNow, SavedConnection};
use crate::task_dialog::{Author, Seed, defaults, instance};

use super::selection::choose;

/// The sharing of a tenant's actions to an instance.
pub struct Sharing {
    tenant: String,
    instance: String,
    pub(super) run: RefCell<Run>,
    common: RefCell<Draft>,
    note: RefCell<String>,
    /// What is sent, while the run goes on.
    pub(super) spec: RefCell<Option<Rc<Spec>>>,
    /// When it looks again what is to be done, on the monotonic clock.
    pub(super) wakes_at: Cell<u64>,
    /// It is of no use any more: an answer that comes late is not kept.
    forgotten: Cell<bool>,
    /// How often a connection had been removed when it began.
    removals: u32,
    /// Hears of every refusal.
    pub(super) on_refused: RefCell<Callback<Error>>,
}

/// What all tasks of a run are made of.
pub(super) struct Spec {
    common: Draft,
    defaults: Defaults,
    fields: Vec<ExtraField>,
    note: String,
    /// The day on which the person looked at the form.
    today: Date,
}

impl Sharing {
    /// The sharing of that tenant's actions to the instance of now: the one that this mount has, else
    /// what was kept, else a new one.
    #[must_use]
    pub fn of(app: &App, posture: &Posture) -> Rc<Self> {
        let (tenant, instance) = (&posture.tenant_id, instance(app));
        let known = Self::current(app);
        if let Some(known) = known {
            if known.is_of_use() && known.tenant == *tenant && known.instance == instance {
                return known;
            }
            // Nobody sees any more what it does.
            known.run.borrow_mut().stop();
        }
        let browser = Browser::new();
        let store = browser.session_store();
        let find = |instance: &str| Kept::find(store, &browser, tenant, instance);
        // What was filled in before there was a connection.
        let before = || find("").filter(|kept| !kept.run.is_begun());
        let kept = find(&instance).or_else(before);
        let kept = kept.unwrap_or_else(|| Kept {
            common: beginning(app, posture),
            note: String::new(),
            run: Run::default(),
        });
        let sharing = Rc::new(Self {
            tenant: tenant.clone(),
            instance,
            run: RefCell::new(kept.run),
            common: RefCell::new(kept.common),
            note: RefCell::new(kept.note),
            spec: RefCell::default(),
            wakes_at: Cell::default(),
            forgotten: Cell::default(),
            removals: Hub::of_page().removals.get(),
            on_refused: RefCell::new(Callback::noop()),
        });
        app.sharing.replace(Some(sharing.clone()));
        sharing
    }

    /// The one that this mount has, if any.
    #[must_use]
    pub fn current(app: &App) -> Option<Rc<Self>> {
        app.sharing.borrow().clone()?.downcast().ok()
    }

    /// What tells it from another.
    #[must_use]
    pub fn key(&self) -> String {
        [&self.tenant, " ", &self.instance].concat()
    }

    /// The instance, where its address is one.
    #[must_use]
    pub fn instance(&self) -> Option<InstanceUrl> {
        InstanceUrl::parse(&self.instance).ok()
    }

    /// How far it has come.
    #[must_use]
    pub fn run(&self) -> Ref<'_, Run> {
        self.run.borrow()
    }

    /// What stands in the form.
    #[must_use]
    pub fn common(&self) -> Draft {
        self.common.borrow().clone()
    }

    /// The note before every description.
    #[must_use]
    pub fn note(&self) -> String {
        self.note.borrow().clone()
    }

    /// Follows the form, and tells it what is refused.
    pub fn follow_form(&self, common: &Draft, note: &str, on_refused: Callback<Error>) {
        self.on_refused.replace(on_refused);
        if *self.common.borrow() != *common || *self.note.borrow() != note {
            self.common.replace(common.clone());
            self.note.replace(note.to_owned());
            self.keep();
        }
    }

    /// Follows what is chosen: those are its rows, besides the ones with which something has become.
    pub fn follow_selection(&self, posture: &Posture, selection: &Selection) {
        let mut run = self.run.borrow_mut();
        if run.is_busy() {
            return;
        }
        let is_there = |row: &Row| posture.find(&row.action_id).is_some();
        // That its action is gone is still to be read where that was found out.
        let told = |row: &Row| matches!(row.state, RowState::Failed(_));
        run.retain(|row| selection.has(&row.action_id) && (is_there(row) || told(row)));
        for action in &posture.actions {
            if selection.has(&action.id) {
                let task = CorrelationId::for_action(posture.tenant_of(action), &action.id);
                run.add(Row::new(&action.id, &action.title, task));
            }
        }
        drop(run);
        self.keep();
    }

    /// The person is done with it: what has its ticket is not chosen any more, and what has none stays
    /// so. Of a row in doubt only the run knows, so it stays with that.
    pub fn finish(&self, app: &App) {
        let mut run = self.run.borrow_mut();
        choose(app, &self.tenant, |chosen| {
            for row in run.rows().iter().filter(|row| row.made().is_some()) {
                chosen.set(&row.action_id, false);
            }
        });
        run.forget_settled();
        let leaves_doubt = run.leaves_doubt();
        drop(run);
        match leaves_doubt {
            true => self.keep(),
            false => self.forget(app),
        }
    }

    /// Forgets all of it.
    fn forget(&self, app: &App) {
        self.forgotten.set(true);
        Kept::forget(Browser::new().session_store(), &self.tenant, &self.instance);
        Kept::forget(Browser::new().session_store(), &self.tenant, "");
        app.sharing.replace(None);
    }

    /// The client of its instance, while somebody is signed in there.
    pub(super) fn servicenow(&self, app: &App) -> Option<Rc<PageServiceNow>> {
        let servicenow = app.connection().servicenow.clone();
        servicenow.filter(|_| self.is_of_use() && instance(app) == self.instance)
    }

    /// Whether it was not forgotten, by itself or with its connection.
    fn is_of_use(&self) -> bool {
        !self.forgotten.get() && self.removals == Hub::of_page().removals.get()
    }

    pub(super) fn keep(&self) {
        if !self.is_of_use() {
            return;
        }
        let run = self.run.borrow();
        if run.rows().is_empty() {
            let store = Browser::new();
            return Kept::forget(store.session_store(), &self.tenant, &self.instance);
        }
        drop(run);
        let kept = Kept {
            common: self.common(),
            note: self.note(),
            run: self.run.borrow().clone(),
        };
        let browser = Browser::new();
        let store = browser.session_store();
        kept.keep(store, &browser, &self.tenant, &self.instance);
    }

    /// Fixes what is sent from now on.
    pub(super) fn fix(&self, app: &App, fields: Vec<ExtraField>) {
        self.spec.replace(Some(Rc::new(Spec {
            common: self.common(),
            defaults: defaults(app),
            fields,
            note: self.note(),
            today: Browser::new().today(),
        })));
    }

    /// The task of a row, or that its action is not there any more. `None` where nothing can be sent
    /// at the moment: there is no score of the tenant, or what stands in the form does not fit.
    pub(super) fn task(&self, app: &App, row: &Row) -> Option<Result<ValidTask, Fault>> {
        let spec = self.spec.borrow().clone()?;
        let state = app.posture();
        let posture = state.posture.value()?;
        if posture.tenant_id != self.tenant {
            return None;
        }
        let Some(action) = posture.find(&row.action_id).cloned() else {
            return Some(Err(Fault::ActionGone));
        };
        let tenant = posture.tenant_of(&action).to_owned().into();
        let author = Author {
            messages: &app.messages(),
            app,
            user: &app.initiating_user(),
        };
        let own = author.draft(&Seed::Action { action, tenant })?;
        let common = Common {
            draft: &spec.common,
            defaults: &spec.defaults,
            note: &spec.note,
        };
        let task = common.task(&own, row.follows.as_ref());
        task.validate(spec.today, &spec.fields).ok().map(Ok)
    }
}

thread_local! {
    /// How many removals of a connection have taken the runs along.
    static FOLLOWED: Cell<u32> = const { Cell::new(0) };
}

/// Forgets the runs that are kept of a connection that is gone, be it that another tab removed it.
pub fn forget_removed() {
    let removals = Hub::of_page().removals.get();
    let is_new = FOLLOWED.replace(removals) != removals;
    let browser = Browser::new();
    if SavedConnection::load(&browser).is_some() {
        return;
    }
    let store = browser.session_store();
    for key in store.keys(KEYS) {
        // What was filled in before there is a connection waits for one.
        if is_new || !key.ends_with(' ') {
            store.remove(&key);
        }
    }
}

/// What stands in a new form.
fn beginning(app: &App, posture: &Posture) -> Draft {
    let today = Browser::new().today();
    let correlation = CorrelationId::for_action(&posture.tenant_id, "");
    let mut draft = Draft::of_person(correlation, "", today);
    if let Some(action) = posture.actions.first() {
        draft.source = action.source;
    }
    defaults(app).fill(&mut draft, today);
    draft
}
