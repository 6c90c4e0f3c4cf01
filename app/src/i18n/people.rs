//! Texts about accounts of the staff: people, invitations, one's own account, the second step.

use super::{Lang, Text, text};
use crate::domain::{FieldError, Role};

/// What is wrong with a field of these pages; what is wrong everywhere is in
/// [`super::problems`].
pub fn field_error(error: &FieldError) -> Text {
    match error {
        FieldError::EmailTaken => text(
            "Unter dieser Adresse gibt es schon ein Konto.",
            "There is an account with this address already.",
        ),
        FieldError::InvitedAlready => text(
            "An diese Adresse ist schon eine Einladung offen. Nehmen Sie sie zurück, um neu einzuladen.",
            "An invitation to this address is open already. Take it back to invite again.",
        ),
        FieldError::PasswordCommon => text(
            "Dieses Passwort benutzen viele. Nehmen Sie zum Beispiel einen kurzen Satz, den nur Sie kennen.",
            "Many people use this password. Take a short sentence that only you know, for example.",
        ),
        FieldError::PasswordPersonal => text(
            "Das Passwort besteht fast nur aus Ihrem Namen. Bitte nehmen Sie ein anderes.",
            "The password is little more than your name. Please take another.",
        ),
        FieldError::PasswordWrong => {
            text("Das ist nicht Ihr jetziges Passwort.", "This is not your present password.")
        }
        FieldError::BeyondLimits => text(
            "So weit reichen Ihre eigenen Rechte nicht.",
            "Your own rights do not reach that far.",
        ),
        _ => text(
            "Das passt nicht: falsch, zu alt oder schon benutzt. Bitte noch einmal.",
            "This does not fit: wrong, too old or used before. Please try again.",
        ),
    }
}

/// Detail of a 409 that keeps the last admin.
pub const LAST_ADMIN: Text = text(
    "Dann gäbe es niemanden mehr, der alles verwalten darf. Geben Sie zuerst jemand anderem diese Rolle ohne Einschränkung.",
    "Nobody would be left who may administer everything. First give somebody else this role without limits.",
);

/// Title of the page of the people.
pub const PEOPLE: Text = text("Team", "Team");
/// What the page is for.
pub const PEOPLE_TEXT: Text = text(
    "Wer hier arbeitet, in welcher Rolle und wofür. Jede Änderung steht im Protokoll.",
    "Who works here, in which role and on what. Every change is in the log.",
);
/// Heading and button of the form.
pub const INVITE: Text = text("Jemanden einladen", "Invite somebody");
/// Field.
pub const EMAIL: Text = text("E-Mail-Adresse", "E-mail address");
/// Field.
pub const NAME: Text = text("Name", "Name");
/// Reason for the field.
pub const NAME_HINT: Text = text("So sehen es die Kolleg:innen.", "This is what colleagues see.");
/// Field.
pub const ROLE: Text = text("Rolle", "Role");
/// Field.
pub const LABS: Text = text("Nur für diese Stadtlabore", "Only for these labs");
/// Reason for the field.
pub const LABS_HINT: Text = text(
    "Nichts angekreuzt heißt: für alle, auch für Ideen ohne Stadtlabor.",
    "Nothing ticked means: for all, and for ideas without a lab.",
);
/// Field.
pub const DEPARTMENTS: Text = text("Nur für diese Fachbereiche", "Only for these departments");
/// Reason for the field.
pub const DEPARTMENTS_HINT: Text = text(
    "Nötig in der Rolle Fachbereich: Gesehen wird, was den Fachbereichen zugewiesen ist.",
    "Needed in the role Department: what is seen is what the departments were assigned.",
);
/// Field.
pub const MAIL_LANG: Text = text("Sprache der Mails", "Language of mails");
/// Button.
pub const SEND_INVITATION: Text = text("Einladung senden", "Send the invitation");
/// After inviting.
pub const INVITED: Text = text("Einladung ist unterwegs", "The invitation is on its way");
/// About the link.
pub const LINK_TEXT: Text = text(
    "Sie können den Link auch selbst weitergeben. Er steht nur jetzt hier, gilt sieben Tage und einmal.",
    "You can also pass the link on yourself. It stands here only now, and works for seven days and once.",
);
/// Label of the link.
pub const LINK: Text = text("Link der Einladung", "Link of the invitation");
/// Button.
pub const COPY: Text = text("Kopieren", "Copy");
/// Button, after.
pub const COPIED: Text = text("Kopiert", "Copied");
/// Heading of the list.
pub const OPEN_INVITATIONS: Text = text("Offene Einladungen", "Open invitations");
/// Button.
pub const REVOKE: Text = text("Zurücknehmen", "Take back");
/// Heading of the list.
pub const ACCOUNTS: Text = text("Konten", "Accounts");
/// What a role may.
pub fn role_text(role: Role) -> Text {
    match role {
        Role::Moderator => text(
            "entscheidet, was veröffentlicht wird, und verteilt Ideen",
            "decides what is published, and hands ideas out",
        ),
        Role::Editor => text(
            "moderiert, ändert den Stand und antwortet für die Stadt",
            "moderates, changes the status and answers for the town",
        ),
        Role::Department => text(
            "arbeitet an den Ideen des eigenen Fachbereichs",
            "works on the ideas of their own department",
        ),
        Role::Admin => text(
            "darf alles, auch Team und Einstellungen verwalten",
            "may do everything, and manages team and settings",
        ),
    }
}
/// Limits of nobody.
pub const EVERYWHERE: Text = text("ohne Einschränkung", "without limits");
/// A person with a second factor.
pub const SECURED: Text = text("zweiter Faktor", "second factor");
/// A person without.
pub const UNSECURED: Text = text("nur Passwort", "password only");
/// A person who is disabled.
pub const DISABLED: Text = text("gesperrt", "disabled");
/// The person who looks.
pub const YOU: Text = text("Sie", "you");
/// When somebody was here.
pub const SEEN: Text = text("zuletzt hier", "last here");
/// Who invited.
pub const INVITED_BY: Text = text("eingeladen von", "invited by");
/// Until when.
pub const UNTIL: Text = text("gilt bis", "works until");
/// The same, as a sentence of its own.
pub const INVITATION_UNTIL: Text = text("Diese Einladung gilt bis", "This invitation works until");
/// Opens the form.
pub const CHANGE: Text = text("Ändern", "Change");
/// Button.
pub const SAVE: Text = text("Speichern", "Save");
/// Button.
pub const DISABLE: Text = text("Sperren", "Disable");
/// Button.
pub const ENABLE: Text = text("Entsperren", "Enable");
/// Button.
pub const RESET: Text = text("Zweiten Faktor entfernen", "Take the second factor away");
/// Opens the form.
pub const REMOVE: Text = text("Entfernen", "Remove");
/// What it does.
pub const REMOVE_TEXT: Text = text(
    "Name und Adresse werden gelöscht, das lässt sich nicht zurücknehmen. Was die Person entschieden hat, bleibt.",
    "Name and address are erased, which cannot be taken back. What the person decided stays.",
);
/// Button that does it.
pub const REMOVE_NOW: Text = text("Endgültig entfernen", "Remove for good");
/// Why there are no buttons.
pub const NOT_YOURS: Text =
    text("Dieses Konto hat mehr Rechte als Ihres.", "This account has more rights than yours.");
/// Further people.
pub const MORE: Text = text("Weitere Konten", "Further accounts");

/// Title of the invitation's page.
pub const WELCOME: Text = text("Willkommen im Team", "Welcome to the team");
/// What to do.
pub fn welcome_text(lang: Lang, by: &str, email: &str) -> String {
    lang.pick(
        format!(
            "{by} hat Sie eingeladen. Setzen Sie ein Passwort für {email}, dann sind Sie dabei."
        ),
        format!("{by} has invited you. Set a password for {email}, and you are in."),
    )
}
/// An invitation that is over.
pub const INVITE_GONE: Text =
    text("Diese Einladung gilt nicht mehr", "This invitation no longer works");
/// What to do.
pub const INVITE_GONE_TEXT: Text = text(
    "Sie wurde schon benutzt, zurückgenommen oder ist älter als sieben Tage. Bitten Sie um eine neue.",
    "It was used, taken back, or is older than seven days. Ask for a new one.",
);
/// Field.
pub const NEW_PASSWORD: Text = text("Neues Passwort", "New password");
/// How to fill it in.
pub const PASSWORD_HINT: Text = text(
    "Mindestens 10 Zeichen. Ein kurzer Satz ist leicht zu merken und schwer zu raten.",
    "At least 10 characters. A short sentence is easy to keep and hard to guess.",
);
/// Button.
pub const JOIN: Text = text("Passwort setzen und loslegen", "Set the password and begin");

/// Title of the second step.
pub const SECOND: Text = text("Zweiter Schritt", "Second step");
/// What to do.
pub const SECOND_TEXT: Text = text(
    "Ihr Passwort stimmt. Jetzt noch der zweite Faktor.",
    "Your password is right. Now the second factor.",
);
/// Field.
pub const CODE: Text = text("Code", "Code");
/// How to fill it in.
pub const CODE_HINT: Text = text(
    "Sechs Ziffern aus Ihrer App, oder einer Ihrer Wiederherstellungscodes.",
    "Six digits of your app, or one of your recovery codes.",
);
/// How to fill it in, without an app.
pub const CODE_HINT_RECOVERY: Text =
    text("Einer Ihrer Wiederherstellungscodes.", "One of your recovery codes.");
/// Button.
pub const GO_ON: Text = text("Weiter", "Go on");
/// Button.
pub const BY_PASSKEY: Text = text("Mit Passkey anmelden", "Sign in by passkey");
/// Between ways.
pub const OR: Text = text("oder", "or");
/// The first step is too old.
pub const START_OVER: Text = text("Von vorn anmelden", "Sign in from the beginning");
/// A passkey that did not come about.
pub const PASSKEY_FAILED: Text = text(
    "Mit dem Passkey hat es nicht geklappt. Bitte noch einmal, oder nehmen Sie einen anderen Weg.",
    "The passkey did not work. Please try again, or take another way.",
);
/// A browser that cannot.
pub const PASSKEY_NONE: Text =
    text("Dieser Browser kann keine Passkeys.", "This browser cannot use passkeys.");

/// Title of the account's page.
pub const ACCOUNT: Text = text("Ihr Konto", "Your account");
/// Heading.
pub const PROFILE: Text = text("Angaben", "Details");
/// Field.
pub const LANGUAGE: Text = text("Sprache von Seiten und Mails", "Language of pages and mails");
/// Field.
pub const MAIL: Text = text(
    "Mails, wenn meinem Fachbereich etwas zugewiesen wird",
    "Mails when my department is assigned something",
);
/// Heading.
pub const PASSWORD: Text = text("Passwort", "Password");
/// Field.
pub const OLD_PASSWORD: Text = text("Jetziges Passwort", "Present password");
/// Button.
pub const CHANGE_PASSWORD: Text = text("Passwort ändern", "Change the password");
/// What happens.
pub const CHANGE_PASSWORD_TEXT: Text = text(
    "Auf allen anderen Geräten werden Sie dabei abgemeldet.",
    "You are signed out on all other devices.",
);
/// Heading.
pub const SECOND_FACTOR: Text = text("Zweiter Faktor", "Second factor");
/// What it is for.
pub const SECOND_FACTOR_TEXT: Text = text(
    "Dann genügt Ihr Passwort allein niemandem. Ein Passkey ersetzt sogar das Passwort.",
    "Then nobody gets in by your password alone. A passkey even takes the password’s place.",
);
/// Heading.
pub const TOTP: Text = text("App mit Codes", "App with codes");
/// State.
pub const TOTP_ON: Text = text("Eingerichtet", "Set up");
/// State.
pub const TOTP_OFF: Text = text(
    "Eine App auf Ihrem Telefon zeigt alle 30 Sekunden einen neuen Code.",
    "An app on your phone shows a new code every 30 seconds.",
);
/// Button.
pub const TOTP_SET_UP: Text = text("App einrichten", "Set an app up");
/// What to do.
pub const TOTP_SCAN: Text = text(
    "Lesen Sie dieses Bild mit Ihrer App, oder tippen Sie den Schlüssel ab. Geben Sie dann den Code ein, den sie zeigt.",
    "Read this picture with your app, or type the key. Then enter the code that it shows.",
);
/// Alternative text of the picture.
pub const TOTP_QR: Text = text("QR-Code mit dem Schlüssel", "QR code with the key");
/// Label of the key.
pub const TOTP_KEY: Text = text("Schlüssel", "Key");
/// Button.
pub const TOTP_CONFIRM: Text = text("Einschalten", "Turn on");
/// Opens the form.
pub const TOTP_REMOVE: Text = text("App entfernen", "Remove the app");
/// Heading.
pub const PASSKEYS: Text = text("Passkeys", "Passkeys");
/// What they are.
pub const PASSKEYS_TEXT: Text = text(
    "Anmelden mit Fingerabdruck, Gesicht oder Sicherheitsschlüssel statt mit Passwort.",
    "Sign in by fingerprint, face or security key instead of a password.",
);
/// Field.
pub const PASSKEY_NAME: Text = text("Name des Passkeys", "Name of the passkey");
/// How to fill it in.
pub const PASSKEY_NAME_HINT: Text = text("Zum Beispiel: Diensthandy", "For example: office phone");
/// Button.
pub const PASSKEY_ADD: Text = text("Passkey hinzufügen", "Add a passkey");
/// Where there is no script.
pub const PASSKEY_SCRIPT: Text =
    text("Zum Hinzufügen muss JavaScript laufen.", "Adding one needs JavaScript.");
/// When it was added.
pub const ADDED: Text = text("hinzugefügt", "added");
/// When it was used.
pub const USED: Text = text("zuletzt benutzt", "last used");
/// It was not.
pub const UNUSED: Text = text("noch nicht benutzt", "not used yet");
/// Heading.
pub const RECOVERY: Text = text("Wiederherstellungscodes", "Recovery codes");
/// How many are left.
pub fn recovery_left(lang: Lang, left: u32) -> String {
    match left {
        0 => lang.pick("Keiner ist übrig.", "None is left.").to_owned(),
        1 => lang.pick("Einer ist übrig.", "One is left.").to_owned(),
        left => lang.pick(format!("{left} sind übrig."), format!("{left} are left.")),
    }
}
/// What they are for.
pub const RECOVERY_TEXT: Text = text(
    "Für den Tag, an dem Telefon oder Schlüssel fehlt. Jeder gilt einmal.",
    "For the day when phone or key is missing. Each works once.",
);
/// Button.
pub const RECOVERY_NEW: Text = text("Neue Codes", "New codes");
/// About them.
pub const RECOVERY_NEW_TEXT: Text =
    text("Die alten gelten dann nicht mehr.", "The old ones then no longer work.");
/// Where they are shown.
pub const CODES: Text = text("Ihre Wiederherstellungscodes", "Your recovery codes");
/// What to do.
pub const CODES_TEXT: Text = text(
    "Sie stehen nur jetzt hier. Drucken Sie sie aus oder schreiben Sie sie ab, und legen Sie sie an einen sicheren Ort.",
    "They stand here only now. Print them or write them down, and put them in a safe place.",
);
/// Heading.
pub const SESSIONS: Text = text("Wo Sie angemeldet sind", "Where you are signed in");
/// This one.
pub const HERE: Text = text("dieses Gerät", "this device");
/// Another.
pub const ELSEWHERE: Text = text("ein anderes Gerät", "another device");
/// Since when.
pub const SINCE: Text = text("seit", "since");
/// Button.
pub const END: Text = text("Beenden", "End");
/// After a change.
pub const SAVED: Text = text("Gespeichert.", "Saved.");
