//! Everything as tables, a page at a time, so that no table is ever in memory whole.

mod tables;

use app::{
    domain::{Scope, Timestamp},
    i18n::{Text, text},
};
use sea_orm::{
    ConnectionTrait, QueryResult, Statement, StatementBuilder,
    sea_query::{Alias, Expr, ExprTrait, JoinType, Order, Query},
};

pub use tables::TABLES;

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
    /// Whether only admins without limits take it away, for all of it is about persons.
    pub for_admins: bool,
    table: &'static str,
    /// Its column that names the idea, by which limits are kept; none where it is about none.
    idea: Option<&'static str>,
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

impl Table {
    /// The table of this name, if there is one.
    pub fn named(name: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name == name)
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
        if let Some(idea) = self.idea.filter(|_| self.table != "ideas" && !within.is_everything()) {
            let same = Expr::col((Alias::new(self.table), Alias::new(idea)))
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
        if self.idea.is_some() {
            query.cond_where(scope::ideas(within));
        }
        query.order_by_expr(number, Order::Asc).limit(PAGE);
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
