//! From the basket to the order: three short steps, and nothing that was typed is lost.

pub mod buyer_step;
pub mod checkout_page;
pub mod leaving;
pub mod placed_panel;
pub mod review_step;
pub mod step_card;
pub mod steps;
pub mod steps_view;
pub mod stored;
