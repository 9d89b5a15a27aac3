-- The log of one service. Append-only; it is the outbox too. Positions of a shard are dense and in commit order.
CREATE TABLE events (
    shard       int         NOT NULL,
    position    bigint      NOT NULL,
    stream      text        NOT NULL,
    version     bigint      NOT NULL,
    key         text        NOT NULL,
    type        text        NOT NULL,
    data        bytea       NOT NULL,
    meta        bytea       NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (shard, position),
    UNIQUE (stream, version)
);

-- One row a shard: whoever appends holds it until commit, which makes positions visible in order and without gaps.
CREATE TABLE log_head (
    shard    int    PRIMARY KEY,
    position bigint NOT NULL,
    chain    bytea  NOT NULL
) WITH (fillfactor = 10);

-- One row a batch: chain = sha256(previous chain, digest of the batch's bytes).
CREATE TABLE log_batch (
    shard    int    NOT NULL,
    position bigint NOT NULL,
    digest   bytea  NOT NULL,
    chain    bytea  NOT NULL,
    PRIMARY KEY (shard, position)
);

CREATE TABLE idempotency (
    scope        text        NOT NULL,
    key          text        NOT NULL,
    fingerprint  text        NOT NULL,
    stream       text        NOT NULL,
    status       int,
    content_type text,
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);

CREATE TABLE checkpoint (
    source   text   NOT NULL,
    shard    int    NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (source, shard)
) WITH (fillfactor = 10);

-- Counted before a doubtful announcement is tried, so that one that ends the process is found out.
CREATE TABLE news_try (
    source   text   NOT NULL,
    shard    int    NOT NULL,
    position bigint NOT NULL,
    tries    int    NOT NULL,
    PRIMARY KEY (source, shard)
);

CREATE TABLE deadline (
    due_at timestamptz NOT NULL,
    stream text        NOT NULL,
    name   text        NOT NULL,
    key    text        NOT NULL,
    PRIMARY KEY (due_at, stream, name)
);

CREATE TABLE ignored_news (
    source   text        NOT NULL,
    shard    int         NOT NULL,
    position bigint      NOT NULL,
    subject  text        NOT NULL,
    reason   text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (source, shard, position)
);

CREATE TABLE parked_news (
    source   text        NOT NULL,
    shard    int         NOT NULL,
    position bigint      NOT NULL,
    subject  text        NOT NULL,
    type     text        NOT NULL,
    error    text        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (source, shard, position)
);

-- Ends a statement, and with it its transaction, if fewer rows were moved than had to be.
CREATE FUNCTION waybill_expect(actual bigint, expected bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    IF actual <> expected THEN
        RAISE EXCEPTION 'moved % checkpoints of %', actual, expected USING ERRCODE = '40001';
    END IF;
    RETURN actual;
END $$;
