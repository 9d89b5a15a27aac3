-- Shared rows and a view of the example that the contracts of the engine use.
CREATE TABLE pot (
    name  text   PRIMARY KEY,
    coins bigint NOT NULL CHECK (coins >= 0),
    out   bigint NOT NULL CHECK (out >= 0)
) WITH (fillfactor = 70);

CREATE TABLE purse_view (
    purse   text   PRIMARY KEY,
    version bigint NOT NULL,
    coins   bigint NOT NULL
);
