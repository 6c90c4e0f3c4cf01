//! Members of staff.

use std::collections::HashMap;

use app::{
    api::Me,
    domain::{FieldError, FieldErrors, Role, Timestamp, parse_email, parse_name},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
    sea_query::Expr,
};

use super::entities::staff::{ActiveModel, Column, Entity};
use super::{Db, StoreError, StoreResult};

/// A new account that keeps every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStaff {
    /// In lower case: nobody has two accounts by spelling.
    pub email: String,
    /// As shown to colleagues.
    pub name: String,
    /// What the person may do.
    pub role: Role,
}

impl NewStaff {
    /// Parses what the command line or a form gives.
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn parse(email: &str, name: &str, role: &str) -> Result<Self, FieldErrors> {
        let required = |value: Option<String>| value.ok_or(FieldError::Required);
        let mut errors = FieldErrors::default();
        let email = errors.take("email", parse_email(email).and_then(required));
        let name = errors.take("name", parse_name(name).and_then(required));
        let role = errors.take("role", Role::from_key(role.trim()).ok_or(FieldError::Unknown));
        match (email, name, role) {
            (Some(email), Some(name), Some(role)) => {
                Ok(Self { email: email.to_lowercase(), name, role })
            }
            _ => Err(errors),
        }
    }
}

/// Names of accounts by their numbers.
///
/// # Errors
/// The database cannot be read.
pub async fn names(db: &Db, ids: &[i64]) -> StoreResult<HashMap<i64, String>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids.iter().copied()))
        .into_tuple::<(i64, String)>()
        .all(db.read())
        .await?;
    Ok(rows.into_iter().collect())
}

/// What became of a new account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is there, with this number.
    Done(i64),
    /// Somebody has this address already.
    EmailTaken,
}

/// Adds an account; the password comes hashed.
///
/// # Errors
/// The database could not write it.
pub async fn add(
    db: &Db,
    new: &NewStaff,
    password_hash: String,
    now: Timestamp,
) -> StoreResult<Added> {
    let row = ActiveModel {
        email: Set(new.email.clone()),
        name: Set(new.name.clone()),
        role: Set(new.role.as_str().to_owned()),
        password_hash: Set(password_hash),
        created_at: Set(now.0),
        ..ActiveModel::default()
    };
    let write = db.write().await?;
    match Entity::insert(row).exec(write.conn()).await.map_err(StoreError) {
        Ok(done) => {
            write.commit().await?;
            Ok(Added::Done(done.last_insert_id))
        }
        Err(error) if error.is_unique_violation() => {
            write.rollback().await?;
            Ok(Added::EmailTaken)
        }
        Err(error) => Err(error),
    }
}

/// The account with this address, and its hashed password; none where it is disabled.
///
/// # Errors
/// The database cannot be read.
pub async fn by_email(db: &Db, email: &str) -> StoreResult<Option<(Me, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        password_hash: String,
        #[sea_orm(nested)]
        account: Account,
    }
    let one = Entity::find()
        .select_only()
        .column(Column::PasswordHash)
        .filter(Column::Email.eq(email.trim().to_lowercase()))
        .filter(Column::DisabledAt.is_null());
    let row = with_account(one).into_model::<Row>().one(db.read()).await?;
    row.map(|row| Ok((row.account.me()?, row.password_hash))).transpose()
}

/// The account with this number, unless it is disabled.
///
/// # Errors
/// The database cannot be read.
pub async fn by_id(db: &Db, id: i64) -> StoreResult<Option<Me>> {
    let one =
        Entity::find().select_only().filter(Column::Id.eq(id)).filter(Column::DisabledAt.is_null());
    let row = with_account(one).into_model::<Account>().one(db.read()).await?;
    row.map(Account::me).transpose()
}

/// What [`with_account`] reads.
#[derive(FromQueryResult)]
pub(super) struct Account {
    account_id: i64,
    account_name: String,
    account_role: String,
    account_labs: Option<String>,
    account_departments: Option<String>,
}

// Slugs have no commas.
/// The labs that the account in the table of staff is limited to, joined with commas.
pub(super) const LABS: &str =
    "(SELECT string_agg(lab, ',') FROM staff_labs WHERE staff_labs.staff_id = staff.id)";
/// The departments, in the same way.
pub(super) const DEPARTMENTS: &str = "(SELECT string_agg(department, ',') FROM staff_departments
    WHERE staff_departments.staff_id = staff.id)";

/// Adds to a query that has the table of staff what an account is on the wire, limits included:
/// who asks is known after one statement.
pub(super) fn with_account<E: EntityTrait>(query: Select<E>) -> Select<E> {
    query
        .expr_as(Expr::col((Entity, Column::Id)), "account_id")
        .expr_as(Expr::col((Entity, Column::Name)), "account_name")
        .expr_as(Expr::col((Entity, Column::Role)), "account_role")
        .expr_as(Expr::cust(LABS), "account_labs")
        .expr_as(Expr::cust(DEPARTMENTS), "account_departments")
}

impl Account {
    /// As the wire has it.
    ///
    /// # Errors
    /// The database holds a role that does not exist.
    pub(super) fn me(self) -> StoreResult<Me> {
        let role = Role::from_key(&self.account_role);
        Ok(Me {
            id: self.account_id,
            name: self.account_name,
            role: role.ok_or_else(|| StoreError::corrupt("staff.role"))?,
            labs: slugs(self.account_labs.as_deref()),
            departments: slugs(self.account_departments.as_deref()),
        })
    }
}

/// A list that the database has joined with commas, in order.
pub(super) fn slugs(joined: Option<&str>) -> Vec<String> {
    let mut slugs: Vec<String> = joined
        .unwrap_or_default()
        .split(',')
        .filter(|slug| !slug.is_empty())
        .map(str::to_owned)
        .collect();
    slugs.sort_unstable();
    slugs
}
