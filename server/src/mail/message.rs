//! The message as it goes over the wire.

use std::time::{Duration, UNIX_EPOCH};

use app::domain::clean_line;
use lettre::{
    Address, Message,
    address::Envelope,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::{Mailer, html, letters, plain};
use crate::store::outbox::{Claimed, Letter, Names};

/// Envelope and message, or why there can be none.
pub(super) fn compose(
    mailer: &Mailer,
    mail: &Claimed,
    letter: &Letter,
    names: &Names,
) -> Result<(Envelope, Vec<u8>), String> {
    let to: Address = mail.recipient.parse().map_err(|_| "not a mail address".to_owned())?;
    let page = letters::written(mailer, mail, letter, names);
    let written = u64::try_from(mail.created_at.0).unwrap_or_default();
    let text = |kind: ContentType, body: String| SinglePart::builder().header(kind).body(body);
    let mut builder = Message::builder()
        .from(mailer.from.clone())
        .to(Mailbox::new(None, to))
        .subject(clean_line(&page.subject))
        .date(UNIX_EPOCH + Duration::from_millis(written))
        .message_id(Some(mailer.message_id(mail)))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", mail.lang.tag()));
    if let Some(url) = &page.unsubscribe {
        // RFC 8058: a click in the mail program is enough.
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let message = builder
        .multipart(
            MultiPart::alternative()
                .singlepart(text(ContentType::TEXT_PLAIN, plain::render(&page)))
                .singlepart(text(ContentType::TEXT_HTML, html::render(&page, mail.lang))),
        )
        .map_err(|error| error.to_string())?;
    Ok((message.envelope().clone(), message.formatted()))
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
