//! What the program remembers about itself.

use rand::RngCore;
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::entities::settings::{ActiveModel, Column, Entity};
use super::{Db, StoreError, StoreResult};

const SECRET: &str = "secret";

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
