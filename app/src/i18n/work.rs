//! Texts of the pages on which ideas are worked up.

mod answers;
mod history;

use super::{Lang, Text, count, text};
use crate::{
    api::{ActivityKind, HistoryEntry},
    domain::{IdeaStatus, WorkState},
};
pub use answers::*;
pub use history::*;
/// Detail of a 409 on work that a department does not have.
pub const NOT_ASSIGNED: Text = text(
    "Der Fachbereich hat diese Idee nicht oder nicht mehr. Bitte laden Sie die Seite neu.",
    "The department does not have this idea, or not any more. Please reload the page.",
);
/// Detail of a 409 on a change that somebody else made before.
pub const NO_CHANGE: Text = text(
    "Das ist schon so. Vielleicht war jemand aus dem Team schneller.",
    "It is like this already. Perhaps a colleague was faster.",
);
/// Detail of a 409 on an idea that is not worked on any more.
pub const IDEA_OVER: Text = text(
    "Diese Idee wurde zurückgezogen oder mit einer anderen zusammengeführt. Bearbeitet wird die gemeinsame Idee.",
    "This idea was withdrawn or merged with another one. It is the common idea that is worked on.",
);
/// Detail of a 409 on approving one's own draft.
pub const OWN_DRAFT: Text = text(
    "Diesen Entwurf haben Sie selbst geschrieben. Freigeben kann ihn nur jemand anderes.",
    "You wrote this draft yourself. Only somebody else can approve it.",
);
/// Detail of a 409 on approving what is not ready.
pub const NOT_READY: Text = text(
    "Dieser Entwurf wartet nicht auf eine Freigabe. Bitte laden Sie die Seite neu.",
    "This draft does not wait for approval. Please reload the page.",
);
/// Detail of a 409 on publishing.
pub const NOT_APPROVED: Text = text(
    "Mindestens eine der Antworten ist nicht (mehr) freigegeben, oder ihre Idee ist nicht öffentlich. Es wurde keine veröffentlicht.",
    "At least one of the answers is not approved (any more), or its idea is not public. None was published.",
);
/// Heading of all ideas.
pub const ALL_IDEAS: Text = text("Alle Ideen", "All ideas");
/// What that page is for.
pub const ALL_IDEAS_TEXT: Text = text(
    "Jede Idee finden, ob öffentlich oder nicht, damit keine vergessen wird.",
    "Find any idea, public or not, so that none is forgotten.",
);
/// What an idea's page for staff is.
pub const IDEA: Text = text("Eine Idee bearbeiten", "Work on an idea");
/// Link to the public page.
pub const PUBLIC_PAGE: Text = text("Öffentliche Seite", "Public page");
/// An idea that nobody else sees.
pub const NOT_PUBLIC: Text = text("nicht öffentlich", "not public");
/// Before the number of the idea that leads.
pub const MERGED_INTO: Text = text("Zusammengeführt mit", "Merged into");
/// The idea itself, for screen readers.
pub const TEXT: Text = text("Text der Idee", "Text of the idea");
/// Heading of the status moves.
pub const WAY: Text = text("Stand ändern", "Change status");
/// Label of the note that goes with a move.
pub const PUBLIC_NOTE: Text = text("Öffentliche Notiz", "Public note");
/// How to fill it in.
pub const PUBLIC_NOTE_HINT: Text = text(
    "Steht im Verlauf der Idee. „Nicht umsetzbar“ braucht immer eine Begründung.",
    "Shown in the idea’s timeline. “Not feasible” always needs a reason.",
);
/// Moves it.
pub const MOVE: Text = text("Stand ändern", "Change status");
/// After a move.
pub const MOVED: Text = text("Der Stand ist geändert.", "The status is changed.");
/// Heading of the departments that have an idea.
pub const DEPARTMENTS: Text = text("Wer sie bearbeitet", "Who works on it");
/// One department.
pub const DEPARTMENT: Text = text("Fachbereich", "Department");
/// An idea that nobody has.
pub const NO_DEPARTMENT: Text = text("Noch kein Fachbereich.", "No department yet.");
/// Opens the form.
pub const ASSIGN: Text = text("An einen Fachbereich geben", "Give it to a department");
/// Sends it.
pub const ASSIGN_SEND: Text = text("Zuweisen", "Assign");
/// After an assignment.
pub const ASSIGNED: Text = text("Die Idee ist zugewiesen.", "The idea is assigned.");
/// The empty choice.
pub const CHOOSE: Text = text("Bitte wählen …", "Please choose …");
/// Label of a date.
pub const DUE: Text = text("Frist", "Due date");
/// Label of what the department should know.
pub const WORD: Text = text("Ein Wort dazu", "A word with it");
/// Who reads it.
pub const WORD_HINT: Text = text("Liest nur das Team.", "Only staff read it.");
/// Moves an idea in discussion along.
pub const REVIEW: Text =
    text("Dabei den Stand auf „In Prüfung“ setzen", "Set the status to “Under review” along");
/// Takes an assignment back.
pub const REMOVE: Text = text("Zuweisung zurücknehmen", "Take the assignment back");
/// After that.
pub const REMOVED: Text =
    text("Die Zuweisung ist zurückgenommen.", "The assignment is taken back.");
/// Opens the form.
pub const DUE_CHANGE: Text = text("Frist ändern", "Change due date");
/// Sends it.
pub const DUE_SEND: Text = text("Frist speichern", "Save due date");
/// After that.
pub const DUE_CHANGED: Text = text("Die Frist ist geändert.", "The due date is changed.");
/// Opens the form.
pub const HAND_ON: Text = text("Weitergeben", "Hand on");
/// Label of the department that gets it.
pub const HAND_ON_TO: Text = text("An welchen Fachbereich?", "To which department?");
/// Label of the reason.
pub const HAND_ON_WORD: Text = text("Warum?", "Why?");
/// Sends it.
pub const HAND_ON_SEND: Text = text("Weitergeben", "Hand on");
/// After that.
pub const HANDED_ON: Text = text("Die Idee ist weitergegeben.", "The idea is handed on.");
/// After a change of state.
pub const STATE_CHANGED: Text = text("Gespeichert.", "Saved.");
/// A state.
pub const STATE_OPEN: Text = text("Offen", "Open");
/// A state.
pub const STATE_WORKING: Text = text("In Arbeit", "In work");
/// A state.
pub const STATE_DONE: Text = text("Erledigt", "Done");
/// A state.
pub const STATE_HANDED_ON: Text = text("Weitergegeben", "Handed on");
/// What waits for a department.
pub const WAITING: Text = text("Wartet", "Waiting");
/// Names the filter.
pub const FILTER: Text = text("Auswahl", "Selection");
/// Heading of the notes.
pub const NOTES: Text = text("Interne Notizen", "Internal notes");
/// Label of a note.
pub const NOTE: Text = text("Neue Notiz", "New note");
/// Who reads it.
pub const NOTE_HINT: Text =
    text("Liest nur das Team, nie die Öffentlichkeit.", "Only staff read it, never the public.");
/// Sends it.
pub const NOTE_SEND: Text = text("Notiz speichern", "Save note");
/// After that.
pub const NOTED: Text = text("Die Notiz ist gespeichert.", "The note is saved.");
/// Somebody whose account is gone.
pub const SOMEBODY: Text = text("Jemand aus dem Team", "Somebody of the staff");
/// An offer that was not taken up.
pub const COMPANION_DECLINED: Text = text("Angebot nicht aufgegriffen", "Offer not taken up");
/// Heading of the history.
pub const HISTORY: Text = text("Ganzer Verlauf", "Whole history");
/// An entry that was taken back.
pub const UNDONE: Text = text("(zurückgenommen)", "(taken back)");
/// Takes back what was just done.
pub const UNDO: Text = text("Rückgängig", "Undo");
/// After that.
pub const TAKEN_BACK: Text = text("Zurückgenommen.", "Taken back.");
/// What the page of departments is for.
pub const DEPARTMENTS_TEXT: Text = text(
    "Was wo liegt. Überfälliges steht zuerst.",
    "What lies where. What is overdue comes first.",
);
/// A department that nothing waits for.
pub const NOTHING_WAITS: Text =
    text("Alles erledigt: Hier wartet gerade nichts.", "All done: nothing waits here right now.");
/// Before when something last happened.
pub const TOUCHED: Text = text("zuletzt", "last");
/// Label of the search.
pub const SEARCH: Text = text("Nummer oder Wörter", "Number or words");
/// Label of the status.
pub const STATUS: Text = text("Stand", "Status");
/// Label of the age.
pub const UNTOUCHED: Text = text("Unberührt seit", "Untouched for");
/// No restriction.
pub const ANY: Text = text("egal", "any");
/// Ideas that nobody has.
pub const WITHOUT: Text = text("ohne Fachbereich", "without a department");
/// Searches.
pub const FIND: Text = text("Finden", "Find");
/// Nothing is like that.
pub const NONE_FOUND: Text = text("Dazu gibt es nichts.", "There is nothing like that.");
/// The next page.
pub const MORE: Text = text("Weitere", "More");

/// A state on screen.
pub fn state(state: WorkState) -> Text {
    match state {
        WorkState::Open => STATE_OPEN,
        WorkState::Working => STATE_WORKING,
        WorkState::Done => STATE_DONE,
        WorkState::HandedOn => STATE_HANDED_ON,
    }
}

/// The button that leads from one state to another.
pub fn say_state(from: WorkState, to: WorkState) -> Text {
    match (from, to) {
        (WorkState::Done, _) => text("Wieder aufnehmen", "Take it up again"),
        (_, WorkState::Working) => text("Wir haben begonnen", "We have begun"),
        (_, WorkState::Done) => text("Wir sind fertig", "We are done"),
        _ => text("Noch nicht begonnen", "Not begun yet"),
    }
}

/// What a plain form just did, by what its page's address says.
pub fn done(what: &str) -> Option<Text> {
    Some(match what {
        "moved" => MOVED,
        "assigned" => ASSIGNED,
        "removed" => REMOVED,
        "state" => STATE_CHANGED,
        "handed-on" => HANDED_ON,
        "noted" => NOTED,
        "drafted" => DRAFTED,
        "discarded" => DISCARDED,
        "approved" => APPROVED,
        "published" => PUBLISHED,
        "withdrawn" => WITHDRAWN,
        "restored" => RESTORED,
        _ => return None,
    })
}

/// Until when something is due, so many days from now.
pub fn due(lang: Lang, day: &str, days: i64) -> String {
    match days {
        ..-1 => lang.pick(
            format!("überfällig seit {} Tagen ({day})", -days),
            format!("overdue for {} days ({day})", -days),
        ),
        -1 => lang.pick(
            format!("seit gestern überfällig ({day})"),
            format!("overdue since yesterday ({day})"),
        ),
        0 => lang.pick(format!("heute fällig ({day})"), format!("due today ({day})")),
        1 => lang.pick(format!("morgen fällig ({day})"), format!("due tomorrow ({day})")),
        _ => lang.pick(format!("bis {day}"), format!("due {day}")),
    }
}

/// `3 warten`
pub fn waiting(lang: Lang, n: u32) -> String {
    match n {
        0 => lang.pick("nichts wartet", "nothing waits").to_owned(),
        1 => lang.pick("1 Idee wartet", "1 idea waits").to_owned(),
        _ => {
            let n = count(lang, u64::from(n));
            lang.pick(format!("{n} Ideen warten"), format!("{n} ideas wait"))
        }
    }
}

/// `2 überfällig`
pub fn overdue(lang: Lang, n: u32) -> String {
    let n = count(lang, u64::from(n));
    lang.pick(format!("{n} überfällig"), format!("{n} overdue"))
}

/// `3 folgen`
pub fn followers(lang: Lang, n: u32) -> String {
    match n {
        1 => lang.pick("1 Person bekommt Nachricht", "1 follower").to_owned(),
        _ => {
            let n = count(lang, u64::from(n));
            lang.pick(format!("{n} bekommen Nachricht"), format!("{n} followers"))
        }
    }
}

/// Heading of the people who want to help.
pub fn companions(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("1 Mitstreiter:in", "1 companion").to_owned(),
        _ => lang.pick(format!("{n} Mitstreiter:innen"), format!("{n} companions")),
    }
}

/// How long ideas were not touched.
pub fn older(lang: Lang, days: i64) -> String {
    match days {
        365 => lang.pick("einem Jahr", "a year").to_owned(),
        _ => lang.pick(format!("{days} Tagen"), format!("{days} days")),
    }
}

/// When a department handed an idea on.
pub fn handed_on_at(lang: Lang, day: &str) -> String {
    lang.pick(format!("weitergegeben am {day}"), format!("handed on {day}"))
}

/// When a department was done.
pub fn done_at(lang: Lang, day: &str) -> String {
    lang.pick(format!("erledigt am {day}"), format!("done {day}"))
}

/// Who approved an answer.
pub fn approved_by(lang: Lang, name: &str) -> String {
    lang.pick(format!("Freigegeben von {name}"), format!("Approved by {name}"))
}

/// Who drafted an answer.
pub fn drafted_by(lang: Lang, name: &str) -> String {
    lang.pick(format!("geschrieben von {name}"), format!("written by {name}"))
}

/// The box that chooses an answer.
pub fn publish_this(lang: Lang, title: &str) -> String {
    lang.pick(
        format!("Antwort zu „{title}“ veröffentlichen"),
        format!("Publish the answer to “{title}”"),
    )
}

/// The button that publishes the chosen answers.
pub fn publish_many(lang: Lang, n: usize) -> String {
    match n {
        1 => lang.pick("Antwort veröffentlichen", "Publish the answer").to_owned(),
        _ => lang.pick("Ausgewählte veröffentlichen", "Publish the chosen ones").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        assert_eq!(due(Lang::De, "1. Mai", -3), "überfällig seit 3 Tagen (1. Mai)");
        assert_eq!(due(Lang::De, "1. Mai", -1), "seit gestern überfällig (1. Mai)");
        assert_eq!(due(Lang::En, "1 May", 0), "due today (1 May)");
        assert_eq!(due(Lang::De, "1. Mai", 1), "morgen fällig (1. Mai)");
        assert_eq!(due(Lang::De, "1. Mai", 30), "bis 1. Mai");
    }

    #[test]
    fn every_kind_has_words() {
        for kind in ActivityKind::ALL {
            let entry = HistoryEntry {
                seq: 1,
                at: crate::domain::Timestamp(0),
                kind: *kind,
                by: None,
                from: None,
                to: None,
                note: None,
                department: None,
                due: None,
                other: None,
                comment: None,
                excerpt: None,
                item: None,
                undone: false,
                takes_back: false,
            };
            let of_ideas = !["staff.", "settings.", "event.", "registration.", "feedback."]
                .iter()
                .any(|group| kind.as_str().starts_with(group))
                && *kind != ActivityKind::IdeaSupports;
            let words = happened(Lang::De, &entry, str::to_owned);
            assert_eq!(words == "Etwas wurde geändert", !of_ideas, "{kind:?}");
        }
    }
}
