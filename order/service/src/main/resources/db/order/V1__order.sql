-- An order is its history: the tables of the engine hold all of it. Views for lists and search come beside them.
COMMENT ON TABLE events IS 'Histories of orders; streams are named order-<order id>.';
