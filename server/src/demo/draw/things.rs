//! Pictures of things: bookcase, telephone, a long table.

use super::canvas::Canvas;
use super::colour::{
    AMBER, BLUE, GLOW, INK, PAPER, PINK, SIGNAL, SKYISH, STONE, STRONG, SUNNY, TEAL, WOOD, rgb,
};
use super::green::country;
use super::life::{Pose, bush, flower, person, tree};
use super::park::lantern;
use super::scene::{hills, lawn, paving, shade, sky};
use super::town;

/// A public bookcase made of an old telephone box, readers around.
pub(super) fn library(c: &mut Canvas) {
    country(c, 560.0);
    tree(c, 150.0, 700.0, 1.5);
    bush(c, 1080.0, 690.0, 1.3);
    let tone = c.rng.pick(&[PINK, TEAL, BLUE, SIGNAL]);
    shade(c, 610.0, 836.0, 300.0);
    c.poly(&[(384.0, 250.0), (610.0, 150.0), (836.0, 250.0)], tone.dark(0.2));
    c.round(410.0, 240.0, 400.0, 596.0, 12.0, tone);
    c.rect(440.0, 276.0, 340.0, 530.0, WOOD.dark(0.45));
    for shelf in 0..4 {
        let low = 398.0 + shelf as f32 * 132.0;
        let mut x = 446.0;
        while x < 752.0 {
            let (w, h) = (c.rng.f(16.0, 34.0), c.rng.f(74.0, 106.0));
            let hue = c.rng.pick(&[
                BLUE,
                TEAL,
                PINK,
                AMBER,
                SIGNAL,
                SUNNY,
                PAPER,
                SKYISH,
                rgb(0x7F_B0_6B),
            ]);
            if c.rng.chance(0.12) {
                c.turned(x + 4.0, low, 9.0, |c| c.round(0.0, -h, w, h, 3.0, hue));
                x += 18.0;
            } else {
                c.round(x, low - h, w, h, 3.0, hue);
                c.rect(x + 3.0, low - h + 16.0, w - 6.0, 5.0, PAPER.alpha(0.6));
            }
            x += w + 2.0;
        }
        c.rect(440.0, low, 340.0, 14.0, WOOD.light(0.1));
    }
    c.rect(440.0, 276.0, 340.0, 530.0, PAPER.alpha(0.07));
    c.poly(&[(470.0, 806.0), (640.0, 276.0), (700.0, 276.0), (530.0, 806.0)], PAPER.alpha(0.14));
    c.rect(604.0, 276.0, 12.0, 530.0, tone);
    c.dot(598.0, 560.0, 9.0, GLOW);
    c.dot(622.0, 560.0, 9.0, GLOW);
    c.round(480.0, 206.0, 260.0, 44.0, 22.0, PAPER);
    for n in 0..3 {
        c.round(520.0 + n as f32 * 66.0, 219.0, 48.0, 18.0, 4.0, tone.light(0.1 + 0.2 * n as f32));
    }
    person(c, 930.0, 836.0, 1.2, Pose::Stand);
    person(c, 300.0, 850.0, 0.82, Pose::Wave);
}

/// A hand with a telephone in front of the town.
pub(super) fn phone(c: &mut Canvas) {
    sky(c);
    hills(c, 500.0);
    town::row(c, 640.0, -20.0, 1220.0, 0.94);
    paving(c, 636.0);
    let (skin, sleeve, tone) =
        (c.rng.pick(&super::colour::SKIN), c.rng.pick(&STRONG), c.rng.pick(&STRONG));
    let lean = c.rng.f(-7.0, 7.0);
    c.turned(600.0, 560.0, lean, |c| {
        c.round(-222.0, 150.0, 360.0, 420.0, 90.0, skin);
        c.round(-120.0, 300.0, 300.0, 300.0, 40.0, sleeve);
        c.rect(-120.0, 296.0, 300.0, 26.0, sleeve.light(0.3));
        c.round(-182.0, -320.0, 364.0, 620.0, 46.0, INK.dark(0.3));
        c.round(-160.0, -296.0, 320.0, 572.0, 28.0, PAPER.raw());
        c.round(-160.0, -296.0, 320.0, 120.0, 28.0, tone);
        c.rect(-160.0, -210.0, 320.0, 40.0, tone);
        c.round(-132.0, -248.0, 150.0, 22.0, 11.0, PAPER);
        c.round(-132.0, -212.0, 96.0, 14.0, 7.0, PAPER.alpha(0.6));
        for n in 0..3 {
            let y = -146.0 + n as f32 * 116.0;
            let mark = c.rng.pick(&STRONG);
            c.round(-136.0, y, 272.0, 98.0, 14.0, STONE.light(0.55).raw());
            c.rect(-136.0, y + 14.0, 9.0, 70.0, mark);
            let (one, two) = (c.rng.f(120.0, 190.0), c.rng.f(80.0, 150.0));
            c.round(-108.0, y + 20.0, one, 17.0, 8.0, INK.light(0.1).raw());
            c.round(-108.0, y + 52.0, two, 13.0, 6.0, STONE.dark(0.1).raw());
            c.dot(104.0, y + 64.0, 16.0, mark.light(0.2));
        }
        c.round(-110.0, 208.0, 220.0, 50.0, 25.0, tone);
        c.line(7.0, PAPER, &[(-12.0, 233.0), (12.0, 233.0)]);
        c.line(7.0, PAPER, &[(0.0, 221.0), (0.0, 245.0)]);
        for n in 0..4 {
            c.round(148.0, -40.0 + n as f32 * 66.0, 72.0, 56.0, 28.0, skin);
        }
        c.turned(-192.0, 190.0, 17.0, |c| c.round(-30.0, -190.0, 70.0, 300.0, 35.0, skin));
    });
}

/// A long table where neighbours eat together.
pub(super) fn table(c: &mut Canvas) {
    sky(c);
    hills(c, 440.0);
    town::row(c, 580.0, -30.0, 1220.0, 0.92);
    lawn(c, 576.0);
    super::built::bunting(c);
    lantern(c, 90.0, 700.0, 0.9);
    tree(c, 1110.0, 690.0, 1.2);
    for n in 0..5 {
        let x = 216.0 + n as f32 * 190.0 + c.rng.f(-20.0, 20.0);
        let pose = if c.rng.chance(0.3) { Pose::Wave } else { Pose::Stand };
        person(c, x, 770.0, 1.18, pose);
    }
    shade(c, 600.0, 846.0, 520.0);
    for x in [170.0, 1010.0] {
        c.rect(x, 700.0, 22.0, 146.0, WOOD.dark(0.3));
    }
    let cloth = c.rng.pick(&STRONG);
    c.rect(110.0, 680.0, 980.0, 24.0, PAPER);
    for n in 0..20 {
        let hue = if n % 2 == 0 { cloth } else { PAPER };
        c.rect(110.0 + n as f32 * 49.0, 700.0, 49.0, 52.0, hue);
    }
    for n in 0..7 {
        let x = 160.0 + n as f32 * 136.0;
        match c.rng.below(4) {
            0 => {
                c.round(x, 634.0, 44.0, 50.0, 10.0, SKYISH);
                for dx in [8.0, 22.0, 36.0] {
                    flower(c, x + dx, 638.0, 0.55);
                }
            }
            1 => {
                c.oval(x + 40.0, 678.0, 60.0, 12.0, STONE.light(0.4));
                c.oval(x + 40.0, 664.0, 44.0, 20.0, AMBER.light(0.1));
            }
            2 => {
                c.round(x, 606.0, 26.0, 78.0, 10.0, rgb(0x3F_7D_4A));
                c.round(x + 46.0, 648.0, 24.0, 36.0, 5.0, PAPER);
            }
            _ => {
                c.oval(x + 36.0, 680.0, 50.0, 9.0, PAPER.dark(0.08));
                for (dx, hue) in [(14.0, SIGNAL), (36.0, AMBER), (56.0, rgb(0x6B_9A_2C))] {
                    c.dot(x + dx, 664.0, 15.0, hue);
                }
            }
        }
    }
}
