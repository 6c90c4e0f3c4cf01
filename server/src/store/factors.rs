//! Second factors: an authenticator app, passkeys, recovery codes.

use app::{
    api::{ActivityKind, Me, Passkey},
    domain::Timestamp,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::activity::{self, Details, Entry};
use super::entities::{passkeys, recovery_codes, staff};
use super::staff::{Account, with_account};
use super::{Db, StoreError, StoreResult, Write};

/// The most passkeys of an account.
pub const PASSKEYS_MAX: u64 = 20;

/// What an account has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// The app's secret, in Base32.
    pub totp: Option<String>,
    /// The last step of the app's that was taken.
    pub totp_step: i64,
    /// Ids of the passkeys.
    pub passkeys: Vec<String>,
    /// How many recovery codes are left.
    pub recovery_left: u64,
}

impl Factors {
    /// Whether a password alone is not enough.
    pub fn any(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }
}

/// What an account has.
///
/// # Errors
/// The database cannot be read.
pub async fn of(db: &Db, staff: i64) -> StoreResult<Factors> {
    let row = staff::Entity::find_by_id(staff).one(db.read()).await?;
    let Some(row) = row else { return Ok(Factors::default()) };
    let passkeys = passkeys::Entity::find()
        .select_only()
        .column(passkeys::Column::CredentialId)
        .filter(passkeys::Column::StaffId.eq(staff))
        .order_by_asc(passkeys::Column::Id)
        .limit(PASSKEYS_MAX)
        .into_tuple()
        .all(db.read())
        .await?;
    let recovery_left = recovery_codes::Entity::find()
        .filter(recovery_codes::Column::StaffId.eq(staff))
        .filter(recovery_codes::Column::UsedAt.is_null())
        .count(db.read())
        .await?;
    Ok(Factors { totp: row.totp_secret, totp_step: row.totp_step, passkeys, recovery_left })
}

/// Uses a step of the app's up; whether nobody had.
///
/// # Errors
/// The database could not write it.
pub async fn use_totp(db: &Db, staff: i64, step: i64) -> StoreResult<bool> {
    let write = db.write().await?;
    let used = staff::Entity::update_many()
        .col_expr(staff::Column::TotpStep, Expr::value(step))
        .filter(staff::Column::Id.eq(staff))
        .filter(staff::Column::TotpStep.lt(step))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(used.rows_affected == 1)
}

/// Uses a recovery code up; whether there was one.
///
/// # Errors
/// The database could not write it.
pub async fn use_code(db: &Db, staff: i64, code_hash: &str, now: Timestamp) -> StoreResult<bool> {
    use recovery_codes::{Column, Entity};
    let write = db.write().await?;
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now.0))
        .filter(Column::StaffId.eq(staff))
        .filter(Column::CodeHash.eq(code_hash))
        .filter(Column::UsedAt.is_null())
        .exec(write.conn())
        .await?;
    if used.rows_affected == 0 {
        write.rollback().await?;
        return Ok(false);
    }
    tell(&write, staff, "recovery_used", now).await?;
    write.commit().await?;
    Ok(true)
}

/// Turns the app on, at the step that proved it; whether the recovery codes were taken, because
/// there were none.
///
/// # Errors
/// The database could not write it.
pub async fn set_totp(
    db: &Db,
    staff: i64,
    (secret, step): (&str, i64),
    codes: &[String],
    now: Timestamp,
) -> StoreResult<bool> {
    let write = db.write().await?;
    staff::Entity::update_many()
        .col_expr(staff::Column::TotpSecret, Expr::value(secret))
        .col_expr(staff::Column::TotpStep, Expr::value(step))
        .filter(staff::Column::Id.eq(staff))
        .exec(write.conn())
        .await?;
    let taken = first_codes(&write, staff, codes).await?;
    tell(&write, staff, "totp_on", now).await?;
    write.commit().await?;
    Ok(taken)
}

/// Turns the app off.
///
/// # Errors
/// The database could not write it.
pub async fn remove_totp(db: &Db, staff: i64, now: Timestamp) -> StoreResult<()> {
    let write = db.write().await?;
    staff::Entity::update_many()
        .col_expr(staff::Column::TotpSecret, Expr::value(None::<String>))
        .filter(staff::Column::Id.eq(staff))
        .exec(write.conn())
        .await?;
    forget_idle_codes(&write, staff).await?;
    tell(&write, staff, "totp_off", now).await?;
    write.commit().await
}

/// What became of a new passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is there; and whether the recovery codes were taken, because there were none.
    Done(bool),
    /// It is somebody's already.
    Taken,
    /// The account has [`PASSKEYS_MAX`].
    TooMany,
}

/// A passkey to be stored.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Its id, in base64url.
    pub credential_id: String,
    /// What verifies it, as JSON.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
}

/// Adds a passkey.
///
/// # Errors
/// The database could not write it.
pub async fn add_passkey(
    db: &Db,
    staff: i64,
    new: NewPasskey,
    codes: &[String],
    now: Timestamp,
) -> StoreResult<Added> {
    let write = db.write().await?;
    let there = passkeys::Entity::find()
        .filter(passkeys::Column::StaffId.eq(staff))
        .count(write.conn())
        .await?;
    if there >= PASSKEYS_MAX {
        write.rollback().await?;
        return Ok(Added::TooMany);
    }
    let row = passkeys::ActiveModel {
        staff_id: Set(staff),
        credential_id: Set(new.credential_id),
        credential: Set(new.credential),
        name: Set(new.name),
        created_at: Set(now.0),
        ..passkeys::ActiveModel::default()
    };
    let insert = passkeys::Entity::insert(row).exec_without_returning(write.conn()).await;
    match insert.map_err(StoreError) {
        Ok(_) => {}
        Err(error) if error.is_unique_violation() => {
            write.rollback().await?;
            return Ok(Added::Taken);
        }
        Err(error) => return Err(error),
    }
    let taken = first_codes(&write, staff, codes).await?;
    tell(&write, staff, "passkey_on", now).await?;
    write.commit().await?;
    Ok(Added::Done(taken))
}

/// The passkeys of an account, oldest first.
///
/// # Errors
/// The database cannot be read.
pub async fn passkeys(db: &Db, staff: i64) -> StoreResult<Vec<Passkey>> {
    let rows = passkeys::Entity::find()
        .filter(passkeys::Column::StaffId.eq(staff))
        .order_by_asc(passkeys::Column::Id)
        .limit(PASSKEYS_MAX)
        .all(db.read())
        .await?;
    let passkey = |row: passkeys::Model| Passkey {
        id: row.id,
        name: row.name,
        created_at: Timestamp(row.created_at),
        used_at: row.used_at.map(Timestamp),
    };
    Ok(rows.into_iter().map(passkey).collect())
}

/// Whose passkey this is, its number, and what verifies it, as JSON; none where the account is
/// disabled.
///
/// # Errors
/// The database cannot be read.
pub async fn passkey(db: &Db, credential_id: &str) -> StoreResult<Option<(Me, i64, String)>> {
    use passkeys::{Column, Entity};
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
        credential: String,
        #[sea_orm(nested)]
        account: Account,
    }
    let owner: sea_orm::RelationDef =
        Entity::belongs_to(staff::Entity).from(Column::StaffId).to(staff::Column::Id).into();
    let own = Entity::find()
        .select_only()
        .column(Column::Id)
        .column(Column::Credential)
        .join(JoinType::InnerJoin, owner)
        .filter(Column::CredentialId.eq(credential_id))
        .filter(staff::Column::DisabledAt.is_null());
    let row = with_account(own).into_model::<Row>().one(db.read()).await?;
    row.map(|row| Ok((row.account.me()?, row.id, row.credential))).transpose()
}

/// Notes that a passkey was used; whether nobody had used it since it was `before`.
///
/// # Errors
/// The database could not write it.
pub async fn passkey_used(
    db: &Db,
    id: i64,
    before: &str,
    after: &str,
    now: Timestamp,
) -> StoreResult<bool> {
    use passkeys::{Column, Entity};
    let write = db.write().await?;
    let used = Entity::update_many()
        .col_expr(Column::Credential, Expr::value(after))
        .col_expr(Column::UsedAt, Expr::value(now.0))
        .filter(Column::Id.eq(id))
        .filter(Column::Credential.eq(before))
        .exec(write.conn())
        .await?;
    write.commit().await?;
    Ok(used.rows_affected == 1)
}

/// Removes a passkey of an account; whether it was there.
///
/// # Errors
/// The database could not write it.
pub async fn remove_passkey(db: &Db, staff: i64, id: i64, now: Timestamp) -> StoreResult<bool> {
    let write = db.write().await?;
    let gone = passkeys::Entity::delete_many()
        .filter(passkeys::Column::Id.eq(id))
        .filter(passkeys::Column::StaffId.eq(staff))
        .exec(write.conn())
        .await?;
    if gone.rows_affected == 0 {
        write.rollback().await?;
        return Ok(false);
    }
    forget_idle_codes(&write, staff).await?;
    tell(&write, staff, "passkey_off", now).await?;
    write.commit().await?;
    Ok(true)
}

/// Replaces the recovery codes, which come hashed.
///
/// # Errors
/// The database could not write it.
pub async fn replace_codes(
    db: &Db,
    staff: i64,
    codes: &[String],
    now: Timestamp,
) -> StoreResult<()> {
    let write = db.write().await?;
    put_codes(&write, staff, codes).await?;
    tell(&write, staff, "recovery_new", now).await?;
    write.commit().await
}

/// Removes every second factor of an account within a transaction.
///
/// # Errors
/// The database could not write it.
pub(super) async fn clear(write: &Write, staff: i64) -> StoreResult<()> {
    put_codes(write, staff, &[]).await?;
    passkeys::Entity::delete_many()
        .filter(passkeys::Column::StaffId.eq(staff))
        .exec(write.conn())
        .await?;
    staff::Entity::update_many()
        .col_expr(staff::Column::TotpSecret, Expr::value(None::<String>))
        .filter(staff::Column::Id.eq(staff))
        .exec(write.conn())
        .await?;
    Ok(())
}

async fn first_codes(write: &Write, staff: i64, codes: &[String]) -> StoreResult<bool> {
    let left = recovery_codes::Entity::find()
        .filter(recovery_codes::Column::StaffId.eq(staff))
        .filter(recovery_codes::Column::UsedAt.is_null())
        .count(write.conn())
        .await?;
    if left == 0 {
        put_codes(write, staff, codes).await?;
    }
    Ok(left == 0)
}

async fn put_codes(write: &Write, staff: i64, codes: &[String]) -> StoreResult<()> {
    use recovery_codes::{ActiveModel, Column, Entity};
    Entity::delete_many().filter(Column::StaffId.eq(staff)).exec(write.conn()).await?;
    let row = |code: &String| ActiveModel {
        staff_id: Set(staff),
        code_hash: Set(code.clone()),
        ..ActiveModel::default()
    };
    if !codes.is_empty() {
        Entity::insert_many(codes.iter().map(row)).exec_without_returning(write.conn()).await?;
    }
    Ok(())
}

/// Without a second factor there is nothing to recover.
async fn forget_idle_codes(write: &Write, staff: i64) -> StoreResult<()> {
    let passkeys = passkeys::Entity::find()
        .filter(passkeys::Column::StaffId.eq(staff))
        .count(write.conn())
        .await?;
    let totp = staff::Entity::find_by_id(staff)
        .filter(staff::Column::TotpSecret.is_not_null())
        .count(write.conn())
        .await?;
    if passkeys + totp == 0 {
        put_codes(write, staff, &[]).await?;
    }
    Ok(())
}

/// An entry about what somebody changed at their own account.
pub(super) async fn tell(write: &Write, staff: i64, what: &str, now: Timestamp) -> StoreResult<()> {
    let entry = Entry {
        staff: Some(staff),
        details: Details {
            subject: Some(staff.to_string()),
            to: Some(what.to_owned()),
            ..Details::default()
        },
        ..Entry::about(ActivityKind::StaffChanged, now)
    };
    activity::append(write, entry).await?;
    Ok(())
}
