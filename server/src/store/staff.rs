//! Members of staff.

use app::{
    api::Me,
    domain::{FieldError, FieldErrors, Role, Timestamp, parse_email, parse_name},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::entities::staff::{ActiveModel, Column, Entity, Model};
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
    let row = Entity::find()
        .filter(Column::Email.eq(email.trim().to_lowercase()))
        .filter(Column::DisabledAt.is_null())
        .one(db.read())
        .await?;
    row.map(|row| Ok((me(&row)?, row.password_hash))).transpose()
}

/// An account as the wire has it.
///
/// # Errors
/// The database holds a role that does not exist.
pub(super) fn me(row: &Model) -> StoreResult<Me> {
    let role = Role::from_key(&row.role).ok_or_else(|| StoreError::corrupt("staff.role"))?;
    Ok(Me { id: row.id, name: row.name.clone(), role })
}
