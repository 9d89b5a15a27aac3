-- What the digest of a batch covers. Batches of before, and of a replica that is not yet renewed, do not cover key and time.
ALTER TABLE log_batch ADD COLUMN format smallint NOT NULL DEFAULT 1;
