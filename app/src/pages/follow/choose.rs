//! A form that says what a follower wants.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    api::{self, Follow, FollowChoice, Problem, encode},
    browser,
    components::{handler, problem_of},
};

/// What the page shows, and what was last done.
#[derive(Clone, Copy)]
pub(super) struct Current {
    /// The token of the link.
    pub(super) token: StoredValue<String>,
    /// What is followed; none once the address is erased.
    pub(super) follow: RwSignal<Option<Follow>>,
    /// Whether something was just saved.
    pub(super) saved: RwSignal<bool>,
    /// What went wrong.
    pub(super) problem: RwSignal<Option<Problem>>,
}

impl Current {
    fn choose(self, action: String) {
        let Some(token) = self.token.try_get_value() else { return };
        self.saved.set(false);
        self.problem.set(None);
        spawn_local(async move {
            match api::choose(&token, &FollowChoice { action }).await {
                Ok(follow) => {
                    self.saved.set(follow.is_some());
                    self.follow.set(follow);
                    browser::after_ms(30, || browser::focus("follow-said"));
                }
                Err(error) => self.problem.set(Some(problem_of(error))),
            }
        });
    }
}

/// A form whose field `action` says what is wanted. Sent by script where there is one.
#[component]
pub(super) fn Choose(
    /// What the page shows.
    current: Current,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<leptos::html::Form>::new();
    let action = format!("/api/follow/{}", encode(&current.token.get_value()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = form.get_untracked() else { return };
        let values = browser::form_values(&form);
        if let Some((_, wanted)) = values.into_iter().find(|(name, _)| name == "action") {
            current.choose(wanted);
        }
    };
    view! {
        <form method="post" action=action class="follow-form" node_ref=form on:submit=handler(submit)>
            {children()}
        </form>
    }
}
