//! The picture of an event: uploaded as soon as it is chosen, sent along as its claim.

use leptos::{prelude::*, task::spawn_local};

use super::state::Editor;
use crate::{
    api::{ApiError, PHOTO_BYTES_MAX, PhotoRef},
    browser::{self, Picked},
    components::{Icon, Photo, handler, piece},
    domain::FieldError,
    held::Held,
    i18n::{Lang, common, events, form, problems, t},
    pages::events::fields::says,
};

/// The input that picks the file.
const INPUT: &str = "event-picture";

/// How far a picture has come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Upload {
    /// None was chosen.
    None,
    /// On its way.
    Uploading(String),
    /// There, under this claim; its address, where the page can show it.
    Done(String, Option<String>),
    /// Not there, and why.
    Failed(String),
}

/// The picture that was chosen.
#[derive(Clone, Copy)]
pub(super) struct Picture {
    lang: Lang,
    upload: Held<Upload>,
}

impl Picture {
    /// None, or the one that came back with a failed form, known by its claim.
    pub(super) fn new(lang: Lang, claim: String) -> Self {
        let upload = if claim.is_empty() { Upload::None } else { Upload::Done(claim, None) };
        Self { lang, upload: Held::new(upload) }
    }

    /// Whether it is on its way.
    pub(super) fn is_uploading(self) -> bool {
        self.upload.with_untracked(|upload| matches!(upload, Upload::Uploading(_)))
    }

    /// Its claim; empty where there is none.
    pub(super) fn claim(self) -> String {
        self.upload.with_untracked(|upload| match upload {
            Upload::Done(claim, _) => claim.clone(),
            _ => String::new(),
        })
    }

    /// None is chosen any more.
    pub(super) fn clear(self) {
        self.upload.set(Upload::None);
    }

    fn choose(self, files: Vec<Picked>) {
        let Some(file) = files.into_iter().next() else { return };
        if file.size() > PHOTO_BYTES_MAX as f64 {
            let error = FieldError::FileTooLarge { max_mb: PHOTO_BYTES_MAX / (1024 * 1024) };
            let why = problems::field_error(self.lang, &error);
            return self.upload.set(Upload::Failed(why));
        }
        self.upload.set(Upload::Uploading(file.name()));
        spawn_local(async move {
            let next = match file.upload().await {
                Ok(uploaded) => Upload::Done(uploaded.claim, Some(uploaded.photo.small_url())),
                Err(ApiError::Network) => {
                    Upload::Failed(form::UPLOAD_FAILED.get(self.lang).to_owned())
                }
                Err(ApiError::Problem(problem)) => {
                    let first = problem.fields.into_values().flatten().next();
                    Upload::Failed(first.unwrap_or(problem.title))
                }
            };
            self.upload.set(next);
        });
    }
}

/// The field: the picture that there is, and another one instead.
pub(super) fn field(editor: Editor, photo: Held<Option<PhotoRef>>) -> AnyView {
    let (picture, lang) = (editor.picture, editor.lang);
    let shown = move |photo: PhotoRef| {
        piece(view! {
            <div class="event-picture">
                <Photo photo=photo alt=events::PICTURE.get(lang) />
                <label class="choice event-tick">
                    <input type="checkbox" name="remove_photo" value="on"
                        checked=editor.begin.with_untracked(|begin| begin.remove_photo) />
                    <span>{events::PICTURE_REMOVE.get(lang)}</span>
                </label>
            </div>
        })
    };
    let there = move || photo.get().map(shown);
    let state = move || {
        let (class, words, shown) = match picture.upload.get() {
            Upload::None => return None,
            Upload::Uploading(name) => {
                ("upload-state", format!("{name}: {}", form::UPLOADING.get(lang)), None)
            }
            Upload::Done(_, url) => {
                ("upload-state upload-done", form::UPLOADED.get(lang).to_owned(), url)
            }
            Upload::Failed(why) => ("upload-state upload-failed", why, None),
        };
        let shown = shown.map(|url| {
            piece(view! { <img src=url alt="" width="96" height="72" decoding="async" /> })
        });
        Some(piece(view! { <p class=class>{shown} {words}</p> }))
    };
    let choose = move |_| picture.choose(browser::take_files(INPUT));
    let says = says("event-photo", editor.errors("photo"));
    piece(view! {
        <fieldset class="field" id="event-photo" tabindex="-1">
            <legend>{t(events::PICTURE)} <span class="field-optional">{t(common::OPTIONAL)}</span></legend>
            <p class="field-hint" id="event-photo-hint">{t(events::PICTURE_HINT)}</p>
            {there}
            <label class="upload-target" for=INPUT>
                <Icon name="camera" />
                <span>{t(events::PICTURE_ADD)}</span>
                <input id=INPUT type="file" name="picture" accept="image/jpeg,image/png,image/webp"
                    aria-describedby="event-photo-hint event-photo-errors" on:change=handler(choose) />
            </label>
            <div role="status">{state}</div>
            <input type="hidden" name="photo" value=move || picture.upload.with(|upload| match upload {
                Upload::Done(claim, _) => claim.clone(),
                _ => String::new(),
            }) />
            {says}
        </fieldset>
    })
}
