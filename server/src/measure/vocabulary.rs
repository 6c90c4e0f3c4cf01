//! Words in the proportions in which people use them: a few all the time, most hardly ever.
//!
//! Most are compounds, as in German: 16,000 of them, so that a board with more ideas also has
//! more words, and a search has as much to look through as it would have in a town.

use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};

/// Grammatical gender, for the articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    Neuter,
}

use Gender::{Feminine as F, Masculine as M, Neuter as N};

/// A noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    pub(super) word: String,
    pub(super) gender: Gender,
}

#[rustfmt::skip]
const SIMPLE: [(&str, Gender); 40] = [
    ("Spielplatz", M), ("Bank", F), ("Baum", M), ("Fahrrad", N), ("Bus", M), ("Schule", F),
    ("Park", M), ("Laterne", F), ("Straße", F), ("Brunnen", M), ("Garten", M), ("Ampel", F),
    ("Haltestelle", F), ("Gehweg", M), ("Bücherei", F), ("Sporthalle", F), ("Treppe", F),
    ("Aufzug", M), ("Mülleimer", M), ("Toilette", F), ("Bühne", F), ("Laden", M), ("Café", N),
    ("Werkstatt", F), ("Hecke", F), ("Bach", M), ("Brücke", F), ("Tunnel", M), ("Schild", N),
    ("Dach", N), ("Solaranlage", F), ("Hochbeet", N), ("Wiese", F), ("Teich", M), ("Zaun", M),
    ("Tafel", F), ("Küche", F), ("Raum", M), ("Kiosk", M), ("Grünfläche", F),
];

#[rustfmt::skip]
const FIRST: [&str; 128] = [
    "Abend", "Apfel", "Arbeits", "Auen", "Bahnhofs", "Baum", "Begegnungs", "Berg", "Bienen",
    "Bildungs", "Blumen", "Boden", "Brunnen", "Bücher", "Bürger", "Bus", "Computer", "Daten",
    "Denkmal", "Digital", "Dorf", "Ehrenamts", "Eltern", "Energie", "Ernte", "Fahrrad",
    "Familien", "Feierabend", "Ferien", "Feuerwehr", "Fluss", "Frauen", "Freizeit", "Friedhofs",
    "Fuß", "Garten", "Gemeinde", "Gemüse", "Geschichts", "Gesundheits", "Grün", "Hafen", "Hallen",
    "Handwerks", "Haus", "Hecken", "Heimat", "Hitze", "Hof", "Holz", "Hunde", "Innenstadt",
    "Jugend", "Kinder", "Kirchen", "Kirsch", "Kita", "Klima", "Konzert", "Kräuter", "Kultur",
    "Kunst", "Kur", "Lade", "Landwirtschafts", "Lasten", "Lern", "Lese", "Licht", "Markt",
    "Mehrgenerationen", "Miet", "Mitmach", "Mobilitäts", "Mühlen", "Müll", "Museums", "Musik",
    "Nachbarschafts", "Nacht", "Natur", "Obst", "Park", "Pendler", "Pflanzen", "Pflege", "Quartiers",
    "Rad", "Rathaus", "Regen", "Reparatur", "Rosen", "Ruhe", "Schatten", "Schul", "Schwimm",
    "Senioren", "Siedlungs", "Skate", "Solar", "Sommer", "Spiel", "Sport", "Sprach", "Stadt",
    "Stein", "Straßen", "Tal", "Tanz", "Tausch", "Tauben", "Technik", "Theater", "Tier", "Trink",
    "Ufer", "Umwelt", "Vereins", "Verkehrs", "Vogel", "Wald", "Wander", "Wasser", "Werk", "Wetter",
    "Wiesen", "Winter", "Wohn",
];

#[rustfmt::skip]
const SECOND: [(&str, Gender); 125] = [
    ("abend", M), ("abteilung", F), ("aktion", F), ("allee", F), ("anlage", F), ("automat", M),
    ("bad", N), ("bahn", F), ("bank", F), ("bau", M), ("becken", N), ("beet", N), ("beirat", M),
    ("beratung", F), ("bereich", M), ("bett", N), ("box", F), ("brücke", F), ("brunnen", M),
    ("bude", F), ("bühne", F), ("büro", N), ("café", N), ("dach", N), ("dienst", M), ("ecke", F),
    ("fahrt", F), ("fassade", F), ("feld", N), ("fest", N), ("figur", F), ("fläche", F),
    ("förderung", F), ("forum", N), ("führung", F), ("garten", M), ("gasse", F), ("gebühr", F),
    ("gebäude", N), ("gelände", N), ("gruppe", F), ("hain", M), ("halle", F), ("halt", M),
    ("haus", N), ("helfer", M), ("hilfe", F), ("hütte", F), ("insel", F), ("karte", F),
    ("kasten", M), ("kino", N), ("klub", M), ("konzept", N), ("kreis", M), ("kreuzung", F),
    ("küche", F), ("kurs", M), ("laden", M), ("lager", N), ("lampe", F), ("lauf", M), ("lehrpfad", M),
    ("linie", F), ("mappe", F), ("markt", M), ("mast", M), ("mauer", F), ("meile", F), ("messe", F),
    ("mittel", N), ("möbel", N), ("nachmittag", M), ("netz", N), ("ordnung", F), ("ort", M),
    ("park", M), ("pass", M), ("patenschaft", F), ("pavillon", M), ("pfad", M), ("pflege", F),
    ("plan", M), ("platz", M), ("portal", N), ("preis", M), ("programm", N), ("projekt", N),
    ("prüfung", F), ("pumpe", F), ("rampe", F), ("rat", M), ("raum", M), ("regal", N), ("reihe", F),
    ("ring", M), ("runde", F), ("saal", M), ("sammlung", F), ("säule", F), ("schild", N),
    ("schuppen", M), ("schutz", M), ("sperre", F), ("station", F), ("steg", M), ("stelle", F),
    ("straße", F), ("streifen", M), ("tafel", F), ("tag", M), ("tonne", F), ("tor", N), ("treff", M),
    ("treppe", F), ("turm", M), ("verein", M), ("wache", F), ("wand", F), ("weg", M), ("werkstatt", F),
    ("wettbewerb", M), ("wiese", F), ("zaun", M), ("zentrum", N),
];

#[rustfmt::skip]
pub(super) const ADJECTIVES: [&str; 48] = [
    "sicher", "dunkel", "hell", "barrierefrei", "grün", "grau", "laut", "leise", "sauber", "bunt",
    "schattig", "sonnig", "eng", "breit", "teuer", "günstig", "gemütlich", "offen", "gepflegt",
    "verlassen", "gefährlich", "einladend", "praktisch", "schön", "kaputt", "trocken", "feucht",
    "nachhaltig", "digital", "einfach", "freundlich", "lebendig", "übersichtlich", "erreichbar",
    "kinderfreundlich", "ruhig", "nützlich", "modern", "gemeinsam", "kostenlos", "gesund",
    "wetterfest", "unübersichtlich", "heiß", "glatt", "bequem", "ungewöhnlich", "dauerhaft",
];

#[rustfmt::skip]
pub(super) const VERBS: [&str; 48] = [
    "spielen", "warten", "lesen", "gärtnern", "reparieren", "tanzen", "lernen", "ausruhen",
    "einkaufen", "radeln", "spazieren", "feiern", "musizieren", "kochen", "basteln", "schwimmen",
    "klettern", "pflanzen", "gießen", "ernten", "tauschen", "leihen", "üben", "diskutieren",
    "planen", "helfen", "parken", "arbeiten", "zuhören", "erzählen", "malen", "fotografieren",
    "turnen", "laufen", "wandern", "picknicken", "singen", "nähen", "programmieren", "bauen",
    "streichen", "forschen", "beobachten", "füttern", "entspannen", "anhalten", "umsteigen",
    "mitreden",
];

/// All nouns in the order of how often they are used.
pub(super) struct Vocabulary {
    nouns: Vec<Noun>,
    /// Sum of the weights up to and with each noun.
    sums: Vec<f64>,
}

impl Vocabulary {
    /// The same one every time.
    pub(super) fn new() -> Self {
        let noun = |word: String, gender| Noun { word, gender };
        let compounds = FIRST.iter().flat_map(|first| {
            SECOND.iter().map(move |(second, gender)| noun(format!("{first}{second}"), *gender))
        });
        let mut compounds: Vec<Noun> = compounds.collect();
        compounds.shuffle(&mut StdRng::seed_from_u64(1));
        let simple = SIMPLE.iter().map(|(word, gender)| noun((*word).to_owned(), *gender));
        let nouns: Vec<Noun> = simple.chain(compounds).collect();
        // Zipf's law, somewhat flatter at its head: the most frequent noun of a town's wishes
        // is no "and".
        let mut sum = 0.0;
        let sums = (1_u32..)
            .zip(&nouns)
            .map(|(rank, _)| {
                sum += 1.0 / (f64::from(rank) + 8.0);
                sum
            })
            .collect();
        Self { nouns, sums }
    }

    /// A noun, the frequent ones more often.
    pub(super) fn draw(&self, rng: &mut impl Rng) -> &Noun {
        let all = self.sums.last().copied().unwrap_or_default();
        let at = rng.random_range(0.0..all);
        let place = self.sums.partition_point(|sum| *sum <= at);
        &self.nouns[place.min(self.nouns.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_words_few_of_them_frequent() {
        let words = Vocabulary::new();
        assert!(words.nouns.len() > 15_000);
        let mut rng = StdRng::seed_from_u64(7);
        let mut counts = std::collections::HashMap::<&str, u32>::new();
        for _ in 0..100_000 {
            *counts.entry(&words.draw(&mut rng).word).or_default() += 1;
        }
        assert!(counts["Spielplatz"] > 1000, "{}", counts["Spielplatz"]);
        assert!(counts.len() > 8000, "{}", counts.len());
        assert!(counts.values().filter(|n| **n < 4).count() > 2000);
    }
}
