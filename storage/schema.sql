-- The database as the migrations build it, to be read; a test keeps the two the same.
--
-- *_sealed   encrypted for exactly this table, column and row, padded to blocks of 1,024 bytes
-- *_wrapped  a key, encrypted by the server key or by the key of its epoch; neither is in here
-- *_tag      a keyed hash: finds a row, says nothing without the key
-- *_key      a keyed hash of an account
--
-- Tables WITHOUT ROWID are stored by their keys, which are random: no hidden counter tells which
-- row came first. Days and hours are the finest times kept of a person; see each column.

PRAGMA application_id = 0x54656c6c; -- "Tell": tells our file from another program's

-- Tells at start whether the key file belongs to this database.
CREATE TABLE key_check (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    tag BLOB NOT NULL
) STRICT;

-- Keys that stay when the key file is changed, such as the one that hashes are made with.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    key_wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Which updates were handled, so that a repeat changes nothing; kept for two days.
CREATE TABLE updates (
    update_id INTEGER NOT NULL PRIMARY KEY, -- counts up by itself, names nobody
    day TEXT NOT NULL
) STRICT;

-- Reports that are not sent yet.
CREATE TABLE drafts (
    reporter_key TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL, -- the full hour after it expires, UTC
    body_sealed BLOB NOT NULL, -- answers, language, where the person is
    epoch TEXT NOT NULL DEFAULT '' -- the week in which it expires; its key seals the body
) STRICT, WITHOUT ROWID;

-- What is remembered of a chat for a short while.
CREATE TABLE conversations (
    reporter_key TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL, -- the full hour after it expires, UTC
    body_sealed BLOB NOT NULL, -- language, messages that /hide wipes, a receipt
    epoch TEXT NOT NULL DEFAULT '' -- the week in which it expires; its key seals the body
) STRICT, WITHOUT ROWID;

-- What staff work on. Has no column that leads to a person.
CREATE TABLE cases (
    case_id TEXT NOT NULL PRIMARY KEY, -- random
    number_tag BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    delete_on TEXT NOT NULL, -- a day
    key_wrapped BLOB NOT NULL, -- the key of this case alone; overwritten when it is erased
    body_sealed BLOB NOT NULL, -- the report, its number and urgency, masks, owner, history, notes
    epoch TEXT NOT NULL DEFAULT '' -- the week of delete_on; its key wraps the key of the case
) STRICT, WITHOUT ROWID;

CREATE INDEX cases_by_epoch ON cases (epoch);

CREATE INDEX cases_by_deletion ON cases (delete_on);

-- Which case a case code leads to. The tag and the key come from the code, by a slow hash.
CREATE TABLE mailboxes (
    lookup_tag BLOB NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (case_id),
    public_key BLOB NOT NULL -- letters are sealed to it; the secret half is stored nowhere
) STRICT, WITHOUT ROWID;

-- Which chat a case is answered in, where its reporter asked for that; in no backup.
CREATE TABLE routes (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (case_id),
    delete_on TEXT NOT NULL, -- a day, no later than the case's own
    person_tag BLOB NOT NULL, -- of the account and the case, so that no two rows look alike
    chat_sealed BLOB NOT NULL -- with the key of the case
) STRICT, WITHOUT ROWID;

CREATE INDEX routes_by_deletion ON routes (delete_on);

-- What staff wrote to reporters: sealed to the mailbox, or with the key of the case.
CREATE TABLE letters (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    letter_id TEXT NOT NULL, -- random
    body_sealed BLOB NOT NULL, -- the words, the day, which letter it is
    PRIMARY KEY (case_id, letter_id)
) STRICT, WITHOUT ROWID;

-- Which messages in staff chats show which case; sealed with the key of the case.
CREATE TABLE posts (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    post_id TEXT NOT NULL, -- random
    spot TEXT NOT NULL, -- queue or staff
    body_sealed BLOB NOT NULL, -- chat, topic, message, part
    PRIMARY KEY (case_id, post_id)
) STRICT, WITHOUT ROWID;

-- What waits to be sent to staff. A row vanishes when it was sent.
CREATE TABLE outbox (
    outgoing_id TEXT NOT NULL PRIMARY KEY, -- random
    state TEXT NOT NULL CHECK (state IN ('new', 'sending')),
    due_at TEXT NOT NULL, -- UTC, the hour in which it is due; the moment would be that of a tap
    merge_tag BLOB, -- the same for refreshes of the same card
    body_sealed BLOB NOT NULL -- what to show, which case, when, how urgent, attempts
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_by_turn ON outbox (state, due_at);

CREATE UNIQUE INDEX outbox_one_refresh ON outbox (merge_tag)
    WHERE state = 'new' AND merge_tag IS NOT NULL;

-- What a member of staff is in the middle of.
CREATE TABLE desks (
    staff_key TEXT NOT NULL PRIMARY KEY,
    expires_at TEXT NOT NULL, -- the full hour after it expires, UTC
    body_sealed BLOB NOT NULL -- the action, the case, the choice made
) STRICT, WITHOUT ROWID;

-- Staff groups that became supergroups and so have a new id.
CREATE TABLE chat_moves (
    chat_tag BLOB NOT NULL PRIMARY KEY,
    body_sealed BLOB NOT NULL -- the new id
) STRICT, WITHOUT ROWID;

-- What staff did, one line an act; outlives the cases. Sealed by a secret of its own.
CREATE TABLE audit (
    line INTEGER NOT NULL PRIMARY KEY, -- counts acts of staff, not of reporters
    link BLOB NOT NULL, -- a keyed hash of the link before and of this line
    body_sealed BLOB NOT NULL -- the act, who, the minute, the case's number; no words
) STRICT, WITHOUT ROWID;

-- Where the audit log begins and ends, so that nothing is taken off either end unseen.
CREATE TABLE audit_ends (
    only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    dropped INTEGER NOT NULL, -- the last line that was dropped for its age
    dropped_link BLOB NOT NULL,
    last INTEGER NOT NULL,
    last_link BLOB NOT NULL,
    tag BLOB NOT NULL -- a keyed hash of the row
) STRICT, WITHOUT ROWID;

-- What figures still count of an erased case. Sealed by a secret of its own.
CREATE TABLE tombstones (
    tombstone_id TEXT NOT NULL PRIMARY KEY, -- random
    body_sealed BLOB NOT NULL -- the month, counted choices, the outcome; no number, no day
) STRICT, WITHOUT ROWID;

-- Files that people handed over. Knows their holder by a tag only. The cleaned bytes lie in sealed
-- pieces in a file of their own beside the database (see piece_file.py).
CREATE TABLE evidence (
    evidence_id TEXT NOT NULL PRIMARY KEY, -- random
    holder_tag BLOB NOT NULL, -- a draft or a case; the id of the key below tells which of the two
    state TEXT NOT NULL CHECK (state IN ('offered', 'waiting', 'clean', 'erased')),
    expires_at TEXT, -- a full hour, UTC: when an offer is forgotten, or the fetching for a case ends
    key_wrapped BLOB NOT NULL, -- the key of this file alone, under the key of its week or its case
    request_sealed BLOB, -- how to fetch it and whose chat it came from; erased once it was cleaned
    body_sealed BLOB NOT NULL, -- what it was sent as, what was taken out, sizes
    epoch TEXT DEFAULT '' -- the week of its draft, or in which the fetching ends; its key seals the
    -- request, and wraps the key of a draft's file; NULL where the key of its case wraps all there is
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_by_holder ON evidence (holder_tag);

CREATE INDEX evidence_by_state ON evidence (state) WHERE state <> 'clean';

CREATE INDEX evidence_by_epoch ON evidence (epoch) WHERE epoch IS NOT NULL;

-- Cases that were erased, until it is noted beside the epoch keys, so that no backup brings them back.
CREATE TABLE erased (
    case_tag BLOB NOT NULL PRIMARY KEY, -- a keyed hash of the id it had
    epoch TEXT NOT NULL -- the week in which its key would have ended
) STRICT, WITHOUT ROWID;

-- Whose reports are not taken for a while. No row of a case leads here, nor from here to a case.
CREATE TABLE mutes (
    sender_tag BLOB NOT NULL PRIMARY KEY, -- of an account and a week; another one each week
    until TEXT NOT NULL -- the day from which reports are taken again
) STRICT, WITHOUT ROWID;
