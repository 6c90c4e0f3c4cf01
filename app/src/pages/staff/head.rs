//! What stands over the queue: what it is about, who is here, which part is shown, which labs
//! publish first.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate, params::ParamsMap};

use super::{
    desk::{Desk, Dialog},
    dom,
    filter::Filter,
};
use crate::{
    api::{self, Catalog, Evening, Me, WaitingKind},
    browser,
    components::{Icon, handler, lab_of, piece},
    held::{Derived, Held, memo},
    i18n::{Text, common, desk as words, staff, t},
    site,
};

/// For so many hours a lab may publish first in one go.
const HOURS: [u32; 3] = [1, 3, 6];

/// The head of the queue.
#[component]
pub(super) fn Head(
    /// The desk.
    desk: Desk,
    /// Who is signed in.
    me: Me,
    /// Names of labs and topics.
    catalog: Held<Catalog>,
    /// How many wait in what is shown.
    total: Derived<u64>,
) -> AnyView {
    let labs = catalog.with_untracked(|c| {
        let mine = |slug: &str| me.labs.is_empty() || me.labs.iter().any(|lab| lab == slug);
        let labs = c.labs.iter().filter(|lab| mine(&lab.slug));
        labs.map(|lab| (lab.slug.clone(), lab.name.clone())).collect::<Vec<_>>()
    });
    piece(view! {
        <div class="queue-head">
            <div class="queue-head-title">
                <h1>{t(staff::QUEUE)}</h1>
                <p class="queue-count">{move || staff::waiting(desk.lang, total.get())}</p>
            </div>
            <Duty desk=desk />
            <div class="queue-head-tools">
                <Filters desk=desk labs=labs.clone() catalog=catalog />
                <Evenings desk=desk labs=labs catalog=catalog />
                <button type="button" class="button queue-help alive-only" on:click=handler(move |_| desk.dialog.set(Some(Dialog::Help)))>
                    <Icon name="bell" />
                    <span>{t(words::HELP)}</span>
                </button>
            </div>
        </div>
    })
}

/// Who is here.
#[component]
fn Duty(desk: Desk) -> AnyView {
    let people = memo(move || desk.on_duty());
    let you = t(words::YOU);
    let label = t(words::ON_DUTY);
    piece(view! {
        <div class="queue-duty" class:gone=move || people.with(Vec::is_empty)>
            <span id="queue-duty">{label}</span>
            <ul aria-labelledby="queue-duty">
                {move || people.get().into_iter().map(|(id, name)| {
                    let mine = id == desk.me;
                    let first = name.chars().next().map(|c| c.to_uppercase().to_string());
                    let name = if mine { you.to_owned() } else { name };
                    piece(view! {
                        <li class:queue-duty-me=mine>
                            <span class="queue-face" aria-hidden="true">{first}</span>
                            <span dir="auto">{name}</span>
                        </li>
                    })
                }).collect_view()}
            </ul>
        </div>
    })
}

/// A choice of the filters.
fn select(
    name: &'static str,
    label: Text,
    chosen: &str,
    options: Vec<(String, String)>,
) -> AnyView {
    let id = format!("queue-{name}");
    let none = chosen.is_empty();
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        piece(view! { <option value=value selected=selected>{text}</option> })
    });
    let options: Vec<AnyView> = options.collect();
    piece(view! {
        <div class="field">
            <label for=id.clone()>{t(label)}</label>
            <select id=id name=name>
                <option value="" selected=none>{t(words::ALL)}</option>
                {options}
            </select>
        </div>
    })
}

/// Lab, topic and kind: a form that gets its address, a sheet on a phone.
#[component]
fn Filters(desk: Desk, labs: Vec<(String, String)>, catalog: Held<Catalog>) -> AnyView {
    let filter = desk.filter.get_untracked();
    let set = filter.set();
    let topics = catalog.with_untracked(|c| {
        let topics = c.topics.iter().map(|topic| {
            (topic.slug.clone(), desk.lang.pick(&topic.name_de, &topic.name_en).clone())
        });
        topics.collect::<Vec<_>>()
    });
    let counts = desk.counts.get_untracked();
    let kinds = WaitingKind::ALL.map(|kind| {
        let label = format!("{} ({})", t(words::kinds(kind)), counts.of(kind));
        (kind.segment().to_owned(), label)
    });
    let sheet = NodeRef::<leptos::html::Details>::new();
    let navigate = use_navigate();
    let go = move |form: &leptos::web_sys::HtmlFormElement| {
        let mut params = ParamsMap::new();
        for (name, value) in browser::form_values(form) {
            params.insert(name, value);
        }
        let options = NavigateOptions { scroll: false, replace: true, ..Default::default() };
        navigate(&Filter::from_params(&params).href(), options);
    };
    let submit = {
        let go = go.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            go(&event_target(&event));
        }
    };
    // Choosing is enough.
    let changed = move |event: leptos::ev::Event| {
        if let Some(form) = event_target::<leptos::web_sys::HtmlSelectElement>(&event).form() {
            go(&form);
        }
    };
    let close = move || {
        if let Some(sheet) = sheet.get_untracked() {
            sheet.set_open(false);
            browser::focus(dom::FILTER);
        }
    };
    let keys = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let chosen = chosen(&filter, &labs, &topics);
    piece(view! {
        <details class="sheet" node_ref=sheet on:keydown=handler(keys)>
            <summary class="button" id=dom::FILTER>
                <Icon name="filter" />
                <span class="queue-chosen">{chosen.unwrap_or_else(|| t(words::FILTER).to_owned())}</span>
                {(set > 0).then(|| piece(view! { <span class="badge">{set.to_string()}</span> }))}
            </summary>
            <div class="sheet-body" on:change=handler(changed)>
                <div class="sheet-head">
                    <h2>{t(words::FILTER)}</h2>
                    <button type="button" class="button button-icon alive-only" aria-label=t(common::CLOSE) on:click=handler(move |_| close())>
                        <Icon name="close" />
                    </button>
                </div>
                <form method="get" action="/staff/queue" on:submit=handler(submit)>
                    {select("kind", words::KIND, &filter.kind, kinds.to_vec())}
                    {select("lab", words::LAB, &filter.lab, labs)}
                    {select("topic", words::TOPIC, &filter.topic, topics)}
                    <div class="sheet-actions">
                        <button class="button button-main">{t(words::FILTER_GO)}</button>
                        <a href="/staff/queue" class="button">{t(words::FILTER_RESET)}</a>
                    </div>
                </form>
            </div>
        </details>
    })
}

/// What is chosen, in a line; none where everything is shown.
fn chosen(
    filter: &Filter,
    labs: &[(String, String)],
    topics: &[(String, String)],
) -> Option<String> {
    let name = |of: &[(String, String)], slug: &str| {
        of.iter().find(|(s, _)| s == slug).map(|(_, name)| name.clone())
    };
    let kind = WaitingKind::from_segment(&filter.kind).map(|kind| t(words::kinds(kind)).to_owned());
    let all = [kind, name(labs, &filter.lab), name(topics, &filter.topic)];
    let all: Vec<String> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(" · "))
}

/// Which labs publish first, and for how long still.
#[component]
fn Evenings(desk: Desk, labs: Vec<(String, String)>, catalog: Held<Catalog>) -> AnyView {
    let now = site::now();
    let on = memo(move || {
        let now = now.get();
        let evenings = desk.evenings.get().into_iter();
        let left = evenings.filter_map(|evening| {
            let left = evening.until?.0 - now.0;
            (left > 0).then(|| (evening.lab, (left + 30_000) / 60_000))
        });
        left.collect::<Vec<(String, i64)>>()
    });
    let title = t(words::EVENING);
    let summary = move || {
        on.with(|on| match on.as_slice() {
            [] => title.to_owned(),
            [(lab, minutes)] => {
                let lab = catalog.with_untracked(|c| lab_of(c, lab));
                format!("{title}: {lab}, {}", words::left(desk.lang, *minutes))
            }
            many => format!("{title} ({})", many.len()),
        })
    };
    let rows = labs
        .into_iter()
        .map(|(slug, name)| piece(view! { <Lab desk=desk slug=slug name=name on=on /> }));
    let rows: Vec<AnyView> = rows.collect();
    piece(view! {
        <details class="sheet queue-evening" class:queue-evening-on=move || !on.with(Vec::is_empty)>
            <summary class="button">
                <Icon name="moon" />
                <span>{move || summary()}</span>
            </summary>
            <div class="sheet-body">
                <div class="sheet-head"><h2>{title}</h2></div>
                <p class="field-hint">{t(words::EVENING_HINT)}</p>
                <ul>{rows}</ul>
            </div>
        </details>
    })
}

/// The switch of one lab.
#[component]
fn Lab(desk: Desk, slug: String, name: String, on: Derived<Vec<(String, i64)>>) -> AnyView {
    let path = format!("/api/staff/labs/{}/evening", api::encode(&slug));
    let slug = Held::new(slug);
    let left = memo(move || {
        on.with(|on| {
            on.iter().find(|(lab, _)| slug.with_untracked(|s| s == lab)).map(|(_, left)| *left)
        })
    });
    let off = t(words::EVENING_OFF);
    let state =
        move || left.get().map_or(off.to_owned(), |minutes| words::left(desk.lang, minutes));
    let set = move |minutes: u32| {
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            desk.set_evening(slug.get_untracked(), minutes);
        }
    };
    let button = |minutes: u32, label: String, path: String| {
        piece(view! {
            <form method="post" action=path on:submit=handler(set(minutes))>
                <input type="hidden" name="minutes" value=minutes />
                <button class="button">{label}</button>
            </form>
        })
    };
    let begin: Vec<AnyView> =
        HOURS.map(|h| button(h * 60, words::hours(desk.lang, h), path.clone())).into();
    let end = button(0, t(words::EVENING_END).to_owned(), path);
    piece(view! {
        <li>
            <p><strong>{name}</strong> " " <span>{move || state()}</span></p>
            <div class="queue-hours" class:gone=move || left.get().is_some()>{begin}</div>
            <div class="queue-hours" class:gone=move || left.get().is_none()>{end}</div>
        </li>
    })
}

impl Desk {
    fn set_evening(self, lab: String, minutes: u32) {
        spawn_local(async move {
            match api::evening(&lab, minutes).await {
                Ok(now) => {
                    self.trouble.set(None);
                    self.evenings.try_update(|all: &mut Vec<Evening>| {
                        all.retain(|evening| evening.lab != now.lab);
                        all.push(now);
                    });
                }
                Err(error) => self.fail(error, "", staff::NOT_LOADED),
            }
        });
    }
}
