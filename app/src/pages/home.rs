//! `/`: what this is, for somebody who has just scanned a poster.

use leptos::prelude::*;
use leptos_router::components::A;

use super::labs::LabCard;
use crate::{
    api::{self, ApiResult, Catalog, IdeaQuery},
    components::{
        EventRow, FewIdeas, Icon, IdeaRow, PageHead, ProblemNotice, few_ideas, next_events,
        problem_of,
    },
    data,
    domain::IdeaStatus,
    i18n::{self, Text, common, programme::list, t, visit},
    site,
};

/// How many ideas stand in a row.
const FEW: usize = 3;

/// The newest ideas, and what became of others. No idea is in both.
async fn load() -> ApiResult<(FewIdeas, FewIdeas)> {
    let done = IdeaQuery {
        status: IdeaStatus::Done.as_str().to_owned(),
        sort: "active".to_owned(),
        limit: FEW as u32,
        ..IdeaQuery::default()
    };
    let done = few_ideas(done).await?;
    let newest = IdeaQuery { limit: 2 * FEW as u32, ..IdeaQuery::default() };
    let mut newest = few_ideas(newest).await?;
    newest.items.retain(|card| done.items.iter().all(|d| d.id != card.id));
    newest.items.truncate(FEW);
    Ok((newest, done))
}

/// The home page.
#[component]
pub(crate) fn HomePage() -> impl IntoView {
    let catalog = site::catalog();
    let ideas = data::load(|| (), |()| load());
    let events = data::load(|| (), |()| next_events(String::new()));
    // A home page without its labs is still one.
    let labs = data::load(
        || (),
        |()| async { api::labs().await.map(|page| page.items).unwrap_or_default() },
    );
    view! {
        <PageHead title="" description=t(visit::HOME_LEAD) path="/" />
        <div class="sections">
        <Hero />
        <Steps />
        <Transition>
            {move || Suspend::new(async move {
                let (catalog, ideas) = (catalog.await, ideas.await);
                view! { <Ideas ideas=ideas catalog=catalog /> }
            })}
        </Transition>
        <Transition>
            {move || Suspend::new(async move {
                let (catalog, events) = (catalog.await, events.await);
                (!events.is_empty()).then(|| view! {
                    <section aria-labelledby="next-events">
                        <h2 id="next-events">{t(list::NEXT)}</h2>
                        <p class="section-lead">{t(list::NEXT_TEXT)}</p>
                        <EventRow events=events catalog=StoredValue::new(catalog) />
                        <More href="/programme" text=list::WHOLE />
                    </section>
                })
            })}
        </Transition>
        <Transition>
            {move || Suspend::new(async move {
                let labs = labs.await;
                (!labs.is_empty()).then(|| {
                    let cards = labs.into_iter().map(|lab| view! { <li><LabCard lab=lab brief=true /></li> });
                    view! {
                        <section class="home-labs" aria-labelledby="come-by">
                            <h2 id="come-by">{t(visit::COME_BY)}</h2>
                            <p class="section-lead">{t(visit::COME_BY_TEXT)}</p>
                            <ul class="lab-cards">{cards.collect_view()}</ul>
                        </section>
                    }
                })
            })}
        </Transition>
        </div>
    }
}

/// What this is and the main action.
#[component]
fn Hero() -> impl IntoView {
    view! {
        <section class="hero">
            <div class="hero-words">
                <h1>{t(visit::HOME_TITLE)}</h1>
                <p class="hero-lead">{t(visit::HOME_LEAD)}</p>
                <p class="hero-actions">
                    <A href="/ideas/new" attr:class="button button-main button-wide">
                        <Icon name="plus" />
                        {t(common::NEW_IDEA)}
                    </A>
                    <A href="/ideas" attr:class="button button-wide">
                        <Icon name="board" />
                        {t(visit::HOME_BROWSE)}
                    </A>
                </p>
                <p class="hero-calm">{t(visit::HOME_CALM)}</p>
            </div>
            <img class="hero-picture" fetchpriority="high" src="/art/wall.svg" width="720" height="320" alt=t(visit::HOME_PICTURE) />
        </section>
    }
}

/// From an idea to something real.
#[component]
fn Steps() -> impl IntoView {
    let steps: [(&str, Text, Text); 3] = [
        ("/art/step-share.svg", visit::STEP_SHARE, visit::STEP_SHARE_TEXT),
        ("/art/step-talk.svg", visit::STEP_TALK, visit::STEP_TALK_TEXT),
        ("/art/step-do.svg", visit::STEP_DO, visit::STEP_DO_TEXT),
    ];
    let steps = steps.into_iter().map(|(src, title, text)| {
        view! {
            <li class="step">
                <img src=src width="216" height="150" alt="" loading="lazy" />
                <div>
                    <h3>{t(title)}</h3>
                    <p>{t(text)}</p>
                </div>
            </li>
        }
    });
    view! {
        <section class="steps" aria-labelledby="steps">
            <h2 id="steps">{t(visit::STEPS)}</h2>
            <ol>{steps.collect_view()}</ol>
        </section>
    }
}

/// What hangs on the wall, by topic, and what came of it.
#[component]
fn Ideas(ideas: ApiResult<(FewIdeas, FewIdeas)>, catalog: Catalog) -> impl IntoView {
    let topics = view! { <Topics catalog=catalog.clone().offered() /> };
    let catalog = StoredValue::new(catalog);
    match ideas {
        Ok((newest, done)) => {
            let empty = newest.items.is_empty() && done.items.is_empty();
            view! {
                <section aria-labelledby="newest">
                    <h2 id="newest">{t(visit::NEWEST)}</h2>
                    {empty.then(|| view! { <p class="section-lead">{t(visit::NO_IDEAS)}</p> })}
                    <IdeaRow ideas=newest catalog=catalog back="/" />
                    {(!empty).then(|| view! { <More href="/ideas" text=visit::ALL_IDEAS /> })}
                </section>
                {topics}
                {(!done.items.is_empty()).then(|| view! {
                    <section class="home-done" aria-labelledby="done">
                        <h2 id="done">{t(visit::DONE)}</h2>
                        <p class="section-lead">{t(visit::DONE_TEXT)}</p>
                        <IdeaRow ideas=done catalog=catalog back="/" />
                        <More href="/ideas?status=done" text=visit::ALL_DONE />
                    </section>
                })}
            }
            .into_any()
        }
        Err(error) => view! { <ProblemNotice problem=problem_of(error) /> {topics} }.into_any(),
    }
}

/// The topics as ways to the board.
#[component]
fn Topics(catalog: Catalog) -> impl IntoView {
    let lang = i18n::lang();
    let chips = catalog.topics.into_iter().map(|topic| {
        view! {
            <li>
                <A href=format!("/ideas?topic={}", api::encode(&topic.slug)) attr:class="topic-link" attr:data-colour=topic.colour>
                    <Icon name=topic.icon />
                    {lang.pick(topic.name_de, topic.name_en)}
                </A>
            </li>
        }
    });
    let chips: Vec<_> = chips.collect();
    (!chips.is_empty()).then(|| {
        view! {
            <section aria-labelledby="topics">
                <h2 id="topics">{t(visit::TOPICS)}</h2>
                <ul class="topic-links">{chips}</ul>
            </section>
        }
    })
}

/// A link below a row.
#[component]
fn More(href: &'static str, text: Text) -> impl IntoView {
    view! {
        <p class="row-more">
            <A href=href>{t(text)} <Icon name="arrow" /></A>
        </p>
    }
}
