//! Invitations to join the staff, by hashed token.

use app::{
    api::{Invitation, Welcome},
    domain::{Rights, Role, Timestamp},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use super::entities::invitations::{ActiveModel, Column, Entity, Model};
use super::entities::staff;
use super::outbox::{self, Letter, Mail};
use super::people::{self, By};
use super::staff::slugs;
use super::{Db, StoreError, StoreResult};

/// How long a link works, in milliseconds: 7 days.
pub const LASTS: i64 = 7 * 86_400_000;
/// The most open invitations that are shown.
const SHOWN: u64 = 100;

/// An invitation to be made.
#[derive(Clone, Debug)]
pub struct New {
    /// Who is invited, in lower case.
    pub email: String,
    /// As shown to colleagues.
    pub name: String,
    /// What the person may do.
    pub rights: Rights,
    /// Language of the mail.
    pub lang: String,
    /// Hash of the link's token.
    pub token_hash: String,
    /// From which the token is derived, for the mail.
    pub seed: Vec<String>,
    /// Name of who invites, for the mail.
    pub by: String,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invited {
    /// It is open, under this number.
    Done(i64),
    /// Somebody of the staff has this address.
    EmailTaken,
    /// An invitation to this address is open.
    Already,
    /// Whoever asks may not give these rights.
    Beyond,
    /// No such lab or department.
    Unknown,
}

/// Invites somebody. An invitation that is too old makes room for a new one.
///
/// # Errors
/// The database could not write it.
pub async fn invite(db: &Db, new: New, by: By) -> StoreResult<Invited> {
    let write = db.write().await?;
    let own = people::take(&write, by).await?;
    let refused = match own {
        Some(own) if own.enclose(&new.rights) => {
            let taken = staff::Entity::find()
                .filter(staff::Column::Email.eq(new.email.as_str()))
                .one(write.conn())
                .await?;
            match taken {
                Some(_) => Some(Invited::EmailTaken),
                None if people::are_there(&write, &new.rights).await? => None,
                None => Some(Invited::Unknown),
            }
        }
        _ => Some(Invited::Beyond),
    };
    if let Some(refused) = refused {
        write.rollback().await?;
        return Ok(refused);
    }
    Entity::delete_many().filter(Column::ExpiresAt.lte(by.now.0)).exec(write.conn()).await?;
    let words = people::in_words(&new.rights);
    let row = ActiveModel {
        email: Set(new.email.clone()),
        name: Set(new.name),
        role: Set(new.rights.role.as_str().to_owned()),
        labs: Set(new.rights.labs.join(",")),
        departments: Set(new.rights.departments.join(",")),
        lang: Set(new.lang.clone()),
        token_hash: Set(new.token_hash),
        invited_by: Set(by.staff),
        created_at: Set(by.now.0),
        expires_at: Set(by.now.plus_ms(LASTS).0),
        ..ActiveModel::default()
    };
    let id = match Entity::insert(row).exec(write.conn()).await.map_err(StoreError) {
        Ok(done) => done.last_insert_id,
        Err(error) if error.is_unique_violation() => {
            write.rollback().await?;
            return Ok(Invited::Already);
        }
        Err(error) => return Err(error),
    };
    let mail = Mail {
        key: format!("invitation:{id}"),
        recipient: new.email,
        lang: new.lang,
        letter: Letter::Invited { seed: new.seed, by: new.by },
        registration: None,
        now: by.now,
        due: by.now,
    };
    outbox::put(&write, mail).await?;
    people::tell(&write, (format!("invitation {id}"), "invited", Some(words)), by).await?;
    write.commit().await?;
    Ok(Invited::Done(id))
}

/// The open invitations, latest first, with what whoever has these rights may take back.
///
/// # Errors
/// The database cannot be read.
pub(super) async fn open(db: &Db, own: &Rights, now: Timestamp) -> StoreResult<Vec<Invitation>> {
    let rows = with_inviter()
        .filter(Column::ExpiresAt.gt(now.0))
        .order_by_desc(Column::Id)
        .limit(SHOWN)
        .all(db.read())
        .await?;
    let invitation = |(row, by): (Model, Option<staff::Model>)| {
        let rights = rights(&row)?;
        Ok(Invitation {
            mine_to_change: own.enclose(&rights),
            id: row.id,
            email: row.email,
            name: row.name,
            role: rights.role,
            labs: rights.labs,
            departments: rights.departments,
            by: by.map(|by| by.name).unwrap_or_default(),
            expires_at: Timestamp(row.expires_at),
        })
    };
    rows.into_iter().map(invitation).collect()
}

fn with_inviter() -> sea_orm::SelectTwo<Entity, staff::Entity> {
    let inviter: sea_orm::RelationDef =
        Entity::belongs_to(staff::Entity).from(Column::InvitedBy).to(staff::Column::Id).into();
    Entity::find().join(JoinType::InnerJoin, inviter).select_also(staff::Entity)
}

fn rights(row: &Model) -> StoreResult<Rights> {
    let role = Role::from_key(&row.role).ok_or_else(|| StoreError::corrupt("invitations.role"))?;
    Ok(Rights { role, labs: slugs(Some(&row.labs)), departments: slugs(Some(&row.departments)) })
}

/// What became of taking one back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revoked {
    /// The link no longer works.
    Done,
    /// It is not open.
    NotFound,
    /// Whoever asks may not.
    Beyond,
}

/// Takes an invitation back.
///
/// # Errors
/// The database could not write it.
pub async fn revoke(db: &Db, id: i64, by: By) -> StoreResult<Revoked> {
    let write = db.write().await?;
    let own = people::take(&write, by).await?;
    let row = Entity::find_by_id(id).one(write.conn()).await?;
    let outcome = match (row, own) {
        (None, _) => Revoked::NotFound,
        (Some(row), Some(own)) if own.enclose(&rights(&row)?) => {
            let gone = Entity::delete_by_id(id).exec(write.conn()).await?;
            match gone.rows_affected {
                0 => Revoked::NotFound,
                _ => Revoked::Done,
            }
        }
        _ => Revoked::Beyond,
    };
    if outcome != Revoked::Done {
        write.rollback().await?;
        return Ok(outcome);
    }
    people::tell(&write, (format!("invitation {id}"), "revoked", None), by).await?;
    write.commit().await?;
    Ok(outcome)
}

/// The open invitation with this token, as whoever was invited sees it.
///
/// # Errors
/// The database cannot be read.
pub async fn find(db: &Db, token_hash: &str, now: Timestamp) -> StoreResult<Option<Welcome>> {
    let found = with_inviter()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now.0))
        .one(db.read())
        .await?;
    let welcome = |(row, by): (Model, Option<staff::Model>)| {
        Ok(Welcome {
            role: rights(&row)?.role,
            email: row.email,
            name: row.name,
            by: by.map(|by| by.name).unwrap_or_default(),
            expires_at: Timestamp(row.expires_at),
        })
    };
    found.map(welcome).transpose()
}

/// What became of taking one up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The account is there, with this number.
    Done(i64),
    /// It is not open: used, taken back, or too old.
    NotFound,
    /// Somebody has this address meanwhile.
    EmailTaken,
}

/// Takes an invitation up, once: makes the account, whose password comes hashed.
///
/// # Errors
/// The database could not write it.
pub async fn join(
    db: &Db,
    token_hash: &str,
    (name, password_hash): (&str, String),
    now: Timestamp,
) -> StoreResult<Joined> {
    let write = db.write().await?;
    let row = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::ExpiresAt.gt(now.0))
        .one(write.conn())
        .await?;
    let Some(row) = row else {
        write.rollback().await?;
        return Ok(Joined::NotFound);
    };
    // Of several who take it up at once, one deletes it.
    let gone = Entity::delete_by_id(row.id).exec(write.conn()).await?;
    if gone.rows_affected == 0 {
        write.rollback().await?;
        return Ok(Joined::NotFound);
    }
    let rights = rights(&row)?;
    let account = staff::ActiveModel {
        email: Set(row.email.clone()),
        name: Set(name.to_owned()),
        role: Set(rights.role.as_str().to_owned()),
        password_hash: Set(password_hash),
        lang: Set(row.lang.clone()),
        created_at: Set(now.0),
        ..staff::ActiveModel::default()
    };
    let id = match staff::Entity::insert(account).exec(write.conn()).await.map_err(StoreError) {
        Ok(done) => done.last_insert_id,
        Err(error) if error.is_unique_violation() => {
            write.rollback().await?;
            return Ok(Joined::EmailTaken);
        }
        Err(error) => return Err(error),
    };
    // A lab or department that went meanwhile takes the invitation along.
    if !people::set_rights(&write, id, &rights).await? {
        write.rollback().await?;
        return Ok(Joined::NotFound);
    }
    let words = people::in_words(&rights);
    let by = By { staff: id, now };
    people::tell(&write, (id.to_string(), "joined", Some(words)), by).await?;
    write.commit().await?;
    Ok(Joined::Done(id))
}
