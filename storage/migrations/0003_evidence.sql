CREATE TABLE evidence (
    evidence_id TEXT NOT NULL PRIMARY KEY,
    holder_tag BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'waiting', 'clean', 'erased')),
    expires_at TEXT,
    key_wrapped BLOB NOT NULL,
    request_sealed BLOB,
    body_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX evidence_by_holder ON evidence (holder_tag);

CREATE INDEX evidence_by_state ON evidence (state) WHERE state <> 'clean';
