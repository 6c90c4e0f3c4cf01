//! What happened, in words.

use app::{
    domain::{Date, IdeaStatus},
    i18n::{Lang, common, day},
};

use crate::store::{followers::News, outbox::Names};

/// Something that happened, in words.
pub(super) struct Said {
    /// A few words, for a subject and a heading.
    pub(super) short: String,
    /// A sentence.
    pub(super) sentence: String,
    /// What was said with it.
    pub(super) quote: Option<String>,
}

impl Said {
    fn plain(lang: Lang, short: (&str, &str), sentence: (&str, &str)) -> Self {
        Self {
            short: lang.pick(short.0, short.1).to_owned(),
            sentence: lang.pick(sentence.0, sentence.1).to_owned(),
            quote: None,
        }
    }
}

/// Puts what happened to an idea into words.
pub(super) fn say(lang: Lang, idea: i64, news: &News, names: &Names) -> Said {
    let town = lang.pick("Die Stadt", "The town").to_owned();
    let department = |slug: &Option<String>| {
        let found = slug.as_ref().and_then(|slug| names.departments.get(slug));
        found.map(|(de, en)| lang.pick(de.clone(), en.clone()))
    };
    let title = |id: &i64| match names.titles.get(id) {
        Some(title) => lang.pick(format!("„{title}“"), format!("“{title}”")),
        None => lang.pick(format!("Idee Nr. {id}"), format!("idea no. {id}")),
    };
    match news {
        News::Published => Said::plain(
            lang,
            ("jetzt auf der Ideenwand", "now on the wall"),
            (
                "Die Idee ist veröffentlicht. Alle können sie lesen, unterstützen und kommentieren.",
                "The idea is published. Everybody can read, support and discuss it.",
            ),
        ),
        News::Status { to, note } => status(lang, to, note.clone()),
        News::Hidden { note } => Said {
            quote: note.clone(),
            ..Said::plain(
                lang,
                ("nicht mehr öffentlich", "no longer public"),
                (
                    "Das Team hat die Idee von der Ideenwand genommen. Die Begründung:",
                    "The team took the idea off the wall. The reason:",
                ),
            )
        },
        News::TakenBack => Said::plain(
            lang,
            ("zurückgenommen", "taken back"),
            (
                "Was es hier zuletzt Neues gab, gilt nicht mehr: Das Team hat es zurückgenommen.",
                "What was new here last no longer holds: the team has taken it back.",
            ),
        ),
        News::Answered { department: slug } => {
            let who = department(slug).unwrap_or(town);
            let key = slug.as_ref().map(|slug| (idea, slug.clone()));
            Said {
                quote: key.and_then(|key| names.answers.get(&key)).map(|text| beginning(text)),
                ..Said::plain(lang, ("eine Antwort der Stadt", "an answer of the town"), ("", ""))
            }
            .with(lang.pick(format!("{who} hat geantwortet:"), format!("{who} has answered:")))
        }
        News::Assigned { department: slug, due } => {
            let who = department(slug).unwrap_or(town);
            let until = due.as_deref().and_then(Date::from_iso).map(|due| day(lang, due));
            let sentence = match until {
                Some(until) => lang.pick(
                    format!("{who} kümmert sich darum, bis zum {until}."),
                    format!("{who} takes care of it, until {until}."),
                ),
                None => lang
                    .pick(format!("{who} kümmert sich darum."), format!("{who} takes care of it.")),
            };
            Said::plain(lang, ("wer sich kümmert", "who takes care of it"), ("", "")).with(sentence)
        }
        News::HandedOn { department: slug } => {
            let who = department(slug).unwrap_or(town);
            Said::plain(lang, ("weitergegeben", "handed on"), ("", "")).with(lang.pick(
                format!("Die Idee wurde weitergegeben. Jetzt kümmert sich: {who}."),
                format!("The idea was handed on. Now taking care of it: {who}."),
            ))
        }
        News::Worked { department: slug, state } => {
            let who = department(slug).unwrap_or(town);
            let (short, sentence) = match state.as_str() {
                "working" => (
                    ("in Arbeit", "being worked on"),
                    lang.pick(
                        format!("{who} arbeitet jetzt daran."),
                        format!("{who} is working on it now."),
                    ),
                ),
                "done" => (
                    ("bearbeitet", "worked on"),
                    lang.pick(
                        format!("{who} ist damit fertig."),
                        format!("{who} is done with it."),
                    ),
                ),
                "removed" => (
                    ("wer sich kümmert", "who takes care of it"),
                    lang.pick(
                        format!("{who} ist nicht mehr zuständig."),
                        format!("{who} no longer takes care of it."),
                    ),
                ),
                _ => (
                    ("wieder offen", "open again"),
                    lang.pick(
                        format!("{who} hat die Idee wieder vor sich."),
                        format!("{who} has the idea to work on again."),
                    ),
                ),
            };
            Said::plain(lang, short, ("", "")).with(sentence)
        }
        News::Merged { into } => {
            let into = title(into);
            Said::plain(lang, ("zusammengeführt", "merged"), ("", "")).with(lang.pick(
                format!(
                    "Die Idee ist jetzt mit {into} zusammengeführt, weil beide dasselbe wollen. Beide Texte bleiben lesbar, und jede Unterstützung zählt weiter. Neues von dort bekommen Sie auch."
                ),
                format!(
                    "The idea is now merged with {into}, because both want the same. Both texts stay readable, and every support still counts. You also hear what happens there."
                ),
            ))
        }
        News::Joined { other } => {
            let other = title(other);
            Said::plain(lang, ("eine Idee kam dazu", "an idea was added"), ("", "")).with(lang.pick(
                format!("{other} wurde mit dieser Idee zusammengeführt. Beide gehen jetzt gemeinsam weiter."),
                format!("{other} was merged with this idea. Both go on together from now on."),
            ))
        }
        News::Unmerged => Said::plain(
            lang,
            ("steht wieder für sich", "stands for itself again"),
            (
                "Die Idee ist nicht mehr mit einer anderen zusammengeführt. Sie geht für sich weiter.",
                "The idea is no longer merged with another one. It goes on by itself.",
            ),
        ),
        News::Parted { other } => {
            let other = title(other);
            Said::plain(lang, ("wieder getrennt", "parted again"), ("", "")).with(lang.pick(
                format!("{other} ist nicht mehr mit dieser Idee zusammengeführt."),
                format!("{other} is no longer merged with this idea."),
            ))
        }
        News::Asked { question } => Said {
            quote: names.questions.get(question).cloned(),
            ..Said::plain(
                lang,
                ("eine Frage an Sie", "a question for you"),
                (
                    "Das Team möchte etwas wissen, bevor es entscheidet. Bitte antworten Sie auf Ihrer persönlichen Seite; der Link steht in unserer ersten Mail.",
                    "The team would like to know something before it decides. Please answer on your private page; its link is in our first mail.",
                ),
            )
        },
        News::EditDeclined { note } => Said {
            quote: note.clone(),
            ..Said::plain(
                lang,
                ("Ihr Änderungsvorschlag", "your proposed change"),
                (
                    "Das Team hat Ihren Änderungsvorschlag nicht übernommen. Die Begründung:",
                    "The team has not taken up your proposed change. The reason:",
                ),
            )
        },
        News::Linked { other } => {
            let other = title(other);
            Said::plain(lang, ("verbunden", "linked"), ("", "")).with(lang.pick(
                format!("Die Idee ist jetzt mit {other} verbunden: Beides passt zusammen."),
                format!("The idea is now linked with {other}: they belong together."),
            ))
        }
        News::Reworded => Said::plain(
            lang,
            ("neuer Wortlaut", "new wording"),
            (
                "Der Text der Idee wurde bearbeitet. Auf ihrer Seite steht, wie sie jetzt lautet.",
                "The text of the idea was edited. Its page shows how it reads now.",
            ),
        ),
    }
}

impl Said {
    fn with(self, sentence: String) -> Self {
        Self { sentence, ..self }
    }
}

fn status(lang: Lang, to: &str, note: Option<String>) -> Said {
    let label = IdeaStatus::from_key(to).map_or("", |status| common::status(status).get(lang));
    let sentence = match IdeaStatus::from_key(to) {
        Some(IdeaStatus::Declined) => lang.pick(
            "Das Team hat sich die Idee angesehen. So, wie sie ist, lässt sie sich nicht umsetzen. Die Begründung:",
            "The team has looked at the idea. As it is, it cannot be made real. The reason:",
        ).to_owned(),
        Some(IdeaStatus::Done) => {
            lang.pick("Die Idee ist umgesetzt!", "The idea has become real!").to_owned()
        }
        _ => lang.pick(
            format!("Der Stand ist jetzt: {label}."),
            format!("Its status is now: {label}."),
        ),
    };
    Said { short: label.to_owned(), sentence, quote: note }
}

/// The beginning of an answer, without the marks of its Markdown that would only be in the way.
fn beginning(text: &str) -> String {
    let plain = text.replace("**", "").replace("__", "");
    let plain: Vec<&str> = plain.lines().map(|line| line.trim_start_matches(['#', ' '])).collect();
    app::domain::excerpt(&plain.join("\n"), 700)
}
