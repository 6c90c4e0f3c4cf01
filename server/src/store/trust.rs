//! How far participants are trusted.

use std::collections::HashMap;

use app::{
    api::Trust,
    domain::{HoldRules, TrustRule},
};
use sea_orm::{ConnectionTrait, Statement, Value};

use super::cards::{CHUNK, number};
use super::{Db, StoreError, StoreResult};

/// How far these participants are trusted, by number; one statement.
///
/// # Errors
/// The database cannot be read.
pub async fn of(
    db: &Db,
    rules: &HoldRules,
    participants: &[i64],
) -> StoreResult<HashMap<i64, Trust>> {
    let backend = db.read().get_database_backend();
    let mut all = HashMap::with_capacity(participants.len());
    for some in participants.chunks(CHUNK) {
        let marks: Vec<String> = (1..=some.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT p.id AS id, p.trust AS trust,
                (SELECT COUNT(*) FROM ideas AS i WHERE i.participant_id = p.id
                    AND i.is_public AND i.status <> 'declined' AND i.waits_since IS NULL)
                + (SELECT COUNT(*) FROM comments AS c WHERE c.participant_id = p.id
                    AND c.status = 'published' AND c.waits_since IS NULL) AS published
             FROM participants AS p WHERE p.id IN ({})",
            marks.join(", ")
        );
        let values = some.iter().map(|id| Value::from(*id));
        let statement = Statement::from_sql_and_values(backend, sql, values);
        for row in db.read().query_all_raw(statement).await? {
            let rule: String = row.try_get("", "trust")?;
            let rule = TrustRule::from_key(&rule)
                .ok_or_else(|| StoreError::corrupt("participants.trust"))?;
            let published = number(row.try_get("", "published")?);
            let trusted = rules.trusts(rule, published);
            all.insert(row.try_get("", "id")?, Trust { published, trusted, rule });
        }
    }
    Ok(all)
}
