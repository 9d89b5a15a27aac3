-- Which replica publishes what the service announces: one row at most.
CREATE TABLE relay_lease (
    one    boolean     PRIMARY KEY DEFAULT true CHECK (one),
    holder text        NOT NULL,
    epoch  bigint      NOT NULL,
    until  timestamptz NOT NULL
);

-- How far each shard is known to be published.
CREATE TABLE relay_position (
    shard    int    PRIMARY KEY,
    position bigint NOT NULL
);
