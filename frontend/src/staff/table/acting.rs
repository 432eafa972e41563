//! An action on its way: what it needs is filled in, what it would do is shown, and then it is done.

use serde_json::{Map, Value};
use shared::admin::ActionDone;
use std::rc::Rc;
use yew::Reducible;

#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// What it needs is filled in.
    Filling,
    /// The server is asked what it would do.
    Looking,
    /// What it would do.
    Shown(ActionDone),
    /// It is being done.
    Doing(ActionDone),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Acting {
    pub stage: Stage,
    pub values: Map<String, Value>,
    /// The field a refusal is about, when it is about one, and what it says.
    pub refused: Option<(Option<String>, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ActingMove {
    Typed {
        field: String,
        value: Value,
    },
    Look,
    Seen(ActionDone),
    Do,
    Refused {
        field: Option<String>,
        message: String,
    },
    /// To fill it in once more.
    Again,
}

impl Acting {
    /// Looks at once when there is nothing to fill in.
    pub fn new(needs_nothing: bool) -> Self {
        let stage = if needs_nothing { Stage::Looking } else { Stage::Filling };
        Self { stage, values: Map::new(), refused: None }
    }

    fn after(&self, step: ActingMove) -> Self {
        let mut next = self.clone();
        match (step, &self.stage) {
            (ActingMove::Typed { field, value }, _) => {
                next.values.insert(field, value);
                next.refused = None;
            }
            (ActingMove::Look, _) => next = Self { stage: Stage::Looking, refused: None, ..next },
            (ActingMove::Seen(done), Stage::Looking) => next.stage = Stage::Shown(done),
            (ActingMove::Do, Stage::Shown(done)) => {
                next = Self { stage: Stage::Doing(done.clone()), refused: None, ..next }
            }
            (ActingMove::Refused { field, message }, stage) => {
                next.stage = match stage {
                    Stage::Doing(done) => Stage::Shown(done.clone()),
                    Stage::Filling | Stage::Looking | Stage::Shown(_) => Stage::Filling,
                };
                next.refused = Some((field, message));
            }
            (ActingMove::Again, _) => next.stage = Stage::Filling,
            (ActingMove::Seen(_) | ActingMove::Do, _) => {}
        }
        next
    }

    /// Whether there is anything that would be done, and nothing that forbids it.
    pub fn can(&self) -> bool {
        match &self.stage {
            Stage::Shown(done) => done.rows > 0 && !done.touched.iter().any(|touched| touched.forbids),
            Stage::Filling | Stage::Looking | Stage::Doing(_) => false,
        }
    }
}

impl Reducible for Acting {
    type Action = ActingMove;

    fn reduce(self: Rc<Self>, action: ActingMove) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::admin::{Touched, Words};

    fn seen(rows: i64, forbids: bool) -> ActingMove {
        let touched = vec![Touched { what: Words::new("séances", "performances"), rows: 2, forbids }];
        ActingMove::Seen(ActionDone { done: false, rows, touched, left_out: Vec::new() })
    }

    fn refused() -> ActingMove {
        ActingMove::Refused { field: None, message: "!".to_owned() }
    }

    #[test]
    fn nothing_is_done_that_was_not_shown_first() {
        let acting = Acting::new(false);
        assert_eq!(acting.after(ActingMove::Do).stage, Stage::Filling);
        let shown = acting.after(ActingMove::Look).after(seen(3, false));
        assert!(shown.can());
        assert!(matches!(shown.after(ActingMove::Do).stage, Stage::Doing(_)));
    }

    #[test]
    fn what_is_forbidden_or_touches_nothing_cannot_be_done() {
        assert!(!Acting::new(true).after(seen(3, true)).can());
        assert!(!Acting::new(true).after(seen(0, false)).can());
    }

    #[test]
    fn a_refusal_leads_back_to_where_something_can_be_done_about_it() {
        assert_eq!(Acting::new(true).after(refused()).stage, Stage::Filling);
        let doing = Acting::new(true).after(seen(3, false)).after(ActingMove::Do);
        let back = doing.after(refused());
        assert!(back.can() && back.refused.is_some());
        // An answer that comes late changes nothing.
        assert_eq!(back.after(ActingMove::Again).after(seen(1, false)).stage, Stage::Filling);
    }
}
