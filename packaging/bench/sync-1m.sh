#!/usr/bin/env bash
# Measures the import of a feed of 1,000,000 items (about 1 GB) with 256 MB of heap: rows a second, peak memory, and a
# second run of the same feed.
#
#   packaging/bench/sync-1m.sh [ITEMS]                 into an H2 file
#   packaging/bench/sync-1m.sh --db postgres [ITEMS]   into a PostgreSQL of its own, durable, 1 GB of shared buffers; then
#                                                      into another database of it whose triggers on products, which keep
#                                                      the table that searches read, are disabled: compare the two
#
# Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path) and about 20 GB of free disk.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/bench/postgres.sh
db=h2
if [ "${1-}" = --db ]; then
  db=$2
  shift 2
fi
items=${1:-1000000}
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
server=embedded-server/target
[ -d "$server/libs" ] && [ -d "$server/test-classes" ] || { echo "Build first: mvn -DskipTests package" >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
finish() {
  stop_postgres immediate
  rm -rf "$work"
}
trap finish EXIT
hertz=$(getconf CLK_TCK)

feed() { # items
  "$java" -cp $server/test-classes dev.opsdeck.server.sync.SampleFeed "$work/$1.xml" "$1" 300
}
import() { # items, then where
  local feed=$work/$1.xml
  shift
  exec "$java" -Xmx256m "-Xlog:gc*:file=$work/gc.log" -cp "$server/classes:$server/libs/*" dev.opsdeck.server.Main \
    sync "$feed" --source big --network bench --json "$@"
}

# Twice the same feed.
measure() { # what, then where
  local what=$1 begin pid peak cpu pg millis heap seen
  shift
  for run in first second; do
    pg=$(postgres_ticks) begin=$(date +%s%N) peak=0 cpu=0
    import "$items" "$@" >"$work/run.json" &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
      seen=$(awk '/^VmHWM/ {print int($2 / 1024)}' "/proc/$pid/status" 2>/dev/null || true)
      peak=${seen:-$peak}
      seen=$(sed 's/^.*) //' "/proc/$pid/stat" 2>/dev/null | awk '{print $12 + $13}' || true)
      cpu=${seen:-$cpu}
      sleep 0.2
    done
    wait "$pid" || { echo "the $run run failed" >&2; exit 1; }
    millis=$((($(date +%s%N) - begin) / 1000000))
    heap=$(grep -o '[0-9]*M->[0-9]*M(' "$work/gc.log" | sed 's/.*->\([0-9]*\)M(/\1/' | sort -n | tail -1)
    echo "$what, $run run: $(tail -1 "$work/run.json")"
    echo "  $millis ms, $((items * 1000 / millis)) rows a second; CPU $((cpu / hertz)) s, of PostgreSQL" \
      "$((($(postgres_ticks) - pg) / hertz)) s; peak resident $peak MB, most heap after a collection ${heap:-?} MB"
  done
}

echo "$(date -u +%F) load $(cut -d' ' -f1 /proc/loadavg)"
feed "$items"
echo "feed: $items items, $(wc -c <"$work/$items.xml") bytes"
if [ "$db" = h2 ]; then
  measure H2 --data "$work/data"
  echo "  database $(du -sm "$work/data" | cut -f1) MB"
  exit
fi
start_postgres "$work/pg" 25434 -c shared_buffers=1GB -c max_wal_size=4GB
feed 10
psql() { "$pgbin/psql" -h 127.0.0.1 -p 25434 -U bench -q -A -t "$@"; }
for what in as-shipped no-triggers; do
  psql -d postgres -c "create database \"$what\""
  url="jdbc:postgresql://127.0.0.1:25434/$what?user=bench"
  # Makes the schema.
  (import 10 --db-url "$url" --dry-run >/dev/null)
  [ $what = as-shipped ] || psql -d $what -c "alter table products disable trigger user"
  measure "PostgreSQL $what" --db-url "$url"
  psql -d $what -c "select '  database ' || pg_database_size(current_database()) / 1048576 || ' MB, rows of product_words '
    || (select count(*) from product_words)"
done
