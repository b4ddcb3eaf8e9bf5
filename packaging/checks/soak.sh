#!/usr/bin/env bash
# Puts load on a server for minutes at 200 connections and looks for growth: heap after a full collection, resident
# memory, open files. Ends with 1 when one of them grew or a request failed. Needs a built tree (mvn -DskipTests package),
# JDK 25 (JAVA_HOME or java and jcmd on the path) and Debian's packages wrk, and for the second form postgresql and
# redis-server, which it installs when they are missing.
#
# Usage: packaging/checks/soak.sh [MINUTES]             (10 when left out) on H2, reads only
#        packaging/checks/soak.sh [MINUTES] postgres    on PostgreSQL with Redis, writes in the mix, and every request
#                                                       counted by limits in Redis that are too high to refuse one
set -eu
cd "$(dirname "$0")/../.."
. packaging/bench/lib.sh
. packaging/bench/postgres.sh
need wrk curl
minutes="${1:-10}"
store="${2:-h2}"

# An operator's token: of the writes, and of nothing else.
OPSDECK_OPERATOR_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export OPSDECK_OPERATOR_TOKEN
case "$store" in
h2)
    seed="$work/data"
    set -- --limits off
    writes=0
    ;;
postgres)
    need redis-server python3
    database=$(free_port)
    shared=$(free_port)
    start_postgres "$work/pg" "$database" -c shared_buffers=256MB
    redis-server --port "$shared" --bind 127.0.0.1 --save '' --appendonly no >"$work/redis.log" &
    pids=$!
    seed=$jdbc
    most=1000000/1s
    set -- --db-url "$seed" --redis-url "redis://127.0.0.1:$shared" --limit-reads $most --limit-default $most \
        --limit-operations $most
    writes=1
    ;;
*)
    sed -n '2,11p' "$0" >&2
    exit 2
    ;;
esac
"$java" -cp "$classes" dev.opsdeck.server.products.CatalogueSeed "$seed" 2000 7
"$java" -Xmx256m -jar "$jar" serve --port 0 "$@" --data "$work/data" 2>"$work/server.log" &
server=$!
pids="$pids $server"
url=$(url_of "$server" "$work/server.log")

# A mix of cached and uncached reads, new prices where there are writes, and new connections.
cat >"$work/mix.lua" <<EOF
local n, writes = 0, $writes
local operator = {["Authorization"] = "Bearer $OPSDECK_OPERATOR_TOKEN", ["Content-Type"] = "application/merge-patch+json"}
EOF
cat >>"$work/mix.lua" <<'EOF'
function request()
  n = n + 1
  local kind = n % 10
  if writes == 1 and n % 50 == 3 then
    return wrk.format("PATCH", "/products/" .. (n % 1900 + 1), operator, '{"price":' .. (n % 9000 + 1) .. '.25}')
  end
  if kind < 4 then return wrk.format("GET", "/products/top") end
  if kind < 6 then return wrk.format("GET", "/products/" .. (n % 1900 + 1)) end
  if kind == 6 then return wrk.format("GET", "/products?offset=" .. (n % 1900), {["Accept-Encoding"] = "gzip"}) end
  if kind == 7 then return wrk.format("GET", "/analytics/overview?period=" .. (n % 30 + 1) .. "d") end
  if kind == 8 then return wrk.format("GET", "/analytics/products/" .. (n % 1900 + 1)) end
  return wrk.format("GET", "/health", {["Connection"] = "close"})
end
EOF
heap() {
    "${java%java}jcmd" "$server" GC.run >/dev/null
    "${java%java}jcmd" "$server" GC.run >/dev/null
    "${java%java}jcmd" "$server" GC.heap_info | sed -n 's/.*used \([0-9]*\)K.*/\1/p' | head -1
}
resident() { sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$server/status"; }
files() { ls "/proc/$server/fd" | wc -l; }

# Compiled and with full caches first; and the server keeps the events of the last minutes in memory, so that the level
# to compare with is taken after 6 of 10 parts of the time.
wrk -t 2 -c 200 -d 20s -s "$work/mix.lua" "$url" >/dev/null
sleep 8 # longer than the keep-alive
first_files=$(files)
echo "begin: heap after collection $(heap) kB, resident $(resident) kB, files $first_files"
slices=$((minutes * 2))
level=$((slices * 6 / 10))
slice=0
while [ "$slice" -lt "$slices" ]; do
    slice=$((slice + 1))
    wrk -t 2 -c 200 -d 30s -s "$work/mix.lua" "$url" >"$work/wrk.txt" &
    load=$!
    pids="$pids $load"
    sleep 25
    busy=$(files)
    wait "$load" || fail "wrk ended badly: $(cat "$work/wrk.txt")"
    rate=$(sed -n 's/^Requests.sec: *//p' "$work/wrk.txt")
    bad=$(sed -n 's/.*Non-2xx or 3xx responses: //p' "$work/wrk.txt")
    now_heap=$(heap)
    now_resident=$(resident)
    echo "$slice/$slices: $rate requests/s, files under load $busy, heap after collection $now_heap kB," \
        "resident $now_resident kB"
    if [ "$slice" -eq "$level" ]; then
        first_heap=$now_heap
        first_resident=$now_resident
    fi
    [ -z "$bad" ] || fail "$bad requests were not answered with 2xx"
done
sleep 8
last_heap=$(heap); last_files=$(files); last_resident=$(resident)
echo "end: heap after collection $last_heap kB, resident $last_resident kB, files $last_files"
grep -E " ERROR " "$work/server.log" && fail "the log has errors"
[ "$last_heap" -le $((first_heap * 115 / 100 + 4096)) ] || fail "the heap grew from $first_heap to $last_heap kB"
[ "$last_files" -le $((first_files + 10)) ] || fail "open files grew from $first_files to $last_files"
[ "$last_resident" -le $((first_resident * 125 / 100 + 16384)) ] ||
    fail "resident memory grew from $first_resident to $last_resident kB"
echo "ok: nothing grew in $minutes minutes"
