#!/usr/bin/env bash
# Checks /metrics with Prometheus itself: promtool lints the plain text (it reads no OpenMetrics, of which only the end
# is looked at), then a real Prometheus scrapes the real server, and is asked for `up` and for a quantile. Fails
# loudly. Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path) and Debian's package
# prometheus, which it installs when it is missing.
#
# Usage: packaging/checks/prometheus.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/bench/lib.sh
need prometheus curl python3

"$java" -jar $jar serve --port 0 --data "$work/data" 2>"$work/server.log" &
pids="$!"
url=$(url_of "$pids" "$work/server.log")
target=${url#http://}

for path in /products /products/top /analytics/overview /no/such/place; do
    for _ in 1 2 3 4 5; do curl -s -o /dev/null "$url$path"; done
done
sleep 2 # the next tick adds them

curl -sf "$url/metrics" >"$work/plain.txt"
promtool check metrics <"$work/plain.txt" || fail "promtool finds fault with the text"
curl -sf -H 'Accept: application/openmetrics-text; version=1.0.0' "$url/metrics" >"$work/open.txt"
[ "$(tail -1 "$work/open.txt")" = "# EOF" ] || fail "OpenMetrics without an end"

cat >"$work/prometheus.yml" <<EOF
global:
  scrape_interval: 1s
scrape_configs:
  - job_name: opsdeck
    static_configs:
      - targets: ["$target"]
EOF
promtool check config "$work/prometheus.yml" >/dev/null || fail "the configuration"
port=$(free_port)
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
    --web.listen-address="127.0.0.1:$port" >"$work/prometheus.log" 2>&1 &
pids="$pids $!"
# The value of a query that gives one.
ask() { curl -sfG "http://127.0.0.1:$port/api/v1/query" --data-urlencode "query=$1"; }
value() { ask "$1" | sed -n 's/.*"value":\[[^,]*,"\([^"]*\)"\].*/\1/p'; }
is_up() { [ "$(value 'up{job="opsdeck"}')" = 1 ]; }
eventually is_up || fail "Prometheus does not see the server: $(tail -3 "$work/prometheus.log")"
has() { value "$1" | grep -Eq '^[0-9.e+-]+$'; }
for query in \
    'histogram_quantile(0.95, sum by (le) (http_request_duration_seconds_bucket))' \
    'sum(http_requests_total{route="/products",status="2xx"}) >= 5' \
    'sum(http_errors_total) >= 0' \
    'sum(http_response_size_bytes_count) >= 20' \
    'http_errors_ratio >= 0' \
    'process_memory_usage_bytes > 0' \
    'process_cpu_usage_ratio >= 0' \
    'db_connections_max > 0' \
    'products_synced_total >= 0' \
    'videos_generated_total >= 0' \
    'publications_created_total >= 0' \
    'jvm_memory_used_bytes{area="heap"} > 0' \
    'process_open_fds > 0' \
    'sum(cache_hits_total) > 0' \
    'opsdeck_build_info'; do
    eventually has "$query" || fail "no answer to: $query"
done
ask 'scrape_samples_scraped' | grep -q '"value"' || fail "nothing was scraped"
echo "ok: promtool's lint passed, Prometheus scraped $(value scrape_samples_scraped) samples," \
    "p95 $(value 'histogram_quantile(0.95, sum by (le) (http_request_duration_seconds_bucket))') s"
