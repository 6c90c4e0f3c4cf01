//! What the board is asked for.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::http::Client;

/// A question to the board; the same one on either server, though not in the same words: a
/// place deep in the list is another one in a longer list.
pub(super) struct Case {
    pub(super) name: String,
    pub(super) query: String,
    /// How many ideas it finds.
    pub(super) found: u64,
}

/// What is searched for.
pub(super) struct Words {
    /// In hundreds of ideas, even of a thousand.
    common: String,
    /// In a few of a thousand.
    rare: String,
}

impl Words {
    /// Chosen on the board with few ideas; that with many has them too.
    pub(super) fn choose(client: &mut Client) -> Result<Self> {
        let common = "Spielplatz".to_owned();
        let mut rarest: Option<(u64, String)> = None;
        // Both words together are to find something too.
        for card in items(&page(client, &format!("q={common}&limit=40"))?)? {
            let title = card["title"].as_str().unwrap_or_default();
            let long = |word: &&str| word.chars().count() >= 10 && word.is_ascii();
            for word in title.split(|c: char| !c.is_alphanumeric()).filter(long) {
                let found = total(client, &format!("q={word}"))?;
                if found > 0 && rarest.as_ref().is_none_or(|(least, _)| found < *least) {
                    rarest = Some((found, word.to_owned()));
                }
            }
        }
        let (_, rare) = rarest.context("no rare word among the ideas with the common one")?;
        Ok(Self { common, rare })
    }
}

/// Every question.
pub(super) fn all(client: &mut Client, words: &Words) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut asked: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, query: String| asked.push((name.to_owned(), query));
    for sort in ["newest", "supported", "active"] {
        add(sort, format!("sort={sort}"));
        for filter in [
            "lab=soest",
            "topic=klima",
            "project=ruhrufer",
            "status=done",
            "lab=soest&topic=klima",
            "lab=soest&topic=klima&status=done",
        ] {
            let name = filter.replace('&', ", ");
            add(&format!("{sort}, {name}"), format!("sort={sort}&{filter}"));
        }
    }
    let Words { common, rare } = words;
    let searches = [
        ("common word", common.clone()),
        ("rare word", rare.clone()),
        ("two words", format!("{common} Bank")),
        ("word and rare word", format!("{common} {rare}")),
        ("beginning of a word", "Spiel".to_owned()),
        ("typo", "Speilplatz".to_owned()),
        ("typo in a rare word", typo(rare)),
        ("nothing", "Xylophonquark".to_owned()),
    ];
    for (name, q) in searches {
        let query = format!("q={}", q.replace(' ', "+"));
        add(name, query);
    }
    add("common word, supported", format!("q={common}&sort=supported"));
    add("common word, lab=soest", format!("q={common}&lab=soest"));
    for sort in ["newest", "supported"] {
        let after = deep(client, sort)?;
        add(&format!("{sort}, deep"), format!("sort={sort}&after={after}"));
    }
    for (name, query) in asked {
        let found = total(client, &query)?;
        ensure!((found > 0) == (name != "nothing"), "{found} ideas for {query} ({name})");
        cases.push(Case { name, query, found });
    }
    Ok(cases)
}

/// One letter left out in the middle.
fn typo(word: &str) -> String {
    let (head, tail) = word.split_at(word.len() / 2);
    format!("{head}{}", &tail[1..])
}

/// The place in the middle of the list.
fn deep(client: &mut Client, sort: &str) -> Result<String> {
    let half = total(client, "limit=1")? / 2;
    let (mut seen, mut after) = (0, String::new());
    while seen < half {
        let page = page(client, &format!("limit=60&sort={sort}&after={after}"))?;
        seen += 60;
        after = page["next"].as_str().context("the list ends in its middle")?.to_owned();
    }
    Ok(after)
}

fn total(client: &mut Client, query: &str) -> Result<u64> {
    page(client, query)?["total"].as_u64().context("a page without a total")
}

fn page(client: &mut Client, query: &str) -> Result<Value> {
    client.get(&format!("/api/ideas?{query}"))?.expect(200)?.json()
}

fn items(page: &Value) -> Result<Vec<Value>> {
    Ok(page["items"].as_array().context("a page without items")?.clone())
}
