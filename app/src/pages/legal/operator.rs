//! Who runs the site: the first fixed lab, as its data say.

use leptos::prelude::*;

use crate::{
    api::{self, Lab},
    components::Icon,
    data::{self, Data},
    i18n::{self, legal, t},
};

/// The lab whose address stands for the operator; none where nobody entered one.
pub(super) fn operator() -> Data<Option<Lab>> {
    data::load(
        || (),
        |()| async {
            let labs = api::labs().await.map(|page| page.items).unwrap_or_default();
            labs.into_iter().find(|lab| !lab.mobile && lab.address.is_some())
        },
    )
}

/// Name, address and ways to reach it.
#[component]
pub(super) fn Address(
    /// The lab.
    lab: Option<Lab>,
    /// Whether it is said who acts for the town.
    #[prop(optional)]
    represented: bool,
) -> impl IntoView {
    let lang = i18n::lang();
    let Some(lab) = lab else {
        return view! { <p class="legal-note">{t(legal::OPERATOR_MISSING)}</p> }.into_any();
    };
    let phone = lab.phone.map(|phone| {
        let tel: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        view! {
            <a class="legal-way" href=format!("tel:{tel}")>
                <Icon name="phone" />
                {phone}
            </a>
        }
    });
    let email = lab.email.map(|email| {
        let href = format!("mailto:{email}");
        view! {
            <a class="legal-way" href=href>
                <Icon name="mail" />
                {email}
            </a>
        }
    });
    view! {
        <address class="legal-address">
            <strong>{legal::town(lang, &lab.town)}</strong>
            <span>{lab.name}</span>
            <span>{lab.address}</span>
            {phone}
            {email}
        </address>
        {represented.then(|| view! { <p>{legal::represented(lang, &lab.town)}</p> })}
    }
    .into_any()
}
