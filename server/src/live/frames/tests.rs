use app::{
    api::IdeaCard,
    domain::{IdeaStatus, Timestamp},
};

use super::*;

fn entry(kind: ActivityKind, comment: Option<i64>, details: &Details) -> Model {
    Model {
        seq: 7,
        at: 0,
        kind: kind.as_str().to_owned(),
        idea_id: Some(1),
        comment_id: comment,
        report_id: Some(9),
        staff_id: None,
        participant_id: None,
        event_id: None,
        registration_id: None,
        details: serde_json::to_string(details).unwrap(),
    }
}

fn card(is_public: bool) -> HashMap<i64, AnyCard> {
    let card = IdeaCard {
        id: 1,
        title: "Mehr Bänke".into(),
        excerpt: String::new(),
        topic: "innenstadt".into(),
        lab: None,
        project: None,
        status: IdeaStatus::Published,
        supports: 0,
        comments: 0,
        companions: 0,
        created_at: Timestamp(0),
        active_at: Timestamp(0),
        photo: None,
    };
    HashMap::from([(1, AnyCard { card, is_public, waits: false })])
}

fn comment(public: bool) -> HashMap<i64, Shown> {
    let comment = Comment {
        id: 3,
        idea: 1,
        reply_to: None,
        text: "Geheim".into(),
        author: None,
        affiliation: None,
        at: Timestamp(0),
        reworded: false,
        hidden: None,
    };
    let public = public.then(|| comment.clone());
    HashMap::from([(3, Shown { comment, public, waits: false })])
}

fn told(frame: &Frame) -> Option<LiveEvent> {
    let text = String::from_utf8(frame.public.clone()?.to_vec()).unwrap();
    let json = text.strip_prefix("id: 7\ndata: ").unwrap().strip_suffix("\n\n").unwrap();
    Some(serde_json::from_str(json).unwrap())
}

const SHOWN: Details = Details {
    from: None,
    to: None,
    note: None,
    undoes: None,
    waited: None,
    subject: None,
    other: None,
    department: None,
    due: None,
    due_before: None,
    since_before: None,
    item: None,
    along: Vec::new(),
    shown_before: false,
    shown_after: true,
};

#[test]
fn internal_kinds_are_for_staff_only() {
    for kind in ActivityKind::ALL.iter().copied().filter(|kind| kind.is_internal()) {
        let frame = frame(&entry(kind, None, &SHOWN), &card(true), &HashMap::new(), None);
        assert!(frame.public.is_none(), "{kind:?}");
        assert!(frame.staff.starts_with(b"id: 7\ndata: {"));
    }
}

#[test]
fn what_never_was_public_is_not_even_a_number() {
    let nothing = Details::default();
    for kind in ActivityKind::ALL.iter().copied() {
        let frame = frame(&entry(kind, None, &nothing), &card(false), &HashMap::new(), None);
        assert!(frame.public.is_none(), "{kind:?}");
    }
    let declined = entry(ActivityKind::CommentDeclined, Some(3), &nothing);
    assert!(frame(&declined, &card(true), &comment(false), None).public.is_none());
}

#[test]
fn what_was_public_and_is_hidden_is_told_without_content() {
    let hidden = Details { shown_before: true, shown_after: false, ..SHOWN };
    let of = |kind, id| entry(kind, id, &hidden);
    let event =
        told(&frame(&of(ActivityKind::IdeaStatus, None), &card(false), &HashMap::new(), None));
    assert_eq!(event.map(|event| (event.idea, event.card)), Some((1, None)));
    let declined = of(ActivityKind::CommentDeclined, Some(3));
    let event = told(&frame(&declined, &card(true), &comment(false), None)).unwrap();
    assert_eq!((event.comment_id, event.comment), (Some(3), None));
    assert!(event.card.is_some() && event.report_id.is_none());
    assert!(frame(&declined, &card(false), &comment(true), None).public.is_none());
}

#[test]
fn what_is_public_is_told_in_full() {
    let published = entry(ActivityKind::CommentPublished, Some(3), &Details::default());
    let event = told(&frame(&published, &card(true), &comment(true), None)).unwrap();
    assert_eq!(event.comment.map(|comment| comment.text), Some("Geheim".to_owned()));
    assert_eq!(event.card.map(|card| card.id), Some(1));
}

#[test]
fn who_did_it_is_for_staff() {
    let published = entry(ActivityKind::IdeaStatus, None, &SHOWN);
    let frame = frame(&published, &card(true), &HashMap::new(), Some("Kim".into()));
    assert_eq!(told(&frame).unwrap().by, None);
    assert!(String::from_utf8(frame.staff.to_vec()).unwrap().contains(r#""by":"Kim""#));
}
