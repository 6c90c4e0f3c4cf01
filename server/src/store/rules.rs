//! The rules of moderation, as the team has set them: what holds a contribution, and when
//! somebody is trusted.

use std::{collections::HashMap, str::FromStr, sync::Arc};

pub use app::domain::HoldRules as Rules;
use app::{
    api::RulesSettings,
    domain::{RulesDraft, fold},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use super::entities::{hold_words, settings};
use super::kept::Kept;
use super::places::{self, Admin, Change, Different};
use super::{Db, StoreResult, activity};

/// Name of the setting with [`Rules::trust_after`].
pub const TRUST_AFTER: &str = "trust_after";
/// Name of the setting with [`Rules::hold_links`].
pub const HOLD_LINKS: &str = "hold_links";
/// Name of the setting with [`Rules::hold_caps`].
pub const HOLD_CAPS: &str = "hold_caps";
/// Name of the setting with [`Rules::hold_burst`].
pub const HOLD_BURST: &str = "hold_burst";

/// Keeps the rules, so that they cost nothing.
#[derive(Debug, Default)]
pub struct RulesCache(Kept<Rules>);

impl RulesCache {
    /// The rules.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn get(&self, db: &Db) -> StoreResult<Arc<Rules>> {
        self.0.get(db, read).await
    }
}

/// Reads the rules with two statements.
///
/// # Errors
/// The database cannot be read.
pub async fn read(db: &Db) -> StoreResult<Rules> {
    let (rules, words) = read_with(db.read()).await?;
    Ok(Rules { words: words.iter().map(|word| fold(word)).collect(), ..rules })
}

/// The rules as those see them who set them.
///
/// # Errors
/// The database cannot be read.
pub async fn settings(db: &Db) -> StoreResult<RulesSettings> {
    // First: whatever is changed from here on was not seen.
    let seq = activity::head(db).await?;
    let (rules, words) = read_with(db.read()).await?;
    Ok(RulesSettings { seq, ..shown(&rules, words) })
}

async fn read_with(conn: &impl ConnectionTrait) -> StoreResult<(Rules, Vec<String>)> {
    let names = [TRUST_AFTER, HOLD_LINKS, HOLD_CAPS, HOLD_BURST];
    let rows =
        settings::Entity::find().filter(settings::Column::Name.is_in(names)).all(conn).await?;
    let set: HashMap<String, String> = rows.into_iter().map(|row| (row.name, row.value)).collect();
    let words = hold_words::Entity::find().order_by_asc(hold_words::Column::Word).all(conn).await?;
    Ok((of_settings(&set), words.into_iter().map(|row| row.word).collect()))
}

fn shown(rules: &Rules, words: Vec<String>) -> RulesSettings {
    RulesSettings {
        trust_after: rules.trust_after.map_or(0, i64::from),
        hold_links: rules.hold_links.map_or(-1, i64::from),
        hold_caps: rules.hold_caps,
        hold_burst: rules.hold_burst.map_or(0, i64::from),
        words,
        seq: 0,
    }
}

/// Sets the rules.
///
/// # Errors
/// The database could not write it.
pub async fn save(db: &Db, draft: &RulesDraft, admin: Admin<'_>) -> StoreResult<Change> {
    const SUBJECT: &str = "rules";
    if !admin.may_edit_all() {
        return Ok(Change::Forbidden);
    }
    let write = places::begin(db).await?;
    if places::is_stale(&write, SUBJECT, admin).await? {
        return Ok(Change::Changed);
    }
    let (rules, words) = read_with(write.conn()).await?;
    let old = shown(&rules, words);
    let Some(note) = different(&old, draft).note() else {
        return Ok(Change::Done(SUBJECT.to_owned(), None));
    };
    let values = [
        (TRUST_AFTER, draft.trust_after),
        (HOLD_LINKS, draft.hold_links),
        (HOLD_CAPS, draft.hold_caps.into()),
        (HOLD_BURST, draft.hold_burst),
    ];
    let rows = values.map(|(name, value)| settings::ActiveModel {
        name: Set(name.to_owned()),
        value: Set(value.to_string()),
    });
    let again = OnConflict::column(settings::Column::Name)
        .update_column(settings::Column::Value)
        .to_owned();
    settings::Entity::insert_many(rows)
        .on_conflict(again)
        .exec_without_returning(write.conn())
        .await?;
    hold_words::Entity::delete_many().exec(write.conn()).await?;
    if !draft.words.is_empty() {
        let word = |word: &String| hold_words::ActiveModel { word: Set(word.clone()) };
        hold_words::Entity::insert_many(draft.words.iter().map(word))
            .exec_without_returning(write.conn())
            .await?;
    }
    let seq = places::finish(db, write, SUBJECT.to_owned(), note, admin.by).await?;
    Ok(Change::Done(SUBJECT.to_owned(), Some(seq)))
}

fn different(old: &RulesSettings, new: &RulesDraft) -> Different {
    let mut of = Different::default();
    let mut number = |field, was: i64, is: i64| of.value(field, &was.to_string(), &is.to_string());
    number("trust_after", old.trust_after, new.trust_after);
    number("hold_links", old.hold_links, new.hold_links);
    number("hold_burst", old.hold_burst, new.hold_burst);
    of.value("hold_caps", &old.hold_caps.to_string(), &new.hold_caps.to_string());
    let gone = old.words.iter().filter(|word| !new.words.contains(word));
    let come = new.words.iter().filter(|word| !old.words.contains(word));
    let told: Vec<String> =
        gone.map(|word| format!("−{word}")).chain(come.map(|word| format!("+{word}"))).collect();
    of.value("hold_words", "", &told.join(", "));
    of
}

/// What the settings say; a setting that is missing or cannot be read is as by default.
fn of_settings(set: &HashMap<String, String>) -> Rules {
    fn value<T: FromStr>(set: &HashMap<String, String>, name: &str) -> Option<T> {
        let value = set.get(name)?;
        let parsed = value.parse().ok();
        if parsed.is_none() {
            tracing::error!(name, value, "a setting cannot be read");
        }
        parsed
    }
    let usual = Rules::default();
    // Written as a number; below the least that makes sense it is off.
    let limit = |name, least: i64, usual| match value::<i64>(set, name) {
        Some(n) => (n >= least).then(|| u32::try_from(n).unwrap_or(u32::MAX)),
        None => usual,
    };
    Rules {
        trust_after: limit(TRUST_AFTER, 1, usual.trust_after),
        hold_links: limit(HOLD_LINKS, 0, usual.hold_links),
        hold_caps: value::<u8>(set, HOLD_CAPS).map_or(usual.hold_caps, |on| on != 0),
        hold_burst: limit(HOLD_BURST, 1, usual.hold_burst),
        words: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_say_what_they_say_and_nonsense_says_nothing() {
        let of = |pairs: &[(&str, &str)]| {
            let set = pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            of_settings(&set)
        };
        assert_eq!(of(&[]), Rules::default());
        let off =
            of(&[(TRUST_AFTER, "0"), (HOLD_LINKS, "-1"), (HOLD_CAPS, "0"), (HOLD_BURST, "0")]);
        assert_eq!(
            off,
            Rules {
                trust_after: None,
                hold_links: None,
                hold_caps: false,
                hold_burst: None,
                words: Vec::new()
            }
        );
        let set = of(&[(TRUST_AFTER, "3"), (HOLD_LINKS, "0"), (HOLD_BURST, "99999999999")]);
        assert_eq!(set.trust_after, Some(3));
        assert_eq!(set.hold_links, Some(0));
        assert_eq!(set.hold_burst, Some(u32::MAX));
        assert_eq!(of(&[(TRUST_AFTER, "viel"), (HOLD_CAPS, "ja")]), Rules::default());
    }
}
