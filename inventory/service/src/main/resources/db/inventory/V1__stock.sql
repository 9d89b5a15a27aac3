-- One row a product, locked and written once a batch. What is on hand is available, held or committed, and never negative.
CREATE TABLE stock (
    product   text   PRIMARY KEY,
    name      text,
    on_hand   bigint NOT NULL CHECK (on_hand >= 0),
    held      bigint NOT NULL CHECK (held >= 0),
    committed bigint NOT NULL CHECK (committed >= 0),
    available bigint NOT NULL GENERATED ALWAYS AS (on_hand - held - committed) STORED CHECK (available >= 0)
) WITH (fillfactor = 70);
