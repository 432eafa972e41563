//! Tickets on the screen: cards to keep and print, and one at a time, large, for the door.

pub mod door;
pub mod qr;
pub mod ticket_card;
pub mod ticket_facts;
pub mod wall;
