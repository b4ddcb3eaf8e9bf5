#!/usr/bin/env bash
# Measures analytics at size on a new database: answers that no cache has over 10,000 products and 90 days, and how many
# events a second one server takes in batches of 1,000 and of some 7 MiB.
#
#   packaging/bench/events.sh                      on an H2 file
#   packaging/bench/events.sh --db postgres        on a PostgreSQL of its own, durable, 1 GB of shared buffers
#   packaging/bench/events.sh --db JDBC-URL        on an empty PostgreSQL database, such as
#                                                  "jdbc:postgresql://localhost/bench?user=me&password=secret"
#   packaging/bench/events.sh --ids 80000000       on a PostgreSQL of its own in which so many ids of events stand, those
#                                                  of eight days: answers and batches, with the CPU of the server (a
#                                                  process with 256 MB of heap) and of PostgreSQL; then the oldest eighth
#                                                  is forgotten at once, and it is told what others notice
#
# Options: --products 10000, --days 90, --seconds 10, --postgres "-c wal_compression=on" (more settings of its
# PostgreSQL), --folder DIR (of its PostgreSQL; kept, and used again as it is left: filling it takes minutes). Without
# --folder all is deleted at the end. Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path),
# 2 GB of free disk, and 300 bytes more for each id.
set -euo pipefail
cd "$(dirname "$0")/../.."
. packaging/bench/postgres.sh
db=h2 products=10000 days=90 seconds=10 ids=0 settings= folder=
while [ $# -gt 0 ]; do
  case $1 in
    --db) db=$2 ;;
    --products) products=$2 ;;
    --days) days=$2 ;;
    --seconds) seconds=$2 ;;
    --ids) ids=$2 ;;
    --postgres) settings=$2 ;;
    --folder) folder=$2 ;;
    *) sed -n '2,21p' "$0"; exit 2 ;;
  esac
  shift 2
done
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
server=embedded-server/target
[ -d "$server/libs" ] && [ -d "$server/test-classes" ] || { echo "Build first: mvn -DskipTests package" >&2; exit 1; }
classes="$server/test-classes:$server/classes:$server/libs/*"
work=$(mktemp -d)
chmod 755 "$work"
started=
finish() {
  [ -z "$started" ] || kill "$started" 2>/dev/null || true
  stop_postgres fast
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
folder=${folder:-$work/pg}

if [ "$ids" = 0 ]; then
  target=$db
  [ "$db" != h2 ] || target=$work/data
  if [ "$db" = postgres ]; then
    start_postgres "$folder" 25433 -c shared_buffers=1GB $settings
    target=$jdbc
  fi
  "$java" -Xmx512m -cp "$classes" dev.opsdeck.server.analytics.EventsBenchmark "$target" "$products" "$days" "$seconds"
  exit
fi

benchmark=dev.opsdeck.server.analytics.KeptIdsBenchmark
if [ ! -d "$folder" ]; then
  start_postgres "$folder" 25433 -c shared_buffers=1GB $fast
  "$java" -Xmx256m -cp "$classes" $benchmark fill "$jdbc" "$products" "$days" "$ids"
  stop_postgres fast
fi
start_postgres "$folder" 25433 -c shared_buffers=1GB $settings
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
: >"$work/server.log"
OPSDECK_OPERATOR_TOKEN=$token "$java" -XX:+UseSerialGC -Xmx256m "-Xlog:gc*:file=$work/gc.log" -cp "$classes" \
  dev.opsdeck.server.Main serve --port 0 --limits off --uncached all --db-url "$jdbc" --data "$work/data" \
  >"$work/server.log" 2>&1 &
started=$!
until grep -q 'Opsdeck listens' "$work/server.log"; do
  kill -0 "$started" 2>/dev/null || { cat "$work/server.log"; exit 1; }
  sleep 0.2
done
port=$(sed -n 's/.*Opsdeck listens on http:\/\/127\.0\.0\.1:\([0-9]*\).*/\1/p' "$work/server.log")
echo "$(date -u +%F) PostgreSQL, $ids ids, $products products, $days days"
"$java" -Xmx256m -cp "$classes" $benchmark measure "$jdbc" "$products" "$seconds" "http://127.0.0.1:$port" "$token" \
  "$started" "$(head -n 1 "$folder/postmaster.pid")"
echo "server: most heap after a collection $(grep -o '[0-9]*M->[0-9]*M(' "$work/gc.log" |
  sed 's/.*->\([0-9]*\)M(/\1/' | sort -n | tail -1) MB," \
  "most resident $(awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$started/status") MB"
grep -E ' (WARN|ERROR) ' "$work/server.log" || true
