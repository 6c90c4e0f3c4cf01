//! Pages: the app rendered on the server, and the files that belong to it.

mod cache;
mod files;
mod security;

use std::{net::SocketAddr, path::Path, sync::Arc, time::Instant};

use app::{
    Assets, BaseUrl, HEAD_MARK, HeadTags, MovedTo, PagePath, ServerNow, StatusCode as SetStatus,
    api::Backend, forms::FormState, i18n::Lang,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::{nonce::Nonce, prelude::provide_context};
use tower::ServiceExt;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer, Predicate,
        predicate::{NotForContentType, SizeAbove},
    },
};

use super::{
    error::{Error, problem_response},
    visitor::reader_lang,
};
use crate::{clock::now, state::AppState};
use cache::{Cache, Cached};

pub use files::router as files_router;

/// The largest page, in bytes: a guard, far above any real one.
const PAGE_BYTES_MAX: usize = 32 * 1024 * 1024;

/// Everything that rendering needs.
pub struct Pages {
    state: AppState,
    /// Where the pages get their data, in process.
    api: Router,
    assets: Assets,
    cache: Cache,
}

/// What a failed plain post leaves for [`redisplay`]: the page to show again, as it was typed.
#[derive(Clone)]
struct Redisplay {
    path: String,
    form: FormState,
}

/// The answer to a plain post that failed: its page again, with what was typed and what is
/// wrong. `form.problem` says the status. Rendered by [`redisplay`] on the way out.
pub async fn page_with_form(headers: &HeaderMap, path: &str, form: FormState) -> Response {
    let mut response = match &form.problem {
        Some(problem) => problem_response(problem, reader_lang(None, headers)),
        None => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    response.extensions_mut().insert(Redisplay { path: path.to_owned(), form });
    response
}

/// Answers every path that the API does not have, for pages that ask it in process.
pub async fn nothing() -> Response {
    Error::NotFound.into_response()
}

impl Pages {
    /// Pages over this API, with the assets of the configured site folder.
    pub fn new(state: AppState, api: Router) -> Arc<Self> {
        // Once for the process; later calls find it done.
        let _ = any_spawner::Executor::init_tokio();
        let mut assets = read_assets(&state.config.site);
        assets.dev = state.config.dev;
        Arc::new(Self { state, api, assets, cache: Cache::default() })
    }

    /// Renders the page at `uri` for the visitor with these headers.
    async fn render(
        self: &Arc<Self>,
        uri: &Uri,
        visitor: &Visitor,
        form: Option<FormState>,
    ) -> Response {
        let lang = visitor.lang;
        let key = (form.is_none() && visitor.anonymous && cache::may_keep(uri.path()))
            .then(|| format!("{}{}", lang.tag(), uri.path_and_query().map_or("/", |p| p.as_str())));
        let generation = self.state.db.generation();
        if let Some(key) = &key
            && let Some(page) = self.cache.get(key, generation)
        {
            let html = page.html.with_nonce();
            return security::dress(page.status, html, lang, uri.path(), &self.state.config);
        }
        let failed = form.as_ref().and_then(|f| f.problem.as_ref()).map(|p| p.status);
        let (status, html) = match self.html(uri, visitor, form).await {
            Ok(Drawn::Page(status, html)) => (status, html),
            Ok(Drawn::Moved(to)) => {
                return (StatusCode::FOUND, [(header::LOCATION, to)]).into_response();
            }
            Err(error) => return error.into_response(),
        };
        let status = failed.and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(status);
        let html = cache::Html::new(html);
        let response =
            security::dress(status, html.with_nonce(), lang, uri.path(), &self.state.config);
        if let Some(key) = key
            && matches!(status, StatusCode::OK | StatusCode::NOT_FOUND)
        {
            self.cache.put(key, Cached { status, html, generation, made: Instant::now() });
        }
        response
    }

    /// The bare HTML of a page, with [`cache::NONCE`] where its nonce goes.
    async fn html(
        self: &Arc<Self>,
        uri: &Uri,
        visitor: &Visitor,
        form: Option<FormState>,
    ) -> Result<Drawn, Error> {
        let moved = Arc::new(std::sync::Mutex::new(None));
        let status = Arc::new(std::sync::Mutex::new(StatusCode::OK));
        let head = HeadTags::default();
        let context = {
            let head = head.clone();
            let place = PagePath {
                path: uri.path().to_owned(),
                query: uri.query().unwrap_or_default().to_owned(),
            };
            let (status, moved) = (status.clone(), moved.clone());
            let (pages, lang) = (self.clone(), visitor.lang);
            let visitor = visitor.clone();
            move || {
                provide_context(Nonce::from_value(cache::NONCE.as_str()));
                provide_context(lang);
                provide_context(head.clone());
                provide_context(place.clone());
                provide_context(pages.assets.clone());
                provide_context(BaseUrl(pages.state.config.base_url()));
                provide_context(ServerNow(now()));
                provide_context(pages.backend(visitor.clone()));
                if let Some(form) = form.clone() {
                    provide_context(form);
                }
                let (status, moved) = (status.clone(), moved.clone());
                provide_context(MovedTo(Arc::new(move |to| {
                    if let (Ok(mut moved), Ok(to)) = (moved.lock(), HeaderValue::try_from(to)) {
                        *moved = Some(to);
                    }
                })));
                provide_context(SetStatus(Arc::new(move |code| {
                    if let (Ok(mut status), Ok(code)) = (status.lock(), StatusCode::from_u16(code))
                    {
                        *status = code;
                    }
                })));
            }
        };
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = uri.clone();
        let render = leptos_axum::render_app_async_with_context(context, app::shell);
        let response = render(request).await;
        let body = to_bytes(response.into_body(), PAGE_BYTES_MAX).await;
        let body = body.map_err(|e| Error::Internal(e.to_string()))?;
        let html = String::from_utf8(body.to_vec()).map_err(|e| Error::Internal(e.to_string()))?;
        if let Some(to) = moved.lock().ok().and_then(|mut moved| moved.take()) {
            return Ok(Drawn::Moved(to));
        }
        let status = status.lock().map(|s| *s).unwrap_or(StatusCode::OK);
        let head = head.0.lock().map(|head| head.clone()).unwrap_or_default();
        let title = head.title.replace('&', "&amp;").replace('<', "&lt;");
        let html = html.replacen(HEAD_MARK, &format!("<title>{title}</title>{}", head.tags), 1);
        Ok(Drawn::Page(status, html))
    }

    /// Calls the API in process, as the visitor: same cookies, same address, same language.
    fn backend(self: &Arc<Self>, visitor: Visitor) -> Backend {
        let api = self.api.clone();
        Backend(Arc::new(move |method, path, body| {
            let (api, visitor) = (api.clone(), visitor.clone());
            Box::pin(async move {
                let mut builder = Request::builder().method(method).uri(path);
                if let Some(cookie) = &visitor.cookie {
                    builder = builder.header(header::COOKIE, cookie);
                }
                builder = builder.header(header::ACCEPT_LANGUAGE, visitor.lang.tag());
                if let Some(forwarded) = &visitor.forwarded {
                    builder = builder.header("x-forwarded-for", forwarded);
                }
                if body.is_some() {
                    builder = builder.header(header::CONTENT_TYPE, "application/json");
                }
                let Ok(mut request) = builder.body(Body::from(body.unwrap_or_default())) else {
                    return (400, String::new());
                };
                if let Some(peer) = visitor.peer {
                    request.extensions_mut().insert(ConnectInfo(peer));
                }
                let response = match api.oneshot(request).await {
                    Ok(response) => response,
                    Err(never) => match never {},
                };
                let status = response.status().as_u16();
                let body = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.unwrap_or_default();
                (status, String::from_utf8_lossy(&body).into_owned())
            })
        }))
    }
}

/// What became of a page that was to be rendered.
enum Drawn {
    /// Its status and its bare HTML.
    Page(StatusCode, String),
    /// It is read elsewhere now.
    Moved(HeaderValue),
}

/// What of a request matters to its page.
#[derive(Clone)]
struct Visitor {
    lang: Lang,
    cookie: Option<HeaderValue>,
    peer: Option<SocketAddr>,
    /// What a proxy says of the address; believed or not as for any request.
    forwarded: Option<HeaderValue>,
    /// Neither taking part nor signed in: the page is the same for everybody.
    anonymous: bool,
}

impl Visitor {
    fn of(parts: &Parts) -> Self {
        let cookie = parts.headers.get(header::COOKIE).cloned();
        let named = cookie.as_ref().and_then(|c| c.to_str().ok()).unwrap_or_default();
        let anonymous = !named.contains("participant=") && !named.contains("staff=");
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0);
        let lang = reader_lang(parts.uri.query(), &parts.headers);
        let forwarded = parts.headers.get("x-forwarded-for").cloned();
        Self { lang, cookie, peer, forwarded, anonymous }
    }
}

/// Answers every path that nothing else answers.
pub async fn page(State(pages): State<Arc<Pages>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = Visitor::of(&parts);
    if parts.uri.path() == "/api" || parts.uri.path().starts_with("/api/") {
        return Error::NotFound.into_response();
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        let mut response = super::problems::method_not_allowed().await;
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let mut response = pages.render(&parts.uri, &visitor, None).await;
    remember_language(&parts.uri, &mut response);
    response
}

/// A language that was asked for by `?lang=` stays for a year.
fn remember_language(uri: &Uri, response: &mut Response) {
    let asked =
        uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    if let Some(lang) = asked.and_then(Lang::from_tag)
        && let Ok(cookie) = HeaderValue::from_str(&format!(
            "lang={}; Path=/; Max-Age=31536000; SameSite=Lax",
            lang.tag()
        ))
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Shows the page of a failed plain post again; lets everything else pass.
pub async fn redisplay(State(pages): State<Arc<Pages>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = Visitor::of(&parts);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let Some(Redisplay { path, form }) = response.extensions_mut().remove::<Redisplay>() else {
        return response;
    };
    let Ok(uri) = path.parse::<Uri>() else { return response };
    let mut page = pages.render(&uri, &visitor, Some(form)).await;
    // What the failed post set, such as a participant's cookie or Retry-After, stays.
    for name in [header::SET_COOKIE, header::RETRY_AFTER] {
        copy(&name, response.headers(), page.headers_mut());
    }
    page
}

fn copy(name: &header::HeaderName, from: &HeaderMap, to: &mut HeaderMap) {
    for value in from.get_all(name) {
        to.append(name, value.clone());
    }
}

/// Compresses answers on their way out; never streams, pictures or what is compressed already.
pub fn compression() -> CompressionLayer<impl Predicate> {
    let not = NotForContentType::const_new;
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(
        SizeAbove::new(860)
            .and(not("text/event-stream"))
            .and(not("image/jpeg"))
            .and(not("image/png"))
            .and(not("font/"))
            .and(not("application/wasm")),
    )
}

/// Gives every response the headers that all wear.
pub async fn common_headers(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    security::common(response.headers_mut(), state.config.https());
    response
}

/// The list of assets that the build wrote beside them.
fn read_assets(site: &Path) -> Assets {
    let path = site.join("assets.json");
    let read = std::fs::read_to_string(&path).map_err(|e| e.to_string());
    read.and_then(|text| serde_json::from_str(&text).map_err(|e| e.to_string())).unwrap_or_else(|error| {
        tracing::warn!(path = %path.display(), error, "no built site: pages come without style and script");
        Assets::default()
    })
}

/// Development: an event stream that names this start of the server, so that pages notice a
/// restart and reload.
pub async fn boot(State(state): State<AppState>) -> impl IntoResponse {
    use axum::response::sse::{Event, KeepAlive, Sse};
    use futures::{StreamExt, stream};
    static BOOT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| now().to_string());
    let event = Event::default().data(&*BOOT).retry(std::time::Duration::from_millis(200));
    let first = stream::once(async { Ok::<_, std::convert::Infallible>(event) });
    // Whoever waits for the next program must not hold up the end of this one.
    let end = async move { state.shutdown.begun().await };
    Sse::new(first.chain(stream::pending()).take_until(end)).keep_alive(KeepAlive::default())
}
