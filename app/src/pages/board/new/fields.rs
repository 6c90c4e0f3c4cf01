//! The fields of the form.

use leptos::{ev, prelude::*, web_sys};

use super::{
    model::{FORM, FormModel},
    rules,
};
use crate::{
    api::{Catalog, NewIdea, Topic},
    components::{FieldGroup, FieldShell, Icon, field_ids, handler, textarea_html},
    domain::{Affiliation, TEXT_MAX, TITLE_MAX},
    held::{Derived, memo},
    i18n::{self, Text, common, form, t},
};

/// `aria-invalid` while a field has errors.
fn invalid(errors: Signal<Vec<String>>) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync {
    move || errors.with(|e| (!e.is_empty()).then_some("true"))
}

/// How many characters are left, near the limit: seen at every key, heard in steps.
#[component]
fn Counter(
    /// How many are left; none while that is not worth a word.
    left: Derived<Option<i64>>,
) -> impl IntoView {
    let lang = i18n::lang();
    let step = memo(move || left.get().map(rules::remaining_spoken));
    view! {
        <p class="counter" class:counter-over=move || left.get().is_some_and(|left| left < 0) aria-hidden="true">
            {move || left.get().map(|left| form::remaining(lang, left))}
        </p>
        <p class="visually-hidden" role="status">
            {move || step.get().map(|step| form::remaining_spoken(lang, step))}
        </p>
    }
}

/// One line that says what it is about.
#[component]
pub(super) fn TitleField(model: FormModel, value: String) -> impl IntoView {
    let (id, described) = field_ids(FORM, "title");
    let errors = model.errors("title");
    let left = memo(move || {
        model.raw.with(|raw| rules::remaining(rules::length(&raw.title, true), TITLE_MAX))
    });
    view! {
        <FieldShell form=FORM name="title" label=t(form::FIELD_TITLE) hint=t(form::HINT_TITLE) errors=errors>
            <input
                id=id
                type="text"
                name="title"
                value=value
                required
                autocomplete="off"
                enterkeyhint="next"
                aria-describedby=described
                aria-invalid=invalid(errors)
            />
            <Counter left=left />
        </FieldShell>
    }
}

/// The idea in as many words as it needs.
#[component]
pub(super) fn TextField(model: FormModel, value: String) -> impl IntoView {
    let (id, described) = field_ids(FORM, "text");
    let errors = model.errors("text");
    let left = memo(move || {
        model.raw.with(|raw| rules::remaining(rules::length(&raw.text, false), TEXT_MAX))
    });
    let html = textarea_html(&value);
    view! {
        <FieldShell form=FORM name="text" label=t(form::FIELD_TEXT) hint=t(form::HINT_TEXT) errors=errors>
            <textarea
                id=id
                name="text"
                rows="6"
                required
                aria-describedby=described
                aria-invalid=invalid(errors)
                inner_html=html
            ></textarea>
            <Counter left=left />
        </FieldShell>
    }
}

/// The topic, one tap.
#[component]
pub(super) fn TopicField(model: FormModel, value: String, topics: Vec<Topic>) -> impl IntoView {
    let lang = i18n::lang();
    let errors = model.errors("topic");
    let none = topics.is_empty();
    let chips = topics.into_iter().map(|topic| {
        let checked = topic.slug == value;
        view! {
            <label class="chip chip-choice" data-colour=topic.colour>
                <input type="radio" name="topic" value=topic.slug checked=checked required />
                <Icon name=topic.icon />
                {lang.pick(topic.name_de, topic.name_en)}
            </label>
        }
    });
    let chips = chips.collect_view();
    view! {
        <FieldGroup form=FORM name="topic" label=t(form::FIELD_TOPIC) errors=errors>
            <div class="choices">{chips}</div>
            {none.then(|| view! { <p class="field-hint">{t(form::NO_TOPICS)}</p> })}
        </FieldGroup>
    }
}

/// One option of a select; several with the same group stand together.
struct Choice {
    value: String,
    text: String,
    group: Option<String>,
}

/// A select in its frame.
fn select(
    model: FormModel,
    name: &'static str,
    texts: [Text; 3],
    chosen: String,
    choices: Vec<Choice>,
) -> impl IntoView {
    let [label, hint, none] = texts;
    let (id, described) = field_ids(FORM, name);
    let errors = model.errors(name);
    let mut groups: Vec<(Option<String>, Vec<Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut().filter(|(group, _)| *group == choice.group) {
            Some((_, list)) => list.push(choice),
            None => groups.push((choice.group.clone(), vec![choice])),
        }
    }
    let nothing = chosen.is_empty();
    let groups = groups.into_iter().map(|(group, choices)| {
        let options = choices.into_iter().map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.text}</option> }
        });
        let options = options.collect_view();
        match group {
            Some(group) => view! { <optgroup label=group>{options}</optgroup> }.into_any(),
            None => options.into_any(),
        }
    });
    let groups = groups.collect_view();
    view! {
        <FieldShell form=FORM name=name label=t(label) hint=t(hint) optional=true errors=errors>
            <select id=id name=name aria-describedby=described aria-invalid=invalid(errors)>
                <option value="" selected=nothing>{t(none)}</option>
                {groups}
            </select>
        </FieldShell>
    }
}

/// Everything that may be left out. It opens by itself where it holds something.
#[component]
pub(super) fn MoreFields(model: FormModel, first: NewIdea, catalog: Catalog) -> impl IntoView {
    let lang = i18n::lang();
    let name_of =
        |slug: &str| catalog.labs.iter().find(|lab| lab.slug == slug).map(|lab| lab.name.clone());
    let projects = catalog.projects.iter().map(|p| Choice {
        value: p.slug.clone(),
        text: lang.pick(p.name_de.clone(), p.name_en.clone()),
        group: name_of(&p.lab),
    });
    let projects: Vec<_> = projects.collect();
    let labs = catalog.labs.into_iter();
    let labs: Vec<_> =
        labs.map(|lab| Choice { value: lab.slug, text: lab.name, group: None }).collect();
    let affiliations = Affiliation::ALL.map(|a| Choice {
        value: a.as_str().to_owned(),
        text: t(common::affiliation(a)).to_owned(),
        group: None,
    });
    let toggled = move |event: ev::Event| {
        model.more.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <details class="more" open=move || model.more.get() on:toggle=handler(toggled)>
            <summary>
                <span class="more-title">{t(form::MORE)}</span>
                <span class="more-note">{t(form::MORE_NOTE)}</span>
            </summary>
            {(!labs.is_empty()).then(|| {
                select(model, "lab", [form::FIELD_LAB, form::HINT_LAB, form::NO_LAB], first.lab, labs)
            })}
            {(!projects.is_empty()).then(|| {
                let texts = [form::FIELD_PROJECT, form::HINT_PROJECT, form::NO_PROJECT];
                select(model, "project", texts, first.project, projects)
            })}
            <LineField
                model=model
                name="author"
                kind="text"
                autocomplete="name"
                label=form::FIELD_AUTHOR
                hint=form::HINT_AUTHOR
                value=first.author
            />
            {select(
                model,
                "affiliation",
                [form::FIELD_AFFILIATION, form::HINT_AFFILIATION, form::NO_AFFILIATION],
                first.affiliation,
                affiliations.into_iter().collect(),
            )}
            <LineField
                model=model
                name="email"
                kind="email"
                autocomplete="email"
                label=form::FIELD_EMAIL
                hint=form::HINT_EMAIL
                value=first.email
            />
        </details>
    }
}

/// An optional field of one line.
#[component]
fn LineField(
    model: FormModel,
    name: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    label: Text,
    hint: Text,
    value: String,
) -> impl IntoView {
    let (id, described) = field_ids(FORM, name);
    let errors = model.errors(name);
    view! {
        <FieldShell form=FORM name=name label=t(label) hint=t(hint) optional=true errors=errors>
            <input
                id=id
                type=kind
                name=name
                value=value
                autocomplete=autocomplete
                aria-describedby=described
                aria-invalid=invalid(errors)
            />
        </FieldShell>
    }
}
