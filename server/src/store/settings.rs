//! What the program remembers about itself.

use rand::RngCore;
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::entities::settings::{ActiveModel, Column, Entity};
use super::{Db, StoreError, StoreResult};

const SECRET: &str = "secret";
const DIGEST_DAY: &str = "digest_day";

/// The installation's key: made once, the same for every instance on this database.
///
/// # Errors
/// The database cannot be read or written.
pub async fn secret(db: &Db) -> StoreResult<[u8; 32]> {
    let mut fresh = [0; 32];
    rand::rng().fill_bytes(&mut fresh);
    let row = ActiveModel { name: Set(SECRET.to_owned()), value: Set(to_hex(&fresh)) };
    let write = db.write().await?;
    Entity::insert(row)
        .on_conflict(OnConflict::column(Column::Name).do_nothing().to_owned())
        .exec_without_returning(write.conn())
        .await?;
    write.commit().await?;
    let kept = Entity::find_by_id(SECRET).one(db.read()).await?;
    kept.and_then(|row| from_hex(&row.value)).ok_or_else(|| StoreError::corrupt("settings.secret"))
}

/// The day (`2026-05-31`) whose digests were made last.
///
/// # Errors
/// The database cannot be read.
pub async fn digest_day(db: &Db) -> StoreResult<Option<String>> {
    Ok(Entity::find_by_id(DIGEST_DAY).one(db.read()).await?.map(|row| row.value))
}

/// Notes the day whose digests were made last.
///
/// # Errors
/// The database could not write it.
pub async fn put_digest_day(db: &Db, day: &str) -> StoreResult<()> {
    let row = ActiveModel { name: Set(DIGEST_DAY.to_owned()), value: Set(day.to_owned()) };
    let again = OnConflict::column(Column::Name).update_column(Column::Value).to_owned();
    let write = db.write().await?;
    Entity::insert(row).on_conflict(again).exec_without_returning(write.conn()).await?;
    write.commit().await
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(bytes)
}
