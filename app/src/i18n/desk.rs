//! Texts of the moderators' queue: what it can do beyond yes and no.

mod dialogs;
mod tools;

use super::{Lang, Text, count, text};
use crate::{
    api::WaitingKind,
    domain::{HoldReason, TrustRule},
};
pub use dialogs::*;
pub use tools::*;
/// Something came in while nobody looked.
pub const NEW_IN_QUEUE: Text = text("Neu im Eingang", "New in the queue");
/// The filters of the queue.
pub const FILTER: Text = text("Filter", "Filter");
/// Choice of a lab.
pub const LAB: Text = text("Stadtlabor", "Lab");
/// Choice of a topic.
pub const TOPIC: Text = text("Thema", "Topic");
/// Choice of a kind.
pub const KIND: Text = text("Art", "Kind");
/// No choice.
pub const ALL: Text = text("Alles", "Everything");
/// Applies the filters.
pub const FILTER_GO: Text = text("Anzeigen", "Show");
/// Takes all filters away.
pub const FILTER_RESET: Text = text("Alles zeigen", "Show everything");
/// Nothing waits in the part that is looked at.
pub const EMPTY_PART: Text =
    text("In dieser Auswahl wartet nichts.", "Nothing is waiting in this selection.");
/// Who is here.
pub const ON_DUTY: Text = text("Im Dienst", "On duty");
/// Oneself, in that list.
pub const YOU: Text = text("Sie", "you");

/// What a kind is called where there are many of it.
pub fn kinds(kind: WaitingKind) -> Text {
    match kind {
        WaitingKind::Idea => text("Ideen", "Ideas"),
        WaitingKind::Comment => text("Kommentare", "Comments"),
        WaitingKind::Report => text("Meldungen", "Reports"),
        WaitingKind::Edit => text("Änderungen", "Edits"),
        WaitingKind::Companion => text("Mitmach-Angebote", "Offers to help"),
    }
}

/// `Kim sieht sich das gerade an.`
pub fn looked_at(lang: Lang, names: &[String]) -> String {
    let all = list(lang, names);
    match names.len() {
        1 => lang.pick(
            format!("{all} sieht sich das gerade an."),
            format!("{all} is looking at this right now."),
        ),
        _ => lang.pick(
            format!("{all} sehen sich das gerade an."),
            format!("{all} are looking at this right now."),
        ),
    }
}

/// Behind a name, for screen readers.
pub const LOOKS: Text = text("sieht sich das gerade an", "is looking at this right now");

/// `Kim, Mo und Lu`
fn list(lang: Lang, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            format!("{} {} {last}", first.join(", "), lang.pick("und", "and"))
        }
    }
}

/// A colleague decided on what was open: who, and what.
pub fn gone_by(lang: Lang, by: &str, action: &str, title: &str) -> String {
    let nobody = lang.pick("Jemand aus dem Team", "Somebody on the team");
    let who = if by.is_empty() { nobody } else { by };
    let title = super::staff::quoted(lang, title);
    let what = match action {
        "publish" => lang.pick("veröffentlicht", "published"),
        "accept" => lang.pick("übernommen", "accepted"),
        "decline" => lang.pick("abgelehnt", "declined"),
        "merge" => lang.pick("zusammengeführt", "merged"),
        "ask" => {
            return lang.pick(
                format!("{who} hat zu „{title}“ nachgefragt. Mit der Antwort kommt es wieder."),
                format!(
                    "{who} has asked the author about “{title}”. It comes back with the answer."
                ),
            );
        }
        _ => {
            return lang.pick(
                format!("{who} hat gerade über „{title}“ entschieden."),
                format!("{who} has just decided on “{title}”."),
            );
        }
    };
    lang.pick(
        format!("{who} hat „{title}“ gerade {what}."),
        format!("{who} has just {what} “{title}”."),
    )
}

/// Everybody sees it already.
pub const UNSEEN: Text = text("Schon öffentlich", "Already public");
/// What that means.
pub const UNSEEN_TEXT: Text = text(
    "Abendmodus: Das steht schon auf der Seite, vom Team hat es noch niemand gelesen.",
    "Evening mode: this is on the page already, nobody on the team has read it yet.",
);
/// Why a rule held it.
pub const HELD: Text = text("Angehalten", "Held");

/// Why a rule held it.
pub fn held(reason: HoldReason) -> Text {
    match reason {
        HoldReason::Links => text("viele Links", "many links"),
        HoldReason::Words => text("Wort aus der Liste", "a word from the list"),
        HoldReason::Burst => text("viele Beiträge in kurzer Zeit", "many posts in a short time"),
        HoldReason::Caps => text("alles in Großbuchstaben", "all in capitals"),
    }
}

/// How its author wrote it.
pub const ORIGINAL: Text = text("So hat es die Autor:in geschrieben", "As the author wrote it");
/// Staff edited it.
pub const REWORDED_MARK: Text = text("redaktionell bearbeitet", "edited by the team");
/// Puts the author's wording back.
pub const ORIGINAL_BACK: Text = text("Original wiederherstellen", "Restore the original");
/// It was.
pub const WORDING_BACK: Text =
    text("Das Original steht wieder da.", "The original is back in place.");
/// What shall change.
pub const CHANGES: Text = text("Was sich ändert", "What changes");
/// How it reads now.
pub const BEFORE: Text = text("Bisher", "Before");
/// How it would read.
pub const AFTER: Text = text("Neu", "After");
/// For screen readers, before words that go.
pub const DIFF_GONE: Text = text("gestrichen: ", "removed: ");
/// For screen readers, before words that come.
pub const DIFF_NEW: Text = text("eingefügt: ", "inserted: ");
/// The text is the same.
pub const DIFF_SAME: Text = text("unverändert", "unchanged");
/// Takes a proposed edit up.
pub const ACCEPT_EDIT: Text = text("Übernehmen", "Accept");

/// A proposed edit by its idea, as the list names it.
pub fn edit_of(lang: Lang, title: &str) -> String {
    lang.pick(format!("Änderung an „{title}“"), format!("Edit of “{title}”"))
}

/// An offer to help by its idea, as the list names it.
pub fn offer_of(lang: Lang, name: &str, title: &str) -> String {
    lang.pick(
        format!("{name} möchte bei „{title}“ mitmachen"),
        format!("{name} would like to help with “{title}”"),
    )
}

/// Who offers.
pub const OFFER_NAME: Text = text("Name", "Name");
/// How to reach the person.
pub const OFFER_CONTACT: Text = text("Kontakt", "Contact");
/// What the person would like to do.
pub const OFFER_NOTE: Text = text("Möchte beitragen", "Would like to contribute");
/// Takes an offer up.
pub const TAKE_UP: Text = text("Kontakt hergestellt", "Contact made");
/// What is public stays so.
pub const LEAVE_PUBLIC: Text = text("In Ordnung", "It is fine");
/// What staff asked.
pub const ASKED: Text = text("Unsere Rückfrage", "Our question");
/// What the author answered.
pub const ANSWERED: Text = text("Antwort der Autor:in", "The author’s answer");

/// How far somebody is trusted.
pub fn trust(lang: Lang, published: u32, trusted: bool, rule: TrustRule) -> String {
    let n = count(lang, published.into());
    let known = match published {
        0 => lang.pick("Noch nichts veröffentlicht".to_owned(), "Nothing published yet".to_owned()),
        1 => {
            lang.pick("1 Beitrag veröffentlicht".to_owned(), "1 contribution published".to_owned())
        }
        _ => lang
            .pick(format!("{n} Beiträge veröffentlicht"), format!("{n} contributions published")),
    };
    let state = match (rule, trusted) {
        (TrustRule::Always, _) => lang.pick("vertraut", "trusted"),
        (TrustRule::Never, _) => lang.pick("wird immer gelesen", "always read first"),
        (TrustRule::Earned, true) => lang.pick("vertraut (verdient)", "trusted (earned)"),
        (TrustRule::Earned, false) => return known,
    };
    format!("{known} · {state}")
}

/// What a rule is called on its button.
pub fn trust_rule(rule: TrustRule) -> Text {
    match rule {
        TrustRule::Earned => text("Nach Beiträgen", "By contributions"),
        TrustRule::Always => text("Immer vertrauen", "Always trust"),
        TrustRule::Never => text("Immer lesen", "Always read"),
    }
}

/// What changed.
pub fn trust_now(rule: TrustRule) -> Text {
    match rule {
        TrustRule::Earned => text(
            "Vertrauen richtet sich wieder nach den Beiträgen.",
            "Trust depends on the contributions again.",
        ),
        TrustRule::Always => text(
            "Vertraut: Neue Beiträge erscheinen sofort.",
            "Trusted: new contributions appear at once.",
        ),
        TrustRule::Never => text(
            "Neue Beiträge kommen immer erst in den Eingang.",
            "New contributions always come to the queue first.",
        ),
    }
}

/// Opens the choice.
pub const TRUST: Text = text("Vertrauen", "Trust");
/// What trust does.
pub const TRUST_HINT: Text = text(
    "Wem vertraut wird, dessen Beiträge erscheinen ohne Eingang – solange keine Halteregel greift.",
    "What trusted people post appears without the queue – as long as no hold rule applies.",
);
/// Opens the box of the question.
pub const ASK: Text = text("Rückfrage", "Ask back");
/// Field of the question.
pub const ASK_LABEL: Text = text("Rückfrage an die Autor:in", "Question to the author");
/// Who reads it.
pub const ASK_HINT: Text = text(
    "Nur die Autor:in liest das, auf ihrer privaten Seite. Mit der Antwort steht die Idee wieder hier.",
    "Only the author reads this, on their private page. With the answer the idea is back here.",
);
/// Sends the question.
pub const ASK_GO: Text = text("Rückfrage senden", "Send the question");
/// The question is missing.
pub const ASK_NEEDED: Text = text(
    "Bitte schreiben Sie, was Sie wissen möchten.",
    "Please write what you would like to know.",
);
/// Ready-made questions.
pub const READY_QUESTIONS: [(Text, Text); 2] = [
    (
        text("Wo genau?", "Where exactly?"),
        text(
            "Danke für die Idee! Wo genau soll das sein? Eine Straße oder ein Ort in der Nähe hilft uns weiter.",
            "Thank you for the idea! Where exactly should this be? A street or a place nearby would help us.",
        ),
    ),
    (
        text("Foto geklärt?", "Photo cleared?"),
        text(
            "Danke für die Idee! Sind alle Personen auf dem Foto einverstanden, dass es öffentlich zu sehen ist?",
            "Thank you for the idea! Does everybody in the photo agree to its being shown in public?",
        ),
    ),
];
/// Who reads why something was hidden.
pub const HIDE_HINT: Text = text(
    "Das liest jede:r: An der Stelle bleibt stehen, dass etwas ausgeblendet wurde, und warum.",
    "Everybody reads this: in its place it says that something was hidden, and why.",
);
/// Who reads why an offer was declined.
pub const OFFER_HINT: Text = text("Bleibt intern, für das Team.", "Stays internal, for staff.");
/// Opens the box of the wording.
pub const EDIT: Text = text("Bearbeiten", "Edit");
/// Field.
pub const EDIT_TITLE: Text = text("Titel", "Title");
/// Field.
pub const EDIT_TEXT: Text = text("Text", "Text");
/// What happens with it.
pub const EDIT_HINT: Text = text(
    "Tippfehler, Namen, Kraftausdrücke: Das Original bleibt erhalten, öffentlich steht „redaktionell bearbeitet“ dabei.",
    "Typos, names, swear words: the original is kept, in public it is marked “edited by the team”.",
);
/// Saves it.
pub const EDIT_GO: Text = text("Fassung speichern", "Save this wording");
/// It is saved.
pub const REWORDED: Text = text("Die neue Fassung steht.", "The new wording is saved.");

/// Ticks one thing.
pub fn tick(lang: Lang, title: &str) -> String {
    lang.pick(format!("Auswählen: {title}"), format!("Select: {title}"))
}

/// How many are ticked.
pub fn ticked(lang: Lang, n: usize) -> String {
    let n = count(lang, n as u64);
    lang.pick(format!("{n} ausgewählt"), format!("{n} selected"))
}

/// Ticks everything on the page.
pub const TICK_ALL: Text = text("Alle auf dieser Seite", "Everything on this page");
/// Ticks nothing.
pub const TICK_NONE: Text = text("Auswahl aufheben", "Clear selection");
/// What is ticked.
pub const TICKED: Text = text("Ausgewählt", "Selected");
/// Lets everything ticked through.
pub const MANY_YES: Text = text("Alle annehmen", "Accept all");
/// Declines everything ticked.
pub const MANY_NO: Text = text("Alle ablehnen", "Decline all");
/// One reason for all.
pub const MANY_REASON: Text = text("Eine Begründung für alle", "One reason for all");

/// What became of them.
pub fn many_done(lang: Lang, yes: bool, n: usize) -> String {
    let n = count(lang, n as u64);
    match yes {
        true => lang.pick(format!("{n} angenommen"), format!("{n} accepted")),
        false => lang.pick(format!("{n} abgelehnt"), format!("{n} declined")),
    }
}

/// Takes all of them back.
pub const UNDO_ALL: Text = text("Alle zurücknehmen", "Undo all");

/// A decision, as something done; beyond those of [`super::staff::done`].
pub fn done(action: &str) -> Option<Text> {
    Some(match action {
        "ask" => text("Nachgefragt", "Asked back"),
        "merge" => text("Zusammengeführt", "Merged"),
        "reword" => text("Bearbeitet", "Edited"),
        "move" => text("Stand geändert", "Status changed"),
        "trust" => text("Vertrauen geändert", "Trust changed"),
        "assign" => text("Zugewiesen", "Assigned"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_say_them() {
        let names = |n: &[&str]| n.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert_eq!(looked_at(Lang::De, &names(&["Kim"])), "Kim sieht sich das gerade an.");
        assert_eq!(
            looked_at(Lang::En, &names(&["Kim", "Mo", "Lu"])),
            "Kim, Mo and Lu are looking at this right now."
        );
    }

    #[test]
    fn time_left() {
        assert_eq!(left(Lang::De, 45), "noch 45 Min.");
        assert_eq!(left(Lang::En, 125), "2 h 5 min left");
    }

    #[test]
    fn trust_says_what_it_is_from() {
        assert_eq!(trust(Lang::De, 1, false, TrustRule::Earned), "1 Beitrag veröffentlicht");
        assert!(trust(Lang::En, 7, true, TrustRule::Earned).ends_with("trusted (earned)"));
        assert!(trust(Lang::De, 0, false, TrustRule::Never).ends_with("wird immer gelesen"));
    }
}
