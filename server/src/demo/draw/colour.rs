//! Colours, the light of the day and the small generator behind every choice.

/// A colour with opacity; mixing happens in plain sRGB, which suits flat shapes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hue {
    pub(super) r: f32,
    pub(super) g: f32,
    pub(super) b: f32,
    pub(super) a: f32,
    /// Untouched by the light of the day: sky, lamps, lit windows.
    pub(super) raw: bool,
}

/// A colour from `0xRRGGBB`.
pub(super) const fn rgb(hex: u32) -> Hue {
    let [_, r, g, b] = hex.to_be_bytes();
    Hue { r: r as f32 / 255.0, g: g as f32 / 255.0, b: b as f32 / 255.0, a: 1.0, raw: false }
}

impl Hue {
    /// This colour moved by `t` (0 to 1) towards another; keeps its own opacity.
    pub(super) fn mix(self, other: Self, t: f32) -> Self {
        let go = |from: f32, to: f32| (to - from).mul_add(t, from);
        Self { r: go(self.r, other.r), g: go(self.g, other.g), b: go(self.b, other.b), ..self }
    }

    /// Lighter, towards paper.
    pub(super) fn light(self, t: f32) -> Self {
        self.mix(PAPER, t)
    }

    /// Darker, towards a warm violet instead of black.
    pub(super) fn dark(self, t: f32) -> Self {
        self.mix(SHADOW, t)
    }

    /// The same colour, see-through.
    pub(super) fn alpha(self, a: f32) -> Self {
        Self { a, ..self }
    }

    /// The same colour, whatever the light.
    pub(super) fn raw(self) -> Self {
        Self { raw: true, ..self }
    }
}

pub(super) const PAPER: Hue = rgb(0xFA_F6_EE);
pub(super) const SHADOW: Hue = rgb(0x2E_24_40);
pub(super) const INK: Hue = rgb(0x3A_33_3C);
pub(super) const TEAL: Hue = rgb(0x0B_5D_4E);
pub(super) const BLUE: Hue = rgb(0x2F_4F_C9);
pub(super) const PINK: Hue = rgb(0xB0_1E_55);
pub(super) const AMBER: Hue = rgb(0xD0_8A_1E);
pub(super) const SIGNAL: Hue = rgb(0xC9_4A_14);
pub(super) const ROSE: Hue = rgb(0xF2_8F_AE);
pub(super) const SUNNY: Hue = rgb(0xFF_C4_6B);
pub(super) const SKYISH: Hue = rgb(0x8F_A9_F2);
pub(super) const GLOW: Hue = rgb(0xFF_D8_8A);
pub(super) const WOOD: Hue = rgb(0xA8_6B_3C);
pub(super) const BARK: Hue = rgb(0x6B_4A_3A);
pub(super) const STONE: Hue = rgb(0xCF_C5_B6);
pub(super) const WATER: Hue = rgb(0x6F_B4_C6);
pub(super) const STEEL: Hue = rgb(0x55_5A_6B);

/// Strong colours for clothes, awnings, bicycles and flags.
pub(super) const STRONG: [Hue; 7] =
    [BLUE, TEAL, PINK, AMBER, SIGNAL, rgb(0x5F_4B_8B), rgb(0x4B_73_08)];
/// Skin tones of the people in the pictures.
pub(super) const SKIN: [Hue; 4] =
    [rgb(0xF3_CF_B0), rgb(0xD9_A0_78), rgb(0x9C_66_46), rgb(0xE8_B8_94)];
/// House fronts.
pub(super) const WALLS: [Hue; 6] = [
    rgb(0xFB_F4_E6),
    rgb(0xF4_E1_C1),
    rgb(0xEF_CF_B8),
    rgb(0xDD_E4_D3),
    rgb(0xE9_D7_DC),
    rgb(0xD5_E0_E6),
];
/// Roofs.
pub(super) const ROOFS: [Hue; 4] =
    [rgb(0xB4_55_3A), rgb(0x5C_5F_73), rgb(0xC8_75_4B), rgb(0x8C_46_40)];

/// Season and hour of a picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mood {
    /// Top and bottom of the sky.
    pub(super) sky: [Hue; 2],
    /// Sun or moon.
    pub(super) sun: Hue,
    /// Hills from far to near.
    pub(super) hills: [Hue; 3],
    /// Lawn.
    pub(super) grass: Hue,
    /// What the light adds to everything, and how much of it.
    pub(super) grade: (Hue, f32),
    /// Lamps and windows are lit.
    pub(super) lit: bool,
    /// Stars instead of clouds.
    pub(super) night: bool,
    /// Leaves from dark to light.
    pub(super) leaves: [Hue; 3],
}

/// The hours a picture can be set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hour {
    Morning,
    Noon,
    Evening,
    Night,
}

impl Mood {
    /// The light of an hour, with leaves of a season.
    pub(super) fn new(hour: Hour, rng: &mut Rng) -> Self {
        let leaves = rng.pick(&[
            [rgb(0x3F_7D_4A), rgb(0x5E_9C_52), rgb(0x8D_BF_62)],
            [rgb(0x4B_73_08), rgb(0x76_9A_2C), rgb(0xA9_C2_55)],
            [rgb(0x2F_73_5C), rgb(0x4D_96_74), rgb(0x86_BC_8E)],
            [rgb(0xB5_5A_22), rgb(0xD9_86_33), rgb(0xF0_B7_57)],
        ]);
        let of = |sky: [u32; 2], sun, hills: [u32; 3], grass, grade, t| Self {
            sky: sky.map(|hex| rgb(hex).raw()),
            sun: rgb(sun).raw(),
            hills: hills.map(|hex| rgb(hex).raw()),
            grass: rgb(grass).raw(),
            grade: (rgb(grade), t),
            lit: matches!(hour, Hour::Evening | Hour::Night),
            night: hour == Hour::Night,
            leaves,
        };
        match hour {
            Hour::Morning => of(
                [0xB9_D8_D8, 0xFC_E7_C9],
                0xFF_DD_93,
                [0xC8_D6_C8, 0xA3_C2_A6, 0x7F_AA_80],
                0x9D_BC_6C,
                0xFF_D2_A0,
                0.10,
            ),
            Hour::Noon => of(
                [0x93_C9_E0, 0xF4_F0_DE],
                0xFF_E9_A8,
                [0xB4_D2_CF, 0x8B_BA_A2, 0x68_A2_78],
                0x8F_BB_5C,
                0xFF_FF_FF,
                0.0,
            ),
            Hour::Evening => of(
                [0xE0_83_7B, 0xFD_DA_9C],
                0xFF_F0_C4,
                [0xDB_98_85, 0xB4_6F_76, 0x80_58_70],
                0x86_83_50,
                0xE2_6A_45,
                0.20,
            ),
            Hour::Night => of(
                [0x1D_2A_57, 0x7A_67_A0],
                0xF7_EB_C3,
                [0x56_53_8C, 0x3E_45_78, 0x2C_37_63],
                0x30_50_58,
                0x22_2B_60,
                0.46,
            ),
        }
    }
}

/// Splitmix64: small, quick and the same everywhere.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    /// A generator for one picture.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed ^ 0x5EED_57AD_71AB_0001)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `lo` up to `hi`.
    pub(super) fn f(&mut self, lo: f32, hi: f32) -> f32 {
        let unit = (self.next() >> 40) as f32 / (1_u32 << 24) as f32;
        (hi - lo).mul_add(unit, lo)
    }

    /// A whole number below `n`; 0 when `n` is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() >> 33) as usize % n.max(1)
    }

    /// True with the given chance.
    pub(super) fn chance(&mut self, p: f32) -> bool {
        self.f(0.0, 1.0) < p
    }

    /// One of several.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, of: &[T; N]) -> T {
        of[self.below(N)]
    }
}
