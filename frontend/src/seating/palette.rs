//! The map's colours, read from the style sheet, so that light, dark and the house's accent need no code.

use super::colors::{self, Rgb, SHAPE_CONTRAST};
use shared::seating::SeatingPlan;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A category's colour, and what is drawn on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tint {
    pub fill: String,
    pub ink: String,
}

/// Every colour the canvas uses, as the canvas reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    pub ground: String,
    pub ink: String,
    pub muted: String,
    pub taken: String,
    pub mine: String,
    pub on_mine: String,
    pub focus: String,
    pub font: String,
    pub tints: Vec<Tint>,
    ground_rgb: Rgb,
}

impl Palette {
    /// Reads the custom properties `--map-...` where the canvas stands.
    pub fn read(canvas: &HtmlCanvasElement, plan: &SeatingPlan) -> Option<Self> {
        let style = web_sys::window()?.get_computed_style(canvas).ok()??;
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        // A canvas answers every colour it was given as #rrggbb.
        let color = |name: &str| {
            context.set_fill_style_str(&style.get_property_value(name).unwrap_or_default());
            context.fill_style().as_string().unwrap_or_default()
        };
        let ground = color("--map-ground");
        let ground_rgb = colors::parse(&ground).unwrap_or([255; 3]);
        let tints = plan.categories.iter().map(|category| tint(&category.color, ground_rgb)).collect();
        Some(Self {
            ink: color("--map-ink"),
            muted: color("--map-muted"),
            taken: color("--map-taken"),
            mine: color("--map-mine"),
            on_mine: color("--map-on-mine"),
            focus: color("--map-focus"),
            font: style.get_property_value("font-family").unwrap_or_default(),
            ground,
            tints,
            ground_rgb,
        })
    }

    /// A colour of the plan for a surface, and one that reads on it; none for what is transparent.
    pub fn surface(&self, color: &str) -> Option<Tint> {
        let rgb = colors::parse(color)?;
        Some(Tint { fill: colors::hex(rgb), ink: colors::hex(colors::ink_on(rgb)) })
    }
}

/// The category's colour so that it can be told from the ground.
pub fn tint(color: &str, ground: Rgb) -> Tint {
    let rgb = colors::parse(color).unwrap_or([128; 3]);
    let fill = colors::readable(rgb, ground, SHAPE_CONTRAST);
    Tint { fill: colors::hex(fill), ink: colors::hex(colors::ink_on(fill)) }
}
