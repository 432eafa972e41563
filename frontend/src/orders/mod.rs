//! Orders: what was asked for, what happened with the money, and the way to the tickets.

pub mod back_from_paypal;
pub mod cancel_order;
pub mod doing;
pub mod facts;
pub mod lines;
pub mod money_moved;
pub mod offers;
pub mod order_card;
pub mod order_key;
pub mod order_page;
pub mod orders_page;
pub mod outcome_stage;
pub mod pay_box;
pub mod payment_cancelled_page;
pub mod payment_return_page;
pub mod rescheduled;
