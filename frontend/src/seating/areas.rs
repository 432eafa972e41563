//! Draws what is no numbered seat: the stage, texts, and the zones of free seating with how many places are left.

use super::brush::Painted;
use super::geometry::Rect;
use super::layer::{Sight, Subject};
use super::palette::{Palette, Tint};
use crate::numbers;
use shared::seating::{Area, AreaShape, Point, Zone};
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
        let edge = zone_tint(subject, zone).filter(|_| !field.numbered);
        for area in &zone.areas {
            shape(on, sight, subject.palette, (area, edge))?;
            text(on, sight, subject.palette, area)?;
        }
        if !field.numbered {
            let note = subject.notes.get(at).map_or("", String::as_str);
            free_zone(on, subject, sight, (zone, &field.bounds, note))?;
        }
    }
    on.reset_transform()
}

/// The colour of the category that places without a number belong to.
fn zone_tint<'a>(subject: &Subject<'a>, zone: &Zone) -> Option<&'a Tint> {
    let category = zone.category?;
    let at = subject.scene.plan.categories.iter().position(|known| known.id == category)?;
    subject.palette.tints.get(at)
}

/// An area by its form; with an edge of its own where a zone of free seating shows its category.
fn shape(
    on: &CanvasRenderingContext2d,
    sight: &Sight,
    palette: &Palette,
    (area, edge): (&Area, Option<&Tint>),
) -> Painted {
    let scale = sight.camera.scale * sight.dpr;
    let origin = sight.device(Point { x: area.x, y: area.y });
    let angle = area.rotation.to_radians();
    let (sin, cos) = (numbers::sin(angle), numbers::cos(angle));
    on.set_transform(scale * cos, scale * sin, -scale * sin, scale * cos, origin.x, origin.y)?;
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
        AreaShape::Text => return Ok(()),
    }
    if let Some(surface) = palette.surface(&area.color) {
        on.set_fill_style_str(&surface.fill);
        on.fill();
    }
    let border = palette.surface(&area.border_color);
    if let Some(line) = edge.or(border.as_ref()) {
        let width = if edge.is_some() { 4.0 } else { 1.2 };
        on.set_line_width(width / sight.camera.scale);
        on.set_stroke_style_str(&line.fill);
        on.stroke();
    }
    Ok(())
}

/// What is written on an area, in the turned coordinates that [`shape`] left.
fn text(on: &CanvasRenderingContext2d, sight: &Sight, palette: &Palette, area: &Area) -> Painted {
    let Some(text) = area.text.as_ref().filter(|text| !text.text.is_empty()) else {
        return Ok(());
    };
    if text.size * sight.camera.scale < LEAST_TEXT {
        return Ok(());
    }
    on.set_text_align("center");
    on.set_text_baseline("middle");
    on.set_font(&format!("600 {}px {}", numbers::one_decimal(text.size.max(1.0)), palette.font));
    // A text on the bare ground follows light and dark; one on its own surface must read on that.
    let ink = palette.surface(&area.color).filter(|_| !matches!(area.shape, AreaShape::Text));
    on.set_fill_style_str(ink.as_ref().map_or(&palette.muted, |surface| &surface.ink));
    let (x, y) = match area.shape {
        // A text without a place of its own stands in the middle.
        AreaShape::Rectangle { width, height } if text.x.abs() + text.y.abs() < 1e-9 => (width / 2.0, height / 2.0),
        _ => (text.x, text.y),
    };
    on.fill_text(&text.text, x, y)
}

/// A zone of free seating: its name and what is left, across its middle.
fn free_zone(
    on: &CanvasRenderingContext2d,
    subject: &Subject,
    sight: &Sight,
    (zone, bounds, note): (&Zone, &Rect, &str),
) -> Painted {
    let (width, height) = (bounds.width() * sight.camera.scale, bounds.height() * sight.camera.scale);
    let size = numbers::between((height / 6.0).min(width / 9.0), 10.0, 26.0) * sight.dpr;
    let at = sight.device(bounds.center());
    let surface = zone.areas.first().and_then(|area| subject.palette.surface(&area.color));
    on.reset_transform()?;
    on.set_text_align("center");
    on.set_text_baseline("middle");
    on.set_fill_style_str(surface.as_ref().map_or(&subject.palette.ink, |surface| &surface.ink));
    on.set_font(&format!("700 {}px {}", numbers::one_decimal(size), subject.palette.font));
    on.fill_text(&zone.name, at.x, at.y - size * 0.6)?;
    on.set_font(&format!("400 {}px {}", numbers::one_decimal(size * 0.8), subject.palette.font));
    on.fill_text(note, at.x, at.y + size * 0.6)
}
