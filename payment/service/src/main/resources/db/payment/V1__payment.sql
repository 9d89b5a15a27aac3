-- Which order a payment is for; its history is in that order's stream.
CREATE TABLE payment_index (
    payment   text PRIMARY KEY,
    for_order text NOT NULL
);

-- The sandbox gateway's own books; no other table refers to them.
CREATE TABLE sandbox_ledger (
    key              text        PRIMARY KEY,
    kind             text        NOT NULL,
    amount           text        NOT NULL,
    reference        text        NOT NULL,
    declined_because text,
    at               timestamptz NOT NULL
);
