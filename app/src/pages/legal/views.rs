//! The three pages.

use leptos::prelude::*;

use super::{
    operator::{Address, operator},
    parts::parts,
};
use crate::{
    components::PageHead,
    i18n::{Text, common, legal, t},
};

/// The frame of a legal page: heading and lead.
#[component]
fn Frame(title: Text, lead: Text, path: &'static str, children: Children) -> impl IntoView {
    view! {
        <PageHead title=t(title) description=t(lead) path=path />
        <article class="prose legal">
            <h1>{t(title)}</h1>
            <p class="section-lead">{t(lead)}</p>
            {children()}
        </article>
    }
}

/// The operator's address, once it is there.
#[component]
fn Operator(#[prop(optional)] represented: bool) -> impl IntoView {
    let lab = operator();
    view! {
        <Transition>
            {move || Suspend::new(async move {
                view! { <Address lab=lab.await represented=represented /> }
            })}
        </Transition>
    }
}

/// `/privacy`
#[component]
pub(super) fn Privacy() -> impl IntoView {
    let rows = legal::KEPT.iter().map(|(what, long)| {
        view! {
            <tr>
                <th scope="row">{t(*what)}</th>
                <td>{t(*long)}</td>
            </tr>
        }
    });
    view! {
        <Frame title=common::PRIVACY lead=legal::PRIVACY_LEAD path="/privacy">
            <section>
                <h2>{t(legal::CONTROLLER)}</h2>
                <Operator />
            </section>
            {parts(legal::PRIVACY)}
            <section>
                <h2 id="kept">{t(legal::KEPT_TITLE)}</h2>
                <table class="kept" aria-labelledby="kept">
                    <thead>
                        <tr>
                            <th scope="col">{t(legal::KEPT_WHAT)}</th>
                            <th scope="col">{t(legal::KEPT_LONG)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </section>
            {parts(legal::PRIVACY_RIGHTS)}
        </Frame>
    }
}

/// `/imprint`
#[component]
pub(super) fn Imprint() -> impl IntoView {
    view! {
        <Frame title=common::IMPRINT lead=legal::IMPRINT_LEAD path="/imprint">
            <section>
                <h2>{t(legal::OPERATOR)}</h2>
                <Operator represented=true />
            </section>
            {parts(legal::IMPRINT)}
        </Frame>
    }
}

/// `/accessibility`
#[component]
pub(super) fn Accessibility() -> impl IntoView {
    view! {
        <Frame title=common::ACCESSIBILITY lead=legal::ACCESS_LEAD path="/accessibility">
            {parts(legal::ACCESS)}
            <section>
                <h2>{t(legal::FEEDBACK)}</h2>
                <p>{t(legal::FEEDBACK_TEXT)}</p>
                <Operator />
            </section>
            {parts(legal::ACCESS_END)}
        </Frame>
    }
}
