//! A canvas of 1200 × 900 units with the few shapes the pictures are made of.

use image::RgbImage;
use tiny_skia::{
    Color, FillRule, GradientStop, LineCap, LineJoin, LinearGradient, Paint, PathBuilder, Pixmap,
    Point, Rect, Shader, SpreadMode, Stroke, Transform,
};

use super::colour::{Hue, Mood, Rng};

/// Width of every picture.
pub(super) const WIDTH: u32 = 1200;
/// Height of every picture.
pub(super) const HEIGHT: u32 = 900;

/// Where a picture is drawn, with its light and its luck.
pub(super) struct Canvas {
    pixels: Pixmap,
    place: Transform,
    pub(super) mood: Mood,
    pub(super) rng: Rng,
}

impl Canvas {
    /// An empty canvas, unless there is no memory for it.
    pub(super) fn new(mood: Mood, rng: Rng) -> Option<Self> {
        Some(Self { pixels: Pixmap::new(WIDTH, HEIGHT)?, place: Transform::identity(), mood, rng })
    }

    /// The finished picture, with a breath of paper grain.
    pub(super) fn finish(self) -> RgbImage {
        let data = self.pixels.data();
        RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
            let at = (y * WIDTH + x) as usize * 4;
            let grain = grain(x, y);
            let channel = |n: usize| data.get(at + n).map_or(0, |v| v.saturating_add_signed(grain));
            image::Rgb([channel(0), channel(1), channel(2)])
        })
    }

    /// Draws in coordinates of its own: origin at `x`, `y`, scaled by `scale`.
    pub(super) fn at(&mut self, x: f32, y: f32, scale: f32, draw: impl FnOnce(&mut Self)) {
        self.with(Transform::from_translate(x, y).pre_scale(scale, scale), draw);
    }

    /// Draws turned by `degrees` around the origin of the current place.
    pub(super) fn turned(&mut self, x: f32, y: f32, degrees: f32, draw: impl FnOnce(&mut Self)) {
        self.with(Transform::from_translate(x, y).pre_rotate(degrees), draw);
    }

    /// Draws mirrored from left to right, around `x`.
    pub(super) fn flipped(&mut self, x: f32, y: f32, flip: bool, draw: impl FnOnce(&mut Self)) {
        let sign = if flip { -1.0 } else { 1.0 };
        self.with(Transform::from_translate(x, y).pre_scale(sign, 1.0), draw);
    }

    fn with(&mut self, inner: Transform, draw: impl FnOnce(&mut Self)) {
        let before = self.place;
        self.place = before.pre_concat(inner);
        draw(self);
        self.place = before;
    }

    fn graded(&self, hue: Hue) -> Color {
        let (light, amount) = self.mood.grade;
        let h = if hue.raw { hue } else { hue.mix(light, amount) };
        let fit = |v: f32| v.clamp(0.0, 1.0);
        Color::from_rgba(fit(h.r), fit(h.g), fit(h.b), fit(h.a)).unwrap_or(Color::TRANSPARENT)
    }

    fn paint(&self, hue: Hue) -> Paint<'static> {
        let mut paint = Paint::default();
        paint.set_color(self.graded(hue));
        paint
    }

    /// Fills whatever `build` outlines.
    pub(super) fn fill(&mut self, hue: Hue, build: impl FnOnce(&mut PathBuilder)) {
        let paint = self.paint(hue);
        self.fill_with(&paint, build);
    }

    fn fill_with(&mut self, paint: &Paint<'_>, build: impl FnOnce(&mut PathBuilder)) {
        let mut outline = PathBuilder::new();
        build(&mut outline);
        if let Some(path) = outline.finish() {
            self.pixels.fill_path(&path, paint, FillRule::Winding, self.place, None);
        }
    }

    /// Follows whatever `build` outlines with a round pen.
    pub(super) fn stroke(&mut self, width: f32, hue: Hue, build: impl FnOnce(&mut PathBuilder)) {
        let mut outline = PathBuilder::new();
        build(&mut outline);
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = outline.finish() {
            let paint = self.paint(hue);
            self.pixels.stroke_path(&path, &paint, &stroke, self.place, None);
        }
    }

    /// A rectangle that fades from `top` to `low`.
    pub(super) fn fade(&mut self, (x, y, w, h): (f32, f32, f32, f32), top: Hue, low: Hue) {
        let stops = vec![
            GradientStop::new(0.0, self.graded(top)),
            GradientStop::new(1.0, self.graded(low)),
        ];
        let shader = LinearGradient::new(
            Point::from_xy(x, y),
            Point::from_xy(x, y + h),
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        );
        let paint = Paint {
            shader: shader.unwrap_or(Shader::SolidColor(self.graded(top))),
            ..Paint::default()
        };
        self.fill_with(&paint, |p| push_rect(p, x, y, w, h));
    }

    /// A rectangle.
    pub(super) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, hue: Hue) {
        self.fill(hue, |p| push_rect(p, x, y, w, h));
    }

    /// A rectangle with round corners.
    pub(super) fn round(&mut self, x: f32, y: f32, w: f32, h: f32, r: f32, hue: Hue) {
        let r = r.min(w / 2.0).min(h / 2.0);
        self.fill(hue, |p| {
            p.move_to(x + r, y);
            p.line_to(x + w - r, y);
            p.quad_to(x + w, y, x + w, y + r);
            p.line_to(x + w, y + h - r);
            p.quad_to(x + w, y + h, x + w - r, y + h);
            p.line_to(x + r, y + h);
            p.quad_to(x, y + h, x, y + h - r);
            p.line_to(x, y + r);
            p.quad_to(x, y, x + r, y);
            p.close();
        });
    }

    /// A circle.
    pub(super) fn dot(&mut self, x: f32, y: f32, r: f32, hue: Hue) {
        self.fill(hue, |p| p.push_circle(x, y, r));
    }

    /// An ellipse around its middle.
    pub(super) fn oval(&mut self, x: f32, y: f32, rx: f32, ry: f32, hue: Hue) {
        self.fill(hue, |p| {
            if let Some(rect) = Rect::from_xywh(x - rx, y - ry, rx * 2.0, ry * 2.0) {
                p.push_oval(rect);
            }
        });
    }

    /// A ring.
    pub(super) fn ring(&mut self, x: f32, y: f32, r: f32, width: f32, hue: Hue) {
        self.stroke(width, hue, |p| p.push_circle(x, y, r));
    }

    /// A polygon.
    pub(super) fn poly(&mut self, corners: &[(f32, f32)], hue: Hue) {
        self.fill(hue, |p| {
            chain(p, corners);
            p.close();
        });
    }

    /// A line through several points.
    pub(super) fn line(&mut self, width: f32, hue: Hue, points: &[(f32, f32)]) {
        self.stroke(width, hue, |p| chain(p, points));
    }

    /// A bow from one point to another, pulled towards a third.
    pub(super) fn bow(
        &mut self,
        width: f32,
        hue: Hue,
        from: (f32, f32),
        via: (f32, f32),
        to: (f32, f32),
    ) {
        self.stroke(width, hue, |p| {
            p.move_to(from.0, from.1);
            p.quad_to(via.0, via.1, to.0, to.1);
        });
    }
}

fn push_rect(path: &mut PathBuilder, x: f32, y: f32, w: f32, h: f32) {
    if let Some(rect) = Rect::from_xywh(x, y, w, h) {
        path.push_rect(rect);
    }
}

fn chain(path: &mut PathBuilder, points: &[(f32, f32)]) {
    for (n, (x, y)) in points.iter().enumerate() {
        if n == 0 {
            path.move_to(*x, *y);
        } else {
            path.line_to(*x, *y);
        }
    }
}

/// A few steps lighter or darker, coarse enough to survive compression.
fn grain(x: u32, y: u32) -> i8 {
    let mut n = ((x / 2) << 16 | (y / 2)).wrapping_mul(0x9E37_79B1);
    for _ in 0..2 {
        n ^= n >> 15;
        n = n.wrapping_mul(0x2C1B_3C6D);
        n ^= n >> 13;
    }
    match (n >> 16) % 12 {
        0 => -3,
        1 => 3,
        2 | 3 => 1,
        4 | 5 => -1,
        _ => 0,
    }
}
