//! The words of the checkout page.

#[derive(Debug)]
pub struct Checkout {
    pub title: &'static str,
}

pub const FR: Checkout = Checkout { title: "Commander" };

pub const EN: Checkout = Checkout { title: "Checkout" };
