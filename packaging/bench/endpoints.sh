#!/usr/bin/env bash
# What a request costs: CPU of the server process in microseconds (user + system, over the requests), CPU of PostgreSQL
# likewise, requests a second, p50, p95, p99 and errors, by wrk, in rounds that go through all cases in turn. The median
# of the rounds is told. Machines drift: compare only figures of one run. A static file behind nginx is in every run as
# the yardstick.
#
#   packaging/bench/endpoints.sh                    Opsdeck on PostgreSQL (one of its own, thrown away afterwards)
#   packaging/bench/endpoints.sh --db h2            Opsdeck on its H2 file
#   packaging/bench/endpoints.sh --url URL --pid N  any server with the same contract that runs already
#
# Options: --connections 50 (or 200), --rounds 5, --seconds 5, --cases "health top ...", --token T (of a server by URL).
# Cases beside the usual ones: search, prices, analytics (of one product), revenue, platforms, each with "-db" as well;
# words, searches of words that few or many products have, a different one each time.
# Cases that end in "-db" go to a second instance whose caches are off (--uncached all), so that the way to the database
# is measured; "list-page" goes to a third that remembers how many products there are until the next write, as shipped,
# and nothing else. Writes come last: they make the catalogue larger. JVM_FLAGS are the options of its Java, by default
# those of bin/opsdeck-server on two cores; LIMITS its limits, by default "--limits off" (one client makes all requests).
# Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path); installs wrk, nginx and PostgreSQL
# from Debian's packages when they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
db=postgres connections=50 rounds=5 seconds=5 url= given= token=
cases="nginx health list list-page list-db top top-db product product-db overview create price"
while [ $# -gt 0 ]; do
  case $1 in
    --db) db=$2 ;;
    --connections) connections=$2 ;;
    --rounds) rounds=$2 ;;
    --seconds) seconds=$2 ;;
    --cases) cases=$2 ;;
    --url) url=$2 ;;
    --pid) given=$2 ;;
    --token) token=$2 ;;
    *) sed -n '2,20p' "$0"; exit 2 ;;
  esac
  shift 2
done

. packaging/bench/lib.sh
. packaging/bench/postgres.sh
need wrk nginx
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
heap=256m
[ "$db" = h2 ] || heap=112m
usual="-XX:+UseCompactObjectHeaders -XX:TrimNativeHeapInterval=10000 -XX:+UseSerialGC -Xmx$heap"
start_opsdeck() { # port options...
  local port=$1
  shift
  : >"$work/$port.log"
  OPSDECK_OPERATOR_TOKEN=$token "$java" ${JVM_FLAGS-$usual} -jar $jar --port "$port" ${LIMITS---limits off} "${data[@]}" \
    "$@" >"$work/$port.log" 2>&1 &
  started=$!
  pids="$pids $started"
  url_of $started "$work/$port.log" >/dev/null
}

if [ -n "$url" ]; then
  [ -n "$given" ] || { echo "--url wants --pid, the process whose CPU is counted" >&2; exit 2; }
  shipped=$url shipped_pid=$given uncached=$url uncached_pid=$given pages=$url pages_pid=$given
else
  token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  if [ "$db" = postgres ]; then
    start_postgres "$work/pg" 25432 -c shared_buffers=256MB
    data=(--db-url "$jdbc" --data "$work/data")
    seed=$jdbc
  else
    data=(--data "$work/data")
    seed=$work/data
  fi
  "$java" -cp "$classes" dev.opsdeck.server.products.CatalogueSeed "$seed" >/dev/null
  start_opsdeck 28080
  shipped=http://127.0.0.1:28080 shipped_pid=$started
  if [ "$db" = postgres ]; then
    start_opsdeck 28081 --uncached all
    uncached=http://127.0.0.1:28081 uncached_pid=$started
    start_opsdeck 28083 --uncached products,products.lists,products.top
    pages=http://127.0.0.1:28083 pages_pid=$started
  else # an H2 file has one server: it is started again for the cases that go to the database
    uncached= uncached_pid= pages= pages_pid=
  fi
fi

# The yardstick: the same bytes as the top list, from a file.
mkdir "$work/static"
curl -sf "$shipped/products/top?limit=20" -o "$work/static/top.json"
cat >"$work/nginx.conf" <<NGINX
pid $work/nginx.pid;
error_log /dev/null;
worker_processes 1;
events { worker_connections 1024; }
http {
  access_log off;
  keepalive_requests 1000000000;
  default_type application/json;
  server { listen 127.0.0.1:28082 backlog=1024; root $work/static; }
}
NGINX
nginx -c "$work/nginx.conf" -g 'daemon off;' 2>/dev/null &
pids="$pids $!"
sleep 0.5
nginx_pid=$(pgrep -P $! | head -n 1)

# wrk's script: the request of a case, and one line of figures at the end.
lua() {
  cat <<LUA
local token, case = "$token", "$1"
local n, thread = 0, 0
function setup(t) thread = thread + 1; t:set("number", thread) end
function init() math.randomseed(os.time() + number * 1000) end
function request()
  if string.find(case, "^product") then
    return wrk.format("GET", "/products/" .. math.random(1, 10000))
  elseif string.find(case, "^prices") then
    return wrk.format("GET", "/products/" .. math.random(1, 10000) .. "/prices")
  elseif string.find(case, "^analytics") then
    return wrk.format("GET", "/analytics/products/" .. math.random(1, 10000) .. "?period=30d")
  elseif case == "words" then -- nobody asked for it before: no finished answer is in a cache
    local words = ({"product " .. math.random(0, 10006), "series " .. math.random(0, 96), "brand " .. math.random(0, 210)})
    local q = words[math.random(3)]:gsub("%a", function(c) return math.random(2) == 1 and c:upper() or c end)
    return wrk.format("GET", "/products?limit=20&q=" .. q:gsub(" ", "+"))
  elseif case == "price" then
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/merge-patch+json"
    return wrk.format("PATCH", "/products/" .. math.random(1, 10000), nil,
      '{"price":' .. math.random(1, 99999) .. '.25}')
  elseif case == "create" then
    n = n + 1
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/json"
    return wrk.format("POST", "/products", nil,
      '{"network":"bench","externalId":"$2-' .. number .. "-" .. n .. '","title":"A product of the bench",'
      .. '"url":"https://shop.example/b","price":12.5,"currency":"EUR","commissionRate":0.05,"availability":"in_stock","status":"active"}')
  end
  return wrk.format("GET", wrk.path)
end
function done(s, l, r)
  io.write(string.format("figures %d %.0f %.3f %.3f %.3f %d\n", s.requests, s.requests / s.duration * 1e6,
    l:percentile(50) / 1000, l:percentile(95) / 1000, l:percentile(99) / 1000,
    s.errors.connect + s.errors.read + s.errors.write + s.errors.status + s.errors.timeout))
end
LUA
}

ticks() { # pids; a name may have spaces
  cat $(printf '/proc/%s/stat ' "$@") 2>/dev/null | sed 's/^.*) //' | awk '{sum += $12 + $13} END {print sum + 0}'
}
hertz=$(getconf CLK_TCK)

aim() { # case: sets base, pid and path
  base=$shipped pid=$shipped_pid
  case $1 in
    nginx) base=http://127.0.0.1:28082 pid=$nginx_pid path=/top.json ;;
    health) path=/health ;;
    list | list-db | list-page) path='/products?limit=20' ;;
    top | top-db) path='/products/top?limit=20' ;;
    search | words | search-db) path='/products?q=series&limit=20' ;;
    overview | overview-db) path='/analytics/overview?period=30d' ;;
    revenue | revenue-db) path='/analytics/revenue?period=90d' ;;
    platforms | platforms-db) path='/analytics/platforms?period=30d' ;;
    product* | prices* | analytics*) path=/products/1 ;;
    create | price) path=/products ;;
    *) echo "unknown case $1" >&2; exit 2 ;;
  esac
  case $1 in
    *-db) base=$uncached pid=$uncached_pid ;;
    list-page) base=$pages pid=$pages_pid ;;
  esac
}

measure() { # case round
  local base pid path
  aim "$1"
  lua "$1" "$2-$$" >"$work/wrk.lua"
  wrk -t 1 -c "$connections" -d 1 -s "$work/wrk.lua" "$base$path" >/dev/null 2>&1 # warm
  lua "$1" "$2-$$-m" >"$work/wrk.lua"
  local before pg_before after pg_after line
  before=$(ticks "$pid") pg_before=$(postgres_ticks)
  line=$(wrk -t 1 -c "$connections" -d "$seconds" -s "$work/wrk.lua" "$base$path" 2>&1 | grep '^figures') || {
    echo "wrk failed on $1" >&2
    exit 1
  }
  after=$(ticks "$pid") pg_after=$(postgres_ticks)
  echo "$1 $line" | awk -v cpu=$((after - before)) -v pg=$((pg_after - pg_before)) -v hz="$hertz" \
    '{printf "%s %.1f %.1f %s %s %s %s %s\n", $1, cpu / hz / $3 * 1e6, pg / hz / $3 * 1e6, $4, $5, $6, $7, $8}'
}

run() { # cases
  for round in $(seq "$rounds"); do
    for case in $1; do measure "$case" "$round"; done
  done >>"$work/figures"
}

# What the just-in-time compiler of a Java has cost.
compiler_ticks() { # pid
  local task sum=0
  for task in /proc/"$1"/task/*; do
    case $(cat "$task/comm" 2>/dev/null) in
      C1\ Comp* | C2\ Comp*) sum=$((sum + $(ticks "${task#/proc/}"))) ;;
    esac
  done
  echo "$sum"
}

# The compiler comes to rest before anything counts: less than a twentieth of the CPU, after half a minute at the latest.
warm() { # case
  local base pid path compiled all
  aim "$1"
  for _ in $(seq 3 12); do
    compiled=$(compiler_ticks "$pid") all=$(ticks "$pid")
    seconds=2 measure "$1" "warm$RANDOM" >/dev/null
    compiled=$(($(compiler_ticks "$pid") - compiled)) all=$(($(ticks "$pid") - all))
    [ $((compiled * 20)) -ge "$all" ] || break
  done
}

phase() { # cases
  for case in $1; do for _ in 1 2; do seconds=2 measure "$case" "warm$RANDOM" >/dev/null; done; done
  for case in $1; do warm "$case"; done
  run "$1"
}
only() { # pattern: the cases that match it, in their order
  for case in $cases; do if [[ $case =~ ^($1)$ ]]; then echo "$case"; fi; done
}

if [ -n "$uncached" ]; then
  phase "$(only '(nginx|health|list|list-page|top|search|words|product|prices|analytics|overview|revenue|platforms|.*-db)')"
  phase "$(only '(create|price)')"
else
  phase "$(only '[^-]*')"
  kill "$shipped_pid" && wait "$shipped_pid" 2>/dev/null || true
  start_opsdeck 28081 --uncached all
  uncached=http://127.0.0.1:28081 uncached_pid=$started
  phase "$(only '.*-db')"
  cases=$(only '[^-]*|.*-db')
fi

echo "$(date -u +%F) $db, $connections connections, median of $rounds rounds of $seconds s, load $(cut -d' ' -f1 /proc/loadavg)"
echo
echo "| case | server us/request | PostgreSQL us/request | requests/s | p50 ms | p95 ms | p99 ms | errors |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
for case in $cases; do
  row="| $case |"
  for column in 2 3 4 5 6 7; do
    row="$row $(awk -v c="$case" -v f=$column '$1 == c {print $f}' "$work/figures" | sort -n |
      awk '{v[NR] = $1} END {print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2}') |"
  done
  echo "$row $(awk -v c="$case" '$1 == c {sum += $8} END {print sum + 0}' "$work/figures") |"
done
for pid in $shipped_pid $uncached_pid; do
  awk -v p="$pid" '/VmHWM/ {printf "\nhighest resident memory of process %s: %.0f MB\n", p, $2 / 1024}' \
    "/proc/$pid/status" 2>/dev/null || true
done
