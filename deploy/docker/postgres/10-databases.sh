#!/bin/sh
# One database and one role for each service, owned by it and closed to the others. Runs once, when the volume is empty.
set -eu

for service in order inventory payment; do
  psql -v ON_ERROR_STOP=1 -q -U "${POSTGRES_USER:-postgres}" -d postgres \
    -v name="waybill_$service" -v password="$(cat "/run/secrets/$service-database")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
