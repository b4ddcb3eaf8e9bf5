# Read by the scripts that want a PostgreSQL of their own: start_postgres, stop_postgres, postgres_ticks.
# PostgreSQL comes from Debian's packages and is installed when it is missing; it does not run as root.

as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# Starts it in a folder that is new or was used before, durable as it is shipped unless options say otherwise; sets jdbc.
start_postgres() { # folder port options...
  pgdata=$1
  local port=$2
  shift 2
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || {
    apt-get update -qq && apt-get install -y -qq postgresql >/dev/null
  }
  pgbin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
  if [ ! -d "$pgdata" ]; then
    mkdir "$pgdata"
    [ "$(id -u)" != 0 ] || chown postgres "$pgdata"
    (cd / && as_postgres "$pgbin/initdb" -D "$pgdata" -U bench -A trust >/dev/null)
  fi
  (cd / && as_postgres "$pgbin/pg_ctl" -D "$pgdata" -w -t 600 -l "$pgdata/log" \
    -o "-p $port -h 127.0.0.1 -k '' -c max_connections=60 $*" start >/dev/null)
  jdbc="jdbc:postgresql://127.0.0.1:$port/postgres?user=bench"
}

# For those that fill it first: nothing waits for the disk, and nothing is kept for a crash.
fast="-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c wal_level=minimal -c max_wal_senders=0 \
-c max_wal_size=8GB -c autovacuum=off -c maintenance_work_mem=1GB"

stop_postgres() { # mode
  [ -z "${pgbin-}" ] || (cd / && as_postgres "$pgbin/pg_ctl" -D "$pgdata" -m "$1" -w -t 600 stop >/dev/null 2>&1) || true
}

# CPU of all its processes until now, also of those that are gone.
postgres_ticks() {
  [ -n "${pgbin-}" ] || { echo 0; return; }
  local head
  head=$(head -n 1 "$pgdata/postmaster.pid")
  { cat /proc/"$head"/stat; for p in $(pgrep -P "$head"); do cat /proc/"$p"/stat || true; done; } 2>/dev/null |
    sed 's/^.*) //' | awk 'NR == 1 {sum = $12 + $13 + $14 + $15} NR > 1 {sum += $12 + $13} END {print sum + 0}'
}
