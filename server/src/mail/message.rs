//! The message as it goes over the wire.

use std::time::{Duration, UNIX_EPOCH};

use app::{domain::clean_line, i18n::Lang};
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{
            ContentDisposition, ContentTransferEncoding, ContentType, HeaderName, HeaderValue,
        },
    },
};

use super::{
    Mailer, html,
    letters::{self, Enclosed, Page, Site},
    plain,
};
use crate::{
    calendar::Method,
    store::outbox::{Claimed, Letter, Names},
};

/// Envelope and message, or why there can be none.
pub(super) fn compose(
    mailer: &Mailer,
    mail: &Claimed,
    letter: &Letter,
    names: &Names,
) -> Result<(Envelope, Vec<u8>), String> {
    let from = mailer.from.email.to_string();
    let state = &mailer.state;
    let site = Site { secret: &state.secret, base: state.config.base_url(), from: &from };
    let page = letters::written(&site, mail, letter, names)?;
    let message = build(mail, mailer.from.clone(), mailer.message_id(mail), &page)?;
    Ok((message.envelope().clone(), message.formatted()))
}

/// The message that says this.
fn build(mail: &Claimed, from: Mailbox, id: String, page: &Page) -> Result<Message, String> {
    let to: Address = mail.recipient.parse().map_err(|_| "not a mail address".to_owned())?;
    let written = u64::try_from(mail.created_at.0).unwrap_or_default();
    let mut builder = Message::builder()
        .from(from)
        .to(Mailbox::new(None, to))
        .subject(clean_line(&page.subject))
        .date(UNIX_EPOCH + Duration::from_millis(written))
        .message_id(Some(id))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", mail.lang.tag()));
    if let Some(url) = &page.unsubscribe {
        // RFC 8058: a click in the mail program is enough.
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let text = |kind: ContentType, body: String| SinglePart::builder().header(kind).body(body);
    // The best comes last.
    let words = MultiPart::alternative()
        .singlepart(text(ContentType::TEXT_PLAIN, plain::render(page)))
        .singlepart(text(ContentType::TEXT_HTML, html::render(page, mail.lang)));
    let body = match &page.calendar {
        Some(enclosed) => with_calendar(words, enclosed, mail.lang)?,
        None => words,
    };
    builder.multipart(body).map_err(|error| error.to_string())
}

/// Words, with dates for the recipient's calendar (RFC 6047): the first date as an alternative,
/// which mail programs that know of calendars take, each further date in a part of its own,
/// because a request must be about one, and all of them as a file, for everybody else.
fn with_calendar(words: MultiPart, enclosed: &Enclosed, lang: Lang) -> Result<MultiPart, String> {
    let kind = |kind: &str| ContentType::parse(kind).map_err(|error| error.to_string());
    let kind_of =
        |method: Method| kind(&format!("text/calendar; method={}; charset=UTF-8", method.as_str()));
    let kind_of_date = kind_of(enclosed.method)?;
    // Lines of a calendar must arrive as they are.
    let ready = |document: &String| document.clone().into_bytes();
    let mut dates = enclosed.dates.iter();
    let first = dates.next().map(|document| {
        SinglePart::builder()
            .header(kind_of_date.clone())
            .header(ContentTransferEncoding::Base64)
            .body(ready(document))
    });
    let words = match first {
        Some(first) => words.singlepart(first),
        None => words,
    };
    let mut all = MultiPart::mixed().multipart(words);
    let attached = |name: String, document: &String, kind: ContentType| {
        SinglePart::builder()
            .header(ContentDisposition::attachment(&name))
            .header(kind)
            .header(ContentTransferEncoding::Base64)
            .body(ready(document))
    };
    for (document, n) in dates.zip(2..) {
        let name = lang.pick(format!("termin-{n}.ics"), format!("date-{n}.ics"));
        all = all.singlepart(attached(name, document, kind_of_date.clone()));
    }
    for (document, n) in enclosed.gone.iter().zip(1..) {
        let name = lang.pick(format!("abgesagt-{n}.ics"), format!("cancelled-{n}.ics"));
        all = all.singlepart(attached(name, document, kind_of(Method::Cancel)?));
    }
    let name = lang.pick("veranstaltung.ics", "event.ics").to_owned();
    Ok(all.singlepart(attached(name, &enclosed.file, kind("application/ics")?)))
}

/// A header of ours, which holds nothing that people wrote.
fn header(name: &'static str, value: &str) -> HeaderValue {
    let value = clean_line(value);
    HeaderValue::dangerous_new_pre_encoded(
        HeaderName::new_from_ascii_str(name),
        value.clone(),
        value,
    )
}

#[cfg(test)]
mod tests {
    use app::domain::Timestamp;

    use super::*;

    fn sent(page: &Page) -> String {
        let mail = Claimed {
            id: 1,
            message_id: "m".into(),
            recipient: "anna@example.org".into(),
            lang: Lang::De,
            letter: None,
            attempts: 1,
            created_at: Timestamp(1_795_331_100_000),
        };
        let from = Mailbox::new(None, "stadtlabor@example.org".parse().unwrap());
        let message = build(&mail, from, "<m@example.org>".into(), page).unwrap();
        String::from_utf8(message.formatted()).unwrap()
    }

    /// The parts in order, without what differs each time.
    fn kinds(message: &str) -> Vec<&str> {
        let lines = message.lines().filter_map(|line| line.strip_prefix("Content-Type: "));
        lines.map(|kind| kind.split("; boundary").next().unwrap().trim_end_matches(';')).collect()
    }

    #[test]
    fn a_subject_is_one_line_whatever_it_says() {
        let evil = "Löten\r\nBcc: opfer@example.org\n\r\n<b>🙂\u{0}\u{202e}";
        for subject in [evil.to_owned(), format!("{evil}{}", "ä ".repeat(200))] {
            let page = Page { subject, ..Page::default() };
            let message = sent(&page);
            let (head, _) = message.split_once("\r\n\r\n").unwrap();
            assert!(head.is_ascii());
            let names: Vec<&str> = head
                .split("\r\n")
                .filter(|line| !line.starts_with([' ', '\t']))
                .map(|line| line.split_once(':').unwrap().0)
                .collect();
            assert_eq!(
                names,
                [
                    "From",
                    "To",
                    "Subject",
                    "Date",
                    "Message-ID",
                    "Auto-Submitted",
                    "Content-Language",
                    "MIME-Version",
                    "Content-Type"
                ]
            );
            let subject =
                head.split("\r\nSubject: ").nth(1).unwrap().split("\r\nDate").next().unwrap();
            let words: Vec<&str> = subject.split_whitespace().collect();
            assert!(words.iter().any(|word| word.starts_with("=?utf-8?b?") && word.len() <= 75));
        }
    }

    #[test]
    fn dates_come_as_alternatives_and_as_files() {
        let enclosed = |n: usize| Enclosed {
            method: Method::Request,
            dates: (0..n).map(|n| format!("DATE {n}: ü\r\n")).collect(),
            gone: Vec::new(),
            file: "ALL\r\n".into(),
        };
        let page = |n| Page { calendar: Some(enclosed(n)), ..Page::default() };
        let invitation = "text/calendar; method=REQUEST; charset=utf-8";
        let words = [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain; charset=utf-8",
            "text/html; charset=utf-8",
            invitation,
        ];
        let one = sent(&page(1));
        assert_eq!(kinds(&one), [&words[..], &["application/ics"]].concat());
        assert!(one.contains("filename=\"veranstaltung.ics\""), "{one}");
        assert!(one.contains(&data_encoding::BASE64.encode("DATE 0: ü\r\n".as_bytes())));
        let three = sent(&page(3));
        let more = [invitation, invitation, "application/ics"];
        assert_eq!(kinds(&three), [&words[..], &more].concat());
        assert!(three.contains("filename=\"termin-2.ics\""));
        assert_eq!(kinds(&sent(&Page::default())).len(), 3, "no calendar, no file");
    }
}
