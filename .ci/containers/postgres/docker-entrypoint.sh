#!/bin/bash
# As much of the official entrypoint's documented behaviour as the tests use: POSTGRES_USER, _PASSWORD, _DB, _INITDB_ARGS,
# the password as a file too, /docker-entrypoint-initdb.d, options of the server as arguments.
set -euo pipefail
case ${1:-} in postgres) ;; -*) set -- postgres "$@" ;; *) exec "$@" ;; esac
[ -z "${POSTGRES_PASSWORD_FILE:-}" ] || POSTGRES_PASSWORD=$(<"$POSTGRES_PASSWORD_FILE")
unset POSTGRES_PASSWORD_FILE
export POSTGRES_USER=${POSTGRES_USER:-postgres} POSTGRES_PASSWORD=${POSTGRES_PASSWORD:-}
export POSTGRES_DB=${POSTGRES_DB:-$POSTGRES_USER}
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  if [ -z "$POSTGRES_PASSWORD" ]; then
    echo 'no password for the superuser: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE' >&2
    exit 1
  fi
  # shellcheck disable=SC2086
  initdb --username="$POSTGRES_USER" --auth=trust --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") ${POSTGRES_INITDB_ARGS:-}
  printf 'host all all all scram-sha-256\n' >>"$PGDATA/pg_hba.conf"
  # On the socket alone: nobody outside may take a half made database for a whole one.
  pg_ctl -w -o '-c listen_addresses=' start
  sql() { psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" "$@"; }
  [ "$POSTGRES_DB" = postgres ] || sql -d postgres -v name="$POSTGRES_DB" <<<'create database :"name";'
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in *.sh) . "$file" ;; *.sql) sql -d "$POSTGRES_DB" -f "$file" ;; esac
  done
  pg_ctl -w -m fast stop
  echo 'PostgreSQL init process complete; ready for start up.'
fi
unset POSTGRES_PASSWORD
exec "$@"
