//! Handing a mail over: to a mail server, or into a file.

use std::{
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use app::domain::clean_line;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    address::Envelope,
    transport::smtp::{self, PoolConfig, extension::ClientId},
};

use super::Unusable;

/// Where mail goes.
pub(super) enum Transport {
    /// To a mail server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Into this folder, a file each: where no server is set.
    Files(PathBuf),
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Perhaps another time.
    Later(String),
    /// The recipient is not there: it is of no use to try again.
    Never(String),
}

/// As much is kept of what a server answered, in characters.
const SAID_MAX: usize = 500;
/// The most connections to the mail server.
const CONNECTIONS: u32 = 4;

impl Transport {
    pub(super) fn smtp(url: &str, domain: &str, timeout: Duration) -> Result<Self, Unusable> {
        // The address may hold a password: what is said of it does not repeat it.
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| {
            Unusable::Url(
                "an address such as smtps://user:password@mail.example.org, \
                 smtp://mail.example.org:587?tls=required or smtp://localhost:25 is expected"
                    .to_owned(),
            )
        })?;
        // One that the address names by its path stands.
        let named = url.split_once("://").is_some_and(|(_, rest)| {
            let path = rest.split(['?', '#']).next().and_then(|place| place.split_once('/'));
            path.is_some_and(|(_, name)| !name.is_empty())
        });
        let builder = match named {
            true => builder,
            false => builder.hello_name(ClientId::Domain(domain.to_owned())),
        };
        let pool = PoolConfig::new().max_size(CONNECTIONS).idle_timeout(Duration::from_secs(20));
        Ok(Self::Smtp(builder.timeout(Some(timeout)).pool_config(pool).build()))
    }

    pub(super) fn files(data: &Path) -> Self {
        Self::Files(data.join("outbox"))
    }

    /// Hands a mail over. `name` is its file's.
    pub(super) async fn send(
        &self,
        envelope: &Envelope,
        name: &str,
        message: &[u8],
    ) -> Result<(), Refused> {
        match self {
            Self::Smtp(server) => {
                server.send_raw(envelope, message).await.map(drop).map_err(|error| refused(&error))
            }
            Self::Files(folder) => {
                let written = write(folder, name, message).await;
                written.map_err(|error| Refused::Later(format!("{}: {error}", folder.display())))
            }
        }
    }
}

/// Whole or not at all; written again, it is the same file.
async fn write(folder: &Path, name: &str, message: &[u8]) -> io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let part = folder.join(format!("{name}.part"));
    tokio::fs::write(&part, message).await?;
    tokio::fs::rename(&part, folder.join(format!("{name}.eml"))).await
}

/// How long mails stay that were written into files.
const FILES: Duration = Duration::from_secs(30 * 86_400);

/// Removes mails that were written into files 30 days ago or before; how many.
///
/// # Errors
/// The folder cannot be read.
pub async fn remove_old(data: &Path, now: SystemTime) -> io::Result<u64> {
    let mut files = match tokio::fs::read_dir(data.join("outbox")).await {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut removed = 0;
    while let Some(file) = files.next_entry().await? {
        let ours = file.path().extension().is_some_and(|end| end == "eml" || end == "part");
        let changed = file.metadata().await?.modified()?;
        let old = now.duration_since(changed).is_ok_and(|age| age >= FILES);
        if ours && old {
            tokio::fs::remove_file(file.path()).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

fn refused(error: &smtp::Error) -> Refused {
    let why = std::error::Error::source(error)
        .map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
    let code = error.is_permanent().then(|| error.status().map(u16::from)).flatten();
    let why = said(&why);
    match code {
        Some(code) if is_about_the_recipient(code, &why) => Refused::Never(why),
        _ => Refused::Later(why),
    }
}

/// What a server answered, as it is kept and logged: on one line, of some length, without what no
/// text should have, and without the address, which servers repeat.
fn said(why: &str) -> String {
    let why = clean_line(why);
    let words = why.split(' ').map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(SAID_MAX).collect()
}

/// Whether a permanent refusal is about the recipient (RFC 5321, 4.2.3; enhanced codes of
/// RFC 3463: 5.1.x addressing, 5.2.1 mailbox disabled). Other permanent refusals, such as of our
/// name and password, are for the town's administrators to mend: the mail waits for them.
fn is_about_the_recipient(code: u16, why: &str) -> bool {
    let enhanced = why.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let (class, rest) = word.split_once('.')?;
        let (subject, detail) = rest.split_once('.')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        (class == "5" && digits(subject) && digits(detail)).then_some((subject, detail))
    });
    match enhanced {
        // 5.1.7 and 5.1.8 are about the sender.
        Some(("1", detail)) => !matches!(detail, "7" | "8"),
        Some(("2", "1")) => true,
        Some(_) => false,
        None => matches!(code, 550 | 551 | 553 | 556),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_missing_recipient_is_final() {
        assert!(is_about_the_recipient(550, "permanent error (550): 5.1.1 no such user"));
        assert!(is_about_the_recipient(550, "permanent error (550): No such user here"));
        assert!(is_about_the_recipient(550, "permanent error (550): 5.2.1 disabled"));
        assert!(!is_about_the_recipient(550, "permanent error (550): 5.7.1 relaying denied"));
        assert!(!is_about_the_recipient(553, "permanent error (553): 5.1.8 sender's domain"));
        assert!(!is_about_the_recipient(535, "permanent error (535): 5.7.8 bad password"));
        assert!(!is_about_the_recipient(554, "permanent error (554): no"));
    }

    #[test]
    fn what_a_server_answers_is_plain_and_short() {
        assert_eq!(said("450 no\0\r\n  such <a@b.example> \u{202E}user"), "450 no such … user");
        assert_eq!(said(&"ä".repeat(9000)).chars().count(), SAID_MAX);
    }

    #[tokio::test]
    async fn a_wrong_address_of_the_server_is_said_without_its_password() {
        let wrong = Transport::smtp("http://me:secret@mail", "example.org", Duration::from_secs(1));
        let Err(why) = wrong else { panic!("taken") };
        assert!(!why.to_string().contains("secret"), "{why}");
        let right = "smtps://me:secret@mail.example.org";
        assert!(Transport::smtp(right, "example.org", Duration::from_secs(1)).is_ok());
    }
}
