//! Selling at the desk: the performance, the places, the money, and what the person at the desk takes away.

pub mod by_seat;
pub mod chosen;
pub mod counter;
pub mod evenings;
pub mod house;
pub mod offer;
pub mod places;
pub mod quantities;
pub mod sale;
pub mod sold;
pub mod till;
pub mod told;
