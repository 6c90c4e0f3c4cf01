//! Texts of the home page, of the labs and of the page that does not exist.

use super::{Lang, Text, count, text};

/// First words of the home page.
pub const HOME_TITLE: Text = text("Was braucht Ihre Stadt?", "What does your town need?");
/// What this is, in one sentence.
pub const HOME_LEAD: Text = text(
    "Das Stadtlabor ist die offene Ideenwand: Sagen Sie, was fehlt, reden Sie mit, packen Sie mit an – ohne Anmeldung.",
    "The Stadtlabor is the open wall of ideas: say what is missing, join the talk, lend a hand – without an account.",
);
/// Takes the fear away.
pub const HOME_CALM: Text = text(
    "Keine Frage ist zu blöd. Ein Satz genügt.",
    "No question is silly. One sentence is enough.",
);
/// To the board.
pub const HOME_BROWSE: Text = text("Ideen ansehen", "See the ideas");
/// What the picture of the home page shows.
pub const HOME_PICTURE: Text = text(
    "Fünf Menschen sitzen an einem langen Tisch vor einer Wand voller Ideenkarten, einer hängt gerade eine neue auf.",
    "Five people sit at a long table in front of a wall full of idea cards, one of them is putting up a new one.",
);
/// Heading of the three steps.
pub const STEPS: Text = text("So wird etwas daraus", "How something comes of it");
/// First step.
pub const STEP_SHARE: Text = text("Einbringen", "Share");
/// First step, explained.
pub const STEP_SHARE_TEXT: Text = text(
    "Ein Titel, ein paar Sätze, gern ein Foto. Das dauert eine halbe Minute.",
    "A title, a few sentences, a photo if you like. It takes half a minute.",
);
/// Second step.
pub const STEP_TALK: Text = text("Mitreden", "Talk");
/// Second step, explained.
pub const STEP_TALK_TEXT: Text = text(
    "Andere unterstützen, fragen nach und legen etwas dazu: Wissen, Zeit, Kontakte.",
    "Others support it, ask and add something: knowledge, time, contacts.",
);
/// Third step.
pub const STEP_DO: Text = text("Umsetzen", "Make it real");
/// Third step, explained.
pub const STEP_DO_TEXT: Text = text(
    "Die Stadt antwortet, Mitstreiter:innen packen an. Sie sehen immer, wie es steht.",
    "The town answers, people lend a hand. You always see how it is going.",
);
/// Heading of the newest ideas.
pub const NEWEST: Text = text("Neu an der Wand", "New on the wall");
/// To all ideas.
pub const ALL_IDEAS: Text = text("Alle Ideen ansehen", "See all ideas");
/// There is no idea yet.
pub const NO_IDEAS: Text = text(
    "Hier ist noch alles frei. Hängen Sie die erste Idee auf!",
    "The wall is still empty. Put up the first idea!",
);
/// Heading of what has been done.
pub const DONE: Text = text("Was daraus wurde", "What came of it");
/// Under that heading.
pub const DONE_TEXT: Text = text(
    "An Ideen mangelt es selten. Diese hier gibt es jetzt wirklich.",
    "Ideas are rarely missing. These ones are real now.",
);
/// To all that has been done.
pub const ALL_DONE: Text = text("Alles Umgesetzte ansehen", "See all that was done");
/// Heading of the topics.
pub const TOPICS: Text = text("Worum geht es Ihnen?", "What is it about?");
/// Heading of the labs.
pub const COME_BY: Text = text("Kommen Sie vorbei", "Come by");
/// Under that heading.
pub const COME_BY_TEXT: Text = text(
    "In jedem Stadtlabor steht die Tür offen. Jemand hört zu, meistens gibt es Kaffee.",
    "Every Stadtlabor has an open door. Somebody listens, and mostly there is coffee.",
);

/// Heading of all labs.
pub const LABS_TITLE: Text = text("Unsere Stadtlabore", "Our labs");
/// What a lab is.
pub const LABS_LEAD: Text = text(
    "Ein Stadtlabor ist ein offener Raum mitten in der Stadt: hereinkommen, erzählen, ausprobieren. Ohne Termin, ohne Kosten.",
    "A Stadtlabor is an open room in the middle of town: walk in, tell, try things out. No appointment, no cost.",
);
/// There is no lab.
pub const LABS_EMPTY: Text =
    text("Noch ist kein Stadtlabor eingetragen.", "No lab has been entered yet.");
/// A lab that comes to people.
pub const MOBILE: Text = text("unterwegs", "on the road");
/// Where a mobile lab is.
pub const MOBILE_PLACE: Text =
    text("Kommt zu Ihnen: jede Woche an anderen Orten", "Comes to you: other places every week");
/// Open at this moment.
pub const OPEN_NOW: Text = text("Jetzt geöffnet", "Open now");
/// Open at this moment, unless an exception says otherwise.
pub const OPEN_PLANNED: Text = text("Laut Wochenplan geöffnet", "Open by the weekly plan");
/// On the road at this moment.
pub const OUT_NOW: Text = text("Jetzt unterwegs", "On the road now");
/// Closed at this moment.
pub const CLOSED_NOW: Text = text("Gerade geschlossen", "Closed right now");
/// Not on the road at this moment.
pub const PARKED_NOW: Text = text("Gerade Pause", "Taking a break");
/// No hours are known.
pub const HOURS_UNKNOWN: Text = text("Öffnungszeiten auf Anfrage", "Opening hours on request");
/// Heading of the hours.
pub const HOURS: Text = text("Öffnungszeiten", "Opening hours");
/// Heading of the hours of a mobile lab.
pub const HOURS_MOBILE: Text = text("Unterwegs", "On the road");
/// Head of the column of days.
pub const DAY: Text = text("Tag", "Day");
/// Head of the column of hours.
pub const TIME: Text = text("Uhrzeit", "Time");
/// A day without hours.
pub const CLOSED: Text = text("geschlossen", "closed");
/// A day on which a mobile lab stays at home.
pub const PAUSE: Text = text("Pause", "break");
/// Marks this day of the week.
pub const TODAY: Text = text("heute", "today");
/// What the table cannot know.
pub const HOURS_HOLIDAYS: Text =
    text("An Feiertagen kann es anders sein.", "Public holidays may differ.");
/// Heading of the ways to a lab.
pub const CONTACT: Text = text("So erreichen Sie uns", "How to reach us");
/// Address.
pub const ADDRESS: Text = text("Adresse", "Address");
/// Telephone.
pub const PHONE: Text = text("Telefon", "Telephone");
/// Mail.
pub const EMAIL: Text = text("E-Mail", "E-mail");
/// To a map.
pub const MAP: Text = text("Auf OpenStreetMap zeigen", "Show on OpenStreetMap");
/// Before the question of a lab.
pub const QUESTION: Text = text("Unsere Frage an Sie", "Our question for you");
/// Answers that question.
pub const QUESTION_ANSWER: Text = text("Idee dazu einbringen", "Share an idea on it");
/// Heading of a lab's projects.
pub const PROJECTS: Text = text("Projekte", "Projects");
/// Under that heading.
pub const PROJECTS_TEXT: Text =
    text("Daran arbeiten wir gerade – denken Sie mit.", "What we are working on – think along.");
/// Heading of a lab's ideas.
pub const LAB_IDEAS: Text = text("Ideen von hier", "Ideas from here");
/// A lab that has no ideas yet.
pub const LAB_NO_IDEAS: Text = text(
    "Von hier hängt noch nichts an der Wand. Machen Sie den Anfang!",
    "Nothing from here is on the wall yet. Make a start!",
);
/// To all labs.
pub const ALL_LABS: Text = text("Alle Stadtlabore", "All labs");
/// A lab that does not exist.
pub const LAB_MISSING: Text =
    text("Dieses Stadtlabor gibt es hier nicht", "There is no such lab here");
/// What to do there.
pub const LAB_MISSING_TEXT: Text = text(
    "Vielleicht ist der Link alt oder vertippt. Hier sind alle, die es gibt.",
    "Perhaps the link is old or mistyped. Here are all that there are.",
);

/// Where to go from a page that does not exist.
pub const LOST_SEARCH: Text = text("Suchen Sie etwas Bestimmtes?", "Looking for something?");
/// To the home page.
pub const LOST_HOME: Text = text("Zur Startseite", "To the home page");
/// What the picture of that page shows.
pub const LOST_PICTURE: Text = text(
    "Eine leere Stelle an der Wand, darunter eine heruntergefallene Karte und eine Lupe.",
    "An empty spot on the wall, below it a card that fell down and a magnifying glass.",
);

/// `10:00–16:00 Uhr`
pub fn span(lang: Lang, from: &str, to: &str) -> String {
    format!("{from}–{to}{}", lang.pick(" Uhr", ""))
}

/// `bis 16:00 Uhr`
pub fn until(lang: Lang, to: &str) -> String {
    lang.pick(format!("bis {to} Uhr"), format!("until {to}"))
}

/// `heute ab 10:00 Uhr`
pub fn opens_today(lang: Lang, from: &str) -> String {
    lang.pick(format!("heute ab {from} Uhr"), format!("today from {from}"))
}

/// `wieder am Montag ab 10:00 Uhr`
pub fn opens_on(lang: Lang, weekday: u32, from: &str) -> String {
    let day = super::weekday(lang, weekday);
    lang.pick(format!("wieder am {day} ab {from} Uhr"), format!("again on {day} from {from}"))
}

/// `12 Ideen an der Wand`
pub fn ideas_of(lang: Lang, n: u64) -> String {
    let n_text = count(lang, n);
    match n {
        0 => lang.pick("Noch keine Idee", "No idea yet").to_owned(),
        1 => lang.pick("1 Idee an der Wand", "1 idea on the wall").to_owned(),
        _ => {
            lang.pick(format!("{n_text} Ideen an der Wand"), format!("{n_text} ideas on the wall"))
        }
    }
}

/// Description of a lab's page for search engines.
pub fn lab_description(lang: Lang, name: &str, town: &str) -> String {
    lang.pick(
        format!("{name}: Öffnungszeiten, Projekte und Ideen aus {town}."),
        format!("{name}: opening hours, projects and ideas from {town}."),
    )
}
