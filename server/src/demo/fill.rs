//! Fills an empty board with the sample content. The same content every time, only that the
//! moments lie before the moment of filling.

use std::{collections::HashMap, io::Cursor};

use app::domain::Timestamp;
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    content::{self, Idea},
    draw::{Motif, draw},
    filler::Filler,
};
use crate::{
    photos::{self, TakeError},
    state::AppState,
    store::{
        StoreError, StoreResult, Write,
        entities::{ideas, participants},
    },
    token,
};

/// Pictures that are drawn at the same time.
const PAINTERS: usize = 4;

/// What became of the wish to fill the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filled {
    /// So many ideas are there now.
    Ideas(usize),
    /// There were ideas before: nothing was touched.
    NotEmpty,
}

/// Fills the board, unless there are ideas.
///
/// # Errors
/// The database or the data folder cannot be written.
pub async fn fill(state: &AppState, now: Timestamp) -> StoreResult<Filled> {
    if ideas::Entity::find().count(state.db.read()).await? > 0 {
        return Ok(Filled::NotEmpty);
    }
    let (places, mut all) = (content::places()?, content::ideas()?);
    // Oldest first, as if they had come in one by one.
    all.sort_by(|a, b| b.days_ago.total_cmp(&a.days_ago));
    let claims = photos_of(state, &all).await?;

    let write = state.db.write().await?;
    if ideas::Entity::find().count(write.conn()).await? > 0 {
        // Somebody else filled it meanwhile.
        write.rollback().await?;
        return Ok(Filled::NotEmpty);
    }
    super::places::insert(&write, &places).await?;
    super::places::insert_templates(&write, &content::templates()?).await?;
    let size = all.iter().map(|idea| idea.supports.max(idea.companions)).max().unwrap_or(0);
    let crowd = crowd(&write, size, now).await?;
    let mut filler = Filler { write, crowd, log: Vec::new(), now };
    let mut ids = HashMap::new();
    for (idea, claims) in all.iter().zip(&claims) {
        let id = filler.idea(idea, ids.len()).await?;
        filler.photos(idea, id, claims).await?;
        ids.insert(idea.key.as_str(), id);
    }
    for idea in &all {
        if let Some(leader) = &idea.merged_into {
            let missing = || StoreError::corrupt("sample content: merged_into");
            let (id, leader) = (ids.get(idea.key.as_str()), ids.get(leader.as_str()));
            filler.merge(*id.ok_or_else(missing)?, *leader.ok_or_else(missing)?).await?;
        }
    }
    filler.finish().await?;
    super::events::fill(state, now).await?;
    Ok(Filled::Ideas(all.len()))
}

/// Draws and keeps the pictures of each idea; gives their claims.
async fn photos_of(state: &AppState, all: &[Idea]) -> StoreResult<Vec<Vec<String>>> {
    let mut wanted = Vec::new();
    for (n, idea) in all.iter().enumerate() {
        let pictures = idea.photos.iter().zip(0..);
        wanted.extend(pictures.map(|(photo, k)| (n, n as u64 * 16 + k, photo.motif.clone())));
    }
    let taken: Vec<(usize, String)> = stream::iter(wanted)
        .map(|(n, seed, motif)| async move {
            let picture = tokio::task::spawn_blocking(move || picture(&motif, seed)).await;
            let picture = picture.map_err(|e| StoreError::corrupt(&e.to_string()))??;
            let uploaded = photos::take(state, picture, ()).await.map_err(|why| match why {
                TakeError::Refused(why) => StoreError::corrupt(&format!("{why:?}")),
                TakeError::Failed(why) => StoreError::corrupt(&why),
            })?;
            Ok::<_, StoreError>((n, uploaded.claim))
        })
        .buffered(PAINTERS)
        .try_collect()
        .await?;
    let mut claims = vec![Vec::new(); all.len()];
    for (n, claim) in taken {
        if let Some(claims) = claims.get_mut(n) {
            claims.push(claim);
        }
    }
    Ok(claims)
}

pub(super) fn picture(motif: &str, seed: u64) -> StoreResult<Bytes> {
    let motif =
        Motif::from_name(motif).ok_or_else(|| StoreError::corrupt("sample content: motif"))?;
    let mut file = Cursor::new(Vec::new());
    // It is read again at once and not kept: speed is all that counts.
    let png = PngEncoder::new_with_quality(&mut file, CompressionType::Fast, FilterType::Sub);
    draw(motif, seed).write_with_encoder(png).map_err(|e| StoreError::corrupt(&e.to_string()))?;
    Ok(file.into_inner().into())
}

/// Browsers that take part; none of them can come back, for nobody holds their tokens.
async fn crowd(write: &Write, n: u32, now: Timestamp) -> StoreResult<Vec<i64>> {
    let row = |n| participants::ActiveModel {
        token_hash: Set(token::hash(&format!("sample participant {n}"))),
        created_at: Set(now.0),
        seen_at: Set(now.0),
        ..Default::default()
    };
    participants::Entity::insert_many((0..n).map(row)).exec_without_returning(write.conn()).await?;
    let hashes: Vec<String> =
        (0..n).map(|n| token::hash(&format!("sample participant {n}"))).collect();
    let rows = participants::Entity::find()
        .filter(participants::Column::TokenHash.is_in(hashes.iter().map(String::as_str)))
        .all(write.conn())
        .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
