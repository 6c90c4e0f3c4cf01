//! What the team knows beyond what was sent: why it was held, what was asked, who wrote it, how
//! it read before.

use leptos::prelude::*;

use crate::{
    api::{self, Question, Trust, Waiting, WaitingKind, Wording},
    components::{Ago, Icon, handler, piece},
    domain::TrustRule,
    i18n::{desk as words, t},
    pages::staff::{
        actions::back_to,
        desk::Desk,
        events::{Key, key_of},
    },
};

/// What is to be known before reading: public already, held, asked.
pub(super) fn told(desk: Desk, item: &Waiting) -> AnyView {
    let unseen = item.unseen.then(|| {
        piece(view! {
            <p class="queue-note queue-unseen">
                <Icon name="moon" />
                <span><strong>{t(words::UNSEEN)} ". "</strong> {t(words::UNSEEN_TEXT)}</span>
            </p>
        })
    });
    let held = (!item.held.is_empty()).then(|| {
        let why: Vec<&str> = item.held.iter().map(|reason| t(words::held(*reason))).collect();
        piece(view! {
            <p class="queue-note queue-held">
                <Icon name="alert" />
                <span><strong>{t(words::HELD)} ": "</strong> {why.join(", ")}</span>
            </p>
        })
    });
    let asked = item.question.clone().map(asked);
    let original = item.original.clone().map(|original| original_of(desk, key_of(item), original));
    piece(view! { {unseen} {held} {asked} {original} })
}

/// What was asked and answered.
fn asked(question: Question) -> AnyView {
    let answer = question.answer.zip(question.answered_at).map(|(answer, at)| {
        piece(view! {
            <h3>{t(words::ANSWERED)} " " <Ago at=at /></h3>
            <div class="queue-text queue-answer" dir="auto">{answer}</div>
        })
    });
    piece(view! {
        <section class="queue-asked">
            <h3>{t(words::ASKED)} " " <Ago at=question.asked_at /></h3>
            <div class="queue-text" dir="auto">{question.text}</div>
            {answer}
        </section>
    })
}

/// How the author wrote it, and the way back to that.
fn original_of(desk: Desk, key: Key, original: Wording) -> AnyView {
    let back = desk.filter.with_untracked(|filter| api::encode(&filter.item_href(key)));
    let path = format!("/api/staff/{}/{}/wording/undo?back={back}", key.0.segment(), key.1);
    let restore = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.reword_back(key);
    };
    let mine = matches!(key.0, WaitingKind::Idea | WaitingKind::Comment);
    let title = (!original.title.is_empty())
        .then(|| piece(view! { <p dir="auto"><strong>{original.title}</strong></p> }));
    piece(view! {
        <details class="queue-original">
            <summary>
                <Icon name="pencil" />
                <span><em>{t(words::REWORDED_MARK)}</em> " – " {t(words::ORIGINAL)}</span>
            </summary>
            {title}
            <div class="queue-text" dir="auto">{original.text}</div>
            {mine.then(|| piece(view! {
                <form method="post" action=path on:submit=handler(restore)>
                    <button class="button">
                        <Icon name="undo" />
                        {t(words::ORIGINAL_BACK)}
                    </button>
                </form>
            }))}
        </details>
    })
}

/// How far whoever wrote it is trusted, and the switch of that.
pub(super) fn known(desk: Desk, item: &Waiting) -> AnyView {
    let key = key_of(item);
    let Some(Trust { published, trusted, rule }) = item.trust else { return ().into_any() };
    let said = words::trust(desk.lang, published, trusted, rule);
    // Who is trusted hardly waits any more: what was reported leads to them, too.
    let subject = match &item.comment {
        Some(comment) => (WaitingKind::Comment, comment.id),
        None => (WaitingKind::Idea, item.idea.card.id),
    };
    let path = format!("/api/staff/{}/{}/trust", subject.0.segment(), subject.1);
    let choices = TrustRule::ALL.map(|choice| {
        let choose = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            desk.trust(key, subject, choice);
        };
        let current = choice == rule;
        piece(view! {
            <button class="button" name="rule" value=choice.as_str() aria-pressed=current.to_string() on:click=handler(choose)>
                {t(words::trust_rule(choice))}
            </button>
        })
    });
    piece(view! {
        <details class="queue-trust" data-trusted=trusted.to_string()>
            <summary>
                <Icon name="user" />
                <span>{said}</span>
            </summary>
            <p class="field-hint">{t(words::TRUST_HINT)}</p>
            <form method="post" action=path>{back_to(desk, Some(key))} {Vec::from(choices)}</form>
        </details>
    })
}
