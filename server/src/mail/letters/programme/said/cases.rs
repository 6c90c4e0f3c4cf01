//! What is said where it depends on how a registration stands.

use app::{
    domain::RegistrationState,
    i18n::{Lang, date_time},
};

use super::{KEEP, Said, Way};
use crate::store::outbox::Registered;

pub(super) fn signed_up(lang: Lang, stands: &Registered) -> Said {
    let new = |heading: (&str, &str), text: (&str, &str)| Said::new(lang, heading, stands, text);
    if let Some(until) = stands.confirm_by {
        let (de, en) = (date_time(Lang::De, until), date_time(Lang::En, until));
        let (de, en) = match stands.status {
            RegistrationState::Waitlisted => (
                format!(
                    "Bitte bestätigen Sie Ihren Platz auf der Warteliste bis {de}. Sonst verfällt er."
                ),
                format!(
                    "Please confirm your place on the waitlist until {en}. Otherwise it lapses."
                ),
            ),
            _ => (
                format!(
                    "Ein Platz ist für Sie reserviert. Bitte bestätigen Sie Ihre Anmeldung bis {de}. Sonst geht der Platz weiter."
                ),
                format!(
                    "A seat is kept for you. Please confirm your registration until {en}. Otherwise the seat goes to somebody else."
                ),
            ),
        };
        return new(("Bitte bestätigen", "Please confirm"), (&de, &en))
            .button(lang, Way::Confirm, "Anmeldung bestätigen", "Confirm my registration")
            .why(
                lang,
                "Das waren nicht Sie? Dann tun Sie einfach nichts: Ohne Bestätigung verfällt die Anmeldung.",
                "That was not you? Then just do nothing: without a confirmation the registration lapses.",
            );
    }
    let said = match stands.status {
        RegistrationState::Waitlisted => new(
            ("Sie stehen auf der Warteliste", "You are on the waitlist"),
            (
                &format!("Gerade ist alles belegt. {}", stand(Lang::De, stands)),
                &format!("All seats are taken at the moment. {}", stand(Lang::En, stands)),
            ),
        )
        .then(
            lang,
            "Wird ein Platz frei, der für Sie passt, schreiben wir Ihnen. Wo Sie gerade stehen, sehen Sie auf Ihrer persönlichen Seite. Dort können Sie die Warteliste auch verlassen.",
            "When a seat is free that suits you, we write to you. Your private page shows where you stand. There you can leave the waitlist, too.",
        ),
        _ => new(
            ("Sie sind angemeldet", "You are signed up"),
            (
                "Danke für Ihre Anmeldung. Wir freuen uns auf Sie.",
                "Thank you for signing up. We look forward to seeing you.",
            ),
        )
        .then(lang, KEEP.0, KEEP.1),
    };
    said.why(
        lang,
        "Das waren nicht Sie? Dann melden Sie bitte mit dem Knopf hier oben wieder ab.",
        "That was not you? Then please cancel with the button above.",
    )
}

pub(super) fn offered(lang: Lang, stands: &Registered) -> Said {
    let until = |lang| match stands.offered_until {
        Some(until) => match lang {
            Lang::De => format!("bis {}", date_time(lang, until)),
            Lang::En => format!("until {}", date_time(lang, until)),
        },
        None => lang.pick("eine Weile", "for a while").to_owned(),
    };
    let (heading, text) = if stands.people > 1 {
        let n = stands.people;
        (
            (format!("{n} Plätze sind frei für Sie"), format!("{n} seats are free for you")),
            (
                format!(
                    "Für Sie sind {n} Plätze frei geworden. Wir halten sie {}. Danach gehen sie weiter.",
                    until(Lang::De)
                ),
                format!(
                    "{n} seats have become free for you. We keep them {}. After that they go to somebody else.",
                    until(Lang::En)
                ),
            ),
        )
    } else {
        (
            ("Ein Platz ist frei für Sie".to_owned(), "A seat is free for you".to_owned()),
            (
                format!(
                    "Für Sie ist ein Platz frei geworden. Wir halten ihn {}. Danach geht er weiter.",
                    until(Lang::De)
                ),
                format!(
                    "A seat has become free for you. We keep it {}. After that it goes to somebody else.",
                    until(Lang::En)
                ),
            ),
        )
    };
    Said::new(lang, (&heading.0, &heading.1), stands, (&text.0, &text.1)).button(
        lang,
        Way::Private,
        "Annehmen oder ablehnen",
        "Accept or decline",
    )
}

pub(super) fn expired(lang: Lang, stands: &Registered) -> Said {
    let said = Said::new(
        lang,
        ("Das Angebot ist abgelaufen", "The offer has lapsed"),
        stands,
        (
            "Wir hatten einen Platz für Sie frei gehalten und nichts von Ihnen gehört. Jetzt ist er weitergegangen.",
            "We had kept a seat for you and heard nothing from you. Now it has gone to somebody else.",
        ),
    );
    match stands.status {
        RegistrationState::Waitlisted => {
            said.then(lang, &stand(Lang::De, stands), &stand(Lang::En, stands))
        }
        _ => said
            .then(
                lang,
                "Ihre Anmeldung ist damit beendet. Möchten Sie doch kommen? Dann melden Sie sich einfach neu an.",
                "This ends your registration. Would you like to come after all? Then simply sign up again.",
            )
            .button(lang, Way::Event, "Veranstaltung ansehen", "View the event"),
    }
}

pub(super) fn changed(lang: Lang, stands: &Registered, what: &[String]) -> Said {
    let has = |key: &str| what.iter().any(|one| one == key);
    let (heading, text) = match (has("time"), has("place")) {
        (true, true) => (
            ("Neuer Termin, neuer Ort", "New date, new place"),
            (
                "Die Veranstaltung ist verschoben und findet an einem anderen Ort statt. Jetzt gilt:",
                "The event was moved to another date and another place. This holds now:",
            ),
        ),
        (false, true) => (
            ("Neuer Ort", "New place"),
            (
                "Die Veranstaltung findet an einem anderen Ort statt. Jetzt gilt:",
                "The event takes place somewhere else. This holds now:",
            ),
        ),
        (true, false) => (
            ("Neuer Termin", "New date"),
            (
                "Die Veranstaltung ist verschoben. Jetzt gilt:",
                "The event was moved to another date. This holds now:",
            ),
        ),
        (false, false) => (
            ("Etwas ist anders", "Something has changed"),
            (
                "Bei der Veranstaltung hat sich etwas geändert. Jetzt gilt:",
                "Something about the event has changed. This holds now:",
            ),
        ),
    };
    Said::new(lang, heading, stands, text)
        .then(lang, &stand(Lang::De, stands), &stand(Lang::En, stands))
        .file(lang, stands)
        .then(
            lang,
            "Passt es Ihnen so nicht mehr? Dann melden Sie sich bitte auf Ihrer persönlichen Seite ab.",
            "It no longer suits you? Then please cancel on your private page.",
        )
}

/// How the registration stands, in a sentence.
pub(super) fn stand(lang: Lang, stands: &Registered) -> String {
    let seats = |n: u32, one: (&str, &str), more: (&str, &str)| match n {
        1 => lang.pick(one.0, one.1).to_owned(),
        n => lang.pick(more.0, more.1).replace("{n}", &n.to_string()),
    };
    match (stands.status, stands.position) {
        (RegistrationState::Confirmed, _) => seats(
            stands.people,
            ("Sie haben einen Platz.", "You have a seat."),
            ("Sie haben {n} Plätze.", "You have {n} seats."),
        ),
        (RegistrationState::Waitlisted, Some(position)) => lang.pick(
            format!("Sie stehen auf der Warteliste auf Platz {position}."),
            format!("You are number {position} on the waitlist."),
        ),
        (RegistrationState::Waitlisted, None) => {
            lang.pick("Sie stehen auf der Warteliste.", "You are on the waitlist.").to_owned()
        }
        (RegistrationState::Offered, _) => seats(
            stands.people,
            ("Ein Platz ist Ihnen angeboten.", "A seat is offered to you."),
            ("{n} Plätze sind Ihnen angeboten.", "{n} seats are offered to you."),
        ),
        (RegistrationState::Cancelled, _) => {
            lang.pick("Sie sind nicht mehr angemeldet.", "You are no longer signed up.").to_owned()
        }
    }
}
