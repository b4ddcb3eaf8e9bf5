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
. packaging/bench/lib.sh
. packaging/bench/postgres.sh
need redis-server
database=$(free_port)
start_postgres "$work/pg" "$database" -c shared_buffers=256MB -c shared_preload_libraries=pg_stat_statements
sql() { "$pgbin/psql" -h 127.0.0.1 -p "$database" -U bench postgres -Atqc "$1"; }
sql 'create extension pg_stat_statements'
shared=$(free_port)
redis-server --port "$shared" --bind 127.0.0.1 --save '' --appendonly no >"$work/redis.log" &
pids="$pids $!"
"$java" -cp "$classes" dev.opsdeck.server.products.CatalogueSeed "$jdbc" >/dev/null

OPSDECK_OPERATOR_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export OPSDECK_OPERATOR_TOKEN
start() { # name options...: sets url
  local log=$work/$1.log
  shift
  : >"$log"
  "$java" -XX:+UseSerialGC -Xmx256m -jar $jar serve --port 0 --limits off --db-url "$jdbc" \
    --data "$work/data" "$@" >"$log" 2>&1 &
  pids="$pids $!"
  url=$(url_of $! "$log")
}
load() { # url rate seconds: the default mix
  "$java" -jar $jar load --target "$1" --rate "$2" --duration "${3}s" --json
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
