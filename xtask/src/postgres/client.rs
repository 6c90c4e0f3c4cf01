//! As much of PostgreSQL's protocol as it takes to ask a server whether it will do.
//!
//! A driver would bring an async runtime into the build tool for three statements; `psql`
//! need not be installed where a server runs.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use anyhow::{Context, Result, bail};

/// A connection without a password.
pub(super) struct Client {
    stream: TcpStream,
}

impl Client {
    /// Connects to the database `postgres`.
    pub(super) fn connect(address: &str, user: &str) -> Result<Self> {
        let address = address.to_socket_addrs()?.next().context("no such host")?;
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut client = Self { stream };
        client.stream.write_all(&startup(user))?;
        loop {
            let (kind, body) = client.message()?;
            match kind {
                // 0: you are in; anything else asks for a secret.
                b'R' if !body.starts_with(&[0; 4]) => bail!("it wants a password"),
                b'E' => bail!("{}", complaint(&body)),
                b'Z' => return Ok(client),
                _ => {}
            }
        }
    }

    /// Whether this user may create databases.
    pub(super) fn may_create(mut self) -> bool {
        let sql =
            "select 1 from pg_roles where rolname = current_user and (rolcreatedb or rolsuper)";
        self.query(sql).is_ok_and(|rows| rows == 1)
    }

    /// Runs one statement and returns how many rows it answered with.
    pub(super) fn query(&mut self, sql: &str) -> Result<usize> {
        let mut message = vec![b'Q'];
        message.extend(length(sql.len() + 5)?);
        message.extend(sql.as_bytes());
        message.push(0);
        self.stream.write_all(&message)?;
        let (mut rows, mut error) = (0, None);
        loop {
            let (kind, body) = self.message()?;
            match kind {
                b'D' => rows += 1,
                b'E' => error = Some(complaint(&body)),
                b'Z' => break,
                _ => {}
            }
        }
        match error {
            Some(error) => bail!("PostgreSQL: {error}"),
            None => Ok(rows),
        }
    }

    fn message(&mut self) -> Result<(u8, Vec<u8>)> {
        let mut head = [0; 5];
        self.stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]);
        let mut body = vec![0; usize::try_from(length)?.saturating_sub(4)];
        self.stream.read_exact(&mut body)?;
        Ok((head[0], body))
    }
}

fn length(bytes: usize) -> Result<[u8; 4]> {
    Ok(u32::try_from(bytes)?.to_be_bytes())
}

fn startup(user: &str) -> Vec<u8> {
    let mut body = 196_608_u32.to_be_bytes().to_vec(); // protocol 3.0
    for word in ["user", user, "database", "postgres", ""] {
        body.extend(word.as_bytes());
        body.push(0);
    }
    // A user's name never fills four gigabytes.
    let mut message = u32::try_from(body.len() + 4).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    message.extend(body);
    message
}

/// The text of an error message: fields, each with a letter before it.
fn complaint(body: &[u8]) -> String {
    let field = body.split(|byte| *byte == 0).find(|field| field.first() == Some(&b'M'));
    String::from_utf8_lossy(field.unwrap_or_default().get(1..).unwrap_or_default()).into_owned()
}

/// Host with port, and user, of an address without a password.
pub(super) fn parts(url: &str) -> Result<(String, String)> {
    let rest = url.split_once("://").context("not an address of PostgreSQL")?.1;
    let (server, _) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, host) = server.rsplit_once('@').unwrap_or(("postgres", server));
    let user = user.split(':').next().unwrap_or(user);
    let host = if host.contains(':') { host.to_owned() } else { format!("{host}:5432") };
    Ok((host, user.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_fall_into_parts() -> Result<()> {
        let (host, user) = parts("postgres://me@127.0.0.1:5433/postgres")?;
        assert_eq!((host.as_str(), user.as_str()), ("127.0.0.1:5433", "me"));
        assert_eq!(parts("postgres://db.local/x")?.0, "db.local:5432");
        assert!(parts("nonsense").is_err());
        Ok(())
    }

    #[test]
    fn the_first_message_says_how_long_it_is() {
        let message = startup("me");
        assert_eq!(message[..4], u32::try_from(message.len()).unwrap_or(0).to_be_bytes());
        assert!(message.ends_with(b"database\0postgres\0\0"));
    }

    #[test]
    fn errors_are_read_as_text() {
        assert_eq!(complaint(b"SFATAL\0MNo such role\0\0"), "No such role");
        assert_eq!(complaint(b""), "");
    }
}
