PRAGMA application_id = 0x54656c6c;

CREATE TABLE key_check (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    tag BLOB NOT NULL
) STRICT;

CREATE TABLE updates (
    update_id INTEGER NOT NULL PRIMARY KEY,
    day TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (
    reporter_key TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
    reporter_key TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE cases (
    case_id TEXT NOT NULL PRIMARY KEY,
    number_tag BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    delete_on TEXT NOT NULL,
    key_wrapped BLOB NOT NULL,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX cases_by_deletion ON cases (delete_on);

CREATE TABLE posts (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    post_id TEXT NOT NULL,
    spot TEXT NOT NULL,
    body_sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    outgoing_id TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('new', 'sending')),
    due_at TEXT NOT NULL,
    merge_tag BLOB,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_turn ON outbox (state, due_at);

CREATE UNIQUE INDEX outbox_one_refresh ON outbox (merge_tag)
    WHERE state = 'new' AND merge_tag IS NOT NULL;

CREATE TABLE desks (
    staff_key TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE chat_moves (
    chat_tag BLOB NOT NULL PRIMARY KEY,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
