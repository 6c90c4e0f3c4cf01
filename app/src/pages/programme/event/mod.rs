//! `/events/{id}`: one event, whole.

mod facts;
mod head;
mod story;

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;

use crate::{
    api::{self, ActivityKind, ApiError, ApiResult, Catalog, Event, EventSeats},
    browser,
    components::{
        Busy, FewIdeas, Icon, PageHead, ProblemNotice, SeatsWord, effect, piece, problem_of,
        seats_of, topic_of, with_supports,
    },
    data,
    domain::{Date, EventState},
    held::memo,
    i18n::{
        self,
        programme::{self, event as texts},
        t,
    },
    live, site,
};

/// An event, and which of its ideas this browser supports.
async fn load(id: Option<i64>) -> ApiResult<(Event, FewIdeas)> {
    // Not a number: there is no such event, and nobody needs to be asked.
    let mut event = api::event(id.unwrap_or(-1)).await?;
    let ideas = with_supports(std::mem::take(&mut event.ideas)).await;
    Ok((event, ideas))
}

/// The page of an event.
#[component]
pub(super) fn EventPage() -> AnyView {
    let params = use_params_map();
    let id = memo(move || params.read().get("id").and_then(|id| id.parse::<i64>().ok()));
    let data = data::load(move || id.get(), load);
    let catalog = site::catalog();
    piece(view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                match data.await {
                    Ok((event, ideas)) => piece(view! { <Whole event=event ideas=ideas catalog=catalog /> }),
                    Err(error) => piece(view! { <Missing error=error /> }),
                }
            })}
        </Transition>
    })
}

/// No such event, or none that can be read.
#[component]
fn Missing(error: ApiError) -> AnyView {
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    if problem.status != 404 {
        return piece(view! { <ProblemNotice problem=problem /> });
    }
    piece(view! {
        <PageHead title=t(texts::MISSING) description=t(texts::MISSING_TEXT) path="/programme" private=true />
        <div class="lost">
            <img src="/art/lost.svg" width="216" height="150" alt="" />
            <h1>{t(texts::MISSING)}</h1>
            <p>{t(texts::MISSING_TEXT)}</p>
            <a href="/programme" class="button button-main">{t(texts::BACK)}</a>
        </div>
    })
}

/// What changes while the page is open.
#[derive(Clone, Copy)]
pub(super) struct Changing {
    /// What is said of it.
    event: RwSignal<Event>,
    /// How full it is, and whether one can sign up.
    pub(super) seats: RwSignal<EventSeats>,
}

impl Changing {
    /// As the page came.
    fn new(event: Event) -> Self {
        let seats = RwSignal::new(seats_of(&event.card));
        Self { event: RwSignal::new(event), seats }
    }

    /// Whether it does not take place.
    fn is_off(self) -> bool {
        self.seats.with(|seats| seats.state == EventState::Cancelled)
    }

    /// Keeps it current. The form below is not touched: somebody may be writing.
    fn follow(self, id: i64, seq: i64) {
        let changed = t(texts::CHANGED_NOW);
        live::listen(seq, false, move |event| {
            let Some(now) = event.event.filter(|now| now.id == id) else { return };
            let Some(before) = self.seats.try_get_untracked() else { return };
            if now != before {
                self.seats.set(now);
            }
            let other =
                matches!(event.kind, ActivityKind::EventChanged | ActivityKind::EventResults);
            if other || now.state != before.state {
                self.ask(id, other.then_some(changed));
            }
        });
        let resets = use_context::<live::Live>().map(|live| live.resets);
        effect(move || {
            if resets.is_some_and(|resets| resets.get() > 0) {
                self.ask(id, None);
            }
        });
    }

    /// Asks anew, and says so where something else is said of it now. Quiet where no answer
    /// comes: the page still says what it knew.
    fn ask(self, id: i64, changed: Option<&'static str>) {
        spawn_local(async move {
            let Ok(fresh) = api::event(id).await else { return };
            self.seats.try_set(seats_of(&fresh.card));
            self.event.try_set(fresh);
            if let Some(changed) = changed {
                live::say(changed);
            }
        });
    }
}

#[component]
fn Whole(event: Event, ideas: FewIdeas, catalog: Catalog) -> AnyView {
    let changing = Changing::new(event.clone());
    let id = event.card.id;
    changing.follow(id, event.seq);
    let catalog = StoredValue::new(catalog);
    effect(|| browser::reveal_target(&["sign-up".to_owned()]));
    let now = move || changing.event.get();
    piece(view! {
        <head::Head event=event.clone() />
        <p class="idea-back"><a href="/programme">"← " {t(texts::BACK)}</a></p>
        <Off changing=changing />
        <article class="idea event">
            {move || piece(view! { <Top event=now() changing=changing catalog=catalog /> })}
            {move || piece(view! { <story::Story event=now() /> })}
            {move || piece(view! { <facts::Facts event=now() changing=changing catalog=catalog /> })}
            <super::sign_up::SignUpSection event=event seats=changing.seats />
            {move || piece(view! { <story::Results event=now() /> })}
            <story::Ideas event=id ideas=ideas catalog=catalog />
        </article>
    })
}

/// What it is called and when it is, and what one can do with it.
#[component]
fn Top(event: Event, changing: Changing, catalog: StoredValue<Catalog>) -> AnyView {
    let lang = i18n::lang();
    let topic = event.card.topics.first().map_or("", String::as_str);
    let (_, icon, colour) = catalog.with_value(|c| topic_of(c, topic));
    let today = Date::of(site::now().get_untracked());
    let first = event.dates.first().map(|d| i18n::period(lang, d.starts_at, d.ends_at, today));
    // Of several dates the next one stands here, all of them among the facts.
    let next = i18n::period(lang, event.card.starts_at, event.card.ends_at, today);
    let when = if event.dates.len() > 1 { Some(next) } else { first };
    piece(view! {
        <header class="idea-head" data-colour=colour>
            <p class="idea-topic">
                <Icon name=icon />
                {t(programme::kind(event.card.kind))}
            </p>
            <h1>{event.card.title.clone()}</h1>
            <p class="event-next">
                {when}
                " "
                <SeatsWord seats=changing.seats.into() />
            </p>
            <facts::Actions event=event changing=changing />
        </header>
    })
}

/// That it does not take place, and why.
#[component]
fn Off(changing: Changing) -> AnyView {
    let notice = move || {
        piece(view! {
            <div class="notice notice-problem" role="status">
                <Icon name="alert" />
                <div>
                    <strong>{t(texts::CANCELLED)}</strong>
                    {move || changing.event.with(|event| event.cancelled_note.clone()).map(|why| piece(view! { <p>{why}</p> }))}
                </div>
            </div>
        })
    };
    (move || changing.is_off().then(notice)).into_any()
}
