//! One member of staff, and the forms that change what they may.

use leptos::prelude::*;

use super::fields::press;
use crate::{
    api::{People, Person, Unit},
    components::piece,
    domain::Role,
    forms::{FormState, form_state},
    i18n::{self, Text, people, staff, t},
};

/// The name of a lab or a department.
pub(super) fn name_of(unit: &Unit) -> String {
    i18n::lang().pick(unit.name_de.clone(), unit.name_en.clone())
}

/// What somebody is limited to, in words.
pub(super) fn limits(labs: &[String], departments: &[String], all: &People) -> String {
    let name = |units: &[Unit], slug: &String| {
        units.iter().find(|unit| unit.slug == *slug).map_or_else(|| slug.clone(), name_of)
    };
    let labs = labs.iter().map(|slug| name(&all.labs, slug));
    let departments = departments.iter().map(|slug| name(&all.departments, slug));
    let names: Vec<String> = labs.chain(departments).collect();
    if names.is_empty() { t(people::EVERYWHERE).to_owned() } else { names.join(", ") }
}

/// The questions for role and limits.
pub(super) fn rights_fields(
    all: &People,
    (role, labs, departments): (&str, &[String], &[String]),
    (id, form): (&str, Option<&FormState>),
) -> AnyView {
    let errors_at = |field: &str| format!("{id}-{field}-errors");
    let errors = |field: &str| form.map(|form| form.errors(field)).unwrap_or_default();
    let invalid = |field: &str| (!errors(field).is_empty()).then_some("true");
    let wrong = |field: &str| {
        let errors = errors(field).into_iter().map(|why| piece(view! { <p>{why}</p> }));
        piece(view! { <div class="field-errors" id=errors_at(field)>{errors.collect_view()}</div> })
    };
    let roles = Role::ALL.map(|one| {
        let checked = one.as_str() == role;
        piece(view! {
            <label class="account-choice">
                <input type="radio" name="role" value=one.as_str() checked=checked required aria-invalid=invalid("role") />
                <span>
                    <strong>{t(staff::role(one))}</strong>
                    " – "
                    {t(people::role_text(one))}
                </span>
            </label>
        })
    });
    let boxes = |field: &'static str,
                 label: Text,
                 hint: Text,
                 units: &[Unit],
                 chosen: &[String]| {
        let boxes = units.iter().map(|unit| {
                let checked = chosen.contains(&unit.slug);
                piece(view! {
                    <label class="account-choice">
                        <input type="checkbox" name=field value=unit.slug.clone() checked=checked aria-invalid=invalid(field) />
                        <span>{name_of(unit)}</span>
                    </label>
                })
            });
        piece(view! {
            <fieldset class="field" aria-describedby=errors_at(field)>
                <legend>{t(label)}</legend>
                <p class="field-hint">{t(hint)}</p>
                {boxes.collect_view()}
                {wrong(field)}
            </fieldset>
        })
    };
    let of_labs = boxes("labs", people::LABS, people::LABS_HINT, &all.labs, labs);
    let of_departments = boxes(
        "departments",
        people::DEPARTMENTS,
        people::DEPARTMENTS_HINT,
        &all.departments,
        departments,
    );
    piece(view! {
        <fieldset class="field" aria-describedby=errors_at("role")>
            <legend>{t(people::ROLE)}</legend>
            {roles.collect_view()}
            {wrong("role")}
        </fieldset>
        {of_labs}
        {of_departments}
    })
}

/// One row of the list.
pub(super) fn person(one: &Person, me: i64, all: &People) -> AnyView {
    let lang = i18n::lang();
    let you =
        (one.id == me).then(|| piece(view! { <span class="account-tag">{t(people::YOU)}</span> }));
    let off = one.disabled_at.map(|_| {
        piece(view! { <span class="account-tag account-off">{t(people::DISABLED)}</span> })
    });
    let seen = one.seen_at.map(|at| format!(", {} {}", t(people::SEEN), i18n::date_time(lang, at)));
    let factor = if one.second_factor { people::SECURED } else { people::UNSECURED };
    let change = match one.mine_to_change {
        true => change(one, all),
        false => piece(view! { <p class="account-quiet">{t(people::NOT_YOURS)}</p> }),
    };
    piece(view! {
        <li class="account-row">
            <div>
                <strong dir="auto">{one.name.clone()}</strong>
                " "
                <span class="account-mail">{one.email.clone()}</span>
                {you}
                {off}
                <p>
                    {t(staff::role(one.role))} ", " {limits(&one.labs, &one.departments, all)} ", "
                    {t(factor)} {seen}
                </p>
            </div>
            {change}
        </li>
    })
}

fn change(one: &Person, all: &People) -> AnyView {
    let path = format!("/api/staff/people/{}", one.id);
    let about = format!("{}: {}", t(people::CHANGE), one.name);
    let act = |what: &str, label: Text, class: &'static str| {
        press(format!("{path}/{what}"), label, class, one.name.clone())
    };
    let switch = match one.disabled_at {
        None => act("disable", people::DISABLE, "button"),
        Some(_) => act("enable", people::ENABLE, "button"),
    };
    let reset = one.second_factor.then(|| act("reset", people::RESET, "button"));
    let remove = act("remove", people::REMOVE_NOW, "button button-danger");
    let form = form_state("people");
    // A form that came back is that of one of them.
    let form =
        Some(form).filter(|f| f.problem.is_some() && f.value("person") == one.id.to_string());
    let open = form.is_some();
    let chosen = |name: &str, own: &[String]| match &form {
        Some(form) => form.values.get(name).cloned().unwrap_or_default(),
        None => own.to_vec(),
    };
    let (labs, departments) = (chosen("labs", &one.labs), chosen("departments", &one.departments));
    let role = form.as_ref().map_or_else(|| one.role.as_str().to_owned(), |f| f.value("role"));
    let id = format!("person-{}", one.id);
    let rights = rights_fields(all, (&role, &labs, &departments), (&id, form.as_ref()));
    let remove_about = format!("{}: {}", t(people::REMOVE), one.name);
    piece(view! {
        <details class="account-fold" open=open>
            <summary aria-label=about>{t(people::CHANGE)}</summary>
            <form class="account-form" method="post" action=path>
                <input type="hidden" name="person" value=one.id />
                {rights}
                <button class="button button-main">{t(people::SAVE)}</button>
            </form>
            <div class="account-acts">{switch} {reset}</div>
            <details class="account-fold">
                <summary aria-label=remove_about>{t(people::REMOVE)}</summary>
                <p>{t(people::REMOVE_TEXT)}</p>
                {remove}
            </details>
        </details>
    })
}
