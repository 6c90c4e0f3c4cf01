//! Houses, churches and whole rows of them.

use super::canvas::Canvas;
use super::colour::{BARK, GLOW, Hue, PAPER, ROOFS, STEEL, STONE, STRONG, WALLS, rgb};

/// Glass by day, lamplight by night (not in every window).
fn pane(c: &mut Canvas) -> Hue {
    if c.mood.lit && c.rng.chance(0.62) { GLOW.raw() } else { rgb(0x6C_8B_9C) }
}

/// A window with a white frame and a cross.
pub(super) fn window(c: &mut Canvas, x: f32, y: f32, w: f32, h: f32) {
    let glass = pane(c);
    c.round(x - 4.0, y - 4.0, w + 8.0, h + 8.0, 4.0, PAPER);
    c.rect(x, y, w, h, glass);
    c.rect(x + w / 2.0 - 1.5, y, 3.0, h, PAPER);
    c.rect(x, y + h * 0.4, w, 3.0, PAPER);
    c.rect(x - 7.0, y + h + 4.0, w + 14.0, 5.0, STONE.dark(0.15));
}

/// A gabled house of `w` × `h` (without the roof), standing on `y`.
pub(super) fn house(c: &mut Canvas, x: f32, y: f32, w: f32, h: f32) {
    let wall = c.rng.pick(&WALLS);
    let roof = c.rng.pick(&ROOFS);
    let framed = c.rng.chance(0.42);
    let gable = c.rng.chance(0.55);
    let high = w * c.rng.f(0.42, 0.58);
    let top = y - h;
    if c.rng.chance(0.6) {
        c.rect(x + w * 0.68, top - high * 0.92, w * 0.1, high * 0.6, roof.dark(0.25));
    }
    c.rect(x, top, w, h, wall);
    if gable {
        c.poly(&[(x, top + 1.0), (x + w / 2.0, top - high), (x + w, top + 1.0)], wall);
    }
    if framed {
        timber(c, x, top, w, h, gable.then_some(high));
    }
    if gable {
        let t = w * 0.075;
        c.poly(
            &[
                (x - t * 1.4, top + t * 0.7),
                (x + w / 2.0, top - high - t),
                (x + w + t * 1.4, top + t * 0.7),
                (x + w + t * 0.4, top + t * 1.4),
                (x + w / 2.0, top - high + t * 0.7),
                (x - t * 0.4, top + t * 1.4),
            ],
            roof,
        );
        window(c, x + w / 2.0 - w * 0.08, top - high * 0.42, w * 0.16, w * 0.17);
    } else {
        let (tall, t) = (high * 0.86, w * 0.07);
        c.poly(
            &[
                (x - t, top + 4.0),
                (x + t * 1.5, top - tall),
                (x + w - t * 1.5, top - tall),
                (x + w + t, top + 4.0),
            ],
            roof,
        );
        let tile = roof.dark(0.16);
        for n in 1..3 {
            let up = tall * n as f32 / 3.0;
            c.line(3.0, tile, &[(x + t, top - up), (x + w - t, top - up)]);
        }
        let (dx, dw) = (x + w * 0.36, w * 0.28);
        c.poly(
            &[
                (dx - 6.0, top - tall * 0.3),
                (dx + dw / 2.0, top - tall * 0.86),
                (dx + dw + 6.0, top - tall * 0.3),
            ],
            roof.dark(0.22),
        );
        c.rect(dx + 3.0, top - tall * 0.36, dw - 6.0, tall * 0.3, wall);
        let glass = pane(c);
        c.rect(dx + dw * 0.3, top - tall * 0.32, dw * 0.4, tall * 0.2, glass);
    }
    let columns = if w > 190.0 { 3 } else { 2 };
    let rows = ((h - 70.0) / 86.0).max(1.0) as usize;
    let wide = w * 0.16;
    for row in 0..rows {
        for column in 0..columns {
            let wx = x + w * (column as f32 + 0.5) / columns as f32 - wide / 2.0;
            window(c, wx, top + 20.0 + row as f32 * 86.0, wide, wide * 1.25);
        }
    }
    ground_floor(c, x, y, w, h - rows as f32 * 86.0);
}

/// A door, or a shop with an awning, below the windows.
fn ground_floor(c: &mut Canvas, x: f32, y: f32, w: f32, room: f32) {
    let tone = c.rng.pick(&STRONG);
    if w > 140.0 && room > 66.0 && c.rng.chance(0.6) {
        let glass = pane(c);
        c.rect(x + w * 0.08, y - 58.0, w * 0.84, 58.0, BARK.light(0.1));
        c.rect(x + w * 0.12, y - 52.0, w * 0.48, 44.0, glass);
        c.rect(x + w * 0.68, y - 52.0, w * 0.18, 52.0, tone.dark(0.15));
        awning(c, x + w * 0.05, y - 66.0, w * 0.9, 24.0, tone);
    } else {
        let at = x + w * c.rng.pick(&[0.2, 0.42, 0.62]);
        c.round(at, y - 60.0, w * 0.19, 64.0, 8.0, tone.dark(0.1));
        c.dot(at + w * 0.15, y - 28.0, 3.0, GLOW);
    }
}

/// A striped awning with a scalloped edge.
pub(super) fn awning(c: &mut Canvas, x: f32, y: f32, w: f32, h: f32, tone: Hue) {
    let many = (w / 26.0).max(4.0) as usize;
    let each = w / many as f32;
    for n in 0..many {
        let hue = if n % 2 == 0 { tone } else { PAPER };
        let left = x + n as f32 * each;
        c.rect(left, y, each + 0.6, h, hue);
        c.dot(left + each / 2.0, y + h, each / 2.0, hue);
    }
    c.rect(x, y, w, h * 0.2, tone.dark(0.2));
}

fn timber(c: &mut Canvas, x: f32, top: f32, w: f32, h: f32, gable: Option<f32>) {
    let beam = BARK.dark(0.18);
    let t = (w * 0.035).max(4.0);
    for n in 0..=2 {
        let bx = x + (w - t) * n as f32 / 2.0;
        c.rect(bx, top, t, h, beam);
    }
    let mut row = top;
    while row < top + h {
        c.rect(x, row, w, t, beam);
        row += 86.0;
    }
    let low = (top + 86.0).min(top + h);
    c.line(t, beam, &[(x + t, low), (x + w * 0.16, top + 6.0)]);
    c.line(t, beam, &[(x + w - t, low), (x + w * 0.84, top + 6.0)]);
    if let Some(high) = gable {
        c.rect(x + w * 0.22, top - high * 0.46, w * 0.56, t, beam);
        c.line(t, beam, &[(x + w * 0.16, top), (x + w * 0.3, top - high * 0.44)]);
        c.line(t, beam, &[(x + w * 0.84, top), (x + w * 0.7, top - high * 0.44)]);
    }
}

/// A church with a tall pointed tower; `y` is its foot, about 380 high at scale 1.
pub(super) fn church(c: &mut Canvas, x: f32, y: f32, scale: f32) {
    let stone = c.rng.pick(&[rgb(0xC9_CE_B4), rgb(0xE6_DA_C2), rgb(0xD6_CF_C6)]);
    let roof = c.rng.pick(&[rgb(0x5B_8A_7C), rgb(0x5C_5F_73), rgb(0x6A_7F_86)]);
    let glass = pane(c);
    c.at(x, y, scale, |c| {
        c.rect(40.0, -120.0, 170.0, 120.0, stone);
        c.poly(&[(34.0, -116.0), (52.0, -184.0), (204.0, -184.0), (220.0, -116.0)], roof);
        for n in 0..3 {
            arch(c, 78.0 + n as f32 * 50.0, -30.0, 22.0, 62.0, glass);
        }
        c.rect(-50.0, -230.0, 96.0, 230.0, stone.light(0.15));
        c.rect(26.0, -230.0, 20.0, 230.0, stone.dark(0.12));
        c.poly(&[(-56.0, -228.0), (-2.0, -390.0), (52.0, -228.0)], roof);
        c.poly(&[(-2.0, -390.0), (52.0, -228.0), (18.0, -228.0)], roof.dark(0.2));
        c.line(4.0, GLOW.dark(0.1), &[(-2.0, -390.0), (-2.0, -416.0)]);
        c.dot(-2.0, -404.0, 6.0, GLOW);
        c.dot(-8.0, -192.0, 20.0, PAPER);
        c.line(3.5, STEEL, &[(-8.0, -204.0), (-8.0, -192.0), (1.0, -188.0)]);
        arch(c, -8.0, -108.0, 22.0, 44.0, glass);
        arch(c, -8.0, 0.0, 36.0, 62.0, BARK);
    });
}

/// A door or window with a round top, standing on `y`, centred on `x`.
pub(super) fn arch(c: &mut Canvas, x: f32, y: f32, w: f32, h: f32, hue: Hue) {
    c.rect(x - w / 2.0, y - h + w / 2.0, w, h - w / 2.0, hue);
    c.dot(x, y - h + w / 2.0, w / 2.0, hue);
}

/// A row of houses from `from` to `to`, standing on `y`; perhaps a church among them.
pub(super) fn row(c: &mut Canvas, y: f32, from: f32, to: f32, scale: f32) {
    if c.rng.chance(0.7) {
        let x = c.rng.f(from + (to - from) * 0.15, from + (to - from) * 0.8);
        church(c, x, y - 20.0 * scale, scale * 1.45);
    }
    let mut x = from;
    while x < to {
        let (w, h) = (c.rng.f(130.0, 220.0), c.rng.f(150.0, 250.0));
        c.at(x, y, scale, |c| house(c, 0.0, 0.0, w, h));
        x += (w + c.rng.f(2.0, 18.0)) * scale;
    }
}

/// A pale town on the horizon, one colour, only its outline.
pub(super) fn silhouette(c: &mut Canvas, y: f32, hue: Hue) {
    let mut x = c.rng.f(-60.0, 0.0);
    while x < 1220.0 {
        let (w, h) = (c.rng.f(46.0, 92.0), c.rng.f(30.0, 78.0));
        c.rect(x, y - h, w + 1.0, h + 30.0, hue);
        match c.rng.below(3) {
            0 => c.poly(
                &[
                    (x - 4.0, y - h + 1.0),
                    (x + w / 2.0, y - h - w * 0.5),
                    (x + w + 4.0, y - h + 1.0),
                ],
                hue,
            ),
            1 => c.poly(
                &[
                    (x - 4.0, y - h + 1.0),
                    (x + 12.0, y - h - 26.0),
                    (x + w - 12.0, y - h - 26.0),
                    (x + w + 4.0, y - h + 1.0),
                ],
                hue,
            ),
            _ => {}
        }
        if c.mood.lit {
            for _ in 0..3 {
                let (dx, dy) = (c.rng.f(8.0, w - 12.0), c.rng.f(8.0, h));
                c.rect(x + dx, y - dy, 6.0, 8.0, GLOW.alpha(0.85).raw());
            }
        }
        x += w;
    }
    let x = c.rng.f(220.0, 980.0);
    c.rect(x, y - 130.0, 34.0, 150.0, hue);
    c.poly(&[(x - 6.0, y - 128.0), (x + 17.0, y - 218.0), (x + 40.0, y - 128.0)], hue);
}
