//! Pictures of parks: benches and lanterns.

use super::canvas::Canvas;
use super::colour::{GLOW, PAPER, STEEL, WOOD};
use super::green::country;
use super::life::{Pose, bush, person, tree};
use super::scene::{path, shade};

/// A park bench; `x` is its middle, `y` its feet, about 420 wide at scale 1.
pub(super) fn bench_at(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    c.at(x, y, scale, |c| {
        shade(c, 0.0, 2.0, 230.0);
        for side in [-150.0, 150.0] {
            c.line(
                14.0,
                STEEL.dark(0.3),
                &[(side - 10.0, 0.0), (side, -96.0), (side - 8.0, -220.0)],
            );
            c.line(14.0, STEEL.dark(0.3), &[(side, -96.0), (side + 22.0, 0.0)]);
        }
        for n in 0..3 {
            c.round(
                -206.0,
                -222.0 + n as f32 * 36.0,
                412.0,
                28.0,
                10.0,
                WOOD.light(0.18 - n as f32 * 0.07),
            );
        }
        c.round(-214.0, -112.0, 428.0, 20.0, 9.0, WOOD.light(0.12));
        c.round(-214.0, -92.0, 428.0, 14.0, 7.0, WOOD.dark(0.18));
    });
}

/// A bench in the park with people in talk.
pub(super) fn bench(c: &mut Canvas) {
    country(c, 540.0);
    let side = c.rng.f(160.0, 300.0);
    path(c, 556.0, 1200.0 - side);
    tree(c, side, 730.0, 1.7);
    for x in [760.0, 930.0] {
        bush(c, x, 640.0, 0.9);
    }
    bench_at(c, 590.0, 820.0, 1.28);
    let gap = c.rng.f(110.0, 150.0);
    for at in [590.0 - gap, 590.0 + gap * 0.8] {
        person(c, at, 680.0, 1.24, Pose::Sit);
    }
    lantern(c, 1060.0, 800.0, 1.0);
}

/// A street lamp; `y` is its foot, about 430 high at scale 1.
pub(super) fn lantern(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    let lit = c.mood.lit;
    c.at(x, y, scale, |c| {
        shade(c, 0.0, 0.0, 60.0);
        if lit {
            for (r, a) in [(190.0, 0.10), (120.0, 0.16), (66.0, 0.28)] {
                c.dot(0.0, -396.0, r, GLOW.alpha(a).raw());
            }
        }
        let iron = STEEL.dark(0.45);
        c.rect(-7.0, -360.0, 14.0, 360.0, iron);
        c.round(-20.0, -40.0, 40.0, 44.0, 8.0, iron);
        c.rect(-14.0, -366.0, 28.0, 10.0, iron);
        let glass = if lit { GLOW.raw() } else { PAPER };
        c.poly(&[(-32.0, -430.0), (32.0, -430.0), (20.0, -366.0), (-20.0, -366.0)], glass);
        c.poly(&[(-42.0, -428.0), (0.0, -468.0), (42.0, -428.0)], iron);
        c.dot(0.0, -470.0, 8.0, iron);
    });
}

/// Lanterns along a way home.
pub(super) fn lamp(c: &mut Canvas) {
    country(c, 540.0);
    let left = c.rng.f(60.0, 220.0);
    path(c, 552.0, 640.0);
    tree(c, left, 700.0, 1.3);
    tree(c, 1130.0, 690.0, 1.2);
    lantern(c, 560.0, 616.0, 0.4);
    lantern(c, 800.0, 700.0, 0.8);
    lantern(c, 350.0, 826.0, 1.42);
    let sweep = GLOW.alpha(if c.mood.lit { 0.3 } else { 0.0 }).raw();
    c.oval(380.0, 834.0, 250.0, 44.0, sweep);
    c.oval(800.0, 704.0, 130.0, 22.0, sweep);
    person(c, 640.0, 800.0, 0.98, Pose::Stand);
    person(c, 716.0, 806.0, 0.9, Pose::Stand);
}
