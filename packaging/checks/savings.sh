#!/usr/bin/env bash
# What caches, compression and ETags save, in one run on a real PostgreSQL and Redis: the default mix of the load engine
# against one server that keeps nothing, against one with its memory, and against two that share Redis, at the same
# rate in all; statements that reached PostgreSQL and their time, per request. Then the bytes of common reads plain, with
# gzip, and asked again with their ETag.
#
#   packaging/checks/savings.sh [--rate 200] [--seconds 60]
#
# Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path); installs PostgreSQL and Redis from
# Debian's packages when they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
rate=200 seconds=60
while [ $# -gt 0 ]; do
  case $1 in
    --rate) rate=$2 ;;
    --seconds) seconds=$2 ;;
    *) sed -n '2,11p' "$0"; exit 2 ;;
  esac
  shift 2
done
need() { # command package
  command -v "$1" >/dev/null || { apt-get update -qq && apt-get install -y -qq "$2" >/dev/null; }
}
need redis-server redis-server
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need initdb postgresql
pgbin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
built=embedded-server/target
[ -d $built/libs ] && [ -d $built/test-classes ] || { echo "Build first: mvn -DskipTests package" >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
pids=()
# PostgreSQL does not run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  as_postgres "$pgbin/pg_ctl" -D "$work/pg" -m immediate stop >/dev/null 2>&1 || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

mkdir "$work/pg"
[ "$(id -u)" != 0 ] || chown postgres "$work/pg"
database=$(free_port)
as_postgres "$pgbin/initdb" -D "$work/pg" -U bench -A trust >/dev/null
as_postgres "$pgbin/pg_ctl" -D "$work/pg" -w -l "$work/pg/log" \
  -o "-p $database -h 127.0.0.1 -k '' -c shared_buffers=256MB -c shared_preload_libraries=pg_stat_statements" \
  start >/dev/null
jdbc="jdbc:postgresql://127.0.0.1:$database/postgres?user=bench"
sql() { "$pgbin/psql" -h 127.0.0.1 -p "$database" -U bench postgres -Atqc "$1"; }
sql 'create extension pg_stat_statements'
shared=$(free_port)
redis-server --port "$shared" --bind 127.0.0.1 --save '' --appendonly no >"$work/redis.log" &
pids+=($!)
"$java" -cp "$built/test-classes:$built/classes:$built/libs/*" dev.opsdeck.server.products.CatalogueSeed "$jdbc" >/dev/null

OPSDECK_OPERATOR_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export OPSDECK_OPERATOR_TOKEN
start() { # name options...: sets url
  local log=$work/$1.log
  shift
  : >"$log"
  "$java" -XX:+UseSerialGC -Xmx256m -jar $built/opsdeck-server.jar serve --port 0 --limits off --db-url "$jdbc" \
    --data "$work/data" "$@" >"$log" 2>&1 &
  pids+=($!)
  until grep -q 'Opsdeck listens on' "$log"; do
    kill -0 "${pids[-1]}" 2>/dev/null || { cat "$log" >&2; exit 1; }
    sleep 0.2
  done
  url=$(sed -n 's/.*Opsdeck listens on \(http[^ ]*\).*/\1/p' "$log" | head -n 1)
}
load() { # url rate seconds: the default mix
  "$java" -jar $built/opsdeck-server.jar load --target "$1" --rate "$2" --duration "${3}s" --json
}
# What PostgreSQL does for itself and for this script does not count, nor what the servers do without requests.
counted="query not ilike '%pg_stat%' and query not ilike '%cache_stamps%' and query !~* '^(begin|commit|set|show|reset)'"
measure() { # name urls...
  local name=$1 each=$((rate / ($# - 1))) runs=() requests
  shift
  for one in "$@"; do load "$one" "$each" 10 >/dev/null || true; done
  sql 'select pg_stat_statements_reset()' >/dev/null
  for one in "$@"; do load "$one" "$each" "$seconds" >"$work/run-${#runs[@]}" & runs+=($!); done
  for run in "${runs[@]}"; do wait "$run" || true; done # its verdict does not matter here
  requests=$(cat "$work"/run-* | grep -o '"requests":[0-9]*' | head -n "$#" | sed 's/.*://' | awk '{ n += $1 } END { print n }')
  rm "$work"/run-*
  sql "select sum(calls) filter (where query not ilike '%analytics%'), sum(calls) filter (where query ilike '%analytics%'),
    sum(total_exec_time) from pg_stat_statements where $counted" | awk -F'|' -v n="$requests" -v name="$name" '{
      printf "%-28s %7d requests: %.3f statements a request, %.3f of analytics, %.0f us of PostgreSQL\n",
        name, n, ($1 + $2) / n, $2 / n, $3 * 1000 / n }'
}

start none --uncached all
measure "no cache" "$url"
start memory
first=$url
measure "memory" "$first"
start one --redis-url "redis://127.0.0.1:$shared"
one=$url
start two --redis-url "redis://127.0.0.1:$shared"
measure "two servers and Redis" "$one" "$url"

echo "bytes of the answer with its headers: plain, gzip, asked again with its ETag"
for path in '/products?limit=20' '/products/top?limit=20' '/products/1' '/analytics/overview?period=30d' \
  '/analytics/revenue?period=30d'; do
  etag=$(curl -sf -o /dev/null -D - "$first$path" | tr -d '\r' | awk -F': ' 'tolower($1) == "etag" { print $2 }')
  size='%{size_header} %{size_download}'
  plain=$(curl -sf -o /dev/null -w "$size" "$first$path")
  packed=$(curl -sf -o /dev/null -w "$size" -H 'Accept-Encoding: gzip' "$first$path")
  again=$(curl -sf -o /dev/null -w "$size" -H "If-None-Match: $etag" "$first$path")
  echo "$path $plain $packed $again" | awk '{ p = $2 + $3; g = $4 + $5; a = $6 + $7
    printf "%-32s %6d %6d (%.0f %% less) %6d (%.0f %% less)\n", $1, p, g, 100 - 100 * g / p, a, 100 - 100 * a / p }'
done
