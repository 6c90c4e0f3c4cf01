//! Everything as tables, a page at a time, so that no table is ever in memory whole.

use app::{
    domain::{Scope, Timestamp},
    i18n::{Text, text},
};
use sea_orm::{
    ConnectionTrait, QueryResult, Statement, StatementBuilder,
    sea_query::{Alias, Expr, ExprTrait, JoinType, Order, Query},
};

use super::entities::ideas;
use super::{Db, StoreResult, scope};

/// So many rows are read at once.
const PAGE: u64 = 500;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words, perhaps of somebody who means harm.
    Text(String),
    /// A number.
    Number(i64),
    /// A moment.
    Time(Timestamp),
    /// Yes or no.
    Flag(bool),
    /// Nothing.
    Empty,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Time,
    Flag,
}

/// A column: its name, where it comes from, and whether it says something about a person.
#[derive(Clone, Copy, Debug)]
struct Column {
    name: Text,
    sql: &'static str,
    kind: Kind,
    personal: bool,
}

const fn column(kind: Kind, sql: &'static str, de: &'static str, en: &'static str) -> Column {
    Column { name: text(de, en), sql, kind, personal: false }
}

const fn personal(kind: Kind, sql: &'static str, de: &'static str, en: &'static str) -> Column {
    Column { name: text(de, en), sql, kind, personal: true }
}

/// A table that can be taken away.
#[derive(Debug)]
pub struct Table {
    /// Its name in addresses and of its file.
    pub name: &'static str,
    table: &'static str,
    /// What its rows are in order of, and that no two of them share: a number, then perhaps a
    /// word.
    key: (&'static str, Option<&'static str>),
    columns: &'static [Column],
}

/// A place in a table: behind this row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    number: i64,
    word: String,
}

use Kind::{Flag, Number, Time};

const TEXT: Kind = Kind::Text;

/// Every table.
pub const TABLES: [Table; 8] = [
    Table {
        name: "ideas",
        table: "ideas",
        key: ("ideas.id", None),
        columns: &[
            column(Number, "ideas.id", "Nummer", "Number"),
            column(TEXT, "ideas.title", "Titel", "Title"),
            column(TEXT, "ideas.text", "Text", "Text"),
            personal(TEXT, "ideas.author", "Name", "Name"),
            personal(TEXT, "ideas.email", "E-Mail", "E-mail"),
            personal(Number, "ideas.participant_id", "Teilnahme-Nummer", "Participant"),
            column(TEXT, "ideas.affiliation", "Perspektive", "Perspective"),
            column(TEXT, "ideas.lab", "Stadtlabor", "Lab"),
            column(TEXT, "ideas.topic", "Thema", "Topic"),
            column(TEXT, "ideas.project", "Projekt", "Project"),
            column(TEXT, "ideas.source", "Weg", "Source"),
            column(TEXT, "ideas.status", "Stand", "Status"),
            column(Flag, "ideas.is_public", "Öffentlich", "Public"),
            column(Time, "ideas.created_at", "Eingegangen", "Received"),
            column(Time, "ideas.published_at", "Veröffentlicht", "Published"),
            column(Time, "ideas.decided_at", "Entschieden", "Decided"),
            column(Time, "ideas.active_at", "Zuletzt bewegt", "Last active"),
            column(Time, "ideas.waits_since", "Wartet seit", "Waits since"),
            column(TEXT, "ideas.held", "Angehalten wegen", "Held for"),
            column(Number, "ideas.supports", "Unterstützungen", "Supporters"),
            column(Number, "ideas.comments", "Kommentare", "Comments"),
            column(Number, "ideas.companions", "Mitmachende", "Companions"),
            column(Number, "ideas.merged_into", "Zusammengeführt mit", "Merged into"),
            column(Time, "ideas.hidden_at", "Verborgen", "Hidden"),
            column(TEXT, "ideas.hidden_reason", "Verborgen weil", "Hidden because"),
            column(TEXT, "ideas.original_title", "Titel im Original", "Original title"),
            column(TEXT, "ideas.original_text", "Text im Original", "Original text"),
        ],
    },
    Table {
        name: "comments",
        table: "comments",
        key: ("comments.id", None),
        columns: &[
            column(Number, "comments.id", "Nummer", "Number"),
            column(Number, "comments.idea_id", "Idee", "Idea"),
            column(Number, "comments.origin_id", "Ursprünglich zu", "Originally on"),
            column(Number, "comments.reply_to", "Antwort auf", "Reply to"),
            column(TEXT, "comments.text", "Text", "Text"),
            personal(TEXT, "comments.author", "Name", "Name"),
            personal(Number, "comments.participant_id", "Teilnahme-Nummer", "Participant"),
            column(TEXT, "comments.affiliation", "Perspektive", "Perspective"),
            column(TEXT, "comments.status", "Stand", "Status"),
            column(TEXT, "comments.reason", "Begründung", "Reason"),
            column(TEXT, "comments.held", "Angehalten wegen", "Held for"),
            column(Time, "comments.created_at", "Eingegangen", "Received"),
            column(Time, "comments.decided_at", "Entschieden", "Decided"),
            column(Time, "comments.hidden_at", "Verborgen", "Hidden"),
            column(TEXT, "comments.original_text", "Text im Original", "Original text"),
        ],
    },
    Table {
        name: "reports",
        table: "reports",
        key: ("reports.id", None),
        columns: &[
            column(Number, "reports.id", "Nummer", "Number"),
            column(Number, "reports.idea_id", "Idee", "Idea"),
            column(Number, "reports.comment_id", "Kommentar", "Comment"),
            column(TEXT, "reports.reason", "Grund", "Reason"),
            column(TEXT, "reports.text", "Text", "Text"),
            personal(Number, "reports.participant_id", "Teilnahme-Nummer", "Participant"),
            column(TEXT, "reports.status", "Stand", "Status"),
            column(Time, "reports.created_at", "Eingegangen", "Received"),
        ],
    },
    Table {
        name: "companions",
        table: "companions",
        key: ("companions.id", None),
        columns: &[
            column(Number, "companions.id", "Nummer", "Number"),
            column(Number, "companions.idea_id", "Idee", "Idea"),
            personal(TEXT, "companions.name", "Name", "Name"),
            personal(TEXT, "companions.contact", "Kontakt", "Contact"),
            personal(TEXT, "companions.note", "Nachricht", "Note"),
            personal(Number, "companions.participant_id", "Teilnahme-Nummer", "Participant"),
            column(TEXT, "companions.status", "Stand", "Status"),
            column(Time, "companions.created_at", "Eingegangen", "Received"),
            column(Time, "companions.erase_at", "Wird gelöscht", "Erased"),
        ],
    },
    Table {
        name: "supports",
        table: "ideas",
        key: ("ideas.id", None),
        columns: &[
            column(Number, "ideas.id", "Idee", "Idea"),
            column(TEXT, "ideas.title", "Titel", "Title"),
            column(Number, "ideas.supports", "Unterstützungen", "Supporters"),
            column(
                Number,
                "(SELECT COUNT(*) FROM supports WHERE supports.idea_id = ideas.id)",
                "davon direkt",
                "of these directly",
            ),
            column(
                Time,
                "(SELECT MIN(supports.created_at) FROM supports WHERE supports.idea_id = ideas.id)",
                "Erste",
                "First",
            ),
            column(
                Time,
                "(SELECT MAX(supports.created_at) FROM supports WHERE supports.idea_id = ideas.id)",
                "Letzte",
                "Last",
            ),
        ],
    },
    Table {
        name: "answers",
        table: "answers",
        key: ("answers.id", None),
        columns: &[
            column(Number, "answers.id", "Nummer", "Number"),
            column(Number, "answers.idea_id", "Idee", "Idea"),
            column(TEXT, "answers.department", "Fachbereich", "Department"),
            column(TEXT, "answers.text", "Antwort", "Answer"),
            column(Time, "answers.published_at", "Veröffentlicht", "Published"),
            column(TEXT, "answers.draft", "Entwurf", "Draft"),
            column(Time, "answers.draft_at", "Entworfen", "Drafted"),
            personal(Number, "answers.draft_by", "Entworfen von", "Drafted by"),
            column(Time, "answers.approved_at", "Freigegeben", "Approved"),
            personal(Number, "answers.approved_by", "Freigegeben von", "Approved by"),
        ],
    },
    Table {
        name: "assignments",
        table: "idea_departments",
        key: ("idea_departments.idea_id", Some("idea_departments.department")),
        columns: &[
            column(Number, "idea_departments.idea_id", "Idee", "Idea"),
            column(TEXT, "idea_departments.department", "Fachbereich", "Department"),
            column(TEXT, "idea_departments.state", "Stand", "State"),
            column(TEXT, "idea_departments.due_on", "Bis", "Due"),
            column(Time, "idea_departments.since", "Seit", "Since"),
            column(Time, "idea_departments.changed_at", "Geändert", "Changed"),
        ],
    },
    Table {
        name: "activity",
        table: "activity",
        key: ("activity.seq", None),
        columns: &[
            column(Number, "activity.seq", "Nummer", "Number"),
            column(Time, "activity.at", "Wann", "When"),
            column(TEXT, "activity.kind", "Was", "What"),
            column(Number, "activity.idea_id", "Idee", "Idea"),
            column(Number, "activity.comment_id", "Kommentar", "Comment"),
            column(Number, "activity.report_id", "Meldung", "Report"),
            personal(Number, "activity.staff_id", "Team", "Staff"),
            personal(Number, "activity.participant_id", "Teilnahme-Nummer", "Participant"),
            personal(TEXT, "activity.details", "Einzelheiten", "Details"),
        ],
    },
];

impl Table {
    /// The table of this name, if there is one.
    pub fn named(name: &str) -> Option<&'static Self> {
        // A constant has no address: a static of it has.
        static ALL: [Table; 8] = TABLES;
        ALL.iter().find(|table| table.name == name)
    }

    fn columns(&self, with_personal: bool) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns.iter().filter(move |column| with_personal || !column.personal)
    }

    /// What its columns are called; those about persons only where they are wanted.
    pub fn heads(&self, with_personal: bool) -> Vec<Text> {
        self.columns(with_personal).map(|column| column.name).collect()
    }

    /// The rows behind a place, and where the next ones begin. Whoever is limited gets what
    /// belongs to the ideas within the limits. One statement.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn page(
        &self,
        db: &Db,
        within: &Scope,
        with_personal: bool,
        after: &Place,
    ) -> StoreResult<(Vec<Vec<Cell>>, Option<Place>)> {
        let mut query = Query::select();
        query.from(Alias::new(self.table));
        if self.table != "ideas" && !within.is_everything() {
            let same = Expr::col((Alias::new(self.table), Alias::new("idea_id")))
                .equals((ideas::Entity, ideas::Column::Id));
            query.join(JoinType::InnerJoin, ideas::Entity, same);
        }
        let number = Expr::cust(self.key.0);
        query.expr_as(number.clone(), Alias::new("key_number"));
        query.expr_as(Expr::cust(self.key.1.unwrap_or("''")), Alias::new("key_word"));
        for column in self.columns(with_personal) {
            query.expr(Expr::cust(column.sql));
        }
        match self.key.1.map(Expr::cust) {
            None => query.and_where(number.clone().gt(after.number)),
            Some(word) => {
                let behind = word.clone().gt(after.word.as_str());
                let behind = number.clone().eq(after.number).and(behind);
                // Said twice, the first time so that the index is used.
                query
                    .and_where(number.clone().gte(after.number))
                    .and_where(number.clone().gt(after.number).or(behind))
            }
        };
        query.cond_where(scope::ideas(within)).order_by_expr(number, Order::Asc).limit(PAGE);
        if let Some(word) = self.key.1 {
            query.order_by_expr(Expr::cust(word), Order::Asc);
        }
        let backend = db.read().get_database_backend();
        let statement: Statement = StatementBuilder::build(&query, &backend);
        let rows = db.read().query_all_raw(statement).await?;
        let full = rows.len() as u64 == PAGE;
        let mut cells = Vec::with_capacity(rows.len());
        let mut last = None;
        for row in &rows {
            last = Some(Place { number: row.try_get_by_index(0)?, word: row.try_get_by_index(1)? });
            let of_row = self.columns(with_personal).zip(2..).map(|(of, n)| cell(row, n, of.kind));
            cells.push(of_row.collect::<StoreResult<Vec<_>>>()?);
        }
        Ok((cells, last.filter(|_| full)))
    }
}

fn cell(row: &QueryResult, index: usize, kind: Kind) -> StoreResult<Cell> {
    let cell = match kind {
        Kind::Text => row.try_get_by_index::<Option<String>>(index)?.map(Cell::Text),
        Kind::Number => row.try_get_by_index::<Option<i64>>(index)?.map(Cell::Number),
        Kind::Time => {
            row.try_get_by_index::<Option<i64>>(index)?.map(|at| Cell::Time(Timestamp(at)))
        }
        Kind::Flag => row.try_get_by_index::<Option<bool>>(index)?.map(Cell::Flag),
    };
    Ok(cell.unwrap_or(Cell::Empty))
}
