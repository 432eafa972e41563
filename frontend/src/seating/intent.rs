//! What the page and the map tell each other.

use super::board::Look;
use super::overlay::Marks;
use shared::ids::ZoneId;
use std::rc::Rc;

/// What a person did on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Intent {
    /// Chose the seat with this number.
    Seat(usize),
    /// Pointed at a seat, or at none.
    Hover(Option<usize>),
    /// Chose a zone without numbers.
    Zone(ZoneId),
}

/// What the page tells the map; each part changes by itself.
#[derive(Clone, PartialEq)]
pub struct Shown {
    pub looks: Rc<Vec<Look>>,
    pub notes: Rc<Vec<String>>,
    pub marks: Rc<Marks>,
    /// No motion that the person did not make.
    pub still: bool,
}
