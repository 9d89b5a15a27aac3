-- What the sandbox was asked to do about an authorization, and how later calls about it are to behave.
ALTER TABLE sandbox_ledger ADD COLUMN about text, ADD COLUMN script text;

CREATE INDEX sandbox_ledger_about ON sandbox_ledger (about) WHERE about IS NOT NULL;
