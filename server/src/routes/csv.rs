//! Tables for spreadsheets.
//!
//! The way that a German Excel opens rightly by a double click, and everything else as well:
//! UTF-8 with a byte order mark, semicolons between cells, CRLF after rows, quotes where they
//! are needed (RFC 4180 but for the semicolon). No `sep=` line: Excel alone understands it, and
//! with it forgets that the file is UTF-8. A cell that a spreadsheet would take for a formula
//! begins with an apostrophe.

use app::{
    domain::{Date, Timestamp},
    i18n::Lang,
};
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use futures::{Stream, StreamExt, stream};

use super::error::Error;
use crate::store::{StoreResult, export::Cell};

/// Says that a file is UTF-8.
const MARK: &str = "\u{feff}";

/// Appends a row.
pub fn row(out: &mut String, cells: impl IntoIterator<Item = impl AsRef<str>>) {
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            out.push(';');
        }
        quoted(out, cell.as_ref());
    }
    out.push_str("\r\n");
}

fn quoted(out: &mut String, cell: &str) {
    let needed = cell.contains(['"', ';', ',', '\n', '\r', '\t'])
        || cell.starts_with(' ')
        || cell.ends_with(' ');
    if needed {
        out.push('"');
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(cell);
    }
}

/// Words of others, so that no spreadsheet calculates with them: what begins like a formula gets
/// an apostrophe before it (OWASP, "CSV Injection"), full-width signs included. No NUL, which
/// ends a file for some.
pub fn safe(text: &str) -> String {
    let text = text.replace('\0', "");
    let first = text.chars().find(|c| !matches!(c, ' ' | '\u{a0}' | '\u{feff}'));
    let formula = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    );
    if formula { format!("'{text}") } else { text }
}

/// A moment in the lab's zone, as spreadsheets read it.
pub fn time(at: Timestamp) -> String {
    let c = at.local();
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        c.year, c.month, c.day, c.hour, c.minute, c.second
    )
}

/// A cell as it stands in the file.
pub fn cell(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Text(text) => safe(text),
        Cell::Number(number) => number.to_string(),
        Cell::Time(at) => time(*at),
        Cell::Flag(true) => lang.pick("ja", "yes").to_owned(),
        Cell::Flag(false) => lang.pick("nein", "no").to_owned(),
        Cell::Empty => String::new(),
    }
}

/// The answer with a file of this name, dated: its head, then what `next` gives, a piece of rows
/// for each place, until there is no next place. A piece is read when the one before has left,
/// so that never more than one is in memory. A piece that cannot be read cuts the answer off:
/// nobody takes half a table for a whole one.
pub fn download<P, F>(
    name: &str,
    today: Date,
    head: String,
    first: P,
    next: impl FnMut(P) -> F + Send + 'static,
) -> Result<Response, Error>
where
    P: Send + 'static,
    F: Future<Output = StoreResult<(String, Option<P>)>> + Send + 'static,
{
    let begin = stream::once(std::future::ready(Ok(Bytes::from(format!("{MARK}{head}")))));
    // Compression asks once more after the end.
    let body = Body::from_stream(begin.chain(pieces(first, next)).fuse());
    let mut response = body.into_response();
    let file = format!("attachment; filename=\"stadtlabor-{name}-{today}.csv\"");
    let file = HeaderValue::try_from(file).map_err(|e| Error::Internal(e.to_string()))?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, file);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn pieces<P, F>(
    first: P,
    next: impl FnMut(P) -> F + Send + 'static,
) -> impl Stream<Item = Result<Bytes, std::io::Error>> + Send
where
    P: Send + 'static,
    F: Future<Output = StoreResult<(String, Option<P>)>> + Send + 'static,
{
    stream::unfold((Some(first), next), |(place, mut next)| async move {
        let place = place?;
        match next(place).await {
            Ok((rows, place)) => Some((Ok(Bytes::from(rows)), (place, next))),
            Err(error) => {
                tracing::error!(%error, "a table is cut off");
                let cut = std::io::Error::other("the database does not answer");
                Some((Err(cut), (None, next)))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_need_it() {
        let mut out = String::new();
        row(&mut out, ["a", "b;c", "say \"hi\"", "two\nlines", " x", "Grüße", ""]);
        assert_eq!(out, "a;\"b;c\";\"say \"\"hi\"\"\";\"two\nlines\";\" x\";Grüße;\r\n");
    }

    #[test]
    fn nothing_is_a_formula() {
        for bad in ["=1+1", "+49", "-5", "@x", "\tx", "\rx", "\nx", " =cmd|'/c calc'!A1", "＝1"] {
            assert_eq!(safe(bad), format!("'{bad}"));
        }
        assert_eq!(safe("a=1\0"), "a=1");
        assert_eq!(safe(""), "");
    }
}
