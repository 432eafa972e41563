//! The words of the order pages.

#[derive(Debug)]
pub struct Orders {
    pub title: &'static str,
}

pub const FR: Orders = Orders { title: "Mes commandes" };

pub const EN: Orders = Orders { title: "My orders" };
