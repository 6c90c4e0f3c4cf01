//! Every race that two moderators, an author and a slow network can make.

use super::super::events::Key;
use super::*;
use crate::{
    api::{Idea, IdeaCard},
    domain::{IdeaStatus, Timestamp},
};

fn waiting(kind: WaitingKind, id: i64, since: i64) -> Waiting {
    let at = Timestamp(since);
    let card = IdeaCard {
        id,
        title: format!("Idee {id}"),
        excerpt: String::new(),
        topic: "innenstadt".into(),
        lab: None,
        project: None,
        status: IdeaStatus::Submitted,
        supports: 0,
        comments: 0,
        companions: 0,
        created_at: at,
        active_at: at,
        photo: None,
    };
    let idea = Idea {
        event: None,
        card,
        text: "Ein Text.".into(),
        author: None,
        affiliation: None,
        photos: Vec::new(),
        timeline: Vec::new(),
        answers: Vec::new(),
        working: Vec::new(),
        merged_into: None,
        merged: Vec::new(),
        links: Vec::new(),
        reworded: false,
        supported: false,
        seq: 0,
    };
    Waiting {
        kind,
        id,
        since: at,
        idea,
        comment: None,
        report: None,
        seen: String::new(),
        held: Vec::new(),
        unseen: false,
        original: None,
        edit: None,
        offer: None,
        question: None,
        trust: None,
    }
}

fn idea(id: i64) -> Waiting {
    waiting(WaitingKind::Idea, id, id * 10)
}

fn key(id: i64) -> Key {
    (WaitingKind::Idea, id)
}

fn page(ids: &[i64], next: Option<&str>, total: u64) -> QueuePage {
    let items = ids.iter().map(|id| idea(*id)).collect();
    QueuePage { items, next: next.map(str::to_owned), total, seq: 100, ..QueuePage::default() }
}

fn queue(ids: &[i64]) -> Queue {
    Queue::new(page(ids, None, ids.len() as u64), true, None)
}

fn ids(queue: &Queue) -> Vec<i64> {
    queue.items().iter().map(|item| item.id).collect()
}

#[test]
fn what_waits_longest_is_open_first() {
    let queue = queue(&[1, 2, 3]);
    assert_eq!(queue.open(), Some(key(1)));
    assert_eq!(queue.total(), 3);
    assert_eq!(Queue::default().open(), None);
}

#[test]
fn the_address_opens_a_thing_of_a_later_page() {
    let queue = Queue::new(page(&[1, 2], Some("c"), 9), true, Some(idea(7)));
    assert_eq!(queue.open(), Some(key(7)));
    assert_eq!(ids(&queue), [1, 2, 7]);
    assert_eq!(queue.total(), 9);
}

#[test]
fn after_a_decision_the_next_is_open() {
    let mut queue = queue(&[1, 2, 3]);
    queue.choose(key(2));
    assert_eq!(queue.take(key(2)).map(|item| item.id), Some(2));
    assert_eq!(queue.open(), Some(key(3)));
    queue.take(key(3));
    assert_eq!(queue.open(), Some(key(1)), "at the end it goes back");
    queue.take(key(1));
    assert_eq!((queue.open(), queue.total()), (None, 0));
    assert_eq!(queue.take(key(1)), None, "a second tap decides nothing");
}

#[test]
fn a_decision_elsewhere_leaves_the_open_one_open() {
    let mut queue = queue(&[1, 2, 3]);
    queue.choose(key(2));
    assert_eq!(queue.leave(key(1), 101), Left::WasListed);
    assert_eq!(queue.open(), Some(key(2)));
    assert!(matches!(queue.leave(key(2), 102), Left::WasOpen(item) if item.id == 2));
    assert_eq!(queue.open(), Some(key(3)));
}

#[test]
fn steps_stay_inside() {
    let mut queue = queue(&[1, 2]);
    queue.step(false);
    assert_eq!(queue.open(), Some(key(1)));
    queue.step(true);
    queue.step(true);
    assert_eq!(queue.open(), Some(key(2)));
    assert_eq!(queue.beside(), (Some(key(1)), None));
    let mut empty = Queue::default();
    assert_eq!(empty.beside(), (None, None));
    empty.step(true);
    assert_eq!(empty.open(), None);
}

#[test]
fn a_failed_decision_puts_it_back_in_its_place() {
    let mut queue = queue(&[1, 2, 3]);
    let item = queue.take(key(1)).unwrap();
    queue.put_back(item);
    assert_eq!(ids(&queue), [1, 2, 3]);
    assert_eq!(queue.open(), Some(key(2)), "what is being read stays open");
}

#[test]
fn an_old_answer_does_not_bring_back_what_was_decided() {
    let mut queue = Queue::new(page(&[1, 2], Some("c"), 4), true, None);
    queue.take(key(1));
    queue.leave(key(3), 101);
    assert_eq!(queue.came(idea(1), false), Came::Known);
    assert_eq!(queue.add_page(page(&[1, 3, 4], None, 4)), Some(key(4)));
    assert_eq!(ids(&queue), [2, 4]);
    assert_eq!(queue.total(), 2);
}

#[test]
fn the_event_of_an_own_decision_is_no_colleague() {
    let mut queue = queue(&[1, 2]);
    let item = queue.take(key(1)).unwrap();
    queue.decided(101);
    // Undone before the event of the decision arrived.
    queue.put_back(item);
    assert_eq!(queue.leave(key(1), 101), Left::WasNot);
    assert_eq!(ids(&queue), [1, 2]);
}

#[test]
fn what_is_taken_back_returns_to_its_place() {
    let mut queue = queue(&[1, 2, 3]);
    queue.leave(key(2), 101);
    queue.expect_back(key(2));
    assert_eq!(queue.came(idea(2), false), Came::Shown);
    assert_eq!(ids(&queue), [1, 2, 3]);
}

#[test]
fn new_things_come_last_and_open_an_empty_queue() {
    let mut empty = Queue::default();
    assert_eq!(empty.came(idea(4), false), Came::Shown);
    assert_eq!(empty.open(), Some(key(4)));
    assert_eq!(empty.came(idea(5), false), Came::Shown);
    assert_eq!(empty.open(), Some(key(4)));
    assert_eq!(empty.came(waiting(WaitingKind::Report, 5, 50), false), Came::Shown);
    assert_eq!(ids(&empty), [4, 5, 5]);
    assert_eq!(empty.total(), 3);
}

#[test]
fn beyond_what_is_loaded_only_the_count_grows() {
    let mut queue = Queue::new(page(&[1, 2], Some("c"), 4), true, None);
    assert_eq!(queue.came(idea(9), false), Came::Later);
    assert_eq!(queue.came(idea(9), false), Came::Known, "told twice, counted once");
    assert_eq!(queue.total(), 5);
    assert_eq!(queue.leave(key(9), 101), Left::WasListed);
    assert_eq!(queue.total(), 4);
    assert_eq!(queue.leave(key(3), 102), Left::Perhaps);
    assert_eq!(ids(&queue), [1, 2]);
}

#[test]
fn an_edit_changes_the_text_and_says_so() {
    let mut queue = queue(&[1, 2]);
    let mut edited = idea(1);
    assert_eq!(queue.came(edited.clone(), false), Came::Known);
    edited.idea.text = "Ein anderer Text.".into();
    assert_eq!(queue.came(edited, false), Came::Changed);
    assert!(queue.was_edited(key(1)) && !queue.was_edited(key(2)));
    assert_eq!(queue.get(key(1)).map(|i| i.idea.text.as_str()), Some("Ein anderer Text."));
}

#[test]
fn beginning_anew_keeps_what_is_read_and_what_is_pending() {
    let mut queue = queue(&[1, 2, 3]);
    queue.choose(key(2));
    queue.take(key(3));
    queue.begin_anew(page(&[2, 3, 4], None, 3), &[key(3)], Some(idea(2)));
    assert_eq!(ids(&queue), [2, 4]);
    assert_eq!((queue.open(), queue.total()), (Some(key(2)), 2));
    assert_eq!(queue.came(idea(3), false), Came::Known);
}

#[test]
fn a_page_from_the_middle_never_claims_that_all_is_done() {
    let mut queue = Queue::new(page(&[8, 9], None, 9), false, None);
    queue.take(key(8));
    queue.take(key(9));
    assert_eq!(queue.total(), 7);
    queue.recount(7);
    assert_eq!(queue.total(), 7);
}
