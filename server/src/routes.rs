//! The whole route table, read top to bottom.

pub mod answers;
mod atom;
pub mod audit;
pub mod bulk;
pub mod catalog;
pub mod comments;
pub mod companions;
pub mod csv;
pub mod cursor;
pub mod decisions;
pub mod dialogue;
pub mod error;
pub mod evening;
pub mod events;
pub mod export;
pub mod feed;
pub mod followers;
pub mod health;
pub mod ideas;
pub mod idempotency;
pub mod live;
pub mod merging;
pub mod moderation;
pub mod my;
mod nul;
pub mod numbers;
pub mod observe;
pub mod openapi;
pub mod origin;
pub mod pages;
pub mod params;
pub mod photos;
pub mod posted;
pub mod presence;
pub mod problems;
pub mod programme_feed;
pub mod qr;
pub mod queue;
pub mod registrations;
pub mod reports;
pub mod settings;
pub mod staff;
pub mod staff_events;
pub mod staff_ideas;
pub mod submit;
pub mod supports;
pub mod templates;
pub mod visitor;
pub mod wording;
pub mod working;

use axum::{Json, Router, extract::DefaultBodyLimit, middleware, routing::get};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::state::AppState;

/// The API with its description.
fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(openapi::base())
        .routes(routes!(catalog::catalog))
        .routes(routes!(catalog::labs))
        .routes(routes!(catalog::lab))
        .routes(routes!(ideas::list, submit::create))
        .routes(routes!(ideas::similar))
        .routes(routes!(ideas::find))
        .routes(routes!(qr::idea))
        .routes(routes!(supports::put, supports::delete, supports::post))
        .routes(routes!(supports::supported))
        .routes(routes!(companions::join))
        .routes(routes!(comments::list, comments::create))
        .routes(routes!(reports::idea))
        .routes(routes!(reports::comment))
        .routes(routes!(followers::ask))
        .routes(routes!(followers::find, followers::choose))
        .routes(routes!(followers::unsubscribe, followers::unsubscribe_page))
        .routes(routes!(events::list))
        .routes(routes!(events::find))
        .routes(routes!(events::code))
        .routes(routes!(events::calendar::one))
        .routes(routes!(events::calendar::mine))
        .routes(routes!(registrations::create))
        .routes(routes!(
            registrations::mine::find,
            registrations::mine::put,
            registrations::mine::delete,
            registrations::mine::post
        ))
        .routes(routes!(registrations::mine::say))
        .routes(routes!(registrations::mine::data))
        .routes(routes!(registrations::mine::code))
        .routes(routes!(registrations::mine::verify))
        .routes(routes!(registrations::mine::step))
        .routes(routes!(my::find, my::edit, my::withdraw, my::post))
        .routes(routes!(photos::upload))
        .routes(routes!(staff::sign_in, staff::sign_out))
        .routes(routes!(staff::sign_out_form))
        .routes(routes!(staff::me))
        .routes(routes!(staff::second::find, staff::second::by_code))
        .routes(routes!(staff::second::passkey_options))
        .routes(routes!(staff::second::by_passkey))
        .routes(routes!(staff::account::find, staff::account::save))
        .routes(routes!(staff::account::change_password))
        .routes(routes!(staff::account::end_session))
        .routes(routes!(staff::factors::set_up_totp))
        .routes(routes!(staff::factors::confirm_totp))
        .routes(routes!(staff::factors::remove_totp))
        .routes(routes!(staff::factors::new_codes))
        .routes(routes!(staff::factors::passkey_options))
        .routes(routes!(staff::factors::add_passkey))
        .routes(routes!(staff::factors::remove_passkey))
        .routes(routes!(staff::people::list))
        .routes(routes!(staff::people::change))
        .routes(routes!(staff::people::act))
        .routes(routes!(staff::people::invite))
        .routes(routes!(staff::people::revoke))
        .routes(routes!(staff::welcome::find, staff::welcome::join))
        .routes(routes!(live::public))
        .routes(routes!(live::staff))
        .routes(routes!(queue::list))
        .routes(routes!(queue::find))
        .routes(routes!(decisions::decide))
        .routes(routes!(decisions::recent, bulk::decide))
        .routes(routes!(decisions::status))
        .routes(routes!(decisions::undo))
        .routes(routes!(merging::similar))
        .routes(routes!(merging::merge))
        .routes(routes!(merging::unmerge))
        .routes(routes!(merging::link_to))
        .routes(routes!(merging::link, merging::unlink, merging::post_link))
        .routes(routes!(moderation::ask, moderation::take_question_back))
        .routes(routes!(wording::put, wording::post))
        .routes(routes!(wording::restore))
        .routes(routes!(moderation::hide))
        .routes(routes!(moderation::trust))
        .routes(routes!(evening::post))
        .routes(routes!(presence::claim))
        .routes(routes!(presence::gone))
        .routes(routes!(presence::gone_beacon))
        .routes(routes!(dialogue::reply))
        .routes(routes!(dialogue::propose, dialogue::withdraw))
        .routes(routes!(templates::offered))
        .routes(routes!(audit::list))
        .routes(routes!(audit::file))
        .routes(routes!(numbers::read))
        .routes(routes!(numbers::file))
        .routes(routes!(export::table))
        .routes(routes!(settings::labs::list, settings::labs::add))
        .routes(routes!(settings::labs::put, settings::labs::post))
        .routes(routes!(settings::topics::list, settings::topics::add))
        .routes(routes!(settings::topics::put, settings::topics::post))
        .routes(routes!(settings::projects::list, settings::projects::add))
        .routes(routes!(settings::projects::put, settings::projects::post))
        .routes(routes!(settings::departments::list, settings::departments::add))
        .routes(routes!(settings::departments::put, settings::departments::post))
        .routes(routes!(settings::templates::list, settings::templates::add))
        .routes(routes!(settings::templates::put, settings::templates::post))
        .routes(routes!(settings::rules::list, settings::rules::put, settings::rules::post))
        .routes(routes!(settings::archive::archive))
        .routes(routes!(settings::archive::restore))
        .routes(routes!(staff_events::list, staff_events::create))
        .routes(routes!(staff_events::find, staff_events::put, staff_events::post))
        .routes(routes!(staff_events::life::publish))
        .routes(routes!(staff_events::life::withdraw))
        .routes(routes!(staff_events::life::cancel))
        .routes(routes!(staff_events::life::restore))
        .routes(routes!(staff_events::life::copies))
        .routes(routes!(staff_events::life::message))
        .routes(routes!(staff_events::results::put, staff_events::results::post))
        .routes(routes!(staff_events::results::upload))
        .routes(routes!(staff_events::results::remove))
        .routes(routes!(staff_events::attendees::list, staff_events::attendees::add))
        .routes(routes!(staff_events::attendees::file))
        .routes(routes!(staff_events::scan::scan))
        .routes(routes!(staff_events::attendees::feedback))
        .routes(routes!(staff_events::attendees::step))
        .routes(routes!(staff_events::persons::find))
        .routes(routes!(staff_events::persons::erase))
        .routes(routes!(staff_ideas::list))
        .routes(routes!(staff_ideas::find))
        .routes(routes!(staff_ideas::notes, staff_ideas::add_note))
        .routes(routes!(working::departments))
        .routes(routes!(working::department_ideas))
        .routes(routes!(working::assign_chosen))
        .routes(routes!(working::assign, working::assign_by_post, working::unassign))
        .routes(routes!(working::remove))
        .routes(routes!(working::set_state))
        .routes(routes!(working::hand_on))
        .routes(routes!(answers::reading::list))
        .routes(routes!(answers::draft, answers::draft_by_post, answers::discard))
        .routes(routes!(answers::discard_by_post))
        .routes(routes!(answers::approve))
        .routes(routes!(answers::publish))
        .routes(routes!(answers::withdrawal::withdraw))
        .routes(routes!(answers::withdrawal::restore))
        .routes(routes!(answers::reading::preview))
}

/// The description of the API (OpenAPI 3.1), as served at `/api/openapi.json`.
pub fn description() -> utoipa::openapi::OpenApi {
    let (_, mut description) = api().split_for_parts();
    openapi::complete(&mut description);
    description
}

/// Everything that is not a page or a file.
fn answers() -> Router<AppState> {
    let (api, _) = api().split_for_parts();
    let description = Json(description());
    api.route("/api/openapi.json", get(move || std::future::ready(description.clone())))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/photos/{file}", get(photos::file))
        .route("/files/{key}/{name}", get(staff_events::results::file))
        .route("/ideas.atom", get(feed::atom))
        .route("/programme.atom", get(events::calendar::atom))
        .route("/programme.ics", get(events::calendar::ics))
        .route("/sitemap.xml", get(feed::sitemap))
        .method_not_allowed_fallback(problems::method_not_allowed)
}

/// All routes over this state.
pub fn router(state: AppState) -> Router {
    // Pages ask the same API in process, without the layers that only a connection needs.
    let in_process = answers()
        .fallback(pages::nothing)
        .layer(CatchPanicLayer::custom(problems::caught))
        .layer(middleware::from_fn(problems::render))
        .with_state(state.clone());
    let rendered = pages::Pages::new(state.clone(), in_process);
    let mut router = answers()
        .merge(pages::files_router(&state.config))
        .fallback_service(get(pages::page).fallback(pages::page).with_state(rendered.clone()));
    if state.config.dev {
        router = router.route("/dev/boot", get(pages::boot));
    }
    // Read from the bottom: the last layer sees a request first.
    router
        .layer(DefaultBodyLimit::max(posted::MULTIPART_MAX))
        .layer(middleware::from_fn_with_state(state.clone(), origin::check))
        .layer(middleware::from_fn_with_state(rendered, pages::redisplay))
        .layer(CatchPanicLayer::custom(problems::caught))
        .layer(middleware::from_fn(problems::render))
        .layer(pages::compression())
        .layer(middleware::from_fn_with_state(state.clone(), pages::common_headers))
        .layer(middleware::from_fn(observe::observe))
        .with_state(state)
}
