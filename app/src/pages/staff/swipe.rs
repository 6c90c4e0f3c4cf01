//! Swiping the open card on a touch screen: to the right lets it through, to the left opens the
//! reason. The buttons under the thumb do the same. In whole pixels: printing a fraction would be
//! thirty kilobytes of the download.

use leptos::{ev::PointerEvent, prelude::*};

use super::dom;
use crate::held::Held;

/// So far, in CSS pixels, a swipe has to go to count.
const FAR: i32 = 110;
/// So far a finger moves before it is known whether it swipes or scrolls.
const BEGIN: i32 = 14;

/// Where a swipe went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swiped {
    /// Let it through.
    Right,
    /// Not like this.
    Left,
}

/// What a finger on the card is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Finger {
    /// There is none, or it scrolls.
    #[default]
    Away,
    /// Down, not known yet.
    Down { id: i32, x: i32, y: i32 },
    /// It swipes.
    Swipes { id: i32, x: i32 },
}

impl Finger {
    /// The finger moved: what it is about now, and how far the card follows.
    fn moved(self, at_id: i32, at: (i32, i32)) -> (Self, Option<i32>) {
        match self {
            Self::Down { id, x, y } if id == at_id => {
                let (dx, dy) = (at.0 - x, at.1 - y);
                if dy.abs() > BEGIN && dy.abs() >= dx.abs() {
                    (Self::Away, None)
                } else if dx.abs() > BEGIN && dx.abs() * 2 > dy.abs() * 3 {
                    (Self::Swipes { id, x }, Some(dx))
                } else {
                    (self, None)
                }
            }
            Self::Swipes { id, x } if id == at_id => (self, Some(at.0 - x)),
            _ => (self, None),
        }
    }

    /// The finger left the screen there.
    fn left(self, at_id: i32, at_x: i32) -> Option<Swiped> {
        match self {
            Self::Swipes { id, x } if id == at_id && at_x - x >= FAR => Some(Swiped::Right),
            Self::Swipes { id, x } if id == at_id && x - at_x >= FAR => Some(Swiped::Left),
            _ => None,
        }
    }
}

/// The swipes of one card.
#[derive(Clone, Copy)]
pub(super) struct Swipe {
    finger: Held<Finger>,
    done: Callback<Swiped>,
}

impl Swipe {
    /// Swipes of the card; `done` hears of those that count.
    pub(super) fn new(done: Callback<Swiped>) -> Self {
        Self { finger: Held::new(Finger::Away), done }
    }

    /// A finger touches the card. A mouse marks text, and a second finger zooms.
    pub(super) fn down(self, event: &PointerEvent) {
        let touch = event.pointer_type() != "mouse" && event.is_primary();
        let at = (event.client_x(), event.client_y());
        self.finger.set(match touch {
            true => Finger::Down { id: event.pointer_id(), x: at.0, y: at.1 },
            false => Finger::Away,
        });
        if !touch {
            follow(None);
        }
    }

    /// It moves.
    pub(super) fn moved(self, event: &PointerEvent) {
        let at = (event.client_x(), event.client_y());
        let before = self.finger.get_untracked();
        let (now, dx) = before.moved(event.pointer_id(), at);
        if now == before && dx.is_none() {
            return;
        }
        self.finger.set(now);
        if dx.is_some()
            && !matches!(before, Finger::Swipes { .. })
            && let Some(card) = dom::html(dom::CARD)
        {
            // Wherever the finger goes from here, the card hears of it.
            let _ = card.set_pointer_capture(event.pointer_id());
        }
        follow(dx);
    }

    /// It leaves the screen.
    pub(super) fn up(self, event: &PointerEvent) {
        let finger = self.finger.get_untracked();
        self.finger.set(Finger::Away);
        follow(None);
        if let Some(swiped) = finger.left(event.pointer_id(), event.client_x()) {
            self.done.run(swiped);
        }
    }

    /// The browser scrolls, or something else came in between.
    pub(super) fn cancel(self) {
        self.finger.set(Finger::Away);
        follow(None);
    }
}

/// The card follows the finger; with none it lies still again.
fn follow(dx: Option<i32>) {
    let Some(card) = dom::html(dom::CARD) else { return };
    let style = card.style();
    match dx {
        Some(dx) => {
            let _ = style.set_property("--swipe", &format!("{dx}px"));
            let way = match dx {
                dx if dx >= FAR => "yes",
                dx if dx <= -FAR => "no",
                dx if dx > 0 => "towards-yes",
                _ => "towards-no",
            };
            let _ = card.set_attribute("data-swipe", way);
        }
        None => {
            let _ = style.remove_property("--swipe");
            let _ = card.remove_attribute("data-swipe");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(points: &[(i32, i32)]) -> Option<Swiped> {
        let (x, y) = points[0];
        let mut finger = Finger::Down { id: 1, x, y };
        for at in points {
            finger = finger.moved(1, *at).0;
        }
        finger.left(1, points[points.len() - 1].0)
    }

    #[test]
    fn far_to_one_side_counts() {
        assert_eq!(way(&[(50, 300), (90, 305), (220, 330)]), Some(Swiped::Right));
        assert_eq!(way(&[(250, 300), (190, 295), (100, 250)]), Some(Swiped::Left));
    }

    #[test]
    fn a_little_or_a_change_of_mind_is_nothing() {
        assert_eq!(way(&[(50, 300), (120, 300)]), None);
        assert_eq!(way(&[(50, 300), (220, 300), (70, 300)]), None);
    }

    #[test]
    fn who_scrolls_does_not_swipe() {
        assert_eq!(way(&[(50, 300), (60, 260), (250, 250)]), None);
        assert_eq!(way(&[(50, 300), (80, 330), (250, 600)]), None);
    }

    #[test]
    fn another_finger_does_not_matter() {
        let finger = Finger::Swipes { id: 1, x: 0 };
        assert_eq!(finger.left(2, 300), None);
        assert_eq!(finger.moved(2, (300, 0)), (finger, None));
    }
}
