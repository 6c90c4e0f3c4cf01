//! Texts of the privacy page, the imprint and the accessibility statement.
//!
//! They say what the program does; change them together with it.

use super::{Lang, Text, text};

/// A part of a legal page: a heading, paragraphs, and a list.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its heading.
    pub title: Text,
    /// Its paragraphs.
    pub paragraphs: &'static [Text],
    /// Its list, below the paragraphs.
    pub points: &'static [Text],
}

/// Lead of the privacy page.
pub const PRIVACY_LEAD: Text = text(
    "Lesen geht ohne jede Spur. Wenn Sie mitmachen, speichern wir so wenig wie möglich und löschen es wieder. Niemand außer uns bekommt Ihre Daten.",
    "Reading leaves no trace. When you take part, we store as little as possible and delete it again. Nobody but us gets your data.",
);
/// Who is responsible.
pub const CONTROLLER: Text = text("Wer ist verantwortlich?", "Who is responsible?");
/// Who runs this site.
pub const OPERATOR: Text = text("Betrieb dieser Seite", "Who runs this site");
/// Nobody entered an address.
pub const OPERATOR_MISSING: Text = text(
    "Für diese Seite ist noch keine Anschrift hinterlegt. Sie kommt aus den Angaben des ersten Stadtlabors.",
    "No address has been entered for this site yet. It comes from the details of the first lab.",
);

/// The privacy page, below who is responsible.
pub const PRIVACY: &[Part] = &[
    Part {
        title: text("Wenn Sie nur lesen", "When you only read"),
        paragraphs: &[
            text(
                "Dann speichern wir nichts über Sie. Es gibt keine Werbung, keine Messung, keine Schriften, Karten oder Programme von anderen Anbietern. Alles kommt von diesem einen Server.",
                "Then we store nothing about you. There are no adverts, no tracking, no fonts, maps or programs of other providers. Everything comes from this one server.",
            ),
            text(
                "Ihr Gerät schickt bei jedem Aufruf seine Internetadresse mit; ohne sie könnten wir nicht antworten. Damit niemand die Seite überlastet, zählt der Server Anfragen je Adresse einige Minuten lang im Arbeitsspeicher. In den Protokollen stehen weder Adressen noch andere Angaben zu Ihrer Person.",
                "Your device sends its internet address with every request; without it we could not answer. So that nobody overloads the site, the server counts requests by address in memory for some minutes. The logs hold neither addresses nor anything else about your person.",
            ),
        ],
        points: &[],
    },
    Part {
        title: text("Cookies und Speicher im Browser", "Cookies and storage in the browser"),
        paragraphs: &[text(
            "Wir setzen nur, was für das Gewünschte nötig ist. Deshalb fragt Sie hier auch kein Banner.",
            "We only set what is needed for what you want. That is why no banner asks you here.",
        )],
        points: &[
            text(
                "participant: eine zufällige Nummer, damit eine Stimme eine Stimme bleibt. Sie entsteht erst, wenn Sie etwas tun, zum Beispiel eine Idee unterstützen, und hält ein Jahr. Wir speichern nur einen Fingerabdruck (Hash) davon.",
                "participant: a random number, so that one voice stays one voice. It is made only when you do something, such as supporting an idea, and lasts one year. We store only its fingerprint (hash).",
            ),
            text(
                "lang: die Sprache, wenn Sie eine gewählt haben, ein Jahr.",
                "lang: the language, if you chose one, for one year.",
            ),
            text(
                "Ihr Entwurf: was Sie in das Formular tippen, bleibt in Ihrem Browser, bis Sie es absenden oder verwerfen, längstens 30 Tage. Bei Kommentaren und beim Mitmachen ist das nur der Text, nie Name oder Kontakt. Dazu der Vermerk, dass dieser Browser schon mitgemacht hat.",
                "Your draft: what you type into the form stays in your browser until you send or discard it, for 30 days at the most. For comments and joining in that is only the text, never a name or contact. With it a note that this browser has taken part.",
            ),
            text(
                "Für das Team der Stadt: eine Anmeldung, die nach spätestens 7 Tagen endet.",
                "For the town’s staff: a sign-in that ends after 7 days at the latest.",
            ),
        ],
    },
    Part {
        title: text("Wenn Sie mitmachen", "When you take part"),
        paragraphs: &[],
        points: &[
            text(
                "Idee: Titel, Text, Thema und Fotos werden öffentlich, sobald das Team sie freigibt. Name und Perspektive erscheinen nur, wenn Sie sie angeben; ein Spitzname genügt.",
                "Idea: title, text, topic and photos become public once staff publish them. Name and perspective appear only if you give them; a nickname is fine.",
            ),
            text(
                "Fotos: Wir entfernen alle versteckten Angaben wie Ort, Zeit und Gerät, bevor ein Foto gespeichert wird.",
                "Photos: we remove all hidden details such as place, time and device before a photo is stored.",
            ),
            text(
                "E-Mail-Adresse zu einer Idee: freiwillig, nie öffentlich, nur um Ihnen zu dieser Idee zu antworten und zu schreiben, was daraus wird. Wie oft, wählen Sie über den Link in jeder Mail; dort können Sie die Adresse auch löschen.",
                "E-mail address with an idea: optional, never public, only to answer you about this idea and to write what becomes of it. How often is your choice, by the link in every mail; there you can erase the address too.",
            ),
            text(
                "Auf dem Laufenden bleiben: Ihre E-Mail-Adresse, nur für die Idee, der Sie folgen. Wir schreiben erst, wenn Sie das bestätigt haben; ein Klick in jeder Mail beendet es.",
                "Staying up to date: your e-mail address, only for the idea that you follow. We write only once you have confirmed it; one click in every mail ends it.",
            ),
            text(
                "Kommentar: Text, dazu Name und Perspektive, wenn Sie sie angeben, sind öffentlich.",
                "Comment: the text, with name and perspective if you give them, is public.",
            ),
            text(
                "Unterstützen: öffentlich ist nur die Zahl.",
                "Support: only the number is public.",
            ),
            text(
                "Ich mache mit: Name und Kontakt sieht nur das Team; öffentlich ist nur die Zahl.",
                "Joining in: only staff see name and contact; only the number is public.",
            ),
            text(
                "Anmeldung zu einer Veranstaltung: Gefragt wird nur, was die Veranstaltung braucht. Bei jedem Feld steht, wofür es ist und bis wann wir es behalten; nur das Team sieht es. Auf Ihrer persönlichen Seite können Sie alles herunterladen und löschen. Was Sie noch nicht abgeschickt haben, bleibt in diesem Tab, bis Sie ihn schließen.",
                "Signing up for an event: we ask only what the event needs. Each field says what it is for and until when we keep it; only staff see it. On your private page you can download and erase all of it. What you have not sent yet stays in this tab until you close it.",
            ),
            text(
                "Rückmeldung zu einer Veranstaltung: Wir bewahren sie auf, ohne von wem sie kam.",
                "Feedback on an event: we keep it without whose it was.",
            ),
            text(
                "Meldung: Grund und Text sieht nur das Team.",
                "Report: only staff see the reason and the text.",
            ),
        ],
    },
    Part {
        title: text("Auf welcher Grundlage?", "On what grounds?"),
        paragraphs: &[
            text(
                "Beteiligung gehört zu den öffentlichen Aufgaben einer Stadt (Artikel 6 Absatz 1 Buchstabe e DSGVO). Freiwillige Angaben wie Name, E-Mail-Adresse oder Kontakt verarbeiten wir mit Ihrer Einwilligung (Buchstabe a); Sie können sie jederzeit widerrufen. Cookies und Speicher sind unbedingt erforderlich (§ 25 Absatz 2 Nummer 2 TDDDG).",
                "Participation is among the public tasks of a town (Article 6(1)(e) GDPR). Optional details such as name, e-mail address or contact are processed with your consent (point (a)), which you may withdraw at any time. Cookies and storage are strictly necessary (section 25(2) no. 2 TDDDG).",
            ),
            text(
                "Wir geben nichts weiter und treffen keine automatischen Entscheidungen über Sie.",
                "We pass nothing on and make no automated decisions about you.",
            ),
        ],
        points: &[],
    },
];

/// Heading of how long things are kept.
pub const KEPT_TITLE: Text = text("Wie lange wir etwas behalten", "How long we keep things");
/// Head of the column of things.
pub const KEPT_WHAT: Text = text("Was", "What");
/// Head of the column of times.
pub const KEPT_LONG: Text = text("Wie lange", "How long");
/// What is kept how long.
pub const KEPT: &[(Text, Text)] = &[
    (
        text("E-Mail-Adresse zu einer Idee", "E-mail address of an idea"),
        text("180 Tage", "180 days"),
    ),
    (
        text(
            "E-Mail-Adresse, mit der Sie einer Idee folgen",
            "E-mail address with which you follow an idea",
        ),
        text(
            "365 Tage nach Ihrer letzten Wahl; 3 Tage, wenn Sie nicht bestätigen",
            "365 days after your last choice; 3 days if you do not confirm",
        ),
    ),
    (
        text("Inhalt einer Mail an Sie", "Contents of a mail to you"),
        text("bis sie verschickt ist, längstens 4 Tage", "until it is sent, 4 days at the most"),
    ),
    (
        text("Dass wir Ihnen eine Mail geschickt haben", "That we have sent you a mail"),
        text("30 Tage", "30 days"),
    ),
    (
        text("Name und Kontakt von Mitstreiter:innen", "Name and contact of people who join in"),
        text("365 Tage", "365 days"),
    ),
    (
        text(
            "Angaben bei einer Anmeldung zu einer Veranstaltung",
            "Details given when signing up for an event",
        ),
        text(
            "bis zu dem Tag, der beim Feld steht, längstens 2 Jahre nach der Veranstaltung",
            "until the day that the field names, at the most 2 years after the event",
        ),
    ),
    (
        text("Fotos, die nie abgeschickt wurden", "Photos that were never sent"),
        text("24 Stunden", "24 hours"),
    ),
    (
        text("Merkzettel gegen doppeltes Absenden", "Notes against sending twice"),
        text("48 Stunden", "48 hours"),
    ),
    (
        text("Zufällige Nummer Ihres Browsers", "Random number of your browser"),
        text("bis sie 400 Tage nicht gesehen wurde", "until it was not seen for 400 days"),
    ),
    (text("Anmeldung des Teams", "Sign-in of staff"), text("7 Tage", "7 days")),
    (
        text("Veröffentlichte Ideen und Kommentare", "Published ideas and comments"),
        text(
            "solange die Ideenwand besteht, oder bis Sie um Löschung bitten",
            "as long as the wall exists, or until you ask for deletion",
        ),
    ),
];

/// The privacy page, below how long things are kept.
pub const PRIVACY_RIGHTS: &[Part] = &[Part {
    title: text("Ihre Rechte", "Your rights"),
    paragraphs: &[
        text(
            "Sie dürfen wissen, was wir über Sie gespeichert haben, es berichtigen oder löschen lassen, die Verarbeitung einschränken, ihr widersprechen, Ihre Daten mitnehmen und eine Einwilligung zurücknehmen. Eine Nachricht genügt.",
            "You may know what we store about you, have it corrected or deleted, restrict or object to its processing, take your data with you and withdraw consent. A message is enough.",
        ),
        text(
            "Solange Ihre Idee noch nicht veröffentlicht ist, können Sie sie über Ihren persönlichen Link selbst ändern oder zurückziehen. Ohne Namen und E-Mail-Adresse können wir eine Idee Ihnen nur über diesen Link zuordnen.",
            "As long as your idea is not published, you can edit or withdraw it yourself through your private link. Without name and e-mail address we can only match an idea to you through that link.",
        ),
        text(
            "Sie können sich auch bei der Datenschutzbeauftragten oder dem Datenschutzbeauftragten der Stadt melden oder bei der Datenschutzaufsicht Ihres Bundeslandes beschweren.",
            "You may also turn to the data protection officer of the town, or complain to the data protection authority of your federal state.",
        ),
    ],
    points: &[],
}];

/// Lead of the imprint.
pub const IMPRINT_LEAD: Text =
    text("Wer hinter dieser Seite steht.", "Who stands behind this site.");
/// The imprint, below the operator.
pub const IMPRINT: &[Part] = &[
    Part {
        title: text("Verantwortlich für den Inhalt", "Responsible for the content"),
        paragraphs: &[
            text(
                "Für die eigenen Texte: das Team des Stadtlabors, Anschrift wie oben (§ 18 Absatz 2 MStV).",
                "For our own texts: the team of the lab, address as above (section 18(2) MStV).",
            ),
            text(
                "Ideen und Kommentare geben die Meinung derer wieder, die sie geschrieben haben. Wenn etwas verletzt oder nicht stimmt, melden Sie es bitte: Unter jeder Idee und jedem Kommentar gibt es dafür einen Knopf.",
                "Ideas and comments are the opinion of those who wrote them. If something hurts or is wrong, please report it: there is a button for it under every idea and every comment.",
            ),
            text(
                "Für Seiten, auf die ein Link führt, sind deren Betreiber:innen verantwortlich.",
                "For pages that a link leads to, those who run them are responsible.",
            ),
        ],
        points: &[],
    },
    Part {
        title: text("Das Programm", "The program"),
        paragraphs: &[
            text(
                "Stadtlabor ist freie Software unter der European Union Public Licence 1.2 (EUPL-1.2). Jede Stadt darf es nutzen, ansehen, ändern und weitergeben.",
                "Stadtlabor is free software under the European Union Public Licence 1.2 (EUPL-1.2). Every town may use, read, change and share it.",
            ),
            text(
                "Schrift: Atkinson Hyperlegible Next, SIL Open Font License 1.1. Zeichnungen und Symbole gehören zum Programm.",
                "Typeface: Atkinson Hyperlegible Next, SIL Open Font License 1.1. Drawings and icons are part of the program.",
            ),
        ],
        points: &[],
    },
];

/// Lead of the accessibility statement.
pub const ACCESS_LEAD: Text = text(
    "Diese Seite soll für alle gehen: mit dem Daumen, mit der Tastatur, mit Vorlesen, mit wenig Sehkraft, mit schwachem Netz.",
    "This site is meant to work for everybody: by thumb, by keyboard, by screen reader, with low vision, with a weak signal.",
);
/// The accessibility statement, above the contact.
pub const ACCESS: &[Part] = &[
    Part {
        title: text("Für wen diese Erklärung gilt", "What this statement covers"),
        paragraphs: &[text(
            "Sie gilt für alle öffentlichen Seiten unter dieser Adresse. Grundlage sind die Richtlinie (EU) 2016/2102, das Behindertengleichstellungsrecht von Bund und Land und die BITV 2.0 mit der Norm EN 301 549. Wir richten uns nach den WCAG 2.2, Stufe AA.",
            "It covers all public pages at this address. It rests on Directive (EU) 2016/2102, the disability equality laws of federation and state, and the BITV 2.0 with the standard EN 301 549. We follow WCAG 2.2, level AA.",
        )],
        points: &[],
    },
    Part {
        title: text("Wie gut es gelingt", "How well it works"),
        paragraphs: &[text(
            "Die Seite ist nach unserer Einschätzung weitgehend mit den Anforderungen vereinbar. Das beruht auf einer Selbstbewertung: Jede Änderung am Programm wird selbsttätig mit axe geprüft, hell und dunkel, auf Telefon und Rechner, mit und ohne JavaScript. Eine Prüfung durch eine unabhängige Stelle steht noch aus.",
            "In our assessment the site largely complies with the requirements. This rests on a self-assessment: every change to the program is checked automatically with axe, light and dark, on phone and computer, with and without JavaScript. An audit by an independent body is still to come.",
        )],
        points: &[],
    },
    Part {
        title: text("Was noch nicht geht", "What does not work yet"),
        paragraphs: &[],
        points: &[
            text(
                "Fotos, die Menschen hier einstellen, haben nicht immer eine Beschreibung.",
                "Photos that people put up here do not always have a description.",
            ),
            text(
                "Ideen und Kommentare sind nicht in Leichter Sprache und werden nicht übersetzt.",
                "Ideas and comments are not in plain language and are not translated.",
            ),
            text(
                "Es gibt noch keine Erläuterung in Leichter Sprache und in Deutscher Gebärdensprache.",
                "There is no explanation in plain language and in German Sign Language yet.",
            ),
        ],
    },
];
/// Heading of the feedback.
pub const FEEDBACK: Text = text("Stört Sie etwas?", "Is something in your way?");
/// Asks for feedback.
pub const FEEDBACK_TEXT: Text = text(
    "Sagen Sie es uns. Wir antworten, so schnell wir können, und nehmen Ihre Idee auf Wunsch auch am Telefon oder vor Ort auf.",
    "Tell us. We answer as soon as we can, and gladly take down your idea by telephone or on site.",
);
/// The accessibility statement, below the contact.
pub const ACCESS_END: &[Part] = &[Part {
    title: text("Wenn wir nicht helfen konnten", "If we could not help"),
    paragraphs: &[text(
        "Antworten wir nicht oder nicht zufriedenstellend, können Sie sich an die Durchsetzungs- oder Ombudsstelle für barrierefreie Informationstechnik Ihres Bundeslandes wenden. Das Verfahren ist kostenlos, und Sie brauchen dafür keinen Rechtsbeistand.",
        "If we do not answer, or not to your satisfaction, you may turn to the enforcement or ombuds body for accessible information technology of your federal state. The procedure is free, and you need no lawyer.",
    )],
    points: &[],
}];

/// The town that runs a lab.
pub fn town(lang: Lang, town: &str) -> String {
    lang.pick(format!("Stadt {town}"), format!("Town of {town}"))
}

/// Who acts for a town.
pub fn represented(lang: Lang, town: &str) -> String {
    lang.pick(
        format!("Vertreten durch die Bürgermeisterin oder den Bürgermeister der Stadt {town}."),
        format!("Represented by the mayor of the town of {town}."),
    )
}
