-- A customer's living key is found by the unique index; the others are few, and only they are looked for by this one.
-- An index on all of them would be written, at a place of chance, with the first order of every customer.
DROP INDEX person_key_customer;
CREATE INDEX person_key_gone ON person_key (customer, destroyed_at) WHERE destroyed_at IS NOT NULL;
