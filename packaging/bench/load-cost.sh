#!/usr/bin/env bash
# What the load generator itself costs: its CPU time over the requests it sent, against hey and wrk, one after the other
# in rounds on one server; the median of the rounds is told. What its two Javas take to start is measured by a run of one
# request and taken off. Machines drift: compare only figures of one run. All three keep to the rate; wrk by a pause of
# 20 ms on each of its connections, so that it stays a little below. "wrk-free" is wrk as fast as answers come.
#
#   packaging/bench/load-cost.sh [--rate 500] [--seconds 20] [--rounds 3]
#
# Needs a built tree (mvn -DskipTests package), JDK 25 (JAVA_HOME or java on the path); installs wrk and hey from Debian's
# packages when they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
rate=500 seconds=20 rounds=3
while [ $# -gt 0 ]; do
  case $1 in
    --rate) rate=$2 ;;
    --seconds) seconds=$2 ;;
    --rounds) rounds=$2 ;;
    *) sed -n '2,11p' "$0"; exit 2 ;;
  esac
  shift 2
done
. packaging/bench/lib.sh
need wrk hey
serve_sample
cat >"$work/one.yaml" <<YAML
name: one call
calls:
  - path: /products/top?limit=20
YAML

echo 'function delay() return 20 end' >"$work/pause.lua"

tell() { # name, requests, cpu in ms
  awk -v n="$1" -v r="$2" -v c="$3" 'BEGIN { if (r > 0) printf "%s %d requests, %.1f us CPU a request\n", n, r, c * 1000 / r }'
  awk -v r="$2" -v c="$3" 'BEGIN { if (r > 0) printf "%.2f\n", c * 1000 / r }' >>"$work/$1"
}

for _ in $(seq "$rounds"); do
  start=$(cpu_of "$java" -jar $jar load --target "$url" --scenario "$work/one.yaml" --rate 1 --duration 1s --json)
  cpu=$(cpu_of "$java" -jar $jar load --target "$url" --scenario "$work/one.yaml" --rate "$rate" \
    --duration "${seconds}s" --json)
  tell engine "$(sed -n 's/.*"requests":\([0-9]*\).*/\1/p' "$work/out")" $((cpu - start))
  cpu=$(cpu_of hey -z "${seconds}s" -c 10 -q $((rate / 10)) "$url/products/top?limit=20")
  tell hey "$(awk '/\[200\]/ { print $2 }' "$work/out")" "$cpu"
  cpu=$(cpu_of wrk -t 1 -c $((rate / 50)) -d "${seconds}s" -s "$work/pause.lua" "$url/products/top?limit=20")
  tell wrk "$(awk '/requests in/ { print $1 }' "$work/out")" "$cpu"
  cpu=$(cpu_of wrk -t 1 -c 10 -d 5s "$url/products/top?limit=20")
  tell wrk-free "$(awk '/requests in/ { print $1 }' "$work/out")" "$cpu"
done
for tool in engine hey wrk wrk-free; do
  echo "$tool: median $(median <"$work/$tool") us CPU a request"
done
