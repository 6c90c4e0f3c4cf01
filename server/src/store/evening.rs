//! *Abendmodus*: a lab publishes first and moderates after, for a limited time.

use app::{api::ActivityKind, domain::Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::decisions::By;
use super::entities::labs::{Column, Entity};
use super::{
    Db, StoreResult,
    activity::{self, Details, Entry},
};

/// What became of the wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// It is so.
    Done,
    /// There is no such lab.
    NotFound,
}

/// Sets until when a lab publishes first; none ends it.
///
/// # Errors
/// The database could not write it.
pub async fn set(db: &Db, lab: &str, until: Option<Timestamp>, by: By) -> StoreResult<Set> {
    let write = db.write().await?;
    let done = Entity::update_many()
        .col_expr(Column::EveningUntil, Expr::value(until.map(|until| until.0)))
        .filter(Column::Slug.eq(lab))
        .exec(write.conn())
        .await?;
    if done.rows_affected == 0 {
        write.rollback().await?;
        return Ok(Set::NotFound);
    }
    let details = Details {
        subject: Some(format!("labs/{lab}")),
        to: Some(until.map_or("evening off".to_owned(), |until| format!("evening until {until}"))),
        ..Details::default()
    };
    let entry = Entry::about(ActivityKind::SettingsChanged, by.now);
    activity::append(&write, Entry { staff: Some(by.staff), details, ..entry }).await?;
    write.commit().await?;
    db.settings_changed();
    Ok(Set::Done)
}
