//! One open stream: first the gap from the database, then what the hub hands on.

use std::convert::Infallible;

use app::domain::Scope;
use bytes::{Bytes, BytesMut};
use futures::{Stream, stream};
use tokio::sync::broadcast::{
    Receiver,
    error::{RecvError, TryRecvError},
};

use super::{BACK_MAX, Frame, Live, Message, Seat, frames};
use crate::{
    shutdown::Shutdown,
    store::{Db, StoreResult, activity, sessions},
};

/// How many entries of a gap are read at once.
const BATCH: u64 = 200;
/// How many frames are handed on in one piece when several wait.
const PIECE: usize = 64;

/// Who listens.
#[derive(Clone, Debug)]
pub enum Audience {
    /// Everybody.
    Public,
    /// A member of staff. Ends with the session, and when the limits change.
    Staff {
        /// Hash of the session's token.
        token_hash: String,
        /// What is heard of: entries about ideas within these limits, and about none.
        scope: Scope,
    },
}

impl Audience {
    fn of(&self, frame: &Frame) -> Option<Bytes> {
        match self {
            Self::Public => frame.public.clone(),
            Self::Staff { scope, .. } => {
                let within = scope.is_everything()
                    || frame.place.as_ref().is_none_or(|place| place.is_within(scope));
                within.then(|| frame.staff.clone())
            }
        }
    }
}

/// Where a stream begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// With whatever comes.
    Now,
    /// Behind this place in the log.
    After(i64),
}

enum Phase {
    /// Entries behind `last` and up to this place come from the database.
    Gap(i64),
    /// Entries come from the hub.
    Live,
    /// Nothing comes any more.
    Over,
}

struct Open {
    db: Db,
    audience: Audience,
    receiver: Receiver<Message>,
    /// Everything up to here was handed on, or is nobody's business.
    last: i64,
    /// The client knows of everything up to here.
    told: i64,
    phase: Phase,
    first: Option<Bytes>,
    _seat: Seat,
}

/// Opens a stream of the text of events (HTML Living Standard, section 9.2).
///
/// # Errors
/// The database cannot be read.
pub async fn open(
    live: &Live,
    db: &Db,
    shutdown: &Shutdown,
    audience: Audience,
    begin: Begin,
    seat: Seat,
) -> StoreResult<impl Stream<Item = Result<Bytes, Infallible>> + Send + 'static + use<>> {
    // First the receiver, then the position: what the hub hands on in between is either here
    // or before that position.
    let receiver = live.running.inner.sender.subscribe();
    let position = live.position();
    let mut first = BytesMut::from(&b"retry: 2000\n\n"[..]);
    let (last, phase) = match begin {
        Begin::Now => (position, Phase::Gap(position)),
        Begin::After(seq) if seq > position || seq < position.saturating_sub(BACK_MAX) => {
            // The hub may be a moment behind what a page was made from.
            let head = activity::head(db).await?;
            if (head.saturating_sub(BACK_MAX)..=head).contains(&seq) && seq >= 0 {
                (seq, Phase::Gap(position))
            } else {
                let reset = format!("event: reset\nid: {position}\ndata: {position}\n\n");
                first.extend_from_slice(reset.as_bytes());
                (position, Phase::Live)
            }
        }
        Begin::After(seq) if seq < 0 => {
            let reset = format!("event: reset\nid: {position}\ndata: {position}\n\n");
            first.extend_from_slice(reset.as_bytes());
            (position, Phase::Live)
        }
        Begin::After(seq) => (seq, Phase::Gap(position)),
    };
    if let Audience::Staff { scope, .. } = &audience {
        let people = live.running.inner.people.borrow().clone();
        first.extend_from_slice(&people.event(scope));
    }
    let (phase, first) = match shutdown.has_begun() {
        true => (Phase::Over, goodbye()),
        false => (phase, first.freeze()),
    };
    let told = if matches!(phase, Phase::Live) { last } else { i64::MIN };
    let open = Open {
        db: db.clone(),
        audience,
        receiver,
        last,
        told,
        phase,
        first: Some(first),
        _seat: seat,
    };
    Ok(stream::unfold(open, |mut open| async move {
        let bytes = open.next().await?;
        Some((Ok(bytes), open))
    }))
}

fn goodbye() -> Bytes {
    Bytes::from_static(b"retry: 1000\n\n")
}

impl Open {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            match self.phase {
                Phase::Gap(end) => match self.gap(end).await {
                    Ok(Some(bytes)) => return Some(bytes),
                    Ok(None) => {}
                    // Cut: the client comes again, and then the database may answer.
                    Err(error) => {
                        tracing::debug!(%error, "a live stream was cut");
                        return None;
                    }
                },
                Phase::Live => return self.live().await,
                Phase::Over => return None,
            }
        }
    }

    /// The next piece of the gap; none where nothing in it is to be told.
    async fn gap(&mut self, end: i64) -> StoreResult<Option<Bytes>> {
        let mut piece = BytesMut::new();
        if self.last < end {
            let mut entries = activity::after(&self.db, self.last, BATCH).await?;
            entries.retain(|entry| entry.seq <= end);
            for frame in frames::frames(&self.db, &entries).await? {
                self.take(&frame, &mut piece);
            }
            if entries.is_empty() {
                self.last = end;
            }
        }
        if self.last >= end {
            self.phase = Phase::Live;
            // Where nothing was told, the client still learns how far it is.
            if self.told < self.last {
                piece.extend_from_slice(&frames::place(self.last));
                self.told = self.last;
            }
        }
        Ok((!piece.is_empty()).then(|| piece.freeze()))
    }

    async fn live(&mut self) -> Option<Bytes> {
        let mut piece = BytesMut::new();
        loop {
            let message = match piece.is_empty() {
                true => match self.receiver.recv().await {
                    Ok(message) => message,
                    // Too slow, or the hub is gone: the client comes again.
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                },
                false => match self.receiver.try_recv() {
                    Ok(message) => message,
                    Err(TryRecvError::Empty) => return Some(piece.freeze()),
                    // What was missed is gone from the ring: behind it nothing may be told.
                    Err(TryRecvError::Lagged(_) | TryRecvError::Closed) => {
                        self.phase = Phase::Over;
                        return Some(piece.freeze());
                    }
                },
            };
            match message {
                Message::Frame(frame) => {
                    self.take(&frame, &mut piece);
                    if piece.len() >= PIECE * 1024 {
                        return Some(piece.freeze());
                    }
                }
                Message::Presence(people) => {
                    if let Audience::Staff { scope, .. } = &self.audience {
                        piece.extend_from_slice(&people.event(scope));
                    }
                }
                Message::Beat => {
                    if !self.may_stay().await {
                        self.phase = Phase::Over;
                        return (!piece.is_empty()).then(|| piece.freeze());
                    }
                    if self.told < self.last {
                        // What was none of its business brought it further all the same.
                        piece.extend_from_slice(&frames::place(self.last));
                        self.told = self.last;
                    } else {
                        piece.extend_from_slice(b":\n\n");
                    }
                }
                Message::End => {
                    self.phase = Phase::Over;
                    piece.extend_from_slice(&goodbye());
                    return Some(piece.freeze());
                }
            }
        }
    }

    /// Puts a frame into the piece, unless it was there before or is none of its business.
    fn take(&mut self, frame: &Frame, piece: &mut BytesMut) {
        if frame.seq <= self.last {
            return;
        }
        self.last = frame.seq;
        if let Some(bytes) = self.audience.of(frame) {
            piece.extend_from_slice(&bytes);
            self.told = frame.seq;
        }
    }

    /// Whether who listens still may. Where the database does not answer, the stream stays.
    async fn may_stay(&self) -> bool {
        match &self.audience {
            Audience::Public => true,
            Audience::Staff { token_hash, scope } => {
                let found = sessions::find(&self.db, token_hash, crate::clock::now()).await;
                found.map_or(true, |session| {
                    session.is_some_and(|s| s.me.role.may_moderate() && s.me.scope() == *scope)
                })
            }
        }
    }
}
