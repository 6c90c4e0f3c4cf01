//! How the sign-up stands, in big words, and what is to be done now.

use leptos::prelude::*;

use super::current::{Act, Current};
use crate::{
    api::{MyRegistration, encode},
    components::{Icon, handler, piece},
    domain::{Date, EventState, RegistrationState},
    i18n::{self, Lang, Text, programme::registration as texts, t},
    pages::programme::sign_up::Rule,
    site,
};

/// How it stands.
pub(super) fn words(lang: Lang, my: &MyRegistration) -> String {
    match my.status {
        RegistrationState::Confirmed if my.confirm_by.is_some() => {
            texts::RESERVED.get(lang).to_owned()
        }
        RegistrationState::Confirmed => texts::CONFIRMED.get(lang).to_owned(),
        RegistrationState::Waitlisted => texts::position(lang, my.position),
        RegistrationState::Offered if my.people > 1 => texts::OFFERED_MANY.get(lang).to_owned(),
        RegistrationState::Offered => texts::OFFERED.get(lang).to_owned(),
        RegistrationState::Cancelled => texts::CANCELLED.get(lang).to_owned(),
    }
}

/// A button that does something in one tap: a form of its own.
#[component]
pub(super) fn Tap(
    /// The sign-up.
    current: Current,
    /// What it does.
    act: Act,
    /// What it says.
    label: Text,
    /// Its icon.
    icon: &'static str,
    /// How it looks.
    class: &'static str,
) -> AnyView {
    let action = format!("/api/registrations/{}", encode(&current.token.get_value()));
    let tap = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        current.act(act);
    };
    let busy = move || (current.busy.get() == Some(act)).then_some("true");
    piece(view! {
        <form method="post" action=action class="tap" on:submit=handler(tap)>
            <input type="hidden" name="action" value=act.as_str() />
            {(act == Act::Confirm).then(|| {
                view! { <input type="hidden" name="code" value=current.code.get_value() /> }
            })}
            <button class=class aria-busy=busy>
                <Icon name=icon />
                {t(label)}
            </button>
        </form>
    })
}

/// The standing.
#[component]
pub(super) fn Stand(
    /// The sign-up.
    current: Current,
) -> AnyView {
    let lang = i18n::lang();
    let my = current.my;
    let status = move || my.with(|my| my.status.as_str());
    let people =
        move || my.with(|my| (my.status.is_open()).then(|| texts::people(lang, my.people)));
    piece(view! {
        <section class="stand" data-state=status aria-labelledby="stand-title">
            <h2 id="stand-title" tabindex="-1">{move || my.with(|my| words(lang, my))}</h2>
            {move || people().map(|people| piece(view! { <p class="stand-people">{people}</p> }))}
            <p class="visually-hidden" role="status">{move || current.said.get()}</p>
            {move || piece(view! { <div class="stand-next">{next(current)}</div> })}
        </section>
    })
}

/// What is to be done now.
fn next(current: Current) -> AnyView {
    let lang = current.lang;
    let today = Date::of(site::now().get_untracked());
    let moment = |at| i18n::moment(lang, at, today);
    let my = current.my.get();
    if my.event_state == EventState::Cancelled {
        return ().into_any();
    }
    let confirm = my.confirm_by.filter(|_| my.status.is_open()).map(|by| {
        piece(view! {
            <p><strong>{texts::confirm_by(lang, &moment(by))}</strong></p>
            // The way leads through the mail, whose link has a code: that is the point of it.
            {if current.code.with_value(String::is_empty) {
                piece(view! { <p>{t(texts::CONFIRM_MAIL)}</p> })
            } else {
                piece(view! { <Tap current=current act=Act::Confirm label=texts::CONFIRM icon="check" class="button button-main" /> })
            }}
        })
    });
    let rest = match my.status {
        RegistrationState::Confirmed if confirm.is_none() && my.editable => {
            piece(view! { <p>{t(texts::CONFIRMED_TEXT)}</p> })
        }
        RegistrationState::Waitlisted if my.editable => piece(view! {
            <p>{t(texts::WAITING_TEXT)}</p>
            <Rule hours=None />
        }),
        RegistrationState::Offered => {
            let until = my.offered_until.map(|until| match my.people {
                1 => texts::offered_until(lang, &moment(until)),
                n => texts::offered_until_many(lang, n, &moment(until)),
            });
            piece(view! {
                <p><strong>{until}</strong></p>
                <div class="stand-taps">
                    <Tap current=current act=Act::Accept label=texts::ACCEPT icon="check" class="button button-main" />
                    <Tap current=current act=Act::Decline label=texts::DECLINE icon="close" class="button" />
                </div>
            })
        }
        _ => ().into_any(),
    };
    piece(view! { {confirm} {rest} })
}

#[cfg(test)]
mod tests {
    use super::{super::current::tests::waiting, *};
    use crate::domain::Timestamp;

    #[test]
    fn how_it_stands_in_words() {
        let said = |my: &MyRegistration| words(Lang::De, my);
        let my = waiting();
        assert_eq!(said(&my), "Warteliste: Platz 3");
        let my = MyRegistration { status: RegistrationState::Confirmed, ..my };
        assert_eq!(said(&my), "Sie sind angemeldet");
        let by = Some(Timestamp(0));
        assert_eq!(
            said(&MyRegistration { confirm_by: by, ..my.clone() }),
            "Ihr Platz ist reserviert"
        );
        let my = MyRegistration { status: RegistrationState::Offered, ..my };
        assert_eq!(said(&my), "Ein Platz ist frei für Sie");
        assert_eq!(said(&MyRegistration { people: 3, ..my }), "Plätze sind frei für Sie");
    }
}
