//! The demonstration's posters, drawn anew each time: one scene a show, no letters, the same picture every time.

mod canvas;
mod night;
mod stage;

use super::dice::Dice;
use canvas::Canvas;

/// Draws one poster.
type Scene = fn(&mut Dice) -> Option<Canvas>;

/// What a poster shows; the programme names it by its word.
const SCENES: [(&str, Scene); 12] = [
    ("gold", stage::gold),
    ("feather", stage::feather),
    ("fans", stage::fans),
    ("labyrinth", stage::labyrinth),
    ("doors", stage::doors),
    ("lake", stage::lake),
    ("cranes", night::cranes),
    ("ribbons", night::ribbons),
    ("lighthouse", night::lighthouse),
    ("strings", night::strings),
    ("river", night::river),
    ("forest", night::forest),
];

/// Width and height of every poster.
pub const SIZE: (u32, u32) = (960, 1_280);

/// The poster of a scene as rows of red, green, blue and opacity; none when there is no such scene.
pub fn draw(scene: &str) -> Option<Vec<u8>> {
    let (_, draw) = SCENES.iter().find(|(name, _)| *name == scene)?;
    let mut dice = Dice::new(scene, 0);
    let canvas = draw(&mut dice)?;
    canvas.finish(&mut dice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_scene_is_drawn_and_no_two_are_alike() {
        let posters: HashSet<Vec<u8>> = SCENES.iter().map(|(name, _)| draw(name).unwrap()).collect();
        assert_eq!(posters.len(), SCENES.len());
        assert!(posters.iter().all(|poster| poster.len() == 960 * 1_280 * 4));
        assert_eq!(draw("gold"), draw("gold"));
        assert_eq!(draw("nothing"), None);
    }
}
