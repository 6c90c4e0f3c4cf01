//! The desk of a member of staff: the queue as signals, and what is done with it.
//!
//! Answers come when nobody knows the page's context any more: so the desk carries along what
//! it needs of it.

mod asking;
mod deciding;
mod hearing;
mod many;
mod naming;
mod undoing;
mod watching;

use leptos::task::spawn_local;

use super::{
    decisions::Decisions, dom, events::Key, filter::Filter, queue_state::Queue,
    selection::Selection,
};
use crate::{
    api::{
        self, ApiError, Evening, Me, Present, QueueCounts, QueuePage, Template, Waiting,
        WaitingKind,
    },
    browser,
    held::Held,
    i18n::{self, Lang, Text, staff},
};
pub(super) use naming::title_of;

/// With fewer things than this the next page is loaded before anybody asks.
const FEW: usize = 5;

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// What happened and what to do, in sentences.
    pub(super) text: String,
    /// Whether signing in again is what to do.
    pub(super) sign_in: bool,
}

/// A box at the foot of what is open, where something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    /// Why not.
    No,
    /// A question to the author.
    Ask,
    /// Another wording.
    Edit,
}

/// What is shown on top of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialog {
    /// The shortcuts, the sound, the messages of the system.
    Help,
    /// The idea that this one is merged into, with the one that was tapped on already.
    Merge(Key, Option<i64>),
    /// The departments that get this idea.
    Assign(Key),
}

/// The desk. Lives as long as its page.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// The language of the page.
    pub(super) lang: Lang,
    /// Number of the account whose desk it is.
    pub(super) me: i64,
    /// Which part of the queue it shows.
    pub(super) filter: Held<Filter>,
    /// Texts to begin with.
    pub(super) templates: Held<Vec<Template>>,
    /// What waits.
    pub(super) queue: Held<Queue>,
    /// What was decided here.
    pub(super) decisions: Held<Decisions>,
    /// The decision that is offered to be taken back at the foot.
    pub(super) toast: Held<Option<u32>>,
    /// What a screen reader is told, politely.
    pub(super) said: Held<String>,
    /// What became of the thing that was open a moment ago.
    pub(super) passed: Held<Option<String>>,
    /// What went wrong.
    pub(super) trouble: Held<Option<Trouble>>,
    /// Whether more is being loaded.
    pub(super) loading: Held<bool>,
    /// The box that is open.
    pub(super) tool: Held<Option<Tool>>,
    /// What is shown on top.
    pub(super) dialog: Held<Option<Dialog>>,
    /// Whether the list is shown on a phone.
    pub(super) listed: Held<bool>,
    /// Whether what comes after the queue itself is loaded.
    pub(super) more: Held<bool>,
    /// What is ticked.
    pub(super) selection: Held<Selection>,
    /// Who is here and looks at what.
    pub(super) people: Held<Vec<Present>>,
    /// How many wait in other parts of the queue.
    pub(super) others: Held<u64>,
    /// How many wait of each kind.
    pub(super) counts: Held<QueueCounts>,
    /// Labs that publish first, and until when.
    pub(super) evenings: Held<Vec<Evening>>,
    typed: Held<Vec<((Key, &'static str), String)>>,
    told: Held<watching::Told>,
    last_tap: Held<i64>,
    last_call: Held<i64>,
    counting: Held<bool>,
}

impl Desk {
    /// A desk with this page of the queue on it (`whole`: its first), and the thing open that the
    /// address asks for.
    pub(super) fn new(
        me: &Me,
        filter: Filter,
        (page, whole, open): (QueuePage, bool, Option<Waiting>),
        templates: Vec<Template>,
    ) -> Self {
        let told = page.clone();
        let queue = Queue::new(page, whole, open);
        let desk = Self {
            lang: i18n::lang(),
            me: me.id,
            filter: Held::new(filter),
            templates: Held::new(templates),
            queue: Held::new(queue),
            decisions: Held::new(Decisions::default()),
            toast: Held::new(None),
            said: Held::new(String::new()),
            passed: Held::new(None),
            trouble: Held::new(None),
            loading: Held::new(false),
            tool: Held::new(None),
            dialog: Held::new(None),
            listed: Held::new(false),
            more: Held::new(false),
            selection: Held::new(Selection::default()),
            people: Held::new(Vec::new()),
            others: Held::new(0),
            counts: Held::new(QueueCounts::default()),
            evenings: Held::new(Vec::new()),
            typed: Held::new(Vec::new()),
            told: Held::new(watching::Told::default()),
            last_tap: Held::new(0),
            last_call: Held::new(0),
            counting: Held::new(false),
        };
        desk.counted(&told);
        desk
    }

    /// Which thing is open.
    pub(super) fn open_now(self) -> Option<Key> {
        self.queue.try_with_untracked(Queue::open).flatten()
    }

    /// Opens a thing, reads it out and shows it.
    pub(super) fn choose(self, key: Key) {
        if self.queue.try_update(|queue| queue.choose(key)) == Some(true) {
            self.opened();
        }
    }

    /// Opens the next thing, or the one before.
    pub(super) fn step(self, forward: bool) {
        self.queue.update(|queue| queue.step(forward));
        self.opened();
    }

    fn opened(self) {
        self.tool.set(None);
        self.passed.set(None);
        self.listed.set(false);
        self.focus_heading();
    }

    /// Puts the focus on what is open.
    pub(super) fn focus_heading(self) {
        let open = self.open_now();
        browser::after_ms(30, move || {
            browser::focus(dom::HEADING);
            if let Some(key) = open {
                dom::show_row(&dom::row_id(key));
            }
        });
    }

    /// Opens a box and puts the focus where one writes.
    pub(super) fn begin(self, tool: Tool) {
        if self.open_now().is_some_and(|key| self.has(key, tool)) {
            self.tool.set(Some(tool));
            browser::after_ms(30, move || browser::focus(dom::field_of(tool)));
        }
    }

    /// Whether there is such a box for a thing.
    pub(super) fn has(self, key: Key, tool: Tool) -> bool {
        match tool {
            Tool::No => true,
            Tool::Ask => {
                // Who has posted in public already is asked in public.
                let unseen = |queue: &Queue| queue.get(key).is_some_and(|item| item.unseen);
                key.0 == WaitingKind::Idea && !self.queue.with_untracked(unseen)
            }
            Tool::Edit => matches!(key.0, WaitingKind::Idea | WaitingKind::Comment),
        }
    }

    /// Shows something on top, where it is about the open idea only if there is one.
    pub(super) fn show(self, dialog: impl FnOnce(Key) -> Dialog) {
        if let Some(key) = self.open_now().filter(|key| key.0 == WaitingKind::Idea) {
            self.dialog.set(Some(dialog(key)));
        }
    }

    /// The text that was typed for a thing and did not arrive.
    pub(super) fn typed(self, key: Key, field: &'static str) -> Option<String> {
        let of = |typed: &Vec<((Key, &str), String)>| {
            typed.iter().find(|(of, _)| *of == (key, field)).map(|(_, text)| text.clone())
        };
        self.typed.try_with_untracked(of).flatten()
    }

    /// Keeps what is typed for a thing, until it has arrived.
    pub(super) fn keep_typed(self, key: Key, field: &'static str, text: String) {
        self.typed.update(|typed| {
            typed.retain(|(of, _)| *of != (key, field));
            typed.push(((key, field), text));
        });
    }

    /// Name under which it is kept for which state of a thing a wording was begun.
    pub(super) const WORDING_SEEN: &'static str = "wording-seen";

    fn forget_seen(self, key: Key) {
        self.typed.update(|typed| typed.retain(|(of, _)| *of != (key, Self::WORDING_SEEN)));
    }

    fn forget_typed(self, key: Key) {
        self.typed.update(|typed| typed.retain(|((of, _), _)| *of != key));
    }

    /// The state of a thing that was read; empty where it is not here.
    pub(super) fn seen(self, key: Key) -> String {
        let seen = |item: &Waiting| item.seen.clone();
        self.queue.with_untracked(|queue| queue.get(key).map(seen).unwrap_or_default())
    }

    /// Says what went wrong with something, and what to do.
    pub(super) fn fail(self, error: ApiError, title: &str, offline: Text) {
        let sign_in = error.status() == Some(401);
        let text = match error {
            ApiError::Network => offline.get(self.lang).to_owned(),
            ApiError::Problem(_) if sign_in => staff::SESSION_OVER.get(self.lang).to_owned(),
            ApiError::Problem(problem) => {
                let fields = problem.fields.into_values().flatten();
                let mut parts: Vec<String> =
                    problem.detail.into_iter().filter(|_| problem.status != 422).collect();
                parts.extend(fields);
                if parts.is_empty() { problem.title } else { parts.join(" ") }
            }
        };
        let text = if title.is_empty() || sign_in { text } else { format!("{title}: {text}") };
        self.trouble.set(Some(Trouble { text, sign_in }));
    }

    /// What the server is asked for behind this place.
    fn part(self, after: &str) -> api::QueueQuery {
        let filter = self.filter.try_get_untracked().unwrap_or_default();
        filter.ask(after)
    }

    /// Loads the next page; `focus` says whether somebody asked for it.
    pub(super) fn load_more(self, focus: bool) {
        let next = self.queue.with_untracked(|queue| queue.next().map(str::to_owned));
        let Some(after) = next.filter(|_| !self.loading.get_untracked()) else { return };
        self.loading.set(true);
        let asked = self.part(&after);
        spawn_local(async move {
            match api::queue(&asked).await {
                Ok(page) => {
                    let first = self.queue.try_update(|queue| queue.add_page(page)).flatten();
                    if let Some(key) = first.filter(|_| focus) {
                        browser::after_ms(30, move || browser::focus(&dom::row_id(key)));
                    }
                }
                Err(error) => self.fail(error, "", staff::NOT_LOADED),
            }
            self.loading.set(false);
        });
    }

    fn load_if_few(self) {
        if self.queue.with_untracked(|queue| queue.items().len() < FEW) {
            self.load_more(false);
        }
    }
}
