//! The words of the seats page.

#[derive(Debug)]
pub struct Seating {
    pub title: &'static str,
}

pub const FR: Seating = Seating {
    title: "Choisir vos places",
};

pub const EN: Seating = Seating {
    title: "Choose your seats",
};
