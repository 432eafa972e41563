//! Seats in words, for those who listen and for explanations.

use super::board::Look;
use super::scene::Scene;
use crate::basket::line_row::kind_name;
use crate::texts::Texts;
use shared::ids::SeatId;

/// «rang C, place 12».
pub fn short_name(texts: &Texts, scene: &Scene, number: usize) -> String {
    scene.place(number).map(|(_, row, seat)| (texts.seating.row_seat)(&row.label, &seat.label)).unwrap_or_default()
}

/// «rang C, place 11 et rang C, place 12»; seats the plan does not have are left out.
pub fn names(texts: &Texts, scene: &Scene, seats: &[SeatId]) -> String {
    let names: Vec<String> =
        seats.iter().filter_map(|seat| scene.number_of(*seat)).map(|number| short_name(texts, scene, number)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => {
            format!("{} {} {last}", rest.join(", "), texts.seating.and)
        }
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// Everything about a seat in one sentence: row, seat, zone, category, price, what is special, state.
pub fn describe(texts: &Texts, scene: &Scene, number: usize, look: Option<Look>, price: Option<String>) -> String {
    let Some((zone, row, seat)) = scene.place(number) else {
        return String::new();
    };
    let category = scene.plan.categories.iter().find(|category| category.id == seat.category);
    let state = match look {
        Some(Look::Free) => texts.seating.state_free,
        Some(Look::Mine) => texts.seating.state_mine,
        Some(Look::Lost) => texts.seating.state_lost,
        Some(Look::Taken) | None => texts.seating.state_taken,
    };
    let mut name = (texts.seating.row_seat)(&row.label, &seat.label);
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let parts = [
        Some(name),
        Some(zone.name.clone()),
        category.map(|category| category.name.clone()),
        price.filter(|_| matches!(look, Some(Look::Free | Look::Mine))),
        kind_name(texts, seat.kind).map(str::to_owned),
        Some(state.to_owned()),
    ];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::scene::tests::house;
    use super::*;
    use crate::texts::texts_in;
    use shared::house::Locale;

    #[test]
    fn a_seat_is_said_in_one_sentence_in_both_languages() {
        let scene = house(2);
        let (fr, en) = (texts_in(Locale::Fr), texts_in(Locale::En));
        assert_eq!(
            describe(fr, &scene, 13, Some(Look::Free), Some("25 €".to_owned())),
            "Rang R1, place 13, Stalls, Gold, 25 €, libre"
        );
        assert_eq!(
            describe(en, &scene, 13, Some(Look::Taken), Some("€25".to_owned())),
            "Row R1, seat 13, Stalls, Gold, taken"
        );
    }

    #[test]
    fn several_seats_are_joined_as_people_do() {
        let scene = house(1);
        let en = texts_in(Locale::En);
        let ids: Vec<SeatId> = (0..3).map(SeatId).collect();
        assert_eq!(names(en, &scene, &ids), "row R0, seat 0, row R0, seat 1 and row R0, seat 2");
        assert_eq!(names(en, &scene, &ids[..1]), "row R0, seat 0");
        assert_eq!(names(en, &scene, &[SeatId(404)]), "");
    }
}
