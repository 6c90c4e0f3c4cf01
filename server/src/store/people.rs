//! Who is on the staff, and what admins change about it.
//!
//! Whoever changes something takes the admins first, in one order: of several who would leave
//! the site without one, all but the first see what the others did.

mod list;

pub use list::{limits, page};

use super::activity::{self, Details, Entry};
use super::entities::{
    departments, invitations, labs, outbox, sessions, staff, staff_departments, staff_labs,
};
use super::staff::slugs;
use super::{Db, StoreError, StoreResult, Write, factors};
use app::{
    api::ActivityKind,
    domain::{Rights, Role, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::Expr,
};

/// What stands for the password of somebody who was removed. Nobody signs in with it: the
/// account is disabled for good.
const REMOVED: &str = "";

/// Who changes something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    /// Number of the account.
    pub staff: i64,
    /// When.
    pub now: Timestamp,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is made.
    Done,
    /// There is no such account.
    NotFound,
    /// Whoever asks may not: it has more rights than they have, or would get them.
    Beyond,
    /// No admin without limits would be left.
    LastAdmin,
    /// No such lab or department.
    Unknown,
}

/// What is changed.
#[derive(Clone, Debug)]
pub enum Change {
    /// Role and limits.
    Rights(Rights),
    /// The person cannot sign in any more.
    Disable,
    /// The person can sign in again.
    Enable,
    /// The second factors go: somebody has lost theirs.
    Reset,
    /// The person goes; what is personal is erased. The word for the role takes the place of
    /// the name.
    Remove,
}

impl Change {
    /// What the log says.
    fn key(&self) -> &'static str {
        match self {
            Self::Rights(_) => "changed",
            Self::Disable => "disabled",
            Self::Enable => "enabled",
            Self::Reset => "reset",
            Self::Remove => "removed",
        }
    }
}

/// An account with what limits it.
#[derive(FromQueryResult)]
struct Row {
    id: i64,
    name: String,
    email: String,
    role: String,
    disabled_at: Option<i64>,
    labs: Option<String>,
    departments: Option<String>,
}

impl Row {
    fn rights(&self) -> StoreResult<Rights> {
        let role = Role::from_key(&self.role).ok_or_else(|| StoreError::corrupt("staff.role"))?;
        let (labs, departments) = (slugs(self.labs.as_deref()), slugs(self.departments.as_deref()));
        Ok(Rights { role, labs, departments })
    }

    fn governs(&self) -> bool {
        self.role == Role::Admin.as_str()
            && self.disabled_at.is_none()
            && self.labs.is_none()
            && self.departments.is_none()
    }
}

fn rows() -> sea_orm::Select<staff::Entity> {
    staff::Entity::find()
        .select_only()
        .columns([
            staff::Column::Id,
            staff::Column::Name,
            staff::Column::Email,
            staff::Column::Role,
            staff::Column::DisabledAt,
        ])
        .expr_as(Expr::cust(super::staff::LABS), "labs")
        .expr_as(Expr::cust(super::staff::DEPARTMENTS), "departments")
        .filter(staff::Column::PasswordHash.ne(REMOVED))
}

/// Takes the admins, and gives what whoever asks may do now; none where they are none any more.
pub(super) async fn take(write: &Write, by: By) -> StoreResult<Option<Rights>> {
    if write.is_postgres() {
        use sea_orm::ConnectionTrait;
        const ADMINS: &str = "SELECT id FROM staff
            WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE";
        write.conn().execute_unprepared(ADMINS).await?;
    }
    let own = rows()
        .filter(staff::Column::Id.eq(by.staff))
        .filter(staff::Column::DisabledAt.is_null())
        .into_model::<Row>()
        .one(write.conn())
        .await?;
    let rights = own.map(|row| row.rights()).transpose()?;
    Ok(rights.filter(|rights| rights.role.may_administer()))
}

/// Changes something about an account.
///
/// # Errors
/// The database could not write it.
pub async fn change(db: &Db, id: i64, change: Change, by: By) -> StoreResult<Changed> {
    let write = db.write().await?;
    let outcome = changed(&write, id, &change, by).await?;
    match outcome {
        Changed::Done => write.commit().await?,
        _ => write.rollback().await?,
    }
    Ok(outcome)
}

async fn changed(write: &Write, id: i64, change: &Change, by: By) -> StoreResult<Changed> {
    let Some(own) = take(write, by).await? else { return Ok(Changed::Beyond) };
    if write.is_postgres() {
        use sea_orm::{ConnectionTrait, DbBackend, Statement};
        const ONE: &str = "SELECT id FROM staff WHERE id = $1 FOR UPDATE";
        let one = Statement::from_sql_and_values(DbBackend::Postgres, ONE, [id.into()]);
        write.conn().query_one_raw(one).await?;
    }
    let found =
        rows().filter(staff::Column::Id.eq(id)).into_model::<Row>().one(write.conn()).await?;
    let Some(row) = found else { return Ok(Changed::NotFound) };
    let before = row.rights()?;
    if !own.enclose(&before) {
        return Ok(Changed::Beyond);
    }
    let mut shrinks = false;
    match change {
        Change::Rights(after) => {
            if !own.enclose(after) {
                return Ok(Changed::Beyond);
            }
            shrinks = after.shrink_from(&before);
            if !set_rights(write, id, after).await? {
                return Ok(Changed::Unknown);
            }
        }
        Change::Disable => {
            shrinks = true;
            set(write, id, staff::Column::DisabledAt, Expr::value(by.now.0)).await?;
        }
        Change::Enable => {
            set(write, id, staff::Column::DisabledAt, Expr::value(None::<i64>)).await?;
        }
        Change::Reset => factors::clear(write, id).await?,
        Change::Remove => {
            shrinks = true;
            let word = app::i18n::staff::role(before.role).get(app::i18n::Lang::De);
            erase(write, &row, word, by.now).await?;
        }
    }
    if row.governs() && shrinks && !somebody_governs(write).await? {
        return Ok(Changed::LastAdmin);
    }
    if shrinks {
        end(write, id).await?;
    }
    let note = match change {
        Change::Rights(after) => Some(in_words(after)),
        _ => None,
    };
    tell(write, (id.to_string(), change.key(), note), by).await?;
    Ok(Changed::Done)
}

async fn set(write: &Write, id: i64, column: staff::Column, value: Expr) -> StoreResult<()> {
    staff::Entity::update_many()
        .col_expr(column, value)
        .filter(staff::Column::Id.eq(id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Writes role and limits; whether all labs and departments are there.
pub(super) async fn set_rights(write: &Write, id: i64, rights: &Rights) -> StoreResult<bool> {
    if !are_there(write, rights).await? {
        return Ok(false);
    }
    set(write, id, staff::Column::Role, Expr::value(rights.role.as_str())).await?;
    forget_limits(write, id).await?;
    let lab = |slug: &String| staff_labs::ActiveModel { staff_id: Set(id), lab: Set(slug.clone()) };
    if !rights.labs.is_empty() {
        let rows = rights.labs.iter().map(lab);
        staff_labs::Entity::insert_many(rows).exec_without_returning(write.conn()).await?;
    }
    let department = |slug: &String| staff_departments::ActiveModel {
        staff_id: Set(id),
        department: Set(slug.clone()),
    };
    if !rights.departments.is_empty() {
        let rows = rights.departments.iter().map(department);
        staff_departments::Entity::insert_many(rows).exec_without_returning(write.conn()).await?;
    }
    Ok(true)
}

/// Whether all labs and departments of these rights are there.
pub(super) async fn are_there(write: &Write, rights: &Rights) -> StoreResult<bool> {
    use sea_orm::PaginatorTrait;
    let labs = labs::Entity::find()
        .filter(labs::Column::Slug.is_in(rights.labs.iter().map(String::as_str)))
        .count(write.conn())
        .await?;
    let departments = departments::Entity::find()
        .filter(departments::Column::Slug.is_in(rights.departments.iter().map(String::as_str)))
        .count(write.conn())
        .await?;
    Ok(labs == rights.labs.len() as u64 && departments == rights.departments.len() as u64)
}

async fn forget_limits(write: &Write, id: i64) -> StoreResult<()> {
    let of_labs = staff_labs::Column::StaffId.eq(id);
    staff_labs::Entity::delete_many().filter(of_labs).exec(write.conn()).await?;
    let of_departments = staff_departments::Column::StaffId.eq(id);
    staff_departments::Entity::delete_many().filter(of_departments).exec(write.conn()).await?;
    Ok(())
}

/// Erases what is personal. The number stays, for the log and for what was decided.
async fn erase(write: &Write, row: &Row, name: &str, now: Timestamp) -> StoreResult<()> {
    factors::clear(write, row.id).await?;
    forget_limits(write, row.id).await?;
    outbox::Entity::delete_many()
        .filter(outbox::Column::Recipient.eq(row.email.as_str()))
        .filter(outbox::Column::SentAt.is_null())
        .exec(write.conn())
        .await?;
    staff::Entity::update_many()
        .col_expr(staff::Column::Name, Expr::value(name))
        .col_expr(staff::Column::Email, Expr::value(format!("{}@removed.invalid", row.id)))
        .col_expr(staff::Column::PasswordHash, Expr::value(REMOVED))
        .col_expr(staff::Column::Mail, Expr::value("off"))
        .col_expr(staff::Column::DisabledAt, Expr::value(now.0))
        .filter(staff::Column::Id.eq(row.id))
        .exec(write.conn())
        .await?;
    Ok(())
}

/// Ends what somebody had begun with rights that they no longer have.
async fn end(write: &Write, id: i64) -> StoreResult<()> {
    let of = sessions::Column::StaffId.eq(id);
    sessions::Entity::delete_many().filter(of).exec(write.conn()).await?;
    let of = invitations::Column::InvitedBy.eq(id);
    invitations::Entity::delete_many().filter(of).exec(write.conn()).await?;
    Ok(())
}

/// Whether there is an admin without limits who can sign in.
async fn somebody_governs(write: &Write) -> StoreResult<bool> {
    let admins = rows()
        .filter(staff::Column::Role.eq(Role::Admin.as_str()))
        .filter(staff::Column::DisabledAt.is_null())
        .into_model::<Row>()
        .all(write.conn())
        .await?;
    Ok(admins.iter().any(Row::governs))
}

/// Rights as the log keeps them: `moderator`, or `moderator: soest, menden`.
pub(super) fn in_words(rights: &Rights) -> String {
    let limits: Vec<&str> =
        rights.labs.iter().chain(&rights.departments).map(String::as_str).collect();
    match limits.is_empty() {
        true => rights.role.as_str().to_owned(),
        false => format!("{}: {}", rights.role.as_str(), limits.join(", ")),
    }
}

/// An entry about somebody, by number: what is personal is erased some day, the log never.
pub(super) async fn tell(
    write: &Write,
    (subject, what, note): (String, &str, Option<String>),
    by: By,
) -> StoreResult<()> {
    let entry = Entry {
        staff: Some(by.staff),
        details: Details {
            subject: Some(subject),
            to: Some(what.to_owned()),
            note,
            ..Details::default()
        },
        ..Entry::about(ActivityKind::StaffChanged, by.now)
    };
    activity::append(write, entry).await?;
    Ok(())
}
