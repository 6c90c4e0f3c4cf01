//! The photos of the form, as a person sees them.

use leptos::prelude::*;

use super::{
    model::{FORM, FormModel},
    uploads::{Upload, UploadState},
};
use crate::{
    browser,
    components::{FieldGroup, Icon, handler},
    domain::{FieldError, PHOTOS_MAX},
    i18n::{self, form, problems, t},
};

/// The input that picks files; [`FormModel::wake`] takes what was picked before.
const INPUT_ID: &str = "idea-photos-input";

/// Photos: a large target to tap or to drop files on, and what was chosen.
///
/// Without script the input keeps the files until the form is sent. With it, each file goes at
/// once, and only its claim is sent along.
#[component]
pub(super) fn PhotosField(
    /// The form.
    model: FormModel,
) -> impl IntoView {
    let lang = i18n::lang();
    let photos = model.photos;
    let said = model.errors("photos");
    let errors = Signal::derive(move || {
        let mut errors = said.get();
        if photos.too_many.get() {
            errors.push(problems::field_error(lang, &FieldError::TooMany { max: PHOTOS_MAX }));
        }
        errors
    });
    let numbered = move || photos.items.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <FieldGroup form=FORM name="photos" label=t(form::FIELD_PHOTOS) hint=t(form::HINT_PHOTOS) optional=true errors=errors>
            <ul class="uploads">
                <For each=numbered key=|(n, item)| (*n, item.id) let:entry>
                    <UploadView model=model number=entry.0 + 1 item=entry.1 />
                </For>
            </ul>
            <label class="upload-target" class:gone=move || photos.is_full() for=INPUT_ID>
                <Icon name="camera" />
                <span>{t(form::ADD_PHOTOS)}</span>
                <input
                    id=INPUT_ID
                    type="file"
                    name="photos"
                    multiple
                    accept="image/jpeg,image/png,image/webp"
                    aria-describedby="idea-photos-hint idea-photos-errors"
                    on:change=handler(move |_| photos.choose(browser::take_files(INPUT_ID)))
                />
            </label>
            <p class="visually-hidden" role="status">{move || photos.said.get()}</p>
        </FieldGroup>
    }
}

#[component]
fn UploadView(model: FormModel, number: usize, item: Upload) -> impl IntoView {
    let lang = i18n::lang();
    let photos = model.photos;
    let state = item.state.clone();
    // Before the page is alive a photo that came back can only be left out by a tick.
    let plain = item.preview.is_none() && item.name.is_empty();
    let id = item.id;
    let remove = move || {
        photos.remove(id);
        browser::after_ms(20, || browser::focus(INPUT_ID));
    };
    if plain {
        let claim = match state.get_untracked() {
            UploadState::Done(claim) => claim,
            _ => String::new(),
        };
        return view! {
            <li class="upload">
                <label class="upload-keep">
                    <input type="checkbox" name="photos" value=claim checked=true on:change=handler(move |_| remove()) />
                    {form::photo_keep(lang, number)}
                </label>
            </li>
        }
        .into_any();
    }
    let name = match item.name.as_str() {
        "" => form::photo_number(lang, number),
        name => name.to_owned(),
    };
    let (claimed, shown) = (state.clone(), state.clone());
    let claim = move || match claimed.get() {
        UploadState::Done(claim) => {
            Some(view! { <input type="hidden" name="photos" value=claim /> })
        }
        _ => None,
    };
    let retry = StoredValue::new(item.clone());
    let word = move || {
        match shown.get() {
        UploadState::Uploading => view! {
            <p class="upload-state">
                <span class="spinner" aria-hidden="true"></span>
                {t(form::UPLOADING)}
            </p>
        }
        .into_any(),
        UploadState::Done(_) => view! {
            <p class="upload-state upload-done">
                <Icon name="check" />
                {t(form::UPLOADED)}
            </p>
        }
        .into_any(),
        UploadState::Failed { why, again } => view! {
            <p class="upload-state upload-failed">{why}</p>
            {again.then(|| view! {
                <button type="button" class="button" on:click=handler(move |_| retry.with_value(|item| photos.upload(item)))>
                    {t(form::UPLOAD_AGAIN)}
                    <span class="visually-hidden">{form::photo_number(lang, number)}</span>
                </button>
            })}
        }
        .into_any(),
    }
    };
    let picture = item.preview.clone().map(|src| {
        view! { <img src=src alt="" width="88" height="88" decoding="async" /> }
    });
    let uploading = move || state.get() == UploadState::Uploading;
    view! {
        <li class="upload" aria-busy=move || uploading().to_string()>
            <div class="upload-picture">{picture}</div>
            <div class="upload-text">
                <p class="upload-name">{name.clone()}</p>
                {word}
            </div>
            {claim}
            <button type="button" class="button button-icon upload-remove" on:click=handler(move |_| remove())>
                <Icon name="trash" />
                <span class="visually-hidden">{format!("{}: {name}", t(form::REMOVE))}</span>
            </button>
        </li>
    }
    .into_any()
}
