//! The words of the basket page.

#[derive(Debug)]
pub struct Basket {
    pub title: &'static str,
}

pub const FR: Basket = Basket {
    title: "Votre panier",
};

pub const EN: Basket = Basket {
    title: "Your basket",
};
