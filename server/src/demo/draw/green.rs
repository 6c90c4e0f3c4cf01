//! Pictures of trees, meadows, gardens, fountains and playgrounds.

use super::canvas::Canvas;
use super::colour::{
    AMBER, BARK, BLUE, INK, PAPER, PINK, SIGNAL, STEEL, STONE, STRONG, SUNNY, TEAL, WATER, WOOD,
    rgb,
};
use super::life::{Pose, bush, flower, person, tree};
use super::park::bench_at;
use super::scene::{hills, lawn, path, paving, shade, sky};
use super::town;

/// Sky, hills and a lawn that starts at `y`.
pub(super) fn country(c: &mut Canvas, y: f32) {
    sky(c);
    hills(c, y);
    if c.rng.chance(0.5) {
        let hue = c.mood.hills[1].mix(c.mood.hills[2], 0.4);
        town::silhouette(c, y - 4.0, hue);
    }
    lawn(c, y);
}

/// One great old tree with a bench around its shade.
pub(super) fn great_tree(c: &mut Canvas) {
    country(c, 560.0);
    let at = c.rng.f(500.0, 700.0);
    let aside = if at > 600.0 { 320.0 } else { 880.0 };
    path(c, 575.0, aside);
    for n in 0..3 {
        let x = c.rng.f(40.0, 1160.0);
        tree(c, x, 600.0 + n as f32 * 8.0, 0.42);
    }
    let [dark, mid, light] = c.mood.leaves;
    shade(c, at + 30.0, 796.0, 320.0);
    c.fill(BARK, |p| {
        p.move_to(at - 70.0, 800.0);
        p.cubic_to(at - 30.0, 740.0, at - 34.0, 620.0, at - 40.0, 470.0);
        p.line_to(at + 40.0, 470.0);
        p.cubic_to(at + 32.0, 620.0, at + 34.0, 740.0, at + 80.0, 800.0);
        p.close();
    });
    c.line(30.0, BARK, &[(at, 560.0), (at - 130.0, 430.0)]);
    c.line(26.0, BARK, &[(at, 540.0), (at + 140.0, 420.0)]);
    for (hue, grow, shift) in [(dark, 1.0, 0.0), (mid, 0.8, -16.0), (light, 0.46, -44.0)] {
        for (dx, dy, r) in [
            (-190.0, 400.0, 120.0),
            (190.0, 396.0, 126.0),
            (-110.0, 270.0, 140.0),
            (120.0, 262.0, 136.0),
            (0.0, 200.0, 130.0),
            (0.0, 370.0, 150.0),
        ] {
            let (jx, jy) = (c.rng.f(-16.0, 16.0), c.rng.f(-12.0, 12.0));
            if hue.g < light.g || dy < 300.0 || grow > 0.5 {
                c.dot(at + dx + jx + shift, dy + jy + shift * 0.8, r * grow, hue);
            }
        }
    }
    for _ in 0..46 {
        let (dx, dy) = (c.rng.f(-250.0, 250.0), c.rng.f(130.0, 470.0));
        c.line(7.0, light.light(0.3).alpha(0.5), &[(at + dx, dy), (at + dx + 12.0, dy - 8.0)]);
    }
    bench_at(c, at - 190.0, 806.0, 0.72);
    person(c, at + 196.0, 824.0, 0.86, Pose::Stand);
    if c.rng.chance(0.6) {
        person(c, at + 268.0, 838.0, 0.62, Pose::Wave);
    }
}

/// A meadow in flower with bees.
pub(super) fn meadow(c: &mut Canvas) {
    country(c, 520.0);
    for _ in 0..4 {
        let (x, s) = (c.rng.f(30.0, 1170.0), c.rng.f(0.4, 0.6));
        tree(c, x, 560.0, s);
    }
    for layer in 0..5 {
        let depth = layer as f32;
        for _ in 0..(30 - layer * 3) {
            let (x, y) = (c.rng.f(0.0, 1200.0), c.rng.f(0.0, 60.0));
            flower(c, x, 620.0 + depth * 66.0 + y, depth.mul_add(0.24, 0.42));
        }
    }
    for _ in 0..4 {
        let (x, y, s) = (c.rng.f(120.0, 1080.0), c.rng.f(420.0, 690.0), c.rng.f(0.8, 1.3));
        c.at(x, y, s, |c| {
            c.oval(-4.0, -15.0, 12.0, 9.0, PAPER.alpha(0.85));
            c.oval(10.0, -15.0, 11.0, 8.0, PAPER.alpha(0.85));
            c.oval(0.0, 0.0, 20.0, 12.0, SUNNY);
            c.line(5.0, INK, &[(-5.0, -9.0), (-5.0, 9.0)]);
            c.line(5.0, INK, &[(5.0, -10.0), (5.0, 10.0)]);
        });
    }
}

/// Raised beds with vegetables, people at work.
pub(super) fn garden(c: &mut Canvas) {
    sky(c);
    hills(c, 470.0);
    town::row(c, 560.0, -40.0, 1220.0, 0.74);
    lawn(c, 552.0);
    for x in [70.0, 1120.0] {
        tree(c, x, 640.0, 0.86);
    }
    let spot = c.rng.f(520.0, 660.0);
    person(c, spot, 690.0, 0.9, Pose::Stand);
    for (x, y, w, s) in
        [(60.0, 720.0, 420.0, 0.8), (690.0, 728.0, 430.0, 0.8), (300.0, 850.0, 620.0, 1.1)]
    {
        bed(c, x, y, w, s);
    }
    c.at(1010.0, 850.0, 1.0, |c| {
        shade(c, 4.0, 2.0, 56.0);
        c.bow(10.0, TEAL, (-40.0, -56.0), (-92.0, -64.0), (-70.0, -8.0));
        c.round(-44.0, -70.0, 86.0, 72.0, 12.0, TEAL);
        c.line(12.0, TEAL, &[(40.0, -20.0), (92.0, -74.0)]);
        c.oval(96.0, -78.0, 10.0, 18.0, TEAL.dark(0.2));
    });
    person(c, 190.0, 846.0, 1.06, Pose::Wave);
}

fn bed(c: &mut Canvas, x: f32, y: f32, w: f32, s: f32) {
    shade(c, x + w / 2.0, y + 4.0, w * 0.54);
    let many = (w / (46.0 * s)) as usize;
    let crop = c.rng.below(3);
    let [dark, mid, light] = c.mood.leaves;
    for n in 0..many {
        let at = x + 30.0 * s + n as f32 * (w - 60.0 * s) / (many.max(2) - 1) as f32;
        c.at(at, y - 78.0 * s, s, |c| match (crop + n / 4) % 3 {
            0 => {
                c.dot(-12.0, -12.0, 20.0, dark);
                c.dot(12.0, -12.0, 20.0, mid);
                c.dot(0.0, -22.0, 18.0, light);
            }
            1 => {
                c.line(5.0, BARK, &[(0.0, 0.0), (0.0, -92.0)]);
                c.dot(-10.0, -40.0, 17.0, mid);
                c.dot(10.0, -66.0, 18.0, dark);
                c.dot(12.0, -34.0, 9.0, SIGNAL);
                c.dot(-10.0, -62.0, 9.0, SIGNAL.light(0.2));
            }
            _ => flower(c, 0.0, 0.0, 0.9),
        });
    }
    c.rect(x + 6.0, y - 86.0 * s, w - 12.0, 14.0, BARK.dark(0.3));
    for n in 0..3 {
        let hue = WOOD.light(0.12 - n as f32 * 0.05);
        c.round(x, y - 78.0 * s + n as f32 * 26.0 * s, w, 25.0 * s, 4.0, hue);
    }
    for at in [x + 14.0, x + w - 30.0 * s] {
        c.rect(at, y - 80.0 * s, 16.0 * s, 80.0 * s, WOOD.dark(0.25));
    }
}

/// A fountain on the market square.
pub(super) fn fountain(c: &mut Canvas) {
    sky(c);
    hills(c, 470.0);
    town::row(c, 600.0, -30.0, 1220.0, 0.98);
    paving(c, 596.0);
    let stone = STONE.dark(0.08);
    shade(c, 600.0, 822.0, 400.0);
    c.oval(600.0, 782.0, 340.0, 66.0, stone.dark(0.16));
    c.rect(260.0, 730.0, 680.0, 54.0, stone.dark(0.16));
    c.oval(600.0, 730.0, 340.0, 62.0, stone.light(0.35));
    c.oval(600.0, 728.0, 306.0, 50.0, WATER);
    c.oval(560.0, 734.0, 200.0, 26.0, WATER.light(0.3));
    c.rect(566.0, 500.0, 68.0, 232.0, stone);
    c.rect(606.0, 500.0, 28.0, 232.0, stone.dark(0.14));
    c.oval(600.0, 574.0, 150.0, 30.0, stone.dark(0.1));
    c.oval(600.0, 562.0, 150.0, 28.0, stone.light(0.3));
    c.oval(600.0, 560.0, 128.0, 20.0, WATER);
    c.round(582.0, 440.0, 36.0, 110.0, 16.0, stone.light(0.1));
    c.dot(600.0, 432.0, 26.0, AMBER.light(0.2));
    let drop = WATER.light(0.45);
    for side in [-1.0_f32, 1.0] {
        for (reach, top, low) in [(70.0, 352.0, 552.0), (118.0, 380.0, 560.0)] {
            c.bow(
                9.0,
                drop,
                (600.0, 430.0),
                (600.0 + side * reach * 0.7, top),
                (600.0 + side * reach, low),
            );
        }
        for (from, reach) in [(136.0, 226.0), (100.0, 170.0)] {
            c.bow(
                8.0,
                drop,
                (600.0 + side * from, 570.0),
                (600.0 + side * reach, 586.0),
                (600.0 + side * reach, 726.0),
            );
        }
    }
    let (one, two) = (c.rng.f(120.0, 220.0), c.rng.f(1000.0, 1080.0));
    person(c, one, 810.0, 1.08, Pose::Stand);
    person(c, two, 800.0, 1.04, Pose::Wave);
    person(c, two - 88.0, 826.0, 0.72, Pose::Stand);
}

/// Swing, slide and climbing frame.
pub(super) fn playground(c: &mut Canvas) {
    country(c, 520.0);
    for x in [90.0, 250.0, 1100.0] {
        let s = c.rng.f(0.8, 1.05);
        tree(c, x, 610.0, s);
    }
    bush(c, 960.0, 600.0, 1.0);
    c.oval(620.0, 800.0, 560.0, 96.0, rgb(0xEE_D9_AE));
    let (post, seat, tower, slide) = (
        c.rng.pick(&STRONG),
        c.rng.pick(&STRONG),
        c.rng.pick(&STRONG),
        c.rng.pick(&[SUNNY, PINK, BLUE, SIGNAL]),
    );
    for x in [180.0, 500.0] {
        c.line(16.0, post, &[(x - 52.0, 800.0), (x, 470.0), (x + 52.0, 800.0)]);
    }
    c.line(16.0, post.dark(0.15), &[(180.0, 470.0), (500.0, 470.0)]);
    for (x, lean) in [(260.0_f32, -30.0_f32), (410.0, 46.0)] {
        for d in [-22.0, 22.0] {
            c.line(4.0, STEEL, &[(x + d, 476.0), (x + d + lean, 706.0)]);
        }
        c.round(x + lean - 32.0, 704.0, 64.0, 14.0, 6.0, seat);
        if lean > 0.0 {
            person(c, x + lean, 704.0, 0.74, Pose::Sit);
        }
    }
    c.fill(slide, |p| {
        p.move_to(870.0, 560.0);
        p.cubic_to(960.0, 590.0, 960.0, 780.0, 1110.0, 796.0);
        p.line_to(1110.0, 822.0);
        p.cubic_to(930.0, 822.0, 930.0, 640.0, 856.0, 612.0);
        p.close();
    });
    for x in [702.0, 858.0] {
        c.rect(x, 440.0, 16.0, 380.0, WOOD.dark(0.15));
    }
    for n in 0..6 {
        c.round(640.0 - n as f32 * 8.0, 604.0 + n as f32 * 34.0, 74.0, 10.0, 5.0, WOOD);
    }
    c.line(12.0, WOOD.dark(0.1), &[(706.0, 570.0), (624.0, 818.0)]);
    c.rect(690.0, 580.0, 196.0, 22.0, WOOD);
    for n in 0..6 {
        c.rect(704.0 + n as f32 * 32.0, 524.0, 10.0, 58.0, WOOD.light(0.1));
    }
    c.rect(700.0, 516.0, 176.0, 12.0, WOOD);
    c.poly(&[(668.0, 446.0), (788.0, 346.0), (908.0, 446.0)], tower);
    c.poly(&[(788.0, 346.0), (908.0, 446.0), (830.0, 446.0)], tower.dark(0.18));
    person(c, 786.0, 582.0, 0.62, Pose::Wave);
    person(c, 590.0, 850.0, 0.7, Pose::Wave);
    person(c, 108.0, 850.0, 1.0, Pose::Stand);
}
