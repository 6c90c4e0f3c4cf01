//! Who is on the staff, a page at a time, and what they are limited to.

use app::{
    api::{People, Person, Unit},
    domain::{Rights, Timestamp},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{Row, rows};
use crate::store::{
    Db, StoreResult,
    entities::{departments, labs, staff},
    invitations,
};

/// How many people a page has.
const PAGE: u64 = 100;

/// The most labs or departments that are offered.
const UNITS: u64 = 200;

/// A page of the staff, in the order of their accounts, with what whoever has these rights may
/// change; invitations are on the first page.
///
/// # Errors
/// The database cannot be read.
pub async fn page(
    db: &Db,
    own: &Rights,
    after: Option<i64>,
    now: Timestamp,
) -> StoreResult<People> {
    #[derive(FromQueryResult)]
    struct Listed {
        #[sea_orm(nested)]
        row: Row,
        second_factor: bool,
        seen_at: Option<i64>,
    }
    const FACTOR: &str = "(staff.totp_secret IS NOT NULL
        OR EXISTS (SELECT 1 FROM passkeys WHERE passkeys.staff_id = staff.id))";
    const SEEN: &str =
        "(SELECT MAX(sessions.seen_at) FROM sessions WHERE sessions.staff_id = staff.id)";
    let mut found = rows()
        .expr_as(Expr::cust(FACTOR), "second_factor")
        .expr_as(Expr::cust(SEEN), "seen_at")
        .filter(staff::Column::Id.gt(after.unwrap_or(0)))
        .order_by_asc(staff::Column::Id)
        .limit(PAGE + 1)
        .into_model::<Listed>()
        .all(db.read())
        .await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|listed| listed.row.id);
    let person = |listed: Listed| {
        let rights = listed.row.rights()?;
        Ok(Person {
            mine_to_change: own.enclose(&rights),
            id: listed.row.id,
            name: listed.row.name,
            email: listed.row.email,
            role: rights.role,
            labs: rights.labs,
            departments: rights.departments,
            disabled_at: listed.row.disabled_at.map(Timestamp),
            second_factor: listed.second_factor,
            seen_at: listed.seen_at.map(Timestamp),
        })
    };
    let invitations = match after {
        None => invitations::open(db, own, now).await?,
        Some(_) => Vec::new(),
    };
    let (labs, departments) = units(db, own).await?;
    let people = found.into_iter().map(person).collect::<StoreResult<_>>()?;
    Ok(People { people, next, invitations, labs, departments })
}

/// The labs and departments that somebody with these rights is limited to; none is all.
///
/// # Errors
/// The database cannot be read.
pub async fn limits(db: &Db, own: &Rights) -> StoreResult<Vec<Unit>> {
    if own.labs.is_empty() && own.departments.is_empty() {
        return Ok(Vec::new());
    }
    let (mut labs, mut departments) = units(db, own).await?;
    labs.retain(|unit| own.labs.contains(&unit.slug));
    departments.retain(|unit| own.departments.contains(&unit.slug));
    let mut all = [labs, departments].concat();
    // What is put away has no name to choose any more, and limits all the same.
    for slug in own.labs.iter().chain(&own.departments) {
        if !all.iter().any(|unit| unit.slug == *slug) {
            let (name_de, name_en) = (slug.clone(), slug.clone());
            all.push(Unit { slug: slug.clone(), name_de, name_en });
        }
    }
    Ok(all)
}

/// The labs and departments that whoever has these rights may limit others to.
async fn units(db: &Db, own: &Rights) -> StoreResult<(Vec<Unit>, Vec<Unit>)> {
    let mut of_labs = labs::Entity::find().filter(labs::Column::ArchivedAt.is_null());
    if !own.labs.is_empty() {
        of_labs = of_labs.filter(labs::Column::Slug.is_in(own.labs.iter().map(String::as_str)));
    }
    let of_labs = of_labs.order_by_asc(labs::Column::Position).limit(UNITS).all(db.read()).await?;
    let mut of_departments =
        departments::Entity::find().filter(departments::Column::ArchivedAt.is_null());
    if !own.departments.is_empty() {
        let own = own.departments.iter().map(String::as_str);
        of_departments = of_departments.filter(departments::Column::Slug.is_in(own));
    }
    let of_departments = of_departments
        .order_by_asc(departments::Column::NameDe)
        .limit(UNITS)
        .all(db.read())
        .await?;
    let lab =
        |row: labs::Model| Unit { slug: row.slug, name_en: row.name.clone(), name_de: row.name };
    let department = |row: departments::Model| Unit {
        slug: row.slug,
        name_de: row.name_de,
        name_en: row.name_en,
    };
    Ok((
        of_labs.into_iter().map(lab).collect(),
        of_departments.into_iter().map(department).collect(),
    ))
}
