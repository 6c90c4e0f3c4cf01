//! Every letter there is.

use super::*;
use crate::calendar::Method;

/// A letter: how things stand, what both subjects begin with, what comes for the calendar, and
/// where the button leads.
pub(super) type Case = (About, Registered, [&'static str; 2], Option<Method>, &'static str);

/// Every letter.
pub(super) fn every() -> Vec<Case> {
    let unconfirmed = |stands| Registered { confirm_by: Some(at("2026-11-28", 750)), ..stands };
    let none = || About::EventCancelled { note: None };
    let (request, cancel) = (Some(Method::Request), Some(Method::Cancel));
    vec![
        (About::SignedUp, seated(), ["Sie sind angemeldet", "You are signed up"], request, "/my/"),
        (
            About::SignedUp,
            waiting(),
            ["Sie stehen auf der Warteliste", "You are on the waitlist"],
            None,
            "/my/",
        ),
        (
            About::SignedUp,
            unconfirmed(seated()),
            ["Bitte bestätigen", "Please confirm"],
            None,
            "/my/",
        ),
        (
            About::SignedUp,
            unconfirmed(waiting()),
            ["Bitte bestätigen", "Please confirm"],
            None,
            "/my/",
        ),
        (
            About::Existing,
            seated(),
            ["Sie sind schon angemeldet", "You are signed up already"],
            None,
            "/my/",
        ),
        (
            About::Offered,
            offered(1),
            ["Ein Platz ist frei für Sie", "A seat is free for you"],
            None,
            "/my/",
        ),
        (
            About::Offered,
            offered(3),
            ["3 Plätze sind frei für Sie", "3 seats are free for you"],
            None,
            "/my/",
        ),
        (About::Seated, seated(), ["Sie haben einen Platz", "You have a seat"], request, "/my/"),
        (
            About::Accepted,
            seated(),
            ["Ihr Platz ist sicher", "Your seat is yours"],
            request,
            "/my/",
        ),
        (
            About::Expired,
            cancelled(),
            ["Das Angebot ist abgelaufen", "The offer has lapsed"],
            None,
            "/events/7",
        ),
        (
            About::Expired,
            waiting(),
            ["Das Angebot ist abgelaufen", "The offer has lapsed"],
            None,
            "/my/",
        ),
        (About::Unconfirmed, cancelled(), ["Nicht bestätigt", "Not confirmed"], None, "/events/7"),
        (
            About::CancelledByPerson,
            cancelled(),
            ["Abgemeldet", "You have cancelled"],
            cancel,
            "/programme",
        ),
        (
            About::CancelledByStaff,
            cancelled(),
            ["Ihre Anmeldung ist aufgehoben", "Your registration was cancelled"],
            cancel,
            "/events/7",
        ),
        (
            About::Readdressed,
            seated(),
            ["Wir schreiben nicht mehr an diese Adresse", "We no longer write to this address"],
            cancel,
            "/events/7",
        ),
        (
            About::Readdressed,
            waiting(),
            ["Wir schreiben nicht mehr an diese Adresse", "We no longer write to this address"],
            None,
            "/events/7",
        ),
        (changed(&["time"]), seated(), ["Neuer Termin", "New date"], request, "/my/"),
        (changed(&["place"]), seated(), ["Neuer Ort", "New place"], request, "/my/"),
        (
            changed(&["time", "place"]),
            seated(),
            ["Neuer Termin, neuer Ort", "New date, new place"],
            request,
            "/my/",
        ),
        (changed(&["time"]), waiting(), ["Neuer Termin", "New date"], None, "/my/"),
        (none(), off(), ["Fällt aus", "It does not take place"], cancel, "/programme"),
        (
            About::EventRestored,
            seated(),
            ["Findet doch statt", "It takes place after all"],
            request,
            "/my/",
        ),
        (About::Reminder, seated(), ["Bald ist es so weit", "It is soon"], None, "/my/"),
        (
            About::Thanks,
            seated(),
            ["Danke, dass Sie da waren", "Thank you for coming"],
            None,
            "/my/",
        ),
    ]
}

#[test]
fn every_letter_says_what_it_is_and_what_to_do() {
    for (about, stands, [de, en], calendar, way) in every() {
        assert!(timely(&about, &stands, at("2026-11-28", 720)), "{about:?}");
        let pages = [Lang::De, Lang::En].map(|lang| page(lang, about.clone(), stands.clone()));
        assert_eq!(pages[0].subject, format!("{de}: „{TITLE}“"));
        assert_eq!(pages[1].subject, format!("{en}: “{TITLE}”"));
        for page in &pages {
            let buttons: Vec<&str> = page
                .blocks
                .iter()
                .filter_map(|block| match block {
                    Block::Button { url, .. } => Some(url.as_str()),
                    _ => None,
                })
                .collect();
            let [button] = buttons[..] else { panic!("one button in {about:?}") };
            assert!(
                button.starts_with(&format!("https://labor.example.org:8443{way}")),
                "{button}"
            );
            let text = plain::render(page);
            // The way to the registration, and when the address is erased; not for a former one.
            let theirs = about != About::Readdressed;
            assert_eq!((text.contains(&my()), text.contains("2027")), (theirs, theirs), "{text}");
            let found = page.calendar.as_ref().map(|enclosed| enclosed.method);
            assert_eq!(found, calendar, "{about:?}");
            assert!(page.unsubscribe.is_none());
        }
        let [de, en] = pages.map(|page| plain::render(&page));
        assert!(de.lines().zip(en.lines()).filter(|(de, en)| de == en).all(|(line, _)| {
            line.is_empty()
                || line.starts_with("http")
                || line.starts_with('>')
                || ["-- ", TITLE, "- Stadtlabor Soest, Markt 1"].contains(&line)
        }));
    }
}
