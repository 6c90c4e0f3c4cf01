//! What is behind everything: sky, hills, lawn, paths, clouds.

use super::canvas::{Canvas, HEIGHT, WIDTH};
use super::colour::{PAPER, STONE};
use super::life;

const W: f32 = WIDTH as f32;
const H: f32 = HEIGHT as f32;

/// Sky with sun or moon, clouds or stars.
pub(super) fn sky(c: &mut Canvas) {
    let [top, low] = c.mood.sky;
    c.fade((0.0, 0.0, W, H * 0.72), top, low);
    c.rect(0.0, H * 0.72 - 1.0, W, H * 0.3, low);
    if c.mood.night {
        for _ in 0..70 {
            let (x, y, r) = (c.rng.f(0.0, W), c.rng.f(0.0, 420.0), c.rng.f(1.0, 3.4));
            c.dot(x, y, r, PAPER.alpha(0.75).raw());
        }
    }
    let sun = c.mood.sun;
    let x = if c.rng.chance(0.5) { c.rng.f(130.0, 380.0) } else { c.rng.f(820.0, 1080.0) };
    let y = if c.mood.lit && !c.mood.night { c.rng.f(300.0, 400.0) } else { c.rng.f(120.0, 220.0) };
    let r = c.rng.f(54.0, 78.0);
    c.dot(x, y, r * 2.3, sun.alpha(0.16));
    c.dot(x, y, r * 1.6, sun.alpha(0.28));
    if c.mood.night {
        c.fill(sun, |p| {
            p.move_to(x + r * 0.2, y - r);
            p.cubic_to(x - r * 1.5, y - r * 0.9, x - r * 1.5, y + r * 0.9, x + r * 0.2, y + r);
            p.cubic_to(x - r * 0.5, y + r * 0.55, x - r * 0.5, y - r * 0.55, x + r * 0.2, y - r);
            p.close();
        });
    } else {
        c.dot(x, y, r, sun);
        let many = 2 + c.rng.below(3);
        for _ in 0..many {
            let (x, y, s) = (c.rng.f(0.0, W), c.rng.f(70.0, 300.0), c.rng.f(0.6, 1.25));
            cloud(c, x, y, s);
        }
        birds(c);
    }
}

fn cloud(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    c.at(x, y, scale, |c| {
        let white = PAPER.alpha(0.78).raw();
        c.fill(white, |p| {
            p.move_to(-120.0, 24.0);
            p.cubic_to(-150.0, 24.0, -146.0, -24.0, -96.0, -22.0);
            p.cubic_to(-84.0, -72.0, -14.0, -82.0, 8.0, -40.0);
            p.cubic_to(46.0, -66.0, 88.0, -42.0, 84.0, -10.0);
            p.cubic_to(130.0, -14.0, 138.0, 24.0, 106.0, 24.0);
            p.close();
        });
    });
}

fn birds(c: &mut Canvas) {
    if c.rng.chance(0.45) {
        return;
    }
    let (x, y) = (c.rng.f(200.0, 900.0), c.rng.f(110.0, 260.0));
    for n in 0..3 {
        let (dx, dy, s) =
            (n as f32 * 46.0 + c.rng.f(0.0, 20.0), c.rng.f(-26.0, 26.0), c.rng.f(0.7, 1.1));
        c.at(x + dx, y + dy, s, |c| {
            let ink = super::colour::INK.alpha(0.7);
            c.bow(4.0, ink, (-18.0, -6.0), (-8.0, -14.0), (0.0, 0.0));
            c.bow(4.0, ink, (0.0, 0.0), (8.0, -14.0), (18.0, -6.0));
        });
    }
}

/// Three rows of hills, the far ones pale; forest on the middle one.
pub(super) fn hills(c: &mut Canvas, horizon: f32) {
    let [far, mid, near] = c.mood.hills;
    for (hue, up, high) in [(far, 96.0, 62.0), (mid, 46.0, 46.0), (near, 4.0, 26.0)] {
        let (one, two) = (c.rng.f(0.0, std::f32::consts::TAU), c.rng.f(0.0, std::f32::consts::TAU));
        let (long, short) = (c.rng.f(0.0036, 0.0056), c.rng.f(0.009, 0.013));
        let crest = |x: f32| {
            let wave = (x * long + one).sin() * 0.72 + (x * short + two).sin() * 0.28;
            horizon - up - wave * high
        };
        c.fill(hue, |p| {
            p.move_to(0.0, H);
            let mut x = 0.0;
            while x <= W + 12.0 {
                p.line_to(x, crest(x));
                x += 12.0;
            }
            p.line_to(W + 12.0, H);
            p.close();
        });
        if up > 40.0 {
            let groups = 2 + c.rng.below(3);
            for _ in 0..groups {
                let middle = c.rng.f(0.0, W);
                let many = 4 + c.rng.below(7);
                for _ in 0..many {
                    let x = middle + c.rng.f(-70.0, 70.0);
                    let s = c.rng.f(0.14, 0.24) * if up > 80.0 { 0.7 } else { 1.1 };
                    life::fir(c, x, crest(x) + 5.0, s, hue.dark(0.16));
                }
            }
        }
    }
}

/// The lawn in front, slightly domed.
pub(super) fn lawn(c: &mut Canvas, y: f32) {
    let grass = c.mood.grass;
    c.fill(grass, |p| {
        p.move_to(0.0, y + 26.0);
        p.quad_to(W * 0.5, y - 26.0, W, y + 22.0);
        p.line_to(W, H);
        p.line_to(0.0, H);
        p.close();
    });
    let lower = grass.dark(0.09).raw();
    c.fill(lower, |p| {
        p.move_to(0.0, y + 190.0);
        p.cubic_to(W * 0.3, y + 120.0, W * 0.62, y + 250.0, W, y + 150.0);
        p.line_to(W, H);
        p.line_to(0.0, H);
        p.close();
    });
    tufts(c, y + 60.0, 26);
}

/// Blades of grass here and there.
pub(super) fn tufts(c: &mut Canvas, from: f32, many: usize) {
    let blade = c.mood.grass.dark(0.22).raw();
    for _ in 0..many {
        let (x, y, h) = (c.rng.f(0.0, W), c.rng.f(from, H), c.rng.f(8.0, 18.0));
        c.line(3.0, blade, &[(x - 7.0, y - h * 0.8), (x, y), (x + 1.0, y - h)]);
        c.line(3.0, blade, &[(x, y), (x + 8.0, y - h * 0.7)]);
    }
}

/// A paved square from `y` to the lower edge, with joints that lead to the middle.
pub(super) fn paving(c: &mut Canvas, y: f32) {
    let stone = STONE.light(0.25);
    c.rect(0.0, y, W, H - y, stone);
    let joint = STONE.dark(0.12).alpha(0.55);
    for n in -9..=9 {
        let n = n as f32;
        c.line(2.5, joint, &[(n.mul_add(52.0, 600.0), y), (n.mul_add(190.0, 600.0), H)]);
    }
    let mut row = y;
    let mut step = 16.0;
    while row < H {
        c.line(2.5, joint, &[(0.0, row), (W, row)]);
        row += step;
        step *= 1.42;
    }
    c.fade((0.0, y, W, H - y), PAPER.alpha(0.0), super::colour::SHADOW.alpha(0.10));
}

/// A street with a kerb and a dashed line.
pub(super) fn street(c: &mut Canvas, y: f32, height: f32) {
    let tar = super::colour::STEEL.light(0.30);
    c.rect(0.0, y - 26.0, W, 30.0, STONE.light(0.3));
    c.rect(0.0, y, W, 9.0, STONE.dark(0.18));
    c.rect(0.0, y + 9.0, W, height, tar);
    let mut x = c.rng.f(-80.0, 0.0);
    while x < W {
        c.round(x, y + 9.0 + height * 0.5 - 5.0, 92.0, 10.0, 5.0, PAPER.alpha(0.8));
        x += 170.0;
    }
}

/// A light path winding from the front to the horizon.
pub(super) fn path(c: &mut Canvas, y: f32, at: f32) {
    let sand = super::colour::rgb(0xF0_DF_BE);
    let bend = c.rng.f(-150.0, 150.0);
    c.fill(sand, |p| {
        p.move_to(at - 190.0, H);
        p.cubic_to(at - 110.0 + bend, y + 200.0, at + bend * 0.3 - 60.0, y + 120.0, at - 14.0, y);
        p.line_to(at + 14.0, y);
        p.cubic_to(at + bend * 0.3 + 40.0, y + 120.0, at + 70.0 + bend, y + 220.0, at + 200.0, H);
        p.close();
    });
}

/// The soft shadow something throws on the ground.
pub(super) fn shade(c: &mut Canvas, x: f32, y: f32, rx: f32) {
    c.oval(x, y, rx, rx * 0.13, super::colour::SHADOW.alpha(0.18));
}
