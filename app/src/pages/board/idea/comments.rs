//! What others say: comments with one level of replies, and the form to add one.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::{
    State,
    join::invalid,
    just_did,
    report::ReportForm,
    story::{byline, paragraphs},
};
use crate::{
    api::{self, ActivityKind, Comment, CommentPage, LiveEvent, NewComment, Problem},
    browser,
    components::{
        Ago, Notice, ProblemNotice, effect, handler, problem_of, support::PARTICIPATES,
        textarea_html,
    },
    domain::{Affiliation, CommentDraft},
    forms::form_state,
    i18n::{self, board, common, t},
    live,
};

/// The comments on the page, kept current.
#[derive(Clone, Copy)]
pub(super) struct Thread {
    list: RwSignal<Vec<Comment>>,
    next: StoredValue<Option<String>>,
}

impl Thread {
    /// A page of comments.
    pub(super) fn new(page: CommentPage) -> Self {
        Self { list: RwSignal::new(page.items), next: StoredValue::new(page.next) }
    }

    /// Takes in what the live stream says.
    pub(super) fn hear(self, event: &LiveEvent) {
        if let Some(comment) = event.comment.clone() {
            let old = self.list.with_untracked(|list| list.iter().position(|c| c.id == comment.id));
            if let Some(at) = old {
                // Hidden, shown again, or worded anew.
                if self.list.with_untracked(|list| list.get(at) != Some(&comment)) {
                    self.list.update(|list| list[at] = comment);
                }
            } else {
                let author =
                    comment.author.clone().unwrap_or_else(|| t(board::ANONYMOUS).to_owned());
                self.list.update(|list| list.push(comment));
                if event.kind == ActivityKind::CommentPublished {
                    live::say(board::comment_arrived(i18n::lang(), &author));
                }
            }
        } else if let Some(id) = event.comment_id
            && matches!(event.kind, ActivityKind::CommentDeclined | ActivityKind::CommentUndone)
        {
            self.list.update(|list| list.retain(|c| c.id != id));
        }
    }

    /// Asks once more for the comments of the first page: some have come along with another idea,
    /// or gone home with it. Those of later pages stay as they are.
    pub(super) fn renew(self, idea: i64) {
        let first = use_query_map().with_untracked(|query| query.get("comments").is_none());
        if first {
            spawn_local(async move {
                if let Ok(page) = api::comments(idea, "").await {
                    self.list.set(page.items);
                }
            });
        }
    }

    /// Comments without a parent, oldest first.
    fn roots(self) -> Vec<Comment> {
        self.list.with(|list| {
            let mut roots: Vec<_> = list.iter().filter(|c| c.reply_to.is_none()).cloned().collect();
            roots.sort_by_key(|c| c.id);
            roots
        })
    }

    /// Replies to a comment, oldest first.
    fn replies(self, to: i64) -> Vec<Comment> {
        self.list.with(|list| {
            let mut replies: Vec<_> =
                list.iter().filter(|c| c.reply_to == Some(to)).cloned().collect();
            replies.sort_by_key(|c| c.id);
            replies
        })
    }
}

/// All comments, and the form.
#[component]
pub(super) fn Comments(state: State, thread: Thread) -> impl IntoView {
    let lang = i18n::lang();
    let id = state.id();
    let open = move || state.idea.with(|i| i.card.status.is_open());
    let next = thread.next.get_value();
    view! {
        <section class="comments" id="comments" aria-labelledby="comments-title">
            <h2 id="comments-title">{move || common::comments(lang, state.idea.with(|i| i.card.comments))}</h2>
            {move || thread.list.with(Vec::is_empty).then(|| view! { <p class="muted">{t(board::NO_COMMENTS)}</p> })}
            <ol class="comment-list">
                <For each=move || thread.roots() key=version let:comment>
                    <li>
                        <One comment=comment.clone() state=state can_reply=true />
                        <ol class="comment-list replies">
                            <For each=move || thread.replies(comment.id) key=version let:reply>
                                <li><One comment=reply state=state can_reply=false /></li>
                            </For>
                        </ol>
                    </li>
                </For>
            </ol>
            {next.map(|next| view! {
                <p><a href=format!("/ideas/{id}?comments={next}#comments") class="button">{t(board::MORE_COMMENTS)}</a></p>
            })}
            <div class:gone=move || !open()>
                <CommentForm idea=id reply_to=None />
            </div>
        </section>
    }
}

/// A comment that was hidden or worded anew is drawn anew.
fn version(comment: &Comment) -> (i64, bool, String) {
    (comment.id, comment.hidden.is_some(), comment.text.clone())
}

/// The place of a comment that was hidden, and why it was.
fn hidden(id: i64, why: String) -> AnyView {
    view! {
        <article class="comment comment-hidden" id=format!("comment-{id}")>
            <p>{t(board::COMMENT_HIDDEN)}</p>
            <p class="hidden-why"><strong>{t(board::HIDDEN_WHY)} ": "</strong> {why}</p>
        </article>
    }
    .into_any()
}

#[component]
fn One(comment: Comment, state: State, can_reply: bool) -> AnyView {
    let id = comment.id;
    if let Some(why) = comment.hidden {
        return hidden(id, why);
    }
    let idea = state.id();
    let open = move || state.idea.with(|i| i.card.status.is_open());
    view! {
        <article class="comment" id=format!("comment-{id}")>
            <p class="comment-by">
                {byline(comment.author, comment.affiliation)}
                <Ago at=comment.at />
                {comment.reworded.then(|| view! { <em class="reworded">{t(board::REWORDED)}</em> })}
            </p>
            {paragraphs(&comment.text)}
            <div class="comment-actions">
                {can_reply.then(|| view! {
                    <details class="fold" class:gone=move || !open()>
                        <summary class="button button-quiet">{t(board::REPLY)}</summary>
                        <CommentForm idea=idea reply_to=Some(id) />
                    </details>
                })}
                <ReportForm action=format!("/api/comments/{id}/reports") id=id comment=Some(id) />
            </div>
        </article>
    }
    .into_any()
}

/// The form for a comment or a reply.
#[component]
fn CommentForm(idea: i64, reply_to: Option<i64>) -> impl IntoView {
    let lang = i18n::lang();
    let failed = form_state("comment");
    let mine = failed.value("reply_to") == reply_to.map(|id| id.to_string()).unwrap_or_default();
    let failed = if mine { failed } else { crate::forms::FormState::default() };
    let problem = RwSignal::new(failed.problem.clone());
    let sending = RwSignal::new(false);
    let done = RwSignal::new(None::<bool>);
    // One key per text: a second tap, or a retry after a lost answer, never doubles a comment.
    let key = RwSignal::new(None::<(NewComment, String)>);
    let form = NodeRef::<leptos::html::Form>::new();
    let draft = reply_to.map_or("comment", |_| "reply");
    let draft_id = reply_to.unwrap_or(idea);
    // Which of the forms a plain post came from is not known: none of them offers it again.
    let sent = just_did(&["comment", "published"]);
    effect(move || {
        if let Some(form) = form.get() {
            browser::keep_form(&form, draft, draft_id, sent);
        }
    });
    let wrong = move |field: &'static str| {
        Signal::derive(move || {
            problem.with(|p: &Option<Problem>| {
                p.as_ref().and_then(|p| p.fields.get(field)).cloned().unwrap_or_default()
            })
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(element) = form.get_untracked().filter(|_| !sending.get_untracked()) else {
            return;
        };
        let values = browser::form_values(&element);
        let get = |name: &str| {
            values.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default()
        };
        let new = NewComment {
            text: get("text"),
            author: get("author"),
            affiliation: get("affiliation"),
            reply_to,
        };
        if let Err(errors) = CommentDraft::parse(&new) {
            problem.set(Some(invalid(lang, &errors)));
            browser::focus(&format!("{draft}-{draft_id}-text"));
            return;
        }
        let kept = key.get_untracked().filter(|(text, _)| *text == new).map(|(_, key)| key);
        let this = kept.unwrap_or_else(browser::random_key);
        key.set(Some((new.clone(), this.clone())));
        sending.set(true);
        spawn_local(async move {
            match api::create_comment(idea, &new, &this).await {
                Ok(created) => {
                    browser::store(PARTICIPATES, "1");
                    browser::forget_form(draft, draft_id);
                    element.reset();
                    problem.set(None);
                    done.set(Some(created.published));
                }
                Err(error) => problem.set(Some(problem_of(error))),
            }
            sending.set(false);
        });
    };
    let prefix = format!("{draft}-{draft_id}");
    let label = t(if reply_to.is_some() { board::REPLY_LABEL } else { board::COMMENT });
    let chosen = failed.value("affiliation");
    let options = Affiliation::ALL.map(|a| {
        let selected = chosen == a.as_str();
        view! { <option value=a.as_str() selected=selected>{t(common::affiliation(a))}</option> }
    });
    let text_wrong = wrong("text");
    let author_wrong = wrong("author");
    view! {
        <form
            class="comment-form"
            method="post"
            action=format!("/api/ideas/{idea}/comments")
            node_ref=form
            on:submit=handler(submit)
            novalidate
        >
            {move || done.get().map(|published| {
                view! { <Notice>{t(if published { board::COMMENT_DONE } else { board::COMMENT_WAITS })}</Notice> }
            })}
            {move || problem.get().map(|problem| view! { <ProblemNotice problem=problem /> })}
            {reply_to.map(|id| view! { <input type="hidden" name="reply_to" value=id /> })}
            <div class="field">
                <label for=format!("{prefix}-text")>{label}</label>
                <textarea
                    id=format!("{prefix}-text")
                    name="text"
                    rows="4"
                    maxlength="2000"
                    aria-describedby=format!("{prefix}-text-errors")
                    aria-invalid=move || (!text_wrong.get().is_empty()).then_some("true")
                    inner_html=textarea_html(&failed.value("text"))
                ></textarea>
                <div class="field-errors" id=format!("{prefix}-text-errors") aria-live="polite">
                    {move || text_wrong.get().into_iter().map(|e| view! { <p>{e}</p> }).collect_view()}
                </div>
            </div>
            <div class="field-row">
                <div class="field">
                    <label for=format!("{prefix}-author")>
                        {t(board::NAME)} <span class="field-optional">{t(common::OPTIONAL)}</span>
                    </label>
                    <input
                        id=format!("{prefix}-author")
                        name="author"
                        value=failed.value("author")
                        maxlength="80"
                        autocomplete="given-name"
                        aria-describedby=format!("{prefix}-author-errors")
                    />
                    <div class="field-errors" id=format!("{prefix}-author-errors") aria-live="polite">
                        {move || author_wrong.get().into_iter().map(|e| view! { <p>{e}</p> }).collect_view()}
                    </div>
                </div>
                <div class="field">
                    <label for=format!("{prefix}-affiliation")>
                        {t(board::AFFILIATION)} <span class="field-optional">{t(common::OPTIONAL)}</span>
                    </label>
                    <select id=format!("{prefix}-affiliation") name="affiliation">
                        <option value="">{t(board::AFFILIATION_NONE)}</option>
                        {options}
                    </select>
                </div>
            </div>
            <button class="button button-main" aria-busy=move || sending.get().to_string()>
                {move || t(if sending.get() { common::SENDING } else { board::COMMENT_SEND })}
            </button>
        </form>
    }
}
