-- The keys that personal data is sealed with, one living key a customer. Destroying a key is forgetting the customer:
-- the row stays and says when, by whom and under which reference; what was sealed stays too, and says nothing any more.
CREATE TABLE person_key (
    id           uuid        PRIMARY KEY,
    customer     text        NOT NULL,
    wrapped      text,
    master_key   text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    destroyed_by text,
    reference    text,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

CREATE UNIQUE INDEX person_key_living ON person_key (customer) WHERE wrapped IS NOT NULL;
CREATE INDEX person_key_customer ON person_key (customer);
CREATE INDEX person_key_destroyed ON person_key (destroyed_at) WHERE destroyed_at IS NOT NULL;

-- The master key that this database was begun with: what tells it from others, not the key. One row at most.
CREATE TABLE master_key (
    one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
    fingerprint text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- Ends a statement, and with it its transaction, if it was sealed with a key that is gone: decide again.
CREATE FUNCTION waybill_expect_keys(living bigint, used bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    IF living <> used THEN
        RAISE EXCEPTION '% of % keys are gone', used - living, used USING ERRCODE = '40001';
    END IF;
    RETURN living;
END $$;
