//! Photos of the results: each is uploaded as soon as it is chosen, and goes along as its claim.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{ApiError, StaffEvent},
    browser::{self, Picked},
    components::{Icon, Photo, handler, piece},
    held::Held,
    i18n::{Lang, common, events, form, t},
};

/// The input that picks files.
const INPUT: &str = "results-photos";

/// A photo that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Upload {
    /// Names it on the page.
    id: u32,
    name: String,
    /// Its claim, once it is there.
    claim: Option<String>,
    /// Where it can be seen.
    url: Option<String>,
    /// Why it is not there.
    failed: Option<String>,
}

/// The photos that were chosen and not saved yet.
#[derive(Clone, Copy)]
pub(super) struct Photos {
    lang: Lang,
    items: Held<Vec<Upload>>,
    next: Held<u32>,
}

impl Photos {
    /// None, or those that came back with a failed form, known by their claims.
    pub(super) fn new(lang: Lang, claims: Vec<String>) -> Self {
        let claims = claims.into_iter().filter(|claim| !claim.is_empty());
        let items: Vec<_> = (0..)
            .zip(claims)
            .map(|(id, claim)| Upload {
                id,
                name: t(events::PHOTO).to_owned(),
                claim: Some(claim),
                url: None,
                failed: None,
            })
            .collect();
        let next = u32::try_from(items.len()).unwrap_or_default();
        Self { lang, items: Held::new(items), next: Held::new(next) }
    }

    /// Whether one is on its way.
    pub(super) fn is_uploading(self) -> bool {
        let on_its_way = |one: &Upload| one.claim.is_none() && one.failed.is_none();
        self.items.with_untracked(|items| items.iter().any(on_its_way))
    }

    /// The claims to send.
    pub(super) fn claims(self) -> Vec<String> {
        self.items
            .with_untracked(|items| items.iter().filter_map(|one| one.claim.clone()).collect())
    }

    /// They belong to the event now.
    pub(super) fn clear(self) {
        self.items.set(Vec::new());
    }

    fn choose(self, files: Vec<Picked>) {
        for file in files {
            let id = self.next.get_untracked();
            self.next.set(id + 1);
            let one = Upload { id, name: file.name(), claim: None, url: None, failed: None };
            self.items.update(|items| items.push(one));
            spawn_local(async move {
                let answer = file.upload().await;
                self.items.update(|items| {
                    let Some(one) = items.iter_mut().find(|one| one.id == id) else { return };
                    match answer {
                        Ok(uploaded) => {
                            one.url = Some(uploaded.photo.small_url());
                            one.claim = Some(uploaded.claim);
                        }
                        Err(ApiError::Network) => {
                            one.failed = Some(form::UPLOAD_FAILED.get(self.lang).to_owned());
                        }
                        Err(ApiError::Problem(problem)) => {
                            let first = problem.fields.into_values().flatten().next();
                            one.failed = Some(first.unwrap_or(problem.title));
                        }
                    }
                });
            });
        }
    }

    fn remove(self, id: u32) {
        self.items.update(|items| items.retain(|one| one.id != id));
        browser::after_ms(20, || browser::focus(INPUT));
    }
}

/// The field: the photos that there are, and more.
pub(super) fn field(photos: Photos, event: Held<StaffEvent>) -> AnyView {
    let lang = photos.lang;
    let there = move || {
        let shown = event.with(|event| event.photos.clone());
        let shown = shown.into_iter().map(|photo| {
            let key = photo.key.clone();
            piece(view! {
                <li>
                    <Photo photo=photo alt=events::PHOTO.get(lang) />
                    <label class="choice event-tick">
                        <input type="checkbox" name="remove" value=key />
                        <span>{events::PHOTO_REMOVE.get(lang)}</span>
                    </label>
                </li>
            })
        });
        shown.collect_view()
    };
    let chosen = move || photos.items.get();
    let choose = move |_| photos.choose(browser::take_files(INPUT));
    piece(view! {
        <fieldset class="field">
            <legend>{t(events::PHOTOS)} <span class="field-optional">{t(common::OPTIONAL)}</span></legend>
            <p class="field-hint" id="results-photos-hint">{t(events::PHOTOS_HINT)}</p>
            <ul class="event-photos">{there}</ul>
            <ul class="uploads">
                <For each=chosen key=|one| (one.id, one.claim.is_some(), one.failed.is_some()) let:one>
                    {upload(photos, one)}
                </For>
            </ul>
            <label class="upload-target" for=INPUT>
                <Icon name="camera" />
                <span>{t(events::PHOTOS_ADD)}</span>
                <input id=INPUT type="file" name="photo" multiple accept="image/jpeg,image/png,image/webp"
                    aria-describedby="results-photos-hint" on:change=handler(choose) />
            </label>
        </fieldset>
    })
}

fn upload(photos: Photos, one: Upload) -> AnyView {
    let lang = photos.lang;
    let id = one.id;
    let picture = one
        .url
        .map(|url| piece(view! { <img src=url alt="" width="72" height="72" decoding="async" /> }));
    let (class, words) = match (&one.claim, &one.failed) {
        (_, Some(why)) => ("upload-state upload-failed", why.clone()),
        (Some(_), _) => ("upload-state upload-done", form::UPLOADED.get(lang).to_owned()),
        _ => ("upload-state", form::UPLOADING.get(lang).to_owned()),
    };
    let busy = one.claim.is_none() && one.failed.is_none();
    let claim =
        one.claim.map(|claim| piece(view! { <input type="hidden" name="photos" value=claim /> }));
    let label = format!("{}: {}", form::REMOVE.get(lang), one.name);
    piece(view! {
        <li class="upload" aria-busy=busy.to_string()>
            <div class="upload-picture">{picture}</div>
            <div class="upload-text">
                <p class="upload-name">{one.name}</p>
                <p class=class role="status">{words}</p>
            </div>
            {claim}
            <button type="button" class="button button-icon upload-remove alive-only"
                on:click=handler(move |_| photos.remove(id))>
                <Icon name="trash" />
                <span class="visually-hidden">{label}</span>
            </button>
        </li>
    })
}
