//! Everything as tables for spreadsheets.

use axum::{extract::State, response::Response};

use super::{csv, error::Error, params::Path, staff::Moderator, visitor::Reader};
use crate::{
    clock::now,
    state::AppState,
    store::export::{Place, Table},
};

/// A table as CSV
///
/// UTF-8 with a byte order mark, semicolons, CRLF; cells that a spreadsheet would take for a
/// formula begin with an apostrophe. Within the labs of the person who asks; what says something
/// about persons (names, addresses, who did it) is in it for admins only.
#[utoipa::path(
    get,
    path = "/api/staff/export/{file}",
    params(("file" = String, Path, description = "`ideas.csv`, `comments.csv`, `reports.csv`, `companions.csv`, `supports.csv`, `answers.csv`, `assignments.csv`, `activity.csv`, `notes.csv`, `questions.csv`, `edits.csv`, `links.csv`, `followers.csv`, `labs.csv`, `topics.csv`, `projects.csv`, `departments.csv`, `templates.csv`; `staff.csv` for admins without limits")),
    responses((status = 200, body = String, content_type = "text/csv")),
)]
pub async fn table(
    staff: Moderator,
    State(state): State<AppState>,
    Reader(lang): Reader,
    Path(file): Path<String>,
) -> Result<Response, Error> {
    let name = file.strip_suffix(".csv").ok_or(Error::NotFound)?;
    let table = Table::named(name).ok_or(Error::NotFound)?;
    let (scope, personal) = (staff.scope(), staff.me.role.may_administer());
    if table.for_admins && !(personal && scope.is_everything()) {
        return Err(Error::Forbidden);
    }
    let mut head = String::new();
    csv::row(&mut head, table.heads(personal).into_iter().map(|name| name.get(lang)));
    let read = move |place: Place| {
        let (db, scope) = (state.db.clone(), scope.clone());
        async move {
            let (rows, next) = table.page(&db, &scope, personal, &place).await?;
            let mut text = String::new();
            for cells in rows {
                csv::row(&mut text, cells.iter().map(|cell| csv::cell(cell, lang)));
            }
            Ok((text, next))
        }
    };
    csv::download(table.name, app::domain::Date::of(now()), head, Place::default(), read)
}
