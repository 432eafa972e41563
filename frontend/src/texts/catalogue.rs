//! The words of the programme and show pages.

#[derive(Debug)]
pub struct Catalogue {
    pub title: &'static str,
}

pub const FR: Catalogue = Catalogue { title: "Programme" };

pub const EN: Catalogue = Catalogue { title: "Programme" };
