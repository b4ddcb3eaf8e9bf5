#!/usr/bin/env bash
# Which HTTP client a load generator should have: CPU time of the client's process for each request, of the engine's own
# client, of plain NIO on a selector, the JDK's client, OkHttp and Helidon's WebClient, beside hey and wrk, in rounds on
# one server; the median of the rounds is told. At a rate (each client keeps it) and, with --rate 0, as fast as answers
# come. The first four seconds of a Java client are not counted. Machines drift: compare only figures of one run.
#
#   packaging/bench/client-choice.sh [--rate 2000] [--connections 10] [--seconds 8] [--rounds 3]
#
# Needs a built tree (mvn -DskipTests package), Maven, JDK 25 (JAVA_HOME or java on the path); installs wrk and hey from Debian's
# packages when they are missing.
set -euo pipefail
cd "$(dirname "$0")/../.."
rate=2000 connections=10 seconds=8 rounds=3
while [ $# -gt 0 ]; do
  case $1 in
    --rate) rate=$2 ;;
    --connections) connections=$2 ;;
    --seconds) seconds=$2 ;;
    --rounds) rounds=$2 ;;
    *) sed -n '2,11p' "$0"; exit 2 ;;
  esac
  shift 2
done
. packaging/bench/lib.sh
need wrk hey
mvn -q -pl embedded-server dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/cp" >/dev/null
serve_sample
url="$url/products/top?limit=20"

tell() { # name, requests, cpu in us
  awk -v n="$1" -v r="$2" -v c="$3" 'BEGIN { if (r > 0) printf "%s %d requests, %.1f us CPU a request\n", n, r, c / r }'
  awk -v r="$2" -v c="$3" 'BEGIN { if (r > 0) printf "%.2f\n", c / r }' >>"$work/$1"
}

kinds="engine selector jdk okhttp helidon"
for _ in $(seq "$rounds"); do
  for kind in $kinds; do
    "$java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$built/test-classes:$built/classes:$(cat "$work/cp")" \
      dev.opsdeck.server.loadrun.engine.ClientCost "$kind" "$url" "$connections" "$seconds" "$rate" >"$work/out" 2>"$work/err" ||
      { cat "$work/err"; exit 1; }
    tell "$kind" "$(cut -d' ' -f1 "$work/out")" "$(cut -d' ' -f2 "$work/out")"
  done
  limit=()
  [ "$rate" = 0 ] || limit=(-q $((rate / connections)))
  cpu=$(cpu_of hey -z "${seconds}s" -c "$connections" "${limit[@]}" "$url")
  tell hey "$(awk '/\[200\]/ { print $2 }' "$work/out")" $((cpu * 1000))
  cpu=$(cpu_of wrk -t 1 -c "$connections" -d "${seconds}s" "$url")
  tell wrk "$(awk '/requests in/ { print $1 }' "$work/out")" $((cpu * 1000))
done
for kind in $kinds hey wrk; do
  echo "$kind: median $(median <"$work/$kind") us CPU a request"
done
