//! Posters of the plays.

use super::super::dice::Dice;
use super::canvas::{Canvas, HEIGHT, WIDTH, ellipse, rectangle, steps, through};
use std::f32::consts::{PI, TAU};
use tiny_skia::PathBuilder;

/// Gold in the dark: columns of coins under a coin as large as the sun.
pub fn gold(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0x1a_0d1c), (0.5, 0x3b_1a2c), (0.8, 0x6a_3420), (1.0, 0x2a_1210)])?;
    let sun = (480.0, 470.0);
    canvas.glow(sun, 620.0, (0xf2_b75a, 0.55));
    for ray in steps(0.0, TAU, 48) {
        let wide = 0.018;
        let reach = dice.real(420.0, 760.0);
        let corner = |angle: f32, far: f32| (far.mul_add(angle.cos(), sun.0), far.mul_add(angle.sin(), sun.1));
        canvas.polygon(&[corner(ray, 270.0), corner(ray - wide, reach), corner(ray + wide, reach)], (0xf7_d58a, 0.10));
    }
    let coin = PathBuilder::from_circle(sun.0, sun.1, 270.0)?;
    canvas.fade(
        &coin,
        (260.0, 220.0),
        (700.0, 740.0),
        &[(0.0, (0xff_e7ac, 1.0)), (0.45, (0xd3_9a3f, 1.0)), (1.0, (0x7a_4a17, 1.0))],
    );
    for (radius, width, strength) in [(254.0, 5.0, 0.55), (232.0, 2.0, 0.5), (222.0, 2.0, 0.35), (96.0, 3.0, 0.4)] {
        canvas.ring(sun, radius, width, (0x5b_3410, strength));
    }
    for tick in steps(0.0, TAU, 90) {
        let (sin, cos) = tick.sin_cos();
        let ends = [
            (238.0_f32.mul_add(cos, sun.0), 238.0_f32.mul_add(sin, sun.1)),
            (248.0_f32.mul_add(cos, sun.0), 248.0_f32.mul_add(sin, sun.1)),
        ];
        canvas.line(&ends, 2.4, (0x5b_3410, 0.5));
    }
    for petal in steps(0.0, TAU, 12) {
        let middle = (156.0_f32.mul_add(petal.cos(), sun.0), 156.0_f32.mul_add(petal.sin(), sun.1));
        let leaf = ellipse(middle, (50.0, 17.0), petal.to_degrees())?;
        canvas.fill(&leaf, (0x5b_3410, 0.34));
    }
    keyhole(&mut canvas, sun)?;
    for _ in 0..26 {
        let at = (dice.real(40.0, 920.0), dice.real(40.0, 900.0));
        let size = dice.real(7.0, 20.0);
        let flat = dice.real(0.2, 0.9);
        let piece = ellipse(at, (size, size * flat), dice.real(0.0, 180.0))?;
        canvas.fill(&piece, (0xe8_b75c, dice.real(0.35, 0.9)));
    }
    let piles = [(70.0, 9), (205.0, 15), (335.0, 7), (470.0, 4), (610.0, 8), (745.0, 17), (885.0, 11)];
    for (x, height) in piles {
        pile(&mut canvas, dice, x, height)?;
    }
    Some(canvas)
}

fn keyhole(canvas: &mut Canvas, (x, y): (f32, f32)) -> Option<()> {
    canvas.disc((x, y - 18.0), 34.0, (0x24_1014, 0.92));
    let foot = through(&[(x - 17.0, y - 4.0), (x + 17.0, y - 4.0), (x + 32.0, y + 72.0), (x - 32.0, y + 72.0)], true)?;
    canvas.fill(&foot, (0x24_1014, 0.92));
    Some(())
}

fn pile(canvas: &mut Canvas, dice: &mut Dice, x: f32, height: u16) -> Option<()> {
    for coin in 0..height {
        let y = f32::from(coin).mul_add(-25.0, 1_262.0);
        let x = x + dice.real(-7.0, 7.0);
        let side = rectangle(x - 72.0, y - 20.0, 144.0, 24.0)?;
        let brass =
            [(0.0, (0x5a_3312, 1.0)), (0.3, (0xe0_ab50, 1.0)), (0.55, (0xa8_7126, 1.0)), (1.0, (0x46_260d, 1.0))];
        canvas.fade(&side, (x - 72.0, y), (x + 72.0, y), &brass);
        canvas.fill(&ellipse((x, y + 4.0), (72.0, 17.0), 0.0)?, (0x4b_2a0e, 0.55));
        let top = ellipse((x, y - 20.0), (72.0, 17.0), 0.0)?;
        canvas.fade(&top, (x - 72.0, y - 40.0), (x + 72.0, y), &[(0.0, (0xff_e5a6, 1.0)), (1.0, (0xb4_7c2c, 1.0))]);
        canvas.stroke(&top, 1.6, (0x4b_2a0e, 0.55));
    }
    Some(())
}

/// A white feather before the moon, above the roofs.
pub fn feather(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0x0b_1230), (0.45, 0x1d_2a5c), (0.78, 0x5d_4d86), (1.0, 0xb5_7f86)])?;
    canvas.stars(dice, 260, 900.0, 0xff_f6e0);
    let moon = (560.0, 520.0);
    canvas.glow(moon, 640.0, (0xff_efc8, 0.5));
    let disc = PathBuilder::from_circle(moon.0, moon.1, 300.0)?;
    canvas.fade(
        &disc,
        (330.0, 260.0),
        (820.0, 800.0),
        &[(0.0, (0xff_fbee, 1.0)), (0.7, (0xf3_dfb6, 1.0)), (1.0, (0xd9_b98a, 1.0))],
    );
    for _ in 0..26 {
        let (far, angle) = (dice.real(0.0, 250.0), dice.real(0.0, TAU));
        let at = (far.mul_add(angle.cos(), moon.0), far.mul_add(angle.sin(), moon.1));
        canvas.disc(at, dice.real(6.0, 46.0), (0xc9_a877, 0.13));
    }
    let spine: Vec<(f32, f32)> = steps(0.0, 1.0, 90).map(spine_at).collect();
    for (number, at) in steps(0.04, 0.97, 210).enumerate() {
        let (root, ahead) = (spine_at(at), spine_at(at + 0.02));
        let along = (ahead.1 - root.1).atan2(ahead.0 - root.0);
        let length = (at * PI).sin().powf(0.6) * dice.real(96.0, 126.0);
        for side in [-1.0, 1.0] {
            let lean = side * dice.real(0.62, 0.78);
            let tip = (length.mul_add((along + lean).cos(), root.0), length.mul_add((along + lean).sin(), root.1));
            let bend = (0.55 * length).mul_add((along + lean * 1.5).cos(), root.0);
            let bend = (bend, (0.55 * length).mul_add((along + lean * 1.5).sin(), root.1));
            let mut barb = PathBuilder::new();
            barb.move_to(root.0, root.1);
            barb.quad_to(bend.0, bend.1, tip.0, tip.1);
            let tone = if side < 0.0 { 0xff_ffff } else { 0xe9_e2f2 };
            let tone = if number % 17 == 0 { 0xc4_b9d8 } else { tone };
            canvas.stroke(&barb.finish()?, 4.6, (tone, 0.82));
        }
    }
    canvas.line(&spine, 6.0, (0x8d_7fae, 0.9));
    let mut left = -30.0;
    while left < WIDTH {
        let (wide, top) = (dice.real(70.0, 150.0), dice.real(1_060.0, 1_170.0));
        let roof = [
            (left, HEIGHT),
            (left, top),
            (left + wide / 2.0, top - dice.real(40.0, 110.0)),
            (left + wide, top),
            (left + wide, HEIGHT),
        ];
        canvas.polygon(&roof, (0x14_0c26, 1.0));
        let window = rectangle(left + wide * 0.4, top + 34.0, 18.0, 26.0)?;
        canvas.fill(&window, (0xff_c86b, if dice.percent(55) { 0.9 } else { 0.08 }));
        left += wide - 6.0;
    }
    Some(canvas)
}

fn spine_at(at: f32) -> (f32, f32) {
    let x = (1.0 - at).powi(2).mul_add(150.0, 2.0 * at * (1.0 - at) * 300.0) + at * at * 830.0;
    let y = (1.0 - at).powi(2).mul_add(1_030.0, 2.0 * at * (1.0 - at) * 420.0) + at * at * 250.0;
    (x, y)
}

/// Two fans that open toward each other over a garden's lattice.
pub fn fans(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0xfb_efdf), (0.6, 0xf6_dcc9), (1.0, 0xe8_b9ad)])?;
    for across in steps(-960.0, 1_920.0, 44) {
        canvas.line(&[(across, 0.0), (across + 960.0, HEIGHT)], 1.6, (0xb9_7f6e, 0.20));
        canvas.line(&[(across + 960.0, 0.0), (across, HEIGHT)], 1.6, (0xb9_7f6e, 0.20));
    }
    canvas.glow((480.0, 640.0), 560.0, (0xff_fdf4, 0.9));
    fan(&mut canvas, (210.0, 1_120.0), -1.32, 0x9c_1c44, 0xe4_7d83)?;
    fan(&mut canvas, (770.0, 900.0), -1.86, 0x1d_4f5c, 0x86_b8ae)?;
    for _ in 0..34 {
        let at = (dice.real(60.0, 900.0), dice.real(60.0, 1_230.0));
        let petal = ellipse(at, (dice.real(7.0, 13.0), dice.real(4.0, 7.0)), dice.real(0.0, 180.0))?;
        canvas.fill(&petal, (if dice.percent(60) { 0xc4_3b5c } else { 0xff_ffff }, 0.75));
    }
    Some(canvas)
}

fn fan(canvas: &mut Canvas, root: (f32, f32), toward: f32, dark: u32, light: u32) -> Option<()> {
    const LEAVES: u16 = 15;
    let spread = 0.98;
    let at = |angle: f32, far: f32| (far.mul_add(angle.cos(), root.0), far.mul_add(angle.sin(), root.1));
    let wide = 2.0 * spread / f32::from(LEAVES);
    for (number, angle) in steps(toward - spread, toward + spread - wide, LEAVES - 1).enumerate() {
        let mut leaf = PathBuilder::new();
        let (from, to) = (angle, angle + wide);
        for (index, (turn, far)) in
            [(from, 250.0), (from, 660.0), (f32::midpoint(from, to), 700.0), (to, 660.0), (to, 250.0)]
                .into_iter()
                .enumerate()
        {
            let (x, y) = at(turn, far);
            if index == 0 { leaf.move_to(x, y) } else { leaf.line_to(x, y) }
        }
        leaf.close();
        let tones = if number % 2 == 0 { (dark, light) } else { (light, dark) };
        canvas.fade(&leaf.finish()?, at(from, 250.0), at(to, 680.0), &[(0.0, (tones.0, 0.86)), (1.0, (tones.1, 0.86))]);
        canvas.line(&[root, at(angle, 252.0)], 7.0, (0x7b_4a1c, 0.9));
        canvas.line(&[at(angle, 252.0), at(angle, 660.0)], 1.5, (0xff_f3dc, 0.7));
        for far in [330.0, 420.0, 510.0, 600.0] {
            canvas.disc(at(f32::midpoint(from, to), far), 5.0, (0xff_edc6, 0.9));
        }
    }
    for far in [268.0, 640.0] {
        let arc: Vec<(f32, f32)> = steps(toward - spread, toward + spread, 60).map(|angle| at(angle, far)).collect();
        canvas.line(&arc, 3.0, (0xf2_cf8c, 0.95));
    }
    canvas.disc(root, 17.0, (0xc9_9a4b, 1.0));
    canvas.disc(root, 8.0, (0x7b_4a1c, 1.0));
    Some(())
}

/// A red sun wound into a labyrinth, between columns, over a black sea.
pub fn labyrinth(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas =
        Canvas::new(&[(0.0, 0x2a_0512), (0.4, 0x8f_1428), (0.7, 0xe0_4a2c), (0.78, 0xf7_9a4d), (1.0, 0x14_0408)])?;
    let sun = (480.0, 560.0);
    canvas.glow(sun, 600.0, (0xff_b15c, 0.5));
    let disc = PathBuilder::from_circle(sun.0, sun.1, 315.0)?;
    canvas.fade(
        &disc,
        (480.0, 245.0),
        (480.0, 880.0),
        &[(0.0, (0xff_e0a0, 1.0)), (0.5, (0xf5_6a38, 1.0)), (1.0, (0xb3_1530, 1.0))],
    );
    for (number, radius) in steps(40.0, 290.0, 9).enumerate() {
        let gap = dice.real(0.0, TAU);
        let (open, turn) = (0.12 + 24.0 / radius, gap);
        let ring: Vec<(f32, f32)> = steps(turn + open, turn + TAU - open, 120)
            .map(|angle| (radius.mul_add(angle.cos(), sun.0), radius.mul_add(angle.sin(), sun.1)))
            .collect();
        canvas.line(&ring, 8.0, (0x3a_0512, 0.82));
        let wall = turn + open + dice.real(0.5, 2.4);
        let (sin, cos) = wall.sin_cos();
        if number > 0 {
            let ends = [radius, radius - 27.8].map(|far| (far.mul_add(cos, sun.0), far.mul_add(sin, sun.1)));
            canvas.line(&ends, 8.0, (0x3a_0512, 0.82));
        }
    }
    let sea = rectangle(0.0, 930.0, WIDTH, 350.0)?;
    canvas.fade(
        &sea,
        (0.0, 930.0),
        (0.0, HEIGHT),
        &[(0.0, (0x5a_0f1f, 1.0)), (0.35, (0x1f_0610, 1.0)), (1.0, (0x08_0206, 1.0))],
    );
    for _ in 0..150 {
        let y = dice.real(0.0, 1.0).powi(2).mul_add(330.0, 936.0);
        let near = (y - 930.0) / 350.0;
        let x = 480.0 + dice.real(-1.0, 1.0) * near.mul_add(330.0, 210.0);
        let long = near.mul_add(90.0, 16.0);
        canvas.line(&[(x - long, y), (x + long, y)], near.mul_add(3.0, 1.4), (0xff_9a55, (1.0 - near) * 0.5));
    }
    for left in [34.0, 782.0] {
        column(&mut canvas, left)?;
    }
    Some(canvas)
}

fn column(canvas: &mut Canvas, left: f32) -> Option<()> {
    let dark = (0x12_0309, 1.0);
    canvas.fill(&rectangle(left - 10.0, 60.0, 164.0, 30.0)?, dark);
    canvas.polygon(&[(left, 90.0), (left + 144.0, 90.0), (left + 126.0, 130.0), (left + 18.0, 130.0)], dark);
    canvas
        .polygon(&[(left + 18.0, 130.0), (left + 126.0, 130.0), (left + 134.0, 1_190.0), (left + 10.0, 1_190.0)], dark);
    for flute in steps(left + 30.0, left + 114.0, 5) {
        canvas.line(&[(flute, 144.0), (flute, 1_180.0)], 3.0, (0x7b_1a26, 0.55));
    }
    canvas.fill(&rectangle(left - 6.0, 1_190.0, 156.0, 34.0)?, dark);
    canvas.fill(&rectangle(left - 22.0, 1_224.0, 188.0, 56.0)?, dark);
    Some(())
}

/// Velvet drawn aside: doors ajar, and one thread that ties them all.
pub fn doors(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas =
        Canvas::new(&[(0.0, 0x2b_0c1c), (0.55, 0x4a_1526), (0.82, 0x5f_2a2a), (0.821, 0x3a_2016), (1.0, 0x1a_0d0c)])?;
    for (x, ajar) in [(250.0, 0.45), (480.0, 0.8), (710.0, 0.3)] {
        door(&mut canvas, x, ajar)?;
    }
    for x in [365.0, 595.0] {
        canvas.glow((x, 560.0), 130.0, (0xff_d690, 0.5));
        canvas.disc((x, 560.0), 13.0, (0xff_f2cf, 1.0));
        canvas.line(&[(x, 576.0), (x, 640.0)], 6.0, (0xc9_9a4b, 1.0));
    }
    curtain(&mut canvas, dice, 0.0, 1.0)?;
    curtain(&mut canvas, dice, WIDTH, -1.0)?;
    let valance: Vec<(f32, f32)> = steps(0.0, WIDTH, 120)
        .map(|x| (x, ((x / 160.0) * PI).sin().abs().mul_add(62.0, 150.0)))
        .chain([(WIDTH, 0.0), (0.0, 0.0)])
        .collect();
    canvas.fade(
        &through(&valance, true)?,
        (0.0, 0.0),
        (0.0, 220.0),
        &[(0.0, (0x4d_0717, 1.0)), (1.0, (0xa5_173c, 1.0))],
    );
    canvas.line(valance.get(..121)?, 6.0, (0xd9_ab58, 1.0));
    let thread: Vec<(f32, f32)> = steps(0.0, 1.0, 400)
        .map(|at| {
            let x = at.mul_add(900.0, 30.0) + 62.0 * (at * 21.0).sin();
            let y = 920.0 + 150.0 * (at * 9.0).sin() + 70.0 * (at * 23.0).cos();
            (x, y)
        })
        .collect();
    canvas.line(&thread, 9.0, (0x1a_0a0a, 0.45));
    canvas.line(&thread, 5.0, (0xf6_cf7d, 1.0));
    Some(canvas)
}

fn door(canvas: &mut Canvas, x: f32, ajar: f32) -> Option<()> {
    let (left, top, wide, high) = (x - 82.0, 470.0, 164.0, 580.0);
    canvas.fill(&rectangle(left - 14.0, top - 14.0, wide + 28.0, high + 14.0)?, (0xc8_a06a, 1.0));
    let light = rectangle(left, top, wide, high)?;
    canvas.fade(&light, (x, top), (x, top + high), &[(0.0, (0xff_f0c4, 1.0)), (1.0, (0xff_b45a, 1.0))]);
    let floor = [(left, top + high), (left + wide, top + high), (x + 230.0, HEIGHT), (x - 120.0, HEIGHT)];
    canvas.fade(
        &through(&floor, true)?,
        (x, top + high),
        (x, HEIGHT),
        &[(0.0, (0xff_c676, 0.5)), (1.0, (0xff_c676, 0.0))],
    );
    let edge = wide.mul_add(1.0 - ajar, left);
    let leaf = [(left, top), (edge, top + 26.0), (edge, top + high - 34.0), (left, top + high)];
    canvas.fade(&through(&leaf, true)?, (left, top), (edge, top), &[(0.0, (0x2f_5560, 1.0)), (1.0, (0x6f_9b98, 1.0))]);
    canvas.disc((edge - 12.0, top + high * 0.52), 6.0, (0xf2_cf8c, 1.0));
    Some(())
}

fn curtain(canvas: &mut Canvas, dice: &mut Dice, edge: f32, inward: f32) -> Option<()> {
    // Narrow strips, each in one tone, so that the folds follow the cloth where it is drawn together.
    const STRIPS: u16 = 90;
    let phase = dice.real(0.0, TAU);
    for strip in 0..STRIPS {
        let near = f32::from(strip) * 4.2;
        let x = |off: f32, share: f32| inward.mul_add((near + off) * share, edge);
        let mut path = PathBuilder::new();
        path.move_to(x(0.0, 1.0), 0.0);
        path.cubic_to(x(0.0, 1.0), 420.0, x(0.0, 0.42), 560.0, x(0.0, 0.42), 780.0);
        path.cubic_to(x(0.0, 0.42), 960.0, x(0.0, 0.78), 1_060.0, x(0.0, 0.78), HEIGHT);
        path.line_to(x(5.6, 0.78), HEIGHT);
        path.cubic_to(x(5.6, 0.78), 1_060.0, x(5.6, 0.42), 960.0, x(5.6, 0.42), 780.0);
        path.cubic_to(x(5.6, 0.42), 560.0, x(5.6, 1.0), 420.0, x(5.6, 1.0), 0.0);
        path.close();
        let light = f32::midpoint((near / 7.4 + phase).sin(), (near / 17.0).cos());
        let path = path.finish()?;
        canvas.fill(&path, (0x86_1030, 1.0));
        let shade = if light < 0.0 { (0x26_030d, -light * 0.9) } else { (0xe2_3a5e, light * 0.62) };
        canvas.fill(&path, shade);
    }
    let tie = ellipse((inward.mul_add(80.0, edge), 790.0), (86.0, 17.0), inward * 6.0)?;
    canvas.fill(&tie, (0xd9_ab58, 1.0));
    Some(())
}

/// Dawn on a lake: a gull, and a small stage somebody left on the shore.
pub fn lake(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[
        (0.0, 0x7c_86b8),
        (0.3, 0xc9_b4cb),
        (0.52, 0xf6_dcc4),
        (0.64, 0xfb_efd6),
        (0.641, 0xcf_c4cf),
        (1.0, 0x3f_4a73),
    ])?;
    let moon = (330.0, 330.0);
    canvas.glow(moon, 330.0, (0xff_fbf0, 0.75));
    canvas.disc(moon, 92.0, (0xff_fdf6, 0.95));
    let hills: Vec<(f32, f32)> = steps(0.0, WIDTH, 60)
        .map(|x| (x, 790.0 - 34.0 * (x / 170.0).sin() - 18.0 * (x / 61.0 + 1.0).sin()))
        .chain([(WIDTH, 822.0), (0.0, 822.0)])
        .collect();
    canvas.fade(
        &through(&hills, true)?,
        (0.0, 730.0),
        (0.0, 822.0),
        &[(0.0, (0x8d_88ad, 0.9)), (1.0, (0xd9_c7cb, 0.9))],
    );
    for _ in 0..230 {
        let y = dice.real(0.0, 1.0).powi(2).mul_add(440.0, 826.0);
        let near = (y - 820.0) / 460.0;
        let off = dice.real(-1.0, 1.0);
        let x = off.mul_add(near.mul_add(170.0, 60.0), 330.0);
        let long = near.mul_add(70.0, 10.0);
        canvas.line(&[(x - long, y), (x + long, y)], near.mul_add(3.4, 1.2), (0xff_f8e8, 0.55 * (1.0 - off.abs())));
    }
    for _ in 0..90 {
        let y = dice.real(830.0, 1_270.0);
        let (x, long) = (dice.real(0.0, WIDTH), dice.real(12.0, 90.0));
        canvas.line(&[(x, y), (x + long, y)], 1.5, (0x2b_3259, 0.22));
    }
    gull(&mut canvas, (560.0, 540.0))?;
    let dark = (0x1d_1830, 1.0);
    canvas.polygon(&[(430.0, HEIGHT), (520.0, 1_150.0), (WIDTH, 1_110.0), (WIDTH, HEIGHT)], dark);
    for x in [610.0, 850.0] {
        canvas.fill(&rectangle(x, 860.0, 12.0, 300.0)?, dark);
    }
    canvas.fill(&rectangle(590.0, 852.0, 292.0, 14.0)?, dark);
    let cloth: Vec<(f32, f32)> = steps(616.0, 740.0, 30)
        .map(|x| (x, 1_060.0 + 16.0 * (x / 14.0).sin()))
        .chain([(700.0, 866.0), (622.0, 866.0)])
        .collect();
    canvas.fade(
        &through(&cloth, true)?,
        (616.0, 866.0),
        (740.0, 866.0),
        &[(0.0, (0xf4_ead6, 0.95)), (1.0, (0xb9_a9b9, 0.9))],
    );
    for _ in 0..46 {
        let (x, high) = (dice.real(430.0, 960.0), dice.real(30.0, 110.0));
        canvas.line(&[(x, 1_250.0), (x + dice.real(-16.0, 16.0), 1_180.0 - high)], 2.4, dark);
    }
    Some(canvas)
}

fn gull(canvas: &mut Canvas, (x, y): (f32, f32)) -> Option<()> {
    let wing = |side: f32, tone: u32, lift: f32| {
        let mut path = PathBuilder::new();
        path.move_to(x, y + 20.0);
        path.cubic_to(
            side.mul_add(90.0, x),
            y - 120.0 * lift,
            side.mul_add(210.0, x),
            y - 170.0 * lift,
            side.mul_add(380.0, x),
            y - 96.0 * lift,
        );
        path.cubic_to(
            side.mul_add(270.0, x),
            y - 100.0 * lift,
            side.mul_add(150.0, x),
            y - 30.0 * lift,
            side.mul_add(40.0, x),
            y + 62.0,
        );
        path.close();
        path.finish().map(|path| (path, tone))
    };
    for (path, tone) in [wing(-1.0, 0xe6_e1ec, 1.35)?, wing(1.0, 0xff_ffff, 1.0)?] {
        canvas.fill(&path, (tone, 1.0));
    }
    canvas.polygon(&[(x + 330.0, y - 104.0), (x + 380.0, y - 96.0), (x + 300.0, y - 86.0)], (0x2d_2a44, 0.9));
    canvas.polygon(&[(x - 325.0, y - 138.0), (x - 380.0, y - 130.0), (x - 300.0, y - 118.0)], (0x2d_2a44, 0.9));
    canvas.fill(&ellipse((x + 6.0, y + 40.0), (34.0, 88.0), 24.0)?, (0xff_ffff, 1.0));
    canvas.polygon(&[(x - 40.0, y + 96.0), (x + 2.0, y + 110.0), (x - 62.0, y + 158.0)], (0xe6_e1ec, 1.0));
    canvas.disc((x + 40.0, y - 40.0), 27.0, (0xff_ffff, 1.0));
    canvas.polygon(&[(x + 58.0, y - 60.0), (x + 102.0, y - 66.0), (x + 64.0, y - 42.0)], (0xe8_9a3c, 1.0));
    canvas.disc((x + 48.0, y - 48.0), 4.0, (0x2d_2a44, 1.0));
    Some(())
}
