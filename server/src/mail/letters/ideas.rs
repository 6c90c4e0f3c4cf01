//! Letters about ideas, and to the staff.

use app::{
    domain::Date,
    i18n::{Lang, day},
};

use super::{Block, Line, Page, Site, line};
use crate::{
    mail::words,
    store::{
        followers::{self, News},
        outbox::{Digested, Names},
    },
    token,
};

/// Where a mail's links lead.
pub(super) struct Links<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) recipient: &'a str,
}

impl Links<'_> {
    fn idea(&self, idea: i64) -> String {
        format!("{}/ideas/{idea}", self.site.base)
    }

    fn token(&self, idea: i64) -> String {
        followers::token(self.site.secret, idea, self.recipient)
    }

    /// The page on which the recipient chooses what to hear of an idea.
    fn follow(&self, idea: i64) -> String {
        format!("{}/follow/{}", self.site.base, self.token(idea))
    }

    fn unsubscribe(&self, idea: i64) -> String {
        format!("{}/api/follow/{}/unsubscribe", self.site.base, self.token(idea))
    }
}

pub(super) fn arrived(
    lang: Lang,
    links: &Links<'_>,
    idea: i64,
    seed: &[String],
    waits: bool,
) -> Page {
    let subject = lang.pick("Ihre Idee ist angekommen", "Your idea has arrived").to_owned();
    let private = token::private(links.site.secret, seed);
    let next = match waits {
        true => lang.pick(
            format!("Danke! Ihre Idee ist bei uns, sie hat die Nummer {idea}. Das Team liest sie und stellt sie dann auf die Ideenwand. Wir schreiben Ihnen, sobald sich etwas tut."),
            format!("Thank you! Your idea is with us, its number is {idea}. The team reads it and then puts it on the wall. We write to you as soon as something happens."),
        ),
        false => lang.pick(
            format!("Danke! Ihre Idee ist auf der Ideenwand, sie hat die Nummer {idea}. Wir schreiben Ihnen, sobald sich etwas tut."),
            format!("Thank you! Your idea is on the wall, its number is {idea}. We write to you as soon as something happens."),
        ),
    };
    let key = lang.pick(
        "Auf Ihrer persönlichen Seite sehen Sie, was daraus wird. Solange die Idee wartet, können Sie sie dort ändern oder zurückziehen. Wer den Link hat, kann das auch: Bitte geben Sie ihn nicht weiter.",
        "Your private page shows what becomes of it. As long as the idea waits, you can edit or withdraw it there. Whoever has the link can do so too: please do not pass it on.",
    );
    let url = format!("{}/my/{private}", links.site.base);
    let label = lang.pick("Meine Idee ansehen", "View my idea").to_owned();
    let text = lang.pick(
        "Öfter, seltener oder gar keine Mails – hier wählen Sie.",
        "More, fewer or no mails – choose here.",
    );
    Page {
        heading: subject.clone(),
        subject,
        blocks: vec![
            Block::Text(next),
            Block::Text(key.to_owned()),
            Block::Button { label, url },
        ],
        footer: vec![
            line(lang.pick(
                "Sie bekommen diese Mail, weil diese Adresse bei einer Idee angegeben wurde. Das waren nicht Sie? Dann löschen Sie die Adresse mit dem Link hier unten.",
                "You get this mail because this address was given with an idea. That was not you? Then erase the address with the link below.",
            )),
            Line { text: text.to_owned(), url: Some(links.follow(idea)) },
        ],
        ..Page::default()
    }
}

pub(super) fn invited(lang: Lang, links: &Links<'_>, seed: &[String], by: &str) -> Page {
    let subject =
        lang.pick("Einladung ins Team des Stadtlabors", "Invitation to the city lab’s team");
    let text = lang.pick(
        format!("{by} hat Sie eingeladen, im Stadtlabor mitzuarbeiten. Setzen Sie ein Passwort, dann sind Sie dabei. Der Link gilt sieben Tage und einmal: Bitte geben Sie ihn nicht weiter."),
        format!("{by} has invited you to work in the city lab. Set a password, and you are in. The link works for seven days and once: please do not pass it on."),
    );
    let secret = token::private(links.site.secret, seed);
    let label = lang.pick("Einladung annehmen", "Accept the invitation").to_owned();
    let url = format!("{}/staff/invite/{secret}", links.site.base);
    Page {
        heading: subject.to_owned(),
        subject: subject.to_owned(),
        blocks: vec![Block::Text(text), Block::Button { label, url }],
        footer: vec![line(lang.pick(
            "Sie kennen das Stadtlabor nicht? Dann tun Sie einfach nichts: Es kommt keine weitere Mail, und nach sieben Tagen gilt der Link nicht mehr.",
            "You do not know the city lab? Then just do nothing: no further mail comes, and after seven days the link no longer works.",
        ))],
        ..Page::default()
    }
}

pub(super) fn confirm(lang: Lang, links: &Links<'_>, idea: i64) -> Page {
    let subject = lang
        .pick("Bitte bestätigen: auf dem Laufenden bleiben", "Please confirm: stay up to date")
        .to_owned();
    let text = lang.pick(
        format!("Jemand, vermutlich Sie, möchte per E-Mail hören, was aus der Idee Nr. {idea} wird. Erst wenn Sie das bestätigen, schreiben wir Ihnen."),
        format!("Somebody, probably you, wants to hear by e-mail what becomes of idea no. {idea}. We write to you only once you have confirmed this."),
    );
    let label = lang.pick("Ansehen und bestätigen", "View and confirm").to_owned();
    Page {
        heading: subject.clone(),
        subject,
        blocks: vec![Block::Text(text), Block::Button { label, url: links.follow(idea) }],
        footer: vec![line(lang.pick(
            "Das waren nicht Sie? Dann tun Sie einfach nichts: Es kommt keine weitere Mail, und nach drei Tagen ist Ihre Adresse hier gelöscht.",
            "That was not you? Then just do nothing: no further mail comes, and after three days your address is erased here.",
        ))],
        ..Page::default()
    }
}

/// Something that happened to an idea, by its number and title.
pub(super) fn told(
    lang: Lang,
    links: &Links<'_>,
    (idea, title): (i64, &str),
    news: &News,
    via: i64,
    names: &Names,
) -> Page {
    let said = words::say(lang, idea, news, names);
    let subject =
        lang.pick(format!("„{title}“: {}", said.short), format!("“{title}”: {}", said.short));
    let mut blocks = vec![Block::Text(said.sentence)];
    blocks.extend(said.quote.map(Block::Quote));
    if names.public.contains(&idea) {
        let label = lang.pick("Idee ansehen", "View the idea").to_owned();
        blocks.push(Block::Button { label, url: links.idea(idea) });
    }
    Page {
        heading: subject.clone(),
        subject,
        blocks,
        footer: why_news(lang, links, via),
        unsubscribe: Some(links.unsubscribe(via)),
        ..Page::default()
    }
}

pub(super) fn digest(lang: Lang, links: &Links<'_>, items: &[Digested], names: &Names) -> Page {
    let subject = match items {
        [one] => {
            lang.pick(format!("Neues zu „{}“", one.title), format!("News about “{}”", one.title))
        }
        many => lang.pick(
            format!("Neues zu {} Ideen", many.len()),
            format!("News about {} ideas", many.len()),
        ),
    };
    let mut blocks = vec![Block::Text(
        lang.pick(
            "Das ist seit der letzten Mail geschehen:",
            "This has happened since the last mail:",
        )
        .to_owned(),
    )];
    let mut footer = vec![line(lang.pick(
        "Sie bekommen diese Mail einmal am Tag, wenn es Neues gibt, weil Sie diesen Ideen folgen. Sofort, täglich oder gar nicht – hier wählen Sie für jede:",
        "You get this mail once a day when there is news, because you follow these ideas. At once, daily or not at all – choose for each of them here:",
    ))];
    for item in items {
        let url = names.public.contains(&item.idea).then(|| links.idea(item.idea));
        blocks.push(Block::Title { text: item.title.clone(), url });
        let point = |news| {
            let said = words::say(lang, item.idea, news, names);
            match said.quote {
                Some(quote) => format!("{} {quote}", said.sentence),
                None => said.sentence,
            }
        };
        blocks.push(Block::List(item.news.iter().map(point).collect()));
        footer.push(Line { text: item.title.clone(), url: Some(links.follow(item.via)) });
    }
    let unsubscribe = items.first().map(|item| format!("{}?all=1", links.unsubscribe(item.via)));
    Page { heading: subject.clone(), subject, blocks, footer, unsubscribe, ..Page::default() }
}

fn why_news(lang: Lang, links: &Links<'_>, via: i64) -> Vec<Line> {
    let choose = lang.pick(
        "Seltener oder gar keine Mails – hier wählen Sie.",
        "Fewer or no mails – choose here.",
    );
    vec![
        line(lang.pick(
            "Sie bekommen diese Mail, weil Sie dieser Idee folgen oder sie eingereicht haben.",
            "You get this mail because you follow this idea or sent it in.",
        )),
        Line { text: choose.to_owned(), url: Some(links.follow(via)) },
    ]
}

pub(super) fn assigned(
    lang: Lang,
    links: &Links<'_>,
    idea: i64,
    department: &str,
    due: Option<&str>,
    word: Option<String>,
    names: &Names,
) -> Page {
    let title = names.titles.get(&idea).cloned().unwrap_or_default();
    let who = names.departments.get(department);
    let who = who.map_or_else(String::new, |(de, en)| lang.pick(de.clone(), en.clone()));
    let due = due.and_then(Date::from_iso).map(|due| day(lang, due));
    let subject =
        lang.pick(format!("Neu für {who}: „{title}“"), format!("New for {who}: “{title}”"));
    let text = match due {
        Some(due) => lang.pick(
            format!("Diese Idee ist jetzt bei {who}, bis zum {due}."),
            format!("This idea is with {who} now, until {due}."),
        ),
        None => lang.pick(
            format!("Diese Idee ist jetzt bei {who}."),
            format!("This idea is with {who} now."),
        ),
    };
    let mut blocks = vec![Block::Text(text)];
    blocks.extend(word.map(Block::Quote));
    let label = lang.pick("Idee bearbeiten", "Work on the idea").to_owned();
    blocks.push(Block::Button { label, url: format!("{}/staff/ideas/{idea}", links.site.base) });
    Page {
        heading: subject.clone(),
        subject,
        blocks,
        footer: vec![line(lang.pick(
            "Sie bekommen diese Mail als Mitglied des Fachbereichs. In Ihrem Konto können Sie solche Mails abstellen.",
            "You get this mail as a member of the department. You can turn such mails off in your account.",
        ))],
        ..Page::default()
    }
}
