#!/usr/bin/env bash
# Two backends on one PostgreSQL behind a real PgBouncer with the shipped configuration (transaction pooling, 100
# clients): started at once, with writes, a sync, a load run and sixty other clients beside, a statement that takes too
# long, and a database that goes away and comes back. Ends with 1 at the first error. Needs a built tree (mvn -DskipTests
# package), JDK 25 (JAVA_HOME or java on the path), curl; PgBouncer and PostgreSQL are installed from Debian's packages
# when they are missing.
#   packaging/checks/pgbouncer.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
jar=embedded-server/target/opsdeck-server.jar
[ -f "$jar" ] || { echo "Build first: mvn -DskipTests package" >&2; exit 1; }
if ! command -v pgbouncer >/dev/null || ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
  apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y pgbouncer postgresql
fi
bin=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
work=$(mktemp -d)
chmod 755 "$work"
token=operator-token-of-the-check-0123456789
as() { # neither of the two servers runs as root
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
fail() { echo "FAILED: $*" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  [ -f "$work/pgbouncer.pid" ] && kill "$(cat "$work/pgbouncer.pid")" 2>/dev/null || true
  as "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
# The free ports are asked of the system; the shipped file's own may be in use here.
port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
db=$(port); pooler=$(port)

[ "$(id -u)" = 0 ] && chown postgres "$work"
as "$bin/initdb" -D "$work/data" -U postgres -A trust >/dev/null
start_database() {
  as "$bin/pg_ctl" -D "$work/data" -w -l "$work/database.log" \
    -o "-p $db -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c password_encryption=scram-sha-256" \
    start >/dev/null
}
start_database
direct() { "$bin/psql" -qAtX -v ON_ERROR_STOP=1 "host=127.0.0.1 port=$db user=postgres dbname=${2:-opsdeck}" -c "$1"; }
direct "create role opsdeck login password 'secret'" postgres
direct "create database opsdeck owner opsdeck" postgres
echo "\"opsdeck\" \"secret\"" >"$work/userlist.txt"
sed -e "s|port=5432|port=$db|" -e "s|^listen_port.*|listen_port = $pooler|" \
  -e "s|^auth_file.*|auth_file = $work/userlist.txt|" packaging/pgbouncer/pgbouncer.ini >"$work/pgbouncer.ini"
printf 'logfile = %s\npidfile = %s\nunix_socket_dir =\n' "$work/pgbouncer.log" "$work/pgbouncer.pid" >>"$work/pgbouncer.ini"
[ "$(id -u)" = 0 ] && chown postgres "$work"/*.ini "$work"/*.txt
as pgbouncer -q -d "$work/pgbouncer.ini"
export PGPASSWORD=secret
pooled() { "$bin/psql" -qAtX -v ON_ERROR_STOP=1 "host=127.0.0.1 port=$pooler user=opsdeck dbname=${2:-opsdeck}" -c "$1"; }
until pooled "select 1" >/dev/null 2>&1; do sleep 0.1; done

# Both at once: only one may migrate.
export OPSDECK_DB_URL="jdbc:postgresql://127.0.0.1:$pooler/opsdeck" OPSDECK_DB_USER=opsdeck OPSDECK_DB_PASSWORD=secret
url=()
for n in 1 2; do
  OPSDECK_OPERATOR_TOKEN=$token "$java" -jar "$jar" serve --port 0 --limits off --data "$work/server$n" --db-statement-timeout 2s \
    >"$work/server$n.log" 2>&1 &
  pids+=($!)
done
for n in 1 2; do
  for _ in $(seq 300); do grep -q 'Opsdeck listens on' "$work/server$n.log" && break; sleep 0.1; done
  url[n]=$(sed -n 's/.*Opsdeck listens on \(http[^ ]*\).*/\1/p' "$work/server$n.log")
  [ -n "${url[n]}" ] || fail "server $n did not start"
done
call() { curl -sS -o "$work/answer" -w '%{http_code}' -H "Authorization: Bearer $token" "$@"; }
expect() { # STATUS curl-arguments...
  local wanted=$1 got; shift
  got=$(call "$@") || fail "no answer: $*"
  [ "$got" = "$wanted" ] || fail "$got instead of $wanted for $*: $(cat "$work/answer")"
}
expect 200 "${url[1]}/health/ready"
expect 200 "${url[2]}/health/ready"
echo "two backends started at once"

echo 'select count(*) from products;' >"$work/select.sql"
"$bin/pgbench" -n -c 60 -j 2 -T 25 -f "$work/select.sql" -h 127.0.0.1 -p "$pooler" -U opsdeck opsdeck \
  >"$work/pgbench.log" 2>&1 &
bench=$!
for i in $(seq 200); do
  expect 201 -X POST "${url[1 + i % 2]}/products" --data "{\"network\": \"check\", \"externalId\": \"w$i\",
    \"title\": \"Lamp $i\", \"url\": \"https://shop.example/$i\", \"price\": 19.90, \"currency\": \"EUR\"}"
  id=$(sed 's/.*"id":\([0-9]*\).*/\1/' "$work/answer")
  expect 200 -X PATCH "${url[1 + i % 2]}/products/$id" --data "{\"title\": \"Lamp $i again\"}"
  expect 200 "${url[1 + i % 2]}/products/$id"
  grep -q "Lamp $i again" "$work/answer" || fail "an own write was not read"
done
[ "$(direct "select count(*) from products where network = 'check' and title like '%again'")" = 200 ] || fail "writes are missing"
echo "200 products written, changed and read"

printf 'id\ttitle\tlink\tprice\tavailability\n' >"$work/feed.tsv"
for i in $(seq 5000); do
  printf 'f%d\tLamp %d\thttps://shop.example/f%d\t%d.90 EUR\tin stock\n' "$i" "$i" "$i" $((i % 90 + 1))
done >>"$work/feed.tsv"
"$java" -jar "$jar" sync "$work/feed.tsv" --db-url "$OPSDECK_DB_URL" --db-user opsdeck --db-password secret \
  --data "$work/feeds" --source feed --network feed --json >"$work/sync.log" 2>&1 || fail "the sync failed"
[ "$(direct "select count(*) from products where network = 'feed' and status = 'ACTIVE'")" = 5000 ] || fail "the sync is not whole"
echo "5,000 rows synced: $(tail -n 1 "$work/sync.log")"

expect 200 -X POST "${url[1]}/ops/cache/flush" --data '{}'
"$java" -jar "$jar" load --target "${url[1]}" --token "$token" --rate 200 --duration 10s --json >"$work/load.log" 2>&1 || true
tail -n 1 "$work/load.log" | grep -q '"errors":0[,}]' || fail "the load run met errors: $(tail -n 1 "$work/load.log")"
echo "load run: $(tail -n 1 "$work/load.log")"
wait "$bench" || fail "one of sixty other clients was refused"
clients=$(pooled "show pools" pgbouncer | awk -F'|' '$1 == "opsdeck" {print $3 + $4}')
servers=$(direct "select count(*) from pg_stat_activity where usename = 'opsdeck'")
echo "$clients clients connected now, $servers connections to the database"
[ "$servers" -le 20 ] || fail "more connections to the database than the pooler may have"

# Nothing of a session was left behind that another client would inherit. (Flyway names the schema it works in. The level
# of a transaction that is over still counts as of the session, but with the session's default for its value.)
left=$(for _ in $(seq 40); do pooled "select name || '=' || setting from pg_settings where source = 'session'
  and name not in ('search_path', 'application_name', 'client_encoding', 'DateStyle', 'TimeZone',
  'extra_float_digits', 'role', 'standard_conforming_strings')
  and not (name in ('transaction_isolation', 'transaction_read_only')
    and setting = current_setting('default_' || name))"; done | sort -u)
[ -z "$left" ] || fail "settings left on connections: $left"

id=$(direct "select min(id) from products")
direct "begin; lock table price_history in access exclusive mode; select pg_sleep(8); rollback" >/dev/null &
sleep 1
begin=$(date +%s%N)
expect 503 "${url[1]}/products/$id/prices"
millis=$((($(date +%s%N) - begin) / 1000000))
grep -q 'took longer than 2 s' "$work/answer" || fail "another reason: $(cat "$work/answer")"
[ "$millis" -lt 5000 ] || fail "a statement ran for $millis ms"
wait $!
expect 200 "${url[1]}/products/$id/prices"
echo "a statement was stopped after $millis ms"

as "$bin/pg_ctl" -D "$work/data" -m fast -w stop >/dev/null
sleep 5
begin=$(date +%s%N)
expect 503 "${url[1]}/health/ready"
[ $((($(date +%s%N) - begin) / 1000000)) -lt 1500 ] || fail "readiness took too long"
start_database
begin=$(date +%s%N)
until [ "$(call "${url[1]}/health/ready")" = 200 ] && [ "$(call "${url[1]}/products/$id/prices")" = 200 ]; do
  [ $((($(date +%s%N) - begin) / 1000000)) -lt 20000 ] || fail "the database is back and not used"
  sleep 0.05
done
millis=$((($(date +%s%N) - begin) / 1000000))
echo "used again $millis ms after the database was back"
[ "$millis" -lt 3000 ] || fail "that is too long"
grep -h ' ERROR ' "$work"/server*.log && fail "errors in the log"
echo "all well"
