//! What people think of who want to see a server fall over.

mod reading;
mod texts;
mod writing;

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::Checks;
use crate::http::{Answer, Client, raw};
use crate::trial::Server;

/// Longer than this and it hangs, even in a development build.
const PATIENCE: Duration = Duration::from_secs(10);

/// Everything on the list.
pub(super) fn run(
    server: &Server<'_>,
    database: &str,
    session: &str,
    checks: &mut Checks,
) -> Result<()> {
    let to = Target { addr: server.addr, session };
    let mut note = |what: &str, done: Result<usize>| {
        let count = done.as_ref().map_or(0, |count| *count);
        checks.note(&format!("{database}: {count} {what}"), done.map(|_| ()));
    };
    note("odd addresses", to.addresses());
    note("queries", to.queries());
    note("methods", to.methods());
    note("bodies", to.bodies());
    note("texts", texts::run(&to));
    note("things that are not quite HTTP", to.no_http());
    Ok(())
}

struct Target<'s> {
    addr: SocketAddr,
    session: &'s str,
}

impl Target<'_> {
    /// Sends one request on a connection of its own.
    fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Option<Answer>> {
        self.bytes(&Client::request(self.addr, method, path, headers, body), false)
    }

    /// Sends bytes. Whatever comes back, it is no 5xx, and it comes in time.
    fn bytes(&self, request: &[u8], unfinished: bool) -> Result<Option<Answer>> {
        let start = Instant::now();
        let shown = || {
            let text = String::from_utf8_lossy(&request[..request.len().min(200)]).into_owned();
            text.escape_debug().to_string()
        };
        let answer = raw(self.addr, request, unfinished).with_context(shown)?;
        let took = start.elapsed();
        ensure!(took < PATIENCE, "{} s for {}", took.as_secs(), shown());
        if let Some(answer) = &answer
            && answer.status >= 500
        {
            bail!("{} for {}", answer.status, shown());
        }
        Ok(answer)
    }

    /// As [`Target::ask`], where an answer must come.
    fn answer(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer> {
        match self.ask(method, path, headers, body)? {
            Some(answer) => Ok(answer),
            None => bail!("no answer to {method} {}", &path[..path.len().min(200)]),
        }
    }
}
