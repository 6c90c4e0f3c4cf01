//! Pictures of ways: bicycle, bus, bridge.

use super::canvas::Canvas;
use super::colour::{
    GLOW, Hue, INK, PAPER, PINK, SHADOW, STEEL, STONE, STRONG, SUNNY, TEAL, WATER, WOOD, rgb,
};
use super::life::{Pose, person, tree};
use super::scene::{hills, lawn, paving, shade, sky, street};
use super::town;

/// A bicycle by a stand, with a basket of flowers.
pub(super) fn bicycle(c: &mut Canvas) {
    sky(c);
    hills(c, 470.0);
    town::row(c, 590.0, -20.0, 1220.0, 0.94);
    paving(c, 586.0);
    tree(c, 1110.0, 650.0, 1.15);
    let frame = c.rng.pick(&STRONG);
    let cargo = c.rng.chance(0.45);
    shade(c, 590.0, 832.0, 400.0);
    let (back, front) = (360.0, if cargo { 930.0 } else { 820.0 });
    for (x, r) in [(back, 132.0), (front, if cargo { 100.0 } else { 132.0 })] {
        let y = 826.0 - r;
        c.ring(x, y, r, 17.0, INK.dark(0.2));
        c.ring(x, y, r - 11.0, 5.0, STONE);
        for n in 0..8 {
            let turn = n as f32 * std::f32::consts::PI / 8.0;
            let (dy, dx) = turn.sin_cos();
            let reach = r - 12.0;
            c.line(
                2.5,
                STEEL.light(0.4),
                &[(x - dx * reach, y - dy * reach), (x + dx * reach, y + dy * reach)],
            );
        }
        c.dot(x, y, 14.0, STEEL);
    }
    let (hub, crank, saddle, head) =
        ((back, 694.0), (556.0, 716.0), (498.0, 508.0), (720.0, 516.0));
    let nose = if cargo { (front, 726.0) } else { (front, 694.0) };
    c.line(15.0, frame, &[hub, crank, (700.0, 562.0), (510.0, 550.0), hub]);
    c.line(15.0, frame, &[crank, saddle]);
    c.line(
        16.0,
        frame.dark(0.15),
        &[
            (head.0 - 14.0, head.1 - 46.0),
            (head.0 + 16.0, head.1 + 60.0),
            if cargo { (800.0, 742.0) } else { nose },
        ],
    );
    if cargo {
        c.line(14.0, frame.dark(0.15), &[crank, (700.0, 764.0), (842.0, 764.0), nose]);
        c.poly(&[(668.0, 640.0), (900.0, 620.0), (868.0, 752.0), (704.0, 752.0)], WOOD.light(0.2));
        c.poly(&[(664.0, 636.0), (906.0, 616.0), (902.0, 640.0), (668.0, 660.0)], WOOD);
        person(c, 770.0, 668.0, 0.7, Pose::Wave);
        c.poly(&[(672.0, 662.0), (898.0, 641.0), (868.0, 752.0), (704.0, 752.0)], WOOD.light(0.2));
        c.dot(786.0, 704.0, 26.0, SUNNY);
    } else {
        c.poly(&[(740.0, 480.0), (880.0, 480.0), (862.0, 580.0), (758.0, 580.0)], WOOD.light(0.15));
        for n in 0..4 {
            let x = 756.0 + n as f32 * 34.0;
            super::life::flower(c, x, 486.0, 0.8);
        }
        c.rect(736.0, 474.0, 148.0, 16.0, WOOD.dark(0.1));
    }
    c.line(
        13.0,
        INK,
        &[
            (head.0 - 14.0, head.1 - 46.0),
            (head.0 - 34.0, head.1 - 74.0),
            (head.0 - 84.0, head.1 - 70.0),
        ],
    );
    c.round(saddle.0 - 66.0, saddle.1 - 24.0, 112.0, 26.0, 13.0, INK);
    c.dot(crank.0, crank.1, 30.0, STEEL.dark(0.2));
    c.line(10.0, INK, &[crank, (crank.0 + 26.0, crank.1 + 54.0), (crank.0 + 50.0, crank.1 + 54.0)]);
    person(c, 150.0, 826.0, 1.12, Pose::Stand);
}

/// A bus at its stop, in front of the town.
pub(super) fn bus(c: &mut Canvas) {
    sky(c);
    hills(c, 450.0);
    town::row(c, 600.0, -20.0, 1220.0, 0.9);
    lawn(c, 640.0);
    street(c, 700.0, 150.0);
    let tone = c.rng.pick(&[TEAL, rgb(0x2F_4F_C9), PINK, rgb(0xC9_4A_14)]);
    let x = c.rng.f(150.0, 240.0);
    shade(c, x + 360.0, 800.0, 400.0);
    c.round(x, 410.0, 740.0, 366.0, 46.0, tone);
    c.round(x, 640.0, 740.0, 136.0, 30.0, tone.dark(0.16));
    c.rect(x, 626.0, 740.0, 26.0, PAPER);
    let lit = c.mood.lit;
    let glass = if lit { GLOW.light(0.2).raw() } else { rgb(0xBF_DD_E6) };
    for n in 0..4 {
        let wx = x + 34.0 + n as f32 * 132.0;
        c.round(wx, 452.0, 116.0, 130.0, 14.0, glass);
        if c.rng.chance(0.75) {
            let (skin, shirt) = (c.rng.pick(&super::colour::SKIN), c.rng.pick(&STRONG));
            c.round(wx + 32.0, 540.0, 54.0, 42.0, 18.0, shirt);
            c.dot(wx + 59.0, 518.0, 24.0, skin);
            c.fill(INK, |p| {
                p.move_to(wx + 35.0, 516.0);
                p.cubic_to(wx + 34.0, 482.0, wx + 86.0, 482.0, wx + 83.0, 512.0);
                p.close();
            });
        }
    }
    c.round(x + 566.0, 448.0, 66.0, 312.0, 10.0, glass);
    c.rect(x + 596.0, 448.0, 6.0, 312.0, tone.dark(0.3));
    c.round(x + 650.0, 452.0, 90.0, 150.0, 16.0, glass);
    c.round(x + 230.0, 386.0, 220.0, 30.0, 12.0, tone.dark(0.3));
    c.dot(x + 724.0, 720.0, 16.0, SUNNY.raw());
    for wx in [x + 150.0, x + 510.0] {
        c.dot(wx, 776.0, 62.0, INK.dark(0.4));
        c.dot(wx, 776.0, 30.0, STONE);
        c.dot(wx, 776.0, 10.0, STEEL);
    }
    c.rect(1064.0, 400.0, 12.0, 330.0, STEEL);
    c.dot(1070.0, 400.0, 52.0, SUNNY);
    c.ring(1070.0, 400.0, 46.0, 8.0, TEAL);
    c.rect(1050.0, 374.0, 12.0, 52.0, TEAL);
    c.rect(1078.0, 374.0, 12.0, 52.0, TEAL);
    c.rect(1056.0, 395.0, 30.0, 11.0, TEAL);
    person(c, 1010.0, 740.0, 0.98, Pose::Wave);
    person(c, 1130.0, 744.0, 1.0, Pose::Stand);
}

/// An old bridge over the river.
pub(super) fn bridge(c: &mut Canvas) {
    sky(c);
    hills(c, 460.0);
    town::row(c, 560.0, -20.0, 1220.0, 0.74);
    lawn(c, 550.0);
    let water: Hue = WATER;
    c.fade((0.0, 656.0, 1200.0, 244.0), water.light(0.15), water.dark(0.22));
    let stone = c.rng.pick(&[STONE.dark(0.06), rgb(0xD0_A8_84), rgb(0xB9_B7_B0)]);
    c.fill(stone, |p| {
        p.move_to(-10.0, 600.0);
        p.cubic_to(330.0, 480.0, 870.0, 480.0, 1210.0, 600.0);
        p.line_to(1210.0, 770.0);
        p.line_to(-10.0, 770.0);
        p.close();
    });
    for (x, w, h) in [(190.0, 240.0, 150.0), (600.0, 330.0, 220.0), (1010.0, 240.0, 150.0)] {
        for (grow, hue) in [(26.0, stone.dark(0.2)), (0.0, water.dark(0.34))] {
            c.fill(hue, |p| {
                let half = w / 2.0 + grow;
                p.move_to(x - half, 790.0);
                p.cubic_to(
                    x - half,
                    790.0 - h * 1.34 - grow,
                    x + half,
                    790.0 - h * 1.34 - grow,
                    x + half,
                    790.0,
                );
                p.close();
            });
        }
    }
    c.fade((0.0, 770.0, 1200.0, 130.0), water, water.dark(0.2));
    for _ in 0..26 {
        let (x, y, w) = (c.rng.f(0.0, 1100.0), c.rng.f(784.0, 890.0), c.rng.f(40.0, 130.0));
        c.line(5.0, PAPER.alpha(0.4), &[(x, y), (x + w, y)]);
    }
    let crest = |x: f32| ((x - 600.0) / 610.0).powi(2).mul_add(90.0, 510.0);
    for (x, pose) in [(340.0, Pose::Stand), (640.0, Pose::Wave), (720.0, Pose::Stand)] {
        person(c, x, crest(x) + 6.0, 0.66, pose);
    }
    let mut rail = Vec::new();
    for n in 0..=24 {
        let x = n as f32 * 50.0;
        rail.push((x, crest(x) - 44.0));
        c.line(7.0, SHADOW.mix(STEEL, 0.5), &[(x, crest(x) - 44.0), (x, crest(x) + 10.0)]);
    }
    c.line(10.0, SHADOW.mix(STEEL, 0.5), &rail);
}
