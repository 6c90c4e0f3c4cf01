//! Trees, flowers and people.

use super::canvas::Canvas;
use super::colour::{AMBER, BARK, Hue, INK, PAPER, PINK, ROSE, SKIN, STRONG, SUNNY, rgb};
use super::scene::shade;

/// A fir in one colour; `y` is its foot.
pub(super) fn fir(c: &mut Canvas, x: f32, y: f32, scale: f32, hue: Hue) {
    c.at(x, y, scale, |c| {
        c.rect(-8.0, -34.0, 16.0, 36.0, hue.dark(0.2));
        for (low, wide, high) in [(-20.0, 84.0, 120.0), (-90.0, 68.0, 110.0), (-155.0, 50.0, 100.0)]
        {
            c.poly(&[(-wide, low), (0.0, low - high), (wide, low)], hue);
        }
    });
}

/// A round tree; `y` is its foot, about 330 high at scale 1.
pub(super) fn tree(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    let [dark, mid, light] = c.mood.leaves;
    let lean = c.rng.f(-12.0, 12.0);
    let kind = c.rng.below(3);
    c.at(x, y, scale, |c| {
        shade(c, 10.0, 4.0, 96.0);
        c.poly(&[(-13.0, 4.0), (-7.0, -150.0), (9.0, -150.0), (15.0, 4.0)], BARK);
        c.line(8.0, BARK, &[(0.0, -120.0), (34.0, -168.0)]);
        match kind {
            0 => {
                c.oval(lean, -220.0, 78.0, 122.0, dark);
                c.oval(lean - 12.0, -234.0, 62.0, 100.0, mid);
                c.oval(lean - 24.0, -262.0, 34.0, 56.0, light.alpha(0.75));
            }
            1 => {
                for (dx, dy, r) in [
                    (-58.0, -170.0, 62.0),
                    (56.0, -176.0, 66.0),
                    (0.0, -240.0, 82.0),
                    (0.0, -170.0, 70.0),
                ] {
                    c.dot(dx + lean, dy, r, dark);
                }
                for (dx, dy, r) in
                    [(-62.0, -180.0, 46.0), (44.0, -190.0, 46.0), (-12.0, -250.0, 64.0)]
                {
                    c.dot(dx + lean, dy, r, mid);
                }
                c.dot(lean - 30.0, -268.0, 32.0, light.alpha(0.75));
            }
            _ => {
                c.dot(lean, -210.0, 112.0, dark);
                c.dot(lean - 14.0, -222.0, 92.0, mid);
                c.dot(lean - 40.0, -250.0, 44.0, light.alpha(0.7));
            }
        }
        let berry = light.light(0.35);
        for _ in 0..7 {
            let (dx, dy) = (c.rng.f(-60.0, 60.0), c.rng.f(-270.0, -160.0));
            c.line(5.0, berry.alpha(0.55), &[(lean + dx, dy), (lean + dx + 9.0, dy - 6.0)]);
        }
    });
}

/// A bush; `y` is its foot.
pub(super) fn bush(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    let [dark, mid, light] = c.mood.leaves;
    c.at(x, y, scale, |c| {
        for (dx, r, hue) in [
            (-46.0, 36.0, dark),
            (44.0, 40.0, dark),
            (0.0, 54.0, mid),
            (-14.0, 26.0, light.alpha(0.7)),
        ] {
            let up = if r < 30.0 { 46.0 } else { r * 0.6 };
            c.dot(dx, -up, r, hue);
        }
        c.round(-84.0, -20.0, 170.0, 24.0, 12.0, dark);
    });
}

/// One flower with stem and leaf; `y` is its foot.
pub(super) fn flower(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    let petal =
        c.rng.pick(&[ROSE, SUNNY, PAPER, PINK, rgb(0x8F_A9_F2), rgb(0xE2_5B_3A), rgb(0xB7_9C_F0)]);
    let [dark, mid, _] = c.mood.leaves;
    let kind = c.rng.below(3);
    let high = c.rng.f(70.0, 120.0);
    let lean = c.rng.f(-14.0, 14.0);
    c.at(x, y, scale, |c| {
        c.bow(5.0, dark, (0.0, 0.0), (0.0, -high * 0.6), (lean, -high));
        c.oval(10.0, -high * 0.34, 14.0, 6.0, mid);
        match kind {
            0 => {
                for (dx, dy) in
                    [(0.0, -13.0), (12.0, -4.0), (8.0, 10.0), (-8.0, 10.0), (-12.0, -4.0)]
                {
                    c.dot(lean + dx, -high + dy, 10.0, petal);
                }
                c.dot(lean, -high, 8.0, AMBER);
            }
            1 => {
                c.fill(petal, |p| {
                    p.move_to(lean - 17.0, -high - 18.0);
                    p.line_to(lean - 8.0, -high - 8.0);
                    p.line_to(lean, -high - 22.0);
                    p.line_to(lean + 8.0, -high - 8.0);
                    p.line_to(lean + 17.0, -high - 18.0);
                    p.cubic_to(
                        lean + 22.0,
                        -high + 18.0,
                        lean - 22.0,
                        -high + 18.0,
                        lean - 17.0,
                        -high - 18.0,
                    );
                    p.close();
                });
            }
            _ => {
                for n in 0..5 {
                    let up = n as f32 * 11.0;
                    c.oval(lean, -high - 8.0 + up, 5.0 + up * 0.13, 7.0, petal);
                }
            }
        }
    });
}

/// How somebody stands in the picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pose {
    Stand,
    Sit,
    Wave,
}

/// A person; `y` is where the feet (or, sitting, the seat) are. About 190 high.
pub(super) fn person(c: &mut Canvas, x: f32, y: f32, scale: f32, pose: Pose) {
    let shirt = c.rng.pick(&STRONG);
    let legs = c.rng.pick(&[INK, rgb(0x4A_55_7A), rgb(0x7A_5A_4A), rgb(0x35_5C_58)]);
    let skin = c.rng.pick(&SKIN);
    let hair = c.rng.pick(&[
        rgb(0x3A_2A_28),
        rgb(0x8A_52_2E),
        rgb(0xD9_D3_CC),
        rgb(0xD9_A3_4A),
        rgb(0x2B_2B_33),
    ]);
    let style = c.rng.below(3);
    let left = c.rng.chance(0.5);
    c.at(x, y, scale, |c| {
        c.flipped(0.0, 0.0, left, |c| {
            let hip = if pose == Pose::Sit { 0.0 } else { -82.0 };
            if pose == Pose::Sit {
                c.line(22.0, legs, &[(-6.0, hip - 8.0), (40.0, hip - 6.0), (44.0, hip + 52.0)]);
                c.line(16.0, INK.dark(0.2), &[(45.0, hip + 54.0), (56.0, hip + 54.0)]);
            } else {
                shade(c, 0.0, 2.0, 42.0);
                c.line(20.0, legs, &[(-12.0, hip - 6.0), (-15.0, -6.0)]);
                c.line(20.0, legs, &[(12.0, hip - 6.0), (16.0, -6.0)]);
                c.line(12.0, INK.dark(0.2), &[(-17.0, -2.0), (-8.0, -2.0)]);
                c.line(12.0, INK.dark(0.2), &[(14.0, -2.0), (24.0, -2.0)]);
            }
            if style == 2 {
                c.round(-26.0, hip - 112.0, 46.0, 62.0, 22.0, hair);
            }
            c.fill(shirt, |p| {
                p.move_to(-24.0, hip + 4.0);
                p.cubic_to(-32.0, hip - 60.0, -26.0, hip - 74.0, 0.0, hip - 74.0);
                p.cubic_to(26.0, hip - 74.0, 32.0, hip - 60.0, 25.0, hip + 4.0);
                p.close();
            });
            let arm = shirt.dark(0.18);
            let hand = if pose == Pose::Wave { (54.0, hip - 106.0) } else { (34.0, hip - 12.0) };
            let elbow = if pose == Pose::Wave { (44.0, hip - 60.0) } else { (34.0, hip - 40.0) };
            c.dot(hand.0, hand.1, 8.0, skin);
            c.line(
                14.0,
                arm,
                &[
                    (18.0, hip - 60.0),
                    elbow,
                    (hand.0 - 1.0, hand.1 + if pose == Pose::Wave { 8.0 } else { -8.0 }),
                ],
            );
            c.rect(-6.0, hip - 84.0, 12.0, 16.0, skin.dark(0.1));
            c.dot(0.0, hip - 98.0, 22.0, skin);
            c.fill(hair, |p| {
                p.move_to(-23.0, hip - 96.0);
                p.cubic_to(-26.0, hip - 132.0, 24.0, hip - 134.0, 23.0, hip - 104.0);
                p.cubic_to(8.0, hip - 104.0, -4.0, hip - 112.0, -10.0, hip - 114.0);
                p.cubic_to(-12.0, hip - 104.0, -16.0, hip - 98.0, -23.0, hip - 96.0);
                p.close();
            });
            if style == 1 {
                c.dot(-18.0, hip - 124.0, 11.0, hair);
            }
            c.dot(13.0, hip - 98.0, 2.4, INK);
        });
    });
}
