//! Posters of dance, music and shows for children.

use super::super::dice::Dice;
use super::canvas::{Canvas, HEIGHT, WIDTH, ellipse, rectangle, steps, through};
use std::f32::consts::{PI, TAU};
use tiny_skia::PathBuilder;

/// Cranes of steel at dusk, and cranes of paper that fly away.
pub fn cranes(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas =
        Canvas::new(&[(0.0, 0x10_2a43), (0.4, 0x2f_6073), (0.68, 0xd9_8a5c), (0.86, 0xf6_c27a), (1.0, 0x6a_3340)])?;
    canvas.stars(dice, 90, 460.0, 0xff_f4dc);
    canvas.glow((690.0, 900.0), 480.0, (0xff_d98c, 0.7));
    for (x, top, reach, side) in [(250.0, 330.0, 430.0, 1.0), (720.0, 520.0, 360.0, -1.0), (880.0, 700.0, 240.0, -1.0)]
    {
        steel_crane(&mut canvas, x, top, reach, side);
    }
    let mut left = 0.0;
    while left < WIDTH {
        let (wide, top) = (dice.real(60.0, 130.0), dice.real(1_010.0, 1_150.0));
        canvas.fill(&rectangle(left, top, wide, HEIGHT - top)?, (0x17_1424, 1.0));
        for floor in steps(top + 22.0, 1_260.0, 6) {
            for window in steps(left + 14.0, left + wide - 22.0, 3) {
                if dice.percent(34) {
                    canvas.fill(&rectangle(window, floor, 8.0, 12.0)?, (0xff_d48a, 0.85));
                }
            }
        }
        left += wide;
    }
    let flock = [
        (150.0, 760.0, 0.75),
        (330.0, 640.0, 0.95),
        (520.0, 470.0, 1.3),
        (700.0, 300.0, 1.0),
        (845.0, 190.0, 0.66),
        (590.0, 700.0, 0.6),
        (420.0, 250.0, 0.55),
    ];
    for (x, y, size) in flock {
        paper_crane(&mut canvas, (x, y), size, dice.real(-0.25, 0.1));
    }
    Some(canvas)
}

fn steel_crane(canvas: &mut Canvas, x: f32, top: f32, reach: f32, side: f32) {
    let ink = (0x17_1424, 1.0);
    for mast in [x - 11.0, x + 11.0] {
        canvas.line(&[(mast, top), (mast, HEIGHT)], 4.0, ink);
    }
    let mut y = top;
    while y < HEIGHT {
        canvas.line(&[(x - 11.0, y), (x + 11.0, y + 24.0)], 2.4, ink);
        canvas.line(&[(x + 11.0, y), (x - 11.0, y + 24.0)], 2.4, ink);
        y += 24.0;
    }
    let (tip, tail) = (side.mul_add(reach, x), side.mul_add(-reach * 0.34, x));
    canvas.line(&[(tail, top), (tip, top)], 5.0, ink);
    canvas.line(&[(tail, top - 20.0), (tip, top - 8.0)], 3.0, ink);
    for foot in steps(tail, tip, 22) {
        canvas.line(&[(foot, top), (side.mul_add(10.0, foot), top - 14.0)], 2.0, ink);
    }
    canvas.line(&[(tail, top - 20.0), (x, top - 74.0), (tip, top - 8.0)], 2.6, ink);
    canvas.line(&[(x, top - 74.0), (x, top)], 5.0, ink);
    let hook = side.mul_add(reach * 0.72, x);
    canvas.line(&[(hook, top), (hook, top + 150.0)], 2.0, ink);
    canvas
        .polygon(&[(tail - 18.0, top), (tail + 18.0, top), (tail + 18.0, top + 34.0), (tail - 18.0, top + 34.0)], ink);
}

fn paper_crane(canvas: &mut Canvas, (x, y): (f32, f32), size: f32, turn: f32) {
    let (sin, cos) = turn.sin_cos();
    let at = |right: f32, down: f32| {
        ((right * cos - down * sin).mul_add(size, x), (right * sin + down * cos).mul_add(size, y))
    };
    canvas.polygon(&[at(-20.0, 10.0), at(-96.0, -84.0), at(18.0, -8.0)], (0xd8_cbbb, 1.0));
    canvas.polygon(&[at(-34.0, 16.0), at(24.0, -4.0), at(40.0, 20.0), at(0.0, 34.0)], (0xfb_f3e2, 1.0));
    canvas.polygon(&[at(-8.0, 8.0), at(58.0, -116.0), at(34.0, 10.0)], (0xff_fcf3, 1.0));
    canvas.polygon(&[at(58.0, -116.0), at(34.0, 10.0), at(46.0, 2.0)], (0xe7_d6bd, 1.0));
    canvas.polygon(&[at(34.0, 8.0), at(104.0, -50.0), at(42.0, 22.0)], (0xf3_e6d0, 1.0));
    canvas.polygon(&[at(104.0, -50.0), at(122.0, -32.0), at(96.0, -42.0)], (0xc2_3a4e, 1.0));
    canvas.polygon(&[at(-30.0, 14.0), at(-118.0, 26.0), at(-10.0, 30.0)], (0xe7_d6bd, 1.0));
}

/// Ribbons that rise like smoke and like dancers, from embers to salt.
pub fn ribbons(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0x0b_0a12), (0.6, 0x17_0f1a), (1.0, 0x3d_1310)])?;
    canvas.glow((480.0, 1_230.0), 560.0, (0xff_5a1e, 0.7));
    canvas.glow((500.0, 420.0), 420.0, (0xd8_e3f2, 0.18));
    let (slow, fast) = (dice.real(0.0, TAU), dice.real(0.0, TAU));
    for bundle in 0..3_u16 {
        let (shift, turn) = (f32::from(bundle).mul_add(120.0, -120.0), f32::from(bundle) * 2.1);
        for thread in steps(-1.0, 1.0, 46) {
            let curve: Vec<(f32, f32)> = steps(0.0, 1.0, 90)
                .map(|at| {
                    let y = at.mul_add(-1_330.0, 1_300.0);
                    let body = 1.0 - (at - 0.5).abs() * 1.2;
                    let sway = 170.0 * at.mul_add(4.2, slow + turn).sin() + 62.0 * at.mul_add(9.5, fast + turn).sin();
                    let wide = body.max(0.05) * 250.0 * at.mul_add(5.3, turn).cos();
                    (shift.mul_add(body, 480.0) + sway * at.sqrt() + thread * wide, y)
                })
                .collect();
            let stops = [(0.0, (0xff_6a2a, 0.30)), (0.45, (0xf2_b48c, 0.22)), (1.0, (0xf1_f6fd, 0.34))];
            canvas.stroke_fade(&through(&curve, false)?, 1.3, (0.0, HEIGHT), (0.0, 0.0), &stops);
        }
    }
    for _ in 0..240 {
        let at = (dice.real(60.0, 900.0), dice.real(0.0, 1.0).sqrt() * HEIGHT);
        let warm = at.1 > 760.0;
        canvas.disc(at, dice.real(0.7, 2.8), (if warm { 0xff_a35c } else { 0xf7_fafd }, dice.real(0.2, 0.9)));
    }
    Some(canvas)
}

/// A lighthouse for children: a beam, a boat, a moon that has seen it all.
pub fn lighthouse(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0x14_2050), (0.45, 0x2a_4f86), (0.75, 0x6fa_0b0), (1.0, 0x1c_4a6a)])?;
    canvas.stars(dice, 120, 760.0, 0xff_f3c9);
    canvas.glow((190.0, 210.0), 260.0, (0xff_f0c2, 0.5));
    let outside =
        steps(0.6, 0.6 + 3.9, 50).map(|at| (92.0_f32.mul_add(at.cos(), 190.0), 92.0_f32.mul_add(at.sin(), 210.0)));
    let inside = steps(4.2, 0.9, 50).map(|at| (74.0_f32.mul_add(at.cos(), 216.0), 74.0_f32.mul_add(at.sin(), 194.0)));
    canvas.polygon(&outside.chain(inside).collect::<Vec<_>>(), (0xff_efc4, 1.0));
    let lamp = (640.0, 372.0);
    for (left, right, strength) in [((-80.0, 250.0), (-80.0, 640.0), 0.75), ((1_060.0, 150.0), (1_060.0, 400.0), 0.6)] {
        let beam = through(&[lamp, left, right], true)?;
        canvas.fade(&beam, lamp, (left.0, 420.0), &[(0.0, (0xff_e48a, strength)), (1.0, (0xff_e48a, 0.04))]);
    }
    canvas.fill(&ellipse((650.0, 1_120.0), (290.0, 170.0), 0.0)?, (0x2d_2a3f, 1.0));
    canvas.fill(&ellipse((560.0, 1_080.0), (150.0, 100.0), 0.0)?, (0x3d_3953, 1.0));
    let half_at = |y: f32| (y - 430.0).mul_add(0.066, 56.0);
    for (band, top) in steps(430.0, 1_010.0, 5).take(5).enumerate() {
        let bottom = top + 116.0;
        let tone = if band % 2 == 0 { 0xd2_2f45 } else { 0xfd_f3e0 };
        let corners = [
            (640.0 - half_at(top), top),
            (640.0 + half_at(top), top),
            (640.0 + half_at(bottom), bottom),
            (640.0 - half_at(bottom), bottom),
        ];
        let shade = if band % 2 == 0 { 0x8a_1530 } else { 0xcf_bfae };
        canvas.fade(
            &through(&corners, true)?,
            (560.0, 0.0),
            (740.0, 0.0),
            &[(0.0, (tone, 1.0)), (0.5, (tone, 1.0)), (1.0, (shade, 1.0))],
        );
    }
    for (x, y) in [(640.0, 600.0), (640.0, 830.0)] {
        canvas.disc((x, y), 19.0, (0x1a_2a5e, 1.0));
        canvas.disc((x, y), 13.0, (0xff_d76a, 1.0));
    }
    canvas.fill(&rectangle(560.0, 414.0, 160.0, 20.0)?, (0x1f_1b33, 1.0));
    canvas.fill(&rectangle(594.0, 326.0, 92.0, 90.0)?, (0xff_e9a8, 1.0));
    canvas.glow(lamp, 150.0, (0xff_ffff, 0.9));
    for bar in [594.0, 640.0, 686.0] {
        canvas.line(&[(bar, 326.0), (bar, 416.0)], 5.0, (0x1f_1b33, 1.0));
    }
    canvas.polygon(&[(578.0, 328.0), (702.0, 328.0), (640.0, 258.0)], (0xd2_2f45, 1.0));
    canvas.disc((640.0, 252.0), 11.0, (0xff_d76a, 1.0));
    for eye in [612.0, 668.0] {
        canvas.disc((eye, 716.0), 9.0, (0x24_1a2c, 1.0));
    }
    let smile: Vec<(f32, f32)> = steps(0.35, PI - 0.35, 20)
        .map(|at| (34.0_f32.mul_add(-at.cos(), 640.0), 24.0_f32.mul_add(at.sin(), 736.0)))
        .collect();
    canvas.line(&smile, 6.0, (0x24_1a2c, 1.0));
    canvas.polygon(&[(150.0, 1_010.0), (330.0, 1_010.0), (292.0, 1_066.0), (192.0, 1_066.0)], (0xa3_163a, 1.0));
    canvas.polygon(&[(236.0, 1_000.0), (236.0, 862.0), (330.0, 1_000.0)], (0xfd_f3e0, 1.0));
    canvas.polygon(&[(226.0, 1_000.0), (226.0, 890.0), (164.0, 1_000.0)], (0xf0_c86a, 1.0));
    for (row, y) in steps(1_060.0, 1_250.0, 4).enumerate() {
        let tone = [0x2f_7f98, 0x24_6a88, 0x1c_5676, 0x16_4464, 0x10_3352].get(row).copied()?;
        let off = if row % 2 == 0 { 0.0 } else { -60.0 };
        for x in steps(-60.0 + off, 1_140.0 + off, 10) {
            canvas.disc((x, y + 84.0), 84.0, (tone, 1.0));
            canvas.ring((x, y + 84.0), 70.0, 4.0, (0xbf_e3e6, 0.22));
        }
    }
    Some(canvas)
}

/// The belly of a violin, and four strings that sound.
pub fn strings(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas =
        Canvas::new(&[(0.0, 0x1a_0c0a), (0.3, 0x6b_2c12), (0.55, 0xb8_5a1f), (0.8, 0x7a_3414), (1.0, 0x1e_0d0a)])?;
    canvas.glow((480.0, 640.0), 620.0, (0xff_b35a, 0.5));
    for _ in 0..170 {
        let x = dice.real(0.0, WIDTH);
        let sway = dice.real(4.0, 18.0);
        let phase = dice.real(0.0, TAU);
        let grain: Vec<(f32, f32)> =
            steps(0.0, HEIGHT, 24).map(|y| (sway.mul_add((y / 240.0 + phase).sin(), x), y)).collect();
        canvas.line(&grain, dice.real(0.8, 2.6), (0x3a_1408, 0.16));
    }
    for side in [-1.0, 1.0] {
        f_hole(&mut canvas, side)?;
    }
    let board = [(398.0, 0.0), (562.0, 0.0), (592.0, 420.0), (368.0, 420.0)];
    canvas.fade(
        &through(&board, true)?,
        (368.0, 0.0),
        (592.0, 0.0),
        &[(0.0, (0x08_0506, 1.0)), (0.4, (0x37_2a2c, 1.0)), (1.0, (0x08_0506, 1.0))],
    );
    let mut bridge = PathBuilder::new();
    bridge.move_to(300.0, 900.0);
    bridge.cubic_to(330.0, 790.0, 360.0, 772.0, 480.0, 764.0);
    bridge.cubic_to(600.0, 772.0, 630.0, 790.0, 660.0, 900.0);
    bridge.cubic_to(610.0, 900.0, 600.0, 850.0, 480.0, 850.0);
    bridge.cubic_to(360.0, 850.0, 350.0, 900.0, 300.0, 900.0);
    bridge.close();
    canvas.fade(&bridge.finish()?, (300.0, 760.0), (660.0, 900.0), &[(0.0, (0xf3_d29a, 1.0)), (1.0, (0xa8_7034, 1.0))]);
    for (number, at) in steps(-1.5, 1.5, 3).enumerate() {
        let x_of = |y: f32| at.mul_add(y.mul_add(0.042, 34.0), 480.0);
        let loud = [34.0, 24.0, 17.0, 11.0].get(number).copied()?;
        for wave in steps(-1.0, 1.0, 12) {
            let swing: Vec<(f32, f32)> = steps(0.0, 1.0, 60)
                .map(|part| {
                    let y = part.mul_add(772.0, 0.0);
                    let turns = f32::from(u16::try_from(number).unwrap_or(0) + 2);
                    ((wave * loud).mul_add((part * PI * turns).sin(), x_of(y)), y)
                })
                .collect();
            canvas.line(&swing, 1.4, (0xff_ecc4, 0.34));
        }
        canvas.line(
            &[(x_of(0.0), 0.0), (x_of(772.0), 772.0), (at.mul_add(30.0, 480.0), HEIGHT)],
            3.4,
            (0xff_f6e2, 0.95),
        );
    }
    let tail = [(420.0, HEIGHT), (392.0, 1_010.0), (568.0, 1_010.0), (540.0, HEIGHT)];
    canvas.fade(
        &through(&tail, true)?,
        (392.0, 0.0),
        (568.0, 0.0),
        &[(0.0, (0x08_0506, 1.0)), (0.45, (0x40_3033, 1.0)), (1.0, (0x08_0506, 1.0))],
    );
    Some(canvas)
}

fn f_hole(canvas: &mut Canvas, side: f32) -> Option<()> {
    let x = |off: f32| side.mul_add(off, 480.0);
    let mut hole = PathBuilder::new();
    hole.move_to(x(196.0), 500.0);
    hole.cubic_to(x(176.0), 620.0, x(300.0), 760.0, x(296.0), 960.0);
    hole.cubic_to(x(292.0), 1_040.0, x(238.0), 1_056.0, x(214.0), 1_012.0);
    hole.cubic_to(x(240.0), 1_030.0, x(262.0), 1_006.0, x(258.0), 950.0);
    hole.cubic_to(x(250.0), 780.0, x(134.0), 640.0, x(150.0), 500.0);
    hole.cubic_to(x(158.0), 420.0, x(214.0), 410.0, x(234.0), 452.0);
    hole.cubic_to(x(216.0), 440.0, x(200.0), 456.0, x(196.0), 500.0);
    hole.close();
    let hole = hole.finish()?;
    canvas.fill(&hole, (0x12_0606, 1.0));
    canvas.stroke(&hole, 5.0, (0xe0_9a4e, 0.5));
    canvas.disc((x(222.0), 462.0), 26.0, (0x12_0606, 1.0));
    canvas.disc((x(226.0), 1_000.0), 30.0, (0x12_0606, 1.0));
    canvas.line(&[(x(176.0), 742.0), (x(256.0), 716.0)], 9.0, (0x12_0606, 1.0));
    Some(())
}

/// A river in layers, from the peach of the morning to the deep.
pub fn river(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0xf8_d8b0), (0.3, 0xf3_a987), (0.5, 0xd9_6f72), (1.0, 0x17_2e48)])?;
    let sun = (600.0, 420.0);
    canvas.glow(sun, 520.0, (0xff_f3cf, 0.8));
    canvas.disc(sun, 168.0, (0xff_f1cb, 1.0));
    let tones = [
        0xe9_8d7c, 0xd6_7078, 0xb9_5876, 0x97_4a76, 0x76_4274, 0x58_3e70, 0x40_3b6a, 0x2f_3c66, 0x24_3f62, 0x1c_415f,
        0x16_3d58, 0x11_344d, 0x0c_2a41,
    ];
    for (number, tone) in tones.into_iter().enumerate() {
        let depth = f32::from(u16::try_from(number).ok()?);
        let base = depth.mul_add(66.0, 430.0);
        let (long, high) = (dice.real(150.0, 330.0), depth.mul_add(1.6, 30.0));
        let phase = dice.real(0.0, TAU);
        let edge =
            |x: f32| base + high * (x / long + phase).sin() + high * 0.45 * (x / (long * 0.37) + phase * 2.0).sin();
        let wave: Vec<(f32, f32)> =
            steps(0.0, WIDTH, 120).map(|x| (x, edge(x))).chain([(WIDTH, HEIGHT), (0.0, HEIGHT)]).collect();
        canvas.fade(
            &through(&wave, true)?,
            (0.0, base - high),
            (0.0, base + 190.0),
            &[(0.0, (tone, 0.97)), (1.0, (0x14_2440, 0.97))],
        );
        for echo in 1..6_u16 {
            let down = f32::from(echo) * 11.0;
            let line: Vec<(f32, f32)> = steps(0.0, WIDTH, 120).map(|x| (x, edge(x) + down)).collect();
            canvas.line(&line, 1.5, (0xff_e9cf, 0.30 - f32::from(echo) * 0.045));
        }
    }
    for _ in 0..120 {
        let near = dice.real(0.0, 1.0);
        let y = near.mul_add(640.0, 560.0);
        let x = dice.real(-1.0, 1.0).mul_add(near.mul_add(110.0, 70.0), 600.0);
        canvas.line(&[(x - 22.0, y), (x + 22.0, y)], 2.4, (0xff_eec6, 0.55 * (1.0 - near)));
    }
    Some(canvas)
}

/// A forest in fog with lit windows in its mushrooms.
pub fn forest(dice: &mut Dice) -> Option<Canvas> {
    let mut canvas = Canvas::new(&[(0.0, 0x0e_2a2c), (0.45, 0x2d_6156), (0.7, 0x8fb_591), (1.0, 0x12_2a22)])?;
    canvas.glow((470.0, 640.0), 560.0, (0xf4_f3c0, 0.6));
    let tones = [0x6d_9c82, 0x47_7a66, 0x2a_594c, 0x17_3c36, 0x0a_2320];
    for (layer, tone) in tones.into_iter().enumerate() {
        let depth = f32::from(u16::try_from(layer).ok()?);
        for x in steps(dice.real(-60.0, 0.0), 1_020.0, 13 - u16::try_from(layer).ok()? * 2) {
            let x = x + dice.real(-34.0, 34.0);
            let middle = ((x - 480.0) / 480.0).abs();
            if layer > 2 && middle < 0.45 {
                continue;
            }
            trunk(&mut canvas, dice, x, depth.mul_add(7.0, 9.0), (tone, 1.0))?;
        }
        let fog = rectangle(0.0, 560.0, WIDTH, 720.0)?;
        canvas.fade(&fog, (0.0, 560.0), (0.0, 1_180.0), &[(0.0, (0xcf_e3c0, 0.0)), (1.0, (0xcf_e3c0, 0.17))]);
    }
    let ground: Vec<(f32, f32)> = steps(0.0, WIDTH, 60)
        .map(|x| (x, 1_120.0 + 26.0 * (x / 130.0).sin() + 12.0 * (x / 37.0).sin()))
        .chain([(WIDTH, HEIGHT), (0.0, HEIGHT)])
        .collect();
    canvas.fade(
        &through(&ground, true)?,
        (0.0, 1_090.0),
        (0.0, HEIGHT),
        &[(0.0, (0x1e_4a3a, 1.0)), (1.0, (0x07_1714, 1.0))],
    );
    for (x, y, size) in [
        (330.0, 1_140.0, 1.5),
        (560.0, 1_168.0, 1.05),
        (680.0, 1_130.0, 1.9),
        (470.0, 1_190.0, 0.75),
        (215.0, 1_176.0, 0.9),
    ] {
        mushroom(&mut canvas, (x, y), size)?;
    }
    for _ in 0..60 {
        let at = (dice.real(60.0, 900.0), dice.real(420.0, 1_230.0));
        let size = dice.real(1.6, 4.0);
        canvas.glow(at, size * 9.0, (0xff_f2a0, 0.6));
        canvas.disc(at, size, (0xff_fbd8, 0.95));
    }
    Some(canvas)
}

fn trunk(canvas: &mut Canvas, dice: &mut Dice, x: f32, wide: f32, ink: (u32, f32)) -> Option<()> {
    let lean = dice.real(-26.0, 26.0);
    let mut path = PathBuilder::new();
    path.move_to(x - wide, HEIGHT);
    path.quad_to(x - wide * 0.6, 900.0, x + lean - wide * 0.5, 0.0);
    path.line_to(x + lean + wide * 0.5, 0.0);
    path.quad_to(x + wide * 0.6, 900.0, x + wide, HEIGHT);
    path.close();
    canvas.fill(&path.finish()?, ink);
    for _ in 0..5 {
        let y = dice.real(60.0, 620.0);
        let side: f32 = if dice.percent(50) { -1.0 } else { 1.0 };
        let (out, up) = (dice.real(50.0, 170.0), dice.real(40.0, 150.0));
        let root = (1.0 - y / HEIGHT).mul_add(lean, x);
        let x_at = |part: f32| side * out * part + root;
        let mut branch = PathBuilder::new();
        branch.move_to(root, y);
        branch.quad_to(x_at(0.5), y - up * 0.2, x_at(1.0), y - up);
        canvas.stroke(&branch.finish()?, wide * 0.3, ink);
    }
    Some(())
}

fn mushroom(canvas: &mut Canvas, (x, y): (f32, f32), size: f32) -> Option<()> {
    canvas.glow((x, y), 120.0 * size, (0xff_d98a, 0.45));
    let foot = [
        (x - 17.0 * size, y - 40.0 * size),
        (x + 17.0 * size, y - 40.0 * size),
        (x + 23.0 * size, y + 40.0 * size),
        (x - 23.0 * size, y + 40.0 * size),
    ];
    canvas.fade(
        &through(&foot, true)?,
        (x - 20.0 * size, y),
        (x + 20.0 * size, y),
        &[(0.0, (0xff_f3dc, 1.0)), (1.0, (0xcb_ad8c, 1.0))],
    );
    let mut cap = PathBuilder::new();
    cap.move_to(x - 72.0 * size, y - 34.0 * size);
    cap.cubic_to(
        x - 66.0 * size,
        y - 128.0 * size,
        x + 66.0 * size,
        y - 128.0 * size,
        x + 72.0 * size,
        y - 34.0 * size,
    );
    cap.quad_to(x, y - 16.0 * size, x - 72.0 * size, y - 34.0 * size);
    cap.close();
    canvas.fade(
        &cap.finish()?,
        (x - 60.0 * size, y - 110.0 * size),
        (x + 70.0 * size, y - 20.0 * size),
        &[(0.0, (0xe8_4a5c, 1.0)), (1.0, (0x84_1232, 1.0))],
    );
    for (right, up, radius) in
        [(-36.0_f32, 58.0_f32, 9.0_f32), (-4.0, 84.0, 11.0), (34.0, 62.0, 8.0), (10.0, 48.0, 5.0)]
    {
        canvas.disc((right * size + x, y - up * size), radius * size, (0xff_f1de, 0.95));
    }
    canvas.fill(&rectangle(x - 7.0 * size, y + 12.0 * size, 14.0 * size, 28.0 * size)?, (0x5d_2c1c, 1.0));
    canvas.disc((x, y - 12.0 * size), 8.0 * size, (0xff_c94f, 1.0));
    Some(())
}
