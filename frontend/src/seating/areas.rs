//! Draws what is no numbered seat: the stage, texts, and the zones of free seating with how many places are left.

use super::brush::Painted;
use super::layer::{Sight, Subject};
use crate::numbers;
use shared::seating::{Area, AreaShape, Zone};
use std::f64::consts::TAU;
use web_sys::CanvasRenderingContext2d;

/// Smaller texts, in CSS pixels, are left out: nobody reads them.
const LEAST_TEXT: f64 = 5.0;

/// Paints the areas of every zone that reaches into the picture.
pub fn paint(on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight) -> Painted {
    let zones = subject.scene.plan.zones.iter().zip(&subject.scene.fields);
    for (at, (zone, field)) in zones.enumerate() {
        if !field.bounds.meets(&sight.cover) {
            continue;
        }
        for area in &zone.areas {
            shape(on, subject, sight, area)?;
        }
        if !zone.numbered {
            let note = subject.notes.get(at).map_or("", String::as_str);
            free_zone(on, subject, sight, (zone, &field.bounds, note))?;
        }
    }
    on.reset_transform()
}

fn shape(on: &CanvasRenderingContext2d, subject: &Subject, sight: &Sight, area: &Area) -> Painted {
    let scale = sight.camera.scale * sight.dpr;
    let origin = sight.device(shared::seating::Point { x: area.x, y: area.y });
    let angle = area.rotation.to_radians();
    let (sin, cos) = (numbers::sin(angle), numbers::cos(angle));
    on.set_transform(scale * cos, scale * sin, -scale * sin, scale * cos, origin.x, origin.y)?;
    let surface = subject.palette.surface(&area.color);
    on.begin_path();
    match &area.shape {
        AreaShape::Rectangle { width, height } => on.rect(0.0, 0.0, *width, *height),
        AreaShape::Circle { radius } => on.arc(0.0, 0.0, radius.max(0.0), 0.0, TAU)?,
        AreaShape::Ellipse { radius_x, radius_y } => {
            on.ellipse(0.0, 0.0, radius_x.max(0.0), radius_y.max(0.0), 0.0, 0.0, TAU)?;
        }
        AreaShape::Polygon { points } => {
            for point in points {
                on.line_to(point.x, point.y);
            }
            on.close_path();
        }
        AreaShape::Text => {}
    }
    let is_text = matches!(area.shape, AreaShape::Text);
    if !is_text {
        on.set_fill_style_str(&surface.fill);
        on.fill();
        on.set_line_width(1.2 / sight.camera.scale);
        on.set_stroke_style_str(&subject.palette.surface(&area.border_color).fill);
        on.stroke();
    }
    let Some(text) = area.text.as_ref().filter(|text| !text.text.is_empty()) else {
        return Ok(());
    };
    if text.size * sight.camera.scale < LEAST_TEXT {
        return Ok(());
    }
    on.set_text_align("center");
    on.set_text_baseline("middle");
    on.set_font(&format!("600 {}px {}", numbers::one_decimal(text.size.max(1.0)), subject.palette.font));
    // A text on the bare ground follows light and dark; one on its own surface must read on that.
    on.set_fill_style_str(if is_text { &subject.palette.muted } else { &surface.ink });
    on.fill_text(&text.text, text.x, text.y)
}

/// A zone of free seating: its name and what is left, across its middle.
fn free_zone(
    on: &CanvasRenderingContext2d,
    subject: &Subject,
    sight: &Sight,
    (zone, bounds, note): (&Zone, &super::geometry::Rect, &str),
) -> Painted {
    let size = numbers::between((bounds.height() / 6.0).min(bounds.width() / 9.0) * sight.camera.scale, 10.0, 26.0)
        * sight.dpr;
    let at = sight.device(bounds.center());
    let category =
        zone.category.and_then(|id| subject.scene.plan.categories.iter().position(|category| category.id == id));
    on.reset_transform()?;
    if let Some(tint) = category.and_then(|category| subject.palette.tints.get(category)) {
        let corner = sight.device(shared::seating::Point { x: bounds.left, y: bounds.top });
        let scale = sight.camera.scale * sight.dpr;
        on.set_line_width(3.0 * sight.dpr);
        on.set_stroke_style_str(&tint.fill);
        on.stroke_rect(corner.x, corner.y, bounds.width() * scale, bounds.height() * scale);
    }
    let ink = zone.areas.first().map_or(subject.palette.ink.clone(), |area| subject.palette.surface(&area.color).ink);
    on.set_text_align("center");
    on.set_text_baseline("middle");
    on.set_fill_style_str(&ink);
    on.set_font(&format!("700 {}px {}", numbers::one_decimal(size), subject.palette.font));
    on.fill_text(&zone.name, at.x, at.y - size * 0.6)?;
    on.set_font(&format!("400 {}px {}", numbers::one_decimal(size * 0.8), subject.palette.font));
    on.fill_text(note, at.x, at.y + size * 0.6)
}
