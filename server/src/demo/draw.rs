//! Pictures for the sample content, drawn by the program itself.
//!
//! A picture is named by what it shows and a seed. The seed chooses the hour, the season, the
//! colours and where things stand; the same seed gives the same picture every time.

mod built;
mod canvas;
mod colour;
mod green;
mod life;
mod park;
mod scene;
mod street;
mod things;
mod town;

use image::RgbImage;

use canvas::Canvas;
use colour::{Hour, Mood, Rng};

/// What a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motif {
    /// A great old tree with a bench in its shade.
    Tree,
    /// A bench in a park, people in talk.
    Bench,
    /// A bicycle, sometimes one for cargo.
    Bicycle,
    /// Stalls on the market square.
    Market,
    /// A public bookcase.
    Library,
    /// A bus at its stop.
    Bus,
    /// A fountain on the square.
    Fountain,
    /// Swings, a slide and a climbing tower.
    Playground,
    /// Raised beds with vegetables.
    Garden,
    /// The town with its towers.
    Skyline,
    /// A house with sun power on its roof.
    Solar,
    /// An old bridge over the river.
    Bridge,
    /// Lanterns along a path.
    Lamp,
    /// A hand with a telephone.
    Phone,
    /// A meadow in flower.
    Meadow,
    /// A garden on a flat roof.
    Roof,
    /// A long table for the neighbours.
    Table,
}

impl Motif {
    /// Every motif with the name the sample content calls it by.
    pub const ALL: [(&'static str, Self); 17] = [
        ("tree", Self::Tree),
        ("bench", Self::Bench),
        ("bicycle", Self::Bicycle),
        ("market", Self::Market),
        ("library", Self::Library),
        ("bus", Self::Bus),
        ("fountain", Self::Fountain),
        ("playground", Self::Playground),
        ("garden", Self::Garden),
        ("skyline", Self::Skyline),
        ("solar", Self::Solar),
        ("bridge", Self::Bridge),
        ("lamp", Self::Lamp),
        ("phone", Self::Phone),
        ("meadow", Self::Meadow),
        ("roof", Self::Roof),
        ("table", Self::Table),
    ];

    /// The motif of this name, upper or lower case.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, motif)| *motif)
    }

    /// The hours this motif looks best in.
    fn hours(self) -> [Hour; 4] {
        match self {
            Self::Lamp => [Hour::Evening, Hour::Night, Hour::Night, Hour::Evening],
            Self::Skyline | Self::Bus | Self::Bridge => {
                [Hour::Morning, Hour::Noon, Hour::Evening, Hour::Night]
            }
            Self::Solar | Self::Meadow | Self::Garden | Self::Playground => {
                [Hour::Noon, Hour::Morning, Hour::Noon, Hour::Morning]
            }
            _ => [Hour::Noon, Hour::Morning, Hour::Noon, Hour::Evening],
        }
    }
}

/// Draws a picture of 1200 × 900 pixels; the same motif and seed give the same picture.
#[must_use]
pub fn draw(motif: Motif, seed: u64) -> RgbImage {
    let mut rng = Rng::new(seed);
    let hour = rng.pick(&motif.hours());
    let mood = Mood::new(hour, &mut rng);
    let Some(mut canvas) = Canvas::new(mood, rng) else {
        return RgbImage::from_pixel(canvas::WIDTH, canvas::HEIGHT, image::Rgb([0xFA, 0xF6, 0xEE]));
    };
    let c = &mut canvas;
    match motif {
        Motif::Tree => green::great_tree(c),
        Motif::Bench => park::bench(c),
        Motif::Bicycle => street::bicycle(c),
        Motif::Market => built::market(c),
        Motif::Library => things::library(c),
        Motif::Bus => street::bus(c),
        Motif::Fountain => green::fountain(c),
        Motif::Playground => green::playground(c),
        Motif::Garden => green::garden(c),
        Motif::Skyline => built::skyline(c),
        Motif::Solar => built::solar(c),
        Motif::Bridge => street::bridge(c),
        Motif::Lamp => park::lamp(c),
        Motif::Phone => things::phone(c),
        Motif::Meadow => green::meadow(c),
        Motif::Roof => built::roof(c),
        Motif::Table => things::table(c),
    }
    canvas.finish()
}

#[cfg(test)]
mod tests {
    use super::{Motif, draw};

    #[test]
    fn a_seed_always_gives_the_same_picture() {
        for (name, motif) in Motif::ALL {
            assert_eq!(draw(motif, 7).as_raw(), draw(motif, 7).as_raw(), "{name}");
        }
    }

    #[test]
    fn another_seed_gives_another_picture() {
        for (name, motif) in Motif::ALL {
            assert_ne!(draw(motif, 7).as_raw(), draw(motif, 8).as_raw(), "{name}");
        }
    }

    #[test]
    fn names_are_found_in_any_case() {
        assert_eq!(Motif::from_name("Tree"), Some(Motif::Tree));
        assert_eq!(Motif::from_name("unicorn"), None);
    }

    #[test]
    fn every_motif_in_the_sample_ideas_is_known() {
        let ideas = include_str!("content/ideas.json");
        let mut seen = 0;
        for rest in ideas.split("\"motif\":").skip(1) {
            let name = rest.split('"').nth(1).unwrap_or_default();
            assert!(Motif::from_name(name).is_some(), "unknown motif {name:?}");
            seen += 1;
        }
        assert!(seen > 20, "only {seen} pictures in the sample ideas");
    }
}
