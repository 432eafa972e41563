//! The words of the seats page.

#[derive(Debug)]
pub struct Seating {
    pub title: &'static str, pub map_label: &'static str, pub map_role: &'static str, pub map_keys: &'static str, pub zoom_in: &'static str, pub zoom_out: &'static str, pub zoom_fit: &'static str,
}

pub const FR: Seating = Seating { title: "Choisir vos places", map_label: "", map_role: "", map_keys: "", zoom_in: "", zoom_out: "", zoom_fit: "" };

pub const EN: Seating = Seating { title: "Choose your seats", map_label: "", map_role: "", map_keys: "", zoom_in: "", zoom_out: "", zoom_fit: "" };
