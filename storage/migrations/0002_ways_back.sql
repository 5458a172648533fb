CREATE TABLE mailboxes (
    lookup_tag BLOB NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE REFERENCES cases (case_id),
    public_key BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE routes (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (case_id),
    delete_on TEXT NOT NULL,
    person_tag BLOB NOT NULL,
    chat_sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX routes_by_deletion ON routes (delete_on);

CREATE TABLE letters (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    letter_id TEXT NOT NULL,
    body_sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, letter_id)
) STRICT, WITHOUT ROWID;
