-- How often something was parked or settled in the shard: who decided on an older number decides again.
ALTER TABLE log_head ADD COLUMN parkings bigint NOT NULL DEFAULT 0;

-- Those of a subject are settled in the order in which they were parked.
ALTER TABLE parked_news
    ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN tries  int NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX parked_news_number ON parked_news (number);
CREATE INDEX parked_news_subject ON parked_news (subject, number);

-- What is old is found without reading what is not.
CREATE INDEX idempotency_age ON idempotency USING brin (created_at);
CREATE INDEX ignored_news_age ON ignored_news USING brin (at);
