//! The photos of the form: each is uploaded as soon as it is chosen.

use leptos::{prelude::*, task::spawn_local};

use super::draft::DraftPhoto;
use crate::{
    api::{ApiError, PHOTO_BYTES_MAX, Problem},
    browser::{self, Picked},
    domain::{FieldError, PHOTOS_MAX},
    i18n::{Lang, form, problems},
};

/// How far a photo has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UploadState {
    /// On its way.
    Uploading,
    /// Kept by the server under this claim.
    Done(String),
    /// Not there, and why; trying again makes sense or does not.
    Failed {
        /// In a sentence.
        why: String,
        /// Whether the same file may still get there.
        again: bool,
    },
}

/// A photo of the form.
#[derive(Clone)]
pub(super) struct Upload {
    /// Names it on the page.
    pub(super) id: u32,
    /// Its file's name; empty where the file is not at hand any more.
    pub(super) name: String,
    /// Where the page shows it from; none for one that only its claim is known of.
    pub(super) preview: Option<String>,
    /// How far it has come.
    pub(super) state: ArcRwSignal<UploadState>,
    /// What the draft keeps of it.
    kept: ArcRwSignal<Option<DraftPhoto>>,
    file: Option<Picked>,
}

impl Upload {
    fn claim(&self) -> Option<String> {
        match self.state.get() {
            UploadState::Done(claim) => Some(claim),
            _ => None,
        }
    }
}

/// All photos of the form.
#[derive(Clone, Copy)]
pub(super) struct Uploads {
    /// In the order in which they were chosen.
    pub(super) items: RwSignal<Vec<Upload>>,
    /// What a screen reader is told about them.
    pub(super) said: RwSignal<String>,
    /// Whether more were chosen than an idea may have.
    pub(super) too_many: RwSignal<bool>,
    next: StoredValue<u32>,
    lang: Lang,
}

impl Uploads {
    /// The photos that came back with a failed form, known by their claims.
    pub(super) fn new(lang: Lang, claims: Vec<String>) -> Self {
        let uploads = Self {
            items: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            too_many: RwSignal::new(false),
            next: StoredValue::new(0),
            lang,
        };
        let claims = claims.into_iter().filter(|claim| !claim.is_empty()).take(PHOTOS_MAX);
        let items = claims.map(|claim| uploads.item(UploadState::Done(claim), None)).collect();
        uploads.items.set(items);
        uploads
    }

    fn item(&self, state: UploadState, kept: Option<DraftPhoto>) -> Upload {
        let id = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        Upload {
            id: id.unwrap_or_default(),
            name: String::new(),
            preview: kept.as_ref().map(|kept| kept.uploaded.photo.small_url()),
            state: ArcRwSignal::new(state),
            kept: ArcRwSignal::new(kept),
            file: None,
        }
    }

    /// Brings the photos of a draft back, beside what is there.
    pub(super) fn restore(&self, photos: Vec<DraftPhoto>) {
        let there = self.claims();
        self.items.update(|items| {
            for photo in photos {
                let claim = photo.uploaded.claim.clone();
                let item = self.item(UploadState::Done(claim.clone()), Some(photo));
                // One that came back by its claim alone gets its picture.
                if there.contains(&claim) {
                    items.retain(|i| i.state.get_untracked() != UploadState::Done(claim.clone()));
                }
                if items.len() < PHOTOS_MAX {
                    items.push(item);
                }
            }
        });
    }

    /// Takes chosen files and uploads as many as there is room for.
    pub(super) fn choose(&self, files: Vec<Picked>) {
        let room = PHOTOS_MAX.saturating_sub(self.items.with_untracked(Vec::len));
        self.too_many.set(files.len() > room);
        for file in files.into_iter().take(room) {
            let refused = refusal(&file.media_type(), file.size());
            let mut item = self.item(UploadState::Uploading, None);
            item.name = file.name();
            item.preview = if refused.is_none() { file.url() } else { None };
            item.file = Some(file);
            self.items.update(|items| items.push(item.clone()));
            match refused {
                Some(error) => {
                    let why = problems::field_error(self.lang, &error);
                    self.said.set(why.clone());
                    item.state.set(UploadState::Failed { why, again: false });
                }
                None => self.upload(&item),
            }
        }
    }

    /// Uploads a photo, or does so once more.
    pub(super) fn upload(&self, item: &Upload) {
        let Some(file) = item.file.clone() else { return };
        let (state, kept, said, lang) =
            (item.state.clone(), item.kept.clone(), self.said, self.lang);
        state.set(UploadState::Uploading);
        said.set(form::UPLOADING.get(lang).to_owned());
        spawn_local(async move {
            let (next, word) = match file.upload().await {
                Ok(uploaded) => {
                    let claim = uploaded.claim.clone();
                    kept.set(Some(DraftPhoto { uploaded, at: browser::clock().0 }));
                    (UploadState::Done(claim), form::UPLOADED.get(lang).to_owned())
                }
                Err(error) => {
                    let (why, again) = failure(lang, error);
                    (UploadState::Failed { why: why.clone(), again }, why)
                }
            };
            state.set(next);
            let _ = said.try_set(word);
        });
    }

    /// Takes a photo away.
    pub(super) fn remove(&self, id: u32) {
        self.too_many.set(false);
        self.items.update(|items| {
            items.retain(|item| {
                let stays = item.id != id;
                if !stays {
                    free(item);
                }
                stays
            });
        });
    }

    /// Takes all photos away.
    pub(super) fn clear(&self) {
        self.items.update(|items| {
            items.iter().for_each(free);
            items.clear();
        });
    }

    /// Frees the pictures in memory when the form goes.
    pub(super) fn free_all(&self) {
        let _ = self.items.try_with_untracked(|items| items.iter().for_each(free));
    }

    /// What the draft keeps.
    pub(super) fn kept(&self) -> Vec<DraftPhoto> {
        self.items.with(|items| items.iter().filter_map(|item| item.kept.get()).collect())
    }

    /// The claims to send.
    pub(super) fn claims(&self) -> Vec<String> {
        self.items.with(|items| items.iter().filter_map(Upload::claim).collect())
    }

    /// Whether a photo is on its way.
    pub(super) fn is_uploading(&self) -> bool {
        self.items.with(|items| items.iter().any(|i| i.state.get() == UploadState::Uploading))
    }

    /// Whether a photo did not get there.
    pub(super) fn is_stuck(&self) -> bool {
        let failed = |item: &Upload| matches!(item.state.get(), UploadState::Failed { .. });
        self.items.with(|items| items.iter().any(failed))
    }

    /// Whether there is no room for another photo.
    pub(super) fn is_full(&self) -> bool {
        self.items.with(|items| items.len() >= PHOTOS_MAX)
    }
}

fn free(item: &Upload) {
    if let (Some(url), Some(_)) = (&item.preview, &item.file) {
        Picked::forget_url(url);
    }
}

/// What is wrong with a file that need not be sent to know it. Devices that do not know a
/// file's type leave the answer to the server.
fn refusal(media_type: &str, bytes: f64) -> Option<FieldError> {
    if !["", "image/jpeg", "image/png", "image/webp"].contains(&media_type) {
        return Some(FieldError::NotAPicture);
    }
    let max = PHOTO_BYTES_MAX;
    (bytes > max as f64).then_some(FieldError::FileTooLarge { max_mb: max / (1024 * 1024) })
}

/// Why an upload failed, in a sentence, and whether the same file may get there the next time.
fn failure(lang: Lang, error: ApiError) -> (String, bool) {
    match error {
        ApiError::Network => (form::UPLOAD_FAILED.get(lang).to_owned(), true),
        ApiError::Problem(problem) => {
            let again = problem.status >= 500 || matches!(problem.status, 408 | 429);
            (sentence(problem), again)
        }
    }
}

fn sentence(problem: Problem) -> String {
    let first = problem.fields.into_values().flatten().next();
    first.unwrap_or_else(|| match problem.detail {
        Some(detail) => format!("{} {detail}", problem.title),
        None => problem.title,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::api::{PhotoRef, PhotoUploaded};

    fn uploaded(claim: &str) -> PhotoUploaded {
        let photo = PhotoRef { key: claim.into(), width: 8, height: 6, alt: None };
        PhotoUploaded { claim: claim.into(), photo }
    }

    fn problem(status: u16, fields: &[&str]) -> ApiError {
        let fields = fields.iter().map(|why| ("photo".to_owned(), vec![(*why).to_owned()]));
        ApiError::Problem(Problem {
            kind: "/problems/x".into(),
            title: "Zu groß.".into(),
            status,
            detail: Some("Bitte kleiner.".into()),
            fields: fields.collect::<BTreeMap<_, _>>(),
            request_id: None,
        })
    }

    #[test]
    fn some_files_need_not_be_sent() {
        assert_eq!(refusal("image/jpeg", 1e6), None);
        assert_eq!(refusal("", 1e6), None);
        assert_eq!(refusal("image/heic", 1e6), Some(FieldError::NotAPicture));
        assert_eq!(refusal("image/png", 11e6), Some(FieldError::FileTooLarge { max_mb: 10 }));
    }

    #[test]
    fn a_failure_says_why_and_whether_to_try_again() {
        assert!(failure(Lang::De, ApiError::Network).1);
        assert_eq!(
            failure(Lang::De, problem(422, &["Kein Bild."])),
            ("Kein Bild.".to_owned(), false)
        );
        assert_eq!(
            failure(Lang::De, problem(413, &[])),
            ("Zu groß. Bitte kleiner.".to_owned(), false)
        );
        assert!(failure(Lang::De, problem(429, &[])).1);
        assert!(failure(Lang::De, problem(500, &[])).1);
    }

    #[test]
    fn a_draft_brings_pictures_for_claims_that_came_back() {
        let owner = Owner::new();
        owner.with(|| {
            let uploads = Uploads::new(Lang::De, vec!["a".into(), String::new(), "b".into()]);
            assert_eq!(uploads.claims(), ["a", "b"]);
            let kept = |claim: &str| DraftPhoto { uploaded: uploaded(claim), at: 1 };
            uploads.restore(vec![kept("b"), kept("c"), kept("d")]);
            assert_eq!(uploads.claims(), ["a", "b", "c"], "three at the most");
            assert_eq!(uploads.kept().len(), 2);
            assert!(uploads.is_full() && !uploads.is_uploading() && !uploads.is_stuck());
            let first = uploads.items.get_untracked()[0].id;
            uploads.remove(first);
            assert_eq!(uploads.claims(), ["b", "c"]);
        });
    }
}
