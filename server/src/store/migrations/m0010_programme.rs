//! The programme: events, who signed up, what they answered, and what came of it.
//!
//! `events.taken` counts the people for whom seats are kept (confirmed and offered),
//! `events.waiting` the registrations in line. Both move in the transaction of what they count.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::execute;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0010_programme"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager.get_connection(), TABLES).await
    }
}

const TABLES: &str = r"
CREATE TABLE events (
    id $ID,
    series_id BIGINT REFERENCES events (id) ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('workshop', 'training', 'talk', 'world_cafe', 'excursion', 'meeting')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'cancelled')),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    lab TEXT REFERENCES labs (slug),
    place TEXT,
    online_url TEXT,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    hosts TEXT,
    language TEXT,
    audience TEXT,
    access TEXT NOT NULL DEFAULT '',
    signs_up BOOLEAN NOT NULL,
    capacity BIGINT CHECK (capacity > 0),
    taken BIGINT NOT NULL DEFAULT 0 CHECK (taken >= 0),
    waiting BIGINT NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    next_line BIGINT NOT NULL DEFAULT 1,
    waitlist BOOLEAN NOT NULL,
    opens_at BIGINT,
    closes_at BIGINT,
    group_max BIGINT NOT NULL CHECK (group_max > 0),
    must_confirm BOOLEAN NOT NULL,
    offer_hours BIGINT NOT NULL CHECK (offer_hours > 0),
    remind_hours BIGINT CHECK (remind_hours > 0),
    thanks BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    sequence BIGINT NOT NULL DEFAULT 0,
    results TEXT,
    cancelled_note TEXT,
    created_by BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    published_at BIGINT,
    CHECK (starts_at < ends_at),
    CHECK (capacity IS NULL OR taken <= capacity),
    CHECK (state <> 'draft' OR (taken = 0 AND waiting = 0))
);
CREATE INDEX events_series ON events (series_id, starts_at) WHERE series_id IS NOT NULL;
CREATE INDEX events_over ON events (ends_at, id);
CREATE INDEX events_drafts ON events (starts_at, id) WHERE state = 'draft';
CREATE TABLE event_dates (
    id $ID,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    lab TEXT,
    kind TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    CHECK (starts_at < ends_at),
    UNIQUE (event_id, position)
);
CREATE INDEX event_dates_all ON event_dates (starts_at, id);
CREATE INDEX event_dates_time ON event_dates (starts_at, id) WHERE is_public;
CREATE INDEX event_dates_lab ON event_dates (lab, starts_at, id) WHERE is_public;
CREATE INDEX event_dates_kind ON event_dates (kind, starts_at, id) WHERE is_public;
CREATE TABLE event_topics (
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    topic TEXT NOT NULL REFERENCES topics (slug),
    PRIMARY KEY (event_id, topic)
);
CREATE INDEX event_topics_topic ON event_topics (topic, event_id);
CREATE TABLE event_projects (
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    project TEXT NOT NULL REFERENCES projects (slug),
    PRIMARY KEY (event_id, project)
);
CREATE TABLE event_fields (
    id $ID,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN
        ('line', 'text', 'choice', 'yes_no', 'birth_date', 'email', 'phone')),
    each_person BOOLEAN NOT NULL,
    label TEXT NOT NULL,
    options TEXT NOT NULL,
    required BOOLEAN NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose <> ''),
    keep_days BIGINT NOT NULL CHECK (keep_days BETWEEN 0 AND 730),
    UNIQUE (event_id, key)
);
CREATE TABLE event_files (
    id $ID,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('document', 'result')),
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX event_files_event ON event_files (event_id, id);
CREATE TABLE registrations (
    id $ID,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    seed TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('confirmed', 'waitlisted', 'offered', 'cancelled')),
    people BIGINT NOT NULL CHECK (people BETWEEN 1 AND 12),
    line BIGINT NOT NULL,
    lang TEXT NOT NULL CHECK (lang IN ('de', 'en')),
    email_hash TEXT,
    confirm_by BIGINT,
    offered_until BIGINT,
    sequence BIGINT NOT NULL DEFAULT 0,
    source TEXT NOT NULL CHECK (source IN ('web', 'desk')),
    feedback_at BIGINT,
    erased_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    UNIQUE (event_id, line),
    CHECK ((state = 'offered') = (offered_until IS NOT NULL))
);
CREATE UNIQUE INDEX registrations_once ON registrations (event_id, email_hash)
    WHERE email_hash IS NOT NULL AND state <> 'cancelled';
CREATE INDEX registrations_line ON registrations (event_id, line) WHERE state = 'waitlisted';
CREATE INDEX registrations_person ON registrations (email_hash) WHERE email_hash IS NOT NULL;
CREATE INDEX registrations_offers ON registrations (offered_until) WHERE state = 'offered';
CREATE INDEX registrations_confirm ON registrations (confirm_by)
    WHERE confirm_by IS NOT NULL AND state <> 'cancelled';
CREATE TABLE attendees (
    id $ID,
    registration_id BIGINT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    arrived_at BIGINT,
    scanned_at BIGINT,
    UNIQUE (registration_id, position)
);
CREATE TABLE registration_answers (
    id $ID,
    registration_id BIGINT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    event_id BIGINT NOT NULL,
    person BIGINT,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    erase_at BIGINT NOT NULL
);
CREATE INDEX registration_answers_of ON registration_answers (registration_id);
CREATE INDEX registration_answers_event ON registration_answers (event_id, key);
CREATE INDEX registration_answers_erase ON registration_answers (erase_at);
CREATE TABLE scans (
    nonce TEXT PRIMARY KEY,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    registration_id BIGINT NOT NULL REFERENCES registrations (id) ON DELETE CASCADE,
    again BOOLEAN NOT NULL,
    staff_id BIGINT REFERENCES staff (id) ON DELETE SET NULL,
    at BIGINT NOT NULL
);
CREATE INDEX scans_event ON scans (event_id);
CREATE TABLE event_jobs (
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('remind', 'thank')),
    due_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (event_id, kind)
);
CREATE INDEX event_jobs_due ON event_jobs (due_at) WHERE done_at IS NULL;
CREATE TABLE erasures (
    id $ID,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    answers BIGINT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('date', 'person', 'staff')),
    at BIGINT NOT NULL
);
CREATE INDEX erasures_event ON erasures (event_id, id);
CREATE TABLE feedback (
    id $ID,
    event_id BIGINT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    stars BIGINT CHECK (stars BETWEEN 1 AND 5),
    good TEXT,
    missing TEXT,
    day TEXT NOT NULL
);
CREATE INDEX feedback_event ON feedback (event_id, id);
ALTER TABLE photos ADD COLUMN event_id BIGINT REFERENCES events (id) ON DELETE SET NULL;
ALTER TABLE photos ADD COLUMN event_role TEXT CHECK (event_role IN ('cover', 'result'));
CREATE INDEX photos_event ON photos (event_id, position) WHERE event_id IS NOT NULL;
ALTER TABLE ideas ADD COLUMN event_id BIGINT REFERENCES events (id) ON DELETE SET NULL;
CREATE INDEX ideas_event ON ideas (event_id, id) WHERE event_id IS NOT NULL;
ALTER TABLE outbox ADD COLUMN registration_id BIGINT;
CREATE INDEX outbox_registration ON outbox (registration_id) WHERE registration_id IS NOT NULL;
ALTER TABLE activity ADD COLUMN event_id BIGINT;
ALTER TABLE activity ADD COLUMN registration_id BIGINT;
CREATE INDEX activity_event ON activity (event_id, seq) WHERE event_id IS NOT NULL;
";
