//! Ideas: sending in, reading, listing.

mod detail;
mod list;
mod submit;

use app::domain::IdeaStatus;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QuerySelect, sea_query::Expr};

pub use detail::find;
pub use list::{ListQuery, Listed, Place, list};
pub use submit::{Key, Submission, Submitted, submit};
pub(super) use submit::{Offered, placed};

use super::entities::ideas::{Column, Entity};
use super::{Db, StoreResult};

/// How long a mail address is kept after the idea was sent in, in milliseconds: 180 days.
pub const EMAIL_KEPT: i64 = 180 * 86_400_000;

/// What everybody may see. Bare, so that SQLite knows its partial indexes by it.
pub(super) fn is_public() -> Condition {
    Condition::all().add(Expr::cust("is_public"))
}

/// Open for support, comments and offers to help.
pub(super) fn is_open() -> Condition {
    let open = IdeaStatus::ALL.into_iter().filter(|s| s.is_open()).map(IdeaStatus::as_str);
    is_public().add(Column::Status.is_in(open))
}

/// Why nothing can be done to an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// There is no such public idea.
    NotFound,
    /// It is closed.
    Closed,
}

/// Whether an idea that is not open is closed or not there at all.
pub(super) async fn why_shut(db: &Db, id: i64) -> StoreResult<Shut> {
    Ok(if public(db, id).await? { Shut::Closed } else { Shut::NotFound })
}

/// Why an idea that was public is hidden, if it is.
///
/// # Errors
/// The database cannot be read.
pub async fn hidden(db: &Db, id: i64) -> StoreResult<Option<String>> {
    use sea_orm::QueryFilter;
    let reason: Option<Option<String>> = Entity::find()
        .select_only()
        .column(Column::HiddenReason)
        .filter(Column::Id.eq(id))
        .filter(Column::HiddenAt.is_not_null())
        .filter(Column::IsPublic.eq(false))
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(reason.map(Option::unwrap_or_default))
}

/// Whether there is a public idea with this number.
///
/// # Errors
/// The database cannot be read.
pub async fn public(db: &Db, id: i64) -> StoreResult<bool> {
    use sea_orm::QueryFilter;
    let found: Option<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.eq(id))
        .filter(is_public())
        .into_tuple()
        .one(db.read())
        .await?;
    Ok(found.is_some())
}
