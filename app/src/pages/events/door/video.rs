//! What the camera sees: grabbed some times a second, turned to grey, searched for codes.

use js_sys::{Object, Reflect};
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

use super::state::Door;
use crate::{
    browser,
    components::{effect, piece},
    held::Held,
    i18n::{Text, events, t},
};

/// The side of the square that is searched, in pixels: enough for a code at arm's length, and
/// quick on an old phone.
const SIDE: u32 = 480;
/// How long until the next look, in milliseconds.
const LOOK_MS: u64 = 120;
/// A code that stays before the camera is read once in so long, in milliseconds.
const AGAIN_MS: i64 = 4000;

/// How the camera is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Eye {
    Opening,
    Open,
    Refused,
    Absent,
    Taken,
    Insecure,
}

impl Eye {
    fn words(self) -> Text {
        match self {
            Self::Opening => events::CAMERA_OPENING,
            Self::Open => events::CAMERA_OPEN,
            Self::Refused => events::CAMERA_REFUSED,
            Self::Absent => events::CAMERA_ABSENT,
            Self::Taken => events::CAMERA_TAKEN,
            Self::Insecure => events::CAMERA_INSECURE,
        }
    }
}

/// Opens the camera on the back of the phone, or another.
async fn open() -> Result<MediaStream, Eye> {
    let navigator = window().navigator();
    // Pages over plain HTTP have no camera.
    if !Reflect::get(&navigator, &"mediaDevices".into()).is_ok_and(|there| there.is_object()) {
        return Err(Eye::Insecure);
    }
    let video = Object::new();
    let ideal = |value: JsValue| {
        let wish = Object::new();
        let _ = Reflect::set(&wish, &"ideal".into(), &value);
        wish
    };
    let _ = Reflect::set(&video, &"facingMode".into(), &ideal("environment".into()));
    let _ = Reflect::set(&video, &"width".into(), &ideal(1280.into()));
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&video);
    let asked = navigator
        .media_devices()
        .and_then(|devices| devices.get_user_media_with_constraints(&wanted))
        .map_err(|_| Eye::Absent)?;
    let stream = JsFuture::from(asked).await.map_err(|error| why(&error))?;
    stream.dyn_into().map_err(|_| Eye::Absent)
}

/// Why there is no picture, by the name of the browser's error.
fn why(error: &JsValue) -> Eye {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "SecurityError") => Eye::Refused,
        Some("NotReadableError" | "AbortError") => Eye::Taken,
        _ => Eye::Absent,
    }
}

/// Lets the camera go.
fn close(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
}

/// Where pictures are drawn to be read.
struct Grabber {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Grabber {
    fn new() -> Option<Self> {
        let canvas = document().create_element("canvas").ok()?;
        let canvas = canvas.dyn_into::<HtmlCanvasElement>().ok()?;
        canvas.set_width(SIDE);
        canvas.set_height(SIDE);
        // It is read all the time: the browser keeps it where that is quick.
        let options = Object::new();
        let _ = Reflect::set(&options, &"willReadFrequently".into(), &true.into());
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        Some(Self { canvas, context: context.dyn_into().ok()? })
    }

    /// The middle of the picture, in grey.
    fn grab(&self, video: &HtmlVideoElement) -> Option<Vec<u8>> {
        let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
        let side = width.min(height);
        if side < 1.0 {
            return None;
        }
        let (left, top) = ((width - side) / 2.0, (height - side) / 2.0);
        let to = f64::from(self.canvas.width());
        self.context
            .draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                video, left, top, side, side, 0.0, 0.0, to, to,
            )
            .ok()?;
        let picture = self.context.get_image_data(0.0, 0.0, to, to).ok()?.data();
        let grey = picture.0.as_chunks::<4>().0.iter().map(|[red, green, blue, _]| {
            // As bright as the eye sees it (ITU-R BT.601), in whole numbers.
            let sum = u32::from(*red) * 77 + u32::from(*green) * 151 + u32::from(*blue) * 28;
            (sum >> 8) as u8
        });
        Some(grey.collect())
    }
}

/// The codes in a square picture.
fn codes(grey: &[u8]) -> Vec<String> {
    let side = SIDE as usize;
    let bright = |x: usize, y: usize| grey.get(y * side + x).copied().unwrap_or(u8::MAX);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(side, side, bright);
    let grids = picture.detect_grids();
    grids.into_iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

/// What the camera needs as long as it is open.
struct Open {
    stream: MediaStream,
    grabber: Option<Grabber>,
    /// What was read last, and when it was last seen.
    last: (String, i64),
}

/// The picture.
#[component]
pub(super) fn Video(door: Door) -> AnyView {
    let lang = door.lang;
    let node = NodeRef::<html::Video>::new();
    let eye = Held::new(Eye::Opening);
    let open_eye = StoredValue::new_local(None::<Open>);
    effect(move || {
        let Some(video) = node.get() else { return };
        spawn_local(async move {
            match open().await {
                Ok(stream) => {
                    let opened = Open {
                        stream: stream.clone(),
                        grabber: Grabber::new(),
                        last: (String::new(), 0),
                    };
                    // Whoever has gone on meanwhile needs no camera.
                    if let Some(opened) = open_eye.try_set_value(Some(opened)) {
                        opened.iter().for_each(|opened| close(&opened.stream));
                        return;
                    }
                    video.set_src_object(Some(&stream));
                    if let Ok(played) = video.play() {
                        let _ = JsFuture::from(played).await;
                    }
                    eye.set(Eye::Open);
                    look(door, video, open_eye);
                }
                Err(trouble) => eye.set(trouble),
            }
        });
    });
    on_cleanup(move || {
        open_eye.try_update_value(|open| {
            if let Some(open) = open.take() {
                close(&open.stream);
            }
        });
    });
    let fine = move || matches!(eye.get(), Eye::Opening | Eye::Open);
    piece(view! {
        <div class="door-video" class:gone=move || !fine()>
            <video node_ref=node muted playsinline aria-label=t(events::CAMERA)></video>
        </div>
        <p class="door-eye-says" role="status" data-eye=move || if fine() { "fine" } else { "shut" }>
            {move || eye.get().words().get(lang)}
        </p>
    })
}

/// Looks once, and again a little later, as long as the camera is open.
fn look(door: Door, video: HtmlVideoElement, open: StoredValue<Option<Open>, LocalStorage>) {
    let found = open.try_update_value(|open| {
        let open = open.as_mut()?;
        let grey = open.grabber.as_ref().and_then(|grabber| grabber.grab(&video));
        let now = browser::clock().0;
        let mut fresh = Vec::new();
        for text in grey.map(|grey| codes(&grey)).unwrap_or_default() {
            let same = open.last.0 == text && now - open.last.1 < AGAIN_MS;
            open.last = (text.clone(), now);
            if !same {
                fresh.push(text);
            }
        }
        Some(fresh)
    });
    let Some(Some(found)) = found else { return };
    for text in found {
        door.scan(&text);
    }
    browser::after_ms(LOOK_MS, move || look(door, video, open));
}
