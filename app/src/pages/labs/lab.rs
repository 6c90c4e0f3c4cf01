//! `/labs/{slug}`: one lab.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use serde_json::{Value, json};

use super::{card::Door, hours::of_day};
use crate::{
    api::{self, ApiError, ApiResult, Catalog, EventCard, Hours, IdeaQuery, Lab, encode},
    components::{
        Busy, EventRow, FewIdeas, Icon, IdeaRow, JsonLd, PageHead, ProblemNotice, few_ideas,
        next_events, problem_of,
    },
    data,
    held::memo,
    i18n::{self, common, programme::list, t, visit},
    site,
};

/// A lab, what is on there next, and its newest ideas.
type LabData = (Lab, Vec<EventCard>, FewIdeas);

/// A lab whose events or ideas cannot be read still has its page.
async fn load(slug: String) -> ApiResult<LabData> {
    let query = IdeaQuery { lab: slug.clone(), limit: 3, ..IdeaQuery::default() };
    let (lab, events, ideas) = (api::lab(&slug), next_events(slug.clone()), few_ideas(query));
    Ok((lab.await?, events.await, ideas.await.unwrap_or_default()))
}

/// The page of a lab.
#[component]
pub(crate) fn LabPage() -> impl IntoView {
    let params = use_params_map();
    let slug = memo(move || params.read().get("slug").unwrap_or_default());
    let data = data::load(move || slug.get(), load);
    let catalog = site::catalog();
    view! {
        <Transition fallback=|| view! { <Busy /> }>
            {move || Suspend::new(async move {
                let catalog = catalog.await;
                match data.await {
                    Ok((lab, events, ideas)) => {
                        view! { <Room lab=lab events=events ideas=ideas catalog=catalog /> }.into_any()
                    }
                    Err(error) => view! { <Missing error=error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// No such lab, or none that can be read.
#[component]
fn Missing(error: ApiError) -> impl IntoView {
    let problem = problem_of(error);
    site::set_status(if problem.status == 0 { 503 } else { problem.status });
    if problem.status != 404 {
        return view! { <ProblemNotice problem=problem /> }.into_any();
    }
    view! {
        <PageHead title=t(visit::LAB_MISSING) description=t(visit::LAB_MISSING_TEXT) path="/labs" private=true />
        <div class="lost">
            <img src="/art/lost.svg" width="216" height="150" alt="" />
            <h1>{t(visit::LAB_MISSING)}</h1>
            <p>{t(visit::LAB_MISSING_TEXT)}</p>
            <A href="/labs" attr:class="button button-main">{t(visit::ALL_LABS)}</A>
        </div>
    }
    .into_any()
}

#[component]
fn Room(lab: Lab, events: Vec<EventCard>, ideas: FewIdeas, catalog: Catalog) -> impl IntoView {
    let lang = i18n::lang();
    let path = format!("/labs/{}", encode(&lab.slug));
    let new_idea = format!("/ideas/new?lab={}", encode(&lab.slug));
    let text = lang.pick(lab.text_de.clone(), lab.text_en.clone());
    let paragraphs: Vec<_> = text
        .split("\n\n")
        .filter(|part| !part.trim().is_empty())
        .map(|part| view! { <p>{part.to_owned()}</p> })
        .collect();
    let icon = if lab.mobile { "bus" } else { "pin" };
    let answer = new_idea.clone();
    view! {
        <PageHead title=lab.name.clone() description=visit::lab_description(lang, &lab.name, &lab.town) path=path.clone() />
        <JsonLd data=place(&lab, &site::absolute(&path)) />
        <p class="crumb">
            <A href="/labs"><Icon name="back" /> {t(visit::ALL_LABS)}</A>
        </p>
        <div class="lab-page">
            <div class="lab-story">
                <p class="lab-town">
                    <Icon name=icon />
                    {lab.town.clone()}
                    {lab.mobile.then(|| view! { <span class="lab-mobile">{t(visit::MOBILE)}</span> })}
                </p>
                <h1>{lab.name.clone()}</h1>
                {paragraphs}
                {lab.question_de.clone().map(|question| view! {
                    <div class="lab-asks">
                        <p class="lab-asks-who">{t(visit::QUESTION)}</p>
                        <p class="lab-asks-what" lang="de">{question}</p>
                        <A href=answer attr:class="button">{t(visit::QUESTION_ANSWER)}</A>
                    </div>
                })}
            </div>
            <aside class="lab-facts" aria-label=t(visit::CONTACT)>
                <Week lab=lab.clone() />
                <Reach lab=lab.clone() />
            </aside>
            <Projects lab=lab.slug.clone() catalog=catalog.clone().offered() />
        </div>
        {(!events.is_empty()).then(|| view! {
            <section class="lab-wall" aria-labelledby="lab-events">
                <h2 id="lab-events">{t(list::NEXT)}</h2>
                <EventRow events=events catalog=StoredValue::new(catalog.clone()) />
                <p class="row-more">
                    <A href=format!("/programme?lab={}", encode(&lab.slug))>
                        {t(list::WHOLE)} <Icon name="arrow" />
                    </A>
                </p>
            </section>
        })}
        <section class="lab-wall" aria-labelledby="lab-ideas">
            <h2 id="lab-ideas">{t(visit::LAB_IDEAS)}</h2>
            {if ideas.items.is_empty() {
                view! {
                    <p class="section-lead">{t(visit::LAB_NO_IDEAS)}</p>
                    <p><A href=new_idea attr:class="button button-main">{t(common::NEW_IDEA)}</A></p>
                }
                    .into_any()
            } else {
                view! {
                    <IdeaRow ideas=ideas catalog=StoredValue::new(catalog) back=path />
                    <p class="row-more">
                        <A href=format!("/ideas?lab={}", encode(&lab.slug))>
                            {t(visit::ALL_IDEAS)} <Icon name="arrow" />
                        </A>
                    </p>
                }
                    .into_any()
            }}
        </section>
    }
}

/// The weekly hours as a table; below 600 px its style makes a list of it.
#[component]
fn Week(lab: Lab) -> impl IntoView {
    let lang = i18n::lang();
    let now = site::now();
    let today = memo(move || now.get().local().weekday);
    let title = t(if lab.mobile { visit::HOURS_MOBILE } else { visit::HOURS });
    let none = t(if lab.mobile { visit::PAUSE } else { visit::CLOSED });
    let known = (1..=7).any(|day| !of_day(&lab.hours, day).is_empty());
    let note = lang.pick(lab.hours_note_de, lab.hours_note_en);
    let rows = (1..=7).map(|day| {
        let spans: Vec<_> =
            of_day(&lab.hours, day).iter().map(|h| visit::span(lang, &h.from, &h.to)).collect();
        let text = if spans.is_empty() { none.to_owned() } else { spans.join(", ") };
        view! {
            <tr class:week-today=move || today.get() == day class:week-off=spans.is_empty()>
                <th scope="row">
                    {i18n::weekday(lang, day)}
                    {move || (today.get() == day).then(|| view! { <span class="week-mark">{t(visit::TODAY)}</span> })}
                </th>
                <td>{text}</td>
            </tr>
        }
    });
    let table = known.then(|| {
        view! {
            <table class="week" aria-labelledby="hours">
                <thead>
                    <tr><th scope="col">{t(visit::DAY)}</th><th scope="col">{t(visit::TIME)}</th></tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    });
    view! {
        <h2 id="hours">{title}</h2>
        <Door hours=lab.hours.clone() mobile=lab.mobile />
        {table}
        {note.map(|note| view! { <p class="lab-note">{note}</p> })}
        {known.then(|| view! { <p class="lab-note">{t(visit::HOURS_HOLIDAYS)}</p> })}
    }
}

/// Address, telephone and mail.
#[component]
fn Reach(lab: Lab) -> impl IntoView {
    let address = lab.address.map(|address| {
        // A plain link: nothing is loaded from there unless somebody follows it.
        let map = format!("https://www.openstreetmap.org/search?query={}", encode(&address));
        view! {
            <dt>{t(visit::ADDRESS)}</dt>
            <dd>
                <address>{address}</address>
                <a href=map rel="external noopener noreferrer">{t(visit::MAP)} <Icon name="external" /></a>
            </dd>
        }
    });
    let place = (address.is_none() && lab.mobile).then(|| {
        view! {
            <dt>{t(visit::ADDRESS)}</dt>
            <dd>{t(visit::MOBILE_PLACE)}</dd>
        }
    });
    let phone = lab.phone.map(|phone| {
        let tel: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! {
            <dt>{t(visit::PHONE)}</dt>
            <dd><a href=format!("tel:{tel}")><Icon name="phone" /> {phone}</a></dd>
        }
    });
    let email = lab.email.map(|email| {
        let href = format!("mailto:{email}");
        view! {
            <dt>{t(visit::EMAIL)}</dt>
            <dd><a href=href><Icon name="mail" /> {email}</a></dd>
        }
    });
    view! {
        <h2>{t(visit::CONTACT)}</h2>
        <dl class="reach">{address} {place} {phone} {email}</dl>
    }
}

/// What the lab works on.
#[component]
fn Projects(lab: String, catalog: Catalog) -> impl IntoView {
    let lang = i18n::lang();
    let links: Vec<_> = catalog
        .projects
        .into_iter()
        .filter(|project| project.lab == lab)
        .map(|project| {
            view! {
                <li>
                    <A href=format!("/ideas?project={}", encode(&project.slug)) attr:class="project-link">
                        <Icon name="flag" />
                        {lang.pick(project.name_de, project.name_en)}
                    </A>
                </li>
            }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <section class="lab-projects" aria-labelledby="projects">
                <h2 id="projects">{t(visit::PROJECTS)}</h2>
                <p class="section-lead">{t(visit::PROJECTS_TEXT)}</p>
                <ul class="project-links">{links}</ul>
            </section>
        }
    })
}

/// A lab as schema.org data.
fn place(lab: &Lab, url: &str) -> Value {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = |h: &Hours| DAYS.get((h.weekday as usize).wrapping_sub(1)).copied();
    let hours: Vec<Value> = lab
        .hours
        .iter()
        .filter_map(|h| {
            Some(json!({
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": format!("https://schema.org/{}", day(h)?),
                "opens": h.from,
                "closes": h.to,
            }))
        })
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": "Place",
        "name": lab.name,
        "url": url,
        "description": i18n::lang().pick(&lab.text_de, &lab.text_en),
        "address": lab.address.as_deref().unwrap_or(&lab.town),
        "publicAccess": true,
        "isAccessibleForFree": true,
    });
    // What is not known is left out instead of being null.
    if let Some(phone) = &lab.phone {
        data["telephone"] = json!(phone);
    }
    if !hours.is_empty() {
        data["openingHoursSpecification"] = Value::Array(hours);
    }
    data
}
