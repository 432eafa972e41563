//! Runs a stage on the browser's frames: asks for one only when there is something new, and stops when the map leaves.

use super::stage::Stage;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A stage that draws itself. Clones are the same stage.
#[derive(Clone)]
pub struct Player {
    inner: Rc<Inner>,
}

type Tick = Closure<dyn FnMut(f64)>;

struct Inner {
    stage: RefCell<Stage>,
    /// The frame that was asked for.
    asked: Cell<Option<i32>>,
    tick: RefCell<Option<Tick>>,
}

impl Player {
    pub fn new(stage: Stage) -> Self {
        let inner = Rc::new(Inner { stage: RefCell::new(stage), asked: Cell::new(None), tick: RefCell::new(None) });
        let weak = Rc::downgrade(&inner);
        let tick = Closure::new(move |now: f64| {
            if let Some(inner) = weak.upgrade() {
                inner.asked.set(None);
                let goes_on = inner.stage.borrow_mut().frame(now);
                if goes_on {
                    inner.ask();
                }
            }
        });
        *inner.tick.borrow_mut() = Some(tick);
        Self { inner }
    }

    /// Does something to the stage; a frame follows when that changed what is seen.
    pub fn act<T>(&self, deed: impl FnOnce(&mut Stage) -> T) -> T {
        let (outcome, wants_frame) = {
            let mut stage = self.inner.stage.borrow_mut();
            let outcome = deed(&mut stage);
            (outcome, stage.wants_frame())
        };
        if wants_frame {
            self.inner.ask();
        }
        outcome
    }
}

impl Inner {
    fn ask(&self) {
        if self.asked.get().is_some() {
            return;
        }
        let tick = self.tick.borrow();
        if let (Some(window), Some(tick)) = (web_sys::window(), tick.as_ref()) {
            self.asked.set(window.request_animation_frame(tick.as_ref().unchecked_ref()).ok());
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        if let (Some(window), Some(asked)) = (web_sys::window(), self.asked.get()) {
            // A frame that came in the meantime cannot be taken back, and needs not.
            let _ = window.cancel_animation_frame(asked);
        }
    }
}
