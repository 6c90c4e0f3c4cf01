//! Texts of the door: who comes in, and what works while the network is away.

use super::{Lang, Text, clock, text};
use crate::domain::Timestamp;

/// The camera.
pub const CAMERA: Text = text("Kamera", "Camera");
/// Switches it on.
pub const CAMERA_ON: Text = text("Kamera einschalten", "Switch the camera on");
/// Switches it off.
pub const CAMERA_OFF: Text = text("Kamera ausschalten", "Switch the camera off");
/// How the camera is.
pub const CAMERA_OPENING: Text = text("Die Kamera geht an …", "The camera is starting …");
/// How the camera is.
pub const CAMERA_OPEN: Text =
    text("Code vor die Kamera halten.", "Hold the code in front of the camera.");
/// How the camera is.
pub const CAMERA_REFUSED: Text = text(
    "Der Browser darf die Kamera nicht benutzen. Erlauben Sie es neben der Adresse der Seite, oder tippen Sie den Code unten ein.",
    "The browser may not use the camera. Allow it beside the page’s address, or type the code below.",
);
/// How the camera is.
pub const CAMERA_ABSENT: Text = text(
    "Dieses Gerät hat keine Kamera, die wir benutzen können. Tippen Sie den Code unten ein, oder suchen Sie den Namen.",
    "This device has no camera that we can use. Type the code below, or search for the name.",
);
/// How the camera is.
pub const CAMERA_TAKEN: Text = text(
    "Die Kamera ist gerade anderswo in Gebrauch. Schließen Sie das andere Programm, und schalten Sie sie hier aus und wieder ein.",
    "The camera is in use elsewhere. Close the other program, then switch it off and on again here.",
);
/// How the camera is.
pub const CAMERA_INSECURE: Text = text(
    "Die Kamera gibt es nur über eine sichere Verbindung (https://).",
    "The camera is only there over a secure connection (https://).",
);
/// Without a script.
pub const CAMERA_NEEDS_SCRIPT: Text = text(
    "Die Kamera braucht JavaScript. Mit Namen und Code geht es auch ohne.",
    "The camera needs JavaScript. Names and codes work without.",
);

/// Where it is said who was seen.
pub const DOOR_SEEN: Text = text("Zuletzt gesehen", "Last seen");
/// Nobody was seen yet.
pub const DOOR_IDLE: Text = text(
    "Bereit. Hier steht gleich groß, wer kommt.",
    "Ready. Whoever comes appears here in large letters.",
);
/// Field.
pub const DOOR_CODE: Text = text("Code eintippen", "Type the code");
/// Where it stands.
pub const DOOR_CODE_HINT: Text = text(
    "Steht unter dem Bild auf der Anmeldung.",
    "Stands below the picture on the registration.",
);
/// Sends it.
pub const DOOR_CHECK: Text = text("Prüfen", "Check");
/// Field.
pub const DOOR_SEARCH: Text = text("Name suchen", "Search for a name");
/// A tap lets somebody in.
pub const LET_IN: Text = text("einlassen", "let in");
/// To the form for somebody who did not sign up.
pub const DOOR_WALK_IN: Text = text("Ohne Anmeldung da? Eintragen", "Not signed up? Add them");
/// What the device keeps.
pub const DOOR_KEPT: Text = text(
    "Damit der Einlass auch ohne Netz geht, liegen Namen und Codes auf diesem Gerät, bis Sie zu einer anderen Seite gehen, sich abmelden oder die Veranstaltung vorbei ist.",
    "So that check-in works without a network too, names and codes lie on this device until you go to another page, sign out, or the event is over.",
);
/// Takes back.
pub const TAKE_BACK: Text = text("Zurücknehmen", "Take back");
/// Notes an unknown code.
pub const NOTE_ANYWAY: Text =
    text("Trotzdem einlassen und vormerken", "Let in all the same and note it");

/// The server is asked.
pub const LOOK_ASKING: Text = text("Wird nachgesehen …", "Looking it up …");
/// Another event.
pub const LOOK_ELSEWHERE: Text =
    text("Dieser Code ist für eine andere Veranstaltung.", "This code is for another event.");
/// No code of ours.
pub const LOOK_NO_CODE: Text =
    text("Das ist kein Code einer Anmeldung.", "This is not the code of a registration.");
/// The device does not know the code.
pub const LOOK_UNKNOWN_OFFLINE: Text = text(
    "Nicht auf der Liste dieses Geräts. Ohne Netz lässt sich nicht nachsehen, ob es eine neue Anmeldung ist.",
    "Not on this device’s list. Without a network we cannot look up whether it is a new registration.",
);
/// The registration was taken back.
pub const LOOK_CANCELLED: Text = text("Ist abgemeldet.", "The registration was cancelled.");
/// The registration has an offer.
pub const LOOK_OFFERED: Text = text(
    "Hat einen angebotenen Platz, aber noch nicht zugesagt.",
    "Was offered a seat, but has not said yes yet.",
);
/// Taken back.
pub const LOOK_UNDONE: Text = text("Zurückgenommen: noch nicht da.", "Taken back: not there yet.");
/// Noted for later.
pub const LOOK_NOTED: Text = text(
    "Vorgemerkt. Wer das ist, sagt der Server, sobald das Netz da ist.",
    "Noted. The server tells who it is as soon as the network is back.",
);

/// The server answers.
pub const NET_UP: Text = text("Verbunden", "Connected");
/// It does not.
pub const NET_DOWN: Text = text("Ohne Netz – Einlass geht weiter", "No network – check-in goes on");
/// Tries now.
pub const SEND_NOW: Text = text("Jetzt senden", "Send now");
/// The session is over.
pub const SIGN_IN_AGAIN: Text = text(
    "Ihre Anmeldung ist abgelaufen. Was Sie gescannt haben, ist auf diesem Gerät gespeichert und wird danach gesendet.",
    "Your session has ended. What you scanned is kept on this device and is sent afterwards.",
);
/// What the server did not take.
pub const REFUSED: Text = text("Nicht angenommen:", "Not accepted:");

/// How many of how many are there.
pub fn there_of(lang: Lang, there: usize, all: usize) -> String {
    lang.pick(format!("{there} von {all} da"), format!("{there} of {all} there"))
}

/// What waits to be sent.
pub fn unsent(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("1 Scan noch nicht gesendet", "1 scan not sent yet").to_owned(),
        n => lang.pick(format!("{n} Scans noch nicht gesendet"), format!("{n} scans not sent yet")),
    }
}

/// Somebody comes in.
pub fn came_in(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("Willkommen!", "Welcome!").to_owned(),
        n => lang.pick(format!("Willkommen, alle {n}!"), format!("Welcome, all {n}!")),
    }
}

/// Somebody is in already.
pub fn known_since(lang: Lang, since: Timestamp) -> String {
    let since = clock(since);
    lang.pick(
        format!("Ist schon da, seit {since} Uhr."),
        format!("Is there already, since {since}."),
    )
}

/// Somebody stands in line.
pub fn waits(lang: Lang, place: Option<u32>) -> String {
    match place {
        Some(place) => lang.pick(
            format!("Steht auf der Warteliste, Platz {place}."),
            format!("Is on the waitlist, place {place}."),
        ),
        None => lang.pick("Steht auf der Warteliste.", "Is on the waitlist.").to_owned(),
    }
}

/// Another event, by its number.
pub fn other_event(lang: Lang, id: i64) -> String {
    lang.pick(format!("Veranstaltung {id}"), format!("Event {id}"))
}
