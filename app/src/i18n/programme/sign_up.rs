//! The form with which one signs up.

use super::super::{Lang, Text, text};

/// Heading of the form.
pub const TITLE: Text = text("Anmelden", "Sign up");
/// What it takes.
pub const LEAD: Text = text(
    "Ohne Konto und in einer Minute. Danach bekommen Sie einen privaten Link, mit dem Sie alles ändern oder sich wieder abmelden.",
    "Without an account and in a minute. You then get a private link with which you can change everything or cancel.",
);
/// Nobody signs up.
pub const NOT_NEEDED: Text = text(
    "Eine Anmeldung brauchen Sie nicht: Kommen Sie einfach vorbei.",
    "You need not sign up: just come by.",
);
/// It is full, and nobody waits.
pub const FULL: Text = text(
    "Alle Plätze sind vergeben. Eine Warteliste gibt es hier nicht. Schauen Sie wieder herein: Manchmal wird ein Platz frei.",
    "All seats are taken. There is no waitlist here. Look in again: sometimes a seat becomes free.",
);
/// One can sign up no longer.
pub const CLOSED: Text = text(
    "Die Anmeldung ist beendet. Rufen Sie uns gern an, vielleicht geht noch etwas.",
    "Sign-up has ended. Do give us a call, perhaps something can still be done.",
);
/// It is over.
pub const OVER: Text = text("Diese Veranstaltung ist vorbei.", "This event is over.");
/// What was open has closed while somebody wrote.
pub const CHANGED: Text = text(
    "Während Sie schreiben, hat sich etwas geändert:",
    "Something has changed while you are writing:",
);
/// It is full, but there is a line.
pub const WAITLIST: Text = text(
    "Gerade sind alle Plätze vergeben. Sie können sich auf die Warteliste setzen.",
    "All seats are taken right now. You can join the waitlist.",
);
/// The group does not fit.
pub const WAITLIST_GROUP: Text = text(
    "Für so viele ist gerade nicht genug Platz. Sie kommen zusammen auf die Warteliste.",
    "There is not enough room for so many right now. You join the waitlist together.",
);
/// The group does not fit, and there is no line.
pub const GROUP_TOO_LARGE: Text = text(
    "Für so viele ist nicht genug Platz, und eine Warteliste gibt es hier nicht.",
    "There is not enough room for so many, and there is no waitlist here.",
);
/// Opens the rule.
pub const RULE: Text = text("So geht es auf der Warteliste zu", "How the waitlist works");
/// The rule: who is next.
pub const RULE_FIRST: Text = text(
    "Wird etwas frei, ist dran, wer am weitesten vorn steht und hineinpasst.",
    "When something becomes free, it goes to whoever is first in line and fits.",
);
/// The rule: groups.
pub const RULE_GROUP: Text = text(
    "Wer zusammen kommt, bleibt zusammen. Passt eine Gruppe noch nicht, behält sie ihren Platz in der Reihe, und kleinere dahinter dürfen vor.",
    "Whoever comes together stays together. While a group does not fit, it keeps its place in line, and smaller ones behind it may go ahead.",
);
/// The rule: leaving.
pub const RULE_LEAVE: Text = text(
    "Ihren Platz in der Reihe sehen Sie jederzeit auf Ihrer privaten Seite. Aussteigen geht immer.",
    "You see your place in line on your private page at any time. You can leave whenever you like.",
);
/// The address must be confirmed.
pub const MUST_CONFIRM: Text = text(
    "Wir schicken Ihnen eine E-Mail. Bitte bestätigen Sie Ihre Adresse darin innerhalb von 30 Minuten, sonst geht der Platz weiter.",
    "We send you an e-mail. Please confirm your address there within 30 minutes, otherwise the seat goes on.",
);
/// How many people, where nothing is asked about each.
pub const PEOPLE: Text = text("Wie viele kommen?", "How many of you are coming?");
/// How many people: what counts.
pub const PEOPLE_HINT: Text = text("Sie selbst zählen mit.", "You yourself count, too.");
/// One more person.
pub const ADD: Text = text("Noch eine Person", "One more person");
/// More people, without script.
pub const MORE: Text = text("Weitere Personen anmelden", "Sign up more people");
/// More people, without script: how.
pub const MORE_TEXT: Text = text(
    "Füllen Sie so viele aus, wie mitkommen. Was leer bleibt, zählt nicht.",
    "Fill in as many as are coming along. What stays empty does not count.",
);
/// Takes removing a person back.
pub const UNDO: Text = text("Rückgängig", "Undo");
/// Nothing stands here.
pub const NO_ANSWER: Text = text("Keine Angabe", "Not stated");
/// Nothing is chosen yet.
pub const CHOOSE: Text = text("Bitte auswählen", "Please choose");
/// Yes.
pub const YES: Text = text("Ja", "Yes");
/// No.
pub const NO: Text = text("Nein", "No");
/// How a date of birth is typed.
pub const BIRTH_HINT: Text =
    text("z. B. 3.4.2015 oder 03042015", "e.g. 3 April 2015, or 3/4/2015 with the day first");
/// One of two ways to be reached.
pub const ONE_OF_BOTH: Text = text(
    "E-Mail-Adresse oder Telefonnummer: Eins von beiden genügt.",
    "E-mail address or telephone number: one of them is enough.",
);
/// The main action.
pub const SEND: Text = text("Anmelden", "Sign up");
/// The main action where it is full.
pub const SEND_WAITLIST: Text = text("Auf die Warteliste setzen", "Join the waitlist");
/// Before the button.
pub const BEFORE_SEND: Text = text(
    "Wir nehmen Ihre Angaben nur für diese Veranstaltung.",
    "We use your data for this event only.",
);
/// No answer to a send.
pub const FAILED: Text = text(
    "Keine Verbindung – Ihre Anmeldung ist noch nicht angekommen.",
    "No connection – your sign-up has not arrived yet.",
);
/// What to do then.
pub const FAILED_DETAIL: Text = text(
    "Nichts ist verloren: Alles bleibt hier stehen. Ein zweiter Versuch nimmt nie einen zweiten Platz.",
    "Nothing is lost: everything stays here. Trying again never takes a second seat.",
);

/// What a field is for and how long it is kept.
pub fn purpose(lang: Lang, purpose: &str, until: &str) -> String {
    let end = if purpose.ends_with(['.', '!', '?']) { "" } else { "." };
    lang.pick(
        format!("{purpose}{end} Wird am {until} gelöscht."),
        format!("{purpose}{end} Erased on {until}."),
    )
}

/// `Person 2`
pub fn person(lang: Lang, n: u32) -> String {
    lang.pick(format!("Person {n}"), format!("Person {n}"))
}

/// Takes a person out of the form.
pub fn remove(lang: Lang, n: u32) -> String {
    lang.pick(format!("Person {n} entfernen"), format!("Remove person {n}"))
}

/// A person was taken out of the form.
pub fn removed(lang: Lang, n: u32) -> String {
    lang.pick(format!("Person {n} ist entfernt."), format!("Person {n} is removed."))
}

/// How many may come together.
pub fn group(lang: Lang, most: u32) -> String {
    lang.pick(
        format!("Sie können bis zu {most} Personen zusammen anmelden."),
        format!("You can sign up to {most} people together."),
    )
}

/// How a date of birth was understood.
pub fn understood(lang: Lang, day: &str) -> String {
    lang.pick(format!("Verstanden als {day}"), format!("Understood as {day}"))
}

/// From when one can sign up.
pub fn opens(lang: Lang, when: &str) -> String {
    lang.pick(
        format!("Anmelden können Sie sich ab {when}."),
        format!("You can sign up from {when}."),
    )
}

/// Until when one can sign up.
pub fn closes(lang: Lang, when: &str) -> String {
    lang.pick(format!("Anmeldung bis {when}."), format!("Sign up until {when}."))
}

/// How long an offer holds.
pub fn offer(lang: Lang, hours: u32) -> String {
    match hours {
        1 => lang
            .pick(
                "Wir sagen Ihnen Bescheid und halten den Platz eine Stunde für Sie frei. Danach geht er weiter.",
                "We tell you and keep the seat for you for an hour. Then it goes on.",
            )
            .to_owned(),
        _ => lang.pick(
            format!("Wir sagen Ihnen Bescheid und halten den Platz {hours} Stunden für Sie frei. Danach geht er weiter."),
            format!("We tell you and keep the seat for you for {hours} hours. Then it goes on."),
        ),
    }
}

/// How many people would sign up: `3 Personen anmelden`.
pub fn send(lang: Lang, people: u32) -> String {
    match people {
        0 | 1 => SEND.get(lang).to_owned(),
        n => lang.pick(format!("{n} Personen anmelden"), format!("Sign up {n} people")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_purpose_is_a_sentence() {
        let until = "4. Januar 2027";
        let said = purpose(Lang::De, "Damit wir wissen, wer kommt.", until);
        assert_eq!(said, "Damit wir wissen, wer kommt. Wird am 4. Januar 2027 gelöscht.");
        assert_eq!(purpose(Lang::En, "For the badge", "x"), "For the badge. Erased on x.");
    }
}
