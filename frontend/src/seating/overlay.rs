//! What is drawn afresh on every frame above the cached picture: my seats, lost ones, those in question, the focus.

use super::board::Look;
use super::brush::{Painted, Stamp};
use super::layer::{Sight, Subject};
use crate::numbers;
use web_sys::CanvasRenderingContext2d;

/// How long a seat that others took fades away, in milliseconds.
const FADE_MS: f64 = 700.0;
/// More seats than this change at once without a fade.
const MOST_FADES: usize = 120;
/// Marked seats are never drawn smaller than this radius, in CSS pixels.
const LEAST_MARK: f64 = 4.0;

/// Seats drawn in a special way, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Those that are mine or lost, so that not all looks are searched at every frame.
    pub above: Vec<usize>,
    /// My seats that the server has not confirmed yet.
    pub waiting: Vec<usize>,
    /// Seats that an explanation speaks of.
    pub ringed: Vec<usize>,
    /// Where the keyboard is.
    pub focus: Option<usize>,
}

/// A seat on its way from free to taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fade {
    pub seat: usize,
    pub since: f64,
}

impl Fade {
    /// From 1, still there, to 0, gone.
    pub fn strength(&self, now: f64) -> f64 {
        numbers::between(1.0 - (now - self.since) / FADE_MS, 0.0, 1.0)
    }
}

/// What a change of looks means for the drawing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Seats that the cached picture shows otherwise.
    pub stale: Vec<usize>,
    /// Seats that others took.
    pub gone: Vec<usize>,
}

/// Compares two states of all seats. Mine counts as free: it is drawn above.
pub fn changes(before: &[Look], after: &[Look]) -> Changes {
    let free = |look: &Look| matches!(look, Look::Free | Look::Mine);
    let mut changes = Changes::default();
    for (number, (old, new)) in before.iter().zip(after).enumerate() {
        if free(old) != free(new) {
            changes.stale.push(number);
            if *old == Look::Free && *new == Look::Taken {
                changes.gone.push(number);
            }
        }
    }
    if changes.gone.len() > MOST_FADES {
        changes.gone.clear();
    }
    changes
}

/// What lies above the picture.
pub struct Above<'a> {
    pub marks: &'a Marks,
    pub fades: &'a [Fade],
    pub hover: Option<usize>,
    pub now: f64,
}

pub fn paint(on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight, above: &Above) -> Painted {
    for fade in above.fades {
        if let Some(stamp) = stamp(subject, sight, fade.seat, 0.0) {
            on.set_global_alpha(fade.strength(above.now));
            subject.brush.free(on, stamp, subject.palette)?;
        }
    }
    on.set_global_alpha(1.0);
    let least = LEAST_MARK * sight.dpr;
    for number in &above.marks.above {
        let Some(stamp) = stamp(subject, sight, *number, least) else {
            continue;
        };
        match subject.looks.get(*number) {
            Some(Look::Mine) => {
                let sure = !above.marks.waiting.contains(number);
                subject.brush.mine(on, stamp, subject.palette, sure)?;
            }
            Some(Look::Lost) => subject.brush.lost(on, stamp, subject.palette)?,
            _ => {}
        }
    }
    let palette = subject.palette;
    let ring = |number: Option<usize>, width: f64, color: &str| match number
        .and_then(|number| stamp(subject, sight, number, least))
    {
        Some(stamp) => subject.brush.ring(on, stamp, width * sight.dpr, color, &palette.ground),
        None => Ok(()),
    };
    for number in &above.marks.ringed {
        ring(Some(*number), 2.5, &palette.mine)?;
    }
    ring(above.hover, 1.5, &palette.ink)?;
    ring(above.marks.focus, 3.0, &palette.focus)?;
    on.reset_transform()
}

fn stamp(subject: &Subject, sight: &Sight, number: usize, least: f64) -> Option<Stamp> {
    let spot = subject.scene.spot(number).filter(|spot| sight.cover.grown(spot.radius * 2.0).contains(spot.at))?;
    let at = sight.device(spot.at);
    Some(Stamp {
        x: at.x,
        y: at.y,
        radius: (spot.radius * sight.camera.scale * sight.dpr).max(least),
        category: spot.category,
        kind: spot.kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choosing_a_seat_repaints_nothing_and_losing_one_does() {
        let free = [Look::Free, Look::Taken, Look::Free];
        assert_eq!(changes(&free, &[Look::Mine, Look::Taken, Look::Free]), Changes::default());
        let gone = changes(&free, &[Look::Taken, Look::Taken, Look::Free]);
        assert_eq!(gone, Changes { stale: vec![0], gone: vec![0] });
        assert_eq!(changes(&free, &[Look::Free; 3]).stale, [1]);
    }

    #[test]
    fn a_house_that_changes_at_once_does_not_flicker() {
        let (before, after) = (vec![Look::Free; 500], vec![Look::Taken; 500]);
        let changes = changes(&before, &after);
        assert_eq!((changes.stale.len(), changes.gone.len()), (500, 0));
    }

    #[test]
    fn a_fade_ends() {
        let fade = Fade { seat: 0, since: 100.0 };
        assert!(fade.strength(150.0) > 0.5 && fade.strength(100.0 + FADE_MS) <= 0.0);
    }
}
