//! Choosing seats: the map, the list beside it, and what is asked of the server for them.

pub mod areas;
pub mod blocks;
pub mod board;
pub mod brush;
pub mod camera;
pub mod colors;
pub mod geometry;
pub mod gestures;
pub mod grid;
pub mod hands;
pub mod layer;
pub mod marks;
pub mod neighbours;
pub mod overlay;
pub mod overview;
pub mod palette;
pub mod player;
pub mod scene;
pub mod seat_map;
pub mod stage;
