-- Rows from before are given their week at start, by the program: it needs the keys.
ALTER TABLE evidence ADD COLUMN epoch TEXT DEFAULT '';

CREATE INDEX evidence_by_epoch ON evidence (epoch) WHERE epoch IS NOT NULL;

-- What waits for a case has had no end so far. A value begins with the id of its key, and a file of
-- a case has its key under the key that seals the case.
UPDATE evidence SET expires_at = strftime('%Y-%m-%dT%H+00:00', 'now', '+7 hours')
WHERE state = 'waiting'
    AND substr(key_wrapped, 1, 5) IN (SELECT substr(body_sealed, 1, 5) FROM cases);
