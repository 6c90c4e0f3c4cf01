//! Pictures of buildings: market square, skyline, roofs.

use super::canvas::Canvas;
use super::colour::{
    AMBER, GLOW, INK, PAPER, PINK, ROOFS, SIGNAL, SKYISH, STEEL, STONE, STRONG, SUNNY, TEAL, WALLS,
    WOOD, rgb,
};
use super::green::country;
use super::life::{Pose, bush, flower, person, tree};
use super::scene::{hills, paving, shade, sky};
use super::town::{self, arch, awning};

/// Market stalls with fruit and people.
pub(super) fn market(c: &mut Canvas) {
    sky(c);
    hills(c, 440.0);
    town::row(c, 600.0, -30.0, 1220.0, 1.04);
    paving(c, 596.0);
    bunting(c);
    let (one, two) = (c.rng.f(70.0, 120.0), c.rng.f(650.0, 700.0));
    stall(c, one, 770.0);
    stall(c, two, 782.0);
    for (x, y, s) in
        [(590.0, 830.0, 1.12), (250.0, 862.0, 1.12), (860.0, 870.0, 1.14), (950.0, 876.0, 0.8)]
    {
        let dx = c.rng.f(-24.0, 24.0);
        person(c, x + dx, y, s, Pose::Stand);
    }
}

/// Flags on a cord across the square.
pub(super) fn bunting(c: &mut Canvas) {
    let sag = |x: f32| ((x - 600.0) / 600.0).powi(2).mul_add(-90.0, 250.0);
    let cord: Vec<_> = (0..=40).map(|n| (n as f32 * 30.0, sag(n as f32 * 30.0))).collect();
    c.line(4.0, INK, &cord);
    for n in 0..20 {
        let x = n as f32 * 60.0 + 14.0;
        let hue = c.rng.pick(&STRONG).light(0.18);
        c.poly(&[(x, sag(x)), (x + 36.0, sag(x + 36.0)), (x + 18.0, sag(x + 18.0) + 46.0)], hue);
    }
}

/// One stall with fruit and somebody behind it.
fn stall(c: &mut Canvas, x: f32, y: f32) {
    let tone = c.rng.pick(&STRONG);
    shade(c, x + 210.0, y + 4.0, 240.0);
    for dx in [14.0, 394.0] {
        c.rect(x + dx, y - 360.0, 12.0, 360.0, WOOD.dark(0.2));
    }
    person(c, x + 205.0, y - 30.0, 1.1, Pose::Wave);
    c.poly(
        &[
            (x - 14.0, y - 306.0),
            (x + 34.0, y - 392.0),
            (x + 386.0, y - 392.0),
            (x + 434.0, y - 306.0),
        ],
        tone.light(0.14),
    );
    awning(c, x - 14.0, y - 308.0, 448.0, 40.0, tone);
    for n in 0..4 {
        let left = x + 8.0 + n as f32 * 102.0;
        let fruit = c.rng.pick(&[SIGNAL, AMBER, rgb(0x6B_9A_2C), PINK, SUNNY, rgb(0x7A_4A_8B)]);
        for k in 0..9 {
            let (dx, up) = ((k % 5) as f32 * 18.0, if k < 5 { 0.0 } else { 15.0 });
            let half = if k < 5 { 0.0 } else { 9.0 };
            c.dot(
                left + 12.0 + dx + half,
                y - 132.0 - up,
                12.0,
                fruit.light(0.08 * (k % 3) as f32),
            );
        }
    }
    c.rect(x, y - 128.0, 420.0, 30.0, WOOD.light(0.2));
    c.rect(x + 8.0, y - 98.0, 404.0, 98.0, WOOD);
    for n in 1..6 {
        c.rect(x + 8.0 + n as f32 * 67.0, y - 98.0, 4.0, 98.0, WOOD.dark(0.2));
    }
}

/// The town with its church towers, near and far.
pub(super) fn skyline(c: &mut Canvas) {
    sky(c);
    hills(c, 480.0);
    let far = c.mood.hills[1].mix(c.mood.hills[2], 0.5);
    town::silhouette(c, 500.0, far);
    let x = c.rng.f(240.0, 420.0);
    town::church(c, x, 660.0, 1.16);
    town::church(c, x + 480.0, 650.0, 0.9);
    town::row(c, 690.0, -40.0, 1220.0, 0.86);
    for _ in 0..5 {
        let at = c.rng.f(0.0, 1200.0);
        tree(c, at, 730.0, 0.5);
    }
    town::row(c, 850.0, -90.0, 1240.0, 1.06);
    c.rect(0.0, 846.0, 1200.0, 60.0, STONE.light(0.3));
    for _ in 0..4 {
        let (at, s) = (c.rng.f(40.0, 1160.0), c.rng.f(0.46, 0.56));
        person(c, at, 884.0, s, Pose::Stand);
    }
}

/// A house with sun power on its roof.
pub(super) fn solar(c: &mut Canvas) {
    country(c, 580.0);
    tree(c, 120.0, 760.0, 1.35);
    let wall = c.rng.pick(&WALLS);
    let roof = c.rng.pick(&ROOFS);
    shade(c, 660.0, 826.0, 430.0);
    c.rect(320.0, 480.0, 660.0, 344.0, wall);
    c.rect(320.0, 780.0, 660.0, 44.0, STONE.dark(0.1));
    c.rect(860.0, 200.0, 58.0, 150.0, roof.dark(0.25));
    c.poly(&[(250.0, 500.0), (390.0, 230.0), (910.0, 230.0), (1050.0, 500.0)], roof);
    c.rect(250.0, 494.0, 800.0, 16.0, roof.dark(0.3));
    let cell = rgb(0x24_3A_78);
    for row in 0..3 {
        let (top, low) = (256.0 + row as f32 * 72.0, 318.0 + row as f32 * 72.0);
        let slant = |y: f32| (500.0 - y) / 270.0 * 140.0;
        for n in 0..5 {
            let left = |y: f32, n: f32| {
                slant(y).mul_add(0.75, 320.0) + n * slant(y).mul_add(-1.5, 660.0) / 5.0
            };
            let n = n as f32;
            let hue = cell.mix(SKYISH, 0.06 * n + 0.05 * row as f32);
            c.poly(
                &[
                    (left(top, n), top),
                    (left(top, n + 1.0) - 9.0, top),
                    (left(low, n + 1.0) - 9.0, low),
                    (left(low, n), low),
                ],
                hue,
            );
            let middle = (top + low) / 2.0;
            c.line(
                2.5,
                SKYISH.alpha(0.6),
                &[(left(middle, n), middle), (left(middle, n + 1.0) - 9.0, middle)],
            );
            c.poly(
                &[
                    (left(top, n) + 14.0, top),
                    (left(top, n) + 34.0, top),
                    (left(low, n) + 14.0, low),
                    (left(low, n) + 2.0, low),
                ],
                PAPER.alpha(0.18),
            );
        }
    }
    for x in [372.0, 500.0, 760.0, 880.0] {
        town::window(c, x, 570.0, 72.0, 96.0);
    }
    arch(c, 660.0, 824.0, 104.0, 220.0, TEAL);
    c.dot(694.0, 716.0, 7.0, GLOW);
    bush(c, 400.0, 828.0, 0.9);
    bush(c, 900.0, 828.0, 1.05);
    person(c, 1080.0, 850.0, 1.1, Pose::Wave);
}

/// A flat roof turned into a garden above the town.
pub(super) fn roof(c: &mut Canvas) {
    sky(c);
    hills(c, 480.0);
    let far = c.mood.hills[2];
    town::silhouette(c, 500.0, far);
    town::row(c, 660.0, -50.0, 1240.0, 0.6);
    let wall = c.rng.pick(&WALLS);
    c.rect(0.0, 690.0, 1200.0, 74.0, rgb(0xD9_B3_82));
    for n in 0..5 {
        c.rect(0.0, 700.0 + n as f32 * 14.0, 1200.0, 2.5, WOOD.alpha(0.4));
    }
    tree(c, 180.0, 700.0, 1.15);
    tree(c, 1050.0, 700.0, 1.0);
    person(c, 430.0, 724.0, 1.3, Pose::Stand);
    person(c, 690.0, 720.0, 1.3, Pose::Wave);
    let hive = c.rng.f(800.0, 860.0);
    for n in 0..3 {
        let hue = c.rng.pick(&[SUNNY, SKYISH, PAPER]);
        c.round(hive, 674.0 - n as f32 * 48.0, 104.0, 46.0, 4.0, hue);
    }
    c.round(hive - 10.0, 560.0, 124.0, 20.0, 5.0, STEEL);
    c.round(hive + 32.0, 698.0, 40.0, 10.0, 4.0, INK);
    let many = 40_usize;
    for n in 0..many {
        let (x, s) = (n as f32 * 1240.0 / many as f32, c.rng.f(0.7, 1.25));
        if c.rng.chance(0.6) {
            flower(c, x, 766.0, s);
        } else {
            let leaf = c.rng.below(3);
            let hue = c.mood.leaves[leaf];
            c.dot(x, 756.0, 44.0 * s, hue);
        }
    }
    c.rect(0.0, 760.0, 1200.0, 140.0, wall);
    for n in 0..8 {
        town::window(c, 50.0 + n as f32 * 150.0, 832.0, 70.0, 90.0);
    }
    c.rect(0.0, 756.0, 1200.0, 40.0, STONE.light(0.2));
    c.rect(0.0, 790.0, 1200.0, 8.0, STONE.dark(0.25));
}
