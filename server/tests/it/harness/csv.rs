//! Reads tables as a spreadsheet does.

use super::Answer;

impl Answer {
    /// The rows of a table, its heads first.
    #[track_caller]
    pub(crate) fn csv(&self) -> Vec<Vec<String>> {
        assert_eq!(self.header("content-type"), "text/csv; charset=utf-8");
        let text = self.body.strip_prefix('\u{feff}').expect("a byte order mark");
        assert!(text.ends_with("\r\n"), "the last row ends like the others");
        let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
        let mut letters = text.chars().peekable();
        let mut quoted = false;
        while let Some(letter) = letters.next() {
            match (quoted, letter) {
                (true, '"') if letters.peek() == Some(&'"') => {
                    letters.next();
                    cell.push('"');
                }
                (true, '"') => quoted = false,
                (true, letter) => cell.push(letter),
                (false, '"') => {
                    assert!(cell.is_empty(), "a quote inside a bare cell: {cell}");
                    quoted = true;
                }
                (false, ';') => row.push(std::mem::take(&mut cell)),
                (false, '\r') => {
                    assert_eq!(letters.next(), Some('\n'), "rows end with CRLF");
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                (false, letter) => cell.push(letter),
            }
        }
        assert!(!quoted && cell.is_empty() && row.is_empty());
        let width = rows.first().map_or(0, Vec::len);
        assert!(rows.iter().all(|row| row.len() == width), "every row is as wide as its head");
        rows
    }
}
