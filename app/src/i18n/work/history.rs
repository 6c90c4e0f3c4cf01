//! What happened to an idea, in words.

use super::*;

/// What an entry of the log says, in words. `name` gives the name of a department.
pub fn happened(lang: Lang, entry: &HistoryEntry, name: impl Fn(&str) -> String) -> String {
    let department = entry.department.as_deref().map(&name).unwrap_or_default();
    let to = entry.to.as_deref().unwrap_or_default();
    let status = || {
        let status = IdeaStatus::from_key(to);
        status.map(|status| crate::i18n::common::status(status).get(lang)).unwrap_or_default()
    };
    let other = entry.other.map(|id| format!("#{id}")).unwrap_or_default();
    let with_department = |de: &str, en: &str| format!("{}: {department}", lang.pick(de, en));
    let simple = |de: &'static str, en: &'static str| lang.pick(de, en).to_owned();
    match entry.kind {
        ActivityKind::IdeaStatus => {
            format!("{}: {}", lang.pick("Neuer Stand", "New status"), status())
        }
        ActivityKind::IdeaUndone => {
            format!(
                "{}: {}",
                lang.pick("Entscheidung zurückgenommen, Stand", "Decision taken back, status"),
                status()
            )
        }
        ActivityKind::IdeaAssigned if to == "removed" => {
            with_department("Zuweisung zurückgenommen", "Assignment taken back")
        }
        ActivityKind::IdeaAssigned => with_department("Zugewiesen", "Assigned"),
        ActivityKind::IdeaHandedOn => {
            let receiver = name(to);
            lang.pick(
                format!("Weitergegeben: {department} an {receiver}"),
                format!("Handed on: {department} to {receiver}"),
            )
        }
        ActivityKind::IdeaWorked => {
            let state = WorkState::from_key(to).map(|s| state(s).get(lang)).unwrap_or_default();
            format!("{department}: {state}")
        }
        ActivityKind::IdeaNoted => simple("Interne Notiz", "Internal note"),
        ActivityKind::AnswerDrafted => match to {
            "ready" => with_department("Antwort zum Gegenlesen", "Answer to be read over"),
            "discarded" => with_department("Entwurf verworfen", "Draft discarded"),
            _ => with_department("Antwort entworfen", "Answer drafted"),
        },
        ActivityKind::AnswerApproved => with_department("Antwort freigegeben", "Answer approved"),
        ActivityKind::IdeaAnswered if to == "changed" => {
            with_department("Antwort geändert", "Answer changed")
        }
        ActivityKind::IdeaAnswered if to == "withdrawn" => {
            with_department("Antwort zurückgezogen", "Answer withdrawn")
        }
        ActivityKind::IdeaAnswered if to == "restored" => {
            with_department("Antwort wieder veröffentlicht", "Answer published again")
        }
        ActivityKind::IdeaAnswered => with_department("Antwort veröffentlicht", "Answer published"),
        ActivityKind::IdeaMerged if entry.to.is_none() => lang
            .pick(format!("{other} ist hier zusammengeführt"), format!("{other} merged into this")),
        ActivityKind::IdeaMerged => {
            lang.pick(format!("Zusammengeführt mit {other}"), format!("Merged into {other}"))
        }
        ActivityKind::IdeaUnmerged => {
            lang.pick(format!("Wieder getrennt von {other}"), format!("Separated from {other}"))
        }
        ActivityKind::IdeaLinked => {
            lang.pick(format!("Verknüpft mit {other}"), format!("Linked with {other}"))
        }
        ActivityKind::IdeaUnlinked => lang.pick(
            format!("Verknüpfung mit {other} gelöst"),
            format!("Link with {other} taken away"),
        ),
        kind => plain(kind).get(lang).to_owned(),
    }
}

/// What happened, where the kind alone says it.
fn plain(kind: ActivityKind) -> Text {
    match kind {
        ActivityKind::IdeaSubmitted => text("Eingegangen", "Came in"),
        ActivityKind::IdeaEdited => text("Von der Autor:in geändert", "Edited by its author"),
        ActivityKind::IdeaWithdrawn => {
            text("Von der Autor:in zurückgezogen", "Withdrawn by its author")
        }
        ActivityKind::IdeaCompanion => text("Jemand macht mit", "Somebody joins in"),
        ActivityKind::IdeaAsked => text("Rückfrage an die Autor:in", "Question to its author"),
        ActivityKind::IdeaReplied => text("Antwort der Autor:in", "Reply of its author"),
        ActivityKind::IdeaReturned => text(
            "Rückfrage sieben Tage ohne Antwort: die Idee wartet wieder",
            "Seven days without a reply: the idea waits again",
        ),
        ActivityKind::IdeaReworded => text("Redaktionell bearbeitet", "Edited by staff"),
        ActivityKind::CommentSubmitted => text("Kommentar eingegangen", "Comment came in"),
        ActivityKind::CommentPublished => text("Kommentar veröffentlicht", "Comment published"),
        ActivityKind::CommentDeclined => {
            text("Kommentar abgelehnt oder ausgeblendet", "Comment declined or hidden")
        }
        ActivityKind::CommentUndone => {
            text("Entscheidung zum Kommentar zurückgenommen", "Decision on a comment taken back")
        }
        ActivityKind::CommentReworded => {
            text("Kommentar redaktionell bearbeitet", "Comment edited by staff")
        }
        ActivityKind::ReportSubmitted => text("Gemeldet", "Reported"),
        ActivityKind::ReportSettled => text("Meldung entschieden", "Report settled"),
        ActivityKind::ReportUndone => {
            text("Entscheidung zur Meldung zurückgenommen", "Decision on a report taken back")
        }
        ActivityKind::EditSubmitted => text("Änderung vorgeschlagen", "Edit proposed"),
        ActivityKind::EditAccepted => {
            text("Vorgeschlagene Änderung übernommen", "Proposed edit accepted")
        }
        ActivityKind::EditDeclined => {
            text("Vorgeschlagene Änderung abgelehnt", "Proposed edit declined")
        }
        ActivityKind::EditUndone => {
            text("Entscheidung zur Änderung zurückgenommen", "Decision on an edit taken back")
        }
        ActivityKind::CompanionSettled => {
            text("Angebot zum Mitmachen entschieden", "Offer to help settled")
        }
        ActivityKind::CompanionUndone => {
            text("Entscheidung zum Angebot zurückgenommen", "Decision on an offer taken back")
        }
        ActivityKind::TrustChanged => text("Vertrauen geändert", "Trust changed"),
        _ => text("Etwas wurde geändert", "Something was changed"),
    }
}
