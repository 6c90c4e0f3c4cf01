//! Letters to those who signed up for an event.
//!
//! None of them holds what somebody typed into the sign-up, not even a name: whoever signed up
//! may have given somebody else's address.

mod enclosed;
mod said;

#[cfg(test)]
mod tests;

use app::{
    domain::{RegistrationState, Timestamp},
    i18n::{Lang, day},
};

use super::{Block, Line, Page, Site, line};
use crate::{
    calendar::{Entry, when},
    store::outbox::{About, Claimed, Registered},
    token,
};
pub(in crate::mail) use enclosed::Enclosed;
use said::{Said, Way};

/// Whether this is still true: of two mails that overtake each other the older one is not sent.
pub(super) fn timely(about: &About, stands: &Registered, now: Timestamp) -> bool {
    use RegistrationState::{Cancelled, Confirmed, Offered, Waitlisted};
    let (status, on) = (stands.status, !stands.event_cancelled);
    let begun = !stands.entries.is_empty() && stands.entries.iter().all(|date| date.starts <= now);
    let right = match about {
        About::SignedUp => on && matches!(status, Confirmed | Waitlisted),
        About::Existing | About::Readdressed => true,
        About::Offered => {
            on && status == Offered && stands.offered_until.is_none_or(|until| now < until)
        }
        About::Seated | About::Accepted | About::Thanks => on && status == Confirmed,
        About::Reminder => on && status == Confirmed && !begun,
        About::Expired => matches!(status, Cancelled | Waitlisted),
        About::Unconfirmed | About::CancelledByPerson | About::CancelledByStaff => {
            status == Cancelled
        }
        About::Changed { .. } | About::EventRestored => on && status != Cancelled,
        About::EventCancelled { .. } => !on,
    };
    right && !stands.gone
}

/// The letter about a registration.
pub(super) fn registration(
    site: &Site<'_>,
    mail: &Claimed,
    seed: &[String],
    about: &About,
    stands: &Registered,
) -> Page {
    let lang = mail.lang;
    // Whoever has the address before is told no more about it, and no way there.
    let theirs = *about != About::Readdressed;
    let former = (!theirs).then(|| Registered { online_url: None, ..stands.clone() });
    let stands = former.as_ref().unwrap_or(stands);
    let Said { subject, heading, text, quote, facts, then, button, why } =
        said::say(lang, about, stands);
    let mut blocks: Vec<Block> = text.into_iter().map(Block::Text).collect();
    blocks.extend(quote.map(Block::Quote));
    if facts {
        let url = Some(format!("{}/events/{}", site.base, stands.event));
        blocks.push(Block::Title { text: stands.title.clone(), url });
        blocks.push(Block::List(points(lang, stands, mail.created_at)));
    }
    if facts && let Some(url) = link(stands) {
        let text = lang.pick("Online dabei sein", "Take part online").to_owned();
        blocks.push(Block::Title { text, url: Some(url.clone()) });
    }
    blocks.extend(then.into_iter().map(Block::Text));
    let (way, label) = button;
    let url = match way {
        Way::Private => private(site, seed),
        Way::Confirm => {
            let token = token::private(site.secret, seed);
            let code = token::confirmation(site.secret, &token, &mail.recipient);
            format!("{}/my/{token}?confirm={code}", site.base)
        }
        Way::Event => format!("{}/events/{}", site.base, stands.event),
        Way::Programme => format!("{}/programme", site.base),
    };
    blocks.push(Block::Button { label, url });
    // Where the button leads elsewhere, the private page is still there to be found.
    let page = !matches!(way, Way::Private | Way::Confirm);
    let page = page.then(|| private(site, seed));
    let mut footer = vec![line(why)];
    if theirs {
        footer.push(erased(lang, stands, mail.created_at, page));
        footer.push(line(not_for_others(lang)));
    }
    let calendar = enclosed::enclose(site, mail, about, stands);
    Page { heading, subject, blocks, footer, calendar, ..Page::default() }
}

/// The letter in the team's words.
pub(super) fn message(
    site: &Site<'_>,
    lang: Lang,
    event: i64,
    title: &str,
    subject: &str,
    text: &str,
    seed: &[String],
) -> Page {
    let mut blocks: Vec<Block> = text.split("\n\n").map(|part| Block::Text(part.into())).collect();
    let page = format!("{}/events/{event}", site.base);
    blocks.push(Block::Title { text: title.to_owned(), url: Some(page.clone()) });
    let mut footer = vec![line(lang.pick(
        "Das schreibt Ihnen das Team der Veranstaltung, weil diese Adresse bei einer Anmeldung dafür angegeben wurde.",
        "The team of the event writes this to you because this address was given when somebody signed up for it.",
    ))];
    blocks.push(match seed {
        [] => Block::Button {
            label: lang.pick("Veranstaltung ansehen", "View the event").to_owned(),
            url: page,
        },
        _ => {
            footer.push(line(lang.pick(
                "Wann Ihre Adresse gelöscht wird, steht auf Ihrer persönlichen Seite. Dort können Sie sie auch früher löschen.",
                "Your private page says when your address is erased. You can erase it there earlier, too.",
            )));
            footer.push(line(not_for_others(lang)));
            Block::Button {
                label: lang.pick("Meine Anmeldung ansehen", "View my registration").to_owned(),
                url: private(site, seed),
            }
        }
    });
    Page {
        subject: lang.pick(format!("„{title}“: {subject}"), format!("“{title}”: {subject}")),
        heading: subject.to_owned(),
        blocks,
        footer,
        ..Page::default()
    }
}

/// The private page of a registration.
fn private(site: &Site<'_>, seed: &[String]) -> String {
    format!("{}/my/{}", site.base, token::private(site.secret, seed))
}

/// When and where, and for how many.
fn points(lang: Lang, stands: &Registered, now: Timestamp) -> Vec<String> {
    let dates = coming(&stands.entries, now);
    let mut points: Vec<String> =
        dates.iter().map(|date| when(lang, date.starts, date.ends)).collect();
    let place = stands.address.clone().or_else(|| dates.first()?.location.clone());
    points.extend(place);
    if stands.online_url.is_some() && link(stands).is_none() && !stands.event_cancelled {
        points.push(lang.pick("Auch online", "Online, too").to_owned());
    }
    if stands.people > 1 {
        let n = stands.people;
        points.push(lang.pick(format!("Für {n} Personen"), format!("For {n} people")));
    }
    points
}

/// Where to take part from afar: for whoever has a seat, and an address that is theirs.
fn link(stands: &Registered) -> Option<&String> {
    let seated = stands.status == RegistrationState::Confirmed && stands.confirm_by.is_none();
    stands.online_url.as_ref().filter(|_| seated && !stands.event_cancelled)
}

/// The dates that are not over; all of them where all are.
fn coming(dates: &[Entry], now: Timestamp) -> Vec<&Entry> {
    let left: Vec<&Entry> = dates.iter().filter(|date| date.ends > now).collect();
    if left.is_empty() { dates.iter().collect() } else { left }
}

/// When the address is erased, and where one can do so earlier.
fn erased(lang: Lang, stands: &Registered, now: Timestamp, url: Option<String>) -> Line {
    let text = match stands.erased_on.filter(|date| date.begins() > now) {
        Some(date) => {
            let date = day(lang, date);
            lang.pick(
                format!("Am {date} löschen wir Ihre Adresse. Früher geht es auf Ihrer persönlichen Seite."),
                format!("We erase your address on {date}. You can do so earlier on your private page."),
            )
        }
        None => lang
            .pick(
                "Wann wir Ihre Adresse löschen, steht auf Ihrer persönlichen Seite. Dort können Sie sie auch früher löschen.",
                "Your private page says when we erase your address. You can erase it there earlier, too.",
            )
            .to_owned(),
    };
    Line { text, url }
}

fn not_for_others(lang: Lang) -> &'static str {
    lang.pick(
        "Wer den Link zu Ihrer persönlichen Seite hat, kann Ihre Anmeldung sehen, ändern und absagen: Bitte geben Sie ihn nicht weiter.",
        "Whoever has the link to your private page can see, change and cancel your registration: please do not pass it on.",
    )
}
