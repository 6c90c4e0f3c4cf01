//! Mail: takes what waits in the outbox, puts it into words, and hands it to the mail server,
//! or writes it into files where none is set.
//!
//! What is sent is written by [`crate::store::outbox`] in the transaction that it tells of. Here
//! it is claimed for a while, sent in strictly less, and noted as sent. SMTP cannot promise
//! more: a mail that is under way when the program dies may go out again, with the same
//! `Message-ID`.

pub mod daily;
mod html;
mod letters;
mod message;
mod plain;
mod transport;
mod words;
mod worker;

use std::time::Duration;

use lettre::{Address, message::Mailbox};

use crate::{state::AppState, store::outbox::Claimed, token};

pub use transport::remove_old;
pub use worker::{Done, run};

/// How long at most a mail takes to be handed over, in seconds, where the claim allows it.
const SEND_SECONDS: u64 = 60;
/// What the sender is called.
const NAME: &str = "Stadtlabor";

/// What is needed to send mail.
pub struct Mailer {
    state: AppState,
    transport: transport::Transport,
    from: Mailbox,
    /// Names this worker at what it claims.
    worker: String,
    /// How long what is claimed is this worker's.
    lease: Duration,
    /// How long sending may take: at most half of that.
    timeout: Duration,
}

/// Why mail cannot be sent at all: in the settings.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The address of the mail server.
    #[error("STADTLABOR_SMTP_URL: {0}")]
    Url(String),
    /// The sender's address.
    #[error("STADTLABOR_MAIL_FROM is not a mail address: {0}")]
    From(String),
}

impl Mailer {
    /// Reads the settings. Nothing is sent yet.
    ///
    /// # Errors
    /// The settings make no sense.
    pub fn new(state: &AppState) -> Result<Self, Unusable> {
        let config = &state.config;
        let from = config.mail_from();
        let from: Address = from.parse().map_err(|_| Unusable::From(from))?;
        let lease = Duration::from_secs(config.mail_lease.max(2));
        let timeout = (lease / 2).min(Duration::from_secs(SEND_SECONDS));
        let transport = match &config.smtp_url {
            Some(url) => transport::Transport::smtp(url, from.domain(), timeout)?,
            None => transport::Transport::files(&config.data),
        };
        Ok(Self {
            state: state.clone(),
            transport,
            from: Mailbox::new(Some(NAME.to_owned()), from),
            worker: token::random(),
            lease,
            timeout,
        })
    }

    /// The `Message-ID` of a mail: the same however often it is sent.
    fn message_id(&self, mail: &Claimed) -> String {
        format!("<{}@{}>", mail.message_id, self.from.email.domain())
    }
}
