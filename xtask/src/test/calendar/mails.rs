//! People sign up, events are moved and cancelled, and what is mailed becomes files, because no mail
//! server is set. What the mails say, the script judges.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::made::Made;
use super::typed;
use crate::http::Client;
use crate::trial::Server;

/// Mails about a cancelled event wait half a minute, for whoever cancelled it by mistake.
const PATIENCE: Duration = Duration::from_secs(60);
/// From one look for mails to the next.
const PAUSE: Duration = Duration::from_millis(100);

/// How somebody says which language they read: the choice that they made here comes before what
/// their browser would like.
const READERS: [(&str, &[(&str, &str)]); 2] = [
    ("de", &[("Cookie", "lang=de"), ("Accept-Language", "en")]),
    ("en", &[("Accept-Language", "en-GB,en;q=0.9,de;q=0.5")]),
];

/// Somebody who signed up.
struct Guest {
    email: String,
    lang: &'static str,
    event: i64,
    /// Of the private page.
    token: String,
    /// What they have to be told, each with what it does to a calendar.
    letters: Vec<Value>,
}

/// All who signed up.
pub(super) struct Guests {
    all: Vec<Guest>,
    /// Where the mails are.
    outbox: PathBuf,
}

impl Guests {
    /// One in each language signs up for each event. Then some events are moved, and cancelled
    /// after that; each step waits for the mails of the one before, which tell how things stand
    /// when they are sent.
    pub(super) fn sign_up(server: &Server<'_>, made: &Made, session: &str) -> Result<Self> {
        let mut client = Client::connect(server.addr)?;
        let mut guests = Self { all: Vec::new(), outbox: server.data.join("outbox") };
        for event in made.staying.iter().chain(&made.going) {
            for (lang, headers) in READERS {
                guests.all.push(sign_up(&mut client, *event, lang, headers)?);
            }
        }
        for event in made.staying.iter().chain(&made.going) {
            guests.told(&mut client, *event, "REQUEST")?;
        }
        guests.wait()?;
        for event in &made.going {
            put_off(&mut client, *event, session)?;
            guests.told(&mut client, *event, "REQUEST")?;
        }
        guests.wait()?;
        for event in &made.going {
            let path = format!("/api/staff/events/{event}/cancel");
            let note = json!({ "note": "Hochwasser, schon wieder" });
            client.post(&path, &[("Cookie", session)], &note)?.expect(200)?;
            guests.told(&mut client, *event, "CANCEL")?;
        }
        Ok(guests)
    }

    /// Notes that whoever signed up for an event has to be told of its dates as they are now.
    fn told(&mut self, client: &mut Client, event: i64, method: &str) -> Result<()> {
        let shown = client.get(&format!("/api/events/{event}"))?.expect(200)?.json()?;
        let letter = json!({ "method": method, "dates": shown["dates"] });
        for guest in self.all.iter_mut().filter(|guest| guest.event == event) {
            guest.letters.push(letter.clone());
        }
        Ok(())
    }

    /// Waits until everybody has all their mails.
    fn wait(&self) -> Result<()> {
        let start = Instant::now();
        loop {
            let there = self.received()?;
            let has = |guest: &&Guest| {
                there.get(&guest.email).is_some_and(|mails| *mails >= guest.letters.len())
            };
            let Some(lacks) = self.all.iter().find(|guest| !has(guest)) else { return Ok(()) };
            ensure!(start.elapsed() < PATIENCE, "a mail to {} does not come", lacks.email);
            std::thread::sleep(PAUSE);
        }
    }

    /// How many mails there are to each address.
    fn received(&self) -> Result<HashMap<String, usize>> {
        let mut mails = HashMap::new();
        // The folder comes with the first of them.
        let Ok(files) = std::fs::read_dir(&self.outbox) else { return Ok(mails) };
        for file in files {
            let path = file?.path();
            if path.extension().is_some_and(|end| end == "eml") {
                let mail = std::fs::read(&path)?;
                let mail = String::from_utf8_lossy(&mail);
                let to = mail.lines().find_map(|line| line.strip_prefix("To: "));
                let to = to.with_context(|| format!("{} is to nobody", path.display()))?;
                *mails.entry(to.trim().to_owned()).or_default() += 1;
            }
        }
        Ok(mails)
    }

    /// Waits for the last mails, and writes down for the script who has to have got what, with
    /// the file from each private page. Gives the folder of the mails.
    pub(super) fn fetch(&self, server: &Server<'_>, folder: &Path) -> Result<&Path> {
        self.wait()?;
        let (mut client, mut all) = (Client::connect(server.addr)?, Vec::new());
        for (n, guest) in self.all.iter().enumerate() {
            let path = format!("/api/registrations/{}/calendar.ics", guest.token);
            let answer = client.get(&path)?.expect(200)?;
            typed(&answer, "text/calendar")?;
            let cached = answer.header("cache-control").unwrap_or_default();
            ensure!(cached.contains("no-store"), "a private file may be kept: {cached}");
            let file = format!("guest-{n}.ics");
            std::fs::write(folder.join(&file), answer.body)?;
            all.push(json!({
                "email": guest.email,
                "lang": guest.lang,
                "event": guest.event,
                "letters": guest.letters,
                "file": file,
            }));
        }
        std::fs::write(folder.join("guests.json"), Value::Array(all).to_string())?;
        Ok(&self.outbox)
    }
}

fn sign_up(
    client: &mut Client,
    event: i64,
    lang: &'static str,
    headers: &[(&str, &str)],
) -> Result<Guest> {
    let email = format!("gast.{event}+{lang}@example.org");
    let sent = json!({ "first_name": "Zoë", "email": email });
    let path = format!("/api/events/{event}/registrations");
    let made = client.post(&path, headers, &sent)?.expect(201)?.json()?;
    ensure!(made["status"] == "confirmed", "no seat: {made}");
    let token = made["manage_url"].as_str().and_then(|url| url.strip_prefix("/my/"));
    let token = token.context("no private page")?.to_owned();
    Ok(Guest { email, lang, event, token, letters: Vec::new() })
}

/// Lets the last date of an event begin and end an hour and a half later.
fn put_off(client: &mut Client, event: i64, session: &str) -> Result<()> {
    let path = format!("/api/staff/events/{event}");
    let cookie = ("Cookie", session);
    let mut form = client.send("GET", &path, &[cookie], b"")?.expect(200)?.json()?["form"].take();
    let dates = form["dates"].as_array_mut().context("no dates")?;
    let last = dates.last_mut().context("no date")?;
    (last["from"], last["to"]) = (json!("19:30"), json!("21:30"));
    form["note"] = json!("Später, weil es so heiß ist");
    let headers = [cookie, ("Content-Type", "application/json")];
    client.send("PUT", &path, &headers, form.to_string().as_bytes())?.expect(200)?;
    Ok(())
}
