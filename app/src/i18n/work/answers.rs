//! Official answers.

use super::super::{Text, text};
/// Heading of the answers to an idea.
pub const ANSWERS: Text = text("Antworten der Stadt", "The town’s answers");
/// What the page of answers is for.
pub const ANSWERS_TEXT: Text = text(
    "Jede Antwort liest vor der Veröffentlichung noch jemand anderes.",
    "Somebody else reads every answer before it is published.",
);
/// Before a department has it.
pub const NO_ANSWER: Text = text(
    "Antworten kann, wer die Idee bearbeitet. Bitte zuerst zuweisen.",
    "Whoever works on the idea can answer. Please assign it first.",
);
/// An empty list.
pub const NO_ANSWERS: Text = text("Hier ist gerade nichts.", "There is nothing here right now.");
/// Label of an answer.
pub const ANSWER: Text = text("Antwort", "Answer");
/// Opens the form.
pub const ANSWER_WRITE: Text = text("Antwort schreiben", "Write an answer");
/// Opens the form.
pub const ANSWER_EDIT: Text = text("Veröffentlichte Antwort ändern", "Change the published answer");
/// Opens the form.
pub const DRAFT_EDIT: Text = text("Entwurf bearbeiten", "Edit the draft");
/// How to write.
pub const MARKDOWN_HINT: Text = text(
    "Leere Zeile: neuer Absatz. **fett**, *kursiv*, - Aufzählung, [Text](https://…)",
    "Empty line: new paragraph. **bold**, *italic*, - list, [text](https://…)",
);
/// Asks for a second pair of eyes.
pub const READY: Text = text("Fertig: bitte gegenlesen", "Finished: please read it over");
/// Saves a draft.
pub const DRAFT_SAVE: Text = text("Entwurf speichern", "Save draft");
/// After that.
pub const DRAFTED: Text = text("Der Entwurf ist gespeichert.", "The draft is saved.");
/// Shows how it will look.
pub const LOOK: Text = text("Ansehen", "Preview");
/// Above how it will look.
pub const PREVIEW: Text = text("So wird es aussehen:", "This is how it will look:");
/// Throws a draft away.
pub const DISCARD: Text = text("Entwurf verwerfen", "Discard draft");
/// After that.
pub const DISCARDED: Text = text("Der Entwurf ist verworfen.", "The draft is discarded.");
/// Approves a draft.
pub const APPROVE: Text = text("Freigeben", "Approve");
/// After that.
pub const APPROVED: Text = text("Die Antwort ist freigegeben.", "The answer is approved.");
/// To whoever wrote a draft.
pub const OTHER_EYES: Text = text(
    "Sie haben ihn geschrieben: Freigeben kann ihn jemand anderes.",
    "You wrote it: somebody else can approve it.",
);
/// Publishes an answer.
pub const PUBLISH: Text = text("Veröffentlichen", "Publish");
/// After that.
pub const PUBLISHED: Text = text("Veröffentlicht.", "Published.");
/// Where the idea is not public.
pub const NOT_PUBLIC_YET: Text = text(
    "Veröffentlichen geht, sobald die Idee öffentlich ist.",
    "It can be published once the idea is public.",
);
/// Takes a public answer back.
pub const WITHDRAW: Text = text("Zurückziehen", "Withdraw");
/// After that.
pub const WITHDRAWN: Text = text("Die Antwort ist zurückgezogen.", "The answer is withdrawn.");
/// Before when it was withdrawn.
pub const WITHDRAWN_SINCE: Text =
    text("Zurückgezogen, nur für das Team sichtbar:", "Withdrawn, seen by the team only:");
/// Brings it back.
pub const RESTORE: Text = text("Wieder veröffentlichen", "Publish again");
/// After that.
pub const RESTORED: Text =
    text("Die Antwort ist wieder öffentlich.", "The answer is public again.");
/// Where somebody else was quicker.
pub const NOT_WITHDRAWN: Text = text(
    "Das ist schon geschehen, oder es gibt keine Antwort. Bitte laden Sie die Seite neu.",
    "That has been done already, or there is no answer. Please load the page again.",
);
/// Before when it was published.
pub const PUBLIC_ANSWER: Text = text("Öffentlich", "Public");
/// A draft that waits.
pub const WAITS_FOR_EYES: Text = text("Wartet auf Freigabe", "Waits for approval");
/// A draft that is being written.
pub const IN_WORK: Text = text("Entwurf", "Draft");
/// Approved answers.
pub const ANSWERS_APPROVED: Text = text("Freigegeben", "Approved");
/// Public answers.
pub const ANSWERS_PUBLISHED: Text = text("Öffentlich", "Public");
