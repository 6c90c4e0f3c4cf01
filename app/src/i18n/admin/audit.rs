//! The activity log in words.

use crate::{
    api::{ActivityKind, AuditEntry},
    domain::{Date, IdeaStatus},
    i18n::{Lang, Text, common, text},
};

use super::setting_words;

/// Columns of the log as a table.
pub const AUDIT_HEADS: [Text; 9] = [
    text("Nummer", "Number"),
    text("Wann", "When"),
    text("Art", "Kind"),
    text("Was", "What"),
    text("Wer", "Who"),
    text("Idee", "Idea"),
    text("Titel", "Title"),
    text("Kommentar", "Comment"),
    text("Dazu", "With it"),
];

/// The page.
pub const AUDIT: Text = text("Protokoll", "Log");
/// What the page is.
pub const AUDIT_TEXT: Text = text(
    "Alles, was geschehen ist, das Neueste zuerst. Nichts davon lässt sich ändern oder löschen.",
    "Everything that happened, newest first. None of it can be changed or deleted.",
);
/// The filter.
pub const AUDIT_FILTER: Text = text("Protokoll filtern", "Filter the log");
/// Field of the filter.
pub const AUDIT_KIND: Text = text("Was", "What");
/// Field of the filter.
pub const AUDIT_STAFF: Text = text("Wer aus dem Team", "Who on the team");
/// Field of the filter.
pub const AUDIT_IDEA: Text = text("Idee Nr.", "Idea no.");
/// Field of the filter.
pub const AUDIT_FROM: Text = text("Vom", "From");
/// Field of the filter.
pub const AUDIT_TO: Text = text("Bis zum", "To");
/// No choice in the filter.
pub const AUDIT_ALL: Text = text("Alles", "Everything");
/// No choice in the filter: supports are counted, and would drown everything else.
pub const AUDIT_USUAL: Text = text("Alles außer Unterstützungen", "Everything but supports");
/// Choice in the filter.
pub const AUDIT_ALL_KINDS: Text =
    text("Alles, auch Unterstützungen", "Everything, supports included");
/// No choice in the filter.
pub const AUDIT_EVERYBODY: Text = text("Alle", "Everybody");
/// Applies the filter.
pub const AUDIT_GO: Text = text("Filtern", "Filter");
/// Takes the filter away.
pub const AUDIT_CLEAR: Text = text("Filter löschen", "Clear filter");
/// The log as a file.
pub const AUDIT_CSV: Text = text("Als CSV laden", "Download as CSV");
/// Nothing was found.
pub const AUDIT_NONE: Text =
    text("Dazu steht nichts im Protokoll.", "The log has nothing on this.");
/// The next page.
pub const AUDIT_OLDER: Text = text("Ältere Einträge", "Older entries");
/// The first page.
pub const AUDIT_NEWEST: Text = text("Zu den neuesten", "To the newest");
/// The list, for screen readers.
pub const AUDIT_LIST: Text = text("Einträge", "Entries");

/// Groups of kinds in the filter: what they begin with, and their name.
pub const AUDIT_GROUPS: [(&str, Text); 12] = [
    ("idea", text("Ideen", "Ideas")),
    ("comment", text("Kommentare", "Comments")),
    ("report", text("Meldungen", "Reports")),
    ("edit", text("Vorgeschlagene Änderungen", "Proposed edits")),
    ("companion", text("Angebote mitzumachen", "Offers to help")),
    ("answer", text("Amtliche Antworten", "Official answers")),
    ("participant", text("Vertrauen", "Trust")),
    ("staff", text("Team", "Staff")),
    ("settings", text("Einstellungen", "Settings")),
    ("event", text("Veranstaltungen", "Events")),
    ("registration", text("Anmeldungen", "Registrations")),
    ("feedback", text("Rückmeldungen", "Feedback")),
];

/// What happened, as a heading of an entry.
pub fn kind(kind: ActivityKind) -> Text {
    use ActivityKind::*;
    match kind {
        IdeaSubmitted => text("Idee eingegangen", "Idea received"),
        IdeaEdited => text("Idee von der Autor:in geändert", "Idea edited by its author"),
        IdeaWithdrawn => text("Idee zurückgezogen", "Idea withdrawn"),
        IdeaStatus => text("Stand der Idee", "Status of the idea"),
        IdeaUndone => text("Entscheidung zurückgenommen", "Decision taken back"),
        IdeaSupports => text("Unterstützung geändert", "Supporters changed"),
        IdeaCompanion => text("Jemand will mitmachen", "Somebody wants to help"),
        IdeaAnswered => text("Amtliche Antwort veröffentlicht", "Official answer published"),
        IdeaAsked => text("Rückfrage gestellt", "Author asked"),
        IdeaReplied => text("Rückfrage beantwortet", "Author replied"),
        IdeaReturned => text("Rückfrage nicht beantwortet", "Author did not reply"),
        IdeaReworded => text("Idee redaktionell bearbeitet", "Idea edited by staff"),
        IdeaMerged => text("Idee zusammengeführt", "Idea merged"),
        IdeaUnmerged => text("Zusammenführung gelöst", "Idea unmerged"),
        IdeaLinked => text("Ideen verknüpft", "Ideas linked"),
        IdeaUnlinked => text("Verknüpfung gelöst", "Link removed"),
        IdeaAssigned => text("Fachbereich zugewiesen", "Given to a department"),
        IdeaHandedOn => {
            text("An anderen Fachbereich weitergegeben", "Handed on to another department")
        }
        IdeaWorked => text("Bearbeitung im Fachbereich", "Work in the department"),
        IdeaNoted => text("Interne Notiz", "Internal note"),
        AnswerDrafted => text("Antwort entworfen", "Answer drafted"),
        AnswerApproved => text("Antwort freigegeben", "Answer approved"),
        CommentSubmitted => text("Kommentar eingegangen", "Comment received"),
        CommentPublished => text("Kommentar veröffentlicht", "Comment published"),
        CommentDeclined => text("Kommentar abgelehnt oder verborgen", "Comment declined or hidden"),
        CommentUndone => {
            text("Entscheidung zum Kommentar zurückgenommen", "Decision on a comment taken back")
        }
        CommentReworded => text("Kommentar redaktionell bearbeitet", "Comment edited by staff"),
        ReportSubmitted => text("Meldung eingegangen", "Report received"),
        ReportSettled => text("Meldung erledigt", "Report settled"),
        ReportUndone => text("Meldung wieder offen", "Report opened again"),
        EditSubmitted => text("Änderung vorgeschlagen", "Edit proposed"),
        EditAccepted => text("Vorgeschlagene Änderung übernommen", "Proposed edit accepted"),
        EditDeclined => text("Vorgeschlagene Änderung abgelehnt", "Proposed edit declined"),
        EditUndone => {
            text("Entscheidung zur Änderung zurückgenommen", "Decision on an edit taken back")
        }
        CompanionSettled => text("Angebot mitzumachen erledigt", "Offer to help settled"),
        CompanionUndone => text("Angebot mitzumachen wieder offen", "Offer to help opened again"),
        TrustChanged => text("Vertrauen geändert", "Trust changed"),
        StaffChanged => text("Team geändert", "Staff changed"),
        SettingsChanged => text("Einstellung geändert", "Setting changed"),
        EventDrafted => text("Veranstaltung entworfen", "Event drafted"),
        EventPublished => text("Veranstaltung veröffentlicht", "Event published"),
        EventChanged => text("Veranstaltung geändert", "Event changed"),
        EventCancelled => text("Veranstaltung abgesagt", "Event cancelled"),
        EventRestored => text("Veranstaltung findet doch statt", "Event takes place after all"),
        EventWithdrawn => text("Veranstaltung wieder ein Entwurf", "Event taken back to a draft"),
        EventResults => text("Ergebnisse oder Bilder geändert", "Results or pictures changed"),
        EventMessage => text("Teilnehmende angeschrieben", "Wrote to participants"),
        RegistrationMade => text("Anmeldung", "Sign-up"),
        RegistrationChanged => text("Anmeldung geändert", "Registration changed"),
        RegistrationCancelled => text("Anmeldung zurückgenommen", "Registration cancelled"),
        RegistrationRestored => text("Anmeldung wiederhergestellt", "Registration restored"),
        RegistrationOffered => text("Freier Platz angeboten", "Free seat offered"),
        RegistrationSeated => text("Von der Warteliste nachgerückt", "Moved up from the waitlist"),
        RegistrationLapsed => text("Frist einer Anmeldung abgelaufen", "Registration lapsed"),
        RegistrationConfirmed => text("E-Mail-Adresse bestätigt", "E-mail address confirmed"),
        RegistrationArrived => text("Eingecheckt", "Checked in"),
        RegistrationErased => {
            text("Daten einer Anmeldung gelöscht", "Data of a registration erased")
        }
        FeedbackGiven => text("Rückmeldung zur Veranstaltung", "Feedback on the event"),
    }
}

/// What happened, in a line: `Stand der Idee: Eingegangen → In Diskussion`.
pub fn entry(lang: Lang, entry: &AuditEntry) -> String {
    let mut line = kind(entry.kind).get(lang).to_owned();
    let mut more = Vec::new();
    match (entry.from.as_deref(), entry.to.as_deref()) {
        (Some(from), Some(to)) => more.push(format!("{} → {}", state(lang, from), state(lang, to))),
        (None, Some(to)) => more.push(state(lang, to)),
        (Some(from), None) => more.push(state(lang, from)),
        (None, None) => {}
    }
    if let Some(subject) = &entry.subject {
        more.push(subject.clone());
    }
    if let Some(department) = &entry.department {
        more.push(department.clone());
    }
    if let Some(due) = &entry.due {
        let due = match Date::from_iso(due) {
            Some(day) => super::super::date(lang, day.begins()),
            None => due.clone(),
        };
        more.push(lang.pick(format!("bis {due}"), format!("until {due}")));
    }
    if let Some(other) = entry.other {
        more.push(lang.pick(format!("Idee Nr. {other}"), format!("idea no. {other}")));
    }
    if let Some(undoes) = entry.undoes {
        more.push(lang.pick(format!("Eintrag {undoes}"), format!("entry {undoes}")));
    }
    if !more.is_empty() {
        line.push_str(": ");
        line.push_str(&more.join(", "));
    }
    line
}

/// A state in words, where it is one of an idea.
fn state(lang: Lang, key: &str) -> String {
    match IdeaStatus::from_key(key) {
        Some(status) => common::status(status).get(lang).to_owned(),
        None => key.to_owned(),
    }
}

/// Who did it.
pub fn who(lang: Lang, entry: &AuditEntry) -> String {
    match (entry.staff, &entry.name, entry.by_participant) {
        (Some(_), Some(name), _) => name.clone(),
        (Some(id), None, _) => {
            lang.pick(format!("Ehemaliges Konto {id}"), format!("Former account {id}"))
        }
        (None, _, true) => lang.pick("Teilnehmer:in", "Participant").to_owned(),
        (None, _, false) => lang.pick("Das System", "The system").to_owned(),
    }
}

/// What was said with it; for settings what is different, a line each.
pub fn entry_note(lang: Lang, entry: &AuditEntry) -> Vec<String> {
    let note = entry.note.as_deref().unwrap_or_default();
    match entry.kind {
        ActivityKind::SettingsChanged => {
            note.lines().map(|line| setting_words(lang, line)).collect()
        }
        _ => note.lines().map(str::to_owned).collect(),
    }
}

/// `Vom Team: Mo`
pub fn audit_title(lang: Lang, number: i64, title: Option<&str>) -> String {
    match title {
        Some(title) => format!("#{number} {title}"),
        None => lang.pick(format!("Idee #{number}"), format!("Idea #{number}")),
    }
}
