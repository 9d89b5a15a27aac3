-- Who may come in with a key. Of the secret only the digest is here; a row is never deleted, so that events can be
-- traced to the key that caused them.
CREATE TABLE api_key (
    id         text        PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
    name       text        NOT NULL,
    scopes     text[]      NOT NULL,
    digest     text        NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX api_key_valid ON api_key (created_at, id) WHERE revoked_at IS NULL;
CREATE INDEX api_key_age ON api_key (created_at, id);
