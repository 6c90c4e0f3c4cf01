//! What is said to somebody who signed up.

mod cases;

use app::{domain::RegistrationState, i18n::Lang};

use cases::{changed, expired, offered, signed_up, stand};

use crate::store::outbox::{About, Registered};

/// Where the button leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To the private page, with what confirms the address.
    Confirm,
    /// To the private page of the registration.
    Private,
    /// To the event.
    Event,
    /// To the programme.
    Programme,
}

/// A letter in words.
pub(super) struct Said {
    pub(super) subject: String,
    pub(super) heading: String,
    /// What happened.
    pub(super) text: Vec<String>,
    /// What the team says with it.
    pub(super) quote: Option<String>,
    /// Whether it is said when and where.
    pub(super) facts: bool,
    /// What to know or do now.
    pub(super) then: Vec<String>,
    pub(super) button: (Way, String),
    /// Why the mail came.
    pub(super) why: String,
}

impl Said {
    /// A letter about an event; its heading is what its subject says before the title.
    fn new(lang: Lang, heading: (&str, &str), stands: &Registered, text: (&str, &str)) -> Self {
        let heading = lang.pick(heading.0, heading.1);
        let title = &stands.title;
        Self {
            subject: lang.pick(format!("{heading}: „{title}“"), format!("{heading}: “{title}”")),
            heading: heading.to_owned(),
            text: vec![lang.pick(text.0, text.1).to_owned()],
            quote: None,
            facts: true,
            then: Vec::new(),
            button: (
                Way::Private,
                lang.pick("Meine Anmeldung ansehen", "View my registration").to_owned(),
            ),
            why: why(lang),
        }
    }

    fn then(mut self, lang: Lang, de: &str, en: &str) -> Self {
        self.then.push(lang.pick(de, en).to_owned());
        self
    }

    /// Where there is a seat, a file comes along.
    fn file(self, lang: Lang, stands: &Registered) -> Self {
        match stands.status {
            RegistrationState::Confirmed => self.then(
                lang,
                "Mit der Datei, die beiliegt, weiß es auch Ihr Kalender.",
                "With the enclosed file your calendar knows it, too.",
            ),
            _ => self,
        }
    }

    fn button(self, lang: Lang, way: Way, de: &str, en: &str) -> Self {
        Self { button: (way, lang.pick(de, en).to_owned()), ..self }
    }

    fn quote(self, quote: Option<&String>) -> Self {
        Self { quote: quote.cloned(), ..self }
    }

    fn why(self, lang: Lang, de: &str, en: &str) -> Self {
        Self { why: format!("{} {}", why(lang), lang.pick(de, en)), ..self }
    }
}

fn why(lang: Lang) -> String {
    lang.pick(
        "Sie bekommen diese Mail, weil diese Adresse bei einer Anmeldung angegeben wurde.",
        "You get this mail because this address was given when somebody signed up.",
    )
    .to_owned()
}

/// Puts it into words, as things stand now.
pub(super) fn say(lang: Lang, about: &About, stands: &Registered) -> Said {
    let new = |heading: (&str, &str), text: (&str, &str)| Said::new(lang, heading, stands, text);
    match about {
        About::SignedUp => signed_up(lang, stands),
        About::Existing => new(
            ("Sie sind schon angemeldet", "You are signed up already"),
            (
                "Gerade wollte sich jemand, vermutlich Sie, mit dieser Adresse anmelden. Mit ihr gibt es schon eine Anmeldung; es ist nichts dazugekommen.",
                "Somebody, probably you, has just tried to sign up with this address. It is signed up already; nothing was added.",
            ),
        )
        .then(lang, &stand(Lang::De, stands), &stand(Lang::En, stands))
        .why(
            lang,
            "Das waren nicht Sie? Dann ist nichts zu tun: An der Anmeldung hat sich nichts geändert, und nur an diese Adresse geht der Weg dorthin.",
            "That was not you? Then there is nothing to do: the registration has not changed, and the way to it goes to this address only.",
        ),
        About::Offered => offered(lang, stands),
        About::Seated => new(
            ("Sie haben einen Platz", "You have a seat"),
            (
                "Gute Nachricht: Sie sind dabei. Auf der Warteliste stehen Sie nicht mehr.",
                "Good news: you are in. You no longer stand on the waitlist.",
            ),
        )
        .then(lang, KEEP.0, KEEP.1),
        About::Accepted => new(
            ("Ihr Platz ist sicher", "Your seat is yours"),
            (
                "Danke, dass Sie zugesagt haben. Wir freuen uns auf Sie.",
                "Thank you for accepting. We look forward to seeing you.",
            ),
        )
        .then(lang, KEEP.0, KEEP.1),
        About::Expired => expired(lang, stands),
        About::Unconfirmed => new(
            ("Nicht bestätigt", "Not confirmed"),
            (
                "Ihre Anmeldung wurde nicht rechtzeitig bestätigt. Deshalb ist sie verfallen.",
                "Your registration was not confirmed in time. So it has lapsed.",
            ),
        )
        .then(
            lang,
            "Möchten Sie noch kommen? Dann melden Sie sich einfach neu an.",
            "Would you still like to come? Then simply sign up again.",
        )
        .button(lang, Way::Event, "Veranstaltung ansehen", "View the event")
        .why(
            lang,
            "Das waren nicht Sie? Dann ist nichts zu tun.",
            "That was not you? Then there is nothing to do.",
        ),
        About::CancelledByPerson => new(
            ("Abgemeldet", "You have cancelled"),
            (
                "Sie sind abgemeldet. Danke, dass Sie Bescheid gesagt haben: So kommt jemand anderes zum Zug.",
                "Your registration is cancelled. Thank you for telling us: now somebody else can come.",
            ),
        )
        .button(lang, Way::Programme, "Programm ansehen", "View the programme"),
        About::CancelledByStaff => new(
            ("Ihre Anmeldung ist aufgehoben", "Your registration was cancelled"),
            (
                "Das Team hat Ihre Anmeldung aufgehoben. Ist das ein Versehen? Dann melden Sie sich bitte in Ihrem Stadtlabor.",
                "The team has cancelled your registration. Is that a mistake? Then please contact your city lab.",
            ),
        )
        .button(lang, Way::Event, "Veranstaltung ansehen", "View the event"),
        About::Readdressed => new(
            ("Wir schreiben nicht mehr an diese Adresse", "We no longer write to this address"),
            (
                "Auf der persönlichen Seite der Anmeldung wurde die E-Mail-Adresse geändert. Diese hier gehört nicht mehr dazu. Steht der Termin in Ihrem Kalender, nehmen wir ihn dort heraus.",
                "The email address was changed on the private page of the registration. This one no longer belongs to it. If the date stands in your calendar, we take it out there.",
            ),
        )
        .button(lang, Way::Event, "Veranstaltung ansehen", "View the event")
        .why(
            lang,
            "Das waren nicht Sie? Dann melden Sie sich bitte in Ihrem Stadtlabor.",
            "That was not you? Then please contact your city lab.",
        ),
        About::Changed { note, what, .. } => changed(lang, stands, what).quote(note.as_ref()),
        About::EventCancelled { note } => new(
            ("Fällt aus", "It does not take place"),
            (
                "Die Veranstaltung, für die Sie angemeldet sind, findet leider nicht statt. Sie müssen nichts tun.",
                "Unfortunately, the event that you signed up for does not take place. You need not do anything.",
            ),
        )
        .quote(note.as_ref().or(stands.cancelled_note.as_ref()))
        .button(lang, Way::Programme, "Andere Veranstaltungen ansehen", "View other events"),
        About::EventRestored => new(
            ("Findet doch statt", "It takes place after all"),
            (
                "Die Veranstaltung findet doch statt, und Ihre Anmeldung gilt weiter.",
                "The event takes place after all, and your registration still holds.",
            ),
        )
        .then(lang, &stand(Lang::De, stands), &stand(Lang::En, stands))
        .file(lang, stands),
        About::Reminder => new(
            ("Bald ist es so weit", "It is soon"),
            (
                "Sie sind angemeldet, und bald geht es los. Wir freuen uns auf Sie.",
                "You are signed up, and it begins soon. We look forward to seeing you.",
            ),
        )
        .then(
            lang,
            "Auf Ihrer persönlichen Seite ist der Code für den Einlass. Können Sie doch nicht kommen? Dann melden Sie sich dort bitte ab, damit jemand anderes zum Zug kommt.",
            "Your private page has the code for the entrance. You cannot come after all? Then please cancel there, so that somebody else can come.",
        ),
        About::Thanks => Said {
            facts: false,
            ..new(
                ("Danke, dass Sie da waren", "Thank you for coming"),
                (
                    "Wie war es? Was war gut, was hat gefehlt? Zwei Minuten genügen, und Ihr Name steht nicht dabei.",
                    "How was it? What was good, what was missing? Two minutes are enough, and your name is not on it.",
                ),
            )
        }
        .button(lang, Way::Private, "Sagen, wie es war", "Say how it was"),
    }
}

/// What everybody with a seat should know.
const KEEP: (&str, &str) = (
    "Für Ihren Kalender liegt eine Datei bei. Auf Ihrer persönlichen Seite ist der Code für den Einlass. Können Sie doch nicht kommen? Dann melden Sie sich dort bitte ab, damit jemand anderes zum Zug kommt.",
    "A file for your calendar is enclosed. Your private page has the code for the entrance. You cannot come after all? Then please cancel there, so that somebody else can come.",
);
