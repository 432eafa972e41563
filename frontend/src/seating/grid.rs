//! A grid over all seats, so that hit tests and drawing touch only those near a point or inside a box.

use super::geometry::{Rect, counted, distance, measured};
use shared::seating::Point;

/// Cells a side at most: keeps the grid small whatever a plan's scale is.
const MAX_CELLS_A_SIDE: usize = 256;

/// Circles sorted into square cells. Each circle lies in the cell of its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    origin: Point,
    cell: f64,
    columns: usize,
    lines: usize,
    /// Where each cell's items start in `items`; one more than there are cells.
    starts: Vec<usize>,
    items: Vec<usize>,
    middles: Vec<Point>,
    largest_radius: f64,
}

impl Grid {
    /// Sorts the circles; their order gives their numbers. `cell` is the wanted side of a cell.
    pub fn new(circles: &[(Point, f64)], cell: f64) -> Self {
        let mut bounds = Rect::EMPTY;
        let mut largest_radius = 0.0_f64;
        for (at, radius) in circles {
            bounds.include(*at, 0.0);
            largest_radius = largest_radius.max(*radius);
        }
        let side = bounds.width().max(bounds.height());
        let cell = cell.max(side / measured(MAX_CELLS_A_SIDE - 1)).max(f64::EPSILON);
        let mut grid = Self {
            origin: Point {
                x: if bounds.is_empty() { 0.0 } else { bounds.left },
                y: if bounds.is_empty() { 0.0 } else { bounds.top },
            },
            cell,
            columns: counted(bounds.width() / cell) + 1,
            lines: counted(bounds.height() / cell) + 1,
            starts: Vec::new(),
            items: Vec::new(),
            middles: circles.iter().map(|(at, _)| *at).collect(),
            largest_radius,
        };
        let mut cells: Vec<(usize, usize)> =
            grid.middles.iter().enumerate().map(|(item, at)| (grid.cell_of(*at), item)).collect();
        cells.sort_unstable();
        grid.starts =
            (0..=grid.columns * grid.lines).map(|number| cells.partition_point(|(cell, _)| *cell < number)).collect();
        grid.items = cells.into_iter().map(|(_, item)| item).collect();
        grid
    }

    fn column(&self, x: f64) -> usize {
        counted((x - self.origin.x) / self.cell).min(self.columns - 1)
    }

    fn line(&self, y: f64) -> usize {
        counted((y - self.origin.y) / self.cell).min(self.lines - 1)
    }

    fn cell_of(&self, at: Point) -> usize {
        self.line(at.y) * self.columns + self.column(at.x)
    }

    /// Calls with the number of every circle that may reach into the box; some may lie just outside.
    pub fn each_in(&self, rect: &Rect, mut call: impl FnMut(usize)) {
        if rect.is_empty() {
            return;
        }
        let reach = rect.grown(self.largest_radius);
        let (first, last) = (self.column(reach.left), self.column(reach.right));
        for line in self.line(reach.top)..=self.line(reach.bottom) {
            let base = line * self.columns;
            let from = self.starts.get(base + first).copied().unwrap_or(0);
            let to = self.starts.get(base + last + 1).copied().unwrap_or(0);
            for item in self.items.get(from..to).unwrap_or_default() {
                call(*item);
            }
        }
    }

    /// The circle whose middle is nearest to the point, not farther than `within`.
    pub fn nearest(&self, at: Point, within: f64) -> Option<usize> {
        let mut reach = Rect::EMPTY;
        reach.include(at, within);
        let mut best: Option<(f64, usize)> = None;
        self.each_in(&reach, |item| {
            let Some(middle) = self.middles.get(item) else {
                return;
            };
            let away = distance(*middle, at);
            if away <= within && best.is_none_or(|(least, _)| away < least) {
                best = Some((away, item));
            }
        });
        best.map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scattered(count: usize) -> Vec<(Point, f64)> {
        // A fixed pseudo-random sequence: the same picture in every run.
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            f64::from(u32::try_from(state >> 33).unwrap()) / f64::from(u32::MAX >> 1) * 1_000.0
        };
        (0..count).map(|_| (Point { x: next(), y: next() - 500.0 }, 4.0)).collect()
    }

    #[test]
    fn finds_the_same_nearest_circle_as_looking_at_all_of_them() {
        let circles = scattered(600);
        let grid = Grid::new(&circles, 35.0);
        for (probe, _) in scattered(900) {
            let slow = circles
                .iter()
                .enumerate()
                .map(|(item, (at, _))| (distance(*at, probe), item))
                .filter(|(away, _)| *away <= 20.0)
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, item)| item);
            assert_eq!(grid.nearest(probe, 20.0), slow);
        }
    }

    #[test]
    fn a_box_finds_every_circle_that_reaches_into_it() {
        let circles = scattered(600);
        let grid = Grid::new(&circles, 35.0);
        let rect = Rect::new(200.0, -200.0, 150.0, 260.0);
        let mut found = Vec::new();
        grid.each_in(&rect, |item| found.push(item));
        found.sort_unstable();
        found.dedup();
        for (item, (at, radius)) in circles.iter().enumerate() {
            if rect.grown(*radius).contains(*at) {
                assert!(found.binary_search(&item).is_ok());
            }
        }
        assert!(found.len() < 200, "culling leaves most of them out");
    }

    #[test]
    fn nothing_and_one_alone_are_fine() {
        assert_eq!(Grid::new(&[], 10.0).nearest(Point { x: 0.0, y: 0.0 }, 99.0), None);
        let alone = Grid::new(&[(Point { x: 5.0, y: 5.0 }, 1.0)], 0.0);
        assert_eq!(alone.nearest(Point { x: 6.0, y: 5.0 }, 2.0), Some(0));
        assert_eq!(alone.nearest(Point { x: 9.0, y: 5.0 }, 2.0), None);
    }
}
