use app::{api::IdeaSort, domain::IdeaStatus};

use super::{Filter, Hits, Like, Page, Search, index};
use crate::store::search::Searchable;

fn idea(id: i64, title: &str, text: &str) -> Searchable {
    Searchable {
        id,
        lab: None,
        topic: "innenstadt".to_owned(),
        project: None,
        title: title.to_owned(),
        text: text.to_owned(),
        status: "published".to_owned(),
        is_public: true,
        published_at: Some(id),
        active_at: -id,
        supports: id % 3,
    }
}

fn put(search: &Search, ideas: &[Searchable]) {
    let ids: Vec<i64> = ideas.iter().map(|idea| idea.id).collect();
    super::write(&search.index).apply(&ids, ideas, index::shown);
}

fn with(titles: &[&str]) -> Search {
    let search = Search::default();
    let ideas = titles.iter().zip(1..).map(|(title, id)| idea(id, title, "…"));
    put(&search, &ideas.collect::<Vec<_>>());
    search
}

fn best(offset: usize, limit: usize) -> Page {
    Page { sort: IdeaSort::Newest, offset, after: None, limit }
}

fn ids(search: &Search, q: &str) -> Vec<i64> {
    search.query(q, &Filter::default(), best(0, 100)).ids
}

#[test]
fn sharp_s_in_every_spelling() {
    let search = with(&["Die Straße", "Die Strasse", "DIE STRASSE", "Der Platz"]);
    for q in ["Straße", "Strasse", "strasse", "STRAẞE", "Straßen"] {
        let mut found = ids(&search, q);
        found.sort_unstable();
        assert_eq!(found, [1, 2, 3], "{q}");
    }
}

#[test]
fn a_compound_is_found_by_its_parts_and_forms() {
    let search = with(&["Eine Grünfläche am Fluss", "Ein Radweg am Fluss"]);
    for q in ["grün", "gruen", "gruenflaeche", "Grünflächen", "GRÜNFLÄCHE", "Fläche", "Flächen"]
    {
        assert_eq!(ids(&search, q), [1], "{q}");
    }
}

#[test]
fn one_letter_wrong_wherever_it_is() {
    let search = with(&["Eine Grünfläche am Fluss", "Ein Radweg am Fluss"]);
    let right: Vec<char> = "grünfläche".chars().collect();
    for at in 0..right.len() {
        let mut replaced = right.clone();
        replaced[at] = 'x';
        let mut deleted = right.clone();
        deleted.remove(at);
        let mut inserted = right.clone();
        inserted.insert(at, 'y');
        let mut swapped = right.clone();
        swapped.swap(at, (at + 1).min(right.len() - 1));
        for wrong in [replaced, deleted, inserted, swapped] {
            let wrong: String = wrong.into_iter().collect();
            assert_eq!(ids(&search, &wrong), [1], "{wrong}");
        }
    }
    assert_eq!(ids(&search, "gxünfläxhe"), [] as [i64; 0]);
    assert_eq!(ids(&search, "Rxdweg"), [2]);
    assert_eq!(ids(&search, "adweg"), [2]);
}

#[test]
fn every_word_must_be_there() {
    let search = with(&["Bänke am Markt", "Bänke am Bahnhof", "Ein Markt am Abend"]);
    assert_eq!(ids(&search, "Bank Markt"), [1]);
    assert_eq!(ids(&search, "mehr Bänke am Bahnhof"), [2]);
    assert_eq!(ids(&search, "Bänke Schwimmbad"), [] as [i64; 0]);
    assert_eq!(ids(&search, "!!! \0"), [] as [i64; 0]);
}

#[test]
fn better_matches_come_first() {
    let search = with(&["Spielplatx", "Spielplatz", "Wasserspielplatz", "Spielplatzfest"]);
    assert_eq!(ids(&search, "Spielplatz"), [2, 4, 3, 1]);
}

#[test]
fn the_title_counts_more_and_the_newest_of_equals_comes_first() {
    let search = Search::default();
    put(
        &search,
        &[
            idea(1, "Ein Brunnen", "Für den Platz."),
            idea(2, "Ein Platz", "Für den Brunnen."),
            idea(3, "Ein Brunnen", "Für den Platz."),
        ],
    );
    assert_eq!(ids(&search, "Brunnen"), [3, 1, 2]);
    let hits = search.query("Brunnen", &Filter::default(), best(1, 1));
    assert_eq!(hits, Hits { ids: vec![1], total: 3, next: None });
}

#[test]
fn filters_and_totals() {
    let search = Search::default();
    let mut ideas: Vec<Searchable> = (1..=6).map(|n| idea(n, "Ein Brunnen", "…")).collect();
    ideas[0].lab = Some("soest".to_owned());
    ideas[1].lab = Some("soest".to_owned());
    ideas[1].status = "planned".to_owned();
    ideas[2].project = Some("markt".to_owned());
    ideas[3].status = "merged".to_owned();
    ideas[4].is_public = false;
    put(&search, &ideas);
    let soest = Filter { lab: Some("soest".to_owned()), ..Filter::default() };
    let planned = Filter { status: Some(IdeaStatus::Planned), ..soest.clone() };
    let nowhere = Filter { topic: Some("nowhere".to_owned()), ..Filter::default() };
    for (filter, expected) in [
        (Filter::default(), vec![6, 3, 2, 1]),
        (soest, vec![2, 1]),
        (planned, vec![2]),
        (nowhere, vec![]),
    ] {
        assert_eq!(search.total(&filter), expected.len() as u64);
        assert_eq!(search.query("brunnen", &filter, best(0, 10)).ids, expected);
    }
}

#[test]
fn what_is_hidden_leaves_and_what_is_restored_comes_back() {
    let search = with(&["Ein Brunnen", "Ein Brunnen"]);
    let mut hidden = idea(1, "Ein Brunnen", "…");
    hidden.is_public = false;
    put(&search, &[hidden.clone()]);
    assert_eq!(ids(&search, "brunnen"), [2]);
    assert_eq!(search.total(&Filter::default()), 1);
    hidden.is_public = true;
    put(&search, &[hidden]);
    assert_eq!(ids(&search, "brunnen"), [2, 1]);
    super::write(&search.index).apply(&[1, 2], &[], index::shown);
    assert_eq!(ids(&search, "brunnen"), [] as [i64; 0]);
    assert_eq!(search.total(&Filter::default()), 0);
}

#[test]
fn a_new_text_replaces_the_old_words_and_slots_are_used_again() {
    let search = with(&["Ein Brunnen"]);
    for n in 0..5000 {
        put(&search, &[idea(1, &format!("Vorschlag {n}"), "…")]);
    }
    put(&search, &[idea(1, "Ein Teich", "…")]);
    assert_eq!(ids(&search, "brunnen"), [] as [i64; 0]);
    assert_eq!(ids(&search, "teich"), [1]);
    assert!(
        super::read(&search.index).docs.len() < 1100,
        "{}",
        super::read(&search.index).docs.len()
    );
    assert_eq!(search.total(&Filter::default()), 1);
}

#[test]
fn similar_ideas() {
    let search = with(&[
        "Mehr Bänke am Markt",
        "Radweg zum Bahnhof",
        "Trinkbrunnen in der Innenstadt",
        "Marktplatz begrünen",
    ]);
    assert_eq!(search.similar("Wir brauchen eine Bank auf dem Markt", 5)[0], 1);
    assert_eq!(search.similar("Trinkwasserbrunnen Trinkbrunnen", 5), [3]);
    assert_eq!(search.similar("Ein neues Schwimmbad", 5), [] as [i64; 0]);
    assert_eq!(search.similar("", 5), [] as [i64; 0]);
}

fn like<'a>(id: i64, title: &'a str, topic: &'a str) -> Like<'a> {
    Like { id, title, text: "…", topic, lab: None }
}

#[test]
fn like_ideas_are_found_among_public_and_waiting_ones() {
    let search = with(&["Mehr Bänke am Markt", "Radweg zum Bahnhof", "Marktplatz begrünen"]);
    let mut waiting = idea(9, "Eine Bank am Markt", "…");
    (waiting.status, waiting.is_public) = ("submitted".to_owned(), false);
    let mut hidden = idea(10, "Bänke am Markt", "…");
    (hidden.status, hidden.is_public) = ("declined".to_owned(), false);
    let all = [waiting, hidden];
    super::write(&search.index).apply(&[9, 10], &all, index::shown);
    super::write(&search.waiting).apply(&[9, 10], &all, index::waits);
    let mut found = search.like(&like(50, "Bänke am Marktplatz", "innenstadt"), 5);
    found.sort_unstable();
    assert_eq!(found, [1, 3, 9]);
    assert!(!search.like(&like(9, "Eine Bank am Markt", "innenstadt"), 5).contains(&9));
    assert_eq!(search.like(&like(50, "Schwimmbad", "innenstadt"), 5), [] as [i64; 0]);
    // Whoever asks for everybody never finds what waits.
    assert_eq!(ids(&search, "bank markt"), [1]);
    assert_eq!(search.similar("Eine Bank am Markt", 5), [1]);
    assert_eq!(search.total(&Filter::default()), 3);
}

#[test]
fn the_same_topic_decides_between_ideas_that_are_as_like() {
    let search = with(&["Ein Brunnen", "Ein Brunnen"]);
    let mut other = idea(1, "Ein Brunnen", "…");
    other.topic = "klima".to_owned();
    put(&search, &[other]);
    assert_eq!(search.like(&like(50, "Ein Brunnen", "klima"), 5), [1, 2]);
    assert_eq!(search.like(&like(50, "Ein Brunnen", "innenstadt"), 5), [2, 1]);
}

#[test]
fn nothing_hostile_is_slow_or_breaks() {
    let search = with(&["Ein Brunnen", "مرحبا بالعالم", "日本語"]);
    let long = "ä".repeat(100_000);
    for q in [long.as_str(), "\u{202E}", "%_'\"", "日本語", "مرحبا", "🙂🙂🙂🙂🙂", "ﬀﬀﬀﬀ", "a"]
    {
        let _ = ids(&search, q);
        let _ = search.similar(q, 5);
    }
    assert_eq!(ids(&search, "日本語"), [3]);
    let hits = search.query("brunnen", &Filter::default(), best(usize::MAX, usize::MAX));
    assert_eq!((hits.ids.len(), hits.total), (0, 1));
}

#[test]
fn other_orders_go_on_behind_a_place() {
    let search = with(&["Ein Brunnen"; 7]);
    for (sort, expected) in [
        // By supports (1, 2, 0, 1, 2, 0, 1), then the newest.
        (IdeaSort::Supported, [5, 2, 7, 4, 1, 6, 3]),
        (IdeaSort::Active, [1, 2, 3, 4, 5, 6, 7]),
    ] {
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = Page { sort, offset: 0, after, limit: 3 };
            let hits = search.query("Brunnen", &Filter::default(), page);
            assert_eq!(hits.total, 7);
            seen.extend(hits.ids);
            after = hits.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, expected);
    }
}

#[test]
fn a_search_leaves_nothing_for_the_next_one() {
    let search = with(&["Ein Brunnen am Markt", "Ein Brunnen", "Ein Markt"]);
    for _ in 0..3 {
        assert_eq!(ids(&search, "brunnen markt"), [1]);
        assert_eq!(ids(&search, "markt"), [3, 1]);
        assert_eq!(ids(&search, "brunnen"), [2, 1]);
    }
}
