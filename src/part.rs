//! Parts of the page that have a state of their own.
//!
//! To Yew every part is the same component, [`View`]. A component of Yew's own weighs some 3 KiB
//! in the module and each of its hooks another, because the compiler makes all of them anew for
//! every type; a [`Part`] weighs what it draws. What has no state is a function that gives an
//! element.

use std::any::{Any, TypeId};
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use yew::html::Scope;
use yew::virtual_dom::{Key, VComp};
use yew::{Component, Context, Html, NodeRef, Properties};

/// Something to do, once.
pub type Act = Box<dyn FnOnce()>;

/// A part of the page that has a state of its own.
pub trait Part: Any {
    /// Draws it. Whatever it asks of `cx` it asks every time, in the same order.
    fn draw(&self, cx: &mut Cx<'_>) -> Html;

    /// Whether it would draw the same as the part that stood in its place before.
    fn is_same(&self, _before: &dyn Any) -> bool {
        false
    }
}

/// Places a part.
pub fn part(part: impl Part) -> Html {
    place(Rc::new(part), None)
}

/// Places a part that another key makes another one.
pub fn keyed(key: &str, part: impl Part) -> Html {
    place(Rc::new(part), Some(Key::from(key)))
}

#[inline(never)]
fn place(part: Rc<dyn Part>, key: Option<Key>) -> Html {
    let component = VComp::new::<View>(Rc::new(ViewProps(part)), key);
    Html::VComp(Rc::new(component))
}

/// Draws a part anew.
#[derive(Clone)]
pub struct Redraw(Scope<View>);

impl Redraw {
    /// Soon, and once however often it is asked for. Nothing happens when the part is gone.
    #[inline(never)]
    pub fn soon(&self) {
        self.0.send_message(());
    }
}

/// What a part asks for while it is drawn: what it keeps from one drawing to the next, and what
/// is to happen when it is on the page.
pub struct Cx<'a> {
    view: &'a View,
    redraw: Redraw,
    asked: usize,
}

impl Cx<'_> {
    /// The way to draw this part anew.
    #[must_use]
    pub fn redraw(&self) -> Redraw {
        self.redraw.clone()
    }

    /// Something that is kept for as long as the part lives, made at its first drawing.
    pub fn keep<T: 'static>(&mut self, make: impl FnOnce() -> T) -> Rc<T> {
        match self.next_kept().and_then(|kept| kept.downcast::<T>().ok()) {
            Some(kept) => kept,
            None => {
                let made = Rc::new(make());
                self.keep_next(made.clone());
                made
            }
        }
    }

    #[inline(never)]
    fn next_kept(&mut self) -> Option<Rc<dyn Any>> {
        let kept = self.view.kept.borrow().get(self.asked).cloned();
        self.asked += 1;
        kept
    }

    #[inline(never)]
    fn keep_next(&mut self, made: Rc<dyn Any>) {
        self.view.kept.borrow_mut().push(made);
    }

    /// A value that draws the part anew when it is set.
    pub fn state<T: 'static>(&mut self, first: impl FnOnce() -> T) -> State<T> {
        State {
            value: self.keep(|| RefCell::new(first())),
            redraw: self.redraw(),
        }
    }

    /// A reference to an element.
    #[must_use]
    pub fn node(&mut self) -> NodeRef {
        (*self.keep(NodeRef::default)).clone()
    }

    /// Does something once the part is on the page, and again after each drawing for which
    /// `cause` is another one.
    pub fn on_change(&mut self, cause: u64, act: impl FnOnce() + 'static) {
        self.after_change(cause, Box::new(act));
    }

    #[inline(never)]
    fn after_change(&mut self, cause: u64, act: Act) {
        let last = self.keep(|| Cell::new(None));
        if last.replace(Some(cause)) != Some(cause) {
            self.view.after.borrow_mut().push(act);
        }
    }

    /// Does something once the part is on the page, and when it goes what that has given.
    pub fn on_arrival(&mut self, act: impl FnOnce() -> Act + 'static) {
        let leaving = self.view.leaving.clone();
        self.on_change(0, move || leaving.borrow_mut().push(act()));
    }
}

/// A value of a part that draws it anew when it is set. It is always the newest value, also for
/// a callback that was made before.
pub struct State<T> {
    value: Rc<RefCell<T>>,
    redraw: Redraw,
}

impl<T> Clone for State<T> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            redraw: self.redraw.clone(),
        }
    }
}

impl<T: Clone> State<T> {
    /// The value.
    #[must_use]
    pub fn get(&self) -> T {
        self.value.borrow().clone()
    }

    /// Sets it to what becomes of it.
    pub fn update(&self, change: impl FnOnce(T) -> T) {
        self.set(change(self.get()));
    }
}

impl<T> State<T> {
    /// A look at the value.
    #[must_use]
    pub fn look(&self) -> Ref<'_, T> {
        self.value.borrow()
    }

    /// Sets it.
    pub fn set(&self, value: T) {
        self.value.replace(value);
        self.redraw.soon();
    }
}

/// Properties of [`View`]: the part.
#[derive(Clone)]
pub struct ViewProps(Rc<dyn Part>);

impl ViewProps {
    /// A part, to be drawn as the root of a page.
    #[must_use]
    pub fn new(part: impl Part) -> Self {
        Self(Rc::new(part))
    }

    fn type_of_part(&self) -> TypeId {
        let part: &dyn Any = &*self.0;
        part.type_id()
    }
}

impl PartialEq for ViewProps {
    fn eq(&self, before: &Self) -> bool {
        self.0.is_same(&*before.0)
    }
}

impl Properties for ViewProps {
    type Builder = ();

    fn builder() {}
}

/// The one component that Yew sees.
#[derive(Default)]
pub struct View {
    /// What the part keeps, in the order in which it asks for it.
    kept: RefCell<Vec<Rc<dyn Any>>>,
    /// What is to happen after this drawing.
    after: RefCell<Vec<Act>>,
    /// What is to happen when the part goes.
    leaving: Rc<RefCell<Vec<Act>>>,
}

impl View {
    fn leave(&self) {
        let leaving = self.leaving.take();
        run(leaving);
        self.kept.take();
    }
}

fn run(acts: Vec<Act>) {
    for act in acts {
        act();
    }
}

impl Component for View {
    type Message = ();
    type Properties = ViewProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn changed(&mut self, ctx: &Context<Self>, before: &ViewProps) -> bool {
        // Another part in the same place has nothing to do with what the one before kept.
        if ctx.props().type_of_part() != before.type_of_part() {
            self.leave();
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let mut cx = Cx {
            view: self,
            redraw: Redraw(ctx.link().clone()),
            asked: 0,
        };
        ctx.props().0.draw(&mut cx)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        run(self.after.take());
    }

    fn destroy(&mut self, _: &Context<Self>) {
        self.leave();
    }
}
