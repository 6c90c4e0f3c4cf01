//! The server is killed twenty times, between writing mails and sending them, and while it
//! sends: nobody gets nothing; what came twice was under way at a kill, and is recognisably the
//! same.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::smtp::{Arrival, Smtp};
use super::{LAB, idea};
use crate::http::Client;
use crate::trial::Server;

/// How often it is killed.
const KILLS: usize = 20;
/// Ideas, and mails, before each kill.
const MAILS: usize = 8;
/// How long a mail is the server's that claimed it, in seconds.
const LEASE: u64 = 4;
/// How many mails are under way at a time.
const AT_ONCE: usize = 4;
/// So long after the answer of the mail server the database has noted it, on a busy machine too.
const NOTED: Duration = Duration::from_millis(1000);
/// What was sent before a kill is read this much after it at the latest.
const READ: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(60);

pub(super) fn run(mut server: Server<'_>, name: &str) -> Result<()> {
    let smtp = Smtp::start()?;
    server.kill()?;
    server.set("STADTLABOR_SMTP_URL", format!("smtp://{}", smtp.addr));
    server.set("STADTLABOR_MAIL_LEASE", LEASE.to_string());
    server.serve()?;
    let mut people = Vec::new();
    let mut kills = Vec::new();
    for round in 0..KILLS {
        let before = round % 2 == 0;
        smtp.deaf(before);
        let came = smtp.arrivals().len();
        people.extend(send_in(server.addr, round, MAILS)?);
        if !before {
            // Sooner and later, while mails are on their way.
            wait(|| smtp.arrivals().len() > came + round % 6)?;
        }
        server.kill()?;
        kills.push(Instant::now());
        smtp.deaf(false);
        server.serve()?;
    }
    let got = |person: &String| smtp.arrivals().iter().any(|mail| mail.to == *person);
    wait(|| people.iter().all(got)).with_context(|| {
        let lost: Vec<_> = people.iter().filter(|person| !got(person)).collect();
        format!("got nothing: {lost:?}")
    })?;
    // What is claimed lapses, and would come now.
    std::thread::sleep(Duration::from_secs(LEASE + 1));
    let twice = judge(&smtp.arrivals(), &kills)?;
    crate::say::line(&format!(
        "  {name}: {} mails past {KILLS} kills, {twice} of them twice, none lost",
        people.len()
    ));
    Ok(())
}

/// Ideas, and mails, of each of two instances.
const SHARED: usize = 60;

/// Two instances on one database send everything, and nothing twice.
pub(super) fn two(mut server: Server<'_>, name: &str) -> Result<()> {
    let smtp = Smtp::start()?;
    server.kill()?;
    server.set("STADTLABOR_SMTP_URL", format!("smtp://{}", smtp.addr));
    server.serve()?;
    let (_other, other) = server.beside()?;
    // Both find the same heap to clear away.
    smtp.deaf(true);
    let mut people = Vec::new();
    for (n, addr) in [server.addr, other].into_iter().enumerate() {
        people.extend(send_in(addr, KILLS + n, SHARED)?);
    }
    smtp.deaf(false);
    let got = |person: &String| smtp.arrivals().iter().filter(|mail| mail.to == *person).count();
    wait(|| people.iter().all(|person| got(person) > 0))?;
    // What somebody else had sent would come about now.
    std::thread::sleep(Duration::from_secs(2));
    let twice: Vec<_> = people.iter().filter(|person| got(person) > 1).collect();
    ensure!(twice.is_empty(), "got it twice: {twice:?}");
    crate::say::line(&format!("  {name}: {} mails by two instances, none twice", people.len()));
    Ok(())
}

/// Sends in ideas with an address each, which a mail goes to.
fn send_in(addr: SocketAddr, round: usize, many: usize) -> Result<Vec<String>> {
    let mut client = Client::connect(addr)?;
    (0..many)
        .map(|n| {
            let person = format!("person-{round}-{n}@example.org");
            let mut idea = idea(&format!("Bank {round}-{n} in {LAB}"));
            idea["email"] = person.clone().into();
            client.post("/api/ideas", &[], &idea)?.expect(201)?;
            Ok(person)
        })
        .collect()
}

fn wait(until: impl Fn() -> bool) -> Result<()> {
    let start = Instant::now();
    while !until() {
        if start.elapsed() > PATIENCE {
            bail!("not within {} s", PATIENCE.as_secs());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(())
}

/// Looks at what came more than once; how many did.
fn judge(arrivals: &[Arrival], kills: &[Instant]) -> Result<usize> {
    let mut of: HashMap<&str, Vec<&Arrival>> = HashMap::new();
    for mail in arrivals {
        of.entry(&mail.to).or_default().push(mail);
    }
    let (mut twice, mut at_kill) = (0, vec![0_usize; kills.len()]);
    for (person, mails) in of {
        twice += usize::from(mails.len() > 1);
        for pair in mails.windows(2) {
            let [first, second] = pair else { continue };
            ensure!(first.id == second.id, "{person} got {} and {}", first.id, second.id);
            let under_way = kills.iter().position(|kill| {
                first.came <= *kill + READ && first.taken.is_none_or(|taken| taken + NOTED > *kill)
            });
            let kill = under_way
                .with_context(|| format!("{person} got twice what was under way at no kill"))?;
            at_kill[kill] += 1;
        }
    }
    let most = at_kill.iter().max().copied().unwrap_or(0);
    ensure!(most <= AT_ONCE, "{most} mails came again after one kill");
    Ok(twice)
}
